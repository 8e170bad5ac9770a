"""The calculation of the cumulative predicted chance, with the checks that its source asks for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivfprep.cumulative import cumulative_chance, in_words, read_chance
from ivfprep.profile import Transfer


def transfers(*chances: str, of: str = "pregnancy", outcome: str = "no_pregnancy") -> list[Transfer]:
    return [Transfer(outcome=outcome, chance=chance, chance_of=of) for chance in chances]  # type: ignore[arg-type] # any text


@pytest.mark.parametrize(
    ("chances", "total", "stands", "words"),
    [
        (("40", "35"), Fraction(61, 100), "above", "61"),
        (("20", "50"), Fraction(60, 100), "at", "60"),
        (("40", "35", "25"), Fraction(7075, 10000), "above", "about 71"),
        (("10", "10", "10"), Fraction(271, 1000), "below", "about 27"),
        (("65",), Fraction(65, 100), "above", "65"),
        (("60.25",), Fraction(6025, 10000), "above", "just over 60"),
        ((), Fraction(0), "below", "0"),
    ],
)
def test_the_checks_of_the_source(chances: tuple[str, ...], total: Fraction, stands: str, words: str) -> None:
    found = cumulative_chance(transfers(*chances))
    assert found.range == (total, total)
    assert found.stands == stands
    assert in_words(found.range) == words


@pytest.mark.parametrize(
    ("chance", "needed"),
    [(10, 9), (15, 6), (20, 5), (25, 4), (30, 3), (35, 3), (40, 2), (50, 2), (60, 2), (65, 1)],
)
def test_how_many_transfers_are_needed_for_more_than_60(chance: int, needed: int) -> None:
    assert cumulative_chance(transfers(*[str(chance)] * needed)).stands == "above"
    assert cumulative_chance(transfers(*[str(chance)] * (needed - 1))).stands != "above"


@pytest.mark.parametrize("outcome", ["miscarriage", "ectopic", "live_birth", "waiting", "biochemical"])
def test_only_transfers_without_a_pregnancy_count(outcome: str) -> None:
    assert cumulative_chance([*transfers("40", "35"), *transfers("90", outcome=outcome)]).range.low == Fraction(61, 100)


def test_a_missing_chance_gives_no_total_but_may_be_passed_by_the_rest() -> None:
    assert cumulative_chance(transfers("40", "not_sure")).stands == ""
    assert cumulative_chance(transfers("65", "skipped")).stands == "above"
    assert cumulative_chance(transfers("40", "not_told")).range == (Fraction(40, 100), Fraction(1))


def test_a_chance_of_live_birth_gives_only_at_least() -> None:
    found = cumulative_chance(transfers("40", of="live_birth"))
    assert (found.stands, in_words(found.range)) == ("", "at least 40")
    assert cumulative_chance(transfers("65", of="live_birth")).stands == "above"


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        (("59.9",), "just under 60"),
        (("60.1",), "just over 60"),
        (("99.75",), "more than 99"),
        (("100",), "100"),
        (("60.4", "not_sure"), "more than 60"),
        (("61.5", "not_sure"), "at least 61"),
    ],
)
def test_rounding_never_crosses_the_threshold_nor_makes_a_chance_certain(chances: tuple[str, ...], said: str) -> None:
    assert in_words(cumulative_chance(transfers(*chances)).range) == said


def test_a_range_is_tried_at_both_ends() -> None:
    assert cumulative_chance(transfers("61-70")).stands == "above"
    assert cumulative_chance(transfers("50-70")).stands == ""
    assert cumulative_chance(transfers("10-20")).stands == "below"
    assert read_chance("12.5") == (Fraction(1, 8), Fraction(1, 8))


@given(st.lists(st.integers(0, 100), max_size=6))
def test_the_order_of_transfers_does_not_matter(chances: list[int]) -> None:
    one, other = (cumulative_chance(transfers(*map(str, part))) for part in (chances, chances[::-1]))
    assert one == other
    assert 0 <= one.range.low <= 1
