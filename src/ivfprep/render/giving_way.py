"""What gives way where paper is short, in its order, and what is added where there is room: type never shrinks.

Each ladder runs from the richest rung to the poorest, and the template takes the first that fits. A rung asks for air
between its parts: much of it before anything is added, little of it before anything is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from msgspec.json import encode
from msgspec.structs import replace

from ivfprep.handover import PURPOSE_FROM, Cell, CheckBlock, Column, Handover, More, Plan, PlanRow
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

Form: TypeAlias = Literal["table", "rows", "lines", "paragraphs", "close", "dense", "least", "tight"]
"""How the evidence stands: treatments side by side, a line for each label, or a paragraph for each treatment.

In lines the first label goes on from the name of its treatment, and the rows of the tables are as low as a line to
write on. Where it is close, what holds for all of them runs on too, and the rows are as low.
Where it is dense, no word is lost either: lines are closer, what two treatments share is said once, and the plan has a
row for each treatment. The least has no side of its own on how sure it is: the head of the evidence says that of all.
The tight is the least as one run of words, its lines closer by a hair.
"""

BEYOND = "{count} more lines are on my full list."
BEYOND_ONE = "1 more line is on my full list."
"""What paper says of the texts of the evidence that it has no room for."""

_FEWEST, _FEWEST_OF_ALL = 3, 1
"""How many of the further questions stay, and last of all; her own and those that always stay come on top."""


class Notes(Frozen, frozen=True):
    """What side 2 holds of what was noted at the last visit, in groups, and the words that say where the rest is."""

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rest: str = ""


class FrontRung(NamedTuple):
    """Side 1: writing lines and whether there is a second line, for each question; the least air.

    Where it is `close`, the story runs on, the last lines to write on of the card share one, and the steps and the
    numbers of the questions take no more room than they need. Where it is `dense`, lines are closer too, and by a hair
    more where it is `tight`. The steps stay but where nothing else keeps a third page away.
    """

    lines: tuple[int, int, int] = (2, 2, 2)
    second: tuple[bool, bool, bool] = (True, True, True)
    air: int = CLOSE
    close: bool = False
    dense: bool = False
    steps: bool = True
    tight: bool = False


class BackRung(NamedTuple):
    """Side 2: own lines, rows of what was agreed, the further questions, what is said of the rest of them, and notes.

    `turn` is the highest turn of the evidence that it holds, BRIEF where each of its texts is in its brief form.

    The plan of a `lean` one is without the empty rows that side 1 has a place for. The rows of the tables of a `low`
    one are as low as a line to write on. Without `leaving` nothing says what to know before leaving.
    """

    own: int
    agreed: int
    more: tuple[More, ...]
    left_off: str
    form: Form = "table"
    air: int = CLOSE
    turn: int = 1
    notes: Notes = Notes()
    lean: bool = False
    leaving: bool = True
    low: bool = False


def front_rungs() -> Iterator[FrontRung]:
    """Yield what side 1 may hold; the second lines ask for risks and other ways, so they stay while blocks can move.

    Question 2 keeps its second line to write on longest, and rather than the lines of the story: the first one is for
    numbers, and harm needs a place.
    """
    yield FrontRung(lines=(3, 3, 3), air=AIRY)
    yield FrontRung()
    yield FrontRung((2, 2, 1))
    yield FrontRung((1, 2, 1))
    yield FrontRung((1, 2, 1), close=True)
    yield FrontRung((1, 1, 1), close=True)


def poorer_front_rungs() -> Iterator[FrontRung]:
    """Yield what side 1 may hold where all the blocks that can move are on side 2 and it is still too much."""
    yield FrontRung((1, 1, 1), (True, True, False), close=True)
    yield FrontRung((1, 1, 1), (False, True, False), close=True)
    yield FrontRung((1, 1, 1), (False, False, False), close=True)
    yield FrontRung((1, 1, 1), (False, False, False), air=CLOSEST, close=True)


def densest_front_rungs() -> Iterator[FrontRung]:
    """Yield what side 1 may hold rather than a third page: closer lines have room for more blocks, and so has no step.

    Each keeps the blocks that fill it best, whichever they are.
    """
    yield FrontRung((1, 1, 1), (False, False, False), air=CLOSEST, close=True, dense=True)
    yield FrontRung((1, 1, 1), (False, False, False), air=CLOSEST, close=True, dense=True, steps=False)
    yield FrontRung((1, 1, 1), (False, False, False), air=CLOSEST, close=True, dense=True, steps=False, tight=True)


def back_rungs(handover: Handover) -> Iterator[BackRung]:
    """Yield what side 2 may hold; last of all, evidence and sources get a page of their own.

    What she noted turns brief before a question gives way, and stays so: her full list has all of it. The questions
    give way before the evidence is brief, and before it runs on.
    """
    form: Form = "rows" if len(handover.evidence.columns) > IN_COLUMNS else "table"
    if form == "table":
        yield from _with_every_question(handover, form, MOST_TURNS)
    if form == "table" or is_blank(handover):
        yield from _ladder(handover, form, 1)
    else:
        yield from _with_every_question(handover, form, 1)
    if is_blank(handover):
        return
    yield from _ladder(handover, form, BRIEF)
    yield from _ladder(handover, "lines", BRIEF)
    yield from _ladder(handover, "paragraphs", BRIEF)
    yield from _ladder(handover, "close", BRIEF)


def large_rungs(handover: Handover) -> Iterator[BackRung]:
    """Yield what large print may hold: it gives way for fewer pages, and lest its sources alone take one."""
    every, words = handover.more, handover.left_off.said()
    whole, short = _noted(handover)
    brief = 1 if is_blank(handover) else BRIEF
    *_, few = _fewer(every)
    left_off = handover.left_off.said(len(every) - len(few))
    yield BackRung(2, 3, every, words, "rows", 14, 1, whole)
    yield BackRung(1, 2, every, words, "rows", AIRY, 1, whole)
    yield BackRung(1, 2, every, words, "rows", AIRY, brief, short)
    yield BackRung(1, 2, few, left_off, "rows", AIRY, brief, short)
    yield BackRung(1, 2, few, left_off, "paragraphs", CLOSE, brief, short)
    yield BackRung(1, 2, few, left_off, "paragraphs", CLOSEST, brief, short, leaving=False, low=True)


def is_blank(handover: Handover) -> bool:
    """Return whether it is a clinic's handout, whose reader ticks her own history: its evidence is never in brief."""
    return any(item.kind == "tell_us" for block in handover.checks for item in block.items)


