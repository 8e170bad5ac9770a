"""Put one step to the person, as often as it takes, until there is an answer or a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ivfprep.interview.asking import Ask, Asker, Command, Row
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Flow, Seen, View, open_rows
from ivfprep.interview.flow import Row as PageRow
from ivfprep.interview.paths import find, find_texts
from ivfprep.interview.reading import Again, Reading, Understood, read_line, read_lines
from ivfprep.interview.replies import Given
from ivfprep.interview.steps import options
from ivfprep.interview.words import answer_in_words, fill, place_in_words, progress

NOT_SURE = Row("not_sure", "Not sure", alone=True)
PREFER_NOT = Row("prefer_not_to_say", "Prefer not to say", alone=True)
UNSAID_ROWS = (NOT_SURE, PREFER_NOT)
SOME = Row("some", "I am not sure about some of these")
UNSAID = (NOT_SURE.value, PREFER_NOT.value)
NONE = "none_of_these"


class Talk(NamedTuple):
    """A face, the flow behind it, and the day."""

    asker: Asker
    flow: Flow
    today: date


def ask_step(talk: Talk, view: View, seen: Seen) -> Given | Command:
    """Return the value for `Flow.give`, or the command that the person gave instead."""
    return ASK_BY_KIND.get(seen.step.prompt.kind, _ask_line)(talk, view, seen, screen_of(talk, view, seen))


def screen_of(talk: Talk, view: View, seen: Seen) -> Ask:
    """Return what every screen of a step shows, without its rows."""
    prompt, catalog = seen.step.prompt, talk.flow.catalog
    place = place_in_words(seen.step, view.answers, catalog) if seen.step.part == "transfers" else ""
    part = progress(talk.flow, view, seen) + (f"\n{place}." if place else "")
    so_far = answer_in_words(seen, view.answers, catalog) if _has_answer(seen, view) else ""
    text = fill(prompt.text, seen.step, view.answers, catalog)
    return Ask("one", text, prompt.help, part=part, so_far=so_far, example=prompt.example)


def _has_answer(seen: Seen, view: View) -> bool:
    return any(row.applies and not row.is_open for row in seen.rows) if seen.rows else seen.answered


def _rows(talk: Talk, view: View, seen: Seen) -> tuple[Row, ...]:
    rows = tuple(Row(option.value, option.label) for option in options(seen.step, view.answers, talk.flow.catalog))
    return rows + (UNSAID_ROWS if seen.step.prompt.unsaid else ())


def _ask_choice(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    return talk.asker.ask(screen._replace(rows=_rows(talk, view, seen)))


def _ask_notice(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    reply = talk.asker.ask(screen._replace(rows=(Row("read", "I have read this"),)))
    return "read" if reply is Command.SKIP else reply


def _ask_choices(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    ticked = tuple(find_texts(view.answers, seen.step.path)) if seen.answered else ()
    reply = talk.asker.ask(screen._replace(kind="many", rows=_rows(talk, view, seen), ticked=ticked))
    return (reply,) if isinstance(reply, str) else reply


def _ask_which(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    none = Row(NONE, seen.step.prompt.none, alone=True)
    rows = (*_rows(talk, view, seen)[: -len(UNSAID)], none, *UNSAID_ROWS)
    ticked = tuple(str(entry["id"]) for entry in entries(view.answers, "add_ons"))
    reply = talk.asker.ask(screen._replace(kind="many", rows=rows, ticked=ticked))
    if isinstance(reply, Command):
        return reply
    first = reply[0]
    return "none" if first == NONE else first if first in UNSAID else reply


def _ask_ticks(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    """Ask for a page: what is ticked, then one list of what the person is not sure about."""
    prompt, page = seen.step.prompt, _page(view, seen)
    rows = {row.option.value: row.option.label for row in page}
    listed = [Row(value, label) for value, label in rows.items()]
    some = [SOME] if len(rows) > 1 else []
    screen = screen._replace(kind="many", ticked=_ticked(page, view, prompt.ticked))
    reply = talk.asker.ask(screen._replace(rows=(*listed, Row(NONE, prompt.none, True), *some, *UNSAID_ROWS)))
    if isinstance(reply, Command):
        return dict.fromkeys(rows, "skipped") if reply is Command.SKIP else reply
    if reply[0] in UNSAID:
        return dict.fromkeys(rows, reply[0])
    unsure = _ask_unsure(talk, screen, [row for row in listed if row.value not in reply]) if SOME.value in reply else ()
    if isinstance(unsure, Command):
        return unsure
    return {value: _tick(value, reply, unsure, prompt.ticked, prompt.unticked) for value in rows}


def _page(view: View, seen: Seen) -> list[PageRow]:
    """Return the rows to show: what is open; and where the page is changed, what was answered too."""
    still_open = open_rows(seen, view)
    if not still_open or seen.answered:
        return [row for row in seen.rows if row.applies and (not row.is_open or row in still_open)]
    return still_open


def _ticked(page: list[PageRow], view: View, ticked: str) -> tuple[str, ...]:
    return tuple(row.option.value for row in page if find(view.answers, row.path) == ticked)


def _ask_unsure(talk: Talk, screen: Ask, rows: list[Row]) -> tuple[str, ...] | Command:
    text = "Which of these are you not sure about?"
    reply = talk.asker.ask(screen._replace(text=text, rows=tuple(rows), ticked=(), so_far=""))
    if reply is Command.SKIP:
        return tuple(row.value for row in rows)
    return (reply,) if isinstance(reply, str) else reply


def _tick(value: str, ticked: str | tuple[str, ...], unsure: tuple[str, ...], yes: str, no: str) -> str:
    if value in ticked:
        return yes
    return NOT_SURE.value if value in unsure else no


def _ask_lines(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    lines = ask_lines(talk.asker, screen, len(find_texts(view.answers, "own_questions")))
    return lines if isinstance(lines, Command) else tuple(lines) or Command.SKIP


def ask_lines(asker: Asker, screen: Ask, standing: int) -> list[str] | Command:
    """Return the lines that were typed, to stand beside so many; what does not fit is asked for once more."""
    screen, kept = screen._replace(kind="lines", may_be_empty=True), list[str]()
    while True:
        reply = asker.ask(screen)
        if isinstance(reply, Command):
            return kept or reply
        lines = read_lines([reply] if isinstance(reply, str) else reply, standing + len(kept))
        kept += lines.kept
        if not lines.note:
            return kept
        screen = screen._replace(note=lines.note, so_far="")


def _ask_line(talk: Talk, view: View, seen: Seen, screen: Ask) -> Given | Command:
    """Ask for a typed line again and again, each time saying what to type, until it is understood."""
    prompt = seen.step.prompt
    most = len(entries(view.answers, "transfers")) if prompt.kind == "tally" else prompt.high
    note = ""
    while True:
        reply = talk.asker.ask(screen._replace(kind="line", note=note, may_be_empty=prompt.kind == "text"))
        if isinstance(reply, Command) or not isinstance(reply, str):
            return reply
        reading = read_line(seen.step, reply, talk.today, most)
        if isinstance(reading, Again):
            note = reading.message
            continue
        answer = _settle(talk, screen, reading)
        if answer is not None:
            return answer


def _settle(talk: Talk, screen: Ask, reading: Reading) -> Given | Command | None:
    """Say how a line was understood, or ask which of two meanings it has; None asks for the line again."""
    if isinstance(reading, Understood):
        if reading.echo:
            talk.asker.say(reading.echo)
        return reading.value
    if isinstance(reading, Again):
        return None
    by_row = {str(meaning.value): meaning for meaning in reading.meanings}
    rows = tuple(Row(value, meaning.label) for value, meaning in by_row.items())
    reply = talk.asker.ask(Ask("one", reading.text, screen.help, rows, part=screen.part))
    if isinstance(reply, Command):
        return None if reply is Command.BACK else reply
    return by_row[str(reply)].value


ASK_BY_KIND: Mapping[str, Callable[[Talk, View, Seen, Ask], Given | Command]] = {
    "choice": _ask_choice,
    "fit": _ask_choice,
    "notice": _ask_notice,
    "choices": _ask_choices,
    "which": _ask_which,
    "ticks": _ask_ticks,
    "lines": _ask_lines,
}
