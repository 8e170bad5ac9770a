"""Dates as people say them on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivfprep.dates import Ambiguous, When, read_when
from ivfprep.said_dates import read_said
from tests import any_text

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "before", "ahead"),
    [
        ("March this year", "March 2026", "March 2026"),
        ("this year in March", "March 2026", "March 2026"),
        ("March last year", "March 2025", "March 2025"),
        ("26 November", "26 November 2025", "26 November 2026"),
        ("the 26th of November", "26 November 2025", "26 November 2026"),
        ("November 20th", "20 November 2026", "20 November 2027"),
        ("Thursday", "19 November 2026", "26 November 2026"),
        ("on Thu", "19 November 2026", "26 November 2026"),
        ("Saturday", "21 November 2026", "21 November 2026"),
        ("last Saturday", "14 November 2026", "14 November 2026"),
        ("Thursday 26 November", "26 November 2025", "26 November 2026"),
        ("15/3/26", "15 March 2026", "15 March 2026"),
        ("15/3", "15 March 2026", "15 March 2027"),
        ("15 March 26", "15 March 2026", "15 March 2026"),
        ("last month", "October 2026", "October 2026"),
        ("in March", "March 2026", "March 2027"),
        ("about March", "about March 2026", "about March 2027"),
        ("two months ago", "September 2026", "September 2026"),
        ("3 weeks ago", "about 31 October 2026", "about 31 October 2026"),
        ("tomorrow", "22 November 2026", "22 November 2026"),
        ("last year", "2025", "2025"),
        ("end of last year", "about 2025", "about 2025"),
        ("the beginning of this year", "about 2026", "about 2026"),
        ("summer last year", "summer 2025", "summer 2025"),
        ("about a year ago", "about 2025", "about 2025"),
        ("half a year ago", "May 2026", "May 2026"),
        ("the end of March", "about March 2026", "about March 2027"),
        ("I think March 2024", "about March 2024", "about March 2024"),
        ("March or April", "March or April 2026", "March or April 2027"),
        ("March or April last year", "March or April 2025", "March or April 2025"),
        ("between March and May", "between March and May 2026", "between March and May 2027"),
        ("November or December", "November or December 2025", "November or December 2026"),
        ("December or January", "December 2025 or January 2026", "December 2026 or January 2027"),
        ("2 or 3 months ago", "August or September 2026", "August or September 2026"),
        ("a month or two ago", "September or October 2026", "September or October 2026"),
        ("two or three weeks ago", "about 31 October or 7 November 2026", "about 31 October or 7 November 2026"),
        ("2 or 3 years ago", "2023 to 2024", "2023 to 2024"),
        ("Thursday or Friday", "19 or 20 November 2026", "26 or 27 November 2026"),
        ("3 or 4 April", "3 or 4 April 2026", "3 or 4 April 2027"),
    ],
)
def test_what_is_said_on_a_day_gets_its_year(text: str, before: str, ahead: str) -> None:
    for is_ahead, expected in ((False, before), (True, ahead)):
        found = read_said(text, TODAY, ahead=is_ahead)
        assert isinstance(found, When)
        assert found.text == expected
        assert read_when(found.text) == found  # what is kept reads back as the same


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("March 26", ("26 March 2026", "March 2026")),
        ("3/4", ("3 April 2026", "4 March 2026")),
        ("03/04/26", ("3 April 2026", "4 March 2026")),
    ],
)
def test_what_has_two_readings_gives_both(text: str, readings: tuple[str, str]) -> None:
    found = read_said(text, TODAY)
    assert isinstance(found, Ambiguous)
    assert (found.day_first.text, found.month_first.text) == readings


def test_next_thursday_is_asked_about_in_a_week_that_has_one_to_come() -> None:
    found = read_said("next Thursday", date(2026, 11, 17), ahead=True)
    assert isinstance(found, Ambiguous)
    assert [one.text for one in found] == ["19 November 2026", "26 November 2026"]


NO_DATES = ["", "banana", "this banana", "soon", "32 March", "me or my doctor", "in 99 bananas", "a ago", "31/31"]
BRACES = ["aaa{", "may {} {0}", "{day}"]


@pytest.mark.parametrize("text", [*NO_DATES, *BRACES])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_said(text, TODAY) is None


@given(any_text.text(max_size=30), st.booleans())
def test_no_text_breaks_it(text: str, ahead: bool) -> None:
    read_said(text, TODAY, ahead=ahead)


@pytest.mark.parametrize(
    ("text", "today", "meant"),
    [
        ("last November", date(2026, 11, 22), ["November 2025"]),
        ("in last nov", date(2026, 11, 1), ["November 2025"]),
        ("last March", date(2026, 11, 22), ["March 2026"]),
        ("last December", date(2026, 11, 22), ["December 2025"]),
        ("last October", date(2026, 11, 22), ["October 2026", "October 2025"]),
        ("last December", date(2026, 1, 3), ["December 2025", "December 2024"]),
        ("last spring", date(2026, 11, 22), ["spring 2026", "spring 2025"]),
        ("last winter", date(2026, 11, 22), ["winter 2025"]),
        ("last summer", date(2026, 11, 22), ["summer 2026", "summer 2025"]),
        ("last summer", date(2026, 3, 1), ["summer 2025"]),
        ("this spring", date(2026, 11, 22), ["spring 2026"]),
        ("last Christmas", date(2026, 11, 22), ["December 2025"]),
    ],
)
def test_last_with_a_month_is_the_last_one_that_is_over_and_is_asked_back_where_it_ended_lately(
    text: str, today: date, meant: list[str]
) -> None:
    found = read_said(text, today)
    assert [when.text for when in (found if isinstance(found, Ambiguous) else [found]) if when] == meant
