"""Put one step to the person, as often as it takes, until there is an answer or a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ivfprep.catalog import Catalog
from ivfprep.interview.aloud import in_her_words
from ivfprep.interview.asking import SOME, STILL, Ask, Command, Row
from ivfprep.interview.dialogue import Dialogue
from ivfprep.interview.entries import CALLED, NAMED, entries, ids_of
from ivfprep.interview.finding import names_of
from ivfprep.interview.flow import Flow, Seen, View, open_rows
from ivfprep.interview.flow import Row as PageRow
from ivfprep.interview.paths import find
from ivfprep.interview.reading import OTHERWISE, READERS, Again, Reading, Understood, read_line, read_lines
from ivfprep.interview.replies import NO, SAME, SKIPPED, YES, Given, same_as
from ivfprep.interview.steps import STEERING, Step, chosen, entry_name, group_of, known_names, listed, options
from ivfprep.interview.words import UNSAID as UNSAID_WORDS
from ivfprep.interview.words import answer_in_words, fill, partly_said, place_in_words, progress, progress_in_numbers
from ivfprep.prompts import Option

NOT_SURE = Row("not_sure", "Not sure", alone=True)
PREFER_NOT = Row("prefer_not_to_say", "Prefer not to say", alone=True)
UNSAID_ROWS = (NOT_SURE, PREFER_NOT)
SOME_ROW = Row(SOME, "Not sure about some")
UNSAID = (NOT_SURE.value, PREFER_NOT.value)
STILL_UNSURE = "Still not sure about"
MOST_NAMED = 3
ALL_UNSURE = "Not sure about any"
NONE = "none_of_these"
STOP_NOW, SKIP_THIS = "stop_now", "skip_this"
READ = Row("read", "I have read this, go on")
MORE_OF_THIS = "There is more to ask about this one."
"""Said where the treatment that it is the same as had fewer rows: the same question would look like the same again."""
SAME_AS = "The same as for {}"
ALL_SAME = "The same as for {}, reason and plan too"


class Talk(NamedTuple):
    """The flow that decides what is asked, and the day."""

    flow: Flow
    today: date


def ask_step(talk: Talk, view: View, seen: Seen) -> Dialogue[Given | Command]:
    """Return the value for `Flow.give`, or the command that the person gave instead."""
    ask = ASK_BY_KIND.get(seen.step.prompt.kind, _ask_line)
    return (yield from ask(talk, view, seen, screen_of(talk, view, seen)))


def screen_of(talk: Talk, view: View, seen: Seen) -> Ask:
    """Return what every screen of a step shows, without its rows."""
    prompt, catalog = seen.step.prompt, talk.flow.catalog
    place = place_in_words(seen.step, view.answers, catalog) if seen.step.part == "transfers" else ""
    if place and seen.step.at == 0 and len(entries(view.answers, "transfers")) > 1:
        place += ", the earliest"
    if seen.rows and "*" not in prompt.answer:
        # What is said to stand is what this screen shows: another page may have told the rest.
        seen = seen._replace(rows=tuple(_page(view, seen)))
    part = progress(talk.flow, view, seen) + (f"\n{place}." if place else "")
    so_far = answer_in_words(seen, view.answers, catalog) if _has_answer(seen, view) else ""
    text = fill(prompt.text, seen.step, view.answers, catalog)
    standing = _standing(seen, view) if so_far else ""
    place_of_part = progress_in_numbers(talk.flow, seen)
    screen = Ask("one", text, prompt.help, part=part, so_far=so_far, example=prompt.example, opening=prompt.opening)
    return screen._replace(id=prompt.id, typed=prompt.kind, progress=place_of_part, standing=standing)


def _standing(seen: Seen, view: View) -> str:
    """Return the row that was chosen or the text that was typed; "" where it was neither."""
    if partly_said(seen.step, view.answers):
        return ""
    if seen.step.prompt.kind in ("choice", "fit"):
        return str(chosen(seen.step, view.answers) or "")
    found = find(view.answers, seen.step.path)
    said = str(len(found)) if isinstance(found, list) and seen.step.prompt.kind == "how_many" else found
    return "" if said is None or isinstance(said, (list, dict)) or said in UNSAID_WORDS else str(said)


def is_told(seen: Seen, view: View) -> bool:
    """Return whether something was answered to a step; what was only passed over says nothing."""
    if seen.rows and "*" not in seen.step.prompt.answer:
        return any(row.applies and row.state not in (None, SKIPPED) for row in seen.rows)
    several = listed(seen.step, view.answers) if seen.step.prompt.kind == "choices" else None
    said = several or chosen(seen.step, view.answers) or find(view.answers, seen.step.path)
    return seen.answered and said not in (None, "", SKIPPED, [SKIPPED])


def _has_answer(seen: Seen, view: View) -> bool:
    return any(row.applies and row.state is not None for row in seen.rows) if seen.rows else seen.answered


def _rows(talk: Talk, view: View, seen: Seen) -> tuple[Row, ...]:
    """Return the rows of a list that apply; "the same as for" another treatment comes after them."""
    step, catalog = seen.step, talk.flow.catalog
    shown = [option for option in options(step, view.answers, catalog) if option.value not in seen.without]
    groups = _groups(step, catalog)
    rows = [Row(option.value, option.label, option.alone, *groups.get(option.value, ("", ()))) for option in shown]
    rows = [_unsaid_by(rows[at], option, step) for at, option in enumerate(shown)]
    if step.prompt.kind == "which":
        rows = _with_names(rows, catalog)
    earlier = same_as(step, view.answers)
    if earlier is not None and not any(row.state for row in seen.rows):
        name = entry_name(entries(view.answers, "add_ons")[earlier], catalog)
        # What the first question of a treatment takes over is all that follows: it says so.
        is_all = "plan" in step.prompt.same and len(step.prompt.same) > 1
        rows.append(Row(SAME, (ALL_SAME if is_all else SAME_AS).format(name), alone=True))
    none = [Row(NONE, step.prompt.none, alone=True, also=() if step.prompt.unsaid else UNSAID)] * bool(step.prompt.none)
    return (*rows, *none, *(UNSAID_ROWS if step.prompt.unsaid else ()))


def _with_names(rows: list[Row], catalog: Catalog) -> list[Row]:
    """Return the rows of treatments with the names that are kept: as its name where it has none of its own."""
    signs = {one.id: NAMED if one.unnamed else CALLED for one in catalog.add_ons}
    named = {
        one.id: tuple((name, f"{one.id}{signs[one.id]}{name}") for name in known_names(one)) for one in catalog.add_ons
    }
    return [row._replace(called=named.get(row.value, ())) for row in rows]


def _unsaid_by(row: Row, option: Option, step: Step) -> Row:
    """Return a row with the words that leave an answer open, where it is what they mean and no other row is."""
    also = (*row.also, *step.prompt.also.get(option.value, ()))
    return row._replace(also=(*also, PREFER_NOT.value) if option.leaves_off else also)


def _groups(step: Step, catalog: Catalog) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the group that each row stands in, and the other names that it is found by."""
    names = step.prompt.groups
    if step.prompt.options_from == "history":
        return {item.id: (names.get(item.group, ""), item.also) for item in catalog.history}
    if step.prompt.options_from == "add_ons":
        return {one.id: (names.get(group_of(one, names), ""), one.also) for one in catalog.add_ons}
    return {}


