from __future__ import annotations

import pytest
from msgspec.structs import replace

from ivfprep.catalog import Catalog
from tests.checklist.toys import NOTHING, SMALL, offered, sheet

TEA = offered("tea")
TAKES_DRIP = [{"id": "drip", "status": "taking"}]


def three(**answers: object) -> list[str]:
    asked = sheet(**answers).three
    assert len(asked) == 3
    return [one.id for one in asked]


def worded(id_: str, **words: str | tuple[str, ...]) -> Catalog:
    """Return the catalog with one pattern in other words."""
    return replace(SMALL, patterns=tuple(replace(one, **words) if one.id == id_ else one for one in SMALL.patterns))


def asks(**answers: object) -> list[str]:
    return [one.ask for one in sheet(**answers).three]


@pytest.mark.parametrize(
    ("reasons", "pattern"),
    [
        ([], "why_unsaid"),
        (["not_sure"], "why_unsaid"),
        (["not_told"], "why_not_told"),
        (["one_test"], "why_one_test"),
        (["repeated_tests"], "why_tests"),
        (["named_target"], "why_target_bare"),
        (["reassurance"], "why_reassurance"),
        (["illness"], "why_illness"),
        (["everybody"], "why_everybody"),
        (["other_clinic"], "why_other_clinic"),
        (["reassurance", "one_test"], "why_one_test"),
        (["reassurance", "everybody"], "why_everybody"),
    ],
)
def test_the_reason_that_she_was_told_decides_how_why_is_asked(reasons: list[str], pattern: str) -> None:
    assert three(add_ons=offered("tea", why=reasons))[0] == pattern


def test_a_named_target_is_asked_about_by_its_name() -> None:
    catalog = worded("why_target", more="{told}?")
    first = sheet(catalog, add_ons=offered("tea", why=["named_target"], target="NK cells.")).three[0]
    assert (first.id, first.more) == ("why_target", "NK cells?")


def test_a_number_to_write_down_names_what_it_is_a_number_of() -> None:
    catalog = worded("helps_one", figures=("Of 100: ____ with {them},", "without"))
    helps = sheet(catalog, add_ons=TEA).three[1]
    assert helps.id == "helps_one"
    assert [(figure.before, figure.after) for figure in helps.figures] == [
        ("Of 100:", "with it,"),
        ("Without", ""),
    ]
    assert all(sheet(catalog, add_ons=TEA, numbers=wish).three[1].figures == () for wish in ("none", "words_first"))


@pytest.mark.parametrize(
    ("ids", "why", "helps"),
    [
        (["tea"], "why_unsaid", "helps_one"),
        (["tea", "drip"], "why_two", "helps_two"),
        (["tea", "drip", "rub"], "why_many", "helps_many"),
        (["tea", "drip", "rub", "drops"], "why_many", "helps_many"),
    ],
)
def test_how_many_are_offered_decides_how_they_are_asked_about(ids: list[str], why: str, helps: str) -> None:
    assert three(add_ons=offered(*ids))[:2] == [why, helps]


def test_two_after_one_test_are_asked_about_together_only_if_both_are() -> None:
    one_test = offered("tea", "drip", why=["one_test"])
    assert three(add_ons=one_test)[0] == "why_one_test_two"
    assert three(add_ons=[one_test[0], *offered("drip", why=["reassurance"])])[0] == "why_two"


def test_what_is_taken_is_asked_about_after_what_is_offered() -> None:
    taken = [{"id": "drops", "status": "taking"}]
    assert three(add_ons=taken)[:2] == ["why_taken", "helps_taken"]
    assert three(add_ons=[*taken, *TEA])[:2] == ["why_unsaid", "helps_one"]


def test_what_a_specialist_gives_is_asked_about_as_such() -> None:
    assert three(add_ons=[{"id": "drops", "status": "taking", "for_disease": "yes"}])[0] == "why_specialist"


def test_the_usual_support_is_not_asked_about() -> None:
    support = [{"id": "cream", "status": "taking", "luteal_support": "yes"}]
    assert three(add_ons=support) == three(add_ons="none")


def test_the_words_go_with_one_or_several() -> None:
    words = "{names} {are} {they}, {them}"
    catalog = replace(SMALL, patterns=tuple(replace(one, ask=words) for one in SMALL.patterns))
    first = [sheet(catalog, add_ons=offered(*ids)).three[0].ask for ids in (["tea"], ["drops"], ["tea", "drip"])]
    assert first == ["Tea is it, it", "Drops are they, them", "Tea and the drip are they, them"]


