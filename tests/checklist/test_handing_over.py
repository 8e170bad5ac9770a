from __future__ import annotations

import pytest
from msgspec import convert
from msgspec.structs import replace

from ivfprep.catalog import CardPart, Catalog, Claim, Question, Term
from ivfprep.checklist import build_checklist
from ivfprep.profile import Profile
from tests.cases.patients import TODAY
from tests.checklist.toys import NOTHING, SMALL, offered, sheet

NONE = {"outcome": "no_pregnancy", "chance": "40", "chance_of": "pregnancy"}
BORN = {"outcome": "live_birth"}


def in_words(**words: str) -> Catalog:
    return replace(SMALL, words={**SMALL.words, **words})


def not_known(**answers: object) -> str:
    *_, unknown, _made = sheet(**answers).evidence.across
    return unknown.text


def test_the_visit_names_its_day_and_the_clinic_or_leaves_room_for_them() -> None:
    visit = sheet(visit={"date": "2026-12-01", "clinic": "Riverside"}).visit
    assert (visit.day, visit.whom) == ("1 December 2026", "Riverside")
    assert sheet(visit={"clinic": "Riverside", "doctor": "Dr Okafor"}).visit.whom == "Dr Okafor"
    empty = sheet().visit
    assert (empty.day, empty.whom) == ("", "")
    assert empty.on
    assert empty.with_


def test_fewer_than_three_are_not_called_three() -> None:
    left = [pattern.id for pattern in SMALL.patterns]
    catalog = in_words(
        three_heading="three", three_heading_fewer="fewer", leaving_answers="1, 2, 3", leaving_answers_fewer="hers"
    )
    assert sheet(catalog).agreed.leaving.known[0] == "1, 2, 3"
    assert sheet(catalog, top=["cost_1"], leave_out=left).agreed.leaving.known[0] == "hers"
    assert sheet(catalog).three_part.heading == "three"
    assert sheet(catalog, top=["cost_1"], leave_out=left).three_part.heading == "fewer"


def test_the_card_says_what_i_do_until_somebody_fills_it_in() -> None:
    catalog = in_words(card_until="call", card_until_number="call or {number}")
    assert sheet(catalog, visit={"country": "GB"}).card.part.note == "call or 999"
    assert sheet(catalog).card.part.note == "call"


def test_signs_stand_by_the_treatment_that_they_are_of() -> None:
    catalog = replace(
        SMALL,
        card=(*SMALL.card, CardPart("tea", "With tea:", ("a sore throat",), ("tea",), ("book-1",))),
        words={
            **SMALL.words,
            "card_with": "With {names}",
            "card_signs": "Of {name}",
            "card_signs_silent": "Of {name}, none named",
            "card_signs_others": "Of others",
            "card_signs_each": "Of each",
        },
    )
    shown = {
        ids: [(signs.intro, signs.signs) for signs in sheet(catalog, add_ons=offered(*ids)).card.signs]
        for ids in (("tea",), ("tea", "drip"), ("tea", "drip", "rub", "drops"), ("drip", "rub", "drops"))
    }
    tea = ("With tea", ("a sore throat",))
    assert shown == {
        ("tea",): [tea],
        ("tea", "drip"): [tea, ("Of the drip, none named", ())],
        ("tea", "drip", "rub", "drops"): [tea, ("Of others", ())],
        ("drip", "rub", "drops"): [("Of each", ())],
    }
    assert sheet(catalog, add_ons=offered("tea")).card.marks


def test_a_line_to_write_signs_on_names_the_risks_that_a_document_names() -> None:
    risks = CardPart("drip", "With the drip, signs of:", ("a clot", "a rash"), ("drip",), ("book-1",), of_risks=True)
    words = {"card_signs_of": "Of {name}: {items}", "card_signs_each": "Of each"}
    catalog = replace(SMALL, card=(*SMALL.card, risks), words={**SMALL.words, **words})
    card = sheet(catalog, add_ons=offered("drip")).card
    assert [(signs.intro, signs.signs) for signs in card.signs] == [("Of the drip: a clot or a rash", ())]
    assert card.marks
    fever = CardPart("tea", "With tea, if I have:", ("a fever",), ("tea",), ())
    listed = replace(catalog, card=(fever, *catalog.card), words={**catalog.words, "card_with": "With {names}"})
    assert sheet(listed, add_ons=offered("tea", "drip")).card.marks == ""
    together = sheet(catalog, add_ons=offered("drip", "rub", "drops")).card
    assert ([signs.intro for signs in together.signs], together.marks) == (["Of each"], "")


