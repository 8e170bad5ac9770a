"""Where blocks stand on a page of lines: the space before each, how far in, and what hangs from which mark.

A grid that does not fit the width becomes a list for each treatment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from ivfprep.printed import Phone
from ivfprep.render.blocks import Block, Bullet, Heading, Numbered, Paragraph, Reference, Rule, Tick
from ivfprep.sheet import Grid, SafetyCard

GUTTER = 2
"""The space between two columns of a grid, and the step by which a group stands in."""

BOX = "[ ]"
"""A box to tick."""

BLANK = "_" * 20
"""A line to write a number on."""

Worded: TypeAlias = Paragraph | Numbered | Tick | Bullet | Reference | Phone
"""The blocks that are a text, most of them after a mark."""

_PART = 2
_GROUP = 3

Measure: TypeAlias = Callable[[str], int]


class Placed(NamedTuple):
    """A block, the number of blank lines before it, and the number of columns that it stands in."""

    gap: int
    indent: int
    block: Block


class Hanging(NamedTuple):
    """A text that hangs from `marker`: `lead` comes first in it, `marks` (the sources) last; `note` stands under it."""

    marker: str
    text: str
    marks: str = ""
    lead: str = ""
    note: str = ""


def placed(run: Iterable[Block]) -> Iterator[Placed]:
    """Return the blocks of `run` with the space around each."""
    before: Block | None = None
    level = 0
    for block in run:
        level = _level(block, level)
        yield Placed(_gap(before, block), _indent(block, level), block)
        before = block


def hanging(block: Worded) -> Hanging:
    """Return what `block` says, and the mark that it hangs from."""
    match block:
        case Numbered(number, text, marks, why):
            found = Hanging(f"{number}. {BOX} ", text, marks, note=why)
        case Tick(text, marks, why=why):
            found = Hanging(f"{BOX} ", text, marks, note=why)
        case Bullet(text, marks):
            found = Hanging("- ", text, marks)
        case Reference(mark, text):
            found = Hanging(f"{mark or '-'} ", text)
        case Phone():
            found = Hanging("", block.number or BLANK, lead=f"{block.label}:" if block.label else "")
        case Paragraph(text, marks):
            found = Hanging("", text, marks)
    return found


def fitted(run: Iterable[Block], width: int, measure: Measure) -> Iterator[Block]:
    """Return `run` with each grid that does not fit `width` turned into a list for each treatment."""
    for block in run:
        if isinstance(block, Grid) and not column_widths(block, width - GUTTER, measure):
            yield from _stacked(block)
        else:
            yield block


def column_widths(grid: Grid, width: int, measure: Measure) -> tuple[int, ...]:
    """Return the width of the column of names and of each column of boxes; nothing where a word would be cut."""

    def longest(text: str) -> int:
        return max(map(measure, text.split()), default=1)

    box, room = measure(BOX), width - GUTTER * len(grid.columns)
    whole = (max(1, *map(measure, grid.rows)), *(max(box, measure(head)) for head in grid.columns))
    least = (max(map(longest, grid.rows)), *(max(box, longest(head)) for head in grid.columns))
    if sum(whole) <= room:
        return whole
    return (min(whole[0], room - sum(least[1:])), *least[1:]) if sum(least) <= room else ()


def _stacked(grid: Grid) -> Iterator[Block]:
    for name, cells in zip(grid.rows, grid.cells, strict=True):
        if name:
            yield Heading(_GROUP + 1, name)
        yield from (Tick(head, short=True) for head, asked in zip(grid.columns, cells, strict=True) if asked)


def _level(block: Block, level: int) -> int:
    if isinstance(block, Heading):
        return block.level
    return 0 if isinstance(block, Rule | SafetyCard) else level


def _indent(block: Block, level: int) -> int:
    step = level - _GROUP if isinstance(block, Heading) else level - _PART
    return max(step, 0) * GUTTER


def _gap(before: Block | None, block: Block) -> int:
    if before is None:
        return 0
    if isinstance(block, SafetyCard | Rule) or (isinstance(block, Heading) and block.level <= _PART):
        return 2
    if isinstance(before, Numbered) and isinstance(block, Numbered):
        return 2
    return 0 if _close(before, block) else 1


def _close(before: Block, block: Block) -> bool:
    match before, block:
        case (Heading(level=level), Paragraph() | Tick() | Bullet() | Reference()):
            return level >= _GROUP
        case (Tick(short=True), Tick(short=True)) | (Bullet(), Bullet()) | (Reference(), Reference()):
            return True
        case _:
            return False
