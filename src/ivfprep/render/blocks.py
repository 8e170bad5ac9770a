"""The old sheet as one run of blocks, in printing order: for a clinic's blank sheet, and for the full list.

An empty text gives no block, and a part with nothing in it gives no heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from ivfprep.printed import Source
from ivfprep.render.block_kinds import Block, Bullet, Drawing, Heading, Numbered, Paragraph, Reference, Rule, Tick
from ivfprep.sheet import (
    Box,
    ChanceBar,
    EvidencePart,
    FlagBlock,
    Grid,
    Group,
    IconArray,
    Picture,
    SafetyCard,
    Said,
    Sheet,
    Timeline,
)


def blocks(sheet: Sheet) -> Iterator[Block]:
    """Return every block of `sheet` in printing order."""
    return chain.from_iterable(part(sheet) for part in _PARTS)


def without_drawings(run: Iterable[Block]) -> Iterator[Block]:
    """Return `run` for a format that draws nothing: the words of each picture stand beside it anyway."""
    return (block for block in run if not isinstance(block, Drawing))


def card_blocks(card: SafetyCard) -> list[Block]:
    """Return what stands inside the safety card, without its heading."""
    phones = [phone for phone in card.phones if phone.label or phone.number]
    return [*_paragraphs([card.intro]), *_bullets(card.bullets), *phones]


def _opening(sheet: Sheet) -> Iterator[Block]:
    for warning in filter(None, sheet.warnings):
        yield Paragraph(warning, strong=True)
    if sheet.title:
        yield Heading(1, sheet.title)
    yield from _paragraphs(sheet.messages)


def _top(sheet: Sheet) -> list[Block]:
    asked = [box for box in sheet.top if box.text]
    numbered = [Numbered(number, box.text, box.marks, box.why) for number, box in enumerate(asked, 1)]
    return _under(2, sheet.top_heading, _noted(sheet.top_note, numbered))


def _flags(sheet: Sheet) -> list[Block]:
    return _raised(sheet.flags_heading, sheet.flags_note, sheet.flags)


def _more_flags(sheet: Sheet) -> list[Block]:
    return _raised(sheet.more_flags_heading, "", sheet.more_flags)


def _raised(heading: str, note: str, flags: Iterable[FlagBlock]) -> list[Block]:
    level = _level_in(heading)
    raised = chain.from_iterable(_flag(flag, level) for flag in flags)
    return _under(2, heading, [*_paragraphs([note]), *raised])


def _flag(flag: FlagBlock, level: int) -> list[Block]:
    said = [Paragraph(flag.text, flag.marks)] if flag.text else []
    asks = [Tick(ask) for ask in flag.asks if ask]
    return _under(level, flag.label, [*said, *_paragraphs(flag.whys), *asks, *_paragraphs([flag.asked])])


def _time(sheet: Sheet) -> list[Block]:
    return _under(2, sheet.time_heading, _ticks(sheet.time))


def _notice(sheet: Sheet) -> list[Block]:
    return _paragraphs([sheet.notice])


def _groups(sheet: Sheet) -> list[Block]:
    level = _level_in(sheet.groups_heading)
    return _under(2, sheet.groups_heading, chain.from_iterable(_group(group, level) for group in sheet.groups))


def _group(group: Group, level: int) -> list[Block]:
    return _under(level, group.heading, [*_ticks(group.boxes), *_grid(group.grid)])


def _ticks(boxes: Iterable[Box]) -> list[Block]:
    return [Tick(box.text, box.marks, why=box.why) for box in boxes if box.text]


def _grid(grid: Grid | None) -> list[Block]:
    if grid is None or not grid.rows or not grid.columns:
        return []
    return [*_paragraphs([grid.intro]), grid]


def _card(sheet: Sheet) -> list[Block]:
    card = sheet.card
    return [card] if card.heading or card_blocks(card) else []


def _pictures(sheet: Sheet) -> list[Block]:
    level = _level_in(sheet.pictures_heading)
    return _under(2, sheet.pictures_heading, chain.from_iterable(_picture(one, level) for one in sheet.pictures))


def _picture(picture: Picture, level: int) -> list[Block]:
    captions = [Paragraph(caption.text, caption.marks) for caption in picture.captions if caption.text]
    return _under(level, picture.heading, [Drawing(picture), *_paragraphs(words_of(picture)), *captions])


def words_of(picture: Picture) -> tuple[str, ...]:
    """Return what a picture shows, in words: all of it, for a reader who does not see it."""
    match picture:
        case IconArray():
            return (picture.legend, *(f"{group.label}: {group.words}" for group in picture.groups))
        case ChanceBar():
            return (picture.words,)
        case Timeline():
            return tuple(f"{point.when}: {point.outcome}" for point in picture.points)


def _told_program(sheet: Sheet) -> list[Block]:
    return _under(2, sheet.told_heading, _bullets(sheet.told))


def _evidence(sheet: Sheet) -> list[Block]:
    level = _level_in(sheet.evidence_heading)
    return _under(2, sheet.evidence_heading, chain.from_iterable(_told(part, level) for part in sheet.evidence))


def _told(part: EvidencePart, level: int) -> list[Block]:
    sides = groupby((said for said in part.lines if said.text), key=lambda said: said.side)
    within = level + 1 if part.heading else level
    return _under(level, part.heading, chain.from_iterable(_side(side, lines, within) for side, lines in sides))


def _side(side: str, lines: Iterable[Said], level: int) -> list[Block]:
    return _under(level, side, [Bullet(said.text, said.marks) for said in lines])


def visit_blocks(sheet: Sheet) -> list[Block]:
    """Return what the last visit left."""
    if sheet.visit is None:
        return []
    level = _level_in(sheet.visit.heading)
    groups = (_under(level, name, _bullets(items)) for name, items in sheet.visit.groups)
    return _under(2, sheet.visit.heading, chain.from_iterable(groups))


def _unknown(sheet: Sheet) -> list[Block]:
    return _under(2, sheet.unknown_heading, _bullets(sheet.unknown))


def _left_out(sheet: Sheet) -> list[Block]:
    said = sheet.left_out.said()
    return [Rule(), Paragraph(said)] if said else []


def _sources(sheet: Sheet) -> list[Block]:
    newer = _references(source for source in sheet.sources if source.layer == "newer")
    documents = _references(source for source in sheet.sources if source.layer != "newer")
    level = _level_in(sheet.sources_heading)
    return _under(2, sheet.sources_heading, [*documents, *_under(level, sheet.newer_heading, newer)])


def _footer(sheet: Sheet) -> list[Block]:
    lines = _paragraphs(sheet.footer)
    return [Rule(), *lines] if lines else []


_FRONT = (_opening, _top, _flags, _time, _card, _notice)
_BACK = (
    _more_flags,
    _groups,
    _pictures,
    _evidence,
    visit_blocks,
    _unknown,
    _told_program,
    _left_out,
    _sources,
    _footer,
)
_PARTS = (*_FRONT, *_BACK)


def _under(level: int, heading: str, content: Iterable[Block]) -> list[Block]:
    found = list(content)
    return [Heading(level, heading), *found] if heading and found else found


def _level_in(heading: str) -> int:
    # No level may be skipped, so where a part has no heading its groups move up.
    return 3 if heading else 2


def _noted(note: str, content: Sequence[Block]) -> list[Block]:
    return [*_paragraphs([note]), *content] if content else []


def _paragraphs(texts: Iterable[str]) -> list[Block]:
    return [Paragraph(text) for text in texts if text]


def _bullets(texts: Iterable[str]) -> list[Block]:
    return [Bullet(text) for text in texts if text]


def _references(sources: Iterable[Source]) -> list[Block]:
    return [Reference(source.mark, source.text) for source in sources if source.text]
