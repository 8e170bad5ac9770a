from __future__ import annotations

import pytest
from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.profile import Profile
from tests.cases.patients import TODAY, catalog
from tests.checklist.toys import NOTHING, offered, sheet

LOSS = {"outcome": "miscarriage"}
NONE = {"outcome": "no_pregnancy"}


def told(**answers: object) -> list[str]:
    return [f"{line.lead} {line.text}".strip() for line in sheet(**answers).story]


def ids(**answers: object) -> list[str]:
    return [line.id for line in sheet(**answers).story]


@pytest.mark.parametrize(
    ("outcomes", "text"),
    [
        ([NONE], "I had one transfer: none."),
        ([NONE, LOSS, NONE], "I had 3 transfers: none, a loss and none."),
        ([LOSS, NONE, NONE], "I had 3 transfers: a loss and none twice."),
        ([NONE, NONE], "I had 2 transfers: each time none."),
        ([NONE, LOSS, NONE, NONE, LOSS], "I had 5 transfers: none 3 times and a loss twice."),
        ([NONE, {}, {"outcome": "not_sure"}], "I had 3 transfers: none, a transfer left open and unsaid."),
        ([{**NONE, "when": "2024"}], "I had one transfer: none (2024)."),
        ([{**NONE, "when": "2024"}, LOSS], "I had 2 transfers: none (2024) and a loss."),
        ([{**NONE, "when": "2024"}, NONE], "I had 2 transfers: each time none."),
        ([{}, {}], "I had 2 transfers."),
    ],
)
def test_transfers_are_told_in_turn_or_counted(outcomes: list[dict[str, str]], text: str) -> None:
    assert told(transfers=outcomes) == [text]


def test_the_last_of_many_transfers_has_its_date() -> None:
    dated = [*[NONE] * 4, {**LOSS, "when": "May 2026"}]
    assert told(transfers=dated) == ["I had 5 transfers: none 4 times and a loss (last: May 2026)."]
    assert told(transfers=dated[1:]) == ["I had 4 transfers: none 3 times and a loss."]


OUT = {**LOSS, "in_story": "no", "when": "May 2026", "own_word": "our Mia"}


@pytest.mark.parametrize(
    ("outcomes", "text"),
    [
        ([NONE, OUT, LOSS], "I had 3 transfers; two of them: none and a loss."),
        ([NONE, NONE, OUT], "I had 3 transfers; two of them: none twice."),
        ([NONE, OUT], "I had 2 transfers; one of them: none."),
        ([OUT, OUT], "I had 2 transfers."),
        ([OUT], "I had one transfer."),
        ([*[NONE] * 4, LOSS, OUT], "I had 6 transfers; five of them: none 4 times and a loss."),
    ],
)
def test_a_transfer_that_is_left_out_is_counted_and_not_told_of(outcomes: list[dict[str, str]], text: str) -> None:
    assert told(transfers=outcomes) == [text]


def test_no_transfer_is_said_and_no_answer_is_not() -> None:
    assert told(transfers="none") == ["I had no transfer."]
    assert told(transfers="not_sure") == ["Not sure how many."]
    assert told(transfers="skipped") == []


@pytest.mark.parametrize("outcome", ["biochemical", "miscarriage", "ectopic"])
def test_her_own_word_for_a_loss_stands_for_it(outcome: str) -> None:
    own = {"outcome": outcome, "own_word": "our Mia", "weeks": 8}
    assert told(transfers=[own, NONE]) == ["I had 2 transfers: “our Mia” (a loss at 8 weeks) and none."]


def test_her_own_word_is_for_a_loss_alone() -> None:
    assert told(transfers=[{**NONE, "own_word": "our Mia"}]) == ["I had one transfer: none."]


