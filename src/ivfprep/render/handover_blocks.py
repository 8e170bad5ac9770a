"""The sheet that is handed over as one run of blocks, in printing order: side 1, then side 2.

An empty text gives no block, and a part with nothing in it gives no heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from ivfprep.handover import (
    Agreed,
    Asked,
    Card,
    Cell,
    CheckBlock,
    CheckItem,
    Column,
    Evidence,
    Handover,
    Leaving,
    Part,
    Plan,
    Signs,
    StoryLine,
)
from ivfprep.printed import Source
from ivfprep.render.block_kinds import (
    Block,
    Bullet,
    Check,
    Fill,
    First,
    Frame,
    Heading,
    Paragraph,
    Piece,
    Reference,
    Rule,
    Run,
    Table,
    Tick,
)


def front(handover: Handover) -> Iterator[Block]:
    """Return side 1, to hand over and to ask from."""
    parts = (_opening, _last_visit, _story, _three, _checks, _card)
    run = chain.from_iterable(part(handover) for part in parts)
    return chain(run, _paragraphs([handover.footer_front]))


def back(handover: Handover) -> Iterator[Block]:
    """Return side 2 without its sources: to fill in together, and to read at home."""
    return chain.from_iterable(part(handover) for part in (_plan, _more, _agreed, _evidence))


def notes_blocks(handover: Handover) -> list[Block]:
    """Return what was noted of the last visit, and what is still open."""
    visit = handover.last_visit
    if visit is None:
        return []
    level = 3 if visit.notes.heading else 2
    groups = (_under(level, Part(name), [Bullet(item) for item in items if item]) for name, items in visit.groups)
    return _under(2, visit.notes, chain.from_iterable(groups))


def source_blocks(handover: Handover) -> list[Block]:
    """Return the sources, one line each: those from outside the documents last, after words that say so."""
    newer = _references(source for source in handover.sources if source.layer == "newer")
    documents = _references(source for source in handover.sources if source.layer != "newer")
    return _under(
        2, Part(handover.sources_heading), [*documents, *(_paragraphs([handover.newer_lead]) if newer else []), *newer]
    )


def footer_blocks(lines: Iterable[str]) -> list[Block]:
    """Return the small print after a quiet line."""
    found = _paragraphs(lines)
    return [Rule(), *found] if found else []


def story_lines(story: Iterable[StoryLine]) -> list[list[StoryLine]]:
    """Return the lines of a story, each with those that go on from it."""
    lines: list[list[StoryLine]] = []
    for said in story:
        if said.goes_on and lines:
            lines[-1].append(said)
        else:
            lines.append([said])
    return lines


def sides(column: Column) -> list[list[Cell]]:
    """Return the cells of a treatment by side: each side is said once, and its sentences follow."""
    return [list(cells) for _, cells in groupby(column.cells, key=lambda cell: cell.side)]


def _opening(handover: Handover) -> Iterator[Block]:
    for warning in filter(None, handover.warnings):
        yield Paragraph(warning, strong=True)
    if handover.title:
        yield Heading(1, handover.title, handover.title_note)
    yield from _clinic(handover)
    yield from ([Paragraph(handover.welcome, strong=True)] if handover.welcome else [])
    visit = handover.visit
    yield from _fill((visit.on, visit.day), (visit.with_, visit.whom))
    yield from _fill((handover.name_box, ""))
    steps = " ".join(f"{step.text}." for step in handover.steps if step.text)
    yield from _paragraphs([steps])


def _last_visit(handover: Handover) -> list[Block]:
    visit = handover.last_visit
    said = [Run((Piece(one.lead, one.text, one.marks),)) for one in visit.short if one.text] if visit else []
    return _under(2, visit.part, said) if visit else []


def _clinic(handover: Handover) -> list[Block]:
    """Return what heads a clinic's handout: its name, its hours and its numbers."""
    clinic = handover.clinic
    if clinic is None:
        return []
    numbers = (f"{phone.label}: {phone.number}." for phone in clinic.phones if phone.number)
    lines = " ".join([*(f"{line}." for line in clinic.lines if line), *numbers])
    return _run(Piece(clinic.name, lines))


def more_part(handover: Handover) -> Part:
    """Return the head of the questions: beside it stands how many are left off the sheet, where some are."""
    part = handover.more_part
    return Part(part.heading, handover.left_off.said() or part.note)


def _story(handover: Handover) -> list[Block]:
    lines = [tuple(Piece(said.lead, said.text) for said in line) for line in story_lines(handover.story)]
    return _under(2, handover.story_part, [run for pieces in lines for run in _run(*pieces)])


def _three(handover: Handover) -> list[Block]:
    asked = [one for one in handover.three if one.ask or one.more]
    firsts = [
        First(number, one.ask, one.note, one.more, one.marks, _figures(one)) for number, one in enumerate(asked, 1)
    ]
    return [Frame(tuple(_under(2, handover.three_part, firsts)), heavy=True)] if firsts else []


