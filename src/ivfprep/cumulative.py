"""The cumulative predicted chance over the transfers that did not lead to a pregnancy.

Source: the dexamethasone article's report of ESHRE (claim rif-no-fixed-count): the cumulative predicted chance of
implantation, with 60% proposed as the threshold for further investigation. Cumulative = 1 - product of (1 - p), p being
the chance that the clinic told the patient. Exact fractions throughout: 20 and 50 make exactly 60.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from msgspec import Struct

from ivfprep.profile import UNSAID, Transfer
from ivfprep.truth import Truth

THRESHOLD = Fraction(60, 100)
NOTHING, CERTAIN = Fraction(0), Fraction(1)


class Range(NamedTuple):
    """A chance that lies between `low` and `high`, both from 0 to 1."""

    low: Fraction
    high: Fraction


class Cumulative(Struct, frozen=True):
    """The cumulative chance: where it can lie, and where it stands (`above`, `at`, `below`, or "" for unknown)."""

    range: Range
    stands: str


def cumulative_chance(transfers: Sequence[Transfer]) -> Cumulative:
    """Return the cumulative chance of `transfers`; those that led to a pregnancy or a loss do not count.

    A chance that is missing can be anything. A chance of a live birth is no more than the chance of a pregnancy, so
    it sets the low end only. A transfer without a known outcome may count or not.
    """
    chances = [_counted(transfer) for transfer in transfers]
    low = 1 - prod((1 - chance.low for chance in chances), start=CERTAIN)
    high = 1 - prod((1 - chance.high for chance in chances), start=CERTAIN)
    return Cumulative(Range(low, high), _stands(low, high))


def read_chance(text: str) -> Range | None:
    """Return the chance that `text` writes in percent (`40`, `12.5`, `30-40`); None when it is not known."""
    if text in UNSAID | {"not_told"}:
        return None
    ends = [Fraction(end) / 100 for end in text.split("-")]
    return Range(min(ends), max(ends))


def chance_is_known(transfer: Transfer) -> Truth:
    """Return whether the clinic's chance of a pregnancy is known; unknown while the patient may still say it."""
    if transfer.chance == "not_told" or transfer.chance_of == "live_birth":
        return Truth.FALSE
    return Truth.TRUE if read_chance(transfer.chance) and transfer.chance_of == "pregnancy" else Truth.UNKNOWN


def in_words(range_: Range) -> str:
    """Return the low end out of 100 as a page says it: "60", "about 61", "just over 60" or "at least 40".

    Rounding never crosses the threshold, nor makes a chance certain.
    """
    number = range_.low * 100
    rounded, threshold = round(number), int(THRESHOLD * 100)
    if range_.low != range_.high:
        return f"more than {threshold}" if int(number) == threshold < number else f"at least {int(number)}"
    if number == rounded:
        return str(rounded)
    if rounded == threshold:
        return f"just {'over' if number > threshold else 'under'} {threshold}"
    return f"about {rounded}" if rounded < CERTAIN * 100 else "more than 99"


def _counted(transfer: Transfer) -> Range:
    if transfer.outcome == "no_pregnancy":
        return _chance(transfer)
    if transfer.outcome in UNSAID:
        return Range(NOTHING, _chance(transfer).high)
    return Range(NOTHING, NOTHING)


def _chance(transfer: Transfer) -> Range:
    told = read_chance(transfer.chance)
    if told is None:
        return Range(NOTHING, CERTAIN)
    return told if transfer.chance_of == "pregnancy" else Range(told.low, CERTAIN)


def _stands(low: Fraction, high: Fraction) -> str:
    if low > THRESHOLD:
        return "above"
    if high < THRESHOLD:
        return "below"
    return "at" if low == high else ""
