"""No sheet says what no sheet may say: a few random patients, every case and every example; each fault is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from msgspec.structs import replace

from ivfprep.checklist import build_checklist
from ivfprep.handover import CheckItem, Handover, More
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_names, example_path
from ivfprep.printed import Source
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist
from tests.cases.patients import Case, cases, checklist_of, profile_of
from tests.fuzz.patients import scan
from tests.profiles import CATALOG, profile
from tests.sheet_scan import faults
from tests.test_safety import DAY

PATIENTS = 50


def test_the_sheets_of_random_patients_are_clean() -> None:
    found = {number: scan(number)[0] for number in range(PATIENTS)}
    assert {number: some for number, some in found.items() if some} == {}


@pytest.mark.parametrize("case", [case for case in cases() if case.documents_only == "no"], ids=lambda case: case.file)
def test_the_sheet_of_each_case_is_clean(case: Case) -> None:
    assert faults(profile_of(case.file), checklist_of(case.file, everything=False), CATALOG) == []


@pytest.mark.parametrize("name", example_names())
def test_the_sheet_of_each_example_is_clean(name: str) -> None:
    patient = read_answers(example_path(name), CATALOG, DAY)
    assert faults(patient, build_checklist(patient, CATALOG, DAY), CATALOG) == []


# --- what the scan finds -------------------------------------------------------------------------------------------

PATIENT = profile(
    {
        "format": 1,
        "transfers": "none",
        "losses_outside_transfers": 0,
        "add_ons": [{"id": "dexamethasone", "status": "taking"}],
        "history": {
            **{item.id: "no" for item in CATALOG.history},
            "allergy_dexamethasone": "yes",
            "diabetes": "yes",
            "ulcers": "not_sure",
        },
        "work_up": {"hysteroscopy": "yes", "polyps": "not_found", "adenomyosis": "not_found"},
    }
)


@cache
def made() -> Checklist:
    return build_checklist(PATIENT, CATALOG, DAY)


def found(change: Callable[[Handover], Handover], patient: Profile = PATIENT) -> list[str]:
    return faults(patient, replace(made(), handover=change(made().handover)), CATALOG)


def with_more(text: str) -> Callable[[Handover], Handover]:
    """Return a change that adds a question to the sheet."""
    return lambda sheet: replace(sheet, more=(*sheet.more, More("risks", text, "", "general")))


def with_item(item: CheckItem) -> Callable[[Handover], Handover]:
    """Return a change that adds a point to its last check block."""
    return lambda sheet: replace(
        sheet, checks=(*sheet.checks[:-1], replace(sheet.checks[-1], items=(*sheet.checks[-1].items, item)))
    )


def without_items(id_: str) -> Callable[[Handover], Handover]:
    """Return a change that takes every point about one flag away."""
    return lambda sheet: replace(
        sheet,
        checks=tuple(
            replace(block, items=tuple(item for item in block.items if id_ not in item.ids)) for block in sheet.checks
        ),
    )


def test_a_sheet_as_it_is_made_has_no_fault() -> None:
    assert found(lambda sheet: sheet) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("You have RIF.", "a verdict about RIF"),
        ("Stop the dexamethasone.", "an order about a medicine"),
        ("Is the the aim clear?", "a doubled word"),
        ("What is the my aim?", "two articles"),
        ("Is a answer due?", "a before a vowel"),
        ("Is an test due?", "an before a consonant"),
        ("It was 0 of 0.", "nothing of nothing"),
        ("Is it (a thing (a kind)) or not?", "a bracket in a bracket"),
        ("What is {name} for?", "an unfilled place"),
        ("What is it for ?", "loose punctuation"),
        ("What  is it for?", "a space too many"),
        ("Is it (a thing?", "a bracket left open"),
        ("Do you think intralipids is it?", "plural against singular"),
        ("What did my last transfer show?", "speaks of transfers"),
        ("What did my losses show?", "speaks of losses"),
    ],
)
def test_words_that_no_sheet_may_say_are_found(text: str, what: str) -> None:
    assert any(what in fault for fault in found(with_more(text)))


def test_her_own_words_are_hers() -> None:
    own = "Is the the {name} (safe ?"
    patient = replace(PATIENT, own_questions=(own,))
    assert found(with_more(own), patient) == []


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (CheckItem("not_looked_for", "I know of no look.", ("womb_cavity",)), "a check of what was looked for"),
        (CheckItem("yes", "I have one.", ("steroid_ulcers@dexamethasone",)), "yes of an answer that is"),
        (CheckItem("not_sure", "Not sure.", ("steroid_diabetes@dexamethasone",)), "not_sure of an answer that is"),
    ],
)
def test_a_point_against_an_answer_is_found(item: CheckItem, what: str) -> None:
    assert any(what in fault for fault in found(with_item(item)))


@pytest.mark.parametrize(
    ("flag", "what"),
    [
        ("steroid_diabetes@dexamethasone", "diabetes is yes and not raised"),
        ("steroid_ulcers@dexamethasone", "ulcers is not sure and not named"),
        (
            "dexamethasone_allergy@dexamethasone",
            "allergy_dexamethasone is listed before dexamethasone and not in the frame",
        ),
    ],
)
def test_a_history_that_is_passed_over_is_found(flag: str, what: str) -> None:
    assert any(what in fault for fault in found(without_items(flag)))


def test_a_treatment_that_vanished_is_found() -> None:
    assert "dexamethasone stands nowhere in the story" in found(lambda sheet: replace(sheet, story=()))


def test_a_source_that_nothing_cites_is_found_and_one_that_is_not_listed() -> None:
    assert "source 1 is cited and not listed" in found(lambda sheet: replace(sheet, sources=sheet.sources[1:]))
    extra = Source("book", "[99]", "A book.", "documents")
    wrong = found(lambda sheet: replace(sheet, sources=(*sheet.sources, extra)))
    assert "source 99 is listed and cited nowhere" in wrong
    assert any("not numbered one by one" in fault for fault in wrong)


@pytest.mark.parametrize(
    ("kept", "what"),
    [
        ((0, 0, 1), "two of the three are one question"),
        ((0, 1), "2 questions in the place of three"),
        ((1, 0, 2), "a listed contraindication is not asked about first"),
    ],
)
def test_three_that_are_none_are_found(kept: tuple[int, ...], what: str) -> None:
    changed = found(lambda sheet: replace(sheet, three=tuple(sheet.three[place] for place in kept)))
    assert any(what in fault for fault in changed)
