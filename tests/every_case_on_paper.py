"""Run by name, not with the other tests: every sheet and handout on paper, where those print the longest alone."""

from __future__ import annotations

import pytest

from tests.checklist.test_handout import KINDS, fits_on_paper
from tests.render.test_pdf import find_room, longest_first


@pytest.mark.parametrize("file", longest_first())
def test_a_sheet_has_two_sides_or_three_pages_at_most(file: str) -> None:
    find_room(file)


@pytest.mark.parametrize("add_ons", KINDS, ids=str)
def test_a_handout_has_two_sides_or_a_few_pages(add_ons: tuple[str, ...]) -> None:
    fits_on_paper(add_ons, "letter")  # of both papers it has the shorter pages
