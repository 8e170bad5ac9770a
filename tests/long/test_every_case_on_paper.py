"""Every sheet and handout on paper, where the other tests print the longest alone."""

from __future__ import annotations

import pytest

from ivfprep.loading.content import example_names
from tests.checklist.test_handout import KINDS, fits_on_paper
from tests.render import test_pdf
from tests.render.test_pdf import find_room, longest_first


@pytest.mark.parametrize("file", longest_first())
def test_a_sheet_has_two_sides_or_three_pages_at_most(file: str) -> None:
    find_room(file)


@pytest.mark.parametrize("add_ons", KINDS, ids=str)
def test_a_handout_has_two_sides_or_a_few_pages(add_ons: tuple[str, ...]) -> None:
    fits_on_paper(add_ons, "letter")  # of both papers it has the shorter pages


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize(("paper", "large"), [("letter", False), ("a4", True)])
def test_an_example_is_as_sound_on_the_paper_that_it_is_not_tested_on_elsewhere(
    name: str, paper: str, large: bool
) -> None:
    test_pdf.test_one_sheet_has_two_sides(name, paper, large)
    test_pdf.test_the_story_the_three_and_the_card_stand_on_the_first_page(name, paper, large)
    test_pdf.test_type_is_large_enough_and_inside_the_margins(name, paper, large)
    test_pdf.test_the_tags_are_those_of_a_document_that_can_be_heard(name, paper, large)
