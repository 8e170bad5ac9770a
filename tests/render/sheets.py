"""Any sheet at all, with texts that a format could trip over, and the words that must come out of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from hypothesis import strategies as st

from ivfprep.printed import Phone, Source
from ivfprep.render.plain import cleaned
from ivfprep.sheet import (
    Box,
    Caption,
    ChanceBar,
    Checklist,
    Counted,
    EvidencePart,
    FlagBlock,
    Grid,
    Group,
    IconArray,
    IconGroup,
    LeftOver,
    Picture,
    SafetyCard,
    Said,
    Sheet,
    Timeline,
    TimePoint,
)
from tests.render import toy

NASTY = (toy.LONG, toy.MARKUP, toy.HTML, toy.RAW, toy.BIDI, toy.WIDE, "# raw", "1. one", "- dash", "\\", "|", "**", "")

texts = st.text(max_size=80) | st.sampled_from(NASTY) | st.lists(st.sampled_from(toy.MARKUP.split())).map(" ".join)
marks = st.sampled_from(["", "[1]", "[1] [12]"])


def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=3).map(tuple)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.lists(texts, max_size=4))
    rows = draw(st.lists(texts, max_size=3))
    row = st.tuples(*(st.booleans() for _ in columns))
    return Grid(draw(texts), tuple(columns), tuple(rows), tuple(draw(row) for _ in rows))


captions = some(st.builds(Caption, texts, marks))
icon_groups = st.integers(1, 40).flatmap(lambda of: st.builds(IconGroup, texts, st.integers(0, of), st.just(of), texts))
percents = st.floats(0, 100)
pictures = st.one_of(
    st.builds(IconArray, texts, texts, some(icon_groups), captions),
    st.builds(ChanceBar, texts, percents, percents, percents, texts, texts, captions),
    st.builds(Timeline, texts, some(st.builds(TimePoint, texts, texts, st.booleans())), captions),
)
boxes = st.builds(Box, st.just("id"), texts, marks)
flags = st.builds(FlagBlock, some(st.just("id")), texts, texts, some(texts), some(texts), marks, texts)
groups = st.builds(Group, texts, some(boxes), st.none() | grids())
parts = st.builds(EvidencePart, texts, some(st.builds(Said, texts, texts, marks)))
cards = st.builds(SafetyCard, texts, texts, some(texts), some(st.builds(Phone, texts, texts)), st.just(()))
sources = st.builds(Source, st.just("id"), st.sampled_from(["", "[1]"]), texts, st.sampled_from(["documents", "newer"]))

sheets = st.builds(
    Sheet,
    title=texts,
    messages=some(texts),
    top_heading=texts,
    top_note=texts,
    top=some(boxes),
    flags_heading=texts,
    flags_note=texts,
    flags=some(flags),
    time_heading=texts,
    time=some(boxes),
    card=cards,
    notice=texts,
    more_flags_heading=texts,
    more_flags=some(flags),
    groups_heading=texts,
    groups=some(groups),
    pictures_heading=texts,
    pictures=some(pictures),
    evidence_heading=texts,
    evidence=some(parts),
    unknown_heading=texts,
    unknown=some(texts),
    sources_heading=texts,
    sources=some(sources),
    newer_heading=texts,
    left_out=st.builds(LeftOver, some(st.builds(Counted, texts, st.integers(0, 9))), texts, texts),
    told_heading=texts,
    told=some(texts),
    footer=some(texts),
    warnings=some(texts),
)


def with_sheet(sheet: Sheet) -> Checklist:
    """Return the toy checklist with another sheet."""
    return msgspec.structs.replace(toy.CHECKLIST, sheet=sheet)


def bare(**parts: object) -> Sheet:
    """Return a sheet with nothing on it but `parts`."""
    empty = {
        name: type(value)() for name, value in msgspec.structs.asdict(toy.CHECKLIST.sheet).items() if name != "card"
    }
    return Sheet(**{**empty, "card": SafetyCard("", "", (), (), ()), **parts})


def said(checklist: Checklist) -> list[str]:
    """Return each text of the sheet, cleaned, that may never be lost; grids, whose words stand apart, are not in it."""
    sheet = cleaned(checklist).sheet
    return [
        *filter(
            None, (*sheet.warnings, sheet.title, *sheet.messages, sheet.left_out.said(), *sheet.footer, *sheet.unknown)
        ),
        *(box.text for box in sheet.top),
        *(box.text for box in sheet.time),
        *_raised((*sheet.flags, *sheet.more_flags)),
        *filter(None, (sheet.notice, *sheet.told)),
        *(caption.text for picture in sheet.pictures for caption in picture.captions),
        *(text for picture in sheet.pictures for text in _drawn(picture)),
        *(box.text for group in sheet.groups for box in group.boxes),
        *(sheet.card.heading, sheet.card.intro, *sheet.card.bullets),
        *(text for phone in sheet.card.phones for text in (phone.label, phone.number)),
        *(line.text for part in sheet.evidence for line in part.lines),
        *(source.text for source in sheet.sources),
    ]


def _raised(blocks: Iterable[FlagBlock]) -> list[str]:
    return [text for block in blocks for text in (block.text, *block.whys, *block.asks, block.asked)]


def _drawn(picture: Picture) -> list[str]:
    match picture:
        case IconArray():
            return [picture.legend, *(text for group in picture.groups for text in (group.label, group.words))]
        case ChanceBar():
            return [picture.words]
        case Timeline():
            return [text for point in picture.points for text in (point.when, point.outcome)]
