"""What gives way where paper is short: the sheet whole, then with less and less on its back.

Pictures go first, then what the patient told the program, then what the documents say in turns (the first line of each
side stays longest, so that nothing speaks for a treatment without what speaks against it), then the questions of the
back by rank, but for the patient's own. Flags and the front never give way. Each sheet names what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.printed import Source
from ivfprep.sheet import Checklist, Counted, EvidencePart, Group, Sheet


class Kept(NamedTuple):
    """What a back holds: pictures or none, what was told or not, lines of evidence up to a turn, so many questions."""

    pictures: bool
    told: bool
    turns: int
    questions: int


def backs(checklist: Checklist) -> tuple[tuple[Sheet, ...], ...]:
    """Return the sheet whole and ever shorter, first with something of what the documents say, then without it.

    Within each of the two, every sheet holds less than the one before.
    """
    sheet, ranks = checklist.sheet, {line.id: line.rank for line in checklist.questions if line.layer != "own"}
    questions = len([box for group in sheet.groups for box in group.boxes if box.id in ranks])
    turns = max((line.turn for part in sheet.evidence for line in part.lines), default=1)
    ladders = (_telling(turns, questions), _silent(questions))
    return tuple(tuple(dict.fromkeys(_shortened(sheet, kept, ranks) for kept in ladder)) for ladder in ladders)


def _telling(turns: int, questions: int) -> Iterator[Kept]:
    yield Kept(True, True, turns, questions)
    yield Kept(False, True, turns, questions)
    yield from (Kept(False, False, turn, questions) for turn in range(turns, 0, -1))
    yield from (Kept(False, False, 1, count) for count in range(questions - 1, -1, -1))


def _silent(questions: int) -> Iterator[Kept]:
    return (Kept(False, False, 0, count) for count in range(questions, -1, -1))


def _shortened(sheet: Sheet, kept: Kept, ranks: Mapping[str, int]) -> Sheet:
    back = replace(
        sheet,
        pictures=sheet.pictures if kept.pictures else (),
        told=sheet.told if kept.told else (),
        evidence=tuple(_told(part, kept.turns) for part in sheet.evidence) if kept.turns else (),
        groups=tuple(_asked(sheet, kept.questions, ranks)),
    )
    left_out = replace(sheet.left_out, counts=tuple(_gone(sheet, back)))
    return replace(back, left_out=left_out, sources=tuple(_cited(back)))


def _told(part: EvidencePart, turns: int) -> EvidencePart:
    return replace(part, lines=tuple(line for line in part.lines if line.turn <= turns))


def _asked(sheet: Sheet, count: int, ranks: Mapping[str, int]) -> Iterator[Group]:
    there = sorted((box.id for group in sheet.groups for box in group.boxes if box.id in ranks), key=ranks.__getitem__)
    dropped = set(there[count:])
    for group in sheet.groups:
        boxes = tuple(box for box in group.boxes if box.id not in dropped)
        if boxes or group.grid:
            yield replace(group, boxes=boxes)


def _gone(sheet: Sheet, back: Sheet) -> Iterator[Counted]:
    before = sum(part.count for part in sheet.left_out.counts)
    counts = (
        (sheet.groups_heading, before + _questions(sheet) - _questions(back)),
        (sheet.pictures_heading, len(sheet.pictures) - len(back.pictures)),
        (sheet.told_heading, len(sheet.told) - len(back.told)),
        (sheet.evidence_heading, _lines(sheet) - _lines(back)),
    )
    return (Counted(name, count) for name, count in counts if count)


def _questions(sheet: Sheet) -> int:
    return sum(len(group.boxes) for group in sheet.groups)


def _lines(sheet: Sheet) -> int:
    return sum(len(part.lines) for part in sheet.evidence)


def _cited(sheet: Sheet) -> Iterator[Source]:
    """Yield the sources that a line of this sheet still points to."""
    marked = " ".join(_marks(sheet))
    numbers = {f"[{number}]" for number in re.findall(r"\[(\d+)", marked)}
    return (source for source in sheet.sources if source.mark in numbers)


def _marks(sheet: Sheet) -> Iterator[str]:
    boxes = (*sheet.top, *sheet.time, *(box for group in sheet.groups for box in group.boxes))
    yield from (box.marks for box in boxes)
    yield from (block.marks for block in (*sheet.flags, *sheet.more_flags))
    yield from (line.marks for part in sheet.evidence for line in part.lines)
    yield from (caption.marks for picture in sheet.pictures for caption in picture.captions)
