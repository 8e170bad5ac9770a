"""How full the printed sides of the HTML sheet will be, guessed from the lengths of their words.

A browser lays the page out, so nothing can be measured here; the style sheet lets small things go where a side is full.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from ivfprep.handover import CheckBlock, Column, Handover
from ivfprep.render.handover_blocks import sides, story_lines

LINE, HALF = 95, 46
"""How many characters a printed line holds, and a line of half the width."""

LETTER_FULL, A4_FULL = 14, 17
"""How many lines of story and checks leave no room for the steps on the front."""

BACK_FULL, BACK_OVER = 23, 36
"""How many lines of questions, evidence and sources leave no room for evidence in columns, or for evidence at all."""


def front(sheet: Handover) -> str:
    """Return the class of the front: full where the steps give way on Letter, overfull where they do on both papers."""
    story = sum(_lines(" ".join(f"{said.lead} {said.text}" for said in line)) for line in story_lines(sheet.story))
    lines = story + sum(map(_check, sheet.checks))
    if lines > A4_FULL:
        return "overfull"
    return "full" if lines > LETTER_FULL else ""


def evidence(sheet: Handover, sources: int) -> str:
    """Return how the evidence stands: a treatment in four cells, two in columns, or a paragraph for each.

    Where it finds no room on the back at all, it stands apart, at the head of a page of its own.
    """
    columns = sheet.evidence.columns
    if len(columns) == 1:
        return "four"
    side_by_side = max((sum(_lines(text, HALF) for text in _first(column)) for column in columns), default=0)
    lines = sum(_lines(more.text) for more in sheet.more) + side_by_side + sources
    if sum(_lines(more.text) for more in sheet.more) + _run(columns) + sources + len(sheet.plan.rows) > BACK_OVER:
        return "run apart"
    two = len(columns) == len(("left", "right"))
    return "beside" if two and lines <= BACK_FULL else "run"


def _check(block: CheckBlock) -> int:
    return _lines(f"{block.head} {block.says}") + sum(_lines(item.text) for item in block.items)


def _run(columns: Iterable[Column]) -> int:
    return sum(1 + _lines(" ".join(_first(column))) for column in columns)


def _first(column: Column) -> Iterable[str]:
    return (f"{cells[0].head} {cells[0].text} [1]" for cells in sides(column))


def _lines(text: str, room: int = LINE) -> int:
    return ceil(len(text) / room)
