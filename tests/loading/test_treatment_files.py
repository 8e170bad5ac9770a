"""A treatment's file, spread over the lists of the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ivfprep.errors import BadInput
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.content import find_data, load_catalog
from ivfprep.loading.folder import read_folder
from ivfprep.loading.things import Thing, following
from ivfprep.loading.treatment_files import things_of

ITEMS = {
    "cold": {"id": "cold", "said": "a cold", "ask": "What does my cold mean for {name}?"},
    "cough": {"id": "cough", "said": "a cough", "ask": "What does my cough mean for {name}?"},
}
BLOCK = {"id": "first", "because": "The book names it.", "why": "It is in the book.", "claims": ["book"]}
TEAS = [{"id": "tea", "name": "tea", "brands": ["Chai"], "plain": "a hot drink"}, {"id": "mate", "name": "mate"}]


def listed(key: str, **content: Any) -> list[Any]:
    return [thing.raw for thing in things_of({"treatments": TEAS, **content}, ITEMS) if thing.key == key]


def test_a_row_inherits_what_the_history_item_and_the_block_say() -> None:
    cold, cough = listed("flags", history=[{**BLOCK, "rows": {"cold": None, "cough": {"why": "It is loud."}}}])
    assert cold == {
        "id": "tea_cold",
        "level": "history",
        "topic": "my_history",
        "said": "a cold",
        "ask": "What does my cold mean for {name}?",
        "why": "It is in the book.",
        "claims": ["book"],
    }
    assert cough["why"] == "It is loud."
    assert cough["claims"] == ["book"]


def test_a_row_with_sources_of_its_own_takes_none_from_the_block() -> None:
    (cold,) = listed("flags", history=[{**BLOCK, "rows": {"cold": {"updates": ["label"]}}}])
    assert "claims" not in cold
    assert cold["updates"] == ["label"]


def test_a_flag_is_worded_once_and_may_stand_for_two_points_of_history() -> None:
    block = {**BLOCK, "rows": {"cold": {"flag": "tea_ill"}, "cough": {"flag": "tea_ill"}}}
    again = {"id": "second", "because": "As above.", "for": ["mate"], "same": ["cold"], "why": "It is alike."}
    assert [flag["id"] for flag in listed("flags", history=[block, again])] == ["tea_ill"]
    first, second = listed("history_matters", history=[block, again])
    assert first["flags"] == {"cold": "tea_ill", "cough": "tea_ill"}
    assert first["add_ons"] == ["tea", "mate"]
    assert "why" not in first
    assert second == {
        "id": "second",
        "because": "As above.",
        "add_ons": ["mate"],
        "why": "It is alike.",
        "flags": {"cold": "tea_ill"},
    }


def test_evidence_is_about_all_treatments_of_the_file_unless_it_names_some() -> None:
    both, one = listed("evidence", evidence=[{"side": "about"}, {"side": "risk", "for": ["mate"]}])
    assert both["for"] == ["tea", "mate"]
    assert one["for"] == ["mate"]


def test_a_treatment_brings_its_names_its_gloss_and_its_part_of_the_card() -> None:
    assert [treatment["also"] for treatment in listed("add_ons")] == [["Chai"], []]
    assert listed("glossary") == [{"term": "tea", "plain": "a hot drink", "also": [], "mask": True}]
    assert listed("card", card={"intro": "Ask:"}) == [{"id": "tea", "add_ons": ["tea", "mate"], "intro": "Ask:"}]


def test_a_rule_is_about_the_treatments_of_its_file_without_saying_so() -> None:
    each = {"id": "one", "for_each": "extra", "when": {"all": [{"status": "taking"}, {"losses": {"at_least": 1}}]}}
    once = {"id": "two", "for": ["mate"], "for_any": "add_on"}
    first, second = listed("rules", rules=[each, once])
    told = [{"status": "taking"}, {"losses": {"at_least": 1}}]
    assert first["when"] == {"all": [{"id": ["tea", "mate"]}, {"extra": "yes"}, *told]}
    assert second == {"id": "two", "for_each": "", "when": {"some_add_on": {"id": ["mate"]}}}
    (third,) = listed("rules", rules=[{"id": "three", "for_each": "add_on"}], families=[{"id": "drinks"}])
    assert third["when"] == {"family": "drinks"}


def test_a_line_that_follows_another_stands_behind_it_in_every_list() -> None:
    tea = Thing("questions", {"id": "tea"}, (), after="first")
    found = [Thing("questions", {"id": id_}, ()) for id_ in ("first", "last")]
    lost = Thing("questions", {"id": "lost"}, (), after="nothing")
    placed = following([("bank", thing) for thing in found] + [("lost", lost), ("tea", tea)])
    assert [thing.raw["id"] for _, thing in placed] == ["first", "tea", "last", "lost"]


def test_treatments_stand_in_the_order_that_their_files_give() -> None:
    ids = [add_on.id for add_on in load_catalog().add_ons]
    assert ids[:6] == ["dexamethasone", "prednisone", "prednisolone", "other_steroid", "ivig", "intralipids"]
    assert ids[-1] == "something_else"


def test_a_flag_of_a_row_is_placed_where_the_row_stands() -> None:
    inventory = Inventory(read_folder(find_data()))
    (item,) = [line for line in inventory.lines() if line.value.id == "ivig_kidney_disease"]
    line = str(item.place).rpartition(":")[2]
    text = Path(find_data(), "treatments", "ivig.yaml").read_text().splitlines()[int(line) - 1 - 1 : int(line)]
    assert any("kidney_disease" in row for row in text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Clexane", "heparin"),
        ("Lovenox", "heparin"),
        ("Fragmin", "heparin"),
        ("Humira", "anti_tnf"),
        ("Plaquenil", "hydroxychloroquine"),
        ("Decadron", "dexamethasone"),
        ("Medrol", "other_steroid"),
        ("Intralipid", "intralipids"),
        ("Neupogen", "g_csf"),
    ],
)
def test_a_brand_that_people_type_finds_its_treatment(typed: str, meant: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"format: 1\nadd_ons: [{{id: {typed}, status: offered}}]\n")
    with pytest.raises(BadInput) as caught:
        read_answers(answers, load_catalog(), date(2026, 11, 21))
    assert f"Write `{meant}`" in str(caught.value)
