from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from ivfprep.render import render
from tests.golden_files import check_golden
from tests.render.any_page import page_with
from tests.render.handovers import bare
from tests.render.toy import CHECKLIST

CODES = re.compile(r"\x1b\[[\d;]*m")
FRAME = re.compile(r"[\s\u2502\u256d\u256e\u256f\u2570]+")


def squeezed(text: str) -> str:
    return FRAME.sub("", text)


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_is_the_one_that_was_looked_at(width: int) -> None:
    check_golden(f"page-terminal-{width}.txt", render(CHECKLIST, "terminal", width=width))


def test_the_coloured_page_is_the_one_that_was_looked_at() -> None:
    check_golden("page-terminal-80-colour.txt", render(CHECKLIST, "terminal", width=80, colour=True))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_toy_is_too_long(width: int) -> None:
    lines = render(CHECKLIST, "terminal", width=width).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 77)


@pytest.mark.parametrize("title", ["", "Boats"])
def test_the_page_ends_with_its_last_words_in_colour_too(title: str) -> None:
    page = page_with(bare(title=title))
    plain, coloured = (render(page, "terminal", colour=colour) for colour in (False, True))
    assert CODES.sub("", coloured) == plain == ("  Boats\n  \u2501\u2501\u2501\u2501\u2501\n" if title else "\n")


def test_colour_tints_marks_and_lines_and_never_words() -> None:
    page = render(CHECKLIST, "terminal", colour=True)
    tinted = re.findall(r"\x1b\[36m(.*?)\x1b\[0m", page)
    assert tinted
    assert not any(re.search(r"[a-z]", text) for text in tinted)
    assert set(CODES.findall(page)) == {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m"}


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "TTY_COMPATIBLE"])
@pytest.mark.parametrize("value", ["1", "dumb"])
def test_the_environment_changes_nothing(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [render(CHECKLIST, "terminal", colour=colour) for colour in (False, True)]
    monkeypatch.setenv(name, value)
    assert [render(CHECKLIST, "terminal", colour=colour) for colour in (False, True)] == before


def test_markup_of_the_user_is_shown_and_not_obeyed() -> None:
    page = render(CHECKLIST, "terminal", width=120, colour=True)
    assert "My cousin wrote [/] and [red]paint[/red] and ink on it." in page


@pytest.mark.parametrize("width", [30, 40, 80])
def test_the_card_is_a_closed_box(width: int) -> None:
    lines = render(CHECKLIST, "terminal", width=width).splitlines()
    top = next(number for number, line in enumerate(lines) if "\u256d" in line)
    end = next(number for number, line in enumerate(lines) if "\u2570" in line)
    assert len({cell_len(line) for line in lines[top : end + 1]}) == 1
    assert end > top + 8
