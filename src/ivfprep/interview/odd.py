"""What no single answer holds: two answers that do not fit, and what has to be said at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ivfprep.catalog import Catalog
from ivfprep.conditions import Value
from ivfprep.dates import When, read_when
from ivfprep.interview.at_once import call_today
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data

LOSSES = ("biochemical", "miscarriage", "ectopic")
LONG = timedelta(days=60)
"""A pregnancy test follows a transfer within two weeks; nobody waits two months for it."""


def odd_facts(answers: Data, catalog: Catalog, today: date) -> dict[str, Value]:
    """Return each of `prompts.ODD_FACTS` as yes or no."""
    transfers = entries(answers, "transfers")
    waiting = [transfer for transfer in transfers if transfer.get("outcome") == "waiting"]
    losses = sum(transfer.get("outcome") in LOSSES for transfer in transfers)
    return {
        "odd.losses_counted_twice": _say(losses > 1 and answers.get("losses_outside_transfers") == losses),
        "odd.waiting_twice": _say(len(waiting) > 1),
        "odd.waiting_long_ago": _say(any(when.latest < today - LONG for when in _dates(waiting))),
        "odd.after_today": _say(any(when.earliest > today for when in _dates(_ended(transfers)))),
        "call_today": _say(call_today(answers, catalog)),
    }


def _ended(transfers: list[Data]) -> list[Data]:
    return [transfer for transfer in transfers if transfer.get("outcome") in (*LOSSES, "no_pregnancy", "live_birth")]


def _dates(transfers: list[Data]) -> Iterator[When]:
    for transfer in transfers:
        when = read_when(str(transfer.get("when", "")))
        if isinstance(when, When):
            yield when


def _say(odd: bool) -> str:
    return "yes" if odd else "no"
