"""A small made-up catalog for the sheet: its words are its own, so that no rewriting of the content shows here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from ivfprep.catalog import (
    AddOn,
    Catalog,
    Claim,
    Document,
    EvidenceCell,
    Family,
    Flag,
    HistoryItem,
    HistoryMatters,
    Pattern,
    Question,
    Rule,
    Topic,
    Update,
)
from ivfprep.checklist import build_checklist
from ivfprep.handover import Handover
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from tests.cases.patients import TODAY

TOY = load_catalog(Path(__file__).parents[1] / "toy_data")

ADD_ONS = (
    AddOn("tea", "tea", "Tea", "medicine", immune=True, families=("leaf",)),
    AddOn("mint", "mint", "Mint", "medicine", immune=False, families=("leaf",)),
    AddOn("drip", "the drip", "A drip", "infusion", immune=True),
    AddOn("drops", "drops", "Drops", "medicine", immune=False, plural=True),
    AddOn("rub", "the rub", "A rub", "procedure", immune=None),
    AddOn("cream", "cream", "Cream", "medicine", immune=False, no_extra_as="luteal_support"),
    AddOn("long", "a treatment with the very longest name of all", "Long", "medicine", immune=False),
)
HISTORY = (
    HistoryItem("egg", "allergies", "Egg", "an egg allergy"),
    HistoryItem("mould", "infections", "Mould", "mould"),
    HistoryItem("cold", "infections", "A cold", "a cold", lead="I have had"),
    HistoryItem("cough", "infections", "A cough", "a cough", lead="I have had"),
    HistoryItem("fever", "infections", "A fever", "a fever", lead="I have had", event=True),
    HistoryItem("rash", "heart", "A rash", "rash", noun="a rash"),
    HistoryItem("sugar", "heart", "Sugar", "sugar", lead="I take"),
    HistoryItem("allergy_medicine", "allergies", "Medicine", "an allergy to a medicine"),
)
MATTERS = (
    HistoryMatters(
        "drip", "The label.", {"egg": "drip_egg", "mould": "drip_mould"}, add_ons=("drip",), says="The label says so."
    ),
    HistoryMatters(
        "tea",
        "The book.",
        {"cold": "tea_cold", "cough": "tea_cough", "fever": "tea_fever", "rash": "tea_rash"},
        add_ons=("tea",),
        says="The book says so.",
    ),
    HistoryMatters("leaf", "The page.", {"sugar": "leaf_sugar"}, families=("leaf",), says="The page says so."),
)


def flag(id_: str, level: str, claim: str) -> Flag:
    return convert(
        {"id": id_, "topic": "health", "why": "So.", "claims": [claim], "level": level, "said": id_, "ask": f"{id_}?"},
        Flag,
    )


FLAGS = (
    flag("drip_egg", "listed", "label-1"),
    flag("drip_mould", "listed", "label-1"),
    *(flag(f"tea_{name}", "history", "book-1") for name in ("cold", "cough", "fever", "rash")),
    flag("leaf_sugar", "history", "page-1"),
)


def question(id_: str, topic: str = "other", **more: object) -> Question:
    return convert({"id": id_, "topic": topic, "why": "So.", "text": f"{id_}?", **more}, Question)


def of_each(id_: str, topic: str, **more: object) -> Question:
    """Return a question about a treatment by its name."""
    return question(id_, topic, text=f"{id_} of {{name}}?", **more)


QUESTIONS = (
    of_each("purpose", "purpose", claims=["book-1"]),
    of_each("risks", "risks", each="risks of {names}, all {count}?"),
    of_each("start", "plan", piece="start"),
    of_each("fits", "risks", claims=["book-2"]),
    question("womb", "first", check="look inside", looked="hysteroscopy", claims=["book-1"]),
    question("blood", "first", check="test of the blood", looked="aps_tests", claims=["page-1"]),
    *(
        question(f"{topic}_{number}", topic, **{"for": "everyone"})
        for topic in ("talk", "walk")
        for number in (1, 2, 3)
    ),
    question("cost_1", "cost", **{"for": "everyone"}),
)
FOR_EACH: dict[str, object] = {"this": {"extra": "yes"}}
RULES = (
    Rule("each", FOR_EACH, ("purpose", "risks", "start"), "There is one.", for_each="add_on"),
    Rule("fits", {"this": {"id": "tea"}}, ("fits",), "There is tea.", for_each="add_on"),
    Rule("womb", {"work_up.hysteroscopy": "no"}, ("womb",), "Nobody looked."),
    Rule("blood", {"work_up.aps_tests": "no"}, ("blood",), "Nobody looked."),
)
CELLS = (
    EvidenceCell("risk", "Tea has risks.", add_ons=("tea",), claims=("page-1",)),
    EvidenceCell("for", "3 of 10 liked tea.", words="Some liked tea.", add_ons=("tea",), claims=("book-1",)),
    EvidenceCell("for", "Newer: tea is liked.", add_ons=("tea",), updates=("newer-1",)),
    EvidenceCell("for", "After losses, tea.", add_ons=("tea",), claims=("late-1",), when={"losses": {"at_least": 1}}),
    EvidenceCell("sure", "Leaves were few.", families=("leaf",), claims=("book-2",)),
    EvidenceCell("against", "The label warns.", add_ons=("drip",), claims=("label-1",)),
    EvidenceCell("risk", "Newer: drops drip.", add_ons=("drops",), updates=("newer-2",)),
)
WORDS = {
    "story_transfers": "I had",
    "story_no_transfer": "no transfer",
    "story_one_transfer": "one transfer",
    "story_some_transfers": "{count} transfers",
    "story_transfers_not_sure": "Not sure how many.",
    "story_each_time": "each time {end}",
    "story_among": "; {count} of them",
    "story_twice": "{end} twice",
    "story_times": "{end} {count} times",
    "story_last": " (last: {when})",
    "story_at_weeks": "{end} at {weeks} weeks",
    "story_very_early": "{end}, very early",
    "story_one_loss": "one loss outside",
    "story_losses": "{count} losses outside",
    "story_end_no_pregnancy": "none",
    "story_end_biochemical": "an early one",
    "story_end_miscarriage": "a loss",
    "story_end_ectopic": "an outside one",
    "story_end_live_birth": "a birth",
    "story_end_waiting": "waiting",
    "story_end_unsaid": "unsaid",
    "story_far_before_12": "before 12",
    "story_womb_seen": "Womb seen.",
    "story_womb_nothing": "Womb clear.",
    "story_womb_found": "{items} found.",
    "story_womb_treated": "{items} treated.",
    "womb_polyps": "polyps",
    "womb_adenomyosis": "adenomyosis",
    "story_support": "{name} as support",
    "story_an_illness": "an illness",
    "story_not_sure": "Unsure about {items}.",
    "story_illness": "{name} for {illness}",
    "story_illness_specialist": "{name} for {illness} (specialist)",
    "story_number_about": "{told} about {name}.",
    "reason_one_test": "by one test",
    "reason_one_test_of": "by one test of {target}",
    "reason_reassurance": "to do all",
    "reason_not_told": "untold",
    "next_polyps": "my polyps",
    "next_adenomyosis": "my adenomyosis",
    "next_without": "{count} without.",
    "next_and_no": "or",
    "three_these": "these {count}",
    "three_own": "(own)",
    "checks_yes": "{clause}.",
    "checks_not_sure": "Unsure if {clause}.",
    "checks_ask": "Ask: {items}.",
    "checks_rest": "Ask the rest.",
    "checks_whole": "Ask it all.",
    "checks_unnamed": "Unnamed.",
    "checks_several": "Several say so.",
    "checks_cause": "A cause first.",
    "checks_first": "Look first",
    "checks_before": "Before {names}",
    "checks_with": "With {names}",
    "frame_before": "First, before {names}",
    "frame_with": "First, with {names}",
    "checks_not_looked_for_test": "No {item}.",
    "checks_not_sure_test": "Unsure of a {item}.",
    "checks_ask_test": "Ask which: {items}.",
    "checks_a": "a {item}",
    "plan_purpose": "aim",
    "plan_start": "start",
    "plan_end": "end",
    "plan_pregnant": "pregnant",
    "plan_reduced": "reduced",
    "plan_checks": "checks",
    "plan_call": "call",
    "plan_taken": "taken now",
    "plan_told": "told:",
    "plan_until": "until:",
    "plan_not_for_infusion": "no drip",
    "plan_not_for_procedure": "once",
    "cells_nothing_for": "Nothing for it.",
    "cells_nothing": "Nothing at all.",
}
SMALL: Catalog = replace(
    TOY,
    documents=tuple(
        Document(id_, f"The {id_}", id_, "a book", "It says.") for id_ in ("book", "page", "label", "late")
    ),
    claims=tuple(
        Claim(f"{document}-{number}", document, f"page {number}", "It says.")
        for document in ("book", "page", "label", "late")
        for number in (1, 2)
    ),
    updates=tuple(Update(f"newer-{number}", ("book-1",), "original", f"trial {number}", "It.") for number in (1, 2)),
    topics=tuple(
        Topic(id_, id_) for id_ in ("purpose", "plan", "first", "health", "risks", "talk", "walk", "other", "cost")
    ),
    families=(Family("leaf", "leaves", no_extra_with=("rash",)),),
    add_ons=ADD_ONS,
    history=HISTORY,
    history_matters=MATTERS,
    flags=FLAGS,
    questions=QUESTIONS,
    rules=RULES,
    cells=CELLS,
    patterns=tuple(Pattern(pattern.id, f"{pattern.id} {{names}}") for pattern in TOY.patterns),
    evidence=(),
    disagreements=(),
    glossary=(),
    words={**TOY.words, **WORDS},
)
NOTHING = {item.id: "no" for item in HISTORY}
"""A history without anything in it."""


def offered(*ids: str, **more: object) -> list[dict[str, object]]:
    """Return treatments that are offered, each with the same answers."""
    return [{"id": id_, "status": "offered", **more} for id_ in ids]


def sheet(catalog: Any = SMALL, *, documents_only: Any = False, **answers: Any) -> Handover:
    """Return the sheet of a patient who has nothing in her history, unless her answers say so."""
    profile = convert({"format": 1, "history": NOTHING, **answers}, Profile)
    return build_checklist(profile, catalog, TODAY, documents_only=documents_only).handover
