"""The full list as one run of blocks: its contents, its parts, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ivfprep import pictures
from ivfprep.full_list import Entry, EntryGroup, FullList, ListPart
from ivfprep.pictures import Picture
from ivfprep.render.block_kinds import (
    Block,
    Bullet,
    Contents,
    Drawing,
    Heading,
    Paragraph,
    Piece,
    Reference,
    Run,
    Tick,
)

PART = 3
"""The level of a part's heading in the list."""


def full_list_blocks(full_list: FullList | None) -> Iterator[Block]:
    """Return the list under its heading, after a line that names its parts; nothing where there is none."""
    if full_list is None:
        return
    parts = [(part.heading, list(_part(part))) for part in full_list.parts]
    parts = [*parts, (full_list.sources_heading, list(_sources(full_list)))]
    filled = [(heading, run) for heading, run in parts if run]
    if full_list.heading and filled:
        yield Heading(PART - 1, full_list.heading)
    names = tuple(heading for heading, _ in filled if heading)
    if names:
        yield Contents(full_list.contents, names)
    for heading, run in filled:
        yield from _under(PART, heading, run)


def _part(part: ListPart) -> Iterator[Block]:
    level = PART + 1 if part.heading else PART
    for group in part.groups:
        yield from _under(level, group.heading, list(_group(group)))
    for picture in part.pictures:
        yield from _under(level, picture.heading, list(_picture(picture)))


def _group(group: EntryGroup) -> Iterator[Block]:
    for entry in group.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[Block]:
    if entry.lead and entry.text:
        yield Run((Piece(entry.lead, entry.text, entry.marks),))
    elif entry.text and entry.ask:
        yield Paragraph(entry.text, entry.marks)
    elif entry.text:
        yield Bullet(entry.text, entry.marks)
    if entry.ask:
        yield Tick(entry.ask, "" if entry.text else entry.marks, why=entry.why)


def _picture(picture: Picture) -> Iterator[Block]:
    yield Drawing(picture)
    yield from (Paragraph(words) for words in pictures.in_words(picture) if words)
    yield from (Paragraph(caption.text, caption.marks) for caption in picture.captions if caption.text)


def _sources(full_list: FullList) -> Iterator[Block]:
    newer = [source for source in full_list.sources if source.layer == "newer" and source.text]
    yield from (Reference(one.mark, one.text) for one in full_list.sources if one.layer != "newer" and one.text)
    yield from _under(PART + 1, full_list.newer_heading, [Reference(source.mark, source.text) for source in newer])


def _under(level: int, heading: str, content: list[Block]) -> list[Block]:
    return [Heading(level, heading), *content] if heading and content else content
