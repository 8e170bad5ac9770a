"""The page's door: the same interview as in a terminal, and nothing that is sent through it loses an answer."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivfprep.checklist import build_checklist
from ivfprep.errors import BadInput
from ivfprep.interview.reading import UNSAID_WORDS
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog
from ivfprep.render import render
from ivfprep.web import sitting
from ivfprep.web.door import call
from tests.test_hostile import HOSTILE
from tests.web.doors import TODAY, Page
from tests.web.same_bytes import names, saved_in_terminal, saved_on_page, text_of, unlike

SAVED = "format: 1\ntransfers:\n- outcome: no_pregnancy\nadd_ons:\n- id: dexamethasone\n  status: taking\n"


@pytest.fixture
def page() -> Page:
    page = Page()
    page.start()
    return page


@pytest.mark.parametrize("name", names()[::15])
def test_the_sheet_is_what_the_command_line_makes(name: str, tmp_path: Path) -> None:
    assert unlike(text_of(name), tmp_path) == []


@pytest.mark.parametrize("seed", [4, 7])
def test_an_interview_at_random_saves_the_same_file(seed: int, tmp_path: Path) -> None:
    quick = seed % 4 == 0
    assert saved_on_page(seed, quick=quick) == saved_in_terminal(seed, tmp_path, quick=quick)


def test_the_first_screen_says_all_that_a_page_draws(page: Page) -> None:
    screen = page.screen
    assert (screen["id"], screen["kind"], screen["typed"]) == ("transfers", "line", "how_many")
    assert screen["progress"] == [1, 5]
    assert screen["help"]
    assert not page.state["can_go_back"]


def test_an_answer_that_stands_is_shown_when_she_comes_back(page: Page) -> None:
    page.give("2")
    page.give("no_pregnancy")
    page.say("back")
    assert page.screen["standing"] == "no_pregnancy"
    page.say("back")
    assert page.screen["standing"] == "2"
    assert not page.state["can_go_back"]


def test_what_was_only_not_taken_is_not_said_to_start_at_any_time() -> None:
    page = Page()
    page.start(quick=True)
    page.skip_to("add_ons")
    page.give(["intralipids", "prednisone"])
    page.skip_to("quick_taking")
    page.give(["0"])
    page.skip_to("review")
    said = {
        one["also"][0]: one["label"] for one in page.screen["answers"] if one["label"].startswith("Where you stand")
    }
    assert said["Intralipids"].endswith("I take it now")
    assert said["Prednisone"].endswith("I do not take it now, so it counts as offered")


def test_what_is_no_answer_to_the_screen_leaves_it_there_with_words(page: Page) -> None:
    page.give("a few")
    assert "I cannot read" in page.screen["note"]
    page.give("2")
    for reply in ("no_such_row", "", ["no_pregnancy", "live_birth"]):
        page.give(reply)
        assert page.screen["id"] == "outcome"
        assert page.screen["note"]


def test_ticks_that_exclude_each_other_are_not_taken(page: Page) -> None:
    screen = page.skip_to("health")
    alone = next(row["value"] for row in screen["rows"] if row["alone"])
    page.give([alone, "diabetes"])
    assert page.screen["id"] == "health"
    assert page.screen["note"]
    assert page.give(["diabetes"])["screen"]["id"] != "health"


def test_a_treatment_that_is_not_in_the_list_is_named(page: Page) -> None:
    page.skip_to("add_ons")
    page.give([f"{page.screen['other']}{page.screen['named']}Copper tea"])
    assert "Copper tea" in page.screen["text"]


def test_answers_of_the_short_form_are_gone_on_with_in_the_short_form(page: Page) -> None:
    page.start(quick=True)
    page.give("0")
    other = Page()
    other.open(page.answers())
    assert other.state["quick"]
    assert other.screen["id"] == page.screen["id"]
    assert not other.call("start", quick=False, keep=True)["quick"]


def test_a_brand_that_a_row_was_found_by_is_kept_and_another_is_not_taken(page: Page) -> None:
    screen = page.skip_to("add_ons")
    called = dict(next(row["called"] for row in screen["rows"] if row["value"] == "heparin"))
    page.give(["heparin as Zauberol"])
    assert page.screen["note"]
    page.give([called["Clexane"]])
    assert page.screen["text"] == "Heparin (Clexane): where do you stand?"
    assert "called: Clexane" in page.answers()


@pytest.mark.parametrize(
    ("typed", "value", "name"),
    [
        ("Clexane", "heparin", "Clexane"),
        (" clex", "heparin", "Clexane"),
        ("heparin, clexane", "heparin", "Clexane"),
        ("hepar", "heparin", ""),
        ("Decadron.", "dexamethasone", "Decadron"),
        ("steroid", "dexamethasone", ""),
    ],
)
def test_what_she_types_finds_rows_and_her_name_for_them_as_in_a_terminal(
    page: Page, typed: str, value: str, name: str
) -> None:
    screen = page.skip_to("add_ons")
    found = page.call("find", typed=typed)
    assert value in found["rows"]
    known = dict(next(row["called"] for row in screen["rows"] if row["value"] == value))
    assert found["called"].get(value) == ([name, known[name]] if name else None)
    assert page.call("state") == page.state


def test_rows_are_found_by_their_heading_too_and_nothing_where_there_are_none(page: Page) -> None:
    page.skip_to("health")
    group = page.screen["rows"][0]["group"]
    rows = {row["value"] for row in page.screen["rows"] if row["group"] == group}
    assert rows <= {*page.call("find", typed=group.upper())["rows"]}
    assert page.call("find", typed="wibble") == {"rows": [], "called": {}, "near": False}
    page.say("stop")
    assert page.call("find", typed="wibble") == {"rows": [], "called": {}, "near": False}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("diabetis", "diabetes"),
        ("thyriod", "underactive_thyroid"),
        ("type 2 diabetis", "diabetes"),
        ("diabit", "diabetes"),
    ],
)
def test_a_slip_finds_what_was_meant_and_says_that_it_is_only_near(page: Page, typed: str, value: str) -> None:
    page.skip_to("health")
    found = page.call("find", typed=typed)
    assert found["rows"][0] == value
    assert found["near"]
    assert not page.call("find", typed="diabetes")["near"]


@pytest.mark.parametrize("typed", ["wibble", "no diabetis", "dia", "xylophone"])
def test_what_is_near_nothing_finds_nothing_by_a_slip(page: Page, typed: str) -> None:
    page.skip_to("health")
    assert not page.call("find", typed=typed)["near"]


def test_skip_on_a_question_that_has_its_answer_keeps_it_and_says_so(page: Page) -> None:
    page.give("2")
    page.give("no_pregnancy")
    before = yaml.safe_load(page.answers())
    for _ in range(2):
        page.say("back")
    page.say("skip")
    assert page.state["said"] == ["Skipped. Your answer stays as it was."]
    assert page.screen["place"] == "Transfer 2 of 2."
    page.say("back")
    assert page.screen["standing"] == "no_pregnancy"
    assert yaml.safe_load(page.answers()) == before


def test_skip_on_a_list_that_was_ticked_keeps_the_ticks_and_on_an_open_one_leaves_it_open(page: Page) -> None:
    page.skip_to("health")
    page.give(["diabetes"])
    page.say("back")
    page.say("skip")
    assert yaml.safe_load(page.answers())["history"]["diabetes"] == "yes"
    page.say("back")
    assert page.screen["id"] == "health"
    assert page.screen["ticked"] == ["diabetes"]


@pytest.mark.parametrize("id_", ["health", "add_ons"])
@pytest.mark.parametrize("said", ["none_of_these", "not_sure", "prefer_not_to_say"])
def test_one_answer_for_a_whole_list_is_ticked_when_she_comes_back(page: Page, id_: str, said: str) -> None:
    page.skip_to(id_)
    page.give([said])
    page.say("back")
    assert page.screen["id"] == id_
    assert page.screen["ticked"] == [said]
    before = yaml.safe_load(page.answers())
    page.give([said])
    assert yaml.safe_load(page.answers()) == before


def test_the_full_list_is_what_the_command_line_adds_and_has_a_name_of_its_own(page: Page, tmp_path: Path) -> None:
    page.open(text_of("several_at_once"))
    (tmp_path / "answers.yaml").write_text(page.answers(), encoding="utf-8")
    catalog, day = load_catalog(), date.fromisoformat(TODAY)
    profile = read_answers(tmp_path / "answers.yaml", catalog, day)
    whole = page.call("sheet", format="html", everything=True)
    assert whole["text"] == render(build_checklist(profile, catalog, day, everything=True), "html")
    assert whole["name"] == f"my-full-list-{TODAY}.html"
    assert page.call("sheet", format="html")["name"] == f"my-questions-{TODAY}.html"
    assert page.sheet() == render(build_checklist(profile, catalog, day), "html")


def test_what_stands_for_not_sure_is_read_as_that(page: Page) -> None:
    while not page.screen["unsaid"]:
        page.say("skip")
    assert set(page.screen["unsaid"].values()) <= UNSAID_WORDS.keys()
    page.give(page.screen["unsaid"]["not_sure"])
    assert not page.screen["note"]


def test_after_a_loss_the_rows_are_things_to_do_and_stopping_keeps_everything(page: Page) -> None:
    page.give("1")
    page.give("miscarriage")
    assert page.screen["after_loss"]
    assert page.screen["acts"]
    assert page.give("stop_now")["is_stopped"]
    assert "miscarriage" in page.answers()
    page.state = page.call("change")
    assert page.screen["after_loss"]


def test_the_clinics_number_stands_where_she_is_told_to_call_today() -> None:
    page = Page(clinic={"name": "Riverside", "phone_day": "01632 960100", "country": "GB"})
    page.open("format: 1\nadd_ons: [{id: dexamethasone, status: taking}]\nhistory: {fungal_infection: yes}\n")
    assert page.screen["id"] == "call_today"
    by_use = {phone["of"]: phone["call"] for phone in page.screen["phones"]}
    assert by_use["day"] == "01632960100"
    assert by_use["emergency"]
    assert [one["treatment"] for one in page.screen["meetings"]] == ["Dexamethasone"]
    assert "fungal" in page.screen["meetings"][0]["said"]
    assert [row["value"] for row in page.screen["rows"]] == ["read"]


def test_a_number_that_is_not_known_is_asked_for_before_she_calls(page: Page) -> None:
    page.open("format: 1\nadd_ons: [{id: dexamethasone, status: taking}]\nhistory: {fungal_infection: yes}\n")
    assert [row["value"] for row in page.screen["rows"]] == ["read", "phone_day", "country"]
    assert page.give("phone_day")["screen"]["id"] == "phone_day"
    page.give("01632 960100")
    assert page.screen["id"] == "call_today"
    assert [phone["call"] for phone in page.screen["phones"]] == ["01632960100"]
    page.give("country")
    page.give("GB")
    assert [row["value"] for row in page.screen["rows"]] == ["read"]
    assert page.give("read")["screen"]["id"] != "call_today"


def test_the_review_shows_each_answer_in_its_part_and_leads_to_it(page: Page) -> None:
    page.give("1")
    page.give("miscarriage")
    page.skip_to("review")
    answers = page.screen["answers"]
    ended = next(one for one in answers if one["label"] == "How it ended: A miscarriage or a later loss")
    assert (ended["group"], ended["also"]) == ("Your transfers", ["Your transfer"])
    assert page.give(ended["value"])["screen"]["id"] == "outcome"
    page.give("no_pregnancy")
    page.skip_to("review")
    assert "How it ended: It did not lead to a pregnancy" in [one["label"] for one in page.screen["answers"]]


@pytest.mark.parametrize("label", ["How many transfers: 1", "How it ended: A miscarriage or a later loss"])
def test_going_back_from_an_answer_to_change_leads_to_the_review_with_nothing_changed(page: Page, label: str) -> None:
    page.give("1")
    page.give("miscarriage")
    page.skip_to("review")
    before = page.answers()
    page.give(next(one["value"] for one in page.screen["answers"] if one["label"] == label))
    assert page.screen["id"] != "review"
    assert page.state["can_go_back"]
    assert page.say("back")["screen"]["id"] == "review"
    assert page.answers() == before


def test_going_back_from_what_a_changed_answer_opens_leads_to_that_answer(page: Page) -> None:
    page.give("1")
    page.give("no_pregnancy")
    page.skip_to("review")
    page.give(next(one["value"] for one in page.screen["answers"] if one["label"].startswith("How it ended")))
    page.give("miscarriage")
    assert page.screen["id"] != "review"
    assert page.say("back")["screen"]["id"] == "outcome"
    page.give("live_birth")
    assert page.screen["id"] == "review"


def test_going_back_from_an_answer_in_a_file_leads_to_all_of_them(page: Page) -> None:
    page.open("format: 1\ntransfers:\n- outcome: no_pregnancy\n", look=True)
    assert page.screen["id"] == "look_over"
    page.give(page.screen["answers"][0]["value"])
    assert page.say("back")["screen"]["id"] == "look_over"


def test_a_treatment_that_is_put_aside_is_named(page: Page) -> None:
    page.open(
        "format: 1\ntransfers: none\nadd_ons: [{id: ivig}, {id: intralipids}, {id: something_else, name: Copper tea}]\n"
    )
    page.skip_to("review")
    page.give(next(one["value"] for one in page.screen["answers"] if one["label"].startswith("Extra treatments")))
    page.give(["intralipids"])
    aside = next(said for said in page.state["said"] if said.startswith("Put aside"))
    assert "IVIG" in aside
    assert "Copper tea" in aside
    assert "ntralipid" not in aside
    assert "Extra treatments" not in aside


def test_the_first_three_are_one_list_in_an_order_of_hers(page: Page) -> None:
    page.skip_to("review")
    screen = page.give("top")["screen"]
    assert screen["kind"] == "order"
    wanted = [row["value"] for row in screen["rows"]][:3][::-1]
    page.give(wanted)
    assert page.screen["id"] == "review"
    assert yaml.safe_load(page.answers())["top"] == wanted
    assert page.give("top")["screen"]["ticked"] == wanted


def test_going_back_from_the_review_leads_to_the_last_question(page: Page) -> None:
    page.skip_to("review")
    assert page.say("back")["screen"]["id"] == "own_questions"


def test_saved_answers_are_opened_and_go_on_where_they_stopped(page: Page) -> None:
    page.give("1")
    text = page.answers()
    other = Page()
    other.open(text)
    assert other.screen["id"] == "outcome"
    assert other.answers() == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format: 99\ntransfers: none\n", "newer"),
        ("Dear diary", "not an answers file"),
        ("format: 1\ntransfers: 7 swans\n", ""),
        ("format: 1\nadd_ons: [{id: no_such_thing}]\n", ""),
        ("a: &a [*a]\n", ""),
        ("x" * 1_000_001, "too large"),
        ("<!DOCTYPE html>\n<html lang='en'>", "This is a sheet or another web page"),
        ("\n<html>", "Your answers are in another file, such as visit-answers.yaml"),
        ("<!doctype html>" + "x" * 1_000_001, "This is a sheet or another web page"),
        ("format: 1\n\x00", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words_and_nothing_is_lost(page: Page, text: str, words: str) -> None:
    page.give("3")
    before = page.answers()
    with pytest.raises(BadInput) as refused:
        page.call("open", text=text)
    assert words in str(refused.value)
    assert not re.search(r"\d:\d|forget", str(refused.value))
    assert page.answers() == before


def test_notes_that_are_left_half_way_are_kept_and_so_is_what_is_answered_after_them(page: Page) -> None:
    page.give("1")
    page.state = page.call("notes")
    page.give("yesterday")
    page.give("We repeat the test")
    page.state = page.call("change")
    assert page.screen["id"] == "outcome"
    page.give("no_pregnancy")
    saved = yaml.safe_load(page.answers())
    assert saved["transfers"] == [{"outcome": "no_pregnancy"}]
    assert "We repeat the test" in page.answers()


def test_answers_of_the_short_form_go_on_in_the_long_form() -> None:
    page = Page()
    page.start(quick=True)
    page.give("2")
    assert page.start(quick=False, keep=True)["screen"]["id"] == "outcome"
    assert len(yaml.safe_load(page.answers())["transfers"]) == 2


def test_after_forgetting_there_is_nothing(page: Page) -> None:
    page.give("3")
    page.call("forget")
    with pytest.raises(BadInput):
        page.call("answers")
    assert not page.start()["has_answers"]


def test_what_she_types_is_shown_and_never_obeyed(page: Page) -> None:
    page.skip_to("own_questions")
    page.give([*HOSTILE.values()])
    html = page.sheet()
    assert "<script" not in html
    assert page.answers() == Page.answers(opened(page.answers()))


def opened(text: str) -> Page:
    page = Page()
    page.open(text)
    return page


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("no_such_door", "{}"),
        ("reply", "["),
        ("reply", '{"value": 7}'),
        ("reply", '{"value": {"a": 1}}'),
        ("reply", '{"command": "rm"}'),
        ("begin", '{"today": "yesterday"}'),
        ("open", "{}"),
        ("sheet", '{"format": "pdf"}'),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_in_words(page: Page, name: str, payload: str) -> None:
    with pytest.raises(BadInput):
        page.door.call(name, payload)
    assert page.call("state")["screen"]["id"] == "transfers"


def test_a_fault_in_the_program_keeps_the_answers_and_the_screen(page: Page, monkeypatch: Any) -> None:
    page.give("2")

    def fail(*_: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(page.door.at.talk.flow, "give", fail)  # type: ignore[union-attr] # somebody sits there
        with pytest.raises(RuntimeError):
            page.give("no_pregnancy")
    assert page.call("state")["screen"]["id"] == "outcome"
    assert page.give("no_pregnancy")["screen"]["id"] == "outcome"


def test_a_saved_sheet_that_is_opened_for_the_answers_is_told_from_them_by_the_name_of_their_file(page: Page) -> None:
    with pytest.raises(BadInput) as refused:
        page.open(page.sheet())
    assert f"such as {page.call('answers')['name']}" in str(refused.value)


def test_a_page_that_has_not_begun_says_so() -> None:
    assert sitting.FILE
    with pytest.raises(BadInput):
        json.loads(call("state", "null"))


def test_nobody_who_passed_over_losses_is_asked_how_far_they_came(page: Page) -> None:
    seen = []
    while page.screen["id"] != "add_ons":
        seen.append(page.screen["id"])
        page.say("skip")
    assert "losses_outside" in seen
    assert not {"losses_far", "losses_in_a_row", "loss_outside"} & set(seen)
