from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivfprep.dates import Ambiguous, When, read_when
from tests import any_text

DAY = (date(2024, 4, 3), date(2024, 4, 3))
MARCH = (date(2024, 3, 1), date(2024, 3, 31))
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
AROUND = (date(2022, 11, 1), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("text", "days", "about", "canonical"),
    [
        ("3 April 2024", DAY, False, "3 April 2024"),
        ("3rd of April, 2024", DAY, False, "3 April 2024"),
        ("April 3, 2024", DAY, False, "3 April 2024"),
        ("2024-04-03", DAY, False, "3 April 2024"),
        ("March 2024", MARCH, False, "March 2024"),
        (" mar. 2024 ", MARCH, False, "March 2024"),
        ("Mar '24", MARCH, False, "March 2024"),
        ("03/2024", MARCH, False, "March 2024"),
        ("2024-03", MARCH, False, "March 2024"),
        ("about March 2024", MARCH, True, "about March 2024"),
        ("2023", YEAR, False, "2023"),
        ("about 2023", YEAR, True, "about 2023"),
        ("in about 2023", YEAR, True, "about 2023"),
        ("~2023", YEAR, True, "about 2023"),
        ("late 2023", YEAR, True, "about 2023"),
        ("the end of 2023", YEAR, True, "about 2023"),
        ("the first half of 2023", YEAR, True, "about 2023"),
        ("mid-2023", YEAR, True, "about 2023"),
        ("2023?", YEAR, True, "about 2023"),
        ("sometime in 2023", YEAR, True, "about 2023"),
        ("2024 March", MARCH, False, "March 2024"),
        ("the spring of 2023", AROUND, False, "spring 2023"),
        ("summer '23", AROUND, False, "summer 2023"),
        ("winter 2023/24", AROUND, False, "winter 2023"),
        ("2022 or 2023", (date(2022, 1, 1), date(2023, 12, 31)), False, "2022 to 2023"),
        ("25/12/2023", (date(2023, 12, 25), date(2023, 12, 25)), False, "25 December 2023"),
        ("12/25/23", (date(2023, 12, 25), date(2023, 12, 25)), False, "25 December 2023"),
        ("04/04/2024", (date(2024, 4, 4), date(2024, 4, 4)), False, "4 April 2024"),
        ("29 February 2024", (date(2024, 2, 29), date(2024, 2, 29)), False, "29 February 2024"),
    ],
)
def test_dates_are_read_the_way_people_write_them(
    text: str, days: tuple[date, date], about: bool, canonical: str
) -> None:
    assert read_when(text) == When(*days, about, canonical)


def test_a_date_that_reads_in_two_ways_gives_both() -> None:
    found = read_when("about 03/04/2024")
    assert isinstance(found, Ambiguous)
    assert found.day_first.text == "about 3 April 2024"
    assert found.month_first.text == "about 4 March 2024"


@pytest.mark.parametrize("text", ["spring 2024", "winter of 2024"])
def test_a_season_holds_for_both_halves_of_the_earth(text: str) -> None:
    found = read_when(text)
    assert isinstance(found, When)
    assert found.earliest.year == 2023
    assert found.latest.year == 2025


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31 February 2024", "1823", "3024", "40", "13/13/2024", "Marchember 2024", "2024-13", "2023-2022"],
)
def test_what_is_not_a_date_is_none(text: str) -> None:
    assert read_when(text) is None


@given(
    any_text.text(max_size=40)
    | st.from_regex(r"\A(about )?\d{1,4}[ /.-]\d{1,2}([ /.-]\d{1,4})?\Z", alphabet=any_text.SIGNS)
)
def test_any_text_is_read_or_refused_and_what_is_written_reads_back(text: str) -> None:
    found = read_when(text)
    for when in (found.day_first, found.month_first) if isinstance(found, Ambiguous) else [found] if found else []:
        assert read_when(when.text) == when
        assert when.earliest <= when.latest