def test_who_wants_no_numbers_is_asked_for_none() -> None:
    question = Question(id="all", topic="plan", text="How many of 100?", words="How often?", why="So.", for_="everyone")
    catalog = replace(SMALL, questions=(*SMALL.questions, question))
    for numbers, text in (("numbers", "How many of 100?"), ("words_first", "How many of 100?"), ("none", "How often?")):
        answers = {"format": 1, "numbers": numbers, "add_ons": offered("tea")}
        made = build_checklist(convert(answers, Profile), catalog, TODAY)
        assert text in [line.text for line in made.questions]


def test_a_word_is_explained_where_it_is_printed_first() -> None:
    catalog = replace(SMALL, glossary=(Term("cold", "a sore nose"),))
    told, unsure = (
        sheet(catalog, add_ons=offered("tea"), history={**NOTHING, "cold": answer}) for answer in ("yes", "not_sure")
    )
    assert told.story[-2].text == "a cold (a sore nose)."
    assert told.checks[0].items[0].text == "I have had a cold."
    assert unsure.checks[0].items[0].text == "Unsure if I have had a cold (a sore nose)."


def test_a_word_is_explained_in_the_evidence_that_stays_longest_on_paper() -> None:
    later = (replace(cell, says="Newer: the label is liked.") if cell.updates else cell for cell in SMALL.cells)
    catalog = replace(SMALL, cells=tuple(later), glossary=(Term("label", "a slip of paper"),))
    tea, drip = sheet(catalog, add_ons=offered("tea", "drip")).evidence.columns
    assert "Newer: the label is liked." in [cell.text for cell in tea.cells]
    assert "The label (a slip of paper) warns." in [cell.text for cell in drip.cells]


def test_what_is_to_be_read_first_names_the_points_to_check_only_where_there_are_some() -> None:
    catalog = in_words(story_note="and points", story_note_alone="questions")
    checked, none = sheet(catalog), sheet(catalog, transfers="none", losses_outside_transfers=0)
    assert [bool(one.checks) for one in (none, checked)] == [False, True]
    assert [one.story_part.note for one in (none, checked)] == ["questions", "and points"]


def test_risks_that_nothing_names_are_spoken_of_where_there_is_a_treatment() -> None:
    catalog = in_words(sheet_unknown_cover="There may be others.")
    tea, none = sheet(catalog, add_ons=offered("tea")), sheet(catalog)
    told = [" ".join(across.text for across in one.evidence.across) for one in (tea, none)]
    assert ["There may be others." in words for words in told] == [True, False]


@pytest.mark.parametrize(
    ("transfers", "aps_tests", "says"),
    [
        (None, "yes", "early"),
        ([NONE], "yes", "early"),
        ([NONE, NONE], "yes", "repeated"),
        ([NONE, BORN], "yes", "early"),
        ("not_sure", "yes", "early"),
        ([NONE, NONE], "not_sure", "losses"),
    ],
)
def test_what_an_article_says_of_repeated_tries_is_said_of_them_alone(
    transfers: object, aps_tests: str, says: str
) -> None:
    catalog = in_words(checks_cause="repeated", checks_cause_early="early", checks_cause_losses="losses")
    told = {} if transfers is None else {"transfers": transfers}
    work_up = {"hysteroscopy": "no", "aps_tests": aps_tests}
    assert sheet(catalog, work_up=work_up, **told).checks[-1].says == says


