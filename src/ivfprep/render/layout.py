"""Where blocks stand on a page of lines: the space before each, how far in, and what hangs from which mark.

A table that does not fit the width becomes a list for each treatment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from ivfprep.render.block_kinds import (
    Block,
    Bullet,
    Check,
    Contents,
    Fill,
    First,
    Frame,
    Heading,
    Paragraph,
    Reference,
    Rule,
    Run,
    Table,
    Tick,
)

GUTTER = 2
"""The space between two columns, and the step by which a group stands in."""

BOX = "[ ]"
"""A box to tick."""

BLANK = "_" * 20
"""A line to write a number on."""

Worded: TypeAlias = Paragraph | Tick | Bullet | Reference
"""The blocks that are a text, most of them after a mark."""

CELL = 8
"""The least width of a cell to write in, in columns."""

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


class Ruling(NamedTuple):
    """How many columns a table takes between two of its cells, and at both of its edges together."""

    between: int
    edges: int


OPEN = Ruling(GUTTER, 0)
"""A table without lines."""


def to_fill_in(figures: Iterable[tuple[str, str]]) -> str:
    """Return numbers to write down in a line, each between its words; "" for none."""
    return " ".join(f"{before} {'_' * CELL} {after}".strip() for before, after in figures)


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
        case Tick(text, marks, why=why):
            found = Hanging(f"{BOX} ", text, marks, note=why)
        case Bullet(text, marks):
            found = Hanging("- ", text, marks)
        case Reference(mark, text):
            found = Hanging(f"{mark or '-'} ", text)
        case Paragraph(text, marks):
            found = Hanging("", text, marks)
    return found


def fitted(run: Iterable[Block], width: int, measure: Measure, ruling: Ruling) -> Iterator[Block]:
    """Return `run` with each table that does not fit `width` turned into a list for each treatment.

    `ruling` says how the format draws a table.
    """
    for block in run:
        if isinstance(block, Table) and not table_widths(block, width, measure, ruling):
            yield from _listed(block)
        else:
            yield block


def table_widths(table: Table, width: int, measure: Measure, ruling: Ruling) -> tuple[int, ...]:
    """Return the width of each column of a table to write in; nothing where a word would be cut."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    least = [
        max(CELL, *(measure(word) for text in column for word in text.split())) for column in map(_worded, columns)
    ]
    spare = width - sum(least) - ruling.edges - ruling.between * (len(columns) - 1)
    if spare < 0:
        return ()
    # Row heads take the room that they need; a table without them is wide where one writes most, in its first column.
    wanted = max(map(measure, columns[0])) - least[0] if table.headed else spare // 2
    first = min(max(wanted, 0), spare)
    shares = _shared(spare - first, len(columns) - 1)
    return (least[0] + first, *(room + share for room, share in zip(least[1:], shares, strict=True)))


def leader(room: int) -> str:
    """Return the dots that lead from a sentence to its box; spaces where a few dots would look like a slip."""
    return ("." if room > GUTTER else " ") * room


def _worded(column: tuple[str, ...]) -> tuple[str, ...]:
    return (*column, "-")


def _shared(spare: int, columns: int) -> list[int]:
    return [spare // columns] * columns if columns else []


def _listed(table: Table) -> Iterator[Block]:
    """Yield a table as lists: one for each column under its name, or one for each row where no row has a name."""
    if not table.headed:
        yield from (Fill(tuple(zip(map(_led, table.heads), row, strict=True))) for row in table.rows)
        return
    for place, name in enumerate(table.heads[1:], 1):
        if name:
            yield Heading(_GROUP, name)
        yield from (Fill(((_led(row[0]), row[place]),)) for row in table.rows)


def _led(head: str) -> str:
    return f"{head}:" if head and not head.endswith(":") else head


def _level(block: Block, level: int) -> int:
    if isinstance(block, Heading):
        return block.level
    if isinstance(block, Frame | Table) or (isinstance(block, Run) and block.across):
        return min(level, _PART)
    return 0 if isinstance(block, Rule) else level


def _indent(block: Block, level: int) -> int:
    step = level - _GROUP if isinstance(block, Heading) else level - _PART
    return max(step, 0) * GUTTER


def _gap(before: Block | None, block: Block) -> int:
    if before is None:
        return 0
    if isinstance(block, Rule) or (isinstance(block, Heading) and block.level <= _PART):
        return 2
    if isinstance(before, Heading) and before.note and before.level > 1:
        return 0
    if isinstance(block, Frame) or isinstance(before, Frame):
        return 1
    return 0 if _close(before, block) else 1


def _close(before: Block, block: Block) -> bool:
    match before, block:
        case (_, Run(across=True)):
            close = False
        case (Heading(), Run() | Fill() | Check() | First() | Contents() | Tick(short=True)):
            close = True
        case (Heading(level=level), Paragraph() | Tick() | Bullet() | Reference()):
            close = level >= _GROUP
        case (Paragraph() | Check(), Check() | Tick(short=True)) | (Run() | Bullet(), Run() | Bullet()):
            close = True
        case (Fill() | Bullet(), Fill()) | (Tick(short=True), Tick(short=True)) | (Reference(), Reference()):
            close = True
        case _:
            close = False
    return close
