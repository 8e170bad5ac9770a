"""Any sheet to hand over at all, with texts that a format could trip over, and the words that must come out of it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from msgspec.structs import replace

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
    Handover,
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
from ivfprep.printed import Phone
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist
from tests.render.sheets import marks, some, sources, texts
from tests.render.toy import CHECKLIST

parts = st.builds(Part, texts, texts)
kinds = st.sampled_from(["yes", "not_sure", "ask_me", "not_looked_for", "tell_us"])
items = st.builds(CheckItem, kinds, texts, st.just(()))
checks = st.builds(CheckBlock, texts, texts, marks, some(items), st.booleans())
phones = st.builds(Phone, texts | st.sampled_from(["By day"]), texts | st.sampled_from(["020 7946 0000", "999"]))
cards = st.builds(Card, parts, some(st.builds(Signs, texts, some(texts))), texts, some(phones), marks)
cells = st.builds(Cell, st.sampled_from(["for", "against", "sure"]), texts, texts, marks, st.integers(1, 3))
told = st.builds(Told, texts, texts, marks)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    columns = draw(st.lists(texts, max_size=6))
    cell = texts | st.sampled_from(["until week:", "I take it now", "[ ] it ends [ ] it goes on, until week:"])
    rows = st.builds(PlanRow, texts, st.tuples(*(cell for _ in columns)))
    return Plan(draw(parts), tuple(columns), tuple(draw(st.lists(rows, max_size=3))))


handovers = st.builds(
    Handover,
    title=texts,
    visit=st.builds(Visit, texts, texts, texts, texts),
    name_box=texts,
    steps=some(st.builds(Step, st.sampled_from(["mark", "hand_over", "ask", "say_back"]), texts)),
    story_part=parts,
    story=some(st.builds(StoryLine, st.just("id"), texts, texts, st.booleans())),
    three_part=parts,
    three=some(st.builds(Asked, st.just("id"), texts, texts, marks, texts)),
    checks_part=parts,
    checks=some(checks),
    card=cards,
    plan=plans(),
    more_part=parts,
    more=some(st.builds(More, st.just("id"), texts, marks, st.just("general"))),
    own_lines=texts,
    agreed=st.builds(Agreed, parts, some(texts), st.integers(0, 4)),
    evidence=st.builds(Evidence, parts, some(st.builds(Column, texts, some(cells))), some(told)),
    sources=some(sources),
    newer_lead=texts,
    footer_front=texts,
    footer_back=texts,
    warnings=some(texts),
    clinic=st.none() | st.builds(Clinic, texts, some(texts), some(phones)),
    title_note=texts,
    welcome=texts,
)


def with_handover(handover: Handover) -> Checklist:
    """Return the toy checklist with another sheet to hand over."""
    return replace(CHECKLIST, handover=handover)


def said(checklist: Checklist) -> list[str]:
    """Return each text of the sheet, cleaned, that may never be lost; heads of empty parts are not in it."""
    return [text for text in _said(cleaned(checklist).handover) if text]


def _said(sheet: Handover) -> Iterator[str]:
    yield from (*sheet.warnings, sheet.title, sheet.visit.on, sheet.visit.day, sheet.visit.with_, sheet.visit.whom)
    yield from (sheet.name_box, sheet.welcome, *(step.text for step in sheet.steps))
    for line in sheet.story:
        yield from (line.lead, line.text)
    for asked in sheet.three:
        if asked.ask or asked.more:
            yield from (asked.ask, asked.more, asked.note)
    for block in sheet.checks:
        yield from (block.head, block.says, *(item.text for item in block.items))
    for signs in sheet.card.signs:
        yield from (signs.intro, *signs.signs)
    yield from (sheet.card.what_i_do, *(text for one in sheet.card.phones for text in (one.label, one.number)))
    yield sheet.footer_front
    yield from (more.text for more in sheet.more)
    for column in sheet.evidence.columns:
        yield from (cell.text for cell in column.cells)
    yield from (told.text for told in sheet.evidence.across)
    yield from (*(source.text for source in sheet.sources), sheet.footer_back)
