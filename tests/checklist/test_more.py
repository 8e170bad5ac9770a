from __future__ import annotations

import pytest
from msgspec.structs import replace

from ivfprep.catalog import Flag, Question
from tests.checklist.toys import SMALL, flag, offered, question, sheet

TEA = offered("tea")
TOP = ["own-1", "own-2", "own-3"]


def more(**answers: object) -> list[str]:
    return [one.id for one in sheet(**answers).more]


def test_her_own_come_first_then_what_is_specific_then_the_general() -> None:
    shown = sheet(add_ons=TEA, own_questions=["Can we wait?", "May I fly?"]).more
    assert [one.by for one in shown] == sorted((one.by for one in shown), key=["own", "specific", "general"].index)
    assert [one.id for one in shown][:2] == ["own-2", "purpose@tea"]
    assert {one.by for one in shown} == {"own", "specific", "general"}


def test_what_her_own_story_opens_comes_before_what_anybody_asks() -> None:
    story = question("story", "first")
    rule = replace(SMALL.rules[2], id="story", adds=("story",))
    catalog = replace(SMALL, questions=(*SMALL.questions, story), rules=(*SMALL.rules, rule))
    shown = sheet(catalog, add_ons="none", work_up={"hysteroscopy": "no"}).more
    assert (shown[0].id, shown[0].by) == ("story", "specific")


def test_at_most_seven_stand_there_and_the_rest_is_counted() -> None:
    shown = sheet(add_ons=TEA)
    assert len(shown.more) == 7
    assert shown.left_off.count == 3
    assert sheet(add_ons="none", leave_out=["talk_1", "talk_2"]).left_off.count == 0


def test_of_a_topic_two_stand_there_while_others_wait() -> None:
    shown = more(add_ons="none")
    assert shown == ["talk_1", "talk_2", "walk_1", "walk_2", "cost_1", "talk_3", "walk_3"]


def test_cost_or_support_is_always_among_them() -> None:
    own = [f"Question {number}?" for number in range(9)]
    assert more(add_ons=TEA, own_questions=own)[-1] == "cost_1"
    assert [one.id for one in sheet(add_ons=TEA).more if one.stays] == ["cost_1"]


def test_what_stands_elsewhere_is_not_asked_again() -> None:
    covering = tuple(
        replace(one, covers=("purpose", "talk_1")) if one.id == "why_unsaid" else one for one in SMALL.patterns
    )
    shown = more(catalog=replace(SMALL, patterns=covering), add_ons=TEA, work_up={"hysteroscopy": "no"})
    assert {"purpose@tea", "talk_1", "womb"}.isdisjoint(shown)
    assert "purpose@tea" in more(add_ons=TEA)


def test_a_piece_of_the_plan_is_asked_by_its_cell() -> None:
    assert "start@tea" not in more(add_ons=TEA)


def test_what_she_left_out_or_was_answered_is_not_asked() -> None:
    visits = [{"date": "2026-10-01", "said": {"talk_2": {"status": "answered"}}}]
    shown = more(add_ons="none", leave_out=["talk_1"], visits=visits)
    assert {"talk_1", "talk_2"}.isdisjoint(shown)
    assert "talk_3" in shown


def test_what_is_asked_of_several_is_asked_together() -> None:
    one = next(one for one in sheet(add_ons=TEA).more if one.id == "risks@tea")
    both = [one for one in sheet(add_ons=offered("tea", "mint")).more if one.id.startswith("risks@")]
    assert one.text == "Risks of tea?"
    assert [one.text for one in both] == ["Risks of tea and mint, all 2?"]


def test_what_nobody_told_her_of_what_she_takes_comes_first() -> None:
    shown = sheet(
        add_ons=[*TEA, {"id": "drops", "status": "taking"}], own_questions=["Can we wait?", "May I fly?"]
    ).more
    assert [one.id for one in shown][:3] == ["own-2", "purpose@drops", "purpose@tea"]


def test_what_is_left_off_cites_nothing() -> None:
    cited = tuple(question(f"late_{number}", "walk", claims=["late-1"], **{"for": "everyone"}) for number in range(9))
    shown = sheet(replace(SMALL, questions=(*SMALL.questions, *cited)), add_ons="none")
    assert not [one.id for one in shown.more if one.id.startswith("late")]
    assert "late" not in {source.id for source in shown.sources}


def test_one_text_stands_there_once() -> None:
    twin = question("twin", "walk", text="talk_1?", **{"for": "everyone"})
    catalog = replace(SMALL, questions=(*SMALL.questions, twin))
    shown = sheet(catalog, add_ons="none", leave_out=["walk_1", "walk_2"]).more
    assert len({one.text for one in shown}) == len(shown)


@pytest.mark.parametrize("line", [flag("high", "discuss", "book-1"), question("high")], ids=["flag", "question"])
def test_what_a_line_asks_too_stands_with_it_and_is_not_asked_again(line: Flag | Question) -> None:
    high = replace(line, covers=("low", "absent"))
    rule = replace(SMALL.rules[2], id="story", adds=("high", "low"))
    catalog = replace(
        SMALL,
        flags=(*SMALL.flags, *(one for one in [high] if isinstance(one, Flag))),
        questions=(*SMALL.questions, question("low"), *(one for one in [high] if isinstance(one, Question))),
        rules=(*SMALL.rules, rule),
    )
    shown = sheet(catalog, add_ons="none", work_up={"hysteroscopy": "no"}).more
    assert next(one.ids for one in shown if one.id == "high") == ("high", "low")
    assert "low" not in {one.id for one in shown}
    alone = sheet(catalog, add_ons="none", work_up={"hysteroscopy": "no"}, leave_out=["high"]).more
    assert "low" in {one.id for one in alone}