def poorer_back_rungs(handover: Handover) -> Iterator[BackRung]:
    """Yield what side 2 may hold rather than a third page: no word less at first, then fewer lines, rows, questions.

    A clinic's handout is for reading too: it gets the third page.
    """
    if is_blank(handover):
        return
    yield from _dense_ladder(handover, "dense", _FEWEST)
    yield from _dense_ladder(handover, "least", _FEWEST_OF_ALL)


def tightest_back_rungs(handover: Handover) -> Iterator[BackRung]:
    """Yield what side 2 may hold last of all before a third page, where side 1 is as tight."""
    if not is_blank(handover):
        yield from _dense_ladder(handover, "tight", _FEWEST_OF_ALL)


def _dense_ladder(handover: Handover, form: Form, fewest: int) -> Iterator[BackRung]:
    _, short = _noted(handover)

    def rung(agreed: int, kept: tuple[More, ...], *, lean: bool) -> BackRung:
        left_off = handover.left_off.said(len(handover.more) - len(kept))
        return BackRung(1, agreed, kept, left_off, form, CLOSEST, BRIEF, short, lean)

    *more, few = _fewer(handover.more)
    yield from (rung(2, kept, lean=False) for kept in (*more, few))
    yield rung(1, few, lean=False)
    yield from (rung(1, kept, lean=True) for kept in _fewer(few, fewest))


def lean_plan(plan: Plan) -> tuple[PlanRow, ...]:
    """Return the rows of the plan without those that side 1 has a place for, where nothing stands in them.

    Question 1 asks what each treatment is for, and the card has lines for whom to call.
    """
    first = plan.rows[:1] if len(plan.columns) >= PURPOSE_FROM else ()
    return tuple(row for row in plan.rows if any(row.cells) or row not in (*first, *plan.rows[-1:]))


