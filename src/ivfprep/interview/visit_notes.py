"""`ivfprep notes`: what the doctor said, line by line, kept with the answers after each word."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from ivfprep.choosing import Line
from ivfprep.dates import When, read_when
from ivfprep.interview.asking import Ask, Asker, Command, Row
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.dialogue import hold
from ivfprep.interview.paths import Data, find_entries, find_mapping, find_word
from ivfprep.interview.reading import TOO_LONG, Again, clean, read_day
from ivfprep.interview.run import choose_face, ending_well, need_terminal
from ivfprep.interview.session import Session
from ivfprep.interview.talk import settle
from ivfprep.profile import LONGEST, MOST_LINES

Said: TypeAlias = dict[str, dict[str, str]]
"""What was noted to each line, by its id: the `status`, and the `text` where there is one."""

TALKED, NOT_ASKED = "talked_about", "not_asked"
NONE = Row("none", "None of these", alone=True)
STATUS = (
    Row("answered", "Answered"),
    Row("partly", "Answered in part"),
    Row("not_sure", "I am not sure"),
)
STATUS_HELP = "What is open stays near the top of your next page. What was answered makes room."
TEXT_HELP = "A few words help you later. They stay on this computer, and stand on your next page."
NO_TERMINAL_HINT = "You can also write `visits` into the answers file by hand; the README shows how."
FULL = f"There are notes of {MOST_LINES} visits already. Type the day of one of them."
SAVED = "Your notes are saved. To go on, type: ivfprep notes"
DONE = "Thank you. Your notes are saved with your answers. Your next page shows what is still open: ivfprep make"


def start(session: Session, lines: Sequence[Line], planned: str, today: date, *, plain: bool = False) -> int:
    """Ask what was said to each of `lines` and return the exit code: 0, or 130 when it was interrupted and saved.

    `planned` is the ISO date of the visit that was planned, or another text for none. Raises BadInput without a
    terminal or without lines to ask about.
    """
    need_terminal("ivfprep notes", NO_TERMINAL_HINT)
    asker = choose_face(plain, os.environ)
    with ending_well(asker, SAVED) as ending:
        Notes(asker, session, lines).take(planned, today)
        asker.say(DONE)
    return ending.code


class Notes:
    """The notes of one visit, in the answers that they are kept with."""

    def __init__(self, asker: Asker, session: Session, lines: Sequence[Line]) -> None:
        self.asker, self.session, self.lines = asker, session, lines
        self.answers: Data = session.load() or {}
        self.day = ""

    def take(self, planned: str, today: date) -> None:
        """Ask for the day, for what was talked about, and for what was said to each of it. Raises Stopped."""
        self.day = self._ask_day(planned, today)
        if TALKED not in {noted.get("status") for noted in self._said().values()}:
            self._ask_talked()
        self._ask_each()

    def _ask_day(self, planned: str, today: date) -> str:
        begun = next((find_word(visit, "date") for visit in self._visits() if _is_open(visit)), "")
        usual = begun or _day_past(planned, today) or today.isoformat()
        note = ""
        while True:
            help_ = "The next page says since when something is open."
            example = "a day such as yesterday, or 3 April"
            screen = Ask("line", "On what day was the visit?", help_, example=example, so_far=usual)
            reply = self._reply(screen._replace(note=note))
            if isinstance(reply, Command):
                return usual
            reading = read_day(clean(str(reply)), today, ahead=False)
            if isinstance(reading, Again):
                note = reading.message
                continue
            day = hold(settle(screen, reading), self.asker)
            if isinstance(day, str) and self._has_room(day):
                return day
            note = FULL if isinstance(day, str) else ""

    def _has_room(self, day: str) -> bool:
        days = {visit.get("date") for visit in self._visits()}
        return day in days or len(days) < MOST_LINES

    def _ask_talked(self) -> None:
        rows = tuple(Row(line.id, line.text, group=line.group) for line in self.lines)
        ticked = tuple(id_ for id_, noted in self._said().items() if noted.get("status") != NOT_ASKED)
        text, help_ = "What did you talk about?", "What is not ticked stays open for the next visit."
        reply = self._reply(Ask("many", text, help_, rows=(*rows, NONE), ticked=ticked))
        if isinstance(reply, Command):
            return
        talked = set(reply) if not isinstance(reply, str) else {reply}
        noted = self._said()
        for line in self.lines:
            standing = noted.get(line.id, {"status": NOT_ASKED})
            if line.id not in talked:
                noted[line.id] = {"status": NOT_ASKED}
            elif standing["status"] == NOT_ASKED:
                noted[line.id] = {"status": TALKED}
        self._save(noted)

    def _ask_each(self) -> None:
        open_ = [line for line in self.lines if self._said().get(line.id, {}).get("status") == TALKED]
        at = 0
        while at < len(open_):
            part = f"Line {at + 1} of {len(open_)}"
            at = max(0, at - 1) if self._ask_line(open_[at], part) is Command.BACK else at + 1

    def _ask_line(self, line: Line, part: str) -> Command | None:
        status = self._reply(Ask("one", line.text, STATUS_HELP, STATUS, part=part))
        if isinstance(status, Command):
            return status
        words = self._ask_words(part)
        if words is Command.BACK:
            return self._ask_line(line, part)
        said = "" if isinstance(words, Command) else words
        self._save({**self._said(), line.id: {"status": str(status), **({"text": said} if said else {})}})
        return None

    def _ask_words(self, part: str) -> str | Command:
        screen = Ask("line", "What did the doctor say?", TEXT_HELP, part=part, example="a few words, or nothing")
        note = ""
        while True:
            reply = self._reply(screen._replace(may_be_empty=True, note=note))
            said = reply if isinstance(reply, Command) else clean(str(reply))
            if isinstance(said, Command) or len(said) <= LONGEST:
                return said
            note = TOO_LONG

    def _reply(self, screen: Ask) -> str | tuple[str, ...] | Command:
        reply = self.asker.ask(screen)
        if reply is Command.STOP:
            raise Stopped
        return reply

    def _said(self) -> Said:
        visits = (visit for visit in self._visits() if visit.get("date") == self.day)
        return next((_said_at(visit) for visit in visits), {})

    def _visits(self) -> list[Data]:
        return find_entries(self.answers, "visits")

    def _save(self, said: Said) -> None:
        noted: Data = {id_: dict(one) for id_, one in said.items()}
        others = [visit for visit in self._visits() if visit.get("date") != self.day]
        visit: Data = {"date": self.day, "said": noted}
        visits = sorted([*others, visit], key=lambda visit: find_word(visit, "date"))
        self.answers = {**self.answers, "visits": list(visits)}
        self.session.save(self.answers)


def _said_at(visit: Data) -> Said:
    noted = find_mapping(visit, "said")
    # An id may hold a dot, so it is a key and no path.
    return {id_: {key: str(text) for key, text in one.items()} for id_, one in noted.items() if isinstance(one, dict)}


def _is_open(visit: Data) -> bool:
    return any(noted.get("status") == TALKED for noted in _said_at(visit).values())


def _day_past(text: str, today: date) -> str:
    """Return the ISO form of a day that was planned, where it is not still to come; else ""."""
    when = read_when(text)
    return when.latest.isoformat() if isinstance(when, When) and when.latest <= today else ""
