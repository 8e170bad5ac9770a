"""What the interview asks, says and keeps, whatever the face."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ivfprep.catalog import Catalog
from ivfprep.errors import BadInput
from ivfprep.interview.asking import Command
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.flow import Flow, Useful, View
from ivfprep.interview.paths import Data
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.review import Line
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.interview.talk import Talk
from ivfprep.loading.answers import read_data
from ivfprep.profile import Profile
from ivfprep.prompts import Interview
from ivfprep.transfers import transfers_of
from tests.interview.robots import Scripted

Run: TypeAlias = Callable[..., tuple[Profile, Scripted]]
TODAY = date(2026, 11, 21)
SORRY = "Thank you for telling me. I am sorry."
CALL = "Please call your clinic today and ask who will review this."
LINES = [Line("one", "Question one?"), Line("two", "Question two?"), Line("three", "Question three?")]


@pytest.fixture
def talk(interview: Interview, catalog: Catalog, tmp_path: Path) -> Run:
    def run(*script: Any, quick: bool = False, saved: Any = None, **how: Any) -> tuple[Profile, Scripted]:
        session = Session(read_data, tmp_path / "private")
        if saved:
            session.forget()
            session.save({"format": 1, **saved})
        asker = Scripted(*script, **how)
        profile = run_interview(interview, catalog, TODAY, asker, session, lines=lambda profile: LINES, quick=quick)
        return profile, asker

    return run


def test_all_transfers_at_once_takes_few_prompts(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "4"),
        ("all 4 at once", "together"),
        ("Were all 4 fresh", "frozen"),
        ("How did all 4 end", "no_pregnancy"),
        ("What chance", "40%"),
        ("pregnancy, or of a live birth", "pregnancy"),
        ("add details", "no"),
    )
    assert [transfer.outcome for transfer in transfers_of(profile)] == ["no_pregnancy"] * 4
    assert [transfer.kind for transfer in transfers_of(profile)] == ["frozen"] * 4
    assert {transfer.chance for transfer in transfers_of(profile)} == {"40"}
    assert not [text for text in asker.texts() if "this transfer" in text]


def test_transfers_that_differ_are_asked_one_by_one_for_that_alone(talk: Run) -> None:
    _, asker = talk(
        ("How many embryo transfers", "3"),
        ("all 3 at once", "together"),
        ("How did all 3 end", "differ"),
        ("add details", "no"),
    )
    assert asker.texts().count("How did this transfer end?") == 3
    assert "When was this transfer?" not in asker.texts()


def test_after_a_loss_there_is_one_acknowledgement(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "2"),
        ("one by one", "one_by_one"),
        ("How did this transfer end", "miscarriage"),
        (SORRY, "add_question"),
        ("ask about it", ("Why?",)),
        ("How did this transfer end", "ectopic"),
        ("lost a pregnancy apart", "1"),
    )
    assert sum(text.startswith(SORRY) for text in asker.texts()) == 1
    assert profile.own_questions == ("Why?",)


@pytest.mark.parametrize("outcome", ["not_sure", "no_pregnancy", Command.SKIP])
def test_nobody_is_consoled_for_a_loss_that_was_not_told(talk: Run, outcome: Any) -> None:
    _, asker = talk(("How many embryo transfers", "1"), ("How did this transfer end", outcome))
    assert not [text for text in asker.texts() if text.startswith(SORRY)]


ON_DEXA = (("Which extra treatments", ("dexamethasone",)), ("where do you stand", "taking"))


@pytest.mark.parametrize(
    ("page", "row", "said"),
    [
        ("Are you allergic to any of these", "allergy_dexamethasone", True),
        ("any of these infections", "current_infection", True),
        ("any of these infections", "fungal_infection", True),
        ("any of these infections", "tuberculosis", False),
        ("any of these illnesses", "diabetes", False),
    ],
)
def test_only_what_is_urgent_is_said_at_once_and_there_and_then(talk: Run, page: str, row: str, said: bool) -> None:
    _, asker = talk(*ON_DEXA, (page, (row,)), (CALL, "read"))
    texts = asker.texts()
    assert texts.count(CALL) == (1 if said else 0)
    if said:
        assert page in texts[texts.index(CALL) - 1]


def test_what_is_only_offered_for_after_the_visit_is_not_urgent(talk: Run) -> None:
    offered = (("Which extra treatments", ("dexamethasone",)), ("where do you stand", "offered"))
    infection = ("any of these infections", ("current_infection",))
    _, asker = talk(*offered, ("before your next visit", "no"), infection)
    assert CALL not in asker.texts()
    _, asker = talk(("where do you stand", "offered"), saved={"add_ons": [{"id": "dexamethasone"}]})
    assert CALL not in asker.texts()


def test_answers_that_do_not_fit_are_asked_about_once(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "2"),
        ("one by one", "together"),
        ("How did all 2 end", "miscarriage"),
        ("lost a pregnancy apart", "2"),
        ("Are these the same ones", "losses_outside"),
        ("lost a pregnancy apart", "0"),
    )
    assert profile.losses_outside_transfers == 0
    assert sum("same ones" in text for text in asker.texts()) == 1
    assert asker.asked[[("same ones" in text) for text in asker.texts()].index(True) + 1].so_far == "2"


def test_both_answers_can_be_right(talk: Run) -> None:
    profile, asker = talk(
        ("Which extra treatments", ("dexamethasone",)),
        ("why was it offered", ("one_test",)),
        ("blood tests of the immune system", "not_tested"),
        ("do not fit", "both"),
    )
    assert profile.work_up.immune_findings == "not_tested"
    assert sum("do not fit" in text for text in asker.texts()) == 1


def test_a_change_puts_aside_what_no_longer_applies_says_so_and_brings_it_back(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "miscarriage", "own_word": "my star"}]}
    change = ("These are your answers", "section:Your transfers")
    row = ("Which answer do you want", "1")
    profile, asker = talk(
        ("What would you like", "go_on"), change, row, ("How did this transfer end", "no_pregnancy"), saved=saved
    )
    aside = next(said for said in asker.said if said.startswith("Put aside, and kept in case you change it back:"))
    assert "your word for it" in aside
    assert transfers_of(profile)[0].own_word == ""
    profile, asker = talk(("What would you like", "go_on"), change, row, ("How did this transfer end", "miscarriage"))
    assert transfers_of(profile)[0].own_word == "my star"


def test_parts_can_be_added_moved_and_removed_in_the_review(talk: Run) -> None:
    saved = {"transfers": [{"when": "2021"}, {"when": "2022"}, {"when": "2023"}]}
    part = ("These are your answers", "transfers")
    profile, _ = talk(
        ("What would you like", "go_on"),
        part,
        ("What do you want to do", "move"),
        ("Which one?", "2"),
        ("Which place", "0"),
        part,
        ("What do you want to do", "remove"),
        ("Which one?", "1"),
        part,
        ("What do you want to do", "add"),
        saved=saved,
    )
    assert [transfer.when for transfer in transfers_of(profile)] == ["2023", "2022", "skipped"]


def test_the_top_three_lines_left_out_and_own_questions_are_chosen_in_the_review(talk: Run) -> None:
    profile, _ = talk(
        ("These are your answers", "top"),
        ("comes first", "three"),
        ("comes second", "one"),
        ("comes third", "enough"),
        ("These are your answers", "leave_out"),
        ("off your page", ("told", "two")),
        ("These are your answers", "own"),
        ("a question of your own", ("  What\tif? ",)),
        ("These are your answers", "own"),
        ("want to keep", ("0",)),
        ("a question of your own", ("And then?",)),
    )
    assert profile.top == ("three", "one")
    assert profile.leave_out == ("told", "two")
    assert profile.own_questions == ("What if?", "And then?")


def test_coming_back_offers_to_go_on_to_look_and_to_start_afresh(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "no_pregnancy"}]}
    _, asker = talk(("What would you like", "look"), ("What would you like", "go_on"), saved=saved)
    assert "did not lead to a pregnancy" in "".join(asker.said)
    assert "How many embryo transfers have you had so far?" not in asker.texts()
    profile, asker = talk(("What would you like", "afresh"), ("Are you sure", "delete"))
    assert profile.transfers == "skipped"
    assert "How many embryo transfers have you had so far?" in asker.texts()


def test_skipped_is_not_asked_again(talk: Run) -> None:
    _, asker = talk()
    assert asker.said.count("Skipped. I will not guess.") > 10
    _, again = talk(("What would you like", "go_on"))
    assert again.texts()[1].startswith("These are your answers")


def test_stopping_keeps_what_was_answered(talk: Run, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        talk(("How many embryo transfers", "2"), default=Command.STOP)
    saved = Session(read_data, tmp_path / "private").load()
    assert saved is not None
    assert saved["transfers"] == [{}, {}]


def test_the_list_asks_only_what_can_still_change_it(talk: Run) -> None:
    _, without = talk(("Which extra treatments", ("none_of_these",)))
    assert not [text for text in without.texts() if "these infections" in text]
    asked = list(talk(*ON_DEXA, ("What would you like", "afresh"), ("Are you sure", "delete"))[1].asked)
    page = next(screen for screen in asked if "these infections" in screen.text)
    assert "tuberculosis" in [row.value for row in page.rows]
    assert "hepatitis_b" not in [row.value for row in page.rows]


def test_not_sure_about_some_opens_one_list_of_those_left(talk: Run) -> None:
    profile, asker = talk(
        *ON_DEXA,
        ("any of these infections", ("tuberculosis", "some")),
        ("not sure about", ("current_infection",)),
    )
    left = next(screen for screen in asker.asked if screen.text == "Which of these are you not sure about?")
    assert "tuberculosis" not in [row.value for row in left.rows]
    assert profile.history["tuberculosis"] == "yes"
    assert profile.history["current_infection"] == "not_sure"
    assert profile.history["fungal_infection"] == "no"


def test_the_name_that_was_typed_is_used(talk: Run) -> None:
    _, asker = talk(("Which extra treatments", ("something_else",)), ("What is the treatment called", "Pills {count}"))
    assert "Pills {count}: where do you stand with it?" in asker.texts()


def test_progress_is_told_in_words(talk: Run) -> None:
    _, asker = talk(default=Command.SKIP)
    parts = [screen.part for screen in asker.asked if screen.part]
    assert parts[0].startswith("Part 1 of 5: Your transfers. About ")
    assert parts[-1].startswith("Part 5 of 5: Your visit and your page. About a minute left.")


def test_every_prompt_has_an_earlier_one_but_the_first(interview: Interview, catalog: Catalog) -> None:
    flow = Flow(interview, catalog, TODAY, Relevance(catalog, TODAY).useful)
    view = flow.look({"format": 1})
    first = flow.current(view)
    assert first is not None
    assert flow.before(view, first.step) is None


class CountingFlow(Flow):
    """Counts how often the whole interview is walked."""

    walks = 0

    def _settle(self, answers: Data) -> View:
        self.walks += 1
        return super()._settle(answers)


def test_one_reply_takes_one_look_and_one_derivation_of_facts(
    interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    derived = []

    def judge(answers: Data) -> Useful:
        derived.append(1)
        return Relevance(catalog, TODAY).useful(answers)

    flow, asker = CountingFlow(interview, catalog, TODAY, judge), Scripted(("How many embryo transfers", "2"), *ON_DEXA)
    session = Session(read_data, tmp_path / "private")
    Conversation(Talk(asker, flow, TODAY), session, {"format": 1}).ask_all()
    replies = len(asker.asked)
    assert replies > 20
    assert flow.walks <= replies + 1
    assert len(derived) <= replies + 1


@pytest.mark.parametrize("text", ["x: " + "[" * 30_000, "- " * 30_000, "x: " + "{a: " * 30_000, "y" * 1_000_001, "[]"])
def test_a_saved_file_that_nobody_could_have_saved_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text(text)
    with pytest.raises(BadInput):
        Session(read_data, tmp_path).load()
    assert (tmp_path / "answers.yaml").read_text() == text


def test_thrush_is_offered_beside_the_infection_it_is_mistaken_for_and_for_nothing_else(catalog: Catalog) -> None:
    def is_useful(add_on: str, **history: str) -> bool:
        answers: Data = {"add_ons": [{"id": add_on, "status": "offered"}], "history": {**history}}
        return Relevance(catalog, TODAY).useful(answers)("history.thrush")

    assert is_useful("dexamethasone")
    assert not is_useful("dexamethasone", fungal_infection="no")
    assert not is_useful("scratching")
