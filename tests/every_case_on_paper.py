"""Run by name, not with the other tests: every patient's sheet on paper, where those print the longest alone."""

from __future__ import annotations

import pytest

from tests.render.test_pdf import find_room, longest_first


@pytest.mark.parametrize("file", longest_first())
def test_a_sheet_has_two_sides_or_three_pages_at_most(file: str) -> None:
    find_room(file)