def test_marks_are_numbered_in_the_order_of_printing() -> None:
    shown = sheet(add_ons=offered("drip", "tea"), history={**NOTHING, "egg": "yes"})
    assert shown.three[0].marks == shown.checks[0].marks == "[1]"
    assert [source.id for source in shown.sources if source.mark == "[1]"] == ["label"]


def test_what_the_chances_leave_out_is_said_where_they_are_spoken_of() -> None:
    catalog = in_words(
        sheet_unknown_person="person",
        sheet_unknown_chance="chance",
        unknown_even_so="even so",
        sheet_unknown_cover="cover",
    )
    unsaid = {"outcome": "no_pregnancy"}
    assert not_known(catalog=catalog, transfers=[unsaid, unsaid]) == "chance"
    assert not_known(catalog=catalog, transfers=[NONE, NONE, unsaid]) == "chance even so"
    assert not_known(catalog=catalog, transfers=[NONE, NONE]) == "chance"
    assert not_known(catalog=catalog, add_ons=offered("tea")) == "person cover"


def test_how_open_it_is_is_said_of_immune_treatments_alone() -> None:
    catalog = in_words(sheet_evidence_note="open")
    assert sheet(catalog, add_ons=offered("tea")).evidence.in_short == "open"
    assert sheet(catalog, add_ons=offered("drops")).evidence.in_short == ""


def test_in_short_stands_there_without_an_immune_treatment_too() -> None:
    words = {"sheet_in_short_lead": "In short:", "sheet_in_short_none": "causes", "sheet_in_short_first": "ask"}
    words |= {"sheet_in_short_unnamed": "no name"}
    claim = Claim("investigate-first", "book", "page 9", "It says.")
    catalog = replace(in_words(sheet_evidence_note="open", **words), claims=(*SMALL.claims, claim))

    def first(**answers: object) -> tuple[str, str]:
        shown = sheet(catalog, **answers)
        told = next((one for one in shown.evidence.across if one.lead == "In short:"), None)
        book = next((source.mark for source in shown.sources if source.id == "book"), "")
        return (told.text, told.marks.replace(book, "book") if book else told.marks) if told else ("", "")

    assert first(add_ons="none", transfers=[NONE]) == ("causes", "book")
    assert first(add_ons=offered("drops"), transfers=[NONE]) == ("ask", "")
    assert first(add_ons=offered("not_sure"), transfers=[NONE]) == ("no name", "")
    assert first(add_ons="none", transfers=[], losses_outside_transfers=0) == ("ask", "")
    assert first(add_ons="none", transfers="none", losses_outside_transfers=3) == ("ask", "")
    assert first(add_ons=offered("tea"), transfers=[NONE]) == ("", "")


def test_a_patient_who_answers_nothing_has_a_sheet() -> None:
    shown = build_checklist(convert({"format": 1}, Profile), SMALL, TODAY).handover
    assert (len(shown.three), shown.story, shown.plan.rows, shown.evidence.columns) == (3, (), (), ())
    assert [block.head for block in shown.checks] == ["Look first"]
    assert {item.kind for item in shown.checks[0].items} == {"ask_me"}
    assert shown.more
    assert shown.agreed.rows


def test_content_that_is_due_for_a_check_says_so() -> None:
    old = replace(SMALL, about=replace(SMALL.about, next_check="2026-11-01"))
    assert sheet().warnings == ()
    assert len(sheet(old).warnings) == 1


def test_a_top_question_that_is_gone_is_warned_of() -> None:
    assert any("porpoise@drip" in warning for warning in sheet(top=["porpoise@drip"]).warnings)
    assert sheet(add_ons=offered("tea"), top=["helps_one", "cost_1"]).warnings == ()


def test_what_is_ticked_or_asked_first_is_not_asked_again() -> None:
    shown = sheet(add_ons=offered("tea"), work_up={"hysteroscopy": "no"}, top=["talk_1", "fits@tea", "walk_1"])
    first = {one.id for one in shown.three}
    ticked = {id_ for block in shown.checks for item in block.items for id_ in item.ids}
    assert first == {"talk_1", "fits@tea", "walk_1"}
    assert "womb" in ticked
    assert not {one.id for one in shown.more} & (first | ticked)
