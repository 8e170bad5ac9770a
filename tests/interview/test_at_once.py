from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivfprep.facts import derive_facts
from ivfprep.interview.at_once import INFECTION_NOW, UrgentHistory, at_once_facts, out_of_order
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


DAYS = st.dates(date(2015, 1, 1), TODAY)
CLOSE = st.dates(date(2024, 1, 1), date(2024, 9, 30))
WRITTEN = ("{0.day} {0:%B} {0.year}", "{0:%B} {0.year}", "{0.year}", "about {0:%B} {0.year}", "spring {0.year}")


def dated(day: date, written: str) -> Data:
    return {"when": written.format(day)}


@settings(max_examples=150)
@given(st.lists(st.tuples(CLOSE, st.sampled_from(WRITTEN), st.integers(-30, 30)), max_size=5))
def test_transfers_in_the_order_of_their_days_are_never_said_to_be_out_of_order(days: list[Any]) -> None:
    """However roughly each is dated, and where it is said to be rough, even if it is a month off."""
    written = [
        dated(day + timedelta(days=off) if words.startswith("about") else day, words)
        for day, words, off in sorted(days)
    ]
    assert out_of_order(written) is None


@settings(max_examples=150)
@given(st.lists(DAYS, min_size=2, max_size=5, unique=True), st.data())
def test_whatever_is_out_of_order_by_its_day_is_found_beside_the_nearest_one(days: list[date], data: Any) -> None:
    undated: list[Data] = [{"when": "not_sure"}] * data.draw(st.integers(0, 2))
    transfers = [*undated, *(dated(day, WRITTEN[0]) for day in days)]
    first = next((at for at, (one, after) in enumerate(pairwise(days), 1) if after < one), None)
    found = out_of_order(transfers)
    assert found == (None if first is None else (first + len(undated), first - 1 + len(undated)))


@pytest.mark.parametrize(
    ("date_of_visit", "noted", "said"),
    [("2026-10-01", [], "yes"), ("2026-12-01", [], "no"), ("skipped", [], "no"), ("2026-10-01", ["2026-10-01"], "no")],
)
def test_a_transfer_after_the_day_of_a_visit_of_which_nothing_is_noted_is_told(
    date_of_visit: str, noted: list[str], said: str
) -> None:
    answers: Data = {
        "transfers": [{"outcome": "no_pregnancy", "when": "3 November 2026"}],
        "visit": {"date": date_of_visit},
        "visits": [{"date": day} for day in noted],
    }
    assert at_once_facts(answers, URGENT)["unlikely.after_the_visit"] == said
