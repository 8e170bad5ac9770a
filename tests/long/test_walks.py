"""Random walks over the whole interview: answers, skips, changes of earlier answers, going back, stopping."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ivfprep.interview.entries import entries, reorder
from ivfprep.interview.paths import Data, to_profile
from ivfprep.interview.replies import SKIPPED
from ivfprep.interview.session import Session
from ivfprep.interview.steps import chosen
from ivfprep.loading.answers import read_data
from tests.interview.walks import BRISK, INTERVIEW, LONG, a_reply, nothing_said, walks

MOST_STEPS = 400


@settings(BRISK, max_examples=15)
@given(st.data())
def test_the_interview_always_ends(data: Any) -> None:
    view, asked = LONG.look(nothing_said()), []
    while (seen := LONG.current(view)) is not None:
        asked.append((*seen.step.key, seen.step.path))
        view = LONG.give(view.answers, seen.step, a_reply(data.draw, LONG, view, seen))
        assert len(asked) < MOST_STEPS
    assert len(asked) == len(set(asked))  # nothing is asked twice


def saved_and_read(answers: Data) -> Data:
    with TemporaryDirectory() as folder:
        Session(read_data, Path(folder)).save(answers)
        return Session(read_data, Path(folder)).load() or {}


# To take a walk lasts longer than to check where it leads, so all of this is checked of each.
@settings(BRISK, max_examples=18)
@given(walks(LONG), st.data())
def test_after_a_walk_nothing_is_lost_by_looking_going_back_resuming_changing_or_reordering(
    walk: Data, data: Any
) -> None:
    looking_changes_nothing_and_the_file_loads(walk)
    going_back_and_forth_changes_nothing(walk)
    a_resumed_run_stands_where_the_unbroken_one_stands(walk)
    an_answer_that_is_changed_and_changed_back_brings_the_others_back(walk, data)
    entries_in_another_order_and_back_are_the_same(walk, data)


def looking_changes_nothing_and_the_file_loads(answers: Data) -> None:
    assert LONG.look(answers).answers == answers
    to_profile(answers)
    assert saved_and_read(answers) == answers


def going_back_and_forth_changes_nothing(walk: Data) -> None:
    answers = deepcopy(walk)
    view = LONG.look(answers)
    here = step = getattr(LONG.current(view), "step", None)
    back = []
    while (step := LONG.before(view, step)) is not None:
        back.append(step.path)
    assert answers == LONG.look(answers).answers
    assert getattr(LONG.current(LONG.look(answers)), "step", None) == here
    order = [seen.step.key for seen in view.seen if seen.step.prompt not in INTERVIEW.at_once]
    passed = order[: order.index(here.key)] if here and here.key in order else order
    assert back[::-1] == [seen.step.path for seen in LONG.trail(view) if seen.step.key in passed]


def a_resumed_run_stands_where_the_unbroken_one_stands(walk: Data) -> None:
    saved = saved_and_read(walk)
    resumed, unbroken = LONG.current(LONG.look(saved)), LONG.current(LONG.look(walk))
    assert getattr(resumed, "step", None) == getattr(unbroken, "step", None)
    assert to_profile(saved) == to_profile(walk)


def an_answer_that_is_changed_and_changed_back_brings_the_others_back(walk: Data, data: Any) -> None:
    before = walk
    view = LONG.look(before)
    steps = [
        seen.step
        for seen in LONG.trail(view)
        if seen.step.prompt.kind == "choice" and "*" not in seen.step.prompt.answer and seen.step.part != "transfers"
    ]
    if not steps:
        return
    step = data.draw(st.sampled_from(steps))
    seen = next(seen for seen in view.seen if seen.step.key == step.key)
    old = LONG.look(before).answers
    reply = a_reply(data.draw, LONG, view, seen)
    changed = LONG.give(old, step, reply).answers
    first = chosen(step, old)
    back = LONG.give(changed, step, first if isinstance(first, str | int) else SKIPPED).answers
    assert to_profile(back).add_ons == to_profile(old).add_ons
    assert to_profile(back).transfers == to_profile(old).transfers


def entries_in_another_order_and_back_are_the_same(walk: Data, data: Any) -> None:
    for part in ("transfers", "add_ons"):
        before = LONG.look(walk).answers
        order = list(range(len(entries(before, part))))
        if not order:
            continue
        order = data.draw(st.permutations(order))
        undone = [order.index(number) for number in range(len(order))]
        assert reorder(reorder(before, part, order), part, undone) == before
