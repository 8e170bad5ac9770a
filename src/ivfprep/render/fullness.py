"""How full the printed sides of the HTML sheet will be, guessed from the lengths of their words.

A browser lays the page out, so nothing can be measured here; the style sheet lets small things go where a side is full,
in the order of the PDF. Heights are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil

from ivfprep.handover import CheckBlock, CheckItem, Column, Handover
from ivfprep.render.handover_blocks import sides, story_lines

LINE = {"a4": 95, "letter": 98}
"""How many characters a printed line holds on each paper."""

PITCH, TIGHT, HEAD, ROW, TO_WRITE = 14, 13.2, 21, 15, 21
"""How high a line is, and a close one, a head with the air under it, a box to tick, and a line to write on."""

ROOM = {"a4": 764, "letter": 714}
"""How high a printed side is on each paper, less what a guess may be wrong by."""

FRONT_LESS = 18
"""How much less a front takes: its boxes and frames add up to more than their words tell."""

CLOSE_SAVES = 40
"""What a close front takes less than another, but for the lines of its story that run on."""

PAIR, BESIDE = 78, 34
"""How many characters two points to check may have to share a row, and one that is half a row."""

FEW = 3
"""So many further questions always stay."""


def front(sheet: Handover) -> str:
    """Return the classes of the front: on which papers it is close, and which second lines give way there."""
    return " ".join(f"{name}-{paper}" for paper in ROOM for name in _front_gives(sheet, paper))


def _front_gives(sheet: Handover, paper: str) -> Iterator[str]:
    line = LINE[paper]
    over = _front(sheet, line) - ROOM[paper] + FRONT_LESS
    if over <= 0:
        return
    yield "close"
    over -= CLOSE_SAVES + PITCH * (_story(sheet, line) - _lines(_run_on(sheet), line))
    seconds = [TIGHT * _lines(one.more, line) for one in sheet.three]
    if over > 0:
        yield "scant"
    if over > sum(seconds) - sum(seconds[1:2]):
        yield "bare"


def back(sheet: Handover, sources: int) -> str:
    """Return how the back stands: a treatment in four cells, two in columns, or a paragraph for each.

    On a paper where it is too full its evidence is brief, a line for each label; then it has few questions, then its
    evidence runs on. Where it finds no room at all, it stands apart, at the head of a page of its own.
    """
    columns = len(sheet.evidence.columns)
    form = "four" if columns == 1 else "beside" if columns == len(("left", "right")) else "run"
    if form == "beside" and _over(sheet, sources, "letter", _beside):
        form = "run"
    gives = [f"{name}-{paper}" for paper in ROOM for name in _back_gives(sheet, sources, form, paper)]
    return " ".join((form, *gives))


def _back_gives(sheet: Handover, sources: int, form: str, paper: str) -> Iterator[str]:
    gone = ROW * len(may_go(sheet))
    steps = (
        ("brief", {"four": _four, "beside": _beside, "run": _run}[form], 0),
        ("few", _rows, 0),
        ("on", _rows, gone),
        ("apart", _run_in, gone),
    )
    for name, evidence, less in steps:
        if not _over(sheet, sources, paper, evidence, less):
            return
        yield name


def _over(
    sheet: Handover, sources: int, paper: str, evidence: Callable[[Iterable[Column], int], float], less: float = 0
) -> bool:
    line = LINE[paper]
    read = evidence(sheet.evidence.columns, line) + PITCH * (sources + _across(sheet, line)) + HEAD
    return _filled_in(sheet, line) + read - less > ROOM[paper]


def may_go(sheet: Handover) -> list[str]:
    """Return the ids of the further questions that paper can do without, the last ones first."""
    going = [one.id for one in sheet.more if not (one.stays or one.by == "own")]
    return going[::-1][: max(0, len(sheet.more) - FEW)]


def tick_class(items: tuple[CheckItem, ...], place: int) -> str:
    """Return how a point to check stands in its block: beside another one, on a line of its own, or on several."""
    item = items[place]
    if item.kind == "tell_us":
        return "tell"
    for pair in _pairs(items):
        if place in pair:
            return "short" if all(len(items[one].text) <= BESIDE for one in pair) else "pair"
    return "long" if len(item.text) > min(LINE.values()) - 7 else "whole"


def _pairs(items: tuple[CheckItem, ...]) -> Iterator[tuple[int, int]]:
    place = 0
    while place + 1 < len(items):
        if len(items[place].text) + len(items[place + 1].text) <= PAIR:
            yield place, place + 1
            place += 1
        place += 1


def _front(sheet: Handover, line: int) -> float:
    visit = sheet.last_visit.short if sheet.last_visit else ()
    since = HEAD + sum(PITCH * _lines(f"{one.lead} {one.text}", line) for one in visit) if visit else 0
    story = HEAD + 4 + PITCH * _story(sheet, line) if sheet.story else 0
    head = 87 + (24 if sheet.welcome else 0) + (14 if sheet.clinic or sheet.title_note else 0)
    return head + since + story + _three(sheet, line) + _checks(sheet, line) + _card(sheet, line)


def _story(sheet: Handover, line: int) -> int:
    return sum(_lines(" ".join(f"{said.lead} {said.text}" for said in some), line) for some in story_lines(sheet.story))


def _run_on(sheet: Handover) -> str:
    return " ".join(f"{said.lead} {said.text}" for said in sheet.story)


def _three(sheet: Handover, line: int) -> float:
    def height(ask: str, more: str) -> float:
        return 8 + max(48, 16 * _lines(ask, line - 23) + PITCH * _lines(more, line - 10) + 24)

    return 24 + sum(height(f"{one.ask} {one.note}", f"{one.more} {one.marks}".strip()) for one in sheet.three)


def _checks(sheet: Handover, line: int) -> float:
    return HEAD + sum(_check(block, line) for block in sheet.checks) if sheet.checks else 0


def _check(block: CheckBlock, line: int) -> float:
    ticked = [item for item in block.items if item.kind == "tell_us"]
    others = tuple(item for item in block.items if item.kind != "tell_us")
    rows = len(others) - len(list(_pairs(others))) + ceil(len(ticked) / 2)
    more = sum(_lines(item.text, line - 8) - 1 for item in others)
    more += sum(_lines(item.text, line // 2) - 1 for item in ticked)
    head = PITCH * _lines(f"{block.head}  {block.says} {block.marks}", line - 2)
    return head + 5 + (8 if block.framed else 0) + ROW * rows + PITCH * more


def _card(sheet: Handover, line: int) -> float:
    card = sheet.card
    known = [one for one in card.signs if one.signs]
    to_write = [one for one in card.signs if not one.signs and one.intro]
    listed = sum(_lines(f"{one.intro} [1]", line - 4) + _lines("     ".join(one.signs), line - 4) for one in known)
    return HEAD + 1 + PITCH * listed + TO_WRITE * ceil((len(to_write) + bool(card.what_i_do)) / 2) + 24


def _filled_in(sheet: Handover, line: int) -> float:
    plan = HEAD + 2 * PITCH + 19 * len(sheet.plan.rows) if sheet.plan.columns else 0
    noted = sheet.last_visit.groups if sheet.last_visit else ()
    notes = sum(HEAD + PITCH * sum(_lines(one, line) for one in said) for _, said in noted)
    more = sum(ROW + PITCH * (_lines(f"{one.text} {one.marks}", line - 4) - 1) for one in sheet.more)
    agreed = HEAD + 18 * (1 + sheet.agreed.rows) + (ROW + 4 if sheet.agreed.leaving.known else 0)
    return plan + notes + HEAD + more + TO_WRITE + agreed + 12


def _across(sheet: Handover, line: int) -> int:
    return 2 + _lines(" ".join(f"{one.lead} {one.text} {one.marks}" for one in sheet.evidence.across), line)


def _four(columns: Iterable[Column], line: int) -> float:
    cells = [PITCH * _lines(text, line // 2 - 1) for column in columns for text in _first(column)]
    return HEAD + sum(max(cells[place : place + 2]) for place in range(0, len(cells), 2))


def _beside(columns: Iterable[Column], line: int) -> float:
    return HEAD + max(PITCH * sum(_lines(text, line // 2 - 1) for text in _first(column)) for column in columns)


def _run(columns: Iterable[Column], line: int) -> float:
    return sum(PITCH + TIGHT * _lines(" ".join(_first(column)), line) for column in columns)


def _rows(columns: Iterable[Column], line: int) -> float:
    return sum(PITCH + TIGHT * sum(_lines(text, line) for text in _first(column, brief=True)) for column in columns)


def _run_in(columns: Iterable[Column], line: int) -> float:
    said = (" ".join((column.heading, *_first(column, brief=True))) for column in columns)
    return sum(TIGHT * _lines(text, line) for text in said)


def _first(column: Column, *, brief: bool = False) -> list[str]:
    firsts = [cells[0] for cells in sides(column)]
    return [f"{cell.head} {(brief and cell.brief) or cell.text} [1]" for cell in firsts]


def _lines(text: str, room: int) -> int:
    return ceil(len(text.strip()) / room)
