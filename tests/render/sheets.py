"""Any sheet at all, with texts that a format could trip over, and the words that must come out of it."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from ivfprep.render.plain import cleaned
from ivfprep.sheet import (
    Box,
    Checklist,
    EvidencePart,
    FlagBlock,
    Grid,
    Group,
    Phone,
    SafetyCard,
    Said,
    Sheet,
    Source,
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


boxes = st.builds(Box, st.just("id"), texts, marks)
flags = st.builds(FlagBlock, some(st.just("id")), texts, texts, some(texts), some(texts), marks)
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
    groups_heading=texts,
    groups=some(groups),
    card=cards,
    evidence_heading=texts,
    evidence=some(parts),
    unknown_heading=texts,
    unknown=some(texts),
    sources_heading=texts,
    sources=some(sources),
    newer_heading=texts,
    left_out=texts,
    footer=some(texts),
    warnings=some(texts),
)


def with_sheet(sheet: Sheet) -> Checklist:
    """Return the toy checklist with another sheet."""
    return msgspec.structs.replace(toy.CHECKLIST, sheet=sheet)


def said(checklist: Checklist) -> list[str]:
    """Return each text of the sheet, cleaned, that may never be lost; grids, whose words stand apart, are not in it."""
    sheet = cleaned(checklist).sheet
    return [
        *filter(None, (*sheet.warnings, sheet.title, *sheet.messages, sheet.left_out, *sheet.footer, *sheet.unknown)),
        *(box.text for box in sheet.top),
        *(text for flag in sheet.flags for text in (flag.text, *flag.whys, *flag.asks)),
        *(box.text for group in sheet.groups for box in group.boxes),
        *(sheet.card.heading, sheet.card.intro, *sheet.card.bullets),
        *(text for phone in sheet.card.phones for text in (phone.label, phone.number)),
        *(line.text for part in sheet.evidence for line in part.lines),
        *(source.text for source in sheet.sources),
    ]
