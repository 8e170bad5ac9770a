"""The one door between the page and the program: a name and some JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, json

from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, Problem
from ivfprep.formats import ending_of
from ivfprep.interview.forms import is_short
from ivfprep.printed import Logo
from ivfprep.web.baked import held
from ivfprep.web.sitting import FILE, House, Sitting, opened, reply_of

ANSWERS_FILE = "visit-answers.yaml"
SHEET_FILE = "my-questions"
LIST_FILE = "my-full-list"
"""With the day behind it: the page itself is often saved as `visit-questions.html`, and must not be taken for it."""
MOST_LETTERS = 1_000_000
"""A longer text is no file of answers, and would keep the page busy for minutes."""

NOT_OPEN = "The page has not begun yet."
TOO_LARGE = "This file is too large for a file of answers."
AGAIN = "Load the page again."


class Begin(Struct, forbid_unknown_fields=True):
    """The day where she is, and the clinic that the page was written for."""

    today: date
    clinic: Clinic | None = None
    logo: Logo | None = None


class Start(Struct, forbid_unknown_fields=True):
    """A fresh interview, long or short; or the same answers in the other form."""

    quick: bool = False
    keep: bool = False


class Open(Struct, forbid_unknown_fields=True):
    """The text of a file of answers; `look` shows what is in it first."""

    text: str
    look: bool = False


class Given(Struct, forbid_unknown_fields=True):
    """A reply to the screen: the value of a row or a line, several of them, or a command."""

    value: str | tuple[str, ...] | None = None
    command: Literal["", "back", "skip", "keep", "stop"] = ""


class Typed(Struct, forbid_unknown_fields=True):
    """What she types to find a row."""

    typed: Annotated[str, Meta(max_length=100)]


class Wanted(Struct, forbid_unknown_fields=True):
    """The format that the sheet is wanted in, and whether `everything` is, which adds the full list.

    As plain text it needs tables of letter widths that a page leaves out.
    """

    format: Literal["html", "markdown", "json"] = "html"
    everything: bool = False


class Nothing(Struct):
    """Nothing that is needed."""


class Door:
    """What the page may ask for. Answers live here alone, until the page is closed or they are forgotten."""

    def __init__(self) -> None:
        self.house: House | None = None
        self.at: Sitting | None = None

    def begin(self, given: Begin) -> dict[str, Any]:
        """Make everything ready for somebody who has not said anything yet."""
        own = held()
        clinic, logo = given.clinic or own.clinic, given.logo or own.logo
        self.house = House(own.interview, own.catalog, given.today, clinic, logo)
        self.at = None
        return {}

    def start(self, given: Start) -> dict[str, Any]:
        """Begin the interview, and return its first screen."""
        answers = self.at.answers if self.at and given.keep else None
        return self._sit(Sitting(self._house(), quick=given.quick, answers=answers))

    def open(self, given: Open) -> dict[str, Any]:
        """Go on with the answers in a file. A file that cannot be used changes nothing."""
        house = self._house()
        from ivfprep.loading.answers import refuse_sheet  # noqa: PLC0415 - the first question does without

        refuse_sheet(given.text, FILE)
        if len(given.text) > MOST_LETTERS:
            raise BadInput(Problem(FILE, 0, 0, TOO_LARGE))
        answers, said = opened(given.text, house.catalog)
        sitting = Sitting(house, quick=is_short(answers), answers=answers)
        if given.look:
            sitting.look_at()
        sitting.stepping.said[:0] = said
        return self._sit(sitting)

    def reply(self, given: Given) -> dict[str, Any]:
        """Give a reply, and return the next screen."""
        at = self._at()
        at.take(reply_of(given.value, given.command or "skip"))
        return at.state()

    def find(self, given: Typed) -> dict[str, Any]:
        """Return which rows of the screen she finds by what she types; nothing is answered by that."""
        return self._at().find(given.typed)

    def change(self, _: Nothing) -> dict[str, Any]:
        """Go on asking what is open, or to the review where nothing is."""
        at = self._at()
        at.go_on()
        return at.state()

    def notes(self, _: Nothing) -> dict[str, Any]:
        """Ask what the visit brought, and return the first screen of that."""
        at = self._at()
        at.note_visit()
        return at.state()

    def state(self, _: Nothing) -> dict[str, Any]:
        """Return the screen once more."""
        return self._at().state()

    def sheet(self, wanted: Wanted) -> dict[str, Any]:
        """Return the finished sheet in one format, with the full list where it is wanted, and a name for its file."""
        name = LIST_FILE if wanted.everything else SHEET_FILE
        text = self._at().sheet(wanted.format, everything=wanted.everything)
        return {"text": text, "name": f"{name}-{self._house().today}{ending_of(wanted.format)}"}

    def answers(self, _: Nothing) -> dict[str, Any]:
        """Return the answers as the text of a file, and a name for it."""
        return {"text": self._at().file(), "name": ANSWERS_FILE}

    def forget(self, _: Nothing) -> dict[str, Any]:
        """Forget everything that was answered."""
        self.at = None
        return {}

    def _sit(self, sitting: Sitting) -> dict[str, Any]:
        self.at = sitting
        return sitting.state()

    def _house(self) -> House:
        if self.house is None:
            raise BadInput(Problem("the page", 0, 0, NOT_OPEN, AGAIN))
        return self.house

    def _at(self) -> Sitting:
        if self.at is None:
            raise BadInput(Problem("the page", 0, 0, NOT_OPEN, AGAIN))
        return self.at

    def call(self, name: str, payload: str) -> str:
        """Do what `name` says with some JSON, and return JSON; raises BadInput for what it cannot use."""
        act, takes = self._doors().get(name, (None, Nothing))
        if act is None:
            raise BadInput(Problem("the page", 0, 0, f"There is no door named {name!r}.", AGAIN))
        try:
            given: Any = json.decode(payload if payload != "null" else "{}", type=takes)
        except (ValidationError, ValueError) as error:
            raise BadInput(Problem("the page", 0, 0, f"This cannot be used: {error}", AGAIN)) from None
        return json.encode(act(given)).decode()

    def _doors(self) -> Mapping[str, tuple[Callable[[Any], dict[str, Any]], type]]:
        return {
            "begin": (self.begin, Begin),
            "start": (self.start, Start),
            "open": (self.open, Open),
            "reply": (self.reply, Given),
            "find": (self.find, Typed),
            "change": (self.change, Nothing),
            "notes": (self.notes, Nothing),
            "state": (self.state, Nothing),
            "sheet": (self.sheet, Wanted),
            "answers": (self.answers, Nothing),
            "forget": (self.forget, Nothing),
        }


_DOOR = Door()


def call(name: str, payload: str) -> str:
    """Do what `name` says with some JSON, for the one person at the page, and return JSON; raises IvfprepError."""
    return _DOOR.call(name, payload)


def house_of_this_page() -> House | None:
    """Return what the one person at the page was let into, once the page has begun."""
    return _DOOR.house