def _ask_choice(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    rows = _rows(talk, view, seen)
    reply = yield screen._replace(rows=rows)
    if reply is Command.SKIP and any(row.value == SKIP_THIS for row in rows) and not is_told(seen, view):
        return SKIP_THIS
    return Command.STOP if reply == STOP_NOW else reply


def _ask_notice(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    """Say something at once; what is still open of what goes with it can be answered first."""
    is_open = {one.step.prompt.id for one in view.seen if not one.answered}
    more = [Row(option.value, option.label) for option in seen.step.prompt.options if option.value in is_open]
    aloud = in_her_words(seen.step.prompt.aloud, talk.flow, view.answers)
    reply = yield screen._replace(rows=(READ, *more), aloud=aloud)
    return READ.value if reply is Command.SKIP else reply


def _ask_choices(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    ticked = listed(seen.step, view.answers) or [NONE] if is_told(seen, view) else []
    rows = _rows(talk, view, seen)
    screen = screen._replace(kind="many", rows=rows, ticked=tuple(one for one in ticked if one in _values(rows)))
    # What only asks for more is fairly declined by ticking nothing.
    declines = NONE if seen.step.prompt.none and seen.step.path.startswith(STEERING) else ""
    reply = yield screen._replace(empty=declines)
    return (reply,) if isinstance(reply, str) else reply


def _values(rows: tuple[Row, ...]) -> list[str]:
    return [row.value for row in rows]


def _ask_which(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    rows, ticked = _rows(talk, view, seen), ids_of(view.answers) or _said_of_all(seen, view)
    *shown, none, not_sure, prefer_not = rows
    named = [Row(id_, id_.partition(NAMED)[2], group=shown[-1].group) for id_ in ticked if NAMED in id_]
    screen = screen._replace(kind="many", rows=(*shown, *named, none, not_sure, prefer_not), ticked=tuple(ticked))
    reply = yield screen._replace(other=seen.step.prompt.other)
    if isinstance(reply, Command):
        return reply
    first = reply[0]
    if first in (NONE, *UNSAID):
        return "none" if first == NONE else first
    return tuple(dict.fromkeys(_as_listed(one, rows, seen.step.prompt.other) for one in reply))


def _said_of_all(seen: Seen, view: View) -> list[str]:
    """Return the row that says that there is nothing of a list, or leaves it open, where that was the answer."""
    said = find(view.answers, seen.step.path)
    return [NONE] if said == "none" else [said] if isinstance(said, str) and said in UNSAID else []


def _as_listed(value: str, rows: tuple[Row, ...], other: str) -> str:
    """Return what was typed for something that is not in the list as the row of it, where it is in the list."""
    sign, _, typed = value.partition(NAMED)
    if sign != other or not typed:
        return value
    found = next((row for row in rows if typed.lower() in names_of(row)), None)
    if found is None:
        return value
    return next((called for name, called in found.called if name.lower() == typed.lower()), found.value)


def _ask_ticks(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    """Ask for a page: what is ticked, then one list of what the person is not sure about."""
    page = _page(view, seen)
    shown = {row.option.value for row in page}
    *listed_, none, not_sure, prefer_not = _rows(talk, view, seen)
    not_sure = not_sure._replace(label=ALL_UNSURE, also=(not_sure.label,))
    listed_ = [row for row in listed_ if row.value in {*shown, SAME}]
    some = [SOME_ROW] if len(shown) > 1 else []
    # Gone back to, what was left open is left open still: a tick that were gone would make a no of it.
    unsure_of = tuple(row.option.value for row in page if row.state in (NOT_SURE.value, SKIPPED))
    # What she was not sure about is a row of its own: the whole list is not gone through again for it.
    known = unsure_of if len(unsure_of) < len(page) and all(row.state != SKIPPED for row in page) else ()
    still = [Row(STILL, _still_unsure(page, known))] if known else []
    if seen.step.prompt.same and not seen.answered and len(page) < sum(row.applies for row in seen.rows):
        screen = screen._replace(opening=MORE_OF_THIS)
    was_some = (STILL,) if known else (SOME,) if some and seen.answered and 0 < len(unsure_of) < len(page) else ()
    ticked = _said_of_page(page) or (*_ticked(page), *was_some)
    screen = screen._replace(kind="many", ticked=ticked, rest=seen.step.prompt.rest)
    reply = yield screen._replace(rows=(*listed_, none, *still, *some, not_sure, prefer_not))
    if isinstance(reply, Command):
        is_open = reply is Command.SKIP and all(row.state in (None, SKIPPED) for row in page)
        return dict.fromkeys(shown, SKIPPED) if is_open else reply
    if reply[0] in (*UNSAID, SAME):
        return SAME if reply[0] == SAME else dict.fromkeys(shown, reply[0])
    kept = known if STILL in reply else ()
    left = [row for row in listed_ if row.value not in (*reply, *kept, SAME)]
    unsure = (yield from _ask_unsure(screen, left, unsure_of)) if SOME in reply and left else ()
    if unsure is Command.SKIP:
        return {value: _tick(value, reply, kept, otherwise=SKIPPED) for value in shown}
    if isinstance(unsure, Command):
        return unsure
    return {value: _tick(value, reply, (*kept, *unsure)) for value in shown}


def _page(view: View, seen: Seen) -> list[PageRow]:
    """Return the rows to show: what is open; and where the page is changed, what was answered too."""
    still_open = open_rows(seen, view)
    if not still_open or seen.answered:
        return [row for row in seen.rows if row.applies and (not row.is_open or row in still_open)]
    return still_open


def _said_of_page(page: list[PageRow]) -> tuple[str, ...]:
    """Return the row that says one thing of the whole page, where that is what was said of every row."""
    said = {row.state for row in page}
    one = next(iter(said)) if len(said) == 1 else None
    return (NONE,) if one == NO else (one,) if one in UNSAID else ()


def _ticked(page: list[PageRow]) -> tuple[str, ...]:
    return tuple(row.option.value for row in page if row.state == YES)


def _ask_unsure(screen: Ask, rows: list[Row], before: tuple[str, ...]) -> Dialogue[tuple[str, ...] | Command]:
    text = "Which of these are you not sure about?"
    ticked = tuple(row.value for row in rows if row.value in before)
    reply = yield screen._replace(text=text, rows=tuple(rows), ticked=ticked, so_far="", id="unsure")
    return (reply,) if isinstance(reply, str) else reply


def _still_unsure(page: list[PageRow], unsure: tuple[str, ...]) -> str:
    """Return the label of what she was not sure about: by name, as far as that is short."""
    labels = [row.option.label for row in page if row.option.value in unsure]
    more = f", and {len(labels) - MOST_NAMED} more" if len(labels) > MOST_NAMED else ""
    return f"{STILL_UNSURE}: {', '.join(labels[:MOST_NAMED])}{more}"


def _tick(value: str, ticked: str | tuple[str, ...], unsure: tuple[str, ...], otherwise: str = NO) -> str:
    if value in ticked:
        return YES
    return NOT_SURE.value if value in unsure else otherwise


def ask_lines(screen: Ask, standing: int, keep: Callable[[str], Dialogue[None]]) -> Dialogue[Command]:
    """Keep each line as it comes, beside so many that stand; what does not fit is asked for once more.

    Returns what ended the lines: KEEP for an empty one, or SKIP where there was none before it.
    """
    screen, typed = screen._replace(kind="lines", may_be_empty=True), 0
    while True:
        reply = yield screen
        if isinstance(reply, Command):
            return Command.KEEP if reply is Command.SKIP and typed else reply
        lines = read_lines([reply] if isinstance(reply, str) else reply, standing + typed)
        for line in lines.kept:
            yield from keep(line)
        typed += len(lines.kept)
        if not lines.note and (not lines.kept or isinstance(reply, tuple)):
            return Command.KEEP if typed else Command.SKIP
        screen = screen._replace(note=lines.note, so_far="", begun=True)


def _ask_line(talk: Talk, view: View, seen: Seen, screen: Ask) -> Dialogue[Given | Command]:
    """Ask for a typed line again and again, each time saying what to type, until it is understood."""
    prompt = seen.step.prompt
    note, screen = "", screen._replace(can_be_unsure=prompt.unsaid and prompt.kind in READERS)
    while True:
        reply = yield screen._replace(kind="line", note=note, may_be_empty=prompt.kind == "text")
        if isinstance(reply, Command) or not isinstance(reply, str):
            return reply
        reading = read_line(seen.step, reply, talk.today)
        if isinstance(reading, Again):
            note = reading.message
            continue
        answer = yield from settle(screen, reading)
        if answer is not None:
            return answer


def settle(screen: Ask, reading: Reading) -> Dialogue[Given | Command | None]:
    """Say how a line was understood, or ask which of two meanings it has; None asks for the line again."""
    if isinstance(reading, Understood):
        if reading.echo:
            yield reading.echo
        return reading.value
    if isinstance(reading, Again):
        return None
    by_row = {str(meaning.value): meaning for meaning in reading.meanings}
    rows = tuple(Row(value, meaning.label) for value, meaning in by_row.items())
    rows += UNSAID_ROWS if screen.can_be_unsure else ()
    reply = yield Ask(
        "one", reading.text, screen.help, rows, part=screen.part, id="which_meaning", progress=screen.progress
    )
    if isinstance(reply, Command):
        return None if reply is Command.BACK else reply
    if reply == OTHERWISE.value:
        return None
    return by_row[str(reply)].value if str(reply) in by_row else str(reply)


ASK_BY_KIND: Mapping[str, Callable[[Talk, View, Seen, Ask], Dialogue[Given | Command]]] = {
    "choice": _ask_choice,
    "fit": _ask_choice,
    "notice": _ask_notice,
    "choices": _ask_choices,
    "which": _ask_which,
    "ticks": _ask_ticks,
}
