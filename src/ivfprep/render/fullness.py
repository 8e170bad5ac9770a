"""How full the printed sides of the HTML sheet will be, guessed from the lengths of their words.

A browser lays the page out, so nothing can be measured here; the style sheet lets small things go where a side is full,
in the order of the PDF. Heights are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from math import ceil

from msgspec.structs import replace

from ivfprep.handover import CheckBlock, CheckItem, Column, Handover, More, Plan
from ivfprep.render.giving_way import lean_plan, said_once, without_how_sure
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

FEW, FEWEST = 3, 1
"""So many further questions stay, and last of all."""

AGREED, STEPS = 18, 26
"""How high a row of what was agreed is, and the steps at the top with the air around them."""

UNSURE, LONGER = {"a4": 0, "letter": 19}, 6
"""By how much a front has to be too high, in lines of some more characters, before its points to check go on behind."""

WARY, BOLD = 16, 28
"""How much room is held back from a step that loses next to nothing, and is lent to the last before a third page."""


def front(sheet: Handover, sources: int) -> str:
    """Return the classes of the front: on which papers it is close, gives up second lines, or spills over.

    Where it spills, the card stands before the points to check, and those go on on the back. Last of all go the steps.
    """
    return " ".join(f"{name}-{paper}" for paper in ROOM for name in _front_gives(sheet, sources, paper))


def _front_gives(sheet: Handover, sources: int, paper: str) -> Iterator[str]:
    over = _front(sheet, LINE[paper]) - ROOM[paper] + FRONT_LESS
    if over <= 0:
        return
    yield "close"
    over -= _close_saves(sheet, paper)
    scant, bare = _seconds(sheet, paper)
    line = LINE[paper]
    guessed_high = _checks(sheet, line) - _checks(sheet, line + LONGER)
    spills = over - guessed_high > bare + UNSURE[paper]
    if spills:
        yield "spill"
    # Rather a second line less than a third page, and rather the steps.
    apart = spills and _is_apart(sheet, sources, paper, 0)
    if apart or (over > 0 and not spills):
        yield "scant"
    if apart or (scant < over and not spills):
        yield "bare"
    if apart and _is_apart(sheet, sources, paper, bare):
        yield "last"


def _is_apart(sheet: Handover, sources: int, paper: str, saved: float) -> bool:
    spilled = _going_on(sheet, paper, saved)
    return "apart" in _back_gives(sheet, sources, _form(sheet, sources), paper, spilled)


def _close_saves(sheet: Handover, paper: str) -> float:
    line = LINE[paper]
    return CLOSE_SAVES + PITCH * (_story(sheet, line) - _lines(_run_on(sheet), line))


def _seconds(sheet: Handover, paper: str) -> tuple[float, float]:
    """Return how high the second lines are together: without that of the second question, and with it."""
    seconds = [TIGHT * _lines(one.more, LINE[paper]) for one in sheet.three]
    return sum(seconds) - sum(seconds[1:2]), sum(seconds)


def _spilled(sheet: Handover, sources: int, paper: str) -> float:
    """Return how much of the front goes on on the back."""
    gives = set(_front_gives(sheet, sources, paper))
    if "spill" not in gives:
        return 0
    bare = _seconds(sheet, paper)[1] if "bare" in gives else 0
    return _going_on(sheet, paper, bare + (STEPS if "last" in gives else 0))


def _going_on(sheet: Handover, paper: str, saved: float) -> float:
    """Return how high the blocks are that have no room on the front, under their head: none is split."""
    line = LINE[paper]
    above = _front(sheet, line) - _checks(sheet, line) - _close_saves(sheet, paper) - saved
    heights = [_check(block, line) for block in said_once(sheet.checks)]
    staying = [used for used in accumulate(heights) if above + HEAD + used <= ROOM[paper]]
    going = heights[len(staying) :]
    return HEAD + sum(going) if going else 0


def back(sheet: Handover, sources: int) -> str:
    """Return how the back stands: a treatment in four cells, two in columns, or a paragraph for each.

    On a paper where it is too full its evidence is brief, a line for each label; then it has few questions, then its
    evidence runs on. Then it is dense: its sources run on too, and few rows are left to write in. The least has neither
    how sure it is of each nor an empty row of the plan that the front has a place for. Where it finds no room at all,
    its evidence stands apart, at the head of a page of its own.
    """
    form = _form(sheet, sources)
    gives = [
        f"{name}-{paper}"
        for paper in ROOM
        for name in _back_gives(sheet, sources, form, paper, _spilled(sheet, sources, paper))
    ]
    return " ".join((form, *gives))


def _form(sheet: Handover, sources: int) -> str:
    columns = len(sheet.evidence.columns)
    form = "four" if columns == 1 else "beside" if columns == len(("left", "right")) else "run"
    return "run" if form == "beside" and _over(sheet, sources, "letter", _beside) else form


def _back_gives(sheet: Handover, sources: int, form: str, paper: str, spilled: float) -> Iterator[str]:
    line = LINE[paper]
    gone = _gone(sheet, line, FEW) - spilled
    run_on = sum(len(f"[1] {source.text} ") for source in sheet.sources) // line + 1
    dense = gone + PITCH * max(0, sources - run_on) + AGREED * max(0, sheet.agreed.rows - 2) + _leaving(sheet)
    lean = len(sheet.plan.rows) - len(lean_plan(sheet.plan))
    least = dense + AGREED + 19 * lean + _gone(sheet, line, FEWEST) - _gone(sheet, line, FEW)
    steps = (
        ("brief", {"four": _four, "beside": _beside, "run": _run}[form], -spilled),
        ("few", _rows, -spilled),
        ("on", _rows, gone - WARY),
        ("dense", _run_in, gone - WARY),
        ("least", _run_in, dense),
        ("apart", _least_in, least + BOLD),
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
    plan = HEAD + PITCH * _heads(sheet.plan, line) + 19 * len(sheet.plan.rows) if sheet.plan.columns else 0
    noted = sheet.last_visit.groups if sheet.last_visit else ()
    notes = sum(HEAD + PITCH * sum(_lines(one, line) for one in said) for _, said in noted)
    more = sum(_question(one, line) for one in sheet.more)
    agreed = HEAD + AGREED * (1 + sheet.agreed.rows) + _leaving(sheet)
    return plan + notes + HEAD + more + TO_WRITE + agreed + 12


def _leaving(sheet: Handover) -> int:
    return ROW + 4 if sheet.agreed.leaving.known else 0


def _question(one: More, line: int) -> float:
    return ROW + PITCH * (_lines(f"{one.text} {one.marks}", line - 4) - 1)


def _gone(sheet: Handover, line: int, fewest: int) -> float:
    """Return how high the questions are that paper can do without."""
    gone = may_go(sheet, fewest)
    return sum(_question(one, line) for one in sheet.more if one.id in gone)


def _heads(plan: Plan, line: int) -> int:
    """Return how many lines the heads of the plan may have: two, but for long names in narrow columns."""
    room = int(line * 0.7 / len(plan.columns))
    return max(2, *(_lines(name, room) for name in plan.columns))


def _across(sheet: Handover, line: int) -> int:
    return (
        1
        + _lines(sheet.evidence.part.note, line - 4)
        + _lines(" ".join(f"{one.lead} {one.text} {one.marks}" for one in sheet.evidence.across), line)
    )


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


def _least_in(columns: Iterable[Column], line: int) -> float:
    return _run_in((replace(column, cells=without_how_sure(column.cells)) for column in columns), line)


def _first(column: Column, *, brief: bool = False) -> list[str]:
    firsts = [cells[0] for cells in sides(column)]
    return [f"{cell.head} {(brief and cell.brief) or cell.text} [1]" for cell in firsts]


def _lines(text: str, room: int) -> int:
    return ceil(len(text.strip()) / room)
