"""The fullest patients within the limits of one sheet, each found by drawing many; and hostile words in every field."""

from __future__ import annotations

import pytest

from tests.fuzz.papers import PAPERS, printed
from tests.test_hostile import HOSTILE, shows_it_as_words

FULLEST = (1425, 1609, 1700)
"""Four treatments, much history, a long story: before side 2 could be dense, each took a third page of Letter."""


@pytest.mark.parametrize("number", FULLEST)
def test_four_treatments_and_much_history_take_two_pages_and_lose_no_tick(number: int) -> None:
    assert printed(number) == [(paper, True, 2, []) for paper in PAPERS]


@pytest.mark.parametrize("number", range(1, 4))
def test_a_random_patient_gets_a_sheet_that_paper_holds_whole(number: int) -> None:
    assert [faults for *_, faults in printed(number)] == [[], []]


@pytest.mark.parametrize("first", range(3, len(HOSTILE), 3))
def test_paper_shows_hostile_words_as_words(first: int) -> None:
    shows_it_as_words(first)