def _figures(one: Asked) -> tuple[tuple[str, str], ...]:
    return tuple((figure.before, figure.after) for figure in one.figures)


def _checks(handover: Handover) -> list[Block]:
    level = 3 if handover.checks_part.heading else 2
    return _under(2, handover.checks_part, chain.from_iterable(_check(block, level) for block in handover.checks))


def _check(block: CheckBlock, level: int) -> list[Block]:
    says = [Paragraph(block.says, block.marks)] if block.says or block.marks else []
    rows = [_item(item) for item in block.items if item.text]
    head = [Heading(level, block.head)] if block.head else []
    found: list[Block] = [*head, *says, *rows]
    return [Frame(tuple(found), heavy=True)] if block.framed and found else found


def _item(item: CheckItem) -> Block:
    return Tick(item.text, short=True) if item.kind == "tell_us" else Check(item.text)


def _card(handover: Handover) -> list[Block]:
    content = _under(2, handover.card.part, _card_content(handover.card))
    return [Frame(tuple(content))] if content else []


def _card_content(card: Card) -> list[Block]:
    listed = next((signs for signs in card.signs if signs.signs), None)
    signs = chain.from_iterable(_signs(one, card.marks if one is listed else "") for one in card.signs)
    phones = (_fill((f"{phone.label}:" if phone.label else "", phone.number)) for phone in card.phones)
    return [*signs, *_fill(*((words, "") for words in card.what_i_do)), *chain.from_iterable(phones)]


def _signs(signs: Signs, marks: str) -> list[Block]:
    if not signs.signs:
        return _fill((signs.intro, ""))
    return [*_run(Piece("", signs.intro, marks)), *(Bullet(sign) for sign in signs.signs if sign)]


def _plan(handover: Handover) -> list[Block]:
    return _under(2, handover.plan.part, plan_table(handover.plan))


def plan_table(plan: Plan) -> list[Block]:
    """Return the plan as a table to write in; nothing without a treatment."""
    rows = tuple((row.head, *row.cells) for row in plan.rows)
    return [Table(("", *plan.columns), rows, headed=True)] if plan.columns and rows else []


def _more(handover: Handover) -> list[Block]:
    asked = [Tick(more.text, more.marks, short=True) for more in handover.more if more.text]
    return _under(2, more_part(handover), [*asked, *_fill((handover.own_lines, ""), box=True)])


def _agreed(handover: Handover) -> list[Block]:
    agreed = handover.agreed
    return _under(2, agreed.part, [*agreed_table(agreed), *_leaving(agreed.leaving)])


def _leaving(leaving: Leaving) -> list[Block]:
    ticks = [Tick(known, short=True) for known in leaving.known if known]
    return [*_run(Piece(leaving.lead, "")), *ticks] if ticks else []


def agreed_table(agreed: Agreed) -> list[Block]:
    """Return the table of what was agreed, its rows empty."""
    empty = ("",) * len(agreed.columns)
    return [Table(agreed.columns, (empty,) * agreed.rows, headed=False)] if agreed.rows else []


def _evidence(handover: Handover) -> list[Block]:
    evidence = handover.evidence
    level = 3 if evidence.part.heading else 2
    columns = chain.from_iterable(_column(column, level) for column in evidence.columns)
    return _under(2, evidence.part, [*_paragraphs([evidence.in_short]), *columns, *_across(evidence)])


def _column(column: Column, level: int) -> list[Block]:
    said = list(chain.from_iterable(_side(cells) for cells in sides(column)))
    return [Heading(level, column.heading), *said] if column.heading and said else said


def _side(cells: Sequence[Cell]) -> list[Block]:
    first, *others = cells
    return [*_run(Piece(first.head, first.text, first.marks)), *(Bullet(one.text, one.marks) for one in others)]


def _across(evidence: Evidence) -> list[Block]:
    return [Run((Piece(told.lead, told.text, told.marks),), across=True) for told in evidence.across if told.text]


def _run(*pieces: Piece) -> list[Block]:
    said = tuple(piece for piece in pieces if piece.lead or piece.text)
    return [Run(said)] if said else []


def _fill(*pairs: tuple[str, str], box: bool = False) -> list[Block]:
    said = tuple(pair for pair in pairs if any(pair))
    return [Fill(said, box)] if said else []


def _under(level: int, part: Part, content: Iterable[Block]) -> list[Block]:
    found = list(content)
    if not found:
        return []
    if not part.heading:
        return [*_paragraphs([part.note]), *found]
    return [Heading(level, part.heading, part.note), *found]


def _paragraphs(texts: Iterable[str]) -> list[Block]:
    return [Paragraph(text) for text in texts if text]


def _references(sources: Iterable[Source]) -> list[Block]:
    return [Reference(source.mark, source.text) for source in sources if source.text]