def said_once(checks: Iterable[CheckBlock]) -> Iterator[CheckBlock]:
    """Yield the blocks, each without what an earlier one has her asked about in the same words; one point stays."""
    asked: set[str] = set()
    for block in checks:
        kept = tuple(item for item in block.items if item.kind != "ask_me" or item.text not in asked)
        yield replace(block, items=kept or block.items)
        asked |= {item.text for item in block.items}


def _ladder(handover: Handover, form: Form, turn: int) -> Iterator[BackRung]:
    yield from _with_every_question(handover, form, turn)
    _, short = _noted(handover)
    for kept in _fewer(handover.more):
        left_off = handover.left_off.said(len(handover.more) - len(kept))
        last = BackRung(1, 2, kept, left_off, form, CLOSEST if form == "close" else CLOSE, turn, short)
        yield last
    yield last._replace(low=True)
    # What to know before leaving is worth more than whole evidence, which the full list has.
    if turn == BRIEF:
        yield last._replace(low=True, leaving=False)


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
    return columns, _cited(handover, columns)


def dense_evidence(handover: Handover) -> tuple[tuple[Column, ...], tuple[Source, ...]]:
    """Return the evidence in brief; what two treatments share stands once, under both their names."""
    columns, sources = evidence_at(handover, BRIEF)
    return tuple(_said_once(columns)), sources


def least_evidence(handover: Handover) -> tuple[tuple[Column, ...], tuple[Source, ...], str]:
    """Return the evidence in brief without how sure it is of each, and words that count what is left out."""
    columns, _ = evidence_at(handover, BRIEF)
    kept = tuple(replace(column, cells=without_how_sure(column.cells)) for column in columns)
    left = sum(len(column.cells) for column in columns) - sum(len(column.cells) for column in kept)
    return tuple(_said_once(kept)), _cited(handover, kept), beyond_words(left)


def beyond_words(left: int) -> str:
    """Return what paper says of so many texts of the evidence that it has no room for; nothing for none."""
    return "" if not left else BEYOND_ONE if left == 1 else BEYOND.format(count=left)


def without_how_sure(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells without how sure it is; of what no document speaks of that is all there is to say: it stays."""
    return tuple(cell for cell in cells if cell.side != "sure") or cells


def _cited(handover: Handover, columns: tuple[Column, ...]) -> tuple[Source, ...]:
    """Return the sources that the sheet cites with this evidence."""
    rest = replace(handover, evidence=replace(handover.evidence, columns=columns), sources=())
    cited = set(_MARK.findall(encode(rest).decode()))
    return tuple(source for source in handover.sources if source.mark in cited)


def _said_once(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Yield the columns, each without what it shares with another; after them what they share, under their names."""
    holders: dict[Cell, list[str]] = {}
    for column in columns:
        for cell in column.cells:
            holders.setdefault(cell, []).append(column.heading)
    # What was found stands with each: none is without a line of its own.
    shared = {cell: ", ".join(names) for cell, names in holders.items() if len(names) > 1 and cell.side != "for"}
    for column in columns:
        yield replace(column, cells=tuple(cell for cell in column.cells if cell not in shared))
    for heading in dict.fromkeys(shared.values()):
        yield Column(heading, tuple(cell for cell, names in shared.items() if names == heading))


def _by_side(column: Column, turn: int) -> Iterator[Cell]:
    if turn == BRIEF:
        yield from (replace(cell, text=cell.brief or cell.text) for cell in column.cells if cell.turn == 1)
        return
    for _, some in groupby((cell for cell in column.cells if cell.turn <= turn), key=lambda cell: cell.side):
        *before, last = some
        text = " ".join((*(f"{cell.text} {cell.marks}".strip() for cell in before), last.text))
        yield replace(last, text=text)


def _fewer(questions: tuple[More, ...], fewest: int = _FEWEST) -> Iterator[tuple[More, ...]]:
    """Yield the questions, then one fewer each time; the last of those that may give way goes first."""
    yield questions
    going = [question for question in questions if not (question.stays or question.by == "own")]
    while len(questions) > fewest and going:
        last = going.pop()
        questions = tuple(question for question in questions if question is not last)
        yield questions
