"""What an answer can be, and why not: one check for whoever asks, and for whoever reads a file of answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, TypeAlias

from msgspec import Struct, ValidationError, convert

from ivfprep.dates import Ambiguous, When, read_when
from ivfprep.profile import FORMAT, UNSAID, Profile

FIRST_VISIT_YEAR: Final = 2000
YEARS_AHEAD: Final = 2
CERTAIN: Final = 100
GRACE: Final = timedelta(days=1)
"""What a file may lie ahead of the day it is read on: further west it is still yesterday, and clocks are set back."""

ANSWER: Final = "\0"
"""Stands in a message for the answer itself, which everybody shows in a way of their own; no text can hold it."""

_CHANCE: Final = r"(\d{1,3}(?:\.\d{1,2})?)(?:-(\d{1,3}(?:\.\d{1,2})?))?"
_ISO_DATE: Final = r"\d{4}-\d{2}-\d{2}"
_ENTRY: Final = r"\.\d+"


class Doubt(Struct, frozen=True):
    """What is wrong with an answer, with ANSWER in its place, and what to do about it."""

    message: str
    hint: str


Check: TypeAlias = Callable[[str, date], Doubt | None]
"""What is wrong with a text on a day."""


def doubt_about(place: str, value: object, today: date) -> Doubt | None:
    """Return why an answers file is refused that holds `value` at `place`, such as "transfers.0.when", or None."""
    check = CHECKS.get(re.sub(_ENTRY, ".*", place))
    doubt = check(str(value), today) if check else None
    if doubt or _has_the_type(place, value):
        return doubt
    return TOO_LONG if isinstance(value, str) and _has_the_type(place, value[:1]) else NO_FIT


TOO_LONG = Doubt(f"'{ANSWER}' is too long.", "Say it in fewer words.")
NO_FIT = Doubt(f"'{ANSWER}' does not fit here.", "Give another answer.")


def _has_the_type(place: str, value: object) -> bool:
    try:
        convert({"format": FORMAT, **_answers_with(place, value)}, Profile)
    except ValidationError:
        return False
    return True


def _answers_with(place: str, value: object) -> dict[str, object]:
    """Return answers that hold `value` at `place`, and nothing else but what must stand beside it."""
    first, _, rest = place.partition(".")
    number, _, field = rest.partition(".")
    if number.isdecimal():
        beside = {"id": "not_sure"} if first == "add_ons" else {}
        return {first: [{**beside, **_answers_with(field, value)}]}
    return {first: _answers_with(rest, value) if rest else value}


def _doubt_when(text: str, today: date) -> Doubt | None:
    when = read_when(text)
    if text in UNSAID:
        return None
    if when is None and (said := _with_a_year(text, today, ahead=False)):
        return Doubt(f"'{ANSWER}' means another date each year that it is read.", f"Write {', or '.join(said)}.")
    if when is None:
        hint = "Write a date such as 3 April 2024, March 2024 or about 2023; or not_sure."
        return Doubt(f"'{ANSWER}' cannot be read as a date.", hint)
    if isinstance(when, Ambiguous):
        day_first, month_first = when.day_first.text, when.month_first.text
        message = f"'{ANSWER}' can be {day_first} or {month_first}."
        return Doubt(message, f"Write the month as a word: {day_first}, or {month_first}.")
    if when.earliest > today:
        return Doubt(f"'{ANSWER}' lies in the future.", "Write when the transfer was; leave out one to come.")
    return None


def _doubt_chance(text: str, today: date) -> Doubt | None:
    found = re.fullmatch(_CHANCE, text)
    if not found:
        return None  # the shape has said so
    low, high = found[1], found[2] or found[1]
    if max(float(low), float(high)) > CERTAIN:
        return Doubt(f"A chance of '{ANSWER}' is more than 100 out of 100.", "Write a number from 0 to 100.")
    if float(low) > float(high):
        hint = f"Write the smaller number first: {high}-{low}."
        return Doubt(f"The range '{ANSWER}' is the wrong way round.", hint)
    return None


def _doubt_visit(text: str, today: date) -> Doubt | None:
    day = iso_day(text) or _one_day(text)
    if text in UNSAID:
        return None
    if day is None and isinstance(when := read_when(text), When) and when.each:
        days = ", or ".join(one.text for one in when.each)
        return Doubt(f"'{ANSWER}' is not one day.", f"Write {days}; or not_sure.")
    if day is None and (said := list(filter(_one_day, _with_a_year(text, today, ahead=True)))):
        return Doubt(f"'{ANSWER}' means another date each year that it is read.", f"Write {', or '.join(said)}.")
    if day is None:
        hint = f"Write a day such as 31 March {today.year + 1}, or {today.year + 1}-03-31."
        return Doubt(f"'{ANSWER}' cannot be read as a date.", hint)
    last = (today.year + YEARS_AHEAD, today.month, today.day)
    if day.year < FIRST_VISIT_YEAR or (day.year, day.month, day.day) > last:
        return Doubt(f"A visit on {ANSWER} is too far off to be meant.", "Check the year.")
    return None


def _doubt_noted(text: str, today: date) -> Doubt | None:
    if not re.fullmatch(_ISO_DATE, text) or iso_day(text):
        return None  # the shape has said so, or it is a day
    return Doubt(f"There is no day '{ANSWER}'.", "Write year, month and day, such as 2026-12-01.")


def _one_day(text: str) -> date | None:
    when = read_when(text)
    return when.earliest if isinstance(when, When) and when.earliest == when.latest and not when.about else None


def _with_a_year(text: str, today: date, *, ahead: bool) -> list[str]:
    """Return the date with its year that people mean by a text, both where there are two; none where it is no date."""
    from ivfprep.said_dates import read_said  # noqa: PLC0415 - not needed for a date that is one

    said = read_said(text, today, ahead=ahead)
    found = [said] if isinstance(said, When) else said or []
    return [one.text for when in found for one in (when.each if ahead and when.each else (when,))]


def iso_day(text: str) -> date | None:
    """Return the day that is written as 2026-12-01; None for everything else, also for what Python reads besides."""
    try:
        return date.fromisoformat(text) if re.fullmatch(_ISO_DATE, text) else None
    except ValueError:
        return None


CHECKS: Final[Mapping[str, Check]] = {
    "transfers.*.when": _doubt_when,
    "transfers.*.chance": _doubt_chance,
    "visit.date": _doubt_visit,
    "visits.*.date": _doubt_noted,
    "stopped.*.on": _doubt_noted,
    "add_ons.*.changes.*.on": _doubt_noted,
    "stopped.*.was.changes.*.on": _doubt_noted,
}
"""What is looked at beyond the type, by the place of the answer, with `*` for the number of an entry."""
