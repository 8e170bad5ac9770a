"""The quick form is short however it is answered; `tests/long` has the long walks."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.walks import BRISK, INTERVIEW, QUICK, a_reply, nothing_said


@settings(BRISK, max_examples=15)
@given(st.data())
def test_the_quick_form_takes_at_most_eight_prompts(data: Any) -> None:
    view, asked = QUICK.look(nothing_said()), []
    while (seen := QUICK.current(view)) is not None:
        asked.append(seen.step.prompt.id)
        view = QUICK.give(view.answers, seen.step, a_reply(data.draw, QUICK, view, seen))
    questions = [one for one in asked if one != "call_today" and not one.startswith("fit_")]
    assert len(questions) <= 8, questions


def test_each_prompt_has_an_id_of_its_own() -> None:
    prompts = [prompt.id for section in INTERVIEW.sections for prompt in section.prompts]
    assert len(set(prompts)) == len(prompts)
