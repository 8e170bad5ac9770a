"""Dates the way people write them: "3 April 2024", "March 2024", "about 2023", "03/04/2024", "spring 2024"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
FIRST_YEAR, LAST_YEAR = 1950, 2100
CENTURY = 2000

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {"sept": 9, "christmas": 12, "xmas": 12}
# None is compiled before a date is written in such a way: together they take longer than to read most answers.
_ABOUT = (
    r"^(?:i think |i guess )?(?:in |on |at |over )?(?:about|around|approximately|approx\.?|circa|ca?\.|roughly|maybe|"
    r"probably|perhaps|~|some ?time|earl(?:y|ier)|mid\b-?|late|i think|i guess|"
    r"(?:the )?(?:end|start|beginning|middle|first half|second half) of)\s*(?:in |on )?(?:the )?"
)
_UNSURE = r"\s*(?:\?+|-?ish)$"
_YEAR_FIRST = r"^(\d{4}) ([a-z]{3,})$"
_WINTER = r"(winter )(?:of )?(\d{4}) ?[/-] ?(?:\d{4}|\d{2})"


class When(NamedTuple):
    """A stretch of days, both ends included; `text` is how the program writes it, and reads back as the same."""

    earliest: date
    latest: date
    about: bool
    text: str


class Ambiguous(NamedTuple):
    """A date that reads in two ways, such as 03/04/2024: with the day first, or with the month first."""

    day_first: When
    month_first: When


def read_when(text: str) -> When | Ambiguous | None:
    """Return the days that `text` means, both readings when it has two, or None when it is not a date."""
    plain = in_small_letters(text)
    if found := _read(plain):
        return found
    exact, about = without_about(plain)
    exact = exact.removeprefix("in ").removeprefix("on ").removeprefix("the ").strip()
    found = _read(re.sub(_WINTER, r"\1\2", re.sub(_YEAR_FIRST, r"\2 \1", exact)))
    return mark(found, about) if found else None


def _read(exact: str) -> When | Ambiguous | None:
    for reader in (_month_and_year, _numbers, _year_first, _words, _season, _years):  # most write month and year
        if found := reader(exact):
            return found
    return None


def in_small_letters(text: str) -> str:
    """Return `text` in small letters, with one space between words and without the full stop."""
    return " ".join(text.lower().replace(",", " ").split()).strip(". ")


def without_about(plain: str) -> tuple[str, bool]:
    """Return a date without the words that make it a rough one, such as "the end of", and whether there were any."""
    exact = re.sub(_UNSURE, "", re.sub(_ABOUT, "", plain))
    return exact, exact != plain


def mark(found: When | Ambiguous, about: bool) -> When | Ambiguous:
    """Return a date as a rough one where it is `about`."""
    if isinstance(found, Ambiguous):
        return Ambiguous(_about(found.day_first, about), _about(found.month_first, about))
    return _about(found, about)


def _about(when: When, about: bool) -> When:
    return when._replace(about=True, text=f"about {when.text}") if about and not when.about else when


def one_day(day: date) -> When:
    """Return `day` as a stretch of one day."""
    return When(day, day, False, f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def _day(year: int, month: int, day: int) -> When | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return one_day(when) if FIRST_YEAR <= year <= LAST_YEAR else None


def _month(year: int, month: int) -> When | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= len(MONTHS)):
        return None
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return When(date(year, month, 1), last, False, f"{MONTHS[month - 1]} {year}")


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == len("2024") else CENTURY + int(digits)


def _numbers(text: str) -> When | Ambiguous | None:
    found = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})", text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first:
        return Ambiguous(day_first, month_first)
    return day_first or month_first


def _year_first(text: str) -> When | None:
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    return _day(year, month, int(found[3])) if found[3] else _month(year, month)


def _words(text: str) -> When | None:
    day, month, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[a-z]+)\.?", r"(?P<year>\d{4}|'?\d{2})"
    found = re.fullmatch(rf"{day} (?:of )?{month} {year}", text) or re.fullmatch(rf"{month} {day} {year}", text)
    if not found or found["month"] not in _MONTH_NUMBERS:
        return None
    return _day(_full_year(found["year"].strip("'")), _MONTH_NUMBERS[found["month"]], int(found["day"]))


def _month_and_year(text: str) -> When | None:
    by_number = re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text)
    if by_number:
        return _month(int(by_number[2]), int(by_number[1]))
    found = re.fullmatch(r"([a-z]+)\.?[ -](?:of )?(\d{4})", text) or re.fullmatch(r"([a-z]+)\.?[ ]?'(\d{2})", text)
    if not found or found[1] not in _MONTH_NUMBERS:
        return None
    return _month(_full_year(found[2]), _MONTH_NUMBERS[found[1]])


def _season(text: str) -> When | None:
    """Read a season of the north; in the south it lies half a year off, so the whole year around it is kept."""
    found = re.fullmatch(r"([a-z]+) (?:of )?(\d{4}|'?\d{2})", text)
    year = _full_year(found[2].strip("'")) if found else 0
    if not found or found[1] not in SEASONS or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    slack = timedelta(days=61)
    return When(date(year, 1, 1) - slack, date(year, 12, 31) + slack, False, f"{found[1]} {year}")


def _years(text: str) -> When | None:
    found = re.fullmatch(r"(\d{4})(?:\s*(?:-|or|to)\s*(\d{4}))?", text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return When(date(first, 1, 1), date(last, 12, 31), False, str(first) if first == last else f"{first} to {last}")
