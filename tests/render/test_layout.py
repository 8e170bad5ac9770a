from __future__ import annotations

from ivfprep.render.block_kinds import Block, Bullet, Heading, Paragraph, Reference, Rule, Table, Tick
from ivfprep.render.layout import OPEN, Hanging, fitted, hanging, placed


def spaces(*run: Block) -> list[tuple[int, int]]:
    return [(item.gap, item.indent) for item in placed(run)]


def test_a_part_stands_apart_and_a_group_stands_in() -> None:
    run = (Heading(1, "Title"), Paragraph("Text"), Heading(2, "Part"), Heading(3, "Group"), Tick("One?"), Tick("Two?"))
    assert spaces(*run) == [(0, 0), (1, 0), (2, 0), (1, 0), (0, 2), (1, 2)]


def test_a_list_is_close() -> None:
    assert spaces(Bullet("One"), Bullet("Two")) == [(0, 0), (0, 0)]
    assert spaces(Reference("[1]", "One"), Reference("[2]", "Two")) == [(0, 0), (0, 0)]


def test_what_follows_a_rule_belongs_to_no_group() -> None:
    assert spaces(Heading(3, "Group"), Bullet("One"), Rule(), Paragraph("Last")) == [(0, 0), (0, 2), (2, 0), (1, 0)]


def test_a_table_has_the_whole_width_also_after_one_that_became_a_list() -> None:
    long, short = (
        Table(("", "One"), (("Day", "W" * 40),), headed=True),
        Table(("Step", "Who"), (("", ""),), headed=False),
    )
    *_, last = placed(fitted((long, short), 18, len, OPEN))
    assert (last.block, last.indent) == (short, 0)


def test_each_block_hangs_from_its_mark() -> None:
    assert hanging(Tick("Why?", "[1]")) == Hanging("[ ] ", "Why?", "[1]")
    assert hanging(Bullet("It floats.", "[1]")) == Hanging("- ", "It floats.", "[1]")
    assert hanging(Reference("", "A book")) == Hanging("- ", "A book")
