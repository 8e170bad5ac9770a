"""What gives way where paper is short, in its order, and what is added where there is room: type never shrinks.

Each ladder runs from the richest rung to the poorest, and the template takes the first that fits. A rung asks for air
between its parts: much of it before anything is added, little of it before anything is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from msgspec.json import encode
from msgspec.structs import replace

from ivfprep.handover import Cell, Column, Handover, More
from ivfprep.printed import Frozen, Source

_MARK = re.compile(r"\[\d+\]")

AIRY, CLOSE, CLOSEST = 10, 4, 1
"""The least air between two parts, in points: before a line is added, before something gives way, and last of all."""

MOST_TURNS = 2
"""On paper a side of the evidence has so many texts at most; the other formats have them all."""

BRIEF = 0
"""The turn at which each text of the evidence is in its brief form."""

IN_COLUMNS = 2
"""So many treatments stand side by side; more share the paper, one below the other."""

Form: TypeAlias = Literal["table", "rows", "paragraphs", "close"]
"""How the evidence stands: treatments side by side, a line for each label, or a paragraph for each treatment.

Where it is close, what holds for all of them runs on too, and the rows of the tables are as low as a line to write on.
"""

_FEWEST = 3
"""How many of the further questions always stay."""


class Notes(Frozen, frozen=True):
    """What side 2 holds of what was noted at the last visit, in groups, and the words that say where the rest is."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rest: str = ""


class FrontRung(NamedTuple):
    """Side 1: writing lines and whether there is a second line, for each question; the least air.

    The steps always stay. Where it is `close`, the story runs on, the last lines to write on of the card share one, and
    the steps and the numbers of the questions take no more room than they need.
    """

    lines: tuple[int, int, int] = (2, 2, 2)
    second: tuple[bool, bool, bool] = (True, True, True)
    air: int = CLOSE
    close: bool = False


class BackRung(NamedTuple):
    """Side 2: own lines, rows of what was agreed, the further questions, what is said of the rest of them, and notes.

    `turn` is the highest turn of the evidence that it holds, BRIEF where each of its texts is in its brief form.
    """

    own: int
    agreed: int
    more: tuple[More, ...]
    left_off: str
    form: Form = "table"
    air: int = CLOSE
    turn: int = 1
    notes: Notes = Notes()


def front_rungs() -> Iterator[FrontRung]:
    """Yield what side 1 may hold; the second lines ask for risks and other ways, so they stay while blocks can move."""
    yield FrontRung(lines=(3, 3, 3), air=AIRY)
    yield FrontRung()
    yield FrontRung((2, 2, 1))
    yield FrontRung((2, 1, 1))
    yield FrontRung((1, 1, 1))
    yield FrontRung((1, 1, 1), close=True)


def poorer_front_rungs() -> Iterator[FrontRung]:
    """Yield what side 1 may hold where all the blocks that can move are on side 2 and it is still too much."""
    yield FrontRung((1, 1, 1), (True, True, False), close=True)
    yield FrontRung((1, 1, 1), (False, True, False), close=True)
    yield FrontRung((1, 1, 1), (False, False, False), close=True)
    yield FrontRung((1, 1, 1), (False, False, False), air=CLOSEST, close=True)


def back_rungs(handover: Handover) -> Iterator[BackRung]:
    """Yield what side 2 may hold; last of all, evidence and sources get a page of their own.

    What she noted turns brief before a question gives way, and stays so: her full list has all of it. The questions
    give way before the evidence is brief, and before it runs on.
    """
    if len(handover.evidence.columns) > IN_COLUMNS:
        yield from _with_every_question(handover, "rows", 1)
        yield from _ladder(handover, "rows", BRIEF)
    else:
        yield from _with_every_question(handover, "table", MOST_TURNS)
        yield from _ladder(handover, "table", 1)
        yield from _ladder(handover, "table", BRIEF)
    yield from _ladder(handover, "paragraphs", BRIEF)
    yield from _ladder(handover, "close", BRIEF)


def _ladder(handover: Handover, form: Form, turn: int) -> Iterator[BackRung]:
    yield from _with_every_question(handover, form, turn)
    _, short = _noted(handover)
    for kept in _fewer(handover.more):
        left_off = handover.left_off.said(len(handover.more) - len(kept))
        yield BackRung(1, 2, kept, left_off, form, CLOSEST if form == "close" else CLOSE, turn, short)


def _with_every_question(handover: Handover, form: Form, turn: int) -> Iterator[BackRung]:
    every, words = handover.more, handover.left_off.said()
    whole, short = _noted(handover)
    for own, agreed in ((3, 4), (2, 3), (1, 3)):
        yield BackRung(own, agreed, every, words, form, AIRY, turn, whole)
    least = CLOSEST if form == "close" else CLOSE
    yield BackRung(1, 3, every, words, form, least, turn, whole)
    if short != whole:
        yield BackRung(1, 3, every, words, form, least, turn, short)


def _noted(handover: Handover) -> tuple[Notes, Notes]:
    """Return what was noted at the last visit: all of it, and in its brief form."""
    visit = handover.last_visit
    if visit is None or not visit.groups:
        return Notes(), Notes()
    return Notes(visit.groups), Notes(visit.brief, visit.rest)


def evidence_at(handover: Handover, turn: int) -> tuple[tuple[Column, ...], tuple[Source, ...]]:
    """Return the evidence up to one turn, the texts of a side as one, and the sources that the sheet then cites.

    At the turn BRIEF the first text of each side stands in its brief form.
    """
    columns = tuple(replace(column, cells=tuple(_by_side(column, turn))) for column in handover.evidence.columns)
    rest = replace(handover, evidence=replace(handover.evidence, columns=columns), sources=())
    cited = set(_MARK.findall(encode(rest).decode()))
    return columns, tuple(source for source in handover.sources if source.mark in cited)


def _by_side(column: Column, turn: int) -> Iterator[Cell]:
    if turn == BRIEF:
        yield from (replace(cell, text=cell.brief or cell.text) for cell in column.cells if cell.turn == 1)
        return
    for _, some in groupby((cell for cell in column.cells if cell.turn <= turn), key=lambda cell: cell.side):
        *before, last = some
        text = " ".join((*(f"{cell.text} {cell.marks}".strip() for cell in before), last.text))
        yield replace(last, text=text)


def _fewer(questions: tuple[More, ...]) -> Iterator[tuple[More, ...]]:
    """Yield the questions, then one fewer each time; the last of those that may give way goes first."""
    yield questions
    going = [question for question in questions if not (question.stays or question.by == "own")]
    while len(questions) > _FEWEST and going:
        last = going.pop()
        questions = tuple(question for question in questions if question is not last)
        yield questions
