"""What is known of each treatment: above all, whether it is an extra."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import convert

from ivfprep.conditions import Value
from ivfprep.facts import derive_facts
from ivfprep.profile import Profile
from ivfprep.truth import Truth
from tests.profiles import CATALOG

DAY = date(2026, 11, 21)
UNKNOWN = Truth.UNKNOWN


def fact(name: str, **answers: Any) -> Value:
    profile = convert({"format": 1, "add_ons": [{"id": "prednisolone", **answers}]}, Profile)
    return derive_facts(profile, CATALOG, DAY).entries[0].values[f"this.{name}"]


@pytest.mark.parametrize("status", ["offered", "considering"])
def test_what_is_offered_is_an_extra_until_somebody_says_that_it_is_for_a_disease(status: str) -> None:
    assert fact("extra", status=status) == "yes"
    assert fact("extra", status=status, prescribed_by="specialist") == "yes"
    assert fact("extra", status=status, for_disease="not_sure") is UNKNOWN
    assert fact("extra", status=status, for_disease="yes") == "no"


@pytest.mark.parametrize(
    ("answers", "extra"),
    [
        ({}, UNKNOWN),
        ({"prescribed_by": "specialist"}, UNKNOWN),
        ({"prescribed_by": "specialist", "why": ["illness"]}, "no"),
        ({"prescribed_by": "other_doctor", "illness": "lupus, Dr Ray"}, "no"),
        ({"prescribed_by": "specialist", "why": ["one_test"]}, "yes"),
        ({"prescribed_by": "specialist", "why": ["one_test", "not_sure"]}, UNKNOWN),
        ({"prescribed_by": "fertility_clinic"}, "yes"),
        ({"prescribed_by": "fertility_clinic", "for_disease": "yes"}, "no"),
        ({"prescribed_by": "nobody"}, "yes"),
        ({"why": ["illness"]}, UNKNOWN),
        ({"why": ["not_told"]}, "yes"),
    ],
)
def test_what_is_taken_may_be_for_a_disease_unless_something_says_that_it_is_not(
    answers: dict[str, Any], extra: Value
) -> None:
    assert fact("extra", status="taking", **answers) == extra


def test_without_a_status_it_is_not_known_whether_a_specialists_medicine_is_an_extra() -> None:
    assert fact("extra") is UNKNOWN
    assert fact("extra", prescribed_by="specialist", why=["illness"]) is UNKNOWN
    assert fact("extra", prescribed_by="fertility_clinic") == "yes"


def test_a_number_that_was_told_is_a_fact_and_a_test_that_was_repeated_too() -> None:
    assert fact("number_told") == "no"
    assert fact("number_told", number_told="91% had a baby") == "yes"
    assert fact("test_repeated", test_repeated="no") == "no"
    assert fact("test_repeated") is UNKNOWN
