"""The content in the words of a country."""

from __future__ import annotations

from msgspec.structs import replace

from ivfprep.catalog import Catalog, EmergencyNumber, LocalWords
from ivfprep.checklist.local_words import in_local_words
from tests.checklist.toys import NOTHING, SMALL, offered, sheet

LOCAL = replace(
    SMALL,
    emergency_numbers=(EmergencyNumber("US", "United States", "911"), EmergencyNumber("GB", "United Kingdom", "999")),
    local_words=(LocalWords(("US",), {"the drip": "an IV", "drip": "IV", "a cold": "a chill", "rash": "hives"}),),
)


def names(catalog: Catalog) -> list[str]:
    return [add_on.name for add_on in catalog.add_ons]


def test_whole_words_are_said_otherwise_and_the_longest_first() -> None:
    there = in_local_words(LOCAL, "United States")
    assert "an IV" in names(there)
    assert "drops" in names(there)
    assert next(item for item in there.history if item.id == "cold").said == "a chill"


def test_ids_stay_as_they_are() -> None:
    there = in_local_words(LOCAL, "US")
    assert [add_on.id for add_on in there.add_ons] == [add_on.id for add_on in LOCAL.add_ons]
    rash = next(item for item in there.history if item.id == "rash")
    assert (rash.said, rash.noun) == ("hives", "a hives")


def test_nothing_changes_elsewhere() -> None:
    assert in_local_words(LOCAL, "GB") is LOCAL
    assert in_local_words(LOCAL, "nowhere") is LOCAL
    assert in_local_words(LOCAL, "") is LOCAL


def test_what_she_typed_stays_as_typed() -> None:
    made = sheet(
        LOCAL,
        add_ons=offered("drip"),
        history={**NOTHING},
        own_questions=["Does the drip hurt?"],
        visit={"country": "US"},
    )
    assert "an IV" in " ".join(line.text for line in made.story)
    assert "Does the drip hurt?" in [one.ask for one in made.three]
