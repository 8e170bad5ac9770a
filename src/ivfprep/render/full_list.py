"""The full list, which follows the sheet where everything was asked for: what the sheet has no room for.

It is the old sheet without what stands on the new one, and its marks are those of the sheet, so that a number means one
source on the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ivfprep.printed import Source
from ivfprep.render.block_kinds import Block, Contents, Heading
from ivfprep.render.blocks import blocks
from ivfprep.sheet import Box, Checklist, FlagBlock, Group, LeftOver, Picture, SafetyCard, Said, Sheet

HEADING = "My full list"
CONTENTS = "In this list:"

_MARK = re.compile(r"\[(\d+)[^\]]*\]")
_PART = 3
"""The level of a part's heading in the list."""


def full_list(checklist: Checklist) -> list[Block]:
    """Return the full list under its heading, after a line that names its parts; nothing where it holds nothing."""
    run = [_deeper(block) for block in blocks(_marked_as_on_the_sheet(checklist, _list_of(checklist)))]
    names = tuple(block.text for block in run if isinstance(block, Heading) and block.level == _PART)
    return [Heading(2, HEADING), *([Contents(CONTENTS, names)] if names else []), *run] if run else []


def _deeper(block: Block) -> Block:
    return block._replace(level=block.level + 1) if isinstance(block, Heading) else block


def _list_of(checklist: Checklist) -> Sheet:
    """Return the old sheet with its front moved into the list, and without what the new sheet says already."""
    sheet = checklist.sheet
    asks = {box.id: box.text for box in sheet.top}
    flags = tuple(_with_ask(block, asks) for block in (*sheet.flags, *sheet.more_flags))
    raised = {id_ for block in flags for id_ in block.ids}
    first = tuple(box for box in (*sheet.top, *sheet.time) if box.id not in raised)
    return replace(
        sheet,
        title="",
        messages=(),
        top=(),
        flags_note="",
        flags=(),
        time=(),
        card=SafetyCard("", "", (), (), ()),
        notice="",
        more_flags_heading=sheet.flags_heading,
        more_flags=flags,
        groups=(*([Group("", first)] if first else []), *sheet.groups),
        newer_heading=checklist.handover.newer_lead.rstrip(":"),
        left_out=LeftOver(),
        visit=None,
        footer=(),
        warnings=(),
    )


def _with_ask(block: FlagBlock, asks: Mapping[str, str]) -> FlagBlock:
    """Return a block of flags with its questions: no place at the top of the page is named, for it has changed."""
    own = (asks[id_] for id_ in block.ids if id_ in asks)
    return replace(block, asks=tuple(dict.fromkeys((*block.asks, *own))), asked="")


def _marked_as_on_the_sheet(checklist: Checklist, sheet: Sheet) -> Sheet:
    numbers = _numbers(checklist)

    def new(marks: str) -> str:
        return _MARK.sub(lambda found: f"[{numbers.get(found[1], found[1])}]", marks)

    def box(one: Box) -> Box:
        return replace(one, marks=new(one.marks))

    def said(one: Said) -> Said:
        return replace(one, marks=new(one.marks))

    def picture(one: Picture) -> Picture:
        return replace(one, captions=tuple(replace(said, marks=new(said.marks)) for said in one.captions))

    return replace(
        sheet,
        more_flags=tuple(replace(block, marks=new(block.marks)) for block in sheet.more_flags),
        groups=tuple(replace(group, boxes=tuple(map(box, group.boxes))) for group in sheet.groups),
        pictures=tuple(map(picture, sheet.pictures)),
        evidence=tuple(replace(part, lines=tuple(map(said, part.lines))) for part in sheet.evidence),
        sources=_in_order(replace(source, mark=new(source.mark)) for source in sheet.sources),
    )


def _numbers(checklist: Checklist) -> dict[str, str]:
    """Return the number on the sheet by the number on the list; what the list alone cites counts on."""
    here = {source.id: number for source in checklist.handover.sources for number in _MARK.findall(source.mark)}
    next_ = _counting_from(max(map(int, here.values()), default=0) + 1)
    return {
        number: here.get(source.id) or next(next_)
        for source in checklist.sheet.sources
        for number in _MARK.findall(source.mark)
    }


def _counting_from(number: int) -> Iterator[str]:
    while True:
        yield str(number)
        number += 1


def _in_order(sources: Iterator[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: (source.layer == "newer", _place(source.mark))))


def _place(mark: str) -> int:
    found = _MARK.search(mark)
    return int(found[1]) if found else 0
