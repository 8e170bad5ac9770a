"""Any sheet and full list at all, with texts that a format could trip over, and the words that must come out of it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from msgspec.structs import replace

from ivfprep.full_list import Entry, EntryGroup, FullList, ListPart
from ivfprep.handover import (
    Agreed,
    Asked,
    Card,
    Cell,
    CheckBlock,
    CheckItem,
    Clinic,
    Column,
    Evidence,
    Figure,
    Handover,
    LastVisit,
    Leaving,
    More,
    Part,
    Plan,
    PlanRow,
    Signs,
    Step,
    StoryLine,
    Told,
    Visit,
)
from ivfprep.pictures import Caption, ChanceBar, IconArray, IconGroup, Timeline, TimePoint, in_words
from ivfprep.printed import Phone, Source
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist
from tests import any_text
from tests.render import toy
from tests.render.toy import CHECKLIST

NASTY = (toy.LONG, toy.MARKUP, toy.HTML, toy.RAW, toy.BIDI, toy.WIDE, "# raw", "1. one", "- dash", "\\", "|", "**", "")

texts = (
    any_text.text(max_size=80) | st.sampled_from(NASTY) | st.lists(st.sampled_from(toy.MARKUP.split())).map(" ".join)
)
marks = st.sampled_from(["", "[1]", "[1] [12]"])


def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=3).map(tuple)


sources = st.builds(Source, st.just("id"), st.sampled_from(["", "[1]"]), texts, st.sampled_from(["documents", "newer"]))
captions = some(st.builds(Caption, texts, marks))
icon_groups = st.integers(1, 40).flatmap(lambda of: st.builds(IconGroup, texts, st.integers(0, of), st.just(of), texts))
percents = st.floats(0, 100)
pictures = st.one_of(
    st.builds(IconArray, texts, texts, some(icon_groups), captions),
    st.builds(ChanceBar, texts, percents, percents, percents, texts, texts, captions),
    st.builds(Timeline, texts, some(st.builds(TimePoint, texts, texts, st.booleans())), captions),
)
entries = st.builds(Entry, texts, texts, marks, texts, texts)
list_parts = st.builds(ListPart, texts, some(st.builds(EntryGroup, texts, some(entries))), some(pictures))
full_lists = st.builds(FullList, texts, texts, some(list_parts), texts, some(sources), texts)

parts = st.builds(Part, texts, texts)
kinds = st.sampled_from(["yes", "not_sure", "ask_me", "not_looked_for", "tell_us"])
items = st.builds(CheckItem, kinds, texts, st.just(()))
checks = st.builds(CheckBlock, texts, texts, marks, some(items), st.booleans())
phones = st.builds(Phone, texts | st.sampled_from(["By day"]), texts | st.sampled_from(["020 7946 0000", "999"]))
cards = st.builds(Card, parts, some(st.builds(Signs, texts, some(texts))), some(texts), some(phones), marks)
cells = st.builds(Cell, st.sampled_from(["for", "against", "sure"]), texts, texts, marks, st.integers(1, 3))
told = st.builds(Told, texts, texts, marks)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    columns = draw(st.lists(texts, max_size=6))
    cell = texts | st.sampled_from(["until week:", "I take it now", "[ ] it ends [ ] it goes on, until week:"])
    rows = st.builds(PlanRow, texts, st.tuples(*(cell for _ in columns)))
    return Plan(draw(parts), tuple(columns), tuple(draw(st.lists(rows, max_size=3))))


visits: st.SearchStrategy[LastVisit] = st.builds(
    LastVisit, parts, some(told), parts, some(st.tuples(texts, some(texts)))
)
handovers = st.builds(
    Handover,
    title=texts,
    visit=st.builds(Visit, texts, texts, texts, texts),
    name_box=texts,
    steps=some(st.builds(Step, st.sampled_from(["add", "mark", "hand_over", "ask", "say_back"]), texts)),
    story_part=parts,
    story=some(st.builds(StoryLine, st.just("id"), texts, texts, st.booleans())),
    three_part=parts,
    three=some(
        st.builds(Asked, st.just("id"), texts, texts, marks, texts, figures=some(st.builds(Figure, texts, texts)))
    ),
    checks_part=parts,
    checks=some(checks),
    card=cards,
    plan=plans(),
    more_part=parts,
    more=some(st.builds(More, st.just("id"), texts, marks, st.just("general"))),
    own_lines=texts,
    agreed=st.builds(
        Agreed, parts, st.tuples(texts, texts, texts), st.integers(0, 4), st.builds(Leaving, texts, some(texts))
    ),
    evidence=st.builds(Evidence, parts, some(st.builds(Column, texts, some(cells))), some(told), texts),
    sources=some(sources),
    newer_lead=texts,
    footer_front=texts,
    footer_back=texts,
    warnings=some(texts),
    clinic=st.none() | st.builds(Clinic, texts, some(texts), some(phones)),
    title_note=texts,
    welcome=texts,
    last_visit=st.none() | visits,
    sources_heading=texts,
    foot_name=texts,
)


def page_with(handover: Handover, full_list: FullList | None = None) -> Checklist:
    """Return the toy checklist with another sheet, and another full list or none."""
    return replace(CHECKLIST, handover=handover, full_list=full_list)


pages = st.builds(page_with, handovers, st.none() | full_lists)


def headed(sheet: Handover) -> Handover:
    """Return a sheet with a heading over every part: paper for screen readers needs them."""
    parts_ = {name: Part("A heading") for name in ("story_part", "three_part", "checks_part", "more_part")}
    visit = sheet.last_visit and replace(sheet.last_visit, part=Part("A heading"), notes=Part("A heading"))
    return replace(
        sheet,
        **parts_,
        title="A heading",
        card=replace(sheet.card, part=Part("A heading")),
        plan=replace(sheet.plan, part=Part("A heading")),
        agreed=replace(sheet.agreed, part=Part("A heading")),
        evidence=replace(sheet.evidence, part=Part("A heading")),
        last_visit=visit,
    )


def headed_list(full_list: FullList) -> FullList:
    """Return a full list with a heading over the list and every part of it."""
    parts_ = tuple(replace(part, heading="A heading") for part in full_list.parts)
    return replace(full_list, heading="A heading", parts=parts_, sources_heading="A heading")


def said(checklist: Checklist) -> list[str]:
    """Return each text of a page, cleaned, that may never be lost; heads of empty parts are not in it."""
    clean = cleaned(checklist)
    listed = _listed(clean.full_list) if clean.full_list else ()
    return [text for text in (*_said(clean.handover), *listed) if text]


def _said(sheet: Handover) -> Iterator[str]:
    yield from (*sheet.warnings, sheet.title, sheet.visit.on, sheet.visit.day, sheet.visit.with_, sheet.visit.whom)
    yield from (sheet.name_box, sheet.welcome, *(step.text for step in sheet.steps))
    yield from (
        text
        for one in (sheet.last_visit.short if sheet.last_visit else ())
        if one.text
        for text in (one.lead, one.text)
    )
    for line in sheet.story:
        yield from (line.lead, line.text)
    for asked in sheet.three:
        if asked.ask or asked.more:
            yield from (asked.ask, asked.note, asked.more)
            yield from (text for figure in asked.figures for text in (figure.before, figure.after))
    for block in sheet.checks:
        yield from (block.head, block.says, *(item.text for item in block.items))
    for signs in sheet.card.signs:
        yield from (signs.intro, *signs.signs)
    yield from (*sheet.card.what_i_do, *(text for one in sheet.card.phones for text in (one.label, one.number)))
    yield sheet.footer_front
    for _, items in sheet.last_visit.groups if sheet.last_visit else ():
        yield from items
    yield from (more.text for more in sheet.more)
    yield sheet.evidence.in_short if sheet.evidence.columns or sheet.evidence.across else ""
    for column in sheet.evidence.columns:
        yield from (cell.text for cell in column.cells)
    yield from (told.text for told in sheet.evidence.across)
    yield from (*(source.text for source in sheet.sources), sheet.footer_back)


def _listed(full_list: FullList) -> Iterator[str]:
    for part in full_list.parts:
        for entry in (entry for group in part.groups for entry in group.entries):
            yield from (entry.text, entry.ask, entry.why if entry.ask else "")
        for picture in part.pictures:
            yield from (words.strip() for words in in_words(picture))
            yield from (caption.text for caption in picture.captions)
    documents = (source.text for source in full_list.sources if source.layer != "newer")
    yield from (*documents, *(source.text for source in full_list.sources if source.layer == "newer"))
