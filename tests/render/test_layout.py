from __future__ import annotations

from ivfprep.printed import Phone
from ivfprep.render.block_kinds import Block, Bullet, Heading, Numbered, Paragraph, Reference, Rule, Tick
from ivfprep.render.layout import BLANK, OPEN, Hanging, column_widths, fitted, hanging, placed
from ivfprep.sheet import Grid
from tests.render.toy import GRID

SMALL = Grid("", ("What for?", "Cost"), ("Brass bell", "Paint"), ((True, False), (True, True)))


def spaces(*run: Block) -> list[tuple[int, int]]:
    return [(item.gap, item.indent) for item in placed(run)]


def test_a_part_stands_apart_and_a_group_stands_in() -> None:
    run = (Heading(1, "Title"), Paragraph("Text"), Heading(2, "Part"), Heading(3, "Group"), Tick("One?"), Tick("Two?"))
    assert spaces(*run) == [(0, 0), (1, 0), (2, 0), (1, 0), (0, 2), (1, 2)]


def test_a_list_is_close_and_numbered_questions_have_room() -> None:
    assert spaces(Bullet("One"), Bullet("Two")) == [(0, 0), (0, 0)]
    assert spaces(Reference("[1]", "One"), Reference("[2]", "Two")) == [(0, 0), (0, 0)]
    assert spaces(Numbered(1, "One?", ""), Numbered(2, "Two?", "")) == [(0, 0), (2, 0)]


def test_what_follows_a_rule_belongs_to_no_group() -> None:
    assert spaces(Heading(3, "Group"), Bullet("One"), Rule(), Paragraph("Last")) == [(0, 0), (0, 2), (2, 0), (1, 0)]


def test_each_block_hangs_from_its_mark() -> None:
    assert hanging(Numbered(2, "Why?", "[1]")) == Hanging("2. [ ] ", "Why?", "[1]")
    assert hanging(Tick("Why?", "[1]")) == Hanging("[ ] ", "Why?", "[1]")
    assert hanging(Bullet("It floats.", "[1]")) == Hanging("- ", "It floats.", "[1]")
    assert hanging(Reference("", "A book")) == Hanging("- ", "A book")
    assert hanging(Phone("By day", "")) == Hanging("", BLANK, lead="By day:")
    assert hanging(Phone("", "112")) == Hanging("", "112")


def test_columns_are_as_wide_as_their_words_where_there_is_room() -> None:
    assert column_widths(SMALL, 80, len) == (10, 9, 4)
    assert column_widths(SMALL, 27, len) == (10, 9, 4)


def test_columns_wrap_between_words_where_there_is_less() -> None:
    assert column_widths(SMALL, 26, len) == (10, 4, 4)
    assert column_widths(SMALL, 18, len) == (6, 4, 4)
    assert column_widths(SMALL, 17, len) == (5, 4, 4)


def test_there_are_no_columns_where_a_word_would_be_cut() -> None:
    assert column_widths(SMALL, 16, len) == ()


def test_a_column_has_room_for_its_box_and_for_a_name() -> None:
    assert column_widths(Grid("", ("a",), ("",), ((True,),)), 80, len) == (1, 3)


def test_a_grid_that_does_not_fit_becomes_a_list_of_what_is_asked() -> None:
    assert list(fitted([GRID], 80, len, OPEN)) == [GRID]
    run = list(fitted([GRID], 40, len, OPEN))
    place = run.index(Heading(4, "A brass bell"))
    heads = ("Benefit", "Other ways", "Cost")
    assert run[place + 1 : place + 5] == [Tick("What for?", short=True), *(Tick(head, short=True) for head in heads)]
    assert [block for block in run if isinstance(block, Heading)] == [Heading(4, name) for name in GRID.rows]
