from __future__ import annotations

from msgspec.structs import replace

from ivfprep.handover import CheckBlock
from ivfprep.loading.content import load_catalog
from tests.checklist.toys import NOTHING, SMALL, offered, sheet

LOOKED = {"hysteroscopy": "yes", "aps_tests": "yes"}


def blocks(*add_ons: str, status: str = "offered", **history: str) -> tuple[CheckBlock, ...]:
    listed = [{"id": id_, "status": status} for id_ in add_ons]
    return sheet(add_ons=listed, history={**NOTHING, **history}, work_up=LOOKED).checks


def texts(block: CheckBlock) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in block.items]


def looked(**work_up: str) -> CheckBlock:
    return sheet(work_up=work_up).checks[-1]


# --- frames -----------------------------------------------------------------------------------------------------------


def test_a_frame_holds_each_listed_point_by_its_answer() -> None:
    (block,) = blocks("drip", egg="yes", mould="not_sure")
    assert (block.framed, block.head, block.says, block.marks) == (
        True,
        "First, before the drip",
        "The label says so.",
        "[1]",
    )
    assert texts(block) == [("yes", "I have an egg allergy."), ("not_sure", "Unsure if I have mould.")]
    assert [item.ids for item in block.items] == [("drip_egg@drip",), ("drip_mould@drip",)]


def test_what_was_skipped_is_named_in_a_frame() -> None:
    (block,) = blocks("drip", egg="skipped", mould="skipped")
    assert texts(block) == [("ask_me", "Ask: an egg allergy and mould.")]
    (block,) = blocks("drip", egg="yes", mould="skipped")
    assert [kind for kind, _ in texts(block)] == ["yes", "ask_me"]


def test_a_no_stands_nowhere_and_a_frame_without_points_vanishes() -> None:
    (block,) = blocks("drip", egg="no", mould="yes")
    assert texts(block) == [("yes", "I have mould.")]
    assert blocks("drip") == ()


def test_a_frame_stands_before_every_other_block() -> None:
    assert [block.framed for block in blocks("tea", "drip", cold="yes", egg="not_sure")] == [True, False]


def test_two_blocks_before_one_treatment_have_heads_that_differ() -> None:
    ivig = [{"id": "ivig", "status": "offered"}, {"id": "prednisone", "status": "offered"}]
    shown = sheet(load_catalog(), add_ons=ivig, history={"iga_deficiency": "not_sure", "kidney_disease": "yes"}).checks
    assert [block.head for block in shown[:3]] == ["Before any IVIG", "Also before IVIG", "Before prednisone"]


def test_the_words_before_something_taken_are_others() -> None:
    (frame,) = blocks("drip", status="taking", egg="yes")
    (block,) = blocks("tea", status="taking", cold="yes")
    assert (frame.head, block.head) == ("First, with the drip", "With tea")
    assert blocks("tea", cold="yes")[0].head == "Before tea"


# --- the others -------------------------------------------------------------------------------------------------------


def test_what_she_is_not_sure_of_is_named_and_what_she_skipped_is_asked_together() -> None:
    (block,) = blocks("tea", cold="yes", cough="not_sure", fever="skipped", rash="skipped")
    assert texts(block) == [
        ("yes", "I have had a cold."),
        ("not_sure", "Unsure if I have had a cough."),
        ("ask_me", "Ask: a fever and a rash."),
    ]
    assert block.items[2].ids == ("tea_fever@tea", "tea_rash@tea")


BOTH = replace(
    SMALL, history_matters=tuple(replace(one, add_ons=(*one.add_ons, "rub")) for one in SMALL.history_matters)
)
"""Here what matters for tea or the drip matters for the rub as well."""


def beside(first: dict[str, object], second: dict[str, object], **history: str) -> list[tuple[str, list[str]]]:
    made = sheet(BOTH, add_ons=[first, second], history={**NOTHING, **history}, work_up=LOOKED).checks
    return [(block.head, [text for _, text in texts(block)]) for block in made if not block.framed]


def test_what_two_treatments_share_is_asked_about_once_for_both_and_the_rest_for_each() -> None:
    shared = {"cold": "yes", "cough": "yes", "fever": "not_sure"}
    tea, rub = offered("tea", "rub")
    said = ["I have had a cold.", "I have had a cough.", "I take sugar.", "Unsure if I have had a fever."]
    assert beside(tea, rub, **shared, sugar="yes") == [("Before tea and the rub", said)]
    only_tea = replace(BOTH, history_matters=(*BOTH.history_matters[:-1], SMALL.history_matters[-1]))
    made = sheet(only_tea, add_ons=[tea, rub], history={**NOTHING, **shared, "sugar": "yes"}, work_up=LOOKED).checks
    assert [block.head for block in made] == ["Before tea and the rub", "Before tea"]
    assert made[0].items[0].ids == ("tea_cold@tea", "tea_cold@rub")


def test_a_little_that_two_treatments_share_stands_with_each() -> None:
    tea, rub = offered("tea", "rub")
    assert [head for head, _ in beside(tea, rub, cold="yes", cough="yes")] == ["Before tea", "Before the rub"]


def test_what_is_taken_and_what_is_offered_share_a_head_of_their_own() -> None:
    tea: dict[str, object] = {"id": "tea", "status": "taking"}
    (rub,) = offered("rub")
    ((head, _),) = beside(tea, rub, cold="yes", cough="yes", fever="yes")
    assert head == "About tea and the rub"


