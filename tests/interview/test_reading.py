"""What is typed and can mean another thing than it seems to is asked back, and never taken without a word."""

from __future__ import annotations

from datetime import date

import pytest

from ivfprep.dates import When, read_when
from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.asking import Ask
from ivfprep.interview.dialogue import Dialogue, Stepping, hold
from ivfprep.interview.reading import OTHERWISE, Again, Reading, Understood, Which, read_day, read_line, read_lines
from ivfprep.interview.steps import Step
from ivfprep.interview.talk import ask_lines, settle
from tests.interview.content import load_interview
from tests.interview.robots import LINES
from tests.interview.test_by_ear import LINE

TODAY = date(2026, 11, 22)
PLANNED = read_when("2026-11-26")


def step_of(prompt: str) -> Step:
    sections = load_interview().sections
    return next(Step(one, part.each) for part in sections for one in part.prompts if one.id == prompt)


def meanings(reading: Reading) -> list[object]:
    assert isinstance(reading, Which)
    return [meaning.value for meaning in reading.meanings]


def after_the_visit(text: str, planned: str = "2026-11-26") -> Reading:
    when = read_when(planned)
    assert isinstance(when, When)
    return read_day(text, TODAY, ahead=False, planned=when)


@pytest.mark.parametrize("typed", ["26 nov", "26/11", "nov 26", "26 November"])
def test_a_day_without_a_year_is_the_planned_one_and_no_year_ago(typed: str) -> None:
    reading = after_the_visit(typed)
    assert isinstance(reading, Again)
    assert "26 November 2026 is still to come" in reading.message
    reading = after_the_visit(typed, "2025-11-26")
    assert isinstance(reading, Understood)
    assert reading.value == "2025-11-26"


@pytest.mark.parametrize("typed", ["26 november 2025", "26/11/2025", "26 nov 25"])
def test_a_day_with_its_year_is_that_one(typed: str) -> None:
    reading = after_the_visit(typed)
    assert isinstance(reading, Understood)
    assert reading.value == "2025-11-26"


def test_a_day_without_a_year_that_is_almost_a_year_away_is_asked_about() -> None:
    assert meanings(after_the_visit("30 nov")) == ["2025-11-30", OTHERWISE.value]
    ahead = read_line(step_of("visit_date"), "20 november", TODAY)
    assert meanings(ahead) == ["2027-11-20", OTHERWISE.value]
    assert "20 November 2027, almost a year from now" in getattr(ahead, "text", "")
    for typed in ("20 november 2027", "3 april", "thursday"):
        assert isinstance(read_line(step_of("visit_date"), typed, TODAY), Understood)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9/25", ["25 September 2026", "September 2025"]),
        ("3/24", ["24 March 2026", "March 2024"]),
        ("9/11", ["9 November 2026", "11 September 2026"]),
    ],
)
def test_two_numbers_can_be_a_month_and_a_year(typed: str, found: list[str]) -> None:
    assert meanings(read_line(step_of("when"), typed, TODAY)) == found


def test_a_told_number_without_a_number_is_asked_about_once() -> None:
    step = step_of("number_told")
    told = "a week before transfer"
    assert meanings(read_line(step, told, TODAY)) == [told, OTHERWISE.value]
    for typed in (*LINES["as you were told it"], "one in three", "about half", ""):
        assert isinstance(read_line(step, typed, TODAY), Understood)


def test_what_was_not_meant_is_asked_for_again() -> None:
    reading = read_line(step_of("visit_date"), "20 november", TODAY)
    asking = Stepping(settle(LINE, reading))
    assert asking.screen
    assert [row.label for row in asking.screen.rows] == ["Yes, 20 November 2027", OTHERWISE.label]
    asking.take("2027-11-20")
    assert asking.outcome == "2027-11-20"
    asking = Stepping(settle(LINE, reading))
    asking.take(str(OTHERWISE.value))
    assert (asking.screen, asking.outcome) == (None, None)


@pytest.mark.parametrize("typed", ["???", "1", "12/3", "..."])
def test_a_question_of_her_own_without_a_word_is_not_kept_and_said(typed: str) -> None:
    found = read_lines([typed], 0)
    assert found.kept == []
    assert f'I did not keep "{typed}"' in found.note
    found = read_lines([typed, "Why?"], 0)
    assert (found.kept, bool(found.note)) == (["Why?"], True)
    assert read_lines(["\u00bfPor qu\u00e9?", "\u4e3a\u4ec0\u4e48?"], 0).note == ""


def test_a_question_without_a_word_is_asked_for_again_in_plain_lines() -> None:
    kept, heard, left = list[str](), list[str](), ["???", "Why this one?", ""]

    def keep(line: str) -> Dialogue[None]:
        kept.append(line)
        yield from ()

    hold(ask_lines(Ask("lines", "Your questions?"), 0, keep), Plain(lambda prompt: left.pop(0), heard.append))
    assert kept == ["Why this one?"]
    assert 'I did not keep "???"' in "".join(heard)
