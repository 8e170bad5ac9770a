"""How much is asked: counted for five patients, promised on the first screen, and nothing lost by asking less."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.facts import derive_facts, fact_kinds
from ivfprep.interview import run
from ivfprep.interview.asking import Ask, Command, Reply
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.profile import Profile
from ivfprep.prompts import Interview
from tests.interview import patients
from tests.interview.patients import Patient
from tests.interview.robots import Scripted
from tests.interview.terminals import Screen
from tests.interview.walks import BRISK, LONG, a_reply, nothing_said

TODAY = date(2026, 11, 21)
SORRY = patients.SORRY
FROZEN = Path(__file__).parents[1] / "frozen_answers/format-1.yaml"


class Told:
    """What a patient was asked and has told."""

    def __init__(self, patient: Patient, profile: Profile) -> None:
        self.patient, self.profile = patient, profile


class Onlooker(patients.Typist):
    """Presses the keys of patient 39, and looks if each prompt shows its question, its first rows and what keys do."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(patients.KEYS_39)
        self.screen, self.hidden = Screen(columns, lines), list[str]()

    def ask(self, screen: Ask) -> Reply:
        keys = str(Patient.ask(self, screen))
        # A list that is longer than a low window asks once more.
        reply = self.screen.ask(screen, keys + ("\r\r" if screen.kind == "many" else ""))
        wanted = [" ".join(screen.text.split()), "Ctrl-D", *[row.label.split()[0] for row in screen.rows[:1]]]
        wanted += [screen.part.partition("\n")[2]]
        if not any(all(words in frame for words in wanted) for frame in self.screen.shown.split("\n")):
            self.hidden.append(screen.text)
        return reply


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10)])
def test_each_prompt_of_patient_39_shows_question_rows_place_and_keys_in_a_low_window(
    columns: int, lines: int, interview: Interview, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    onlooker = Onlooker(columns, lines)
    run_interview(interview, catalog, TODAY, onlooker, Session(read_data, tmp_path))
    assert onlooker.prompts > 30
    assert onlooker.hidden == []


@pytest.fixture
def tell(interview: Interview, catalog: Catalog, tmp_path: Path) -> Any:
    def tell(script: Mapping[str, Any], quick: bool = False) -> Told:
        patient = Patient(script)
        profile = run_interview(interview, catalog, TODAY, patient, Session(read_data, tmp_path), quick=quick)
        return Told(patient, profile)

    return tell


COUNTED = [
    (patients.PATIENT_39, 36),
    (patients.ONE_TRANSFER, 20),
    (patients.FIRST_TRANSFER, 18),
    (patients.FIVE_TRANSFERS, 15),
    (patients.SPECIALIST, 16),
]
"""Five patients, and how many prompts each has to answer, the last one being the page with all answers."""


@pytest.mark.parametrize(("script", "prompts"), COUNTED)
def test_so_many_prompts_and_no_more(tell: Any, script: Any, prompts: int) -> None:
    told = tell(script)
    assert told.patient.unknown == []
    assert told.patient.prompts <= prompts, [screen.text for screen in told.patient.asked]


def test_patient_39_presses_260_keys_at_most(
    interview: Interview, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    typist = patients.Typist(patients.KEYS_39)
    profile = run_interview(interview, catalog, TODAY, typist, Session(read_data, tmp_path / "keys"))
    assert typist.unknown == []
    assert typist.keys <= 260
    told = Patient(patients.PATIENT_39)
    assert profile == run_interview(interview, catalog, TODAY, told, Session(read_data, tmp_path / "told"))


def test_the_first_screen_promises_what_was_counted() -> None:
    counts = [prompts for _, prompts in COUNTED]
    assert (min(counts), max(counts)) == (run.FEW, run.MANY)
    assert f"{min(counts)} to {max(counts)} short questions" in run.welcome_text(quick=False)
    assert "5 to 9 minutes" in run.welcome_text(quick=False)
    assert "8 short questions at most" in run.welcome_text(quick=True)


def test_patient_39_tells_all_that_the_example_holds(tell: Any, catalog: Catalog) -> None:
    """What a rule looks at is the same or better known; what the sheet prints of her is the same."""
    told, example = tell(patients.PATIENT_39).profile, read_answers(patients.EXAMPLE, catalog, TODAY)
    useful = Relevance(catalog, TODAY).useful(to_builtins(told))
    now, then = (derive_facts(profile, catalog, TODAY) for profile in (told, example))
    for values, before in [
        (now.values, then.values),
        *((one.values, other.values) for one, other in zip(now.entries, then.entries, strict=True)),
    ]:
        lost = {fact for fact, value in before.items() if isinstance(value, str) and values[fact] != value}
        assert not [fact for fact in lost if useful(fact)]
    story, like = (build_checklist(profile, catalog, TODAY).handover.story for profile in (told, example))
    assert [line.text for line in story] == [line.text for line in like]


@pytest.mark.parametrize("script", [patients.PATIENT_39, patients.ONE_TRANSFER, patients.SEVERAL_QUICKLY])
def test_the_quick_form_takes_eight_at_most_and_asks_about_losses(tell: Any, script: Any) -> None:
    told = tell({**patients.QUICK, **script}, quick=True)
    asked = [screen.text for screen in told.patient.asked if not screen.text.startswith("These are your answers")]
    assert len(asked) <= 8
    assert any("pregnancies have you lost" in text for text in asked)


TOLD_QUICKLY = [("0", Command.SKIP), *product(("1", "2"), ("miscarriage", "no_pregnancy", Command.SKIP))]
WITH_A_LOSS = [
    (transfers, ending, losses, after)
    for (transfers, ending), losses in product(TOLD_QUICKLY, ("0", "2"))
    for after in (("go_on", "add_question", Command.SKIP) if ending == "miscarriage" or losses == "2" else ("go_on",))
]


@pytest.mark.parametrize(("transfers", "ending", "losses", "after"), WITH_A_LOSS)
@pytest.mark.parametrize("treatments", [("none_of_these",), ("aspirin", "ivig")])
def test_the_quick_form_takes_her_own_question_and_never_more_than_eight_prompts(
    tell: Any, transfers: str, ending: Any, losses: str, treatments: tuple[str, ...], after: Any
) -> None:
    script = {
        "How many embryo transfers": transfers,
        "transfers end": ending,
        "transfer end": ending,
        "pregnancies have you lost": losses,
        "Which extra treatments": treatments,
        SORRY: after,
        "ask about it": ("Why did it happen?",),
        "questions of your own": ("Can we wait?",),
    }
    told = tell({**script, **patients.REVIEW}, quick=True)
    asked = [screen.text for screen in told.patient.asked if not screen.text.startswith("These are your answers")]
    assert len(asked) <= 8
    met_a_loss = any(SORRY in text for text in asked)
    assert told.profile.own_questions or (met_a_loss and len(treatments) == 1 and transfers != "0")


def test_the_quick_form_records_for_each_treatment_only_what_was_asked_of_each(tell: Any) -> None:
    told = tell({**patients.QUICK, **patients.SEVERAL_QUICKLY}, quick=True)
    assert isinstance(told.profile.add_ons, tuple)
    assert {one.id: one.status for one in told.profile.add_ons} == {"dexamethasone": "offered", "aspirin": "taking"}
    assert {one.why for one in told.profile.add_ons} == {()}
    assert {one.plan.start for one in told.profile.add_ons} == {"skipped"}


def test_the_quick_form_adds_a_question_about_a_loss(tell: Any) -> None:
    told = tell(
        {**patients.QUICK, "What would you like to do now": "add_question", "ask about it": ("Why did it happen?",)},
        quick=True,
    )
    assert told.profile.own_questions == ("Why did it happen?",)


UNSAID = {"not_sure", "prefer_not_to_say", "skipped"}
CAN_BE_TOLD_BY_NO_PROMPT = {"this.test_repeated"}
"""What only a file of answers tells: whether one test was repeated, beside the reason and what the tests found."""

OPEN_WHATEVER_IS_SAID = {
    *("transfers_without_pregnancy", "losses", "losses_in_a_row", "early_losses", "late_losses"),
    *("cumulative_chance", "chance_missing", "embryo_details", "years_since_last_transfer"),
}
"""A very early loss counts as one thing or another, of several losses only one is told how far it came, a rough date
lies in some year: no prompt, of now or before, settles these.
"""


def says_all(draw: Any, flow: Any, view: Any, seen: Any) -> Any:
    """Return a reply that leaves nothing open: who can tell everything ticks everything."""
    prompt = seen.step.prompt
    if prompt.id == "tell":
        return tuple(option.value for option in prompt.options)
    if prompt.id == "status":
        # Of what nobody offered, no form of the interview asks when it starts, or for a plan on paper.
        return draw(st.sampled_from(["taking", "alone", "soon", "offered"]))
    if prompt.kind == "ticks":
        return {row.option.value: draw(st.sampled_from(("yes", "no"))) for row in seen.rows if row.applies}
    if prompt.kind == "how_many":
        return draw(st.integers(1, 3))
    for _ in range(50):
        reply = a_reply(draw, flow, view, seen)
        words = reply.values() if isinstance(reply, dict) else reply if isinstance(reply, tuple) else (reply,)
        if UNSAID.isdisjoint(map(str, words)) and reply not in ("skip_part", "leave_off", "differ", ("not_told",)):
            return reply
    raise AssertionError(prompt.id)


@settings(BRISK, max_examples=6)
@given(st.data())
def test_whoever_answers_all_leaves_no_rule_open(data: Any) -> None:
    """What is not asked is used by no rule that could change her list: none waits for an answer that nobody took."""
    view = LONG.look(nothing_said())
    while (seen := LONG.current(view)) is not None:
        view = LONG.give(view.answers, seen.step, says_all(data.draw, LONG, view, seen))
    open_ = {fact for fact in fact_kinds(LONG.catalog) if view.useful(fact)}
    assert open_ <= CAN_BE_TOLD_BY_NO_PROMPT | OPEN_WHATEVER_IS_SAID


def test_what_an_earlier_version_saved_is_gone_on_with_and_says_the_same(
    interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    saved = Session(read_data, tmp_path / "private")
    saved.save(read_data(FROZEN, lambda said: None))
    before = derive_facts(read_answers(FROZEN, catalog, date(2026, 12, 1)), catalog, TODAY)
    asker = Scripted(("What would you like to do?", "go_on"))
    profile = run_interview(interview, catalog, TODAY, asker, Session(read_data, tmp_path / "private"))
    now = derive_facts(profile, catalog, TODAY)
    assert now.values == before.values
    assert [one.values for one in now.entries] == [one.values for one in before.entries]
    assert len(asker.asked) < 10


def test_a_loss_that_was_met_before_is_not_met_again(interview: Interview, catalog: Catalog, tmp_path: Path) -> None:
    session = Session(read_data, tmp_path / "private")
    session.save({"format": 1, "transfers": [{"outcome": "miscarriage"}], "put_aside": {"asked": {"loss": "go_on"}}})
    asker = Scripted(("What would you like to do?", "go_on"))
    run_interview(interview, catalog, TODAY, asker, Session(read_data, tmp_path / "private"))
    assert not [text for text in asker.texts() if "What would you like to do now" in text]


def test_the_quick_form_shows_what_was_ticked_when_gone_back_to(tell: Any) -> None:
    script = {**patients.QUICK, "did you ever have, any of these": [Command.BACK, ("diabetes",)]}
    script |= {"told is the reason": [("one_test",), Command.BACK]}
    script |= {"Which of them do you take": [("0",), Command.KEEP]}
    told = tell(script, quick=True)
    again = [screen for screen in told.patient.asked if screen.so_far]
    assert [screen.ticked for screen in again] == [("one_test",), ("0",)]


def test_who_comes_back_goes_on_in_the_form_that_was_begun_and_can_choose_the_long_one(
    interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    def run(asker: Patient | Scripted, quick: bool = False) -> Profile:
        return run_interview(interview, catalog, TODAY, asker, Session(read_data, tmp_path / "private"), quick=quick)

    run(Patient({**patients.QUICK, **patients.SEVERAL_QUICKLY, **patients.REVIEW}), quick=True)
    again = Scripted(("What would you like to do?", "go_on"))
    before = run(again)
    assert len(again.asked) == 2
    longer = Scripted(("What would you like to do?", "long"))
    assert run(longer).losses_outside_transfers == before.losses_outside_transfers
    assert any("which of these were you told" in text for text in longer.texts())
    last = Scripted(("What would you like to do?", "go_on"))
    run(last)
    assert "long" not in [row.value for row in last.asked[0].rows]
