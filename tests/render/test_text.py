from __future__ import annotations

import re

import pytest
from wcwidth import wcswidth

from ivfprep.render import render
from tests.golden_files import check_golden
from tests.render.toy import CHECKLIST, LONG

SPACE = re.compile(r"\s+")


def squeezed(text: str) -> str:
    return SPACE.sub("", text)


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_is_the_one_that_was_looked_at(width: int) -> None:
    check_golden(f"page-text-{width}.txt", render(CHECKLIST, "text", width=width))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_toy_is_too_long(width: int) -> None:
    lines = render(CHECKLIST, "text", width=width).splitlines()
    assert max(map(wcswidth, lines)) <= min(width, 80)


def test_the_structure_is_ascii_and_the_own_letters_are_kept() -> None:
    page = render(CHECKLIST, "text")
    assert "海の小さな船" in page
    assert "Żółć" in page
    assert not re.search("[\u2500-\u257f\u2022\u2013\u2014\u2026]", page)


def test_a_long_word_hangs_under_its_own_beginning() -> None:
    lines = render(CHECKLIST, "text", width=60).splitlines()
    first = next(number for number, line in enumerate(lines) if "RumpelRumpel" in line)
    assert lines[first].startswith("    [ ] Is Rumpel")
    assert lines[first + 1].startswith("        ")
    assert LONG in squeezed("".join(lines))


def test_the_first_questions_have_two_lines_to_write_on_numbers_on_the_first_of_them() -> None:
    lines = render(CHECKLIST, "text").splitlines()
    assert [line for line in lines if re.fullmatch(r" {7}_{68}", line)] == [" " * 7 + "_" * 68] * 5
    assert " " * 7 + "Of 100: ________ with it, ________ without." in lines


def test_the_same_page_comes_with_and_without_colour() -> None:
    assert render(CHECKLIST, "text", colour=True) == render(CHECKLIST, "text")
