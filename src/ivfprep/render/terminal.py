"""The page on a screen: as wide as reads well, bold where the eye starts, and the same words without any colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from rich.box import HEAVY, ROUNDED, SQUARE
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from ivfprep.render.block_kinds import (
    Block,
    Check,
    Contents,
    Drawing,
    Fill,
    First,
    Frame,
    Heading,
    Paragraph,
    Rule,
    Run,
    Table,
)
from ivfprep.render.drawing import drawn
from ivfprep.render.layout import (
    BOX,
    CELL,
    GUTTER,
    Placed,
    Ruling,
    Worded,
    fitted,
    hanging,
    leader,
    placed,
    table_widths,
    to_fill_in,
)
from ivfprep.render.page import page
from ivfprep.render.plain import BODY, NARROWEST
from ivfprep.sheet import Checklist

USUAL = 80
"""The width that is taken when nobody says one, in columns."""

_ROOMY = 60
_MARGIN = 2
_RULED = Ruling(3, 4)

# Words keep the reader's own colour, legible on the reader's own background: only boxes and lines are tinted.
_ACCENT = "cyan"
_QUIET = "dim"
_STRONG = "bold"

_UNDERLINES = {1: "\u2501", 2: "\u2500"}

_CODE = re.compile(r"\x1b\[[\d;]*m")
_LINE_END = re.compile(rf"(?: |{_CODE.pattern})+$", re.MULTILINE)
_PAGE_END = re.compile(rf"(?:\n(?:{_CODE.pattern})*)+\Z")


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the page for a terminal of `width` columns; without `colour` there is no escape code in it."""
    return place(page(checklist), width, colour)


def place(run: Iterable[Block], width: int | None = None, colour: bool = False) -> str:
    """Return any run of blocks as `render` does."""
    width = max(width or USUAL, NARROWEST)
    margin = _MARGIN if width >= _ROOMY else 0
    body = min(width - margin, BODY)
    fitting = fitted(run, body, cell_len, _RULED)
    out = StringIO()
    _console(out, margin + body, colour).print(Padding(_stacked(placed(fitting), body), (0, 0, 0, margin)))
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
        case Heading(level, text, note):
            found: RenderableType = _heading(level, text, note, width)
        case Rule():
            found = Text("\u2500" * width, style=_QUIET)
        case Drawing(picture):
            found = Text("\n".join(drawn(picture, width)), overflow="fold")
        case Run() | Contents() | First() | Check() | Fill() | Table() | Frame():
            found = _of_the_sheet(block, width)
        case _:
            found = _hung(block)
    return found


def _heading(level: int, text: str, note: str, width: int) -> RenderableType:
    words = Text(text, style=_STRONG, overflow="fold")
    if level not in _UNDERLINES:
        return words
    beside = width - words.cell_len - cell_len(note)
    if note and beside >= GUTTER:
        line = Text.assemble(words, " " * beside, (note, _QUIET))
        return Group(line, Text(_UNDERLINES[level] * width, style=_ACCENT))
    under = [Text(f"{note}\n", style=_QUIET, overflow="fold")] if note else []
    return Group(words, Text(_UNDERLINES[level] * min(words.cell_len, width), style=_ACCENT), *under)


def _hung(block: Worded) -> RenderableType:
    line = hanging(block)
    style = _STRONG if isinstance(block, Paragraph) and block.strong else ""
    parts = ((line.lead, _STRONG), (line.text, style), (line.marks, _QUIET))
    words = Text(" ", overflow="fold").join(Text(*part) for part in parts if part[0])
    return _beside(Text(line.marker, style=_ACCENT), words, Text(line.note, style=_QUIET)) if line.marker else words


def _of_the_sheet(block: Run | Contents | First | Check | Fill | Table | Frame, width: int) -> RenderableType:
    match block:
        case Run(pieces):
            parts = (part for one in pieces for part in ((one.lead, _STRONG), (one.text, ""), (one.marks, _QUIET)))
            found: RenderableType = _joined(*parts)
        case Contents(lead, names):
            found = _joined((lead, _STRONG), (f"{'; '.join(names)}.", ""))
        case First(number, text, note, more, marks, figures):
            words, under = _joined((text, _STRONG), (note, "")), _joined((more, ""), (marks, _QUIET))
            found = _beside(Text(f"{number}. {BOX} ", style=_ACCENT), words, under, Text(to_fill_in(figures)))
        case Check(text):
            found = _check(text, width)
        case Fill(pairs, box):
            found = _filled(pairs, width, box)
        case Table():
            found = _table(block, width)
        case Frame(content, heavy):
            found = _frame(content, heavy, width)
    return found


def _joined(*parts: tuple[str, str]) -> Text:
    return Text(" ", overflow="fold").join(Text(*part) for part in parts if part[0])


def _check(text: str, width: int) -> RichTable:
    """Return a sentence, dots where they fit on its line, and the box at its end."""
    room = width - len(BOX) - 1
    dots = room - cell_len(text) - 1
    table = RichTable.grid()
    table.add_column(width=room + 1, overflow="fold")
    table.add_column(width=len(BOX), no_wrap=True, vertical="bottom")
    table.add_row(_joined((text, ""), (leader(dots), _QUIET)), Text(BOX, style=_ACCENT))
    return table


def _filled(pairs: tuple[tuple[str, str], ...], width: int, box: bool) -> RenderableType:
    *before, (lead, text) = pairs
    words = _joined(*(part for one in before for part in _pair(*one, CELL)), (lead, ""), _known(text))
    room = width - len(f"{BOX} ") if box else width
    if not text or text.endswith(":"):
        left = room - words.cell_len - 1
        words = _joined((words.plain, ""), ("_" * (left if left >= CELL else room), _QUIET))
    return _beside(Text(f"{BOX} ", style=_ACCENT), words) if box else words


def _pair(lead: str, text: str, blank: int) -> tuple[tuple[str, str], ...]:
    return ((lead, ""), _known(text), ("" if text and not text.endswith(":") else "_" * blank, _QUIET))


def _known(text: str) -> tuple[str, str]:
    return (text, "" if text.endswith(":") else _STRONG)


def _table(table: Table, width: int) -> RichTable:
    widths = table_widths(table, width, cell_len, _RULED)
    drawn = RichTable(box=SQUARE, show_lines=True, show_header=any(table.heads), border_style=_ACCENT)
    for head, room in zip(table.heads, widths, strict=True):
        drawn.add_column(Text(head, style=_STRONG), width=room, overflow="fold", vertical="top")
    for row in table.rows:
        drawn.add_row(*map(Text, row))
    return drawn


def _frame(content: tuple[Block, ...], heavy: bool, width: int) -> Panel:
    inside = width - 4
    run = placed(fitted(content, inside, cell_len, _RULED))
    return Panel(
        _stacked(run, inside), box=HEAVY if heavy else ROUNDED, border_style=_ACCENT, padding=(0, 1), width=width
    )


def _beside(marker: Text, words: Text, *notes: Text) -> RichTable:
    table = RichTable.grid()
    table.add_column(width=marker.cell_len, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(marker, words)
    for note in filter(None, notes):
        table.add_row("", note)
    return table
