"""The review page: every answer by section, each of which can be changed, and what goes on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Conversation
from ivfprep.interview.flow import Seen, View
from ivfprep.interview.parts import change_part
from ivfprep.interview.paths import Data, find_texts, to_profile
from ivfprep.interview.talk import ask_lines
from ivfprep.interview.words import answer_in_words, place_in_words
from ivfprep.profile import TOLD, Profile

TOP = 3
GO_ON = Row("go_on", "Go on to my list")
TOP_ROW = Row("top", "Choose what comes first on my page")
LEAVE_ROW = Row("leave_out", "Leave lines off my page")
OWN_ROW = Row("own", "Add or remove questions of my own")
TOLD_ROW = Row(TOLD, "The part that repeats my answers (What I told this program)")
PART_ROWS = (
    Row("transfers", "Add, remove or move a transfer"),
    Row("add_ons", "Add, remove or move a treatment"),
)
WHY = "Nothing is final. You can change an answer, go on, or stop and come back."
NO_CHANGE = Row("no_change", "Leave it as it is")


class Line(NamedTuple):
    """A line that can stand on the page: its id, its words, and whether it is something to raise."""

    id: str
    text: str
    raised: bool = False


Lines: TypeAlias = Callable[[Profile], Sequence[Line]]
"""The lines of the list that the answers give, best first."""


def review(talk: Conversation, lines: Lines) -> None:
    """Show the answers and let the person change them until they go on. Raises Stopped."""
    talk.asker.say("\n".join(answers_by_section(talk)))
    while True:
        view = talk.view
        sections = [Row(f"section:{name}", f"Change: {name}") for name in _by_section(talk, view)]
        rows = (GO_ON, *sections, *PART_ROWS, OWN_ROW, TOP_ROW, LEAVE_ROW)
        reply = talk.choose(Ask("one", "These are your answers. Do you want to change something?", WHY, rows))
        if reply in (GO_ON.value, Command.SKIP):
            return
        if not isinstance(reply, Command):
            _change(talk, lines, reply)
            talk.ask_all()


def answers_by_section(talk: Conversation) -> list[str]:
    """Return every answer in words, a heading before each section, and what was left off the page."""
    view = talk.view
    text: list[str] = []
    for name, some in _by_section(talk, view).items():
        text += ["", name, *(f"  {_line(talk, view, seen)}" for seen in some)]
    left = len(find_texts(talk.answers, "leave_out"))
    if left:
        text += ["", f"You left {left} line{'s' * (left > 1)} off your page. {LEAVE_ROW.label} shows which."]
    return text


def _by_section(talk: Conversation, view: View) -> Mapping[str, list[Seen]]:
    by_name: dict[str, list[Seen]] = {}
    for section in talk.flow.interview.sections:
        ids = {prompt.id for prompt in section.prompts}
        some = [seen for seen in _standing(talk, view) if seen.step.prompt.id in ids]
        if some:
            by_name.setdefault(section.name, []).extend(some)
    return by_name


def _standing(talk: Conversation, view: View) -> list[Seen]:
    """Return the steps whose answers stand."""
    return [
        seen
        for seen in view.seen
        if seen.applies and answer_in_words(seen, view.answers, talk.flow.catalog) and not _is_passing(seen)
    ]


def _is_passing(seen: Seen) -> bool:
    """Return whether an answer only steered the interview: what it set is shown where it was set."""
    prompt = seen.step.prompt
    return "*" in prompt.answer or (prompt.answer.startswith("asked.") and prompt.kind != "lines")


def _line(talk: Conversation, view: View, seen: Seen) -> str:
    place = place_in_words(seen.step, view.answers, talk.flow.catalog)
    said = answer_in_words(seen, view.answers, talk.flow.catalog)
    return f"{place + ', ' if place else ''}{seen.step.prompt.name}: {said}"


def _change(talk: Conversation, lines: Lines, what: str) -> None:
    if what.startswith("section:"):
        _change_section(talk, what.removeprefix("section:"))
    elif what in ("transfers", "add_ons"):
        change_part(talk, what)
    elif what == OWN_ROW.value:
        _own_questions(talk)
    else:
        {TOP_ROW.value: _choose_top, LEAVE_ROW.value: _leave_out}[what](talk, lines)


def _change_section(talk: Conversation, name: str) -> None:
    view = talk.view
    some = _by_section(talk, view)[name]
    rows = tuple(Row(str(number), _line(talk, view, seen)) for number, seen in enumerate(some))
    reply = talk.choose(Ask("one", "Which answer do you want to change?", WHY, (*rows, NO_CHANGE)))
    if not isinstance(reply, Command) and reply != NO_CHANGE.value:
        talk.ask_all(some[int(reply)].step)


def _own_questions(talk: Conversation) -> None:
    standing = tuple(find_texts(talk.answers, "own_questions"))
    kept = _kept(talk, standing) if standing else ()
    text = "Type a question of your own."
    help_ = "It goes on the page in your own words."
    typed = ask_lines(
        talk.asker,
        Ask("lines", text, help_, example="one question and Enter; Enter alone when there are no more"),
        len(kept),
    )
    new = [] if isinstance(typed, Command) else typed
    talk.keep({**talk.answers, "own_questions": [*kept, *new]})


def _kept(talk: Conversation, standing: tuple[str, ...]) -> tuple[str, ...]:
    rows = tuple(Row(str(number), text) for number, text in enumerate(standing))
    screen = Ask("many", "Which of your questions do you want to keep?", "What is not ticked is removed.", rows=rows)
    none = Row("none", "None of them", alone=True)
    reply = talk.asker.ask(screen._replace(rows=(*rows, none), ticked=tuple(row.value for row in rows)))
    return standing if isinstance(reply, (Command, str)) else tuple(standing[int(n)] for n in reply if n != "none")


def _choose_top(talk: Conversation, lines: Lines) -> None:
    """Let the person name the first, second and third line; stopping early leaves fewer."""
    left = list(lines(to_profile(talk.answers)))
    chosen: list[str] = []
    help_ = "The doctor may only have time for three. If you choose none, I suggest three."
    for place in ("first", "second", "third")[: len(left)]:
        rows = tuple(Row(line.id, line.text) for line in left if line.id not in chosen)
        done = Row("enough", "No more, go on")
        reply = talk.choose(Ask("one", f"Which line comes {place}?", help_, (done, *rows)))
        if isinstance(reply, Command) or reply == done.value:
            break
        chosen.append(reply)
    talk.keep(_with_list(talk.answers, "top", chosen))


def _leave_out(talk: Conversation, lines: Lines) -> None:
    listed = lines(to_profile({**talk.answers, "leave_out": []}))
    none = Row("none", "Leave nothing off", alone=True)
    rows = (none, TOLD_ROW, *(Row(line.id, line.text) for line in listed))
    standing = tuple(find_texts(talk.answers, "leave_out"))
    help_ = "They stay in your answers, and come back when you untick them. They are not printed."
    reply = talk.asker.ask(Ask("many", "Which lines do you want off your page?", help_, rows, ticked=standing))
    if isinstance(reply, (Command, str)):
        return
    chosen = [one for one in reply if one != "none"]
    raised = [line.text for line in listed if line.raised and line.id in chosen and line.id not in standing]
    if not raised or _leaves_anyway(talk, raised):
        talk.keep(_with_list(talk.answers, "leave_out", chosen))


def _leaves_anyway(talk: Conversation, raised: Sequence[str]) -> bool:
    text = f"This is something for your doctor to know: {' '.join(raised)} Leave it off anyway?"
    rows = (Row("no", "No, keep it on my page"), Row("yes", "Yes, leave it off"))
    return talk.choose(Ask("one", text, "You decide. I only ask so that it is not left off by mistake.", rows)) == "yes"


def _with_list(answers: Data, key: str, values: list[str]) -> Data:
    return {**answers, key: list(values)} if values else {one: value for one, value in answers.items() if one != key}
