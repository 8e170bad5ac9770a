"""What the interview asks, says and keeps, whatever the face."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ivfprep.catalog import Catalog
from ivfprep.choosing import Line
from ivfprep.errors import BadInput
from ivfprep.interview.asking import Ask, Command, Reply
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.dialogue import hold
from ivfprep.interview.finding import unsaid_row
from ivfprep.interview.flow import Flow, Useful, View
from ivfprep.interview.paths import Data, find
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.interview.talk import Talk
from ivfprep.loading.answers import read_data
from ivfprep.profile import Profile
from ivfprep.prompts import Interview
from ivfprep.transfers import transfers_of
from tests.interview.robots import Scripted, press, type_lines

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


def test_each_line_is_on_the_disk_before_the_next_is_asked_for(
    interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    typed, found = iter(["First?", "Second?", ""]), list[object]()

    class Typing(Scripted):
        def ask(self, screen: Ask) -> Reply:
            if screen.kind != "lines":
                return super().ask(screen)
            found.append(read_data(tmp_path / "private" / "answers.yaml", print).get("own_questions"))
            return next(typed)

    session = Session(read_data, tmp_path / "private")
    run_interview(interview, catalog, TODAY, Typing(("These are your answers", "go_on")), session)
    assert found == [None, ["First?"], ["First?", "Second?"]]


def test_many_transfers_that_ended_alike_are_one_screen(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "4"),
        ("all 4 end in the same way", "no_pregnancy"),
        ("What can you tell me", ("kind", "chance")),
        ("Were all 4 fresh", "frozen"),
        ("What chance", "40%"),
        ("pregnancy, or of a live birth", "pregnancy"),
    )
    assert [transfer.outcome for transfer in transfers_of(profile)] == ["no_pregnancy"] * 4
    assert [transfer.kind for transfer in transfers_of(profile)] == ["frozen"] * 4
    assert {transfer.chance for transfer in transfers_of(profile)} == {"40"}
    assert not [text for text in asker.texts() if "this transfer" in text]


ALL_FOUR, EACH = "all 4 end in the same way", "How did this transfer end"


def endings(profile: Profile) -> list[str]:
    return [transfer.outcome for transfer in transfers_of(profile)]


def test_who_is_not_sure_how_all_ended_is_asked_about_each_one(talk: Run) -> None:
    told = [(EACH, word) for word in ("not_sure", "no_pregnancy", "miscarriage", "not_sure")]
    profile, asker = talk(("How many embryo transfers", "4"), (ALL_FOUR, "not_sure"), *told)
    assert endings(profile) == ["not_sure", "no_pregnancy", "miscarriage", "not_sure"]
    screen = next(screen for screen in asker.asked if ALL_FOUR in screen.text)
    labels = {row.value: row.label for row in screen.rows}
    assert labels["not_sure"] == "Not sure: ask me about each one"
    assert unsaid_row(screen.rows, "I don't know") == list(labels).index("not_sure")


@pytest.mark.parametrize("first", ["no_pregnancy", "prefer_not_to_say", Command.SKIP])
@pytest.mark.parametrize("then", ["differ", "not_sure"])
def test_what_was_said_of_all_is_asked_of_each_after_it_is_taken_back(talk: Run, first: Any, then: str) -> None:
    told = [(EACH, word) for word in ("live_birth", "no_pregnancy", "ectopic", "no_pregnancy")]
    back = (("What can you tell me", Command.BACK), (ALL_FOUR, then))
    profile, _ = talk(("How many embryo transfers", "4"), (ALL_FOUR, first), *back, *told)
    assert endings(profile) == ["live_birth", "no_pregnancy", "ectopic", "no_pregnancy"]


def test_going_back_leads_to_the_prompt_that_filled_in_an_answer_for_all(talk: Run) -> None:
    tell = ("What can you tell me", ("kind", "quality"))
    kinds, qualities = ("Were all 4 fresh", "frozen"), ("quality of the embryos", "good")
    back = [("pregnancies have you lost", Command.BACK), ("quality of the embryos", Command.BACK)]
    back += [("Were all 4 fresh", Command.BACK), ("What can you tell me", Command.BACK)]
    _, asker = talk(
        ("How many embryo transfers", "4"),
        (ALL_FOUR, "no_pregnancy"),
        tell,
        kinds,
        qualities,
        *back,
        (ALL_FOUR, "differ"),
    )
    asked = [screen.id for screen in asker.asked]
    at = asked.index("losses_outside")
    assert asked[at + 1 : at + 6] == ["all_quality", "all_kind", "tell", "all_outcome", "outcome"]


def test_endings_filled_in_by_an_earlier_version_are_asked_and_her_own_stay(
    interview: Interview, catalog: Catalog
) -> None:
    """An earlier version filled in "not sure" for all; one of them she has answered since."""
    unsure: Data = {"outcome": "not_sure"}
    flow = Flow(interview, catalog, TODAY, Relevance(catalog, TODAY).useful)
    saved: Data = {
        "format": 1,
        "transfers": [unsure, {"outcome": "live_birth"}, unsure, unsure],
        "put_aside": {"asked": {"all_outcome": "not_sure"}},
    }
    view = flow.look(saved)
    step = next(seen.step for seen in view.seen if seen.step.prompt.id == "all_outcome")
    view = flow.give(view.answers, step, "differ")
    open_ = [seen.step.at for seen in view.seen if seen.step.prompt.id == "outcome" and flow.is_open(seen, view)]
    assert open_ == [0, 2, 3]
    assert find(view.answers, "transfers.1.outcome") == "live_birth"


@pytest.mark.parametrize("then", ["differ", "not_sure", Command.SKIP])
def test_endings_given_one_by_one_stay_when_it_is_asked_again_of_all(talk: Run, then: Any) -> None:
    told = ["no_pregnancy", "live_birth", "no_pregnancy", "not_sure"]
    first = (ALL_FOUR, "differ"), *((EACH, word) for word in told)
    again = ("What can you tell me", Command.BACK), *[(EACH, Command.BACK)] * 4, (ALL_FOUR, then)
    profile, _ = talk(("How many embryo transfers", "4"), *first, *again)
    assert endings(profile) == told


def test_the_quick_form_keeps_no_ending_that_was_taken_back(talk: Run) -> None:
    back = (("pregnancies have you lost", Command.BACK), ("How did your transfers end", "differ"))
    screens = ("How many embryo transfers", "2"), ("How did your transfers end", "no_pregnancy"), *back
    profile, _ = talk(*screens, quick=True)
    assert endings(profile) == ["skipped", "skipped"]


def test_only_what_she_can_tell_is_asked_and_one_by_one_where_it_differs(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "3"),
        ("What can you tell me", ("kind",)),
        ("Were all 3 fresh", "differ"),
        ("fresh or a frozen", "fresh"),
        ("fresh or a frozen", "frozen"),
    )
    assert [transfer.kind for transfer in transfers_of(profile)] == ["fresh", "frozen", "skipped"]
    assert {transfer.chance for transfer in transfers_of(profile)} == {"skipped"}
    assert "When was this transfer?" not in asker.texts()
    assert not [text for text in asker.texts() if "What chance" in text]


def test_nobody_is_asked_what_they_can_tell_who_has_told_all_of_it(talk: Run) -> None:
    told: dict[str, Any] = {
        "outcome": "no_pregnancy",
        "when": "2024",
        "kind": "fresh",
        "chance": "40",
        "chance_of": "pregnancy",
    }
    told |= {"stage": "early", "quality": "good", "tested": "no", "embryos": 1}
    _, asker = talk(("What would you like to do?", "go_on"), saved={"transfers": [told]})
    assert not [text for text in asker.texts() if "What can you tell me" in text]


def test_after_each_loss_there_is_one_sentence_and_a_choice(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "2"),
        ("How did this transfer end", "miscarriage"),
        (SORRY, "add_question"),
        ("ask about it", ("Why?",)),
        ("How did this transfer end", "ectopic"),
        (SORRY, "use_word"),
        ("your word for it", "our star"),
        ("Apart from any transfers", "1"),
    )
    assert sum(text.startswith(SORRY) for text in asker.texts()) == 3
    assert profile.own_questions == ("Why?",)
    assert [transfer.own_word for transfer in transfers_of(profile)] == ["", "our star"]


def test_after_a_loss_the_part_can_be_skipped_and_is_not_come_back_to(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "3"), ("How did this transfer end", "miscarriage"), (SORRY, "skip_part")
    )
    assert [transfer.outcome for transfer in transfers_of(profile)] == ["miscarriage", "skipped", "skipped"]
    here = asker.texts().index(next(text for text in asker.texts() if text.startswith(SORRY)))
    assert "extra treatments" in asker.texts()[here + 1]


def test_after_a_loss_one_can_stop_and_is_asked_again_how_to_go_on(talk: Run, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        talk(("How many embryo", "1"), ("How did this transfer end", "miscarriage"), (SORRY, "stop_now"))
    _, asker = talk(("What would you like to do?", "go_on"))
    assert asker.texts()[1].startswith(SORRY)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("8", 8),
        ("10 weeks", 10),
        ("nine weeks", 9),
        ("10+3", 10),
        ("very early", "very_early"),
        ("rather not say", "prefer_not_to_say"),
    ],
)
def test_how_far_it_came_is_said_in_words_or_weeks_or_not_at_all(talk: Run, typed: str, weeks: object) -> None:
    profile, _ = talk(
        ("How many embryo", "1"),
        ("How did this transfer end", "miscarriage"),
        (SORRY, "go_on"),
        ("How many weeks", typed),
    )
    assert transfers_of(profile)[0].weeks == weeks


def test_what_is_left_off_after_a_loss_leaves_the_story_and_comes_back(talk: Run) -> None:
    ended = ("How many embryo", "1"), ("How did this transfer end", "miscarriage")
    profile, _ = talk(*ended, (SORRY, "leave_off"))
    assert profile.leave_out == ("story_transfers",)
    profile, _ = talk(
        ("What would you like to do?", "go_on"),
        ("These are your answers", "section:Your transfers"),
        ("Which answer do you want", "1"),
        ("How did this transfer end", Command.KEEP),
    )
    assert profile.leave_out == ("story_transfers",)


OFF_ROW = "my transfers and losses are left off"
LOST = ("How did this transfer end", "ectopic"), ("How did this transfer end", "miscarriage")


def test_what_is_left_off_after_one_loss_stays_off_whatever_is_said_after_the_next(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo", "3"), *LOST, LOST[0], (SORRY, "leave_off"), (SORRY, "go_on"), (SORRY, "add_question")
    )
    assert profile.leave_out == ("story_transfers",)
    review = next(screen for screen in asker.asked if screen.id == "review")
    assert any(OFF_ROW in row.label for row in review.rows)


def test_what_is_left_off_is_put_back_by_its_own_screen_unless_another_left_it_off_too(talk: Run) -> None:
    first, second = LOST
    two, back = ("How many embryo", "2"), (first[0], Command.BACK)
    profile, _ = talk(two, first, (SORRY, "leave_off"), back, (SORRY, "go_on"), second, (SORRY, "go_on"))
    assert profile.leave_out == ()
    afresh = ("What would you like to do?", "afresh"), ("Are you sure", "delete")
    both = (SORRY, "leave_off"), second, (SORRY, "leave_off"), ("What can you tell me", Command.BACK)
    profile, _ = talk(*afresh, two, first, *both, (SORRY, "go_on"))
    assert profile.leave_out == ("story_transfers",)


def test_the_first_transfer_is_said_to_be_the_earliest_and_two_are_both(talk: Run) -> None:
    _, asker = talk(
        ("How many embryo", "2"), ("What can you tell me", ("kind",)), ("Were both fresh, or both frozen?", "differ")
    )
    assert asker.script == []
    parts = [screen.part for screen in asker.asked if screen.id == "outcome"]
    assert ["the earliest" in part for part in parts] == [True, False]


def test_the_answer_so_far_is_about_the_rows_that_are_shown(talk: Run) -> None:
    _, asker = talk(
        ("Which of these have you had", ("polyps", "some")), ("not sure about", ("endometritis",)), default=Command.SKIP
    )
    found = next(screen for screen in asker.asked if screen.id == "results")
    assert "ndometritis" not in found.so_far
    assert not any("ndometritis" in row.label for row in found.rows)


def test_what_leaves_it_open_is_taken_as_the_row_that_means_that(talk: Run) -> None:
    _, asker = talk(("How many embryo", "2"), *LOST, (SORRY, "go_on"))
    loss = next(screen for screen in asker.asked if screen.opening == SORRY)
    assert type_lines(loss, "rather not say")[0] == press(loss, "rather not say\r") == "leave_off"
    tell = next(screen for screen in asker.asked if screen.id == "tell")
    assert type_lines(tell, "not sure")[0] == press(tell, "not sure\r\r") == ("none_of_these",)


def test_a_country_is_found_by_the_names_that_people_use(talk: Run) -> None:
    _, asker = talk(("Do you want any of this", ("emergency",)))
    country = next(screen for screen in asker.asked if screen.id == "country")
    for name in ("UK", "England", "united kingdom"):
        assert press(country, f"{name}\r") == type_lines(country, name)[0] == "GB"


def test_what_was_left_off_is_put_back_in_the_review_and_only_where_it_is_unticked(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "miscarriage"}], "leave_out": ["story_transfers", "not_in_the_list_now"]}
    go_on, page = ("What would you like to do?", "go_on"), ("These are your answers", "leave_out")
    profile, asker = talk(go_on, (SORRY, "go_on"), page, ("off your page", ("story_transfers", "two")), saved=saved)
    assert set(profile.leave_out) == {"story_transfers", "not_in_the_list_now", "two"}
    asked = next(screen for screen in asker.asked if screen.id == "leave_out")
    assert "story_transfers" in [row.value for row in asked.rows if row.value in asked.ticked]
    profile, _ = talk(go_on, page, ("off your page", ("two",)))
    assert "story_transfers" not in profile.leave_out


@pytest.mark.parametrize(("found", "rows"), [("not_tested", 3), ("nothing_found", 4)])
def test_what_was_found_is_offered_to_change_only_where_it_was_tested(talk: Run, found: str, rows: int) -> None:
    """The list of what was found holds no row about a test that she did not have."""
    named = [{"id": "ivig", "status": "offered", "why": ["one_test"]}]
    saved = {"transfers": "none", "add_ons": named, "work_up": {"immune_findings": found}}
    _, asker = talk(("What would you like", "go_on"), ("do not fit", "both"), saved=saved)
    screen = next(screen for screen in asker.asked if "do not fit" in screen.text)
    assert len([row for row in screen.rows if row.value in ("tests", "results", "why", "both")]) == rows


def test_who_has_no_question_of_her_own_is_not_told_that_she_skipped_it(talk: Run) -> None:
    done = {"transfers": "none", "add_ons": "none", "losses_outside_transfers": 0}
    said = []
    for own in ((), ("What now?",)):
        _, asker = talk(("What would you like", "go_on"), ("questions of your own", own), saved=done)
        said.append(asker.said)
        review = next(screen for screen in asker.asked if screen.id == "review")
        told = "What now?" if own else "None"
        assert f"Your own questions: {told}" in [row.label for row in review.answers]
    assert said[0] == said[1]


def test_what_the_same_as_for_another_leaves_open_is_asked_as_more_of_it(talk: Run) -> None:
    ivig = {"id": "ivig", "status": "offered", "why": ["one_test"]}
    named = [ivig, {"id": "heparin", "status": "taking", "why": ["not_told"]}]
    plan = "which of these were you told or given"
    go_on = ("What would you like", "go_on")
    script = (
        go_on,
        (f"IVIG: {plan}", ("start",)),
        (f"Heparin: {plan}", ("the_same",)),
        (f"Heparin: {plan}", ("none_of_these",)),
    )
    _, asker = talk(*script, saved={"transfers": "none", "add_ons": named})
    same, more = [screen for screen in asker.asked if f"Heparin: {plan}" in screen.text]
    assert (same.opening, more.opening) == ("", "There is more to ask about this one.")
    assert [row.value for row in more.rows if not row.alone] == ["how_reduced"]


def test_the_same_as_for_another_treatment_takes_over_what_was_said_of_it(talk: Run) -> None:
    profile, asker = talk(
        ("Which extra treatments", ("dexamethasone", "intralipids")),
        ("Dexamethasone: where do you stand", "offered"),
        ("Dexamethasone: what were you told", ("one_test",)),
        ("Dexamethasone: which test", "NK cells"),
        ("Dexamethasone: which of these", ("start", "how_reduced")),
        ("Intralipids: where do you stand", "the_same"),
    )
    assert isinstance(profile.add_ons, tuple)
    dexamethasone, intralipids = profile.add_ons
    for name in ("status", "before_visit", "why", "target"):
        assert getattr(intralipids, name) == getattr(dexamethasone, name)
    assert (intralipids.plan.start, intralipids.plan.stop) == ("told", "not_told")
    assert intralipids.plan.how_reduced == "skipped"  # a drip is not brought down
    assert sum(text.startswith("Intralipids") for text in asker.texts()) == 1


@pytest.mark.parametrize(
    ("reason", "support"), [(("support",), "yes"), (("one_test",), "no"), (("not_told",), "skipped")]
)
def test_the_usual_support_is_one_of_the_reasons(talk: Run, reason: Any, support: str) -> None:
    profile, _ = talk(
        ("Which extra treatments", ("progesterone", "dexamethasone")),
        ("Progesterone: what were you told", reason),
        ("Dexamethasone: what were you told", ("one_test",)),
    )
    assert isinstance(profile.add_ons, tuple)
    told = {one.id: one.luteal_support for one in profile.add_ons}
    assert told == {"progesterone": support, "dexamethasone": "skipped"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("taking", ("taking", "skipped", "a_doctor")),
        ("alone", ("taking", "skipped", "nobody")),
        ("soon", ("offered", "yes", "a_doctor")),
        ("offered", ("offered", "no", "a_doctor")),
        ("some_time", ("offered", "skipped", "a_doctor")),
        ("considering", ("considering", "skipped", "nobody")),
    ],
)
def test_where_she_stands_is_one_screen(talk: Run, row: str, told: Any) -> None:
    profile, _ = talk(("Which extra treatments", ("heparin",)), ("where do you stand", row))
    assert isinstance(profile.add_ons, tuple)
    one = profile.add_ons[0]
    assert (one.status, one.before_visit, one.prescribed_by) == told
    talk(("What would you like to do?", "afresh"), ("Are you sure", "delete"))


def test_where_she_stands_is_read_back_as_she_said_it_when_the_doctor_is_known(talk: Run) -> None:
    told = ("Which extra treatments", ("heparin",)), ("where do you stand", "some_time")
    talk(*told, ("who prescribes it", "fertility_clinic"))
    _, asker = talk(("What would you like to do?", "go_on"))
    review = next(screen for screen in asker.asked if screen.id == "review")
    assert "Where you stand: It was offered, and I do not know when" in [row.label for row in review.answers]


def test_a_row_that_is_chosen_anew_takes_back_what_the_old_one_gave(talk: Run) -> None:
    talk(("Which extra treatments", ("heparin",)), ("where do you stand", "soon"))
    profile, _ = talk(
        ("What would you like to do?", "go_on"),
        ("These are your answers", "section:Your extra treatments"),
        ("Which answer do you want", "1"),
        ("where do you stand", "some_time"),
    )
    assert isinstance(profile.add_ons, tuple)
    assert profile.add_ons[0].before_visit == "skipped"


def test_a_treatment_that_is_not_listed_is_named_in_the_list(talk: Run) -> None:
    named = ("something_else: vitamin D", "something_else: herbal tea")
    profile, asker = talk(("Which extra treatments", named))
    assert isinstance(profile.add_ons, tuple)
    assert [(one.id, one.name) for one in profile.add_ons] == [
        ("something_else", "vitamin D"),
        ("something_else", "herbal tea"),
    ]
    assert "Vitamin D: where do you stand?" in asker.texts()
    assert "What is the treatment called?" not in asker.texts()


def test_one_of_two_months_is_kept_as_one_of_two_and_of_two_days_it_is_asked_which(talk: Run) -> None:
    told = ("How many embryo transfers", "2"), ("What can you tell me", ("when",))
    dates = (
        ("When was this transfer", "march or april 2024"),
        ("When was this transfer", "between May and July last year"),
    )
    visit = ("What day is your visit", "3 or 4 December"), ("can be two dates", "2026-12-04")
    profile, asker = talk(*told, *dates, *visit)
    assert [one.when for one in transfers_of(profile)] == ["March or April 2024", "between May and July 2025"]
    assert profile.visit.date == "2026-12-04"
    assert "I took that as March or April 2024." in asker.said


@pytest.mark.parametrize("words", ["not_sure", "prefer_not_to_say"])
def test_which_of_two_dates_is_meant_can_be_left_open(talk: Run, words: str) -> None:
    told = ("How many embryo transfers", "1"), ("What can you tell me", ("when",))
    profile, asker = talk(*told, ("When was this transfer", "3/4/2024"), ("can be two dates", words))
    assert transfers_of(profile)[0].when == words
    which = next(screen for screen in asker.asked if screen.id == "which_meaning")
    typed = words.replace("_", " ")
    assert type_lines(which, typed)[0] == press(which, f"{typed}\r") == words


def test_last_summer_is_asked_back_and_this_spring_is_echoed(talk: Run) -> None:
    told = ("How many embryo transfers", "2"), ("What can you tell me", ("when",))
    dates = ("When was this transfer", "last summer"), ("can be two dates", "summer 2025")
    profile, asker = talk(*told, *dates, ("When was this transfer", "this spring"))
    assert isinstance(profile.transfers, tuple)
    assert [one.when for one in profile.transfers] == ["summer 2025", "spring 2026"]
    assert "I took that as spring 2026." in asker.said


@pytest.mark.parametrize(("wishes", "said"), [(("doctor",), "Dr Okafor"), (("clinic",), ""), (("none_of_these",), "")])
def test_whom_she_sees_is_asked_only_where_she_wants_it(talk: Run, wishes: tuple[str, ...], said: str) -> None:
    profile, asker = talk(("any of this on your page", wishes), ("Whom do you see", "Dr Okafor"))
    assert profile.visit.doctor == said
    assert ("Whom do you see at this visit?" in asker.texts()) == bool(said)


@pytest.mark.parametrize("skipped", ["skip_this", Command.SKIP])
def test_of_one_loss_she_can_tell_no_more_and_go_on_with_the_others(talk: Run, skipped: Reply) -> None:
    told = ("How many embryo transfers", "2"), *[("How did this transfer end", "miscarriage")] * 2
    profile, _ = talk(*told, (SORRY, skipped), (SORRY, "go_on"), ("How many weeks", "8"))
    assert isinstance(profile.transfers, tuple)
    assert [(one.outcome, one.weeks) for one in profile.transfers] == [("miscarriage", "skipped"), ("miscarriage", 8)]
    assert profile.leave_out == ()
    alone = talk(("How many embryo transfers", "1"), ("How did this transfer end", "miscarriage"))[1]
    assert not [row for screen in alone.asked for row in screen.rows if row.value == "skip_this"]


WHICH = "Which extra treatments"


def test_a_brand_stays_with_its_treatment_and_is_said(talk: Run) -> None:
    profile, asker = talk((WHICH, ("heparin as Clexane", "other_steroid: Medrol")), ("Heparin (Clexane)", "taking"))
    assert isinstance(profile.add_ons, tuple)
    assert [(one.id, one.called, one.name) for one in profile.add_ons] == [
        ("heparin", "Clexane", ""),
        ("other_steroid", "", "Medrol"),
    ]
    assert "Medrol: where do you stand?" in asker.texts()
    assert "What is the treatment called?" not in asker.texts()


@pytest.mark.parametrize(
    ("then", "called"),
    [
        (Command.KEEP, "Clexane"),
        (("heparin",), "Clexane"),
        (("heparin as Fragmin",), "Fragmin"),
        (("aspirin",), ""),
        (("something_else: Fragmin",), "Fragmin"),
    ],
)
def test_a_brand_is_kept_or_changed_when_the_list_is_gone_back_to(talk: Run, then: Any, called: str) -> None:
    script = (WHICH, ("heparin as Clexane",)), ("where do you stand", Command.BACK), (WHICH, then)
    profile, asker = talk(*script)
    assert isinstance(profile.add_ons, tuple)
    assert [one.called for one in profile.add_ons] == [called]
    assert next(screen.so_far for screen in asker.asked if screen.so_far) == "Heparin (Clexane)"


def test_a_listed_treatment_that_is_typed_as_another_is_the_listed_one(talk: Run) -> None:
    profile, _ = talk((WHICH, ("something_else: heparin", "something_else: clexane", "something_else: Reiki")))
    assert isinstance(profile.add_ons, tuple)
    assert [(one.id, one.called or one.name) for one in profile.add_ons] == [
        ("heparin", "Clexane"),
        ("something_else", "Reiki"),
    ]


def test_only_what_was_found_is_ticked_and_only_for_tests_that_were_done(talk: Run) -> None:
    profile, asker = talk(
        ("Which extra treatments", ("dexamethasone",)),
        ("Which of these have you had", ("immune", "polyps", "endometritis")),
        ("What did they find", ("repeated", "polyps_treated")),
    )
    rows = next(screen.rows for screen in asker.asked if "What did they find" in screen.text)
    assert not [row for row in rows if "denomyosis" in row.label]
    work_up = profile.work_up
    assert (work_up.immune_findings, work_up.polyps) == ("repeated", "treated")
    assert (work_up.chronic_endometritis, work_up.adenomyosis) == ("not_found", "not_checked")


@pytest.mark.parametrize("outcome", ["not_sure", "no_pregnancy", Command.SKIP])
def test_nobody_is_consoled_for_a_loss_that_was_not_told(talk: Run, outcome: Any) -> None:
    _, asker = talk(("How many embryo transfers", "1"), ("How did this transfer end", outcome))
    assert not [text for text in asker.texts() if text.startswith(SORRY)]


ON_DEXA = (("Which extra treatments", ("dexamethasone",)), ("where do you stand", "taking"))
HEALTH = "Do you have, or did you ever have, any of these?"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("allergy_dexamethasone", True),
        ("current_infection", True),
        ("fungal_infection", True),
        ("tuberculosis", False),
        ("diabetes", False),
    ],
)
def test_only_what_is_urgent_is_said_at_once_and_there_and_then(talk: Run, row: str, said: bool) -> None:
    _, asker = talk(*ON_DEXA, (HEALTH, (row,)), (CALL, "read"))
    texts = asker.texts()
    assert texts.count(CALL) == (1 if said else 0)
    if said:
        assert texts[texts.index(CALL) - 1] == HEALTH


def test_what_is_only_offered_for_after_the_visit_is_not_urgent(talk: Run) -> None:
    offered = (("Which extra treatments", ("dexamethasone",)), ("where do you stand", "offered"))
    _, asker = talk(*offered, (HEALTH, ("current_infection",)))
    assert CALL not in asker.texts()
    _, asker = talk(("where do you stand", "offered"), saved={"add_ons": [{"id": "dexamethasone"}]})
    assert CALL not in asker.texts()


def test_answers_that_do_not_fit_are_asked_about_once(talk: Run) -> None:
    profile, asker = talk(
        ("How many embryo transfers", "2"),
        ("How did this transfer end", "miscarriage"),
        ("How did this transfer end", "miscarriage"),
        ("Apart from any transfers", "2"),
        ("Are these the same ones", "losses_outside"),
        ("Apart from any transfers", "0"),
    )
    assert profile.losses_outside_transfers == 0
    assert sum("same ones" in text for text in asker.texts()) == 1
    assert asker.asked[[("same ones" in text) for text in asker.texts()].index(True) + 1].so_far == "2"


def test_both_answers_can_be_right(talk: Run) -> None:
    profile, asker = talk(
        ("Which extra treatments", ("dexamethasone",)),
        ("told is the reason", ("one_test",)),
        ("Which of these have you had", ("none_of_these",)),
        ("do not fit", "both"),
    )
    assert profile.work_up.immune_findings == "not_tested"
    assert sum("do not fit" in text for text in asker.texts()) == 1


NEWEST_FIRST = (
    ("How many embryo transfers", "3"),
    ("What can you tell me", ("when",)),
    ("When was this transfer", "May 2024"),
    ("When was this transfer", "March 2024"),
)
ORDER = "By its date, transfer 2 (March 2024) was before transfer 1 (May 2024). Is that right?"


def test_a_transfer_dated_before_an_earlier_one_is_told_at_once_and_once_and_stays(talk: Run) -> None:
    profile, asker = talk(*NEWEST_FIRST, (ORDER, "both"), ("When was this transfer", "January 2024"))
    asked = asker.texts()
    assert asked.count(ORDER) == 1
    here = asked.index(ORDER)
    assert [asker.asked[at].id for at in (here - 1, here, here + 1)] == ["when", "fit_order", "when"]
    assert [one.when for one in transfers_of(profile)] == ["May 2024", "March 2024", "January 2024"]
    review = next(screen for screen in asker.asked if screen.id == "review")
    assert any("do not fit: The order of your transfers" in row.label for row in review.rows)


@pytest.mark.parametrize(("which", "when"), [("1", "March 2025"), ("0", "about April 2024")])
def test_either_of_two_dates_out_of_order_is_changed_where_it_is_told(talk: Run, which: str, when: str) -> None:
    change = (ORDER, "when"), ("Which one do you want", which), ("When was this transfer", when)
    profile, asker = talk(*NEWEST_FIRST, *change)
    assert transfers_of(profile)[int(which)].when == when
    assert len(next(screen for screen in asker.asked if screen.id == "which_to_mend").rows) == 2
    assert sum(screen.id == "fit_order" for screen in asker.asked) == 1


def test_a_skipped_word_about_the_order_is_never_in_the_way(talk: Run) -> None:
    profile, asker = talk(*NEWEST_FIRST, ("Is that right?", Command.SKIP))
    assert sum(screen.id == "fit_order" for screen in asker.asked) == 1
    assert [one.when for one in transfers_of(profile)] == ["May 2024", "March 2024", "skipped"]


def test_a_transfer_after_the_visit_is_told_where_it_is_dated(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "no_pregnancy"}], "visit": {"date": "2026-03-01"}}
    profile, asker = talk(
        ("What would you like to do?", "go_on"),
        ("What can you tell me", ("when",)),
        ("When was this transfer", "May 2026"),
        ("after the day of your visit", "visit_date"),
        ("What day is your visit", "3 December"),
        saved=saved,
    )
    assert profile.visit.date == "2026-12-03"
    ids = [screen.id for screen in asker.asked]
    assert ids[ids.index("fit_visit") - 1 : ids.index("fit_visit") + 2] == ["when", "fit_visit", "visit_date"]


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


LEFT_OUT = "want out of your printed story"


def test_one_transfer_is_left_out_of_the_printed_story_keeps_its_answers_moves_and_comes_back(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "no_pregnancy"}, {"outcome": "miscarriage", "weeks": 8}]}
    resume, part, what = (
        ("What would you like", "go_on"),
        ("These are your answers", "transfers"),
        "What do you want to do",
    )
    move = part, (what, "move"), ("Which one?", "1"), ("Which place", "0")
    look = ("These are your answers", "section:Your transfers")
    profile, asker = talk(resume, part, (what, "leave"), (LEFT_OUT, ("1",)), *move, look, saved=saved)
    assert [(one.outcome, one.weeks, one.in_story) for one in transfers_of(profile)] == [
        ("miscarriage", 8, "no"),
        ("no_pregnancy", "skipped", "yes"),
    ]
    groups = {row.group for screen in asker.asked if screen.id == "section" for row in screen.rows}
    assert "Transfer 1 of 2 (left out of my story)" in groups
    assert "Transfer 2 of 2" in groups
    profile, asker = talk(resume, part, (what, "leave"), (LEFT_OUT, Command.BACK))
    left = next(screen for screen in asker.asked if LEFT_OUT in screen.text)
    assert left.ticked == ("0",)
    assert transfers_of(profile)[0].in_story == "no"
    profile, _ = talk(resume, part, (what, "leave"), (LEFT_OUT, "none"))
    assert [one.in_story for one in transfers_of(profile)] == ["yes", "yes"]


def test_a_transfer_is_listed_by_how_it_ended_and_when_in_words(talk: Run) -> None:
    saved = {
        "transfers": [
            {"outcome": "not_sure", "when": "March 2024"},
            {"outcome": "no_pregnancy", "when": "not_sure"},
            {"outcome": "waiting", "when": "about 2025"},
            {"outcome": "miscarriage", "own_word": "our Zoe", "when": "skipped"},
            {"outcome": "prefer_not_to_say", "when": "prefer_not_to_say"},
        ]
    }
    part, what = ("These are your answers", "transfers"), "What do you want to do"
    leave, remove = (part, (what, "leave"), (LEFT_OUT, Command.BACK)), (part, (what, "remove"), ("Which one", "0"))
    _, asker = talk(("What would you like", "go_on"), *leave, *remove, saved=saved)
    lists = [screen for screen in asker.asked if screen.id in ("leave_out_transfers", "which_entry")]
    assert len(lists) == 2
    for screen in lists:
        assert [row.label for row in screen.rows][:5] == [
            "Transfer 1: not sure how it ended, March 2024",
            "Transfer 2: it did not lead to a pregnancy, not sure when",
            "Transfer 3: I am pregnant, or I wait to know, about 2025",
            "Transfer 4: our Zoe",
            "Transfer 5",
        ]


def test_who_leaves_a_transfer_out_is_told_that_it_is_still_counted(talk: Run) -> None:
    saved = {"transfers": [{"outcome": "miscarriage"}]}
    part, leave = ("These are your answers", "transfers"), ("What do you want to do", "leave")
    _, asker = talk(("What would you like", "go_on"), part, leave, (LEFT_OUT, Command.BACK), saved=saved)
    help_ = next(screen.help for screen in asker.asked if screen.id == "leave_out_transfers")
    assert "Your printed story and timeline do not tell of them" in help_
    assert 'the page still counts them, and a question may say "my losses"' in help_


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
    part = ("Which part would you like", "section:Your transfers")
    _, asker = talk(("What would you like", "look"), part, ("What would you like", "go_on"), saved=saved)
    shown = next(screen for screen in asker.asked if screen.text.startswith("Which answer"))
    assert any("did not lead to a pregnancy" in row.label for row in shown.rows)
    assert "How many embryo transfers have you had so far?" not in asker.texts()
    profile, asker = talk(("What would you like", "afresh"), ("Are you sure", "delete"))
    assert profile.transfers == "skipped"
    assert "How many embryo transfers have you had so far?" in asker.texts()


def test_skipped_is_not_asked_again(talk: Run) -> None:
    _, asker = talk()
    assert asker.said.count("Skipped. I will not guess.") > 5
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
    assert "tuberculosis" not in rows_of(without, HEALTH)
    assert "allergy_medicine" in rows_of(without, HEALTH)
    _, on_dexa = talk(("What would you like", "afresh"), ("Are you sure", "delete"), *ON_DEXA)
    assert "tuberculosis" in rows_of(on_dexa, HEALTH)
    assert "hepatitis_b" not in rows_of(on_dexa, HEALTH)


def rows_of(asker: Scripted, text: str) -> list[str]:
    screen = next(screen for screen in asker.asked if screen.text == text)
    return [row.value for row in screen.rows]


def test_allergies_are_asked_once_and_named_only_where_there_is_one(talk: Run) -> None:
    _, asker = talk(("Which extra treatments", ("none_of_these",)), (HEALTH, ("none_of_these",)))
    assert not [text for text in asker.texts() if "allergic" in text]
    profile, asker = talk(
        ("What would you like", "afresh"),
        ("Are you sure", "delete"),
        (HEALTH, ("allergy_medicine",)),
        ("medicines are you allergic", "penicillin"),
    )
    assert profile.allergies == "penicillin"


def test_a_long_list_is_in_groups_of_at_most_ten_with_their_names(talk: Run) -> None:
    _, asker = talk(("Which extra treatments", ("dexamethasone", "ivig", "intralipids", "anti_tnf")))
    for text in (HEALTH, "Which extra treatments (add-ons) do you take, or have you been offered?"):
        rows = next(screen.rows for screen in asker.asked if screen.text == text)
        groups = [row.group for row in rows if not row.alone and row.value != "some"]
        assert all(groups)
        assert max(groups.count(group) for group in groups) <= 10
        assert len(set(groups)) == sum(one != other for one, other in zip(groups, [*groups[1:], ""], strict=True))


def test_not_sure_about_some_opens_one_list_of_those_left(talk: Run) -> None:
    profile, asker = talk(
        *ON_DEXA,
        (HEALTH, ("tuberculosis", "some")),
        ("not sure about", ("current_infection",)),
    )
    left = next(screen for screen in asker.asked if screen.text == "Which of these are you not sure about?")
    assert "tuberculosis" not in [row.value for row in left.rows]
    assert profile.history["tuberculosis"] == "yes"
    assert profile.history["current_infection"] == "not_sure"
    assert profile.history["fungal_infection"] == "no"


def test_what_is_not_sure_stays_so_without_the_whole_list_again(talk: Run) -> None:
    """Gone back to, only what she was not sure about is asked about, in one row; the rest need not be gone through."""
    first = (HEALTH, ("tuberculosis", "some")), ("not sure about", ("current_infection", "diabetes"))
    back = ("These are your answers", "section:Your health"), ("Which answer", "0")
    profile, asker = talk(*ON_DEXA, *first, *back, (HEALTH, ("tuberculosis", "seizures", "still")))
    again = [screen for screen in asker.asked if screen.text == HEALTH][1]
    label = next(row.label for row in again.rows if row.value == "still")
    assert label.startswith("Still not sure about: ")
    assert {"tuberculosis", "still"} == set(again.ticked)
    assert [screen.id for screen in asker.asked].count("unsure") == 1
    assert profile.history["seizures"] == profile.history["tuberculosis"] == "yes"
    assert profile.history["current_infection"] == profile.history["diabetes"] == "not_sure"
    assert profile.history["ulcers"] == "no"


@pytest.mark.parametrize(("ticked", "said"), [(("seizures",), "no"), (("diabetes", "still"), "yes")])
def test_what_was_not_sure_is_settled_where_it_is_ticked_or_let_go(talk: Run, ticked: Any, said: str) -> None:
    first = (HEALTH, ("tuberculosis", "some")), ("not sure about", ("diabetes",))
    back = ("These are your answers", "section:Your health"), ("Which answer", "0")
    profile, _ = talk(*ON_DEXA, *first, *back, (HEALTH, ticked))
    assert profile.history["diabetes"] == said


def test_more_that_is_not_sure_is_asked_for_among_the_others_alone(talk: Run) -> None:
    first = (HEALTH, ("tuberculosis", "some")), ("not sure about", ("diabetes",))
    back = ("These are your answers", "section:Your health"), ("Which answer", "0")
    more = (HEALTH, ("tuberculosis", "still", "some")), ("not sure about", ("ulcers",))
    profile, asker = talk(*ON_DEXA, *first, *back, *more)
    left = [screen for screen in asker.asked if screen.id == "unsure"][1]
    assert {"tuberculosis", "diabetes"}.isdisjoint(row.value for row in left.rows)
    assert profile.history["diabetes"] == profile.history["ulcers"] == "not_sure"


@pytest.mark.parametrize("text", [HEALTH, "Which of these have you had", "which of these were you told or given"])
def test_a_list_that_is_passed_over_is_said_to_be_skipped(talk: Run, text: str) -> None:
    times: list[int] = []
    replies: tuple[Reply, ...] = ("none_of_these",), Command.SKIP
    for reply in replies:
        afresh = [("What would you like", "afresh"), ("Are you sure", "delete")] if times else []
        _, asker = talk(*afresh, *ON_DEXA, (text, reply))
        times.append(asker.said.count("Skipped. I will not guess."))
    assert times[1] == times[0] + 1


WISHES = "Do you want any of this on your page"


@pytest.mark.parametrize("text", [WISHES, "What can you tell me about your transfer"])
def test_enter_alone_twice_declines_what_only_asks_for_more(talk: Run, text: str) -> None:
    _, asker = talk(("How many embryo", "1"))
    screen = next(screen for screen in asker.asked if text in screen.text)
    reply, heard = type_lines(screen, "", "")
    assert reply == press(screen, "\r\r") == ("none_of_these",)
    assert "Press Enter again for: None of these." in heard
    with pytest.raises(EOFError):
        press(screen, "\r")


def test_enter_alone_never_answers_a_list_about_her(talk: Run) -> None:
    _, asker = talk(("How many embryo", "1"), ("Which extra treatments", ("ivig",)))
    about_her = [one for one in asker.asked if one.kind == "many" and one.id not in ("tell", "wishes")]
    assert len(about_her) > 4
    assert not [one.id for one in about_her if one.empty]


def test_the_same_as_for_another_says_what_is_the_same(talk: Run) -> None:
    _, asker = talk(("Which extra treatments", ("dexamethasone", "ivig")), ("Dexamethasone: where do", "taking"))
    screen = next(screen for screen in asker.asked if "IVIG: where do you stand" in screen.text)
    label = next(row.label for row in screen.rows if row.value == "the_same")
    assert label == "The same as for dexamethasone, reason and plan too"


def test_the_name_that_was_typed_is_used(talk: Run) -> None:
    _, asker = talk(("Which extra treatments", ("something_else",)), ("What is the treatment called", "Pills {count}"))
    assert "Pills {count}: where do you stand?" in asker.texts()


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
    hold(Conversation(Talk(flow, TODAY), session, {"format": 1}).ask_all(), asker)
    replies = len(asker.asked)
    assert replies > 12
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


def test_going_back_three_and_changing_one_keeps_the_rest_and_returns_to_where_it_was(talk: Run) -> None:
    ended, which = "How did this transfer end", "Which extra treatments"
    profile, asker = talk(
        ("How many embryo", "1"),
        (ended, "no_pregnancy"),
        ("What can you tell", ("kind",)),
        ("fresh or a frozen", "frozen"),
        ("Apart from any transfers", "0"),
        (which, Command.BACK),
        ("Apart from any transfers", Command.BACK),
        ("fresh or a frozen", Command.BACK),
        ("What can you tell", Command.BACK),
        (ended, "live_birth"),
        (which, ("none_of_these",)),
    )
    changed = max(number for number, text in enumerate(asker.texts()) if text.startswith(ended))
    assert asker.texts()[changed + 1].startswith(which)
    assert [(one.outcome, one.kind) for one in transfers_of(profile)] == [("live_birth", "frozen")]
    assert profile.losses_outside_transfers == 0


@pytest.mark.parametrize(("number", "named"), [("1", "about your transfer?"), ("2", "about your transfers?")])
def test_one_transfer_is_not_spoken_of_as_several(talk: Run, number: str, named: str) -> None:
    _, asker = talk(("How many embryo transfers", number))
    assert any(screen.text.endswith(named) for screen in asker.asked)
