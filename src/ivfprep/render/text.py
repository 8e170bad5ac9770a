"""Plain text to print or to send: no colour, no drawing, at most 75 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from wcwidth import ljust, wcswidth, wrap

from ivfprep.render.blocks import Block, Drawing, Heading, Numbered, Rule, blocks, card_blocks, without_drawings
from ivfprep.render.layout import BOX, GUTTER, Hanging, Placed, column_widths, fitted, hanging, placed
from ivfprep.render.plain import BODY, NARROWEST
from ivfprep.sheet import Checklist, Grid, SafetyCard

_UNDERLINES = {1: "=", 2: "-"}


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the sheet in lines of at most `width` columns, and never more than 75; `colour` changes nothing."""
    return place(blocks(checklist.sheet), width)


def place(run: Iterable[Block], width: int | None = None) -> str:
    """Return any run of blocks in lines of at most `width` columns, and never more than 75."""
    width = min(max(width or BODY, NARROWEST), BODY)
    fitting = fitted(without_drawings(run), width, wcswidth)
    return "\n".join(line for item in placed(fitting) for line in _lines(item, width)) + "\n"


def _lines(item: Placed, width: int) -> Iterator[str]:
    yield from [""] * item.gap
    for line in _drawn(item.block, width - item.indent):
        yield (" " * item.indent + line).rstrip()


def _drawn(block: Block, width: int) -> list[str]:
    match block:
        case Heading(level, text):
            lines = _heading(level, text, width)
        case Rule():
            lines = ["-" * width]
        case Grid():
            lines = _grid(block, width)
        case SafetyCard():
            lines = _card(block, width)
        case Drawing():
            lines = []
        case Numbered():
            lines = [*_hung(hanging(block), width), *_room(hanging(block).marker, width)]
        case _:
            lines = _hung(hanging(block), width)
    return lines


def _hung(line: Hanging, width: int) -> list[str]:
    words = " ".join(filter(None, (line.lead, line.text, line.marks)))
    note = _wrapped(line.note, width - len(line.marker)) if line.note else []
    return [*_wrapped(words, width, line.marker), *(" " * len(line.marker) + words for words in note)]


def _wrapped(text: str, width: int, marker: str = "") -> list[str]:
    return wrap(text, width, initial_indent=marker, subsequent_indent=" " * len(marker), break_on_hyphens=False)


def _heading(level: int, text: str, width: int) -> list[str]:
    lines = _wrapped(text, width)
    underline = _UNDERLINES.get(level, "")
    return [*lines, underline * max(map(wcswidth, lines))] if underline else lines


def _room(marker: str, width: int) -> list[str]:
    line = " " * len(marker) + "_" * (width - len(marker))
    return ["", line, "", line]


def _grid(grid: Grid, width: int) -> list[str]:
    widths = column_widths(grid, width, wcswidth)
    heads = [*_row(("", *grid.columns), widths), *_row(("", *("-" * room for room in widths[1:])), widths)]
    for name, cells in zip(grid.rows, grid.cells, strict=True):
        heads += ["", *_row((name, *(BOX if asked else "" for asked in cells)), widths)]
    return heads


def _row(cells: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    columns = [_wrapped(cell, room) for cell, room in zip(cells, widths, strict=True)]
    return [(" " * GUTTER).join(map(ljust, line, widths)) for line in zip_longest(*columns, fillvalue="")]


def _card(card: SafetyCard, width: int) -> list[str]:
    edge = "=" * width
    heading = [*_wrapped(card.heading, width), ""] if card.heading else []
    inside = [line for item in placed(card_blocks(card)) for line in _lines(item, width)]
    return [edge, "", *heading, *inside, "", edge]
