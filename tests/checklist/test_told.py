from __future__ import annotations

from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from tests.cases.patients import TODAY

CATALOG = load_catalog()
ANSWERS = {
    "format": 1,
    "transfers": [{"outcome": "no_pregnancy"}, {"outcome": "miscarriage", "own_word": "our loss"}],
    "losses_outside_transfers": 1,
    "add_ons": [{"id": "ivig", "status": "offered"}, {"id": "heparin"}],
    "history": {"diabetes": "yes", "ulcers": "not_sure", "seizures": "no"},
    "allergies": "nuts [/]",
    "work_up": {"hysteroscopy": "yes"},
}


def told(**more: object) -> tuple[str, ...]:
    return told_by(convert({**ANSWERS, **more}, Profile))


def told_by(profile: Profile) -> tuple[str, ...]:
    full = build_checklist(profile, CATALOG, TODAY, everything=True).full_list
    parts = full.parts if full else ()
    said = [part for part in parts if part.heading == "What I told this program"]
    return tuple(entry.text for part in said for group in part.groups for entry in group.entries)


def test_it_says_what_was_told_and_nothing_else() -> None:
    assert told() == (
        "Transfers: 2. How they ended: no pregnancy 1, our loss 1.",
        "Losses outside transfers: 1.",
        "Treatments: IVIG (offered), heparin.",
        "I have or had: diabetes.",
        "I am not sure about: an ulcer.",
        "Allergies: nuts [/].",
        "Tests so far: a look inside the womb: yes.",
    )
    assert told_by(Profile(format=1)) == ()


def test_a_transfer_that_is_left_out_of_the_story_is_counted_and_not_told_of() -> None:
    transfers = [{"outcome": "no_pregnancy"}, {"outcome": "miscarriage", "own_word": "our loss", "in_story": "no"}]
    assert told(transfers=transfers)[0] == "Transfers: 2. How they ended: no pregnancy 1, not said 1."


def test_it_can_be_left_off() -> None:
    assert told(leave_out=["told"]) == ()
