"""How full the printed sides of the HTML sheet will be, measured with the widths of its own font.

A browser lays the page out, so nothing can be measured there; the style sheet lets small things go where a side is
full, in the order of the PDF. Heights are in points, and those of the style sheet: the two are changed together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.handover import Asked, Cell, CheckBlock, CheckItem, Column, Handover, Part, Plan, StoryLine
from ivfprep.render.giving_way import lean_plan, said_once, without_how_sure
from ivfprep.render.handover_blocks import more_part, sides, story_lines
from ivfprep.render.widths import PIECES, lines, width

WIDE = {"a4": 519.3, "letter": 536.0}
"""How long a printed line is on each paper."""

ROOM = {"a4": 773.0, "letter": 723.0}
"""How high a printed side is on each paper, less a hair."""

PAIR, BESIDE = 78, 34
"""How many characters two points to check may have to share a row, and one that is half a row."""

FEW, FEWEST = 3, 1
"""So many further questions stay, and last of all."""

PITCH, CLOSE_PITCH, TIGHT_PITCH = 14.0, 13.2, 12.7
"""How high a line is, a close one, and one that is closer by a hair."""

HEAD, PART, ROW, TIGHT_ROW = 18.7, 7.5, 17.9, 16.5
"""How high a head is with the air under it, the rule over a part with the air around it, and rows of a table."""

BESIDE_A_POINT, BETWEEN = 35.7, 18.0
"""What stands in a row beside the words of a point to check, and the air between two of them."""

LEAVING = 17.4
"""How high the row of boxes is that says what to know before leaving."""

STEPS = {False: 33.1, True: 25.8}
"""How high the steps at the top are with the air around them, and where the front is close."""

FRONTS = ((), ("close",), ("close", "scant"), ("close", "scant", "bare"))
"""What a front may give up that holds all its points to check."""

SPILLED = (
    ("close", "spill"),
    ("close", "spill", "scant", "bare"),
    ("close", "spill", "scant", "bare", "last"),
    ("close", "spill", "scant", "bare", "last", "tight"),
)
"""What a front may give up whose points to check go on on the back: rather a second line less than a third page."""

BACKS = ("brief", "few", "on", "dense", "least", "tight", "apart")
"""What a back gives up, one after the other."""

SIDE_BY_SIDE = 4
"""So many treatments have a column each in the plan; of more each has a row."""


class Paper(NamedTuple):
    """What stands on each side of one paper: what the front and the back give up."""

    front: tuple[str, ...]
    back: tuple[str, ...]


def front(sheet: Handover) -> str:
    """Return the classes of the front: on which papers it is close, gives up second lines, or spills over.

    Where it spills, the card stands before the points to check, and those go on on the back. Last of all go the steps.
    """
    return " ".join(f"{name}-{paper}" for paper in ROOM for name in chosen(sheet, paper).front)


def back(sheet: Handover) -> str:
    """Return how the back stands: a treatment in four cells, two in columns, or a paragraph for each.

    On a paper where it is too full its evidence is brief, a line for each label; then it has few questions, then its
    evidence runs on. Then it is dense: its sources run on too, and few rows are left to write in. The least has neither
    how sure it is of each nor an empty row of the plan that the front has a place for. Where it finds no room at all,
    its evidence stands apart, at the head of a page of its own.
    """
    gives = [f"{name}-{paper}" for paper in ROOM for name in chosen(sheet, paper).back]
    return " ".join((_form(sheet), *gives))


def chosen(sheet: Handover, paper: str) -> Paper:
    """Return what gives way on a paper."""
    room, line = ROOM[paper], WIDE[paper]
    whole = next((gives for gives in FRONTS if _front(sheet, line, gives) <= room), None)
    ways = SPILLED if whole is None else (whole,)
    for gives in ways:
        going = _going_on(sheet, line, room, gives) if whole is None else 0
        # Both sides are tight together: it is the last thing before a third page.
        steps = len(BACKS) if gives == ways[-1] else BACKS.index("tight")
        for count in range(steps):
            if _back(sheet, line, BACKS[:count]) + going <= room:
                return Paper(gives, BACKS[:count])
    return Paper(ways[-1], BACKS)


def _pitch(gives: Sequence[str]) -> float:
    if "tight" in gives:
        return TIGHT_PITCH
    return CLOSE_PITCH if "close" in gives or "brief" in gives else PITCH


def may_go(sheet: Handover, fewest: int = FEW) -> list[str]:
    """Return the ids of the further questions that paper can do without, the last ones first."""
    going = [one.id for one in sheet.more if not (one.stays or one.by == "own")]
    return going[::-1][: max(0, len(sheet.more) - fewest)]


def tick_class(items: tuple[CheckItem, ...], place: int) -> str:
    """Return how a point to check stands in its block: beside another one, on a line of its own, or on several."""
    item = items[place]
    if item.kind == "tell_us":
        return "tell"
    for pair in _pairs(items):
        if place in pair:
            return "short" if all(len(items[one].text) <= BESIDE for one in pair) else "pair"
    return "long" if width(item.text) > min(WIDE.values()) - BESIDE_A_POINT else "whole"


def _pairs(items: tuple[CheckItem, ...]) -> Iterator[tuple[int, int]]:
    place = 0
    while place + 1 < len(items):
        if len(items[place].text) + len(items[place + 1].text) <= PAIR:
            yield place, place + 1
            place += 1
        place += 1


def _going_on(sheet: Handover, line: float, room: float, gives: Sequence[str]) -> float:
    """Return how high the blocks are that have no room on the front, under their head: none is split."""
    above = _front(sheet, line, gives, checks=False) + 17
    heights = [_check(block, line, gives) for block in said_once(sheet.checks)]
    staying = [used for used in accumulate(heights) if above + used <= room]
    going = heights[len(staying) :]
    return 17 + sum(going) if going else 0


def _front(sheet: Handover, line: float, gives: Sequence[str], *, checks: bool = True) -> float:
    close, pitch = "close" in gives, _pitch(gives)
    header = 46.3 + (24 if sheet.welcome else 0) + sum(20 for warning in sheet.warnings if warning)
    header += (PITCH if sheet.title_note else 0) + (2 * PITCH if sheet.clinic else 0)
    steps = 0.0 if "last" in gives or not sheet.steps else STEPS[close]
    visit = sheet.last_visit.short if sheet.last_visit else ()
    since = sum(pitch * lines(((one.lead, True), (f"{one.text} {one.marks}", False)), line) for one in visit)
    if sheet.last_visit and visit:
        since += _head(sheet.last_visit.part, line) + 5.7
    story = 0.0
    if sheet.story:
        told = [sheet.story] if close else story_lines(sheet.story)
        story = _head(sheet.story_part, line) + 5.7 + pitch * sum(lines(_told(one), line) for one in told)
    points = 0.0
    if checks and sheet.checks:
        points = _head(sheet.checks_part, line) + 3.4 + sum(_check(one, line, gives) for one in sheet.checks)
    small = pitch * lines(((sheet.footer_front, False),), line)
    return header + steps + since + story + _three(sheet, line, gives) + points + _card(sheet, line, gives) + small


def _told(story: Iterable[StoryLine]) -> PIECES:
    return [piece for one in story for piece in ((one.lead, True), (one.text, False))]


def _head(part: Part, line: float) -> float:
    """Return how high a head is: its note stands under it where both have no room on a line."""
    beside = width(part.heading, bold=True, size=14) + 12 + width(part.note) <= line
    return HEAD if beside or not part.note else HEAD + PITCH * lines(((part.note, False),), line)


def _three(sheet: Handover, line: float, gives: Sequence[str]) -> float:
    close = "close" in gives
    return (
        28 + sum(_asked(one, place, line, gives, close) for place, one in enumerate(sheet.three)) if sheet.three else 0
    )


def _asked(one: Asked, place: int, line: float, gives: Sequence[str], close: bool) -> float:
    room = line - 55
    asked = 16 * lines(((one.ask, True), (one.note, False)), room, 14)
    gone = "bare" in gives or ("scant" in gives and place != 1)
    more = 0 if gone else lines(((f"{one.more} {one.marks}", False),), room)
    around = 4.0 if close else 8.0 if place == 0 else 4.0
    return asked + _pitch(gives) * more + 24.1 + around


def _check(block: CheckBlock, line: float, gives: Sequence[str]) -> float:
    pitch = _pitch(gives)
    room = line - 15.3 if block.framed else line
    says = lines(((block.head, True), (f"{block.says} {block.marks}", False)), room - 6)
    return (
        PITCH
        + pitch * (says - 1)
        + _points(block.items, room, gives)
        + (7.4 if block.framed else 0)
        + (1.7 if "close" in gives else 4.0)
    )


def _points(items: tuple[CheckItem, ...], room: float, gives: Sequence[str]) -> float:
    """Return how high the rows of points are: as many share one as find room in it."""
    rows: list[float] = []
    used = room + 1
    for place, item in enumerate(items):
        kind = tick_class(items, place)
        half = (room - BETWEEN) / 2
        kind = "pair" if "tight" in gives and kind in ("short", "whole") else kind
        wanted = {"tell": half, "short": half, "pair": width(item.text) + BESIDE_A_POINT}.get(kind, room)
        said = lines(((item.text, False),), min(wanted, room) - BESIDE_A_POINT + 0.1)
        high = _pitch(gives) * said + (0 if "tight" in gives else 3.6)
        if used + BETWEEN + wanted <= room + 0.1:
            used += BETWEEN + wanted
            rows[-1] = max(rows[-1], high)
        else:
            used = wanted
            rows.append(high)
    return sum(rows)


def _card(sheet: Handover, line: float, gives: Sequence[str]) -> float:
    card, room = sheet.card, line - 21
    pitch = _pitch(gives)
    known = [one for one in card.signs if one.signs]
    to_write = [one.intro for one in card.signs if not one.signs and one.intro]
    actions = list(filter(None, card.what_i_do))
    # Where it is close and a sign has a line to itself, the last of what I do shares it.
    fills = [*to_write, *(actions[-1:] if "close" in gives and len(to_write) % 2 else actions)]
    under = sum(max(_under(one, room, pitch) for one in fills[place : place + 2]) for place in range(0, len(fills), 2))
    rows = ceil(len(fills) / 2)
    phones = [width(f"{one.label}: {one.number}") + (0 if one.number else 57) for one in card.phones]
    rows += _rows_of(phones, room, 17)
    listed = 0.0
    for one in known:
        listed += pitch * lines(((f"{one.intro} {card.marks}", False),), room) + 1.2
        listed += pitch * _rows_of([width(sign) + 11.4 for sign in one.signs], room, 17)
    return 12.6 + _head(card.part, room) + listed + under + rows * (18.6 if "close" in gives else 21.3)


def _under(label: str, room: float, pitch: float) -> float:
    """Return how much higher a line to write on is whose label leaves no room beside it."""
    half = (room - 17) / 2
    if width(label) + 4.8 + 48 <= half:
        return 0
    return 11.1 + pitch * (lines(((label, False),), half) - 1)


def _rows_of(widths: Iterable[float], room: float, between: float) -> int:
    rows, used = 0, room + 1
    for wide in widths:
        if used + between + wide <= room:
            used += between + wide
        else:
            rows, used = rows + 1, wide
    return rows


def _form(sheet: Handover) -> str:
    columns = len(sheet.evidence.columns)
    form = "four" if columns == 1 else "beside" if columns == len(("left", "right")) else "run"
    too_high = form == "beside" and _back(sheet, WIDE["letter"], (), "beside") > ROOM["letter"]
    return "run" if too_high else form


def _back(sheet: Handover, line: float, gives: Sequence[str], form: str = "") -> float:
    if "apart" in gives:
        return 0
    pitch = _pitch(gives)
    parts = (_noted, _plan_part, _questions, _agreed)
    filled = sum(part(sheet, line, pitch, gives) for part in (*parts, _sources))
    return filled + _evidence(sheet, line, pitch, gives, form or _form(sheet))


def _noted(sheet: Handover, line: float, pitch: float, gives: Sequence[str]) -> float:
    visit = sheet.last_visit
    if visit is None or not visit.groups:
        return 0
    groups = [said for _, said in visit.groups if said]
    said = sum(pitch * lines(((one, False),), line - 12) for some in groups for one in some)
    return PART + _head(visit.notes, line) + PITCH * len(groups) + said


def _plan_part(sheet: Handover, line: float, pitch: float, gives: Sequence[str]) -> float:
    plan = sheet.plan
    if not plan.columns or not plan.rows:
        return 0
    rows = lean_plan(plan) if "least" in gives else plan.rows
    return PART + _head(plan.part, line) + _table(replace(plan, rows=tuple(rows)), line, pitch)


def _table(plan: Plan, line: float, pitch: float) -> float:
    count = len(plan.columns)
    if count > SIDE_BY_SIDE:
        rows = [(name, *(row.cells[place] for row in plan.rows)) for place, name in enumerate(plan.columns)]
        heads = ("", *(row.head for row in plan.rows))
    else:
        rows, heads = [(row.head, *row.cells) for row in plan.rows], ("", *plan.columns)
    first = (0.22 if count == SIDE_BY_SIDE else 0.27) * line
    rooms = [first - 8.5, *([(line - first) / max(1, len(heads) - 1) - 8.5] * (len(heads) - 1))]
    head = max(pitch * lines(((text, True),), room) for text, room in zip(heads, rooms, strict=True)) + 2.8

    def high(row: Sequence[str]) -> float:
        most = max(lines(((text, False),), room) for text, room in zip(row, rooms, strict=True))
        return max(TIGHT_ROW if pitch == TIGHT_PITCH else ROW, pitch * most + 2.8)

    return head + sum(map(high, rows))


def _questions(sheet: Handover, line: float, pitch: float, gives: Sequence[str]) -> float:
    gone = may_go(sheet, FEWEST if "least" in gives else FEW) if "few" in gives else []
    asked = [one for one in sheet.more if one.id not in gone]
    said = sum(pitch * lines(((f"{one.text} {one.marks}", False),), line - 18.2) + 1.5 for one in asked)
    return PART + _head(more_part(sheet), line) + said + (pitch + 4.8 if sheet.own_lines else 0)


def _agreed(sheet: Handover, line: float, pitch: float, gives: Sequence[str]) -> float:
    rows = 1 if "least" in gives else 2 if "dense" in gives else sheet.agreed.rows
    leaving = LEAVING if sheet.agreed.leaving.known and "dense" not in gives else 0
    row = TIGHT_ROW if "tight" in gives else ROW
    return PART + _head(sheet.agreed.part, line) + pitch + 3.5 + row * rows + leaving


def _evidence(sheet: Handover, line: float, pitch: float, gives: Sequence[str], form: str) -> float:
    evidence = sheet.evidence
    if not evidence.columns and not evidence.across:
        return 0
    head = _head(evidence.part, line) + pitch * lines(((evidence.in_short, False),), line)
    columns = list(evidence.columns)
    if "least" in gives:
        columns = [replace(one, cells=without_how_sure(one.cells)) for one in columns]
    hidden = any(cell.turn > 1 for one in evidence.columns for cell in one.cells)
    told: list[tuple[str, bool]] = [("4 more lines are on my full list.", False)] if hidden else []
    told += [piece for one in evidence.across for piece in ((one.lead, True), (f"{one.text} {one.marks}", False))]
    if "tight" in gives:
        named = [piece for one in columns for piece in ((f"{one.heading}.", True), *_all_of(one, brief=True))]
        return PART + head + 2 + pitch * lines((*named, *told), line)
    read = _columns(columns, line, gives, form)
    return PART + head + read + 2 + pitch * lines(told, line)


def _columns(columns: Sequence[Column], line: float, gives: Sequence[str], form: str) -> float:
    if "on" in gives:
        return sum(CLOSE_PITCH * lines([(f"{one.heading}.", True), *_all_of(one, brief=True)], line) for one in columns)
    if "brief" in gives:
        return sum(
            2.3 + PITCH + sum(CLOSE_PITCH * lines(side, line) for side in _sides(one, brief=True)) for one in columns
        )
    if form == "run":
        return sum(2.3 + PITCH + CLOSE_PITCH * lines(_all_of(one), line) for one in columns)
    half = (line - 14.2) / 2
    if form == "beside":
        return 16.2 + max(sum(PITCH * lines(side, half) + 1.7 for side in _sides(one)) for one in columns)
    cells = [PITCH * lines(side, half) + 1.7 for one in columns for side in _sides(one)]
    return 16.2 + sum(max(cells[place : place + 2]) + 1.7 for place in range(0, len(cells), 2))


def _sides(column: Column, *, brief: bool = False) -> Iterator[list[tuple[str, bool]]]:
    for cells in sides(column):
        first, *others = cells
        said = (brief and first.brief) or first.text
        also = [(f"{one.text} {one.marks}", False) for one in others if one.turn <= 1]
        yield [(first.head, True), (f"{said} {first.marks}", False), *also]


def _all_of(column: Column, *, brief: bool = False) -> list[tuple[str, bool]]:
    return [piece for side in _sides(column, brief=brief) for piece in side]


def _sources(sheet: Handover, line: float, pitch: float, gives: Sequence[str]) -> float:
    beyond = only_beyond(sheet)
    on_paper = [source for source in sheet.sources if source.id not in beyond]
    ours = [f"{source.mark} {source.text}" for source in on_paper if source.layer != "newer"]
    newer = [f"{source.mark} {source.text}" for source in on_paper if source.layer == "newer"]
    outside = " ".join((sheet.newer_lead, *newer)) if newer else ""
    rows = [" ".join((*ours, outside))] if "dense" in gives else [*ours, outside]
    listed = PART + pitch * sum(lines(((one, False),), line) for one in rows) if on_paper else 0
    footer = 2 + pitch * lines(((sheet.footer_back, False),), line) if sheet.footer_back else 0
    return listed + footer


def only_beyond(sheet: Handover) -> set[str]:
    """Return the ids of the sources that only hidden sentences name: paper has no use for them."""
    hidden = set(map(id, hidden_in_print(sheet.evidence.columns)))
    cells = [cell for column in sheet.evidence.columns for cell in column.cells]
    shown = [
        *(one.marks for one in sheet.three),
        *(block.marks for block in sheet.checks),
        *(more.marks for more in sheet.more),
        *(told.marks for told in sheet.evidence.across),
        sheet.card.marks,
        *(cell.marks for cell in cells if id(cell) not in hidden),
    ]
    named = " ".join(shown)
    beyond = " ".join(cell.marks for cell in cells if id(cell) in hidden)
    marked = [source for source in sheet.sources if source.mark]
    return {source.id for source in marked if source.mark in beyond and source.mark not in named}


def hidden_in_print(columns: Iterable[Column]) -> Iterator[Cell]:
    """Yield the sentences of the evidence that paper leaves to the full list."""
    return (cell for column in columns for cells in sides(column) for cell in cells[1:] if cell.turn > 1)
