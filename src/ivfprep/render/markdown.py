"""Markdown (CommonMark, with the task lists and tables of GitHub): headings in order, real lists, escaped words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ivfprep.render.block_kinds import (
    Block,
    Bullet,
    Check,
    Contents,
    Drawing,
    Fill,
    First,
    Frame,
    Heading,
    Paragraph,
    Piece,
    Reference,
    Rule,
    Run,
    Table,
    Tick,
)
from ivfprep.render.layout import BLANK, BOX
from ivfprep.render.page import page, without_drawings
from ivfprep.sheet import Checklist

_LISTS = (Tick, Bullet, Reference, First, Check)

# An underscore inside a word means nothing in Markdown, and a backslash there would break a web address.
_ANYWHERE = re.compile(r"[\\`*{}\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#|#(?!\S)|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(\d*)([-+=.)])")


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the page as Markdown; its lines are not wrapped, so `width` and `colour` change nothing."""
    return _joined(without_drawings(page(checklist))) + "\n"


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows each character of it and acts on none."""
    return _AT_THE_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", text))


def _joined(run: Iterable[Block]) -> str:
    found = list(run)
    return "".join(_gap(before, block) + _drawn(block) for before, block in zip([None, *found], found, strict=False))


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    return "\n" if isinstance(before, _LISTS) and type(before) is type(block) else "\n\n"


def _drawn(block: Block) -> str:
    match block:
        case Heading(level, text, note):
            drawn = f"{'#' * level} {escaped(text)}" + (f"\n\n{escaped(note)}" if note else "")
        case Paragraph(text, marks, strong):
            drawn = f"**{escaped(text)}**" if strong else _words(text, marks)
        case Tick(text, marks, why=why):
            drawn = f"- {BOX} {_words(text, marks)}{_note(why, 2)}"
        case Bullet(text, marks):
            drawn = f"- {_words(text, marks)}"
        case Reference(mark, text):
            drawn = f"- {_words(mark, text)}"
        case Rule():
            drawn = "---"
        case Drawing():
            drawn = ""
        case Run() | Contents() | First() | Check() | Fill() | Table() | Frame():
            drawn = _of_the_sheet(block)
    return drawn


def _of_the_sheet(block: Run | Contents | First | Check | Fill | Table | Frame) -> str:
    match block:
        case Run(pieces):
            drawn = " ".join(map(_piece, pieces))
        case Contents(lead, names):
            drawn = escaped(f"{lead} {'; '.join(names)}.")
        case First(number, text, note, more, marks, figures):
            under = " ".join(filter(None, (more, marks)))
            drawn = f"{number}. {BOX} {' '.join(filter(None, (_strong(text), escaped(note))))}{_note(under, 3)}"
            if figures:
                numbers = (f"{escaped(before)} {BLANK} {escaped(after)}".strip() for before, after in figures)
                drawn += f"\\\n   {' '.join(numbers)}"
        case Check(text):
            drawn = f"- {escaped(text)} {BOX}"
        case Fill(pairs, box):
            drawn = (f"- {BOX} " if box else "") + " ".join(_filled(lead, text) for lead, text in pairs)
        case Table():
            drawn = _table_to_write_in(block)
        case Frame(content):
            drawn = _joined(content)
    return drawn


def _piece(piece: Piece) -> str:
    return " ".join(filter(None, (_strong(piece.lead), _words(piece.text, piece.marks))))


def _strong(text: str) -> str:
    return f"**{escaped(text)}**" if text else ""


def _filled(lead: str, text: str) -> str:
    known = _strong(text) if text and not text.endswith(":") else f"{escaped(text)} {BLANK}".strip()
    return " ".join(filter(None, (escaped(lead), known)))


def _table_to_write_in(table: Table) -> str:
    heads = [escaped(head) or " " for head in table.heads]
    rows = [[escaped(cell) or " " for cell in row] for row in table.rows]
    return _in_columns([heads, ["---"] * len(heads), *rows])


def _words(*parts: str) -> str:
    return escaped(" ".join(filter(None, parts)))


def _note(why: str, indent: int) -> str:
    return f"\\\n{' ' * indent}{escaped(why)}" if why else ""


def _in_columns(rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
