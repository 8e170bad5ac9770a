from __future__ import annotations

from tests.checklist.toys import offered, sheet


def cells(*add_ons: object) -> dict[str, str]:
    return {row.head: row.cells[0] for row in sheet(add_ons=add_ons).plan.rows}


def test_a_medicine_has_each_piece_and_one_is_begun() -> None:
    empty = dict.fromkeys(("start", "end", "reduced", "checks", "call"), "")
    assert cells({"id": "tea", "status": "offered"}) == {**empty, "pregnant": "until:"}


def test_pieces_that_a_course_has_not_are_said_to_be_none() -> None:
    drip, rub = cells({"id": "drip"}, {"id": "tea"}), cells({"id": "rub"}, {"id": "tea"})
    assert (drip["start"], drip["reduced"]) == ("", "no drip")
    assert (rub["start"], rub["end"]) == ("", "once")


def test_a_piece_that_no_course_has_is_no_row_unless_it_was_agreed() -> None:
    assert "reduced" not in cells({"id": "drip"})
    changed = {"piece": "how_reduced", "says": "over a week", "on": "2026-11-02"}
    assert "over a week" in cells({"id": "drip", "changes": [changed]})["reduced"]


def test_what_is_taken_has_begun() -> None:
    assert cells({"id": "tea", "status": "taking"})["start"] == "taken now"
    assert cells({"id": "tea", "status": "taking", "plan": {"start": "told"}})["start"] == "taken now"


def test_what_she_was_told_has_room_for_it() -> None:
    told = cells(
        {"id": "tea", "plan": {"start": "told", "stop": "told", "until_week": "told", "monitoring": "not_told"}}
    )
    assert (told["start"], told["end"], told["pregnant"], told["checks"]) == ("told:", "told:", "told:", "")


def test_what_each_one_is_for_has_a_row_from_four_on() -> None:
    four = sheet(add_ons=offered("tea", "mint", "drip", "drops")).plan
    assert four.columns == ("tea", "mint", "the drip", "drops")
    assert four.rows[0].head == "aim"
    assert all(len(row.cells) == 4 for row in four.rows)
    assert sheet(add_ons=offered("tea", "mint", "drip")).plan.rows[0].head == "start"


def test_support_and_what_another_doctor_gives_have_no_column() -> None:
    others = [
        {"id": "cream", "status": "taking", "luteal_support": "yes"},
        {"id": "mint", "status": "taking", "for_disease": "yes"},
    ]
    assert sheet(add_ons=[*others, *offered("tea")]).plan.columns == ("tea",)
    alone = sheet(add_ons=others).plan
    assert (alone.columns, alone.rows) == ((), ())