def test_how_far_a_pregnancy_came_is_told() -> None:
    assert told(transfers=[{**LOSS, "weeks": 9}]) == ["I had one transfer: a loss at 9 weeks."]
    assert told(transfers=[{**LOSS, "weeks": "very_early"}]) == ["I had one transfer: a loss, very early."]
    assert told(transfers=[{**LOSS, "weeks": 9}, LOSS]) == ["I had 2 transfers: a loss at 9 weeks and a loss."]


def test_losses_outside_transfers_are_told_whether_transfers_are_known_or_not() -> None:
    assert told(losses_outside_transfers=1) == ["I had one loss outside."]
    outside = {"losses_outside_transfers": 3, "losses_far": "before_12"}
    assert told(transfers=[NONE], **outside) == [
        "I had one transfer: none; three losses outside, the longest before 12."
    ]
    assert told(transfers="not_sure", **outside) == [
        "I had three losses outside, the longest before 12. Not sure how many."
    ]
    assert told(losses_outside_transfers=0) == []


def test_a_look_inside_the_womb_says_what_it_found() -> None:
    seen = {"hysteroscopy": "yes"}
    assert told(work_up=seen) == ["Womb seen."]
    assert told(work_up={**seen, "polyps": "not_found"}) == ["Womb clear."]
    assert told(work_up={**seen, "polyps": "found", "adenomyosis": "treated"}) == ["polyps found. adenomyosis treated."]
    assert told(work_up={"hysteroscopy": "no"}) == []


def test_what_is_offered_thought_about_taken_for_an_illness_and_as_support_is_told_apart() -> None:
    add_ons = [
        *offered("tea"),
        {"id": "drip", "status": "considering"},
        {"id": "drops", "status": "taking"},
        {"id": "mint", "status": "taking", "for_disease": "yes", "prescribed_by": "specialist", "illness": "lupus"},
        {"id": "rub", "status": "offered", "for_disease": "yes"},
        {"id": "cream", "status": "taking", "luteal_support": "yes"},
    ]
    lines = {line.id: line.text for line in sheet(add_ons=add_ons).story}
    assert lines == {
        "story_offered": "tea.",
        "story_considered": "the drip.",
        "story_taken": "drops; mint for lupus (specialist); cream as support.",
        "story_planned": "the rub for an illness.",
        "story_noes": "To all that I was asked about my health, I said no.",
    }


def test_no_illness_is_named_that_she_did_not_name() -> None:
    history = {**NOTHING, "rash": "yes"}
    mint = {"id": "mint", "status": "taking"}
    assert told(history=history, add_ons=[mint])[0].endswith("mint.")
    assert told(history=history, add_ons=[{**mint, "why": ["not_told"]}])[0].endswith("mint, untold.")
    assert told(history=history, add_ons=[{**mint, "why": ["illness"]}])[0].endswith("mint for an illness.")


def test_why_she_takes_something_is_told_where_she_was_told() -> None:
    add_ons = [
        {"id": "drops", "status": "taking", "why": ["not_told"]},
        {"id": "mint", "status": "taking", "why": ["one_test"]},
        {"id": "tea", "status": "taking"},
    ]
    assert told(add_ons=add_ons)[0].endswith("drops, untold; mint, by one test; tea.")


def test_treatments_with_one_reason_stand_together() -> None:
    one_test = {"why": ["one_test"]}
    add_ons = [*offered("tea", "drip", **one_test), *offered("drops", why=["reassurance"]), *offered("mint")]
    assert sheet(add_ons=add_ons).story[0].text == "tea and the drip, by one test; drops, to do all; mint."


def test_what_was_measured_goes_with_the_reason_that_it_was_measured() -> None:
    measured = {"target": "NK cells."}
    assert sheet(add_ons=offered("tea", why=["one_test"], **measured)).story[0].text == "tea, by one test of NK cells."
    assert sheet(add_ons=offered("tea", why=["reassurance"], **measured)).story[0].text == "tea, to do all."
    both = ["one_test", "reassurance"]
    assert sheet(add_ons=offered("tea", why=both)).story[0].text == "tea, by one test and to do all."
    assert sheet(add_ons=offered("tea", why=["not_sure"])).story[0].text == "tea."