def test_names_that_are_many_or_too_long_for_the_line_are_counted() -> None:
    long_name = SMALL.add_ons[-1].name
    assert asks(add_ons=offered("tea", "drip"))[0] == "Why_two tea and the drip"
    assert asks(add_ons=offered("tea", "drip", "rub"))[0] == "Why_many these 3"
    assert asks(add_ons=offered("tea", "long"))[0] == "Why_two these 2"
    assert asks(add_ons=offered("long"))[0] == f"Why_unsaid {long_name}"


# --- urgent -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("add_ons", "answer", "pattern"),
    [
        (offered("drip"), "yes", "urgent_offered"),
        (TAKES_DRIP, "yes", "urgent_taken"),
        (TAKES_DRIP, "not_sure", "urgent_unsure"),
    ],
)
def test_a_listed_contraindication_is_asked_about_first(add_ons: object, answer: str, pattern: str) -> None:
    assert three(add_ons=add_ons, history={**NOTHING, "egg": answer})[:1] == [pattern]


@pytest.mark.parametrize(
    ("add_ons", "history"),
    [
        (offered("drip"), {"egg": "not_sure"}),
        (TAKES_DRIP, {"egg": "skipped"}),
        (TAKES_DRIP, {"egg": "prefer_not_to_say"}),
        (offered("tea"), {"egg": "yes", "cold": "yes"}),
    ],
)
def test_nothing_else_is_urgent(add_ons: object, history: dict[str, str]) -> None:
    assert not three(add_ons=add_ons, history={**NOTHING, **history})[0].startswith("urgent")


def test_the_urgent_question_names_what_she_has_and_the_others_move_down() -> None:
    catalog = worded("urgent_taken", ask="{items}")
    asked = sheet(catalog, add_ons=TAKES_DRIP, history={**NOTHING, "egg": "yes", "mould": "yes"}).three
    assert asked[0].ask == "I have an egg allergy and mould."
    assert [one.id for one in asked] == ["urgent_taken", "why_taken", "helps_taken"]


def test_what_she_has_is_more_urgent_than_what_she_is_not_sure_of() -> None:
    history = {**NOTHING, "egg": "not_sure", "mould": "yes"}
    assert three(add_ons=TAKES_DRIP, history=history)[0] == "urgent_taken"


# --- her history, where risks are asked about -------------------------------------------------------------------------

KNOWING = {"knowing": "My risks {history}?"}


@pytest.mark.parametrize(
    ("history", "more"),
    [
        ({"cold": "yes"}, "My risks with a cold?"),
        ({"fever": "yes"}, "My risks after a fever?"),
        ({"cold": "yes", "fever": "yes"}, "My risks with a cold and after a fever?"),
        ({"cold": "not_sure"}, "More helps_one"),
        ({"egg": "yes"}, "More helps_one"),
    ],
)
def test_what_matters_for_the_treatment_is_named_where_its_risks_are_asked_about(
    history: dict[str, str], more: str
) -> None:
    catalog = worded("helps_one", more="More helps_one", **KNOWING)
    assert sheet(catalog, add_ons=TEA, history={**NOTHING, **history}).three[1].more == more


def test_so_much_of_her_history_is_named_as_the_line_holds() -> None:
    catalog = worded("helps_one", knowing="My risks " + "x" * 115 + " {history}?")
    shown = sheet(catalog, add_ons=TEA, history={**NOTHING, "cold": "yes", "cough": "yes"}).three[1].more
    assert shown.endswith("x with a cold?")


# --- what comes next --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "pattern"),
    [
        ({"work_up": {"polyps": "found", "hysteroscopy": "no"}}, "next_found"),
        ({"work_up": {"hysteroscopy": "no"}}, "next_not_looked"),
        ({"work_up": {"hysteroscopy": "no"}, "losses_outside_transfers": 2}, "next_losses"),
        ({"losses_outside_transfers": 2}, "next_losses_open"),
        ({"losses_outside_transfers": 2, "work_up": {"aps_tests": "yes"}}, "next_early"),
        ({"transfers": [{"outcome": "no_pregnancy", "chance": "65", "chance_of": "pregnancy"}]}, "next_chances"),
        ({"transfers": [{"outcome": "no_pregnancy"}] * 2}, "next_several"),
        ({}, "next_early"),
    ],
)
def test_her_own_story_opens_the_third(answers: dict[str, object], pattern: str) -> None:
    assert three(add_ons=TEA, **answers)[2] == pattern


def test_whether_it_is_time_to_look_further_is_asked_once() -> None:
    transfers = [{"outcome": "no_pregnancy", "chance": "40", "chance_of": "pregnancy"}] * 2
    shown = three(add_ons="none", transfers=transfers)
    assert "next_chances" in shown
    assert "next_several" not in shown


