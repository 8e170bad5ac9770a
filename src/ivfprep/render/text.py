"""Plain text to print or to send: no colour, no drawing, at most 75 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from wcwidth import ljust, wcswidth, wrap

from ivfprep.render.block_kinds import (
    Block,
    Check,
    Contents,
    Drawing,
    Fill,
    First,
    Frame,
    Heading,
    Rule,
    Run,
    Table,
)
from ivfprep.render.layout import (
    BOX,
    CELL,
    GUTTER,
    OPEN,
    Hanging,
    Placed,
    fitted,
    hanging,
    leader,
    placed,
    table_widths,
    to_fill_in,
)
from ivfprep.render.page import page, without_drawings
from ivfprep.render.plain import BODY, NARROWEST
from ivfprep.sheet import Checklist

_UNDERLINES = {1: "=", 2: "-"}


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the page in lines of at most `width` columns, and never more than 75; `colour` changes nothing."""
    return place(page(checklist), width)


def place(run: Iterable[Block], width: int | None = None, colour: bool = False) -> str:
    """Return any run of blocks as `render` does."""
    width = min(max(width or BODY, NARROWEST), BODY)
    fitting = fitted(without_drawings(run), width, wcswidth, OPEN)
    return "\n".join(line for item in placed(fitting) for line in _lines(item, width)) + "\n"


def _lines(item: Placed, width: int) -> Iterator[str]:
    yield from [""] * item.gap
    for line in _drawn(item.block, width - item.indent):
        yield (" " * item.indent + line).rstrip()


def _drawn(block: Block, width: int) -> list[str]:
    match block:
        case Heading(level, text, note):
            lines = _heading(level, text, note, width)
        case Rule():
            lines = ["-" * width]
        case Drawing():
            lines = []
        case Run() | Contents() | First() | Check() | Fill() | Table() | Frame():
            lines = _of_the_sheet(block, width)
        case _:
            lines = _hung(hanging(block), width)
    return lines


def _hung(line: Hanging, width: int) -> list[str]:
    words = " ".join(filter(None, (line.lead, line.text, line.marks)))
    note = _wrapped(line.note, width - len(line.marker)) if line.note else []
    return [*_wrapped(words, width, line.marker), *(" " * len(line.marker) + words for words in note)]


def _wrapped(text: str, width: int, marker: str = "", after: int | None = None) -> list[str]:
    """Return `text` in lines after `marker`; the lines that follow stand under it, or `after` columns in."""
    indent = " " * (len(marker) if after is None else after)
    return wrap(text, width, initial_indent=marker, subsequent_indent=indent, break_on_hyphens=False)


def _heading(level: int, text: str, note: str, width: int) -> list[str]:
    lines = _wrapped(text, width)
    underline = _UNDERLINES.get(level, "")
    if not underline:
        return lines
    if not note:
        return [*lines, underline * max(map(wcswidth, lines))]
    beside = width - wcswidth(text) - wcswidth(note)
    if beside >= GUTTER and len(lines) == 1:
        return [f"{text}{' ' * beside}{note}", underline * width]
    return [*lines, underline * max(map(wcswidth, lines)), *_wrapped(note, width), ""]


def _room(marker: str, width: int, figures: str) -> list[str]:
    """Return two lines to write on; where there are figures, they stand in the place of the first."""
    indent = " " * len(marker)
    line = indent + "_" * (width - len(marker))
    return ["", *(_wrapped(figures, width, indent) if figures else [line]), "", line]


def _of_the_sheet(block: Run | Contents | First | Check | Fill | Table | Frame, width: int) -> list[str]:
    match block:
        case Run(pieces):
            words = (part for piece in pieces for part in (piece.lead, piece.text, piece.marks) if part)
            lines = _wrapped(" ".join(words), width, after=2)
        case Contents(lead, names):
            lines = _wrapped(f"{lead} {'; '.join(names)}.", width)
        case First(number, text, note, more, marks, figures):
            marker = f"{number}. {BOX} "
            asked = Hanging(marker, text, note, note=" ".join(filter(None, (more, marks))))
            lines = [*_hung(asked, width), *_room(marker, width, to_fill_in(figures))]
        case Check(text):
            lines = _check(text, width)
        case Fill(pairs, box):
            lines = _filled(pairs, width, f"{BOX} " if box else "")
        case Table():
            lines = _table(block, width)
        case Frame(content):
            lines = _frame(content, width)
    return lines


def _check(text: str, width: int) -> list[str]:
    """Return a sentence, a row of dots and the box at its end."""
    *above, last = _wrapped(text, width - len(BOX) - 1) or [""]
    return [*above, f"{last} {leader(width - wcswidth(last) - len(BOX) - 2)} {BOX}"]


def _filled(pairs: tuple[tuple[str, str], ...], width: int, marker: str) -> list[str]:
    """Return words and lines to write on: the last line goes on to the edge of the page."""
    *before, (lead, text) = pairs
    words = [" ".join(filter(None, (first, _known(second)))) for first, second in before]
    lines = _wrapped(" ".join(filter(None, (*words, lead, text))), width, marker) or [marker]
    return lines if text and not text.endswith(":") else _to_the_edge(lines, width, len(marker))


def _known(text: str) -> str:
    return text if text and not text.endswith(":") else f"{text} {'_' * CELL}".strip()


def _to_the_edge(lines: list[str], width: int, indent: int = 0) -> list[str]:
    """Return lines whose last one ends with a line to write on, or that are followed by one where it has no room."""
    *above, last = lines
    room = width - wcswidth(last) - 1
    if room < CELL:
        return [*lines, " " * indent + "_" * (width - indent)]
    return [*above, f"{last.rstrip()} {'_' * (width - wcswidth(last.rstrip()) - 1)}".lstrip()]


def _table(table: Table, width: int) -> list[str]:
    widths = table_widths(table, width, wcswidth, OPEN)
    lines = _row(table.heads, widths) if any(table.heads) else []
    for row in table.rows:
        head = [_wrapped(row[0], widths[0])] if table.headed else []
        cells = [_cell(cell, room) for cell, room in zip(row[len(head) :], widths[len(head) :], strict=True)]
        lines += ["", *_columns([*head, *cells], widths)]
    return lines


def _cell(text: str, width: int) -> list[str]:
    if not text:
        return ["_" * width]
    lines = _wrapped(text, width)
    return _to_the_edge(lines, width) if text.endswith(":") else lines


def _frame(content: tuple[Block, ...], width: int) -> list[str]:
    edge = "=" * width
    inside = [line for item in placed(fitted(content, width, wcswidth, OPEN)) for line in _lines(item, width)]
    return [edge, *inside, edge]


def _row(cells: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    return _columns([_wrapped(cell, room) for cell, room in zip(cells, widths, strict=True)], widths)


def _columns(columns: Sequence[list[str]], widths: tuple[int, ...]) -> list[str]:
    return [(" " * GUTTER).join(map(ljust, line, widths)) for line in zip_longest(*columns, fillvalue="")]