def test_a_number_that_she_was_told_is_hers_unless_she_wants_words() -> None:
    add_ons = offered("tea", number_told="Half did.")
    assert [line.text for line in sheet(add_ons=add_ons).story][:2] == ["tea.", "Half did about tea."]
    assert ids(add_ons=add_ons, numbers="words_first") == ["story_offered", "story_noes"]
    assert ids(add_ons=add_ons, numbers="none") == ["story_offered", "story_noes"]


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ({}, "To all that I was asked about my health, I said no."),
        ({"cold": "yes"}, "To all else that I was asked about my health, I said no."),
        ({"cold": "not_sure"}, "To all else that I was asked about my health, I said no; the rest is below."),
        ({"cold": "skipped"}, ""),
        ({"cold": "prefer_not_to_say"}, ""),
        (
            {"egg": "not_sure"},
            "Unsure about an egg allergy. To all else that I was asked about my health, I said no.",
        ),
        ({"egg": "skipped"}, ""),
        ({"egg": "prefer_not_to_say"}, ""),
    ],
)
def test_a_no_is_told_apart_from_what_was_not_asked(history: dict[str, str], said: str) -> None:
    lines = sheet(add_ons=offered("tea"), history={**NOTHING, **history}).story
    assert "".join(line.text for line in lines if line.id == "story_noes") == said


def test_nothing_is_said_of_the_rest_where_she_left_a_line_out_or_every_answer_is_yes() -> None:
    left_out = sheet(add_ons=offered("tea"), history={**NOTHING, "cold": "yes"}, leave_out=["story_i_have_had"])
    assert "story_noes" not in [line.id for line in left_out.story]
    every = dict.fromkeys(NOTHING, "yes")
    assert "story_noes" not in [line.id for line in sheet(add_ons=offered("tea"), history=every).story]


def test_what_she_has_stands_by_the_way_it_is_said() -> None:
    history = {"egg": "yes", "cold": "yes", "cough": "yes", "fever": "not_sure", "rash": "yes"}
    assert told(history=history) == ["I have a rash and an egg allergy.", "I have had a cold and a cough."]
    assert told(history={"fever": "not_sure"}, add_ons=offered("not_sure"))[-1] == "Unsure about a fever."


def test_allergies_in_her_words_replace_the_word_for_them() -> None:
    assert told(history={**NOTHING, "allergy_medicine": "yes"}) == ["I have an allergy to a medicine."]
    (line,) = sheet(allergies="nuts [/].").story
    assert (line.id, line.text) == ("story_allergies", "nuts [/].")
    assert told(allergies="not_sure") == []


def test_she_can_leave_a_line_out_or_all_of_it() -> None:
    answers = {"transfers": [NONE], "add_ons": offered("tea"), "history": {"egg": "yes"}}
    assert ids(**answers) == ["story_transfers", "story_offered", "story_i_have"]
    assert ids(**answers, leave_out=["story_offered"]) == ["story_transfers", "story_i_have"]
    assert ids(**answers, leave_out=["told"]) == []


def test_a_medicine_is_said_by_the_name_that_she_knows() -> None:
    add_ons = [
        {"id": "other_steroid", "name": "Medrol", "status": "offered"},
        {"id": "ivig", "status": "offered"},
        {"id": "heparin", "called": "Clexane", "status": "taking"},
    ]
    made = build_checklist(convert({"format": 1, "add_ons": add_ons}, Profile, strict=False), catalog(), TODAY)
    lines = {line.id: line.text for line in made.handover.story}
    assert lines["story_offered"].startswith("Medrol (a steroid) and IVIG (")
    assert lines["story_taken"] == "heparin (Clexane, a medicine against blood clots)."
    assert made.handover.plan.columns == ("Medrol", "IVIG", "heparin")
