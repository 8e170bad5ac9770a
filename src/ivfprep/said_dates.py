"""Dates as people say them on a day: "March this year", "26 November", "Thursday", "last month", "3 weeks ago".

They mean something only on the day that they are said, so that what is kept is always the date with its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from ivfprep.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    SEASONS,
    WEEK,
    Ambiguous,
    When,
    in_small_letters,
    mark,
    one_day,
    read_when,
    sides_of,
    stretch,
    without_about,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
YEARS = {"this year": 0, "last year": -1, "next year": 1}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
MONTHS_A_YEAR, CLOSE = 12, 8
"""Months in a year; and so many years around today a day without a year is looked for."""

LATELY = timedelta(days=62)
"""So long after a month is over, "last" with its name can still mean the one of the year before."""

_WEEKDAY_FIRST = re.compile(rf"^(?:on )?(?:{'|'.join(WEEKDAYS)}) (?=(?:the )?\d|[a-z]+ \d)")
_AGO = re.compile(r"(?P<number>\d{1,2}|[a-z]+) (?P<unit>day|week|month|year)s? ago")
_IN = re.compile(r"in (?P<number>\d{1,2}|[a-z]+) (?P<unit>day|week|month|year)s?")
_SIDE = re.compile(r"(?:in )?(?P<side>this|last|next) (?P<what>[a-z]+)")
_BARE_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})\.?")
_MONTH_THEN_NUMBER = re.compile(r"([a-z]+)\.? (\d{2})")


def read_said(text: str, today: date, *, ahead: bool = False) -> When | Ambiguous | None:
    """Return the days that `text` means when it is said `today`, both readings when it has two, or None.

    What has no year lies before today, or after it where the date is `ahead`.
    """
    plain = _WEEKDAY_FIRST.sub("", in_small_letters(text))
    two_ways = _month_and_two_digits(plain, today, ahead)
    if two_ways or (found := read_when(plain)) is None:
        exact, is_about = without_about(plain)
        exact = exact.replace("half a year", "6 months").replace("a couple of", "2")
        exact = re.sub(r"^an? (day|week|month|year) or two ago$", r"1 or 2 \1s ago", exact)
        exact = re.sub(r"^(?:on|the) |(?<= )(?:the|of) ", "", exact)
        said = _one_said(exact, today, ahead) or _several_said(exact, today, ahead)
        return two_ways or (mark(said, is_about) if said else None)
    return found


def _one_said(exact: str, today: date, ahead: bool) -> When | Ambiguous | None:
    readers = (_by_name, _ago, _this_or_next, _with_a_year_in_words, _without_a_year)
    return next((said for reader in readers if (said := reader(exact, today, ahead))), None)


def _several_said(exact: str, today: date, ahead: bool) -> When | None:
    """Read "Thursday or Friday" and "2 or 3 months ago": each by itself, and a number with what follows the last."""
    sides = sides_of(exact)
    if sides is None:
        return None
    *others, last = sides.texts
    unit = last.partition(" ")[2]
    texts = [f"{text} {unit}" if _number(text) and _AGO.fullmatch(last) else text for text in others]
    found = [_one_said(text, today, ahead) for text in (*texts, last) if sides_of(text) is None]
    whens = [when for when in found if isinstance(when, When)]
    return stretch(whens, sides.is_stretch) if len(whens) == len(sides.texts) else None


def _by_name(plain: str, today: date, ahead: bool) -> When | None:
    if plain in DAYS:
        return one_day(today + timedelta(days=DAYS[plain]))
    names = [number for number, name in enumerate(WEEKDAYS) if plain in (name, name[:3], name[:4])]
    if not names:
        return None
    away = (names[0] - today.weekday()) % WEEK
    return one_day(today + timedelta(days=away if ahead or not away else away - WEEK))


def _ago(plain: str, today: date, ahead: bool) -> When | None:
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        found = pattern.fullmatch(plain)
        number = _number(found["number"]) if found else 0
        if found and number:
            return _away(today, sign * number, found["unit"])
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS.get(text, 0)


def _away(today: date, number: int, unit: str) -> When | None:
    """Return the time so far from today: to the day for days, about that day for weeks, else the month or the year."""
    if unit in ("day", "week"):
        day = one_day(today + timedelta(days=number * (WEEK if unit == "week" else 1)))
        return day if unit == "day" else day._replace(about=True, text=f"about {day.text}")
    if unit == "year":
        return _read_one(str(today.year + number))
    months = today.year * MONTHS_A_YEAR + today.month - 1 + number
    return _read_one(f"{MONTHS[months % MONTHS_A_YEAR]} {months // MONTHS_A_YEAR}")


def _this_or_next(plain: str, today: date, ahead: bool) -> When | Ambiguous | None:
    found = _SIDE.fullmatch(plain)
    if not found:
        return None
    side, what = found["side"], found["what"]
    step = {"this": 0, "last": -1, "next": 1}[side]
    if what in ("week", "month", "year"):
        return _away(today, step, what)
    day = _by_name(what, today, side != "last")
    if day is None and side == "last":
        return _last_of_a_year(what, today)
    if day is None:
        return _without_a_year(what, today, side != "last" and (ahead or side == "next"))
    if side == "last" and day.earliest == today:
        return one_day(today - timedelta(days=WEEK))
    week_later = one_day(day.earliest + timedelta(days=WEEK))
    is_this_week = day.earliest > today and day.earliest.weekday() > today.weekday()
    return Ambiguous(day, week_later) if side == "next" and is_this_week else day


def _last_of_a_year(what: str, today: date) -> When | Ambiguous | None:
    """Read "last November" as the last one that is over, and as the one before too where that ended only lately.

    When a season is over is not the same everywhere, so that one of this year which has begun can be meant as well.
    """
    readings = [said for year in (today.year, today.year - 1, today.year - 2) if (said := _read_one(f"{what} {year}"))]
    if not readings:
        return None
    if what in SEASONS:
        this_year, last_year, _ = readings
        return Ambiguous(this_year, last_year) if SEASONS[what] <= today.month else last_year
    over = [when for when in readings if (when.latest.year, when.latest.month) < (today.year, today.month)]
    return Ambiguous(over[0], over[1]) if today - over[0].latest < LATELY else over[0]


def _with_a_year_in_words(plain: str, today: date, ahead: bool) -> When | Ambiguous | None:
    for words, step in YEARS.items():
        if plain.endswith(f" {words}") or plain.startswith(f"{words} "):
            rest = re.sub(r"^in |^on ", "", plain.replace(words, "").strip())
            return read_when(f"{rest} {today.year + step}")
    return _read_one(str(today.year + YEARS[plain])) if plain in YEARS else None


def _without_a_year(plain: str, today: date, ahead: bool) -> When | Ambiguous | None:
    """Read "26 November", "March" or "15/3" as the last one before today, or the next one where it is ahead."""
    bare = re.sub(r"^in |^on |^last |^this |^next ", "", plain)
    found = _BARE_NUMBERS.fullmatch(bare)
    written = f"{found[1]}/{found[2]}/" if found else f"{bare} "
    if not found and not re.search(r"[a-z]{3}", bare):
        return None
    readings = [said for year in _years(today, ahead) if (said := read_when(f"{written}{year}"))]
    if any(isinstance(said, Ambiguous) for said in readings):
        both = [said for said in readings if isinstance(said, Ambiguous)]
        first = next((one.day_first for one in both if _lies(one.day_first, today, ahead)), None)
        second = next((one.month_first for one in both if _lies(one.month_first, today, ahead)), None)
        return Ambiguous(first, second) if first and second else first or second
    return next((said for said in readings if isinstance(said, When) and _lies(said, today, ahead)), None)


def _years(today: date, ahead: bool) -> Iterator[int]:
    years = islice(count(today.year, 1 if ahead else -1), CLOSE)
    return (year for year in years if FIRST_YEAR <= year <= LAST_YEAR)


def _lies(when: When, today: date, ahead: bool) -> bool:
    return when.latest >= today if ahead else all(one.earliest <= today for one in when.each or (when,))


def _month_and_two_digits(plain: str, today: date, ahead: bool) -> Ambiguous | None:
    """Read "March 26" in both ways that it can be meant: as a day of March, and as March 2026."""
    found = _MONTH_THEN_NUMBER.fullmatch(plain)
    if not found:
        return None
    day, month = _without_a_year(f"{found[2]} {found[1]}", today, ahead), read_when(f"{found[1]} 20{found[2]}")
    return Ambiguous(day, month) if isinstance(day, When) and isinstance(month, When) else None


def _read_one(text: str) -> When | None:
    found = read_when(text)
    return found if isinstance(found, When) else None
