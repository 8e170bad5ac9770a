"""A whole page as one run of blocks: the sheet, and after it the full list where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ivfprep.handover import Handover
from ivfprep.render.block_kinds import Block, Drawing
from ivfprep.render.full_list_blocks import full_list_blocks
from ivfprep.render.handover_blocks import back, footer_blocks, front, notes_blocks, source_blocks
from ivfprep.sheet import Checklist


def page(checklist: Checklist) -> Iterator[Block]:
    """Return every block of a page in printing order."""
    return chain(sheet_blocks(checklist.handover), full_list_blocks(checklist.full_list))


def sheet_blocks(handover: Handover) -> Iterator[Block]:
    """Return the sheet in printing order; what was noted of the last visit stands before what is filled in."""
    return chain(
        front(handover),
        notes_blocks(handover),
        back(handover),
        source_blocks(handover),
        footer_blocks([handover.footer_back]),
    )


def without_drawings(run: Iterable[Block]) -> Iterator[Block]:
    """Return `run` for a format that draws nothing: the words of each picture stand beside it anyway."""
    return (block for block in run if not isinstance(block, Drawing))