@pytest.mark.parametrize(
    ("transfers", "pattern"),
    [("none", "next_first"), ("skipped", "next_open"), ([{"outcome": "no_pregnancy"}], "next_nothing")],
)
def test_a_story_that_opens_nothing_ends_with_what_comes_next(transfers: object, pattern: str) -> None:
    assert three(add_ons=offered("drops"), transfers=transfers)[2] == pattern


def test_at_most_two_things_that_nobody_looked_for_are_named() -> None:
    catalog = replace(SMALL, patterns=tuple(replace(one, more="{items}") for one in SMALL.patterns))
    untested = {"hysteroscopy": "no", "aps_tests": "no"}
    assert sheet(catalog, add_ons=TEA, work_up=untested).three[2].more == "Look inside or test of the blood"
    third = replace(SMALL.questions[4], id="again", check="third look", looked="polyps")
    rule = replace(SMALL.rules[2], id="again", adds=("again",))
    more = replace(catalog, questions=(*SMALL.questions, third), rules=(*SMALL.rules, rule))
    asked = sheet(more, add_ons=TEA, work_up={**untested, "polyps": "not_checked"})
    assert asked.three[2].more == "Look inside or test of the blood"
    assert len(asked.checks[-1].items) == 3


def test_what_is_taken_without_an_end_day_may_be_third() -> None:
    taken = {"status": "taking", "plan": {"stop": "not_told"}}
    assert three(add_ons=[{"id": "drops", **taken}])[2] == "no_end_general"
    assert three(add_ons=[{"id": "drops", **taken}], work_up={"hysteroscopy": "no"})[2] == "next_not_looked"
    assert "no_end_general" not in three(add_ons=[{"id": "drops", "status": "taking"}])


@pytest.mark.parametrize("add_ons", ["none", "not_sure", "skipped"])
def test_with_nothing_offered_the_chance_comes_first_and_there_are_three(add_ons: str) -> None:
    assert three(add_ons=add_ons)[0] == "chance"
    assert three(add_ons=add_ons, transfers="none") == ["chance", "next_first", "what_it_costs"]


# --- her own ----------------------------------------------------------------------------------------------------------


def test_her_own_question_is_the_third_and_carries_what_comes_next() -> None:
    catalog = worded("next_not_looked", ask="Look?", more="I know of no {items}.")
    own = sheet(catalog, add_ons=TEA, work_up={"hysteroscopy": "no"}, own_questions=["Can we wait?", "May I fly?"])
    third = own.three[2]
    assert [one.id for one in own.three] == ["why_unsaid", "helps_one", "own-1"]
    assert (third.ask, third.more, third.note) == ("Can we wait?", "Also: look? I know of no look inside.", "(own)")


def test_with_more_room_what_comes_next_is_asked_once() -> None:
    catalog = worded("next_not_looked", ask="Look?", more="I know of no {items}.")
    done = [{"date": "2026-10-01", "said": {"helps_one": {"status": "answered"}}}]
    told = sheet(catalog, add_ons=TEA, work_up={"hysteroscopy": "no"}, own_questions=["Can we wait?"], visits=done)
    assert [(one.id, one.more) for one in told.three[1:]] == [
        ("own-1", ""),
        ("next_not_looked", "I know of no look inside."),
    ]


def test_the_line_under_her_own_question_keeps_what_fits() -> None:
    catalog = worded("next_early", ask="Early?", more="x" * 75)
    assert sheet(catalog, add_ons=TEA, own_questions=["Can we wait?"]).three[2].more == "Also: early?"


def test_her_own_question_stands_after_what_is_urgent() -> None:
    urgent = three(add_ons=TAKES_DRIP, history={**NOTHING, "egg": "yes"}, own_questions=["Can we wait?"])
    assert urgent == ["urgent_taken", "why_taken", "own-1"]


def test_with_nothing_offered_her_own_question_comes_second() -> None:
    assert three(add_ons="none", own_questions=["Can we wait?"])[:2] == ["chance", "own-1"]


def test_what_was_answered_at_the_last_visit_does_not_come_back() -> None:
    own = ["Can we wait?", "May I fly?"]
    done = [{"date": "2026-10-01", "said": {"own-1": {"status": "answered"}, "helps_one": {"status": "answered"}}}]
    asked = sheet(add_ons=TEA, own_questions=own, visits=done).three
    assert "Can we wait?" not in [one.ask for one in asked]
    assert ("own-2", "May I fly?") in [(one.id, one.ask) for one in asked]
    assert "helps_one" not in [one.id for one in asked]
    assert len(asked) == 3
    chosen = sheet(add_ons=TEA, own_questions=own, visits=done, top=["own-2"]).three
    assert [one.ask for one in chosen].count("May I fly?") == 1


