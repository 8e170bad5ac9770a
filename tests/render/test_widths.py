"""Words are as wide as a browser draws them, and break where it breaks them."""

from __future__ import annotations

import pytest

from ivfprep.render.widths import lines, width


def test_a_word_is_as_wide_as_its_letters_and_bold_is_wider() -> None:
    assert width("iii") < width("www")
    assert width("heparin") < width("heparin", bold=True)
    assert width("heparin", size=24) == pytest.approx(2 * width("heparin"))
    assert width("\N{CJK UNIFIED IDEOGRAPH-4E00}") > 0


def test_words_break_between_words_and_after_a_hyphen() -> None:
    room = width("one two") + 0.01
    assert lines([("one two", False)], room) == 1
    assert lines([("one two", False)], room - 1) == 2
    assert lines([("low-dose", False)], width("low-dos")) == 2
    assert lines([("lowxdosex", False)], width("lowxdosex")) == 1
    assert lines([("one", True), ("two", False)], width("one", bold=True) + 1) == 2
    assert lines([("", True), ("  ", False)], room) == 0


def test_a_word_that_is_longer_than_its_line_is_cut() -> None:
    assert lines([("a" * 100, False)], width("a" * 30)) == 4
