"""Random walks over the whole interview: answers, skips, changes of earlier answers, going back, stopping."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ivfprep.interview.entries import entries, reorder
from ivfprep.interview.flow import Flow, Seen, View, open_rows
from ivfprep.interview.paths import Data, to_profile
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.replies import SKIPPED
from ivfprep.interview.session import Session
from ivfprep.interview.steps import chosen, options
from ivfprep.loading.answers import read_data
from tests.interview.content import load_catalog, load_interview

TODAY = date(2026, 11, 21)
INTERVIEW, CATALOG = load_interview(), load_catalog()
RELEVANCE = Relevance(CATALOG, TODAY)
LONG = Flow(INTERVIEW, CATALOG, TODAY, RELEVANCE.useful)
QUICK = Flow(INTERVIEW, CATALOG, TODAY, RELEVANCE.useful, quick=True)
UNSAID = ("not_sure", "prefer_not_to_say", SKIPPED)
MOST_STEPS = 400
# Without shrinking: to shrink a walk takes minutes, and the answers that it ends in say enough.
BRISK = settings(phases=(Phase.explicit, Phase.generate))


def nothing_said() -> Data:
    return {"format": 1}


def a_reply(draw: Any, flow: Flow, view: View, seen: Seen) -> Any:
    """Return some reply that a face could give to this step."""
    prompt = seen.step.prompt
    rows = [option.value for option in options(seen.step, view.answers, CATALOG) if option.value not in seen.without]
    unsaid = st.sampled_from(UNSAID if prompt.unsaid else (SKIPPED,))
    some = st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique=True).map(tuple) if rows else st.nothing()
    if prompt.kind == "ticks":
        page = open_rows(seen, view) or [row for row in seen.rows if row.applies]
        answer = st.sampled_from(("yes", "no", "not_sure", SKIPPED))
        return {row.option.value: draw(answer) for row in page}
    by_kind = {
        "choice": st.sampled_from(rows) if rows else st.nothing(),
        "choices": some,
        "which": some | st.just("none") | st.just(("something_else: vitamin D", "heparin")),
        "when": st.sampled_from(["March 2024", "about 2023", "3 April 2099"]),
        "day": st.just("2027-04-03"),
        "count": st.integers(max(prompt.low, 0), min(prompt.high, 4)),
        "how_many": st.integers(0, 4),
        "chance": st.sampled_from(["40", "30-40"]),
        "text": st.sampled_from(["ABC", "none", "not_sure"]),
        "lines": st.just(("What now?",)),
        "fit": st.just("both"),
        "notice": st.just("read"),
    }
    return draw(by_kind[prompt.kind] | unsaid)


@st.composite
def walks(draw: Any, flow: Flow) -> Data:
    """Return the answers at the end of a walk: mostly forward, now and then a change of an earlier answer."""
    view = flow.look(nothing_said())
    for _ in range(draw(st.integers(0, 60))):
        trail = flow.trail(view)
        change = trail and draw(st.integers(0, 5)) == 0
        seen = draw(st.sampled_from(trail)) if change else flow.current(view)
        if seen is None:
            break
        view = flow.give(view.answers, seen.step, a_reply(draw, flow, view, seen))
    return view.answers


@settings(BRISK, max_examples=15)
@given(st.data())
def test_the_interview_always_ends(data: Any) -> None:
    view, asked = LONG.look(nothing_said()), []
    while (seen := LONG.current(view)) is not None:
        asked.append((*seen.step.key, seen.step.path))
        view = LONG.give(view.answers, seen.step, a_reply(data.draw, LONG, view, seen))
        assert len(asked) < MOST_STEPS
    assert len(asked) == len(set(asked))  # nothing is asked twice


@settings(BRISK, max_examples=15)
@given(st.data())
def test_the_quick_form_takes_at_most_eight_prompts(data: Any) -> None:
    view, asked = QUICK.look(nothing_said()), []
    while (seen := QUICK.current(view)) is not None:
        asked.append(seen.step.prompt.id)
        view = QUICK.give(view.answers, seen.step, a_reply(data.draw, QUICK, view, seen))
    questions = [one for one in asked if one != "call_today" and not one.startswith("fit_")]
    assert len(questions) <= 8, questions


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


@pytest.mark.parametrize("flow", [LONG, QUICK])
def test_every_prompt_but_its_own_form_is_reached_by_some_walk(flow: Flow) -> None:
    """A prompt whose condition can never hold would be dead text."""
    ids = {prompt.id for section in INTERVIEW.sections for prompt in section.prompts}
    assert len(ids) == sum(len(section.prompts) for section in INTERVIEW.sections)