def test_her_own_question_is_answered_by_its_words_and_not_by_its_number() -> None:
    said = {
        "own-1": {"status": "answered", "asked": "Can we wait?"},
        "own-2": {"status": "answered", "asked": "May I fly?"},
    }
    done = [{"date": "2026-10-01", "said": said}]
    for hers in (["Is it safe for me?"], ["May I fly?", "Is it safe for me?"]):
        asked = sheet(add_ons=TEA, own_questions=hers, visits=done).three
        assert "Is it safe for me?" in [one.ask for one in asked]
        assert not {"Can we wait?", "May I fly?"} & {one.ask for one in asked}


def test_what_was_answered_about_one_treatment_is_asked_again_where_another_came() -> None:
    done = [{"date": "2026-10-01", "said": {"why_unsaid": {"status": "answered", "asked": "Why tea for me?"}}}]
    assert "why_unsaid" not in three(add_ons=TEA, visits=done)
    assert three(add_ons=[*TEA, {"id": "drip", "status": "offered"}], visits=done)[0] == "why_two"
    assert three(add_ons=[{"id": "drip", "status": "offered"}], visits=done)[0] == "why_unsaid"


def test_her_own_question_stays_answered_though_it_names_a_treatment_that_is_not_hers() -> None:
    said = {"own-1": {"status": "answered", "asked": "Is the drip better?"}}
    asked = sheet(add_ons=TEA, own_questions=["Is the drip better?"], visits=[{"date": "2026-10-01", "said": said}])
    assert "Is the drip better?" not in [one.ask for one in asked.three]


def test_what_is_urgent_comes_back_whatever_was_answered() -> None:
    said = {"urgent_taken": {"status": "answered", "asked": "I am allergic to soya. I take drops. Who looks?"}}
    done = [{"date": "2026-10-01", "said": said}]
    assert three(add_ons=TAKES_DRIP, history={**NOTHING, "egg": "yes"}, visits=done)[0] == "urgent_taken"


def test_what_she_left_out_is_not_suggested() -> None:
    assert "why_unsaid" not in three(add_ons=TEA, leave_out=["why_unsaid"])


def test_what_is_not_asked_cites_nothing() -> None:
    claims = {"next_not_looked": "page-1", "next_early": "late-1", "why_unsaid": "book-1"}
    patterns = tuple(replace(one, claims=(claims[one.id],)) if one.id in claims else one for one in SMALL.patterns)
    catalog = replace(SMALL, patterns=patterns, cells=(), questions=SMALL.questions[-7:], rules=())
    assert [source.id for source in sheet(catalog, add_ons=TEA).sources] == ["book", "late"]
    assert [source.id for source in sheet(catalog, add_ons=TEA, own_questions=["A?", "B?"]).sources] == ["book", "late"]
    assert sheet(catalog, add_ons=TEA, top=["helps_one", "cost_1", "talk_1"]).sources == ()


def test_of_two_taken_without_an_end_day_the_first_is_asked_about() -> None:
    taken = [{"id": id_, "status": "taking", "plan": {"stop": "not_told"}} for id_ in ("drops", "mint")]
    assert sheet(add_ons=taken).three[2].ask == "No_end_general drops"


def test_her_own_choice_is_kept_in_her_order() -> None:
    chosen = {"own_questions": ["Can we wait?"], "top": ["cost_1", "own-1", "helps_one"]}
    asked = sheet(add_ons=TEA, **chosen).three
    assert [one.id for one in asked] == ["cost_1", "own-1", "helps_one"]
    assert [one.note for one in asked] == ["", "(own)", ""]


def test_what_is_suggested_fills_the_three_after_what_she_chose_and_asks_nothing_twice() -> None:
    suggested = three(add_ons=TEA)
    assert three(add_ons=TEA, top=["cost_1"]) == ["cost_1", *suggested[:2]]
    assert three(add_ons=TEA, top=[suggested[2]]) == [suggested[2], *suggested[:2]]
    patterns = tuple(replace(one, covers=("cost_1",)) if one.id == suggested[0] else one for one in SMALL.patterns)
    catalog = replace(SMALL, patterns=patterns)
    assert [one.id for one in sheet(catalog, add_ons=TEA, top=["cost_1"]).three] == ["cost_1", *suggested[1:]]


def test_a_choice_of_what_is_not_on_the_list_leaves_what_is_suggested() -> None:
    assert three(add_ons=TEA, top=["purpose@drip"])[:2] == ["why_unsaid", "helps_one"]


def test_a_question_covers_the_lines_of_the_treatments_that_it_asks_about() -> None:
    catalog = replace(SMALL, patterns=tuple(replace(one, covers=("purpose",)) for one in SMALL.patterns))
    assert sheet(catalog, add_ons=offered("tea", "drip")).three[0].covers == (
        "purpose",
        "purpose@tea",
        "purpose@drip",
    )
