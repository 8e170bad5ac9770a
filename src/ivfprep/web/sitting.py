"""One person at the page: her answers, the screen that she is at, and the sheet that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import json
from msgspec.structs import replace

from ivfprep.catalog import Catalog
from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, Problem
from ivfprep.interview.answers_file import write_answers
from ivfprep.interview.asking import Command, Reply, Row
from ivfprep.interview.carried_over import carry_over
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.dialogue import Dialogue, Stepping
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Flow
from ivfprep.interview.forms import in_form
from ivfprep.interview.paths import Data, to_profile
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.steps import entry_name
from ivfprep.interview.talk import Talk
from ivfprep.printed import Logo
from ivfprep.profile import FORMAT, Profile
from ivfprep.prompts import Interview
from ivfprep.web.screens import as_data, doubt, found

if TYPE_CHECKING:
    from ivfprep.choosing import Line
    from ivfprep.interview.visit_notes import Notes
    from ivfprep.sheet import Checklist

NUMBER_OF = {"day": "phone_day", "night": "phone_night", "emergency": "country"}
"""The prompt that asks for each kind of number."""

SO_FAR = "These are your answers so far. Do you want to change something?"
GO_ON = Row("back", "Go on with the questions")

FILE = "The file"
"""What a problem calls a file that a person opened: the page does not know where it lies."""


class House(NamedTuple):
    """What every person at this page shares: the content, the day, and the clinic that gives the page out, if any."""

    interview: Interview
    catalog: Catalog
    today: date
    clinic: Clinic | None = None
    logo: Logo | None = None


class Memory:
    """Keeps the answers for as long as the page is open, and nowhere else."""

    def __init__(self, answers: Data) -> None:
        self.answers = answers

    def save(self, answers: Data) -> None:
        """Keep the answers in the place of those before them."""
        self.answers = answers

    def forget(self) -> bool:
        """Forget the answers; return whether there were any."""
        had, self.answers = bool(self.answers), {}
        return had


class Sitting:
    """One interview on the page. Whatever goes wrong, the answers given so far stand."""

    def __init__(self, house: House, *, quick: bool = False, answers: Data | None = None) -> None:
        flow = Flow(house.interview, house.catalog, house.today, Relevance(house.catalog, house.today).useful, quick)
        self.house, self.quick = house, quick
        self.memory = Memory(answers or {"format": FORMAT})
        self.talk = Conversation(Talk(flow, house.today), self.memory, in_form(carry_over(self.memory.answers), quick))
        self.note, self.is_stopped = "", False
        self.stepping = Stepping(self._all())

    @property
    def answers(self) -> Data:
        """Return all that was answered so far, as it is saved; what was only opened is as it was."""
        return self.memory.answers

    def go_on(self) -> None:
        """Ask for what is still open, then show the review."""
        self._begin(self._all())

    def note_visit(self) -> None:
        """Ask what the visit brought."""
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        profile = to_profile(self.answers)

        def lines(day: str) -> Sequence[Line]:
            return results.to_note(self._list_of(results.before_visit(profile, day)))

        notes = results.Notes(self.memory, self.answers, lines, self.house.catalog)
        self._begin(self._noted(notes, profile.visit.date))

    def _noted(self, notes: Notes, planned: str) -> Dialogue[None]:
        try:
            yield from notes.take(planned, self.house.today)
        finally:
            self.talk.begin(notes.answers)

    def look_at(self) -> None:
        """Show what was answered, part by part, and go on from there."""
        self._begin(self._parts_first())

    def _begin(self, dialogue: Dialogue[None]) -> None:
        self.is_stopped, self.note = False, ""
        self.stepping.leave()
        self.stepping = Stepping(dialogue)

    def _all(self) -> Dialogue[None]:
        yield from self.talk.ask_all()
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        yield from results.review(self.talk, self.lines)

    def _parts_first(self) -> Dialogue[None]:
        if self.talk.flow.current(self.talk.view) is not None:
            from ivfprep.web import results  # noqa: PLC0415 - the first question does without

            yield from results.look_over(self.talk, GO_ON, SO_FAR)
        yield from self._all()

    def take(self, reply: Reply) -> None:
        """Go on with a reply; one that does not fit leaves the screen as it is, with a note."""
        screen = self.stepping.screen
        if screen is None:
            return self.go_on()
        self.note = doubt(screen, reply)
        if self.note:
            self.stepping.said = []
            return None
        try:
            self.stepping.take(reply)
        except Stopped:
            self.is_stopped = True
        except BaseException:
            self.go_on()
            raise
        return None

    def find(self, typed: str) -> dict[str, Any]:
        """Return which rows of the screen are found by what is typed, and by which name of hers."""
        screen = self.stepping.screen
        return {"rows": [], "called": {}, "near": False} if screen is None else found(screen, typed)

    def state(self) -> dict[str, Any]:
        """Return what the page shows now: what was said, the screen, and where the interview stands."""
        screen = self.stepping.screen
        shown = None if screen is None else as_data(screen._replace(note=self.note or screen.note))
        if shown is not None and shown["id"] == "call_today":
            phones = self.phones()
            known = {NUMBER_OF[phone["of"]] for phone in phones}
            rows = [row for row in shown["rows"] if row["value"] not in known]
            shown |= {"phones": phones, "meetings": self.meetings(), "rows": rows}
        return {
            "said": self.stepping.said,
            "screen": shown,
            "is_stopped": self.is_stopped,
            "is_over": screen is None and not self.is_stopped,
            "can_go_back": not (screen and screen.typed and self.talk.is_at_start),
            "has_answers": len(self.answers) > 1,
            "quick": self.quick,
        }

    def lines(self, profile: Profile) -> list[Line]:
        """Return the lines of the list that the answers give, for choosing among them."""
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        names = {one.id: one.name for one in self.house.catalog.add_ons}
        return results.to_choose(self._list_of(replace(profile, top=())), names)

    def sheet(self, format_: str = "html", *, everything: bool = False) -> str:
        """Return the finished sheet as text, just as `ivfprep make` writes it; `everything` adds the full list."""
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        return results.written(self._list_of(to_profile(self.answers), everything=everything), format_)

    def _list_of(self, profile: Profile, *, everything: bool = False) -> Checklist:
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        house = self.house
        return results.list_of(profile, house.catalog, house.today, house.clinic, house.logo, everything=everything)

    def file(self) -> str:
        """Return the answers as the text of the file that the command line opens too."""
        return write_answers(self.answers)

    def meetings(self) -> list[dict[str, str]]:
        """Return each treatment that is to be looked at today, by its name, with what she said beside it."""
        answers, catalog = self.talk.answers, self.house.catalog
        labels = {item.id: item.label for item in catalog.history}
        met = dict.fromkeys(self.talk.flow.urgent.meetings(answers))
        names = [entry_name(entry, catalog) for entry in entries(answers, "add_ons")]
        return [{"treatment": names[index][:1].upper() + names[index][1:], "said": labels[item]} for index, item in met]

    def phones(self) -> list[dict[str, str]]:
        """Return the numbers that are known: the clinic's by day and by night, and those for an emergency."""
        from ivfprep.web import results  # noqa: PLC0415 - the first question does without

        return results.phones(to_profile(self.answers), self.house.catalog, self.house.clinic)


def first_screens(house: House) -> str:
    """Return what the page shows before the engine is ready, the first screen of either form, as JSON for a page."""
    states = {name: Sitting(house, quick=name == "quick").state() for name in ("long", "quick")}
    return json.encode(states).decode().replace("<", "\\u003c")


def opened(text: str, catalog: Catalog) -> tuple[Data, list[str]]:
    """Return the answers in the text of a file, and what to say about them; raises BadInput with every problem."""
    from ivfprep.web import results  # noqa: PLC0415 - the first question does without

    said: list[str] = []
    try:
        answers = results.answers_in(text, FILE, said.append, catalog)
    except BadInput as error:
        raise BadInput(map(_by_its_line, error.problems)) from None
    to_profile(answers, FILE)
    return answers, said


def _by_its_line(problem: Problem) -> Problem:
    """Return a problem as somebody reads it who sees no file with its lines and columns."""
    place = f"Line {problem.line} of the file" if problem.line else FILE
    return problem._replace(file=place, line=0, column=0)


def reply_of(value: str | tuple[str, ...] | None, command: str) -> Reply:
    """Return what the page sent as a reply; raises ValueError for a word that is no command."""
    return Command(command) if value is None else value
