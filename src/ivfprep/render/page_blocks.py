"""What a page shows, as one run of blocks: the sheet, the sheet and the full list, or the old list alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ivfprep.render.block_kinds import Block
from ivfprep.render.blocks import blocks, visit_blocks
from ivfprep.render.full_list import full_list
from ivfprep.render.handover_blocks import back, footer_blocks, front, source_blocks
from ivfprep.render.shows import Shows
from ivfprep.sheet import Checklist


def page_blocks(checklist: Checklist, shows: Shows) -> Iterator[Block]:
    """Return every block of a page in printing order."""
    if shows == "list":
        return blocks(checklist.sheet)
    return chain(sheet_blocks(checklist), full_list(checklist) if shows == "sheet_and_list" else ())


def sheet_blocks(checklist: Checklist) -> Iterator[Block]:
    """Return the sheet in printing order; what the last visit left stands before what is read at home."""
    handover, sheet = checklist.handover, checklist.sheet
    return chain(
        front(handover),
        visit_blocks(sheet),
        back(handover),
        source_blocks(handover, sheet.sources_heading),
        footer_blocks(small_print(checklist)),
    )


def small_print(checklist: Checklist) -> tuple[str, ...]:
    """Return what ends the sheet: which content made it, what was left out of it, and who made it."""
    return tuple(dict.fromkeys(filter(None, (checklist.handover.footer_back, *checklist.sheet.footer))))
