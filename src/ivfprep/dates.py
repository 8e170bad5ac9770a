"""Dates the way people write them: "3 April 2024", "March or April 2024", "about 2023", "03/04/2024", "spring 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
WEEK = 7

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {"sept": 9, "christmas": 12, "xmas": 12}
# None is compiled before a date is written in such a way: together they take longer than to read most answers.
_ABOUT = (
    r"^(?:i think |i guess )?(?:in |on |at |over )?(?:about|around|approximately|approx\.?|circa|ca?\.|roughly|maybe|"
    r"probably|perhaps|~|some ?time|earl(?:y|ier)|mid\b-?|late|i think|i guess|"
    r"(?:the )?(?:end|start|beginning|middle|first half|second half) of)\s*(?:in |on )?(?:the )?"
)
_UNSURE = r"\s*(?:\?+|-?ish|\b(?:or so|or thereabouts|i think|i guess|maybe|perhaps|probably))$"
_YEAR_FIRST = r"^(\d{4}) ([a-z]{3,})$"
_WINTER = r"(winter )(?:of )?(\d{4}) ?[/-] ?(?:\d{4}|\d{2})"

_SEVERAL = r"^(?:some ?(?:time|where) |any ?(?:time|where) )?(?P<how>between|from|either) "
_TO = r" (?:to|till|until|through) | ?[\u2013-] ?(?=[a-z]|\d{1,2}(?:st|nd|rd|th)? [a-z])"
_OR = rf"(?: or)? (?:maybe|perhaps|possibly|even) | or | ?/ ?(?=[a-z]|\d{{1,2}}(?:st|nd|rd|th)? [a-z])|{_TO}"
_SIDE_BY_SIDE = rf"\b({'|'.join(_MONTH_NUMBERS)}) (?=(?:{'|'.join(_MONTH_NUMBERS)})\b)"
_OVER_NEW_YEAR = 3
"""So many months at most, "December or January 2024" and its like go over the new year."""

_YEAR, _MONTH, _DAY = 1, 2, 3
"""How many words a date is written in that is known to the year, to the month or the season, or to the day."""


class When(NamedTuple):
    """A stretch of days, both ends included; `text` is how the program writes it, and reads back as the same.

    `each` are the dates that it may be, where it names two, or all days of a week at most.
    """

    earliest: date
    latest: date
    about: bool
    text: str
    each: tuple[When, ...] = ()


class Ambiguous(NamedTuple):
    """A date that reads in two ways, such as 03/04/2024: with the day first, or with the month first."""

    day_first: When
    month_first: When


def read_when(text: str) -> When | Ambiguous | None:
    """Return the days that `text` means, both readings when it has two, or None when it is not a date."""
    plain = in_small_letters(text)
    if found := _read_one(plain):
        return found
    exact, about = without_about(plain)
    exact = exact.removeprefix("in ").removeprefix("on ").removeprefix("the ").strip()
    exact = re.sub(_WINTER, r"\1\2", re.sub(_YEAR_FIRST, r"\2 \1", exact))
    found = _read_one(exact) or _read_several(exact)
    return None if found is None else mark(found, about)


def _read_one(exact: str) -> When | Ambiguous | None:
    readers = (_month_and_year, _numbers, _year_first, _words, _season, _years)  # most write month and year
    return next((found for reader in readers if (found := reader(exact)) is not None), None)


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
    if not about or when.about:
        return when
    between, exact = ("between ", when.text[len("between ") :]) if when.text.startswith("between ") else ("", when.text)
    return when._replace(about=True, text=f"{between}about {exact}")


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
    found = re.fullmatch(r"(\d{4})(?:\s*(?:-|/|or|to)\s*(\d{4}))?", text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return When(date(first, 1, 1), date(last, 12, 31), False, str(first) if first == last else f"{first} to {last}")


class Sides(NamedTuple):
    """The dates that a text names as those it lies at or between, as they are written; `is_stretch` for between."""

    texts: tuple[str, ...]
    is_stretch: bool


def sides_of(plain: str) -> Sides | None:
    """Return the sides of a text such as "march or april 2024" or "between march and may 2024"; None for one date."""
    said = re.match(_SEVERAL, plain)
    rest = re.sub(_SIDE_BY_SIDE, r"\1 or ", plain[said.end() if said else 0 :].replace("mid-", "mid "))
    is_between = said is not None and said["how"] == "between"
    texts = re.split(rf"{_OR}| and " if is_between else _OR, rest)
    is_stretch = said is not None and said["how"] != "either"
    return Sides(tuple(texts), is_stretch or bool(re.search(_TO, rest))) if len(texts) > 1 else None


def stretch(whens: Iterable[When], is_between: bool) -> When:
    """Return the days from the first of some dates to the last; a date that is rough makes it a rough one."""
    exact = {when.text.removeprefix("about "): when for when in whens}
    about = any(when.about for when in exact.values())
    alone = (when._replace(about=False, text=text) for text, when in exact.items())
    each = tuple(sorted(alone, key=lambda when: (when.earliest, when.latest)))
    first, last = each[0], sorted(each, key=lambda when: when.latest)[-1]
    if first is last:
        return _about(first, about)
    are_alike = _precision(first) == _precision(last) != _YEAR
    is_between = is_between or len(each) > len((first, last)) or not are_alike
    text = _in_words(first, last, is_between)
    return _about(When(first.earliest, last.latest, False, text, _days(first, last) if is_between else each), about)


def _days(first: When, last: When) -> tuple[When, ...]:
    """Return the days from one to another, both ends included; none where there are more than a week has."""
    days = (last.latest - first.earliest).days + 1
    are_few = _precision(first) == _precision(last) == _DAY and days <= WEEK
    return tuple(one_day(first.earliest + timedelta(days=day)) for day in range(days)) if are_few else ()


def _precision(when: When) -> int:
    return len(when.text.split())


def _in_words(first: When, last: When, is_between: bool) -> str:
    """Return two dates as one text; what they have in common is said once."""
    start, end = first.text.split(), last.text.split()
    if _precision(first) == _precision(last) == _YEAR:
        return f"{first.text} to {last.text}"
    if _precision(first) == _precision(last):
        while start[-1] == end[len(start) - 1]:
            start.pop()
    return f"between {' '.join(start)} and {last.text}" if is_between else f"{' '.join(start)} or {last.text}"


def _read_several(exact: str) -> When | None:
    """Read a date that lies at one of several dates, or between two: what only the last one says holds for all."""
    sides = sides_of(exact)
    if sides is None:
        return None
    texts, roughly = zip(*map(_bare, sides.texts), strict=True)
    last = _read_last(texts[-1], texts[:-1])
    others = [_read_beside(text, last) for text in texts[:-1]] if last else []
    found = [when for when in others if when]
    if last is None or len(found) < len(others):
        return None
    end = last if sides.is_stretch else _same_in_the_year_of(last, found[-1])
    return _about(stretch([*found, end], sides.is_stretch), any(roughly))


def _same_in_the_year_of(last: When, before: When) -> When:
    """Return March of the year in "March 2023 or 2024"; else the last date as it stands."""
    is_the_year_alone = _precision(last) == _YEAR < _precision(before)
    words = [*before.text.lower().split()[:-1], last.text]
    return (_when(_read_one(" ".join(words))) if is_the_year_alone else None) or last


def _bare(text: str) -> tuple[str, bool]:
    exact, about = without_about(text)
    return re.sub(r"^(?:in |on |at |of )*(?:the )?", "", exact), about


def _read_last(text: str, others: Iterable[str]) -> When | None:
    found = re.fullmatch(r"([a-z]+)\.? (\d{2})", text)
    if found and all(other.strip(".") in _MONTH_NUMBERS for other in others):
        return _month(_full_year(found[2]), _MONTH_NUMBERS[found[1]]) if found[1] in _MONTH_NUMBERS else None
    return _when(_read_one(text))


def _read_beside(text: str, last: When) -> When | None:
    """Read a date that leaves out what the one behind it says: its year, or its month and year."""
    if whole := _when(_read_one(text)):
        return whole
    words, year = last.text.split(), int(last.text[-4:])
    if _precision(last) == _DAY and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", text):
        return _when(_read_one(f"{text} {' '.join(words[1:]).lower()}"))
    found = _when(_read_one(f"{text} {year}"))
    if found is None or _precision(found) < _precision(last):
        return None
    if any(season in one.text for one in (found, last) for season in SEASONS):
        return found
    months = (last.earliest.month - found.earliest.month) % len(MONTHS)
    is_before = found.earliest > last.latest and months <= _OVER_NEW_YEAR
    return _when(_read_one(f"{text} {year - 1}")) if is_before else found


def _when(found: When | Ambiguous | None) -> When | None:
    return found if isinstance(found, When) else None
