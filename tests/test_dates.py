from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivfprep.dates import MONTHS, Ambiguous, When, read_when
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


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("march or april 2024", "March or April 2024"),
        ("March, maybe April 2024", "March or April 2024"),
        ("March or maybe April 2024", "March or April 2024"),
        ("either march or april 2024", "March or April 2024"),
        ("in March or in April 2024", "March or April 2024"),
        ("march/april 2024", "March or April 2024"),
        ("mar/apr '24", "March or April 2024"),
        ("Mar/Apr 24", "March or April 2024"),
        ("April or March 2024", "March or April 2024"),
        ("March 2024 or April 2024", "March or April 2024"),
        ("March or March 2024", "March 2024"),
        ("march or april 2024, I think", "about March or April 2024"),
        ("late March or early April 2024", "about March or April 2024"),
        ("between march and may 2024", "between March and May 2024"),
        ("somewhere between March and May 2024", "between March and May 2024"),
        ("from March to May 2024", "between March and May 2024"),
        ("March-May 2024", "between March and May 2024"),
        ("March \u2013 May 2024", "between March and May 2024"),
        ("March, April or May 2024", "between March and May 2024"),
        ("between late March and May 2024", "between about March and May 2024"),
        ("December or January 2024", "December 2023 or January 2024"),
        ("28 December or 3 January 2024", "28 December 2023 or 3 January 2024"),
        ("March 2023 or 2024", "March 2023 or March 2024"),
        ("between March 2023 and 2024", "between March 2023 and 2024"),
        ("2023 or March 2024", "between 2023 and March 2024"),
        ("2024 or 2023", "2023 to 2024"),
        ("2023/2024", "2023 to 2024"),
        ("between 2023 and 2024", "2023 to 2024"),
        ("3 or 4 April 2024", "3 or 4 April 2024"),
        ("3/4 April 2024", "3 or 4 April 2024"),
        ("3rd or 4th of April 2024", "3 or 4 April 2024"),
        ("30 April or 2 May 2024", "30 April or 2 May 2024"),
        ("spring or summer 2024", "spring or summer 2024"),
        ("March 2024 or so", "about March 2024"),
    ],
)
def test_a_date_at_one_of_two_or_between_them_is_kept_as_it_was_said(text: str, canonical: str) -> None:
    found = read_when(text)
    assert isinstance(found, When)
    assert found.text == canonical
    assert found.about is ("about" in canonical)
    assert read_when(found.text) == found


@pytest.mark.parametrize(
    "text", ["March and April 2024", "March or 24 April 2024", "March or", "or April 2024", "me or April 2024", "or"]
)
def test_what_names_no_two_dates_is_none(text: str) -> None:
    assert read_when(text) is None


WAYS = (
    "{0} or {1}",
    "{0}, maybe {1}",
    "{0}/{1}",
    "either {0} or {1}",
    "between {0} and {1}",
    "{0} to {1}",
    "{0} - {1}",
)


@given(st.lists(st.dates(date(1990, 1, 1), date(2090, 12, 31)), min_size=2, max_size=2), st.sampled_from(WAYS))
def test_what_lies_at_two_months_or_between_them_holds_both_and_no_day_more(days: list[date], way: str) -> None:
    first, last = sorted((day.year, day.month) for day in days)
    # The year is left out where the last one says it, and where it is over at the last month.
    says_it_once = first[0] == last[0]
    start = MONTHS[first[1] - 1] + ("" if says_it_once else f" {first[0]}")
    found = read_when(way.format(start, f"{MONTHS[last[1] - 1]} {last[0]}").lower())
    assert isinstance(found, When)
    assert (found.earliest.year, found.earliest.month, found.earliest.day) == (*first, 1)
    after = found.latest.toordinal() + 1
    assert (found.latest.year, found.latest.month) == last
    assert date.fromordinal(after).day == 1
    assert read_when(found.text) == found


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 12))
def test_of_two_days_both_are_known_and_of_a_few_between_them_each(first: date, later: int) -> None:
    last = first + timedelta(days=later)
    either, between = (
        read_when(way.format(f"{first.day} {MONTHS[first.month - 1]} {first.year}", last.isoformat()))
        for way in ("{0} or {1}", "between {0} and {1}")
    )
    assert isinstance(either, When)
    assert [one.latest for one in either.each] == [first, last]
    assert isinstance(between, When)
    assert len(between.each) == (later + 1 if later < 7 else 0)


@given(any_text.text(max_size=12), st.sampled_from(WAYS), any_text.text(max_size=12))
def test_any_two_texts_are_read_as_dates_or_refused(one: str, way: str, other: str) -> None:
    found = read_when(way.format(one, other))
    for when in found if isinstance(found, Ambiguous) else [found] if found else []:
        assert read_when(when.text) == when
