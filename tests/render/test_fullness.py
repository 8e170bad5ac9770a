"""What gives way on paper from a browser, in its order: guessed for light and for full patients."""

from __future__ import annotations

import re

import pytest

from ivfprep.checklist import build_checklist
from ivfprep.render import render
from ivfprep.render.fullness import ROOM, back, front
from tests.fuzz.patients import Draw
from tests.profiles import CATALOG
from tests.test_safety import DAY

LADDER = ("brief", "few", "on", "dense", "least", "tight", "apart")
FRONTS = (
    (),
    ("close",),
    ("close", "scant"),
    ("close", "scant", "bare"),
    ("close", "spill"),
    ("close", "spill", "scant", "bare"),
    ("close", "spill", "scant", "bare", "last"),
    ("close", "spill", "scant", "bare", "last", "tight"),
)
FULL = 1143


def given(classes: str, paper: str) -> tuple[str, ...]:
    return tuple(one.removesuffix(f"-{paper}") for one in classes.split() if one.endswith(f"-{paper}"))


@pytest.mark.parametrize("number", [*range(6), 1117, FULL, 1289])
def test_each_step_is_taken_after_the_one_before_and_a_smaller_paper_takes_as_many(number: int) -> None:
    sheet = build_checklist(Draw(number).patient(), CATALOG, DAY).handover
    steps = [given(back(sheet), paper) for paper in ROOM]
    assert all(some == LADDER[: len(some)] for some in steps)
    fronts = [FRONTS.index(given(front(sheet), paper)) for paper in ROOM]
    assert fronts == sorted(fronts)


def test_what_a_full_sheet_leaves_out_is_counted_and_no_point_goes_but_one_that_stands_twice() -> None:
    checklist = build_checklist(Draw(FULL).patient(), CATALOG, DAY)
    html = render(checklist, "html")
    sure = len(re.findall('class="side sure"', html))
    hidden = re.search(r'data-least="(\d+) more lines are on my full list\."', html)
    beyond = re.search(r">(\d+) more lines are on my full list\.<", html)
    assert hidden is not None
    assert beyond is not None
    assert int(hidden[1]) - int(beyond[1]) == sure > 0
    gone = re.findall(r'class="may-go(?:-last)?"', html)
    assert f'data-least="{checklist.handover.left_off.said(len(gone))}"' in html
    again = re.findall(r'<li class="[a-z]+ again"><label><span class="said">([^<]*)<', html)
    once = re.findall(r'<li class="[a-z]+"><label><span class="said">([^<]*)<', html)
    assert set(again) <= set(once)
