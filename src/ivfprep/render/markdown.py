"""Markdown (CommonMark, with the task lists and tables of GitHub): headings in order, real lists, escaped words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ivfprep.printed import Phone
from ivfprep.render.blocks import (
    Block,
    Bullet,
    Drawing,
    Heading,
    Numbered,
    Paragraph,
    Reference,
    Rule,
    Tick,
    blocks,
    card_blocks,
    without_drawings,
)
from ivfprep.render.layout import BLANK, BOX
from ivfprep.sheet import Checklist, Grid, SafetyCard

_LISTS = (Numbered, Tick, Bullet, Reference)

# An underscore inside a word means nothing in Markdown, and a backslash there would break a web address.
_ANYWHERE = re.compile(r"[\\`*{}\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#|#(?!\S)|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(\d*)([-+=.)])")


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the sheet as Markdown; its lines are not wrapped, so `width` and `colour` change nothing."""
    return _joined(without_drawings(blocks(checklist.sheet))) + "\n"


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
        case Heading(level, text):
            drawn = f"{'#' * level} {escaped(text)}"
        case Paragraph(text, marks, strong):
            drawn = f"**{escaped(text)}**" if strong else _words(text, marks)
        case Numbered(number, text, marks, why):
            drawn = f"{number}. {BOX} {_words(text, marks)}{_note(why, 3)}"
        case Tick(text, marks, why=why):
            drawn = f"- {BOX} {_words(text, marks)}{_note(why, 2)}"
        case Bullet(text, marks):
            drawn = f"- {_words(text, marks)}"
        case Reference(mark, text):
            drawn = f"- {_words(mark, text)}"
        case Phone():
            drawn = _led(block.label, escaped(block.number) or BLANK)
        case Rule():
            drawn = "---"
        case Grid():
            drawn = _table(block)
        case SafetyCard():
            drawn = _card(block)
        case Drawing():
            drawn = ""
    return drawn


def _words(*parts: str) -> str:
    return escaped(" ".join(filter(None, parts)))


def _note(why: str, indent: int) -> str:
    return f"\\\n{' ' * indent}{escaped(why)}" if why else ""


def _led(lead: str, words: str) -> str:
    return f"**{escaped(lead)}:** {words}" if lead else words


def _table(grid: Grid) -> str:
    rows = [
        [escaped(name), *(BOX if asked else " " for asked in cells)]
        for name, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    heads = [" ", *map(escaped, grid.columns)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [heads, ["---"] * len(heads), *rows])


def _card(card: SafetyCard) -> str:
    return _joined([*([Heading(2, card.heading)] if card.heading else []), *card_blocks(card)])
