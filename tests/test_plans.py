"""The pieces of a plan that make sense for a treatment, and what the facts make of the others."""

from __future__ import annotations

import pytest
from msgspec import convert
from msgspec.structs import replace

from ivfprep.catalog import AddOn, Piece
from ivfprep.facts import derive_facts
from ivfprep.interview.steps import entry_facts
from ivfprep.loading.content import load_interview
from ivfprep.parsing import compile_tree
from ivfprep.plans import EVERY_PIECE, NO_PIECE, pieces_of
from ivfprep.profile import Plan, Profile
from ivfprep.prompts import prompt_kinds
from ivfprep.truth import Truth
from tests.cases.patients import TODAY, catalog


@pytest.mark.parametrize(
    ("course", "missing"),
    [
        ("medicine", set()),
        ("infusion", {"how_reduced"}),
        ("procedure", {"stop", "after_positive", "until_week", "how_reduced"}),
        ("unknown", set()),
    ],
)
def test_each_course_has_its_usual_pieces(course: str, missing: set[str]) -> None:
    add_on = convert({"id": "tea", "name": "tea", "label": "Tea", "course": course, "immune": None}, AddOn)
    assert {*EVERY_PIECE} - {*pieces_of(add_on)} == missing


def test_a_treatment_may_name_its_own_and_nobody_knows_those_of_one_without_a_name() -> None:
    add_on = replace(catalog().add_ons[0], plan=("start", "stop"))
    assert pieces_of(add_on) == ("start", "stop")
    assert pieces_of(None) == EVERY_PIECE


def test_a_piece_is_what_the_answers_file_calls_it() -> None:
    assert set(EVERY_PIECE) == set(Plan.__struct_fields__)


@pytest.mark.parametrize("add_on", catalog().add_ons, ids=lambda add_on: add_on.id)
def test_the_interview_asks_for_the_pieces_that_make_sense(add_on: AddOn) -> None:
    interview = load_interview()
    (plan,) = [prompt for section in interview.sections for prompt in section.prompts if prompt.id == "plan"]
    kinds = prompt_kinds(interview, catalog())
    facts = entry_facts({"add_ons": [{"id": add_on.id}]}, "add_ons", 0, catalog())
    rows = [row for row in plan.options if row.value in EVERY_PIECE and row.value != "written"]
    asked = [row.value for row in rows if compile_tree(row.ask_if, kinds).judge(facts, ()).truth is Truth.TRUE]
    assert asked == [piece for piece in pieces_of(add_on) if piece != "written"]
    assert "written" in [row.value for row in plan.options]  # where it is thought about only, nobody has a plan


def test_a_piece_that_makes_no_sense_is_settled_whatever_was_answered() -> None:
    told = {"add_ons": [{"id": "lit", "status": "offered", "plan": {"stop": "not_told", "start": "not_told"}}]}
    (entry,) = derive_facts(convert({"format": 1, **told}, Profile), catalog(), TODAY).entries
    kept: dict[Piece, str] = {"stop": NO_PIECE, "until_week": NO_PIECE, "start": "not_told"}
    assert {piece: entry.values[f"this.plan.{piece}"] for piece in kept} == kept
