"""The page on a screen: as wide as reads well, bold where the eye starts, and the same words without any colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from rich.box import ROUNDED
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ivfprep.render.blocks import Block, Drawing, Heading, Paragraph, Rule, blocks, card_blocks
from ivfprep.render.drawing import drawn
from ivfprep.render.layout import BOX, GUTTER, Placed, Worded, column_widths, fitted, hanging, placed
from ivfprep.render.plain import BODY, NARROWEST
from ivfprep.sheet import Checklist, Grid, SafetyCard

USUAL = 80
"""The width that is taken when nobody says one, in columns."""

_ROOMY = 60
_MARGIN = 2

# Words keep the reader's own colour, legible on the reader's own background: only boxes and lines are tinted.
_ACCENT = "cyan"
_QUIET = "dim"
_STRONG = "bold"

_UNDERLINES = {1: "\u2501", 2: "\u2500"}

_CODE = re.compile(r"\x1b\[[\d;]*m")
_LINE_END = re.compile(rf"(?: |{_CODE.pattern})+$", re.MULTILINE)
_PAGE_END = re.compile(rf"(?:\n(?:{_CODE.pattern})*)+\Z")


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the sheet for a terminal of `width` columns; without `colour` there is no escape code in it."""
    width = max(width or USUAL, NARROWEST)
    margin = _MARGIN if width >= _ROOMY else 0
    body = min(width - margin, BODY)
    run = fitted(blocks(checklist.sheet), body, cell_len)
    out = StringIO()
    _console(out, margin + body, colour).print(Padding(_stacked(placed(run), body), (0, 0, 0, margin)))
    return _PAGE_END.sub("", _LINE_END.sub(_codes_only, out.getvalue())) + "\n"


def _codes_only(line_end: re.Match[str]) -> str:
    return "".join(_CODE.findall(line_end[0]))


def _console(out: StringIO, width: int, colour: bool) -> Console:
    # The environment is not asked: the same call gives the same page everywhere.
    return Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        _environ={},
    )


def _stacked(run: Iterable[Placed], width: int) -> Group:
    return Group(*(Padding(_drawn(item.block, width - item.indent), (item.gap, 0, 0, item.indent)) for item in run))


def _drawn(block: Block, width: int) -> RenderableType:
    match block:
        case Heading(level, text):
            return _heading(level, text, width)
        case Rule():
            return Text("\u2500" * width, style=_QUIET)
        case Grid():
            return _grid(block, width)
        case SafetyCard():
            return _card(block, width)
        case Drawing(picture):
            return Text("\n".join(drawn(picture, width)), overflow="fold")
        case _:
            return _hung(block)


def _heading(level: int, text: str, width: int) -> RenderableType:
    words = Text(text, style=_STRONG, overflow="fold")
    if level not in _UNDERLINES:
        return words
    return Group(words, Text(_UNDERLINES[level] * min(words.cell_len, width), style=_ACCENT))


def _hung(block: Worded) -> RenderableType:
    line = hanging(block)
    style = _STRONG if isinstance(block, Paragraph) and block.strong else ""
    parts = ((line.lead, _STRONG), (line.text, style), (line.marks, _QUIET))
    words = Text(" ", overflow="fold").join(Text(*part) for part in parts if part[0])
    return _beside(Text(line.marker, style=_ACCENT), words, line.note) if line.marker else words


def _beside(marker: Text, words: Text, note: str) -> Table:
    table = Table.grid()
    table.add_column(width=marker.cell_len, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(marker, words)
    if note:
        table.add_row("", Text(note, style=_QUIET))
    return table


def _grid(grid: Grid, width: int) -> Table:
    widths = column_widths(grid, width, cell_len)
    table = Table(box=None, padding=(0, GUTTER, 1, 0), pad_edge=False, header_style=_STRONG)
    for head, room in zip(("", *grid.columns), widths, strict=True):
        table.add_column(Text(head), width=room, overflow="fold", vertical="bottom")
    for name, cells in zip(grid.rows, grid.cells, strict=True):
        table.add_row(Text(name), *(Text(BOX if asked else "", style=_ACCENT) for asked in cells))
    return table


def _card(card: SafetyCard, width: int) -> Panel:
    heading = [Padding(Text(card.heading, style=_STRONG), (0, 0, 1, 0))] if card.heading else []
    inside = _stacked(placed(card_blocks(card)), width - 6)
    return Panel(Group(*heading, inside), box=ROUNDED, border_style=_ACCENT, padding=(1, 2), width=width)
