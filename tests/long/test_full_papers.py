"""The fullest patients within the limits of one sheet, each found by drawing many; and hostile words in every field."""

from __future__ import annotations

import pytest

from ivfprep.checklist import build_checklist
from ivfprep.render.handover_pdf import render_handover
from tests.fuzz.papers import PAPERS, printed
from tests.fuzz.patients import Draw
from tests.profiles import CATALOG
from tests.render.reading_pdf import pages, squeezed
from tests.test_hostile import HOSTILE, shows_it_as_words
from tests.test_safety import DAY

FULLEST = (1425, 1609, 1700, 5000209, 5001352, 5001802, 5003406)
"""Four treatments, much history, a long story: each took a third page of Letter.

Before side 2 could be dense the first three did, before both sides could be tight the others; 5001352 until boxes came
closer, what was agreed had its heads before its lines, and a long sign left its neighbour room.
"""


@pytest.mark.parametrize("number", FULLEST)
def test_four_treatments_and_much_history_take_two_pages_and_lose_no_tick(number: int) -> None:
    assert printed(number) == [(paper, True, 2, []) for paper in PAPERS]


@pytest.mark.parametrize("number", range(1, 4))
def test_a_random_patient_gets_a_sheet_that_paper_holds_whole(number: int) -> None:
    assert [faults for *_, faults in printed(number)] == [[], []]


@pytest.mark.parametrize("first", range(3, len(HOSTILE), 3))
def test_paper_shows_hostile_words_as_words(first: int) -> None:
    shows_it_as_words(first)


@pytest.mark.parametrize("number", [5000209, 5001059])
@pytest.mark.parametrize("paper", PAPERS)
def test_large_print_of_a_full_patient_takes_six_pages_and_none_for_its_sources_alone(number: int, paper: str) -> None:
    sheet = build_checklist(Draw(number).patient(), CATALOG, DAY).handover
    found = pages(render_handover(sheet, paper=paper, large=True))
    assert len(found) <= 6
    assert squeezed(sheet.evidence.across[-1].text) in found[-1].words
    words = "".join(page.words for page in found)
    ticks = [item.text for block in sheet.checks for item in block.items]
    assert [text for text in ticks if squeezed(text) not in words] == []
    assert [column.heading for column in sheet.evidence.columns if squeezed(column.heading) not in words] == []
