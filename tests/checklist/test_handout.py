from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from ivfprep.catalog import Term
from ivfprep.checklist.handout import build_handout
from ivfprep.checklist.more import MOST
from ivfprep.clinic import Clinic
from ivfprep.loading.content import load_catalog
from ivfprep.render import render_file
from ivfprep.sheet import Checklist
from tests.cases.patients import TODAY
from tests.checklist.toys import SMALL
from tests.render.reading_pdf import count

CATALOG = load_catalog()
CLINIC = Clinic("Riverside", "020 1", "020 2", "8 to 17", "GB", questions=("Who is my nurse?",))
LONG = (("dexamethasone",), ("dexamethasone", "ivig", "heparin"))
"""The handouts with the most on them."""
KINDS = [(), *((add_on.id,) for add_on in CATALOG.add_ons), ("dexamethasone", "ivig", "heparin")]
PERSONAL = re.compile(
    r"\bI (have|had|am|take|was|cannot|chose|told)\b|I will|not sure|\bMine\b|my answers", re.IGNORECASE
)


def handout(add_ons: tuple[str, ...], clinic: Clinic | None = None) -> Checklist:
    return build_handout(CATALOG, add_ons, clinic, None, TODAY)


@pytest.mark.parametrize("add_ons", KINDS, ids=str)
def test_it_states_no_personal_fact(add_ons: tuple[str, ...]) -> None:
    sheet = handout(add_ons).handover
    assert sheet.story == ()
    texts = [
        *(text for asked in sheet.three for text in (asked.ask, asked.more)),
        *(item.text for block in sheet.checks for item in block.items),
        *(cell for row in sheet.plan.rows for cell in row.cells),
        *(one.text for one in sheet.more),
    ]
    told = " ".join(text for text in texts if not text.startswith(("none of these", "What if I do not have")))
    assert PERSONAL.findall(told.replace("I will not change", "")) == []


@pytest.mark.parametrize("add_ons", KINDS, ids=str)
def test_it_asks_three_things_first(add_ons: tuple[str, ...]) -> None:
    made = handout(add_ons, CLINIC)
    assert len(made.top) == 3
    assert not {flag.id for flag in made.flags} & set(made.top)


@pytest.mark.parametrize("add_ons", LONG, ids=str)
def test_the_longest_fit_on_paper(add_ons: tuple[str, ...]) -> None:
    """Where these find room, the others do: `tests/long/test_every_case_on_paper.py` prints all of them."""
    fits_on_paper(add_ons, "a4")
    fits_on_paper(add_ons, "letter")


def fits_on_paper(add_ons: tuple[str, ...], paper: str) -> None:
    # The longest list to tick takes a third page on the smaller paper.
    most = 4 if len(add_ons) > 2 else 3 if (add_ons, paper) == (("dexamethasone",), "letter") else 2
    assert count(render_file(handout(add_ons, CLINIC), "pdf", paper=paper)) <= most


def test_the_history_to_tell_is_asked_about() -> None:
    blocks = handout(("dexamethasone",)).handover.checks
    texts = [item.text for block in blocks for item in block.items]
    assert "an allergy to dexamethasone" in " ".join(texts)
    assert any("diabetes" in text for text in texts)
    assert {item.kind for block in blocks for item in block.items} == {"tell_us"}


def test_the_clinic_stands_on_it_and_its_questions_are_marked_as_its_own() -> None:
    sheet = handout(("ivig",), CLINIC).handover
    assert sheet.clinic is not None
    assert (sheet.clinic.name, sheet.clinic.lines) == ("Riverside", ("8 to 17",))
    assert [phone.number for phone in sheet.clinic.phones] == ["020 1", "020 2"]
    assert [one.text for one in sheet.more if one.by == "clinic"] == ["Who is my nurse? (added by the clinic)"]
    assert len(sheet.more) <= MOST
    assert [(phone.label, phone.number) for phone in sheet.card.phones] == [
        ("Riverside, day", "020 1"),
        ("Night, weekend", "020 2"),
        ("Emergency", "999"),
    ]


def test_what_to_do_first_stands_at_its_head() -> None:
    about, general = handout(("ivig",)).handover, handout(()).handover
    assert (about.steps[0].icon, about.steps[0].text.split()[:2]) == ("mark", ["First", "tick"])
    assert "tick" not in f"{general.welcome} {general.steps[0].text}"
    assert all("We want you to ask" in sheet.welcome for sheet in (about, general))
    assert "1, 2, 3" in "".join(step.text for step in general.steps)


def test_what_is_asked_of_the_treatment_comes_before_what_is_asked_of_all() -> None:
    asked = [one for one in handout(("dexamethasone",)).handover.more if one.by == "general"]
    of_all = ["@" not in one.id for one in asked]
    assert (sorted(of_all), set(of_all)) == (of_all, {True, False})


def test_what_may_be_the_usual_support_goes_by_its_name_as_an_extra() -> None:
    named = tuple(replace(one, extra_name="extra cream") if one.id == "cream" else one for one in SMALL.add_ons)
    toy = replace(SMALL, add_ons=named, glossary=(Term("cream", "a salve"),))
    made = build_handout(toy, ("cream",), None, None, TODAY).handover
    assert (made.plan.columns, "extra cream" in made.title) == (("extra cream",), True)
    assert "a salve" in made.title_note.lower()
    real = handout(("progesterone", "ivig")).handover
    assert real.title == "Questions about extra progesterone and IVIG"
    assert not re.search(r"(?<!extra )(?<!my )progesterone", " ".join(one.ask for one in real.three))


def test_a_change_shows_in_the_code() -> None:
    def code(made: Checklist) -> str:
        return next(told.text for told in made.handover.evidence.across if told.lead == "Code for the clinic:")

    first = code(handout(("ivig",), CLINIC))
    assert re.match(r"([0-9A-F]{4} ?){3}", first)
    assert code(handout(("ivig",), CLINIC)) == first
    others = [handout(("ivig",)), handout(("pbmc",), CLINIC), handout(("ivig",), Clinic("Riverside", "020 3"))]
    assert len({first, *map(code, others)}) == 4


def test_a_treatment_that_may_be_for_a_disease_is_asked_about_as_an_extra() -> None:
    assert handout(("heparin",)).handover.plan.columns == ("heparin",)
    assert [column.heading for column in handout(("heparin",)).handover.evidence.columns] == ["Heparin"]


def test_everything_adds_all_questions_and_no_history_as_if_it_were_told() -> None:
    full = build_handout(CATALOG, ("dexamethasone",), None, None, TODAY, everything=True).full_list
    assert full is not None
    headings = [part.heading for part in full.parts]
    assert "All my questions" in headings
    assert not {"What I want to raise", "What I told this program"} & set(headings)
