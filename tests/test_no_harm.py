"""What would do harm, for whatever patient: a history that is passed over, or a treatment that vanishes.

Random patients are drawn; `tests/cases/` holds a named patient for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivfprep.catalog import HistoryMatters
from ivfprep.checklist import build_checklist
from ivfprep.conditions import Ground, Interval, OpenSet, Value
from ivfprep.facts import ANYTHING, Facts, derive_facts
from ivfprep.matching import Matcher
from ivfprep.sheet import Checklist, FlagLine
from ivfprep.truth import Truth
from tests.profiles import CATALOG, DATA, profile, put

DAY = date(2026, 11, 21)
MATCHER = Matcher(CATALOG)
many = settings(max_examples=60, suppress_health_check=list(HealthCheck))
some = settings(many, max_examples=15)

RIF = re.compile(r"\bRIF\b|implantation failure", re.IGNORECASE)
SO_FAR = re.compile(r"my transfers so far|my last transfer|three cycles that did not work", re.IGNORECASE)
OUT_OF = re.compile(r"\d+(\.\d+)?( ?%| (out )?of \d+)")


def facts_of(data: Any) -> Facts:
    return derive_facts(profile(data), CATALOG, DAY)


def listed(data: Any) -> Checklist:
    return build_checklist(profile(data), CATALOG, DAY, everything=True)


def said(checklist: Checklist) -> Iterator[str]:
    """Yield each text of a line, without the patient's own words."""
    for line in checklist.ranked():
        if line.layer != "own":
            yield from (line.text, line.why, line.ask if isinstance(line, FlagLine) else "")


@many
@given(DATA)
def test_a_history_that_is_yes_is_raised_beside_each_treatment_it_matters_for(data: Any) -> None:
    raised = {(match.line.id, match.entry) for match in MATCHER.match(facts_of(data)) if match.truth is Truth.TRUE}
    for entry in facts_of(data).entries:
        families = entry.values["this.family"]
        for row in CATALOG.history_matters:
            named = entry.values["this.id"] in row.add_ons
            if named or (isinstance(families, frozenset) and not families.isdisjoint(row.families)):
                wanted = {flag for item, flag in row.flags.items() if data["history"][item] == "yes"}
                assert {(flag, entry.key) for flag in wanted} <= raised


@some
@given(DATA)
def test_each_treatment_that_is_named_has_a_line(data: Any) -> None:
    named = {entry.key for entry in facts_of(data).entries} - {ANYTHING}
    assert named <= {line.add_on for line in listed(data).ranked()}


@many
@given(DATA)
def test_nothing_that_was_answered_is_said_to_be_open(data: Any) -> None:
    facts = facts_of(data)
    for match in MATCHER.match(facts):
        for reason in match.reasons:
            assert all(_is_open(ground, facts) for ground in reason.verdict.open), (match.line.id, reason.verdict.open)


def _is_open(ground: Ground, facts: Facts) -> bool:
    if ground.fact == "add_ons" and any(entry.present is Truth.UNKNOWN for entry in facts.entries):
        return True
    values = next((entry.values for entry in facts.entries if entry.key == ground.entry), facts.values)
    return _leaves_something_open(values[ground.fact])


def _leaves_something_open(value: Value) -> bool:
    if isinstance(value, Interval):
        return value.low < value.high
    return isinstance(value, Truth | OpenSet)


@some
@given(DATA, st.sampled_from(["none", "words_first"]))
def test_where_words_are_wanted_no_line_says_a_number_out_of_a_number(data: Any, numbers: str) -> None:
    assert not [text for text in said(listed(put(data, ("numbers",), numbers))) if OUT_OF.search(text)]


@some
@given(DATA)
def test_before_two_transfers_without_a_pregnancy_nothing_speaks_of_rif(data: Any) -> None:
    without = facts_of(data).values["transfers_without_pregnancy"]
    if isinstance(without, Interval) and without.high < 2:
        checklist = listed(data)
        evidence = [line.text for part in checklist.evidence for line in (*part.lines, *part.disagree)]
        assert not [text for text in (*said(checklist), *evidence) if RIF.search(text)]


@some
@given(DATA)
def test_who_had_no_transfer_is_not_asked_about_transfers_so_far(data: Any) -> None:
    assert not [text for text in said(listed(put(data, ("transfers",), "none"))) if SO_FAR.search(text)]


@some
@given(DATA, st.data())
def test_what_the_doctor_answered_is_not_on_top(data: Any, draw: st.DataObject) -> None:
    before = listed(data)
    gone = draw.draw(st.sampled_from([line.id for line in before.ranked()]))
    visits = [{"date": "2026-10-01", "said": {gone: {"status": "answered"}}}]
    after = listed({**data, "visits": visits, "top": [gone, before.top[0]]})
    assert gone not in after.top


def test_every_treatment_at_once_with_all_that_matters_is_a_sheet_with_each_point_before_each() -> None:
    history = {item.id: "yes" for item in CATALOG.history}
    add_ons = [{"id": add_on.id, "status": "offered"} for add_on in CATALOG.add_ons if not add_on.unnamed]
    sheet = listed({"format": 1, "add_ons": add_ons, "history": history}).handover
    raised = {id_ for block in sheet.checks for item in block.items for id_ in item.ids if "@" in id_}
    assert {id_.partition("@")[2] for id_ in raised} == {
        one["id"] for one in add_ons if any(_matters(row, one["id"]) for row in CATALOG.history_matters)
    }
    assert len(sheet.checks) < len(raised)


def _matters(row: HistoryMatters, id_: str) -> bool:
    add_on = next(one for one in CATALOG.add_ons if one.id == id_)
    return id_ in row.add_ons or not set(add_on.families).isdisjoint(row.families)


def test_the_card_says_that_no_sign_is_named_where_the_evidence_names_no_risk() -> None:
    for add_on in (one for one in CATALOG.add_ons if not one.unnamed):
        data = {"format": 1, "add_ons": [{"id": add_on.id, "status": "offered"}]}
        sheet = listed(data).handover
        named_none = any("(please name them)" in signs.intro for signs in sheet.card.signs)
        silent = {name for cell in CATALOG.cells if "name no risk" in cell.says for name in cell.add_ons}
        assert named_none == (add_on.id in silent), add_on.id
