from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ivfprep.facts import derive_facts
from ivfprep.interview.at_once import INFECTION_NOW, UrgentHistory
from ivfprep.interview.paths import Data
from ivfprep.matching import Matcher
from ivfprep.truth import Truth
from tests.profiles import CATALOG, DATA, profile

TODAY = date(2026, 11, 21)
URGENT = UrgentHistory(CATALOG, TODAY)
MATCHER = Matcher(CATALOG)


def urgent_rules(data: Any) -> set[str]:
    """Return the rules of the history table that speak of something urgent and are not false."""
    levels = {flag.id: flag.level for flag in CATALOG.flags}
    cells = {
        f"{row.id}.{item}"
        for row in CATALOG.history_matters
        for item, flag in row.flags.items()
        if (levels[flag] == "listed" or item == INFECTION_NOW) and data["history"].get(item) == "yes"
    }
    matches = MATCHER.match(derive_facts(profile(data), CATALOG, TODAY))
    reasons = [reason for match in matches for reason in match.reasons if reason.verdict.truth is not Truth.FALSE]
    return cells & {reason.rule.id for reason in reasons}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(DATA)
def test_nothing_is_said_at_once_that_the_rules_rule_out(data: Any) -> None:
    assert not URGENT.is_met(data) or urgent_rules(data)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(DATA)
def test_whatever_is_taken_and_urgent_by_the_rules_is_said_at_once(data: Any) -> None:
    if isinstance(data["add_ons"], str):
        return
    ids = {add_on.id for add_on in CATALOG.add_ons}
    taken = [{**entry, "status": "taking"} for entry in data["add_ons"] if entry["id"] in ids]
    asked = {**data, "add_ons": taken or "none"}
    assert URGENT.is_met(asked) is bool(urgent_rules(asked))


@pytest.mark.parametrize("for_disease", ["no", "not_sure", "yes"])
def test_what_a_treatment_is_for_does_not_keep_the_call_away(for_disease: str) -> None:
    entry: Data = {"id": "dexamethasone", "status": "taking", "for_disease": for_disease}
    assert URGENT.is_met({"add_ons": [entry], "history": {INFECTION_NOW: "yes"}})
