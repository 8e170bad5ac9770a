"""The review: what matters first, one screen a part, and the first three chosen from a list that says what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeAlias

import msgspec
import pytest

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.choosing import Line, to_choose
from ivfprep.interview.asking import Ask, Command
from ivfprep.interview.review import SUGGESTED, WORTH_A_LOOK
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.loading.content import example_names, example_path
from ivfprep.profile import Profile
from ivfprep.prompts import Interview
from tests.interview.robots import Scripted

TODAY = date(2026, 11, 21)
ALL, WHICH, RESUME = "These are your answers", "Which answer do you want to change?", ("What would you like", "go_on")
SORRY = "Thank you for telling me. I am sorry."
TWO = {"transfers": [{"outcome": "no_pregnancy", "when": "2024"}, {"outcome": "miscarriage", "when": "2025"}]}

Review: TypeAlias = Callable[..., tuple[Profile, Scripted]]


@pytest.fixture
def review(interview: Interview, catalog: Catalog, tmp_path: Path) -> Review:
    def real(profile: Profile) -> Sequence[Line]:
        made = build_checklist(msgspec.structs.replace(profile, top=()), catalog, TODAY)
        return to_choose(made, {one.id: one.name for one in catalog.add_ons})

    def run(saved: Any, *script: Any) -> tuple[Profile, Scripted]:
        # Each run begins with what is saved, and with nothing of the one before.
        session, asker = Session(read_data, Path(mkdtemp(dir=tmp_path)) / "private"), Scripted(RESUME, *script)
        session.save({"format": 1, **saved})
        return run_interview(interview, catalog, TODAY, asker, session, lines=real), asker

    return run


def screens(asker: Scripted, text: str) -> list[Ask]:
    return [screen for screen in asker.asked if text in screen.text]


def test_nothing_scrolls_by_before_the_review_and_each_part_says_how_much_it_holds(review: Review) -> None:
    _, asker = review(TWO)
    rows = {row.value: row.label for row in screens(asker, ALL)[0].rows}
    assert next(value for value in rows if not value.startswith("step:")) == "go_on"
    assert rows["section:Your transfers"].startswith("Your transfers (")
    assert not any("did not lead" in said for said in asker.said)


def test_a_part_shows_its_answers_under_what_they_are_about(review: Review) -> None:
    _, asker = review(TWO, (ALL, "section:Your transfers"))
    shown = [(row.group, row.label) for row in screens(asker, WHICH)[0].rows]
    assert ("Transfer 1 of 2, 2024", "How it ended: It did not lead to a pregnancy") in shown
    assert ("Transfer 2 of 2, 2025", "How it ended: A miscarriage or a later loss") in shown


def test_after_a_change_the_part_comes_back_with_it(review: Review) -> None:
    profile, asker = review(
        TWO, (ALL, "section:Your transfers"), (WHICH, "1"), ("How did this transfer end", "live_birth")
    )
    before, after = screens(asker, WHICH)
    assert "It did not lead to a pregnancy" in " ".join(row.label for row in before.rows)
    assert "A baby was born" in " ".join(row.label for row in after.rows)
    assert msgspec.to_builtins(profile)["transfers"][1]["outcome"] == "miscarriage"


def test_going_back_from_an_answer_to_change_leads_to_its_part_and_changes_nothing(review: Review) -> None:
    back = ("How did this transfer end", Command.BACK)
    profile, asker = review(TWO, (ALL, "section:Your transfers"), (WHICH, "1"), back)
    asked = [screen.id for screen in asker.asked]
    assert asked[asked.index("section") :][:3] == ["section", "outcome", "section"]
    assert msgspec.to_builtins(profile)["transfers"][0]["outcome"] == "no_pregnancy"


def test_an_answered_list_says_what_was_ticked_and_what_becomes_of_the_rest(review: Review) -> None:
    ivig = {"transfers": "none", "add_ons": [{"id": "ivig"}]}
    _, asker = review(
        ivig, ("Do you have, or did you ever", ("diabetes",)), ("Which of these have you had", ("polyps",))
    )
    answers = [row.label for row in screens(asker, ALL)[0].answers]
    assert "Your health: Diabetes; the rest counts as no" in answers
    assert any(label.startswith("Tests you had: ") and label.endswith("counts as not done") for label in answers)


SKIPPED_LISTS = [
    ("Do you want any of this on your page", "More for your page", "Your visit and your page", ("doctor",), "Whom do"),
    ("What can you tell me about your tr", "What you can tell", "Your transfers", ("stage",), "How old were"),
]


@pytest.mark.parametrize(("text", "name", "part", "ticked", "follows"), SKIPPED_LISTS)
def test_a_list_that_was_skipped_is_found_in_its_part_and_can_be_changed(
    text: str, name: str, part: str, ticked: tuple[str, ...], follows: str, review: Review
) -> None:
    _, asker = review(TWO, (text, Command.SKIP))
    rows = {row.label: row.value for row in screens(asker, ALL)[0].answers}
    _, asker = review(TWO, (text, Command.SKIP), (ALL, rows[f"{name}: Skipped"]), (text, ticked))
    assert len(screens(asker, text)) == 2
    assert screens(asker, follows)
    _, asker = review(TWO, (ALL, f"section:{part}"))
    assert f"{name}: Skipped" in [row.label for row in screens(asker, WHICH)[0].rows]


@pytest.mark.parametrize("answer", ["skip_part", "skip_this"])
def test_what_was_passed_over_after_a_loss_is_found_and_taken_back(answer: str, review: Review) -> None:
    _, asker = review(TWO, (SORRY, answer), (ALL, "section:Your transfers"))
    at = [row.label.startswith("After a loss: Skip ") for row in screens(asker, WHICH)[0].rows].index(True)
    assert not screens(asker, "How many weeks")
    back = (ALL, "section:Your transfers"), (WHICH, str(at - 1)), (SORRY, "go_on"), ("How many weeks", "8")
    _, asker = review(TWO, (SORRY, answer), *back)
    assert screens(asker, "How many weeks")


@pytest.mark.parametrize(
    ("ticked", "said"),
    [("none_of_these", "I do not take it now, so it counts as offered"), ("0", "I take it now")],
)
def test_what_the_quick_form_asked_of_a_treatment_reads_back_as_it_was_picked(
    ticked: str, said: str, interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    asker = Scripted(("Which extra treatments", ("ivig",)), ("Which of them do you take now", (ticked,)))
    run_interview(interview, catalog, TODAY, asker, Session(read_data, tmp_path / "private"), quick=True)
    assert f"Where you stand: {said}" in [row.label for row in screens(asker, ALL)[0].answers]


@pytest.mark.parametrize("more", [{"before_visit": "yes"}, {"prescribed_by": "a_doctor"}])
def test_what_says_as_much_as_an_option_reads_back_as_that(more: Any, review: Review) -> None:
    _, asker = review({"transfers": "none", "add_ons": [{"id": "ivig", "status": "offered", **more}]})
    shown = [row.label for row in screens(asker, ALL)[0].answers if row.label.startswith("Where you stand: ")]
    assert shown[0].startswith("Where you stand: It was offered, and ")


def test_a_list_that_she_is_not_sure_about_says_only_that(review: Review) -> None:
    unsure = {"transfers": "none", "add_ons": "none", "work_up": {}}
    had, found = ("Which of these have you had", ("polyps", "adenomyosis")), ("What did they find", ("not_sure",))
    _, asker = review(unsure, had, found)
    answers = [row.label for row in screens(asker, ALL)[0].answers]
    assert "What the tests found: Not sure" in answers


def test_her_own_questions_stand_once_wherever_she_was_asked_for_them(review: Review) -> None:
    about_it = ("What would you like to ask about it", ("Was it my age?",))
    after_a_loss = (SORRY, "add_question"), about_it
    _, asker = review(
        {"transfers": [{"outcome": "miscarriage"}]}, *after_a_loss, ("questions of your own", ("And then?",))
    )
    answers = [row.label for row in screens(asker, ALL)[0].answers]
    assert [one for one in answers if "Was it my age?" in one] == ["Your own questions: Was it my age?; And then?"]


WHY_SKIPPED = {"transfers": [{"outcome": "no_pregnancy"}], "add_ons": [{"id": "dexamethasone", "why": ["skipped"]}]}


def test_what_was_skipped_and_would_change_the_first_three_is_pointed_out_and_leads_there(review: Review) -> None:
    _, asker = review(WHY_SKIPPED, (ALL, "step:1"), ("told is the reason", ("one_test",)))
    first, *_, last = screens(asker, ALL)
    worth = [row.label for row in first.rows if row.group == WORTH_A_LOOK]
    assert any("Why, as told" in label for label in worth)
    assert [row.value for row in first.rows][: len(worth) + 1][-1] == "go_on"
    assert not any("Why, as told" in row.label for row in last.rows if row.group == WORTH_A_LOOK)


def test_a_skipped_list_is_pointed_out_however_many_rows_it_has(review: Review) -> None:
    _, asker = review({**TWO, "history": dict.fromkeys(("blood_clot", "diabetes", "kidney_disease"), "no")})
    worth = [row.label for row in screens(asker, ALL)[0].rows if row.group == WORTH_A_LOOK]
    assert worth == ["You skipped this, and it can change your first three: Tests you had"]


def test_what_she_is_not_sure_about_is_an_answer_and_is_not_pointed_out(review: Review) -> None:
    unsure = {**WHY_SKIPPED, "add_ons": [{"id": "dexamethasone", "why": ["not_sure"]}]}
    _, asker = review(unsure)
    assert not any("Why, as told" in row.label for row in screens(asker, ALL)[0].rows)


def test_two_answers_that_do_not_fit_are_pointed_out(review: Review) -> None:
    unfit = {
        "transfers": "none",
        "work_up": {"immune_findings": "not_tested"},
        "add_ons": [{"id": "dexamethasone", "why": ["one_test"]}],
    }
    _, asker = review(unfit, ("do not fit", "both"))
    assert any("do not fit" in row.label for row in screens(asker, ALL)[0].rows if row.group == WORTH_A_LOOK)


def test_the_suggested_ones_stand_first_and_marked_and_what_they_ask_stands_nowhere_else(review: Review) -> None:
    saved = {**WHY_SKIPPED, "own_questions": ["What about travel?"]}
    profile, asker = review(saved, (ALL, "top"), ("comes first", "own-1"), ("comes second", "enough"))
    rows = screens(asker, "comes first")[0].rows
    suggested = [row.label for row in rows if row.group == SUGGESTED]
    assert rows[0].value == "enough"
    assert [row.label for row in rows[1 : len(suggested) + 1]] == suggested
    assert "Why dexamethasone for me?" in suggested
    assert len({row.label for row in rows}) == len(rows)
    assert not any(row.value == "purpose@dexamethasone" for row in rows)
    assert profile.top == ("own-1",)


def test_going_back_from_the_first_three_leaves_what_she_chose_before(review: Review) -> None:
    saved = {**WHY_SKIPPED, "own_questions": ["What about travel?"], "top": ["own-1"]}
    profile, _ = review(saved, (ALL, "top"), ("comes first", Command.BACK))
    assert profile.top == ("own-1",)


@pytest.mark.parametrize("name", example_names())
def test_lines_to_choose_stand_in_groups_and_none_is_there_twice(name: str, catalog: Catalog) -> None:
    made = build_checklist(read_answers(example_path(name), catalog, TODAY), catalog, TODAY)
    lines = to_choose(made, {one.id: one.name for one in catalog.add_ons})
    groups = [line.group for line in lines if not line.suggested]
    assert len(set(groups)) == sum(one != before for one, before in zip(groups, ["", *groups], strict=False))
    assert [line.text for line in lines if line.suggested] == [asked.ask for asked in made.handover.three]
    assert all(line.group for line in lines if not line.suggested)
    first = [line for line in lines if line.can_be_first and not line.suggested]
    assert not {line.id for line in first} & {id_ for asked in made.handover.three for id_ in asked.covers}
    assert len(first) < len(lines)
