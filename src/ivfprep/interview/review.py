"""The review: what matters first, one screen a part with every answer in it to change, and what goes on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ivfprep.choosing import Line
from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.dialogue import Dialogue
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import SKIP_PART, Seen, View
from ivfprep.interview.parts import change_part, is_left_out
from ivfprep.interview.paths import Data, find, find_texts, to_profile
from ivfprep.interview.replies import YES, Given
from ivfprep.interview.steps import STEERING, options
from ivfprep.interview.talk import SKIP_THIS, ask_lines
from ivfprep.interview.words import UNSAID, answer_in_words, place_in_words
from ivfprep.profile import TOLD, Profile

TOP = 3
GO_ON = Row("go_on", "Go on to my list")
TOP_ROW = Row("top", "Choose what comes first")
LEAVE_ROW = Row("leave_out", "Leave lines off my page")
OWN_ROW = Row("own", "Add or remove questions of my own")
TOLD_ROW = Row(TOLD, "The part that repeats my answers (What I told this program)")
STORY_ROW = Row("story_transfers", "The sentence about my transfers and losses (in My story)")
PART_ROWS = (
    Row("transfers", "Add, remove, move or leave out a transfer", group="Your answers"),
    Row("add_ons", "Add, remove or move a treatment", group="Your answers"),
)
WHY = "Nothing is final. You can change an answer, go on, or stop and come back."
BACK = Row("back", "Go back")
WHICH_PART = "Which part would you like to look at?"
YOURS = "These are your answers. Do you want to change something?"
NO_CHANGE = Row("no_change", "This is right, go back")
ALL_RIGHT = "If all of it is right"
WORTH_A_LOOK, YOUR_ANSWERS, YOUR_PAGE = "Worth a look first", "Your answers", "Your page"
SUGGESTED = "Suggested for you"
PASSING_OVER = (SKIP_PART, SKIP_THIS)
"""The answers after which the rest of a part, or of a transfer, was not asked."""

MOST_POINTED_OUT = 3
MOST_TRIES = 24
"""So many answers at most are tried out for what was skipped: each makes the list anew, while somebody waits."""


Lines: TypeAlias = Callable[[Profile], Sequence[Line]]
"""The lines of the list that the answers give, best first."""


def review(talk: Conversation, lines: Lines) -> Dialogue[None]:
    """Let the person look at each part and change it until they go on. Raises Stopped."""
    said: Data | None = None
    while True:
        # What is worth a look takes long to find: another order of the three does not change it.
        if said != (said := {key: value for key, value in talk.answers.items() if key != "top"}):
            matters = [*_unfit(talk), *_would_change_the_three(talk, lines)]
        pointed_out = {f"step:{number}": seen for number, (_, seen) in enumerate(matters)}
        rows = (
            *(Row(f"step:{number}", label, group=WORTH_A_LOOK) for number, (label, _) in enumerate(matters)),
            GO_ON._replace(group=ALL_RIGHT if matters else ""),
            *part_rows(talk),
            *PART_ROWS,
            *_page_rows(talk),
        )
        standing = _all_standing(talk)
        screen = Ask("one", YOURS, WHY, rows, id="review", answers=_as_rows(talk, standing))
        reply = yield from talk.choose(screen)
        if reply in (GO_ON.value, Command.SKIP):
            return
        if reply is Command.BACK:
            yield from talk.ask_all(talk.flow.before(talk.view, None))
        elif reply in pointed_out:
            yield from talk.change(pointed_out[str(reply)].step)
        elif reply in standing:
            yield from talk.change(standing[str(reply)].step)
        elif not isinstance(reply, Command):
            yield from _change(talk, lines, reply)
        yield from talk.ask_all()


def look_over(talk: Conversation, back: Row = BACK, text: str = WHICH_PART) -> Dialogue[None]:
    """Let the person look at each part of what is saved, and change it, until they go `back`. Raises Stopped."""
    while True:
        standing, rows = _all_standing(talk), (back, *part_rows(talk))
        screen = Ask("one", text, WHY, rows, id="look_over")
        reply = yield from talk.choose(screen._replace(answers=_as_rows(talk, standing)))
        if isinstance(reply, Command) or reply == back.value:
            return
        if reply in standing:
            yield from talk.change(standing[reply].step)
        else:
            yield from change_section(talk, reply.removeprefix("section:"))


def part_rows(talk: Conversation) -> list[Row]:
    """Return a row for each part in which something was answered."""
    return [
        Row(f"section:{name}", f"{name} ({len(some)} answer{'s' * (len(some) > 1)})", group=YOUR_ANSWERS)
        for name, some in _by_section(talk, talk.view).items()
    ]


def _page_rows(talk: Conversation) -> list[Row]:
    left = find_texts(talk.answers, "leave_out")
    leave = LEAVE_ROW._replace(label=f"{LEAVE_ROW.label} ({_left_off(left)})") if left else LEAVE_ROW
    return [row._replace(group=YOUR_PAGE) for row in (OWN_ROW, TOP_ROW, leave)]


def _left_off(lines: list[str]) -> str:
    """Return what is left off so far: the sentence about losses by name, and how many lines."""
    others = len([line for line in lines if line != STORY_ROW.value])
    if others == len(lines):
        return f"{others} left off so far"
    return f"my transfers and losses are left off{f', and {others} more' if others else ''}"


def _unfit(talk: Conversation) -> list[tuple[str, Seen]]:
    """Return each pair of answers that do not fit and were both kept, in words, with the step that asks about it."""
    asked = [seen for seen in talk.view.seen if seen.applies and seen.step.prompt.kind == "fit" and seen.answered]
    return [(f"Two answers do not fit: {seen.step.prompt.name}", seen) for seen in asked]


def _would_change_the_three(talk: Conversation, lines: Lines) -> list[tuple[str, Seen]]:
    """Return what was skipped though an answer would change the three that are suggested, in words, with its step."""
    found: list[tuple[str, Seen]] = []
    three = _suggested(lines, talk.answers)
    tries = 0
    for seen in _skipped(talk):
        for answer in _answers_to_try(talk, seen):
            if tries == MOST_TRIES or len(found) == MOST_POINTED_OUT:
                return found
            tries += 1
            if _suggested(lines, talk.flow.give(talk.answers, seen.step, answer).answers) != three:
                found.append((f"You skipped this, and it can change your first three: {_name(talk, seen)}", seen))
                break
    return found


def _skipped(talk: Conversation) -> list[Seen]:
    """Return what was skipped of what has rows to choose; what she is not sure about is an answer."""
    view, catalog = talk.view, talk.flow.catalog
    # What only steers the interview changes no line by itself.
    standing = [seen for seen in _standing(talk, view) if not seen.step.path.startswith(STEERING)]
    lists = [seen for seen in standing if seen.step.prompt.kind in ("choice", "choices", "ticks")]
    return [seen for seen in lists if answer_in_words(seen, view.answers, catalog) == UNSAID["skipped"]]


def _answers_to_try(talk: Conversation, seen: Seen) -> list[Given]:
    if seen.rows:
        # All at once: it is the page that is pointed out, and each row by itself would make the list anew.
        return [{row.option.value: YES for row in seen.rows if row.applies}]
    values = [option.value for option in options(seen.step, talk.answers, talk.flow.catalog)]
    return [(value,) for value in values] if seen.step.prompt.kind == "choices" else list(values)


def _suggested(lines: Lines, answers: Data) -> list[str]:
    return [line.text for line in lines(to_profile(answers)) if line.suggested]


def _by_section(talk: Conversation, view: View) -> Mapping[str, list[Seen]]:
    by_name: dict[str, list[Seen]] = {}
    for section in talk.flow.interview.sections:
        ids = {prompt.id for prompt in section.prompts}
        some = [seen for seen in _standing(talk, view) if seen.step.prompt.id in ids]
        if some:
            by_name.setdefault(section.name, []).extend(some)
    return by_name


def _standing(talk: Conversation, view: View) -> list[Seen]:
    """Return the steps whose answers stand; her own questions stand once, wherever she was asked for them."""
    some = [
        seen
        for seen in view.seen
        if seen.applies and answer_in_words(seen, view.answers, talk.flow.catalog) and not _is_passing(seen, view)
    ]
    lines = [seen for seen in some if seen.step.prompt.kind == "lines"]
    return [seen for seen in some if seen not in lines[:-1]]


def _is_passing(seen: Seen, view: View) -> bool:
    """Return whether an answer only steered the interview: what it set is shown where it was set.

    A list of what to ask about is no such answer, and what passed over a part is none: else nothing leads back there.
    """
    prompt = seen.step.prompt
    if "*" in prompt.answer:
        return True
    leads_back = prompt.kind in ("lines", "choices") or find(view.answers, seen.step.path) in PASSING_OVER
    return prompt.answer.startswith(STEERING) and not leads_back


def _all_standing(talk: Conversation) -> Mapping[str, Seen]:
    """Return every step whose answer stands, part by part, by the reply that changes it."""
    some = (seen for seen_in_part in _by_section(talk, talk.view).values() for seen in seen_in_part)
    return {f"answer:{number}": seen for number, seen in enumerate(some)}


def _as_rows(talk: Conversation, standing: Mapping[str, Seen]) -> tuple[Row, ...]:
    """Return each answer as a row: its words, its part as the group, and what it is about as another name."""
    parts = {prompt.id: section.name for section in talk.flow.interview.sections for prompt in section.prompts}
    rows = []
    for value, seen in standing.items():
        label, _, about = _answer(talk, seen)
        rows.append(Row(value, label, group=parts.get(seen.step.prompt.id, ""), also=(about,)))
    heads = list(dict.fromkeys((row.group, row.also) for row in rows))
    return tuple(sorted(rows, key=lambda row: heads.index((row.group, row.also))))


def _name(talk: Conversation, seen: Seen) -> str:
    place = place_in_words(seen.step, talk.view.answers, talk.flow.catalog)
    return f"{place + ', ' if place else ''}{seen.step.prompt.name}"


def _change(talk: Conversation, lines: Lines, what: str) -> Dialogue[None]:
    if what.startswith("section:"):
        yield from change_section(talk, what.removeprefix("section:"))
    elif what in ("transfers", "add_ons"):
        yield from change_part(talk, what)
    elif what == OWN_ROW.value:
        yield from _own_questions(talk)
    else:
        yield from {TOP_ROW.value: _choose_top, LEAVE_ROW.value: _leave_out}[what](talk, lines)


def change_section(talk: Conversation, name: str) -> Dialogue[None]:
    """Show a part with its answers, and let one after the other be changed, until nothing is. Raises Stopped."""
    while some := _by_section(talk, talk.view).get(name):
        rows = tuple(Row(str(number), *_answer(talk, seen)) for number, seen in enumerate(some))
        screen = Ask("one", "Which answer do you want to change?", WHY, (NO_CHANGE, *rows), part=name, id="section")
        reply = yield from talk.choose(screen)
        if isinstance(reply, Command) or reply == NO_CHANGE.value:
            return
        yield from talk.change(some[int(reply)].step)


def _answer(talk: Conversation, seen: Seen) -> tuple[str, bool, str]:
    """Return an answer as a row: its words, and what it is about as the group it stands in."""
    view, catalog = talk.view, talk.flow.catalog
    said = answer_in_words(seen, view.answers, catalog)
    return f"{seen.step.prompt.name}: {said}", False, _about(talk, seen)


def _about(talk: Conversation, seen: Seen) -> str:
    """Return what an answer is about, and whether that is left out of the printed story; "" for nothing by itself."""
    step, answers = seen.step, talk.view.answers
    place = place_in_words(step, answers, talk.flow.catalog)
    is_out = step.part == "transfers" and is_left_out(entries(answers, "transfers")[step.at])
    return f"{place} (left out of my story)" if is_out else place


def _own_questions(talk: Conversation) -> Dialogue[None]:
    standing = tuple(find_texts(talk.answers, "own_questions"))
    kept = (yield from _kept(standing)) if standing else ()
    text = "Type a question of your own."
    help_ = "It goes on the page in your own words."
    example = "one question and Enter; Enter alone when there are no more"
    yield from talk.keep({**talk.answers, "own_questions": list(kept)})

    def keep(line: str) -> Dialogue[None]:
        asked = [*find_texts(talk.answers, "own_questions"), line]
        yield from talk.keep({**talk.answers, "own_questions": list(dict.fromkeys(asked))})

    screen = Ask("lines", text, help_, example=example, id="own_questions")
    if (yield from ask_lines(screen, len(kept), keep)) is Command.STOP:
        raise Stopped


def _kept(standing: tuple[str, ...]) -> Dialogue[tuple[str, ...]]:
    rows = tuple(Row(str(number), text) for number, text in enumerate(standing))
    text, help_ = "Which of your questions do you want to keep?", "What is not ticked is removed."
    screen = Ask("many", text, help_, id="kept_questions")
    none = Row("none", "None of them", alone=True)
    reply = yield screen._replace(rows=(*rows, none), ticked=tuple(row.value for row in rows))
    return standing if isinstance(reply, (Command, str)) else tuple(standing[int(n)] for n in reply if n != "none")


def _choose_top(talk: Conversation, lines: Lines) -> Dialogue[None]:
    """Let the person name the first, second and third line; what she leaves open is filled with what is suggested."""
    left: dict[str, Line] = {}
    for line in lines(to_profile(talk.answers)):
        if line.can_be_first and line.text not in {one.text for one in left.values()}:
            left.setdefault(line.id, line)
    help_ = "The doctor may only have time for three. What you leave open, I fill. Type a word to find a line."
    rows = tuple(_to_choose(line) for line in left.values())
    standing = tuple(id_ for id_ in find_texts(talk.answers, "top") if id_ in left)
    screen = Ask("order", "Which three do you want to ask first?", help_, rows, ticked=standing, id="top")
    reply = yield screen
    if reply is Command.STOP:
        raise Stopped
    if reply is Command.BACK:
        return
    yield from talk.keep(_with_list(talk.answers, "top", [] if isinstance(reply, (Command, str)) else list(reply)))


def _to_choose(line: Line) -> Row:
    return Row(line.id, line.text, group=SUGGESTED if line.suggested else line.group)


def _leave_out(talk: Conversation, lines: Lines) -> Dialogue[None]:
    listed = [line for line in lines(to_profile({**talk.answers, "leave_out": []})) if not line.suggested]
    none = Row("none", "Leave nothing off", alone=True)
    rows = (none, TOLD_ROW, STORY_ROW, *(Row(line.id, line.text, group=line.group) for line in listed))
    standing = tuple(find_texts(talk.answers, "leave_out"))
    help_ = "They stay in your answers, and come back when you untick them. They are not printed."
    text = "Which lines do you want off your page?"
    reply = yield Ask("many", text, help_, rows, ticked=standing, id="leave_out")
    if isinstance(reply, (Command, str)):
        return
    # What is left off and stands in no list now stays off: its line may come back with another answer.
    unseen = [one for one in standing if "none" not in reply and one not in [row.value for row in rows]]
    chosen = [*unseen, *(one for one in reply if one != "none")]
    raised = [line.text for line in listed if line.raised and line.id in chosen and line.id not in standing]
    if not raised or (yield from _leaves_anyway(talk, raised)):
        yield from talk.keep(_with_list(talk.answers, "leave_out", chosen))


def _leaves_anyway(talk: Conversation, raised: Sequence[str]) -> Dialogue[bool]:
    text = f"This is something for your doctor to know: {' '.join(raised)} Leave it off anyway?"
    rows = (Row("no", "No, keep it on my page"), Row("yes", "Yes, leave it off"))
    help_ = "You decide. I only ask so that it is not left off by mistake."
    reply = yield from talk.choose(Ask("one", text, help_, rows, id="leave_anyway"))
    return reply == "yes"


def _with_list(answers: Data, key: str, values: list[str]) -> Data:
    return {**answers, key: list(values)} if values else {one: value for one, value in answers.items() if one != key}
