from __future__ import annotations

from datetime import date

import pytest

from ivfprep.interview.aloud import in_her_words
from ivfprep.interview.flow import Flow
from ivfprep.interview.paths import Data
from ivfprep.interview.relevance import Relevance
from ivfprep.loading.content import load_catalog, load_interview

TODAY = date(2026, 11, 21)
CATALOG = load_catalog()
FLOW = Flow(load_interview(), CATALOG, TODAY, Relevance(CATALOG, TODAY).useful)
PATTERN = next(prompt.aloud for prompt in FLOW.interview.at_once if prompt.id == "call_today")


def said(*treatments: Data, **history: str) -> str:
    answers: Data = {"add_ons": list(treatments), "history": dict(history)}
    return in_her_words(PATTERN, FLOW, answers)


def taken(id_: str) -> Data:
    return {"id": id_, "status": "taking"}


def test_she_can_say_what_she_takes_what_she_has_and_what_else_she_takes() -> None:
    words = said(
        taken("dexamethasone"),
        taken("aspirin"),
        {**taken("something_else"), "name": "Copper tea"},
        fungal_infection="yes",
    )
    assert words.startswith("I take dexamethasone. I have or had a fungal infection")
    assert "I also take low-dose aspirin and Copper tea." in words
    assert words.endswith("Who will review this with me today? I will not change anything on my own.")


def test_what_is_due_before_the_visit_is_not_said_to_be_taken() -> None:
    due: Data = {"id": "dexamethasone", "status": "offered", "before_visit": "yes"}
    assert said(due, fungal_infection="yes").startswith("I am to start dexamethasone before my visit.")


def test_what_was_only_offered_or_answered_with_no_is_not_said() -> None:
    words = said(taken("dexamethasone"), {"id": "ivig", "status": "offered"}, fungal_infection="yes", diabetes="no")
    assert "IVIG" not in words
    assert "diabetes" not in words


@pytest.mark.parametrize("name", ["{had}", "{also} {name}"])
def test_braces_in_a_name_that_she_typed_are_only_braces(name: str) -> None:
    words = said(taken("dexamethasone"), {**taken("dexamethasone"), "name": name}, fungal_infection="yes")
    assert f"I take dexamethasone and {name}." in words
