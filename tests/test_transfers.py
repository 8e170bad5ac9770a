from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import convert

from ivfprep.conditions import Interval, Value
from ivfprep.profile import Profile
from ivfprep.transfers import transfer_facts
from ivfprep.truth import Truth

TODAY = date(2026, 11, 21)


def facts(*outcomes: str, **more: Any) -> dict[str, Value]:
    answers = {"format": 1, "transfers": [{"outcome": outcome} for outcome in outcomes] or "none", **more}
    return transfer_facts(convert(answers, Profile), TODAY)


def test_losses_are_told_apart_from_transfers_without_a_pregnancy() -> None:
    found = facts("no_pregnancy", "miscarriage", "ectopic", "waiting", "live_birth", losses_outside_transfers=1)
    assert found["transfers"] == Interval(5, 5)
    assert found["transfers_without_pregnancy"] == Interval(1, 1)
    assert found["losses"] == Interval(3, 3)


def test_a_biochemical_pregnancy_and_what_is_not_said_may_count_or_not() -> None:
    found = facts("biochemical", "not_sure", losses_outside_transfers=0)
    assert found["transfers_without_pregnancy"] == Interval(0, 2)
    assert found["losses"] == Interval(0, 2)
    assert found["biochemical_pregnancies"] == Interval(1, 2)


def test_without_an_answer_anything_is_possible() -> None:
    found = transfer_facts(convert({"format": 1}, Profile), TODAY)
    assert found["transfers"] == Interval(0, float("inf"))
    assert found["cumulative_chance"] is Truth.UNKNOWN
    assert facts()["losses"] == Interval(0, float("inf"))


@pytest.mark.parametrize(
    ("outcomes", "longest"),
    [
        (("miscarriage", "miscarriage", "miscarriage"), (3, 3)),
        (("miscarriage", "no_pregnancy", "miscarriage"), (2, 2)),
        (("miscarriage", "live_birth", "miscarriage"), (1, 1)),
        (("miscarriage", "biochemical", "miscarriage"), (2, 3)),
        (("miscarriage", "not_sure", "miscarriage"), (1, 3)),
    ],
)
def test_losses_in_a_row_are_broken_by_a_birth_alone(outcomes: tuple[str, ...], longest: tuple[int, int]) -> None:
    assert facts(*outcomes)["losses_in_a_row"] == longest


def test_years_are_counted_from_the_last_transfer() -> None:
    def years(when: str) -> Value:
        return facts(transfers=[{"when": when, "outcome": "no_pregnancy"}])["years_since_last_transfer"]

    assert years("2024-11-21") == Interval(2, 2)
    assert years("2024-11-22") == Interval(1, 1)
    assert years("2024") == Interval(1, 2)
    assert years("skipped") == Interval(0, float("inf"))


def test_a_chance_is_missing_only_when_the_clinic_did_not_say_it() -> None:
    def missing(**answers: str) -> Value:
        return facts(transfers=[{"outcome": "no_pregnancy", **answers}])["chance_missing"]

    assert missing() is Truth.UNKNOWN
    assert missing(chance="not_told") == "yes"
    assert missing(chance="40", chance_of="pregnancy") == "no"
    assert missing(chance="40", chance_of="live_birth") == "yes"
    assert missing(chance="40") is Truth.UNKNOWN


def test_whether_a_transfer_is_still_waited_for_changes_nothing_about_having_had_it() -> None:
    known, unsure = facts("no_pregnancy", "waiting"), facts("no_pregnancy", "not_sure")
    assert all(known[name] == unsure[name] for name in ("transfers", "tried_fresh", "several_embryos"))
    assert known["transfers"] == Interval(2, 2)


def test_what_was_told_of_an_embryo_stays_open_until_somebody_says_it() -> None:
    told = {
        ("blastocyst", "good"): "told",
        ("blastocyst", "not_sure"): Truth.UNKNOWN,
        ("skipped", "good"): Truth.UNKNOWN,
        ("not_told", "not_sure"): "not_told",
        ("blastocyst", "not_told"): "not_told",
    }
    for (stage, quality), expected in told.items():
        transfers = [{"outcome": "no_pregnancy", "stage": stage, "quality": quality}]
        assert facts(transfers=transfers)["embryo_details"] == expected, (stage, quality)


def test_losses_that_are_known_are_a_lower_bound_whatever_the_transfers_were() -> None:
    unsure = facts(transfers="not_sure", losses_outside_transfers=3, losses_far="very_early", losses_in_a_row="yes")
    assert unsure["losses"] == unsure["pregnancies_lost"] == unsure["early_losses"] == Interval(3, float("inf"))
    assert unsure["losses_outside_in_a_row"] == "yes"
    assert unsure["ectopic"] is Truth.UNKNOWN
    assert facts(transfers="none", losses_outside_transfers=3)["losses"] == Interval(3, 3)


def test_a_biochemical_pregnancy_is_a_pregnancy_that_ended_and_a_very_early_one() -> None:
    found = facts("biochemical", "miscarriage", "ectopic", losses_outside_transfers=0)
    assert found["pregnancies_lost"] == Interval(3, 3)
    assert found["early_losses"] == Interval(1, 2)
    assert found["ectopic"] == "yes"


@pytest.mark.parametrize(
    ("weeks", "early", "late"),
    [("very_early", (1, 1), (0, 0)), (8, (0, 0), (0, 0)), (12, (0, 0), (1, 1)), ("not_sure", (0, 1), (0, 1))],
)
def test_how_far_a_pregnancy_came_is_told_by_its_weeks(
    weeks: object, early: tuple[int, int], late: tuple[int, int]
) -> None:
    found = facts(transfers=[{"outcome": "miscarriage", "weeks": weeks}], losses_outside_transfers=0)
    assert (found["early_losses"], found["late_losses"]) == (early, late)


@pytest.mark.parametrize(
    ("far", "early", "late"),
    [("very_early", (2, 2), (0, 0)), ("before_12", (0, 1), (0, 0)), ("after_12", (0, 1), (1, 2))],
)
def test_how_far_the_furthest_loss_outside_transfers_came_bounds_the_others(
    far: str, early: tuple[int, int], late: tuple[int, int]
) -> None:
    found = facts(losses_outside_transfers=2, losses_far=far)
    assert (found["early_losses"], found["late_losses"]) == (early, late)


def test_the_last_transfer_is_the_latest_by_date_in_whatever_order_they_are_listed() -> None:
    def years(*dates: str) -> Value:
        transfers = [{"when": when, "outcome": "no_pregnancy"} for when in dates]
        return facts(transfers=transfers)["years_since_last_transfer"]

    assert years("2026-03-01", "2020-03-01") == years("2020-03-01", "2026-03-01") == Interval(0, 0)
    assert years("2020-03-01", "not_sure") == Interval(0, 6)


def test_a_transfer_that_led_to_a_pregnancy_is_left_out_of_the_chances() -> None:
    assert facts("no_pregnancy", "live_birth", "miscarriage", "waiting")["left_out_of_chances"] == Interval(2, 2)