def test_many_skipped_points_are_the_rest_of_the_list() -> None:
    (three,) = blocks("tea", cold="yes", cough="skipped", fever="skipped", rash="skipped")
    assert texts(three)[-1] == ("ask_me", "Ask: a cough, a fever and a rash.")
    (four,) = blocks("tea", cold="yes", cough="skipped", fever="skipped", rash="skipped", sugar="skipped")
    assert texts(four)[-1] == ("ask_me", "Ask the rest.")
    assert len(four.items[-1].ids) == 4


def test_a_list_of_which_nothing_was_answered_is_asked_for_beside_one_that_was() -> None:
    (block,) = blocks("tea", cold="skipped", cough="skipped", fever="skipped", rash="skipped", sugar="yes")
    assert [(item.kind, len(item.ids)) for item in block.items] == [("yes", 1), ("ask_me", 4)]
    assert (block.says, block.marks) == ("The page says so.", "[1] [2]")  # who says so of what she has


def test_what_she_would_rather_not_say_is_never_named() -> None:
    (block,) = blocks("tea", cold="yes", cough="prefer_not_to_say", fever="skipped")
    assert texts(block)[-1] == ("ask_me", "Ask the rest.")
    shown = sheet(
        add_ons=offered("tea"), history={**NOTHING, "cold": "yes", "cough": "prefer_not_to_say"}, work_up=LOOKED
    )
    assert "cough" not in " ".join([*(line.text for line in shown.story), *(text for _, text in texts(block))])


def test_what_she_would_rather_not_say_is_not_named_in_a_frame() -> None:
    (block,) = blocks("drip", egg="prefer_not_to_say")
    assert block.framed
    assert texts(block) == [("ask_me", "Ask it all.")]
    (block,) = blocks("drip", egg="prefer_not_to_say", mould="skipped")
    assert texts(block) == [("ask_me", "Ask: mould."), ("ask_me", "Ask the rest.")]


def test_two_reasons_before_one_treatment_are_one_block() -> None:
    (block,) = blocks("tea", cold="not_sure", sugar="yes")
    assert block.says == "Several say so."
    assert [kind for kind, _ in texts(block)] == ["yes", "not_sure"]
    assert block.marks == "[1] [2]"


def test_a_history_that_nobody_went_through_is_asked_for_whole() -> None:
    unsaid = dict.fromkeys(("cold", "cough", "fever", "rash", "sugar"), "skipped")
    (block,) = blocks("tea", "mint", **unsaid)
    assert block.head == "Before tea and mint"
    assert texts(block) == [("ask_me", "Ask it all.")]
    assert len(block.items[0].ids) == 6
    assert (block.says, block.marks) == ("", "")


def test_each_treatment_has_its_own_block() -> None:
    assert [block.head for block in blocks("tea", "mint", cold="yes", sugar="yes")] == ["Before tea", "Before mint"]


def test_history_is_raised_whatever_the_treatment_is_for() -> None:
    add_ons = [{"id": "drip", "status": "taking", "for_disease": "yes"}]
    assert sheet(add_ons=add_ons, history={**NOTHING, "egg": "yes"}).checks[0].framed


def test_a_treatment_that_she_cannot_name_has_a_line() -> None:
    (block,) = sheet(add_ons=[{"id": "not_sure", "status": "offered", "name": "a jab"}], work_up=LOOKED).checks
    assert (block.head, texts(block)) == ("Before a jab", [("ask_me", "Unnamed.")])


def test_documents_only_leaves_out_what_labels_alone_name() -> None:
    newer = tuple(replace(one, claims=(), updates=("newer-1",)) if one.id == "drip_egg" else one for one in SMALL.flags)
    answers = {"add_ons": offered("drip"), "history": {**NOTHING, "egg": "yes", "mould": "yes"}, "work_up": LOOKED}
    both, documents = (sheet(replace(SMALL, flags=newer), documents_only=only, **answers) for only in (False, True))
    assert [item.ids for item in both.checks[0].items] == [("drip_egg@drip",), ("drip_mould@drip",)]
    assert [item.ids for item in documents.checks[0].items] == [("drip_mould@drip",)]


# --- not looked for ---------------------------------------------------------------------------------------------------


def test_only_what_was_not_looked_for_is_said_so() -> None:
    assert texts(looked(hysteroscopy="no", aps_tests="yes")) == [("not_looked_for", "No look inside.")]
    assert sheet(work_up=LOOKED).checks == ()


def test_what_she_does_not_know_of_is_no_statement_that_nobody_looked() -> None:
    block = looked(hysteroscopy="no", aps_tests="not_sure")
    assert texts(block) == [("not_looked_for", "No look inside."), ("not_sure", "Unsure of a test of the blood.")]
    assert texts(looked(hysteroscopy="skipped", aps_tests="skipped")) == [
        ("ask_me", "Ask which: a look inside and a test of the blood.")
    ]


def test_what_to_look_at_comes_last_and_leaves_what_she_left_out() -> None:
    answers = {"add_ons": offered("tea"), "history": {**NOTHING, "cold": "yes"}}
    untested = {"hysteroscopy": "no", "aps_tests": "no"}
    shown = sheet(**answers, work_up=untested, leave_out=["womb"])
    assert [block.head for block in shown.checks] == ["Before tea", "Look first"]
    assert texts(shown.checks[1]) == [("not_looked_for", "No test of the blood.")]
