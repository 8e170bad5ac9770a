"""What no single answer holds, and is said or asked at once: two answers that do not fit, and when to call today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ivfprep.catalog import AddOn, Catalog, HistoryMatters
from ivfprep.conditions import Value
from ivfprep.dates import When, read_when
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data, find_mapping, find_word

INFECTION_NOW = "current_infection"
LOSSES = ("biochemical", "miscarriage", "ectopic")
LONG = timedelta(days=60)
"""A pregnancy test follows a transfer within two weeks; nobody waits two months for it."""


def at_once_facts(answers: Data, catalog: Catalog, today: date) -> dict[str, Value]:
    """Return each of `prompts.ODD_FACTS` as yes or no."""
    transfers = entries(answers, "transfers")
    waiting = [transfer for transfer in transfers if transfer.get("outcome") == "waiting"]
    losses = sum(transfer.get("outcome") in LOSSES for transfer in transfers)
    return {
        "odd.losses_counted_twice": _yes_or_no(losses > 1 and answers.get("losses_outside_transfers") == losses),
        "odd.waiting_twice": _yes_or_no(len(waiting) > 1),
        "odd.waiting_long_ago": _yes_or_no(any(when.latest < today - LONG for when in _dates(waiting))),
        "odd.after_today": _yes_or_no(any(when.earliest > today for when in _dates(_ended(transfers)))),
        "call_today": _yes_or_no(call_today(answers, catalog)),
    }


def _ended(transfers: list[Data]) -> list[Data]:
    return [transfer for transfer in transfers if transfer.get("outcome") in (*LOSSES, "no_pregnancy", "live_birth")]


def _dates(transfers: list[Data]) -> Iterator[When]:
    for transfer in transfers:
        when = read_when(str(transfer.get("when", "")))
        if isinstance(when, When):
            yield when


def _yes_or_no(holds: bool) -> str:
    return "yes" if holds else "no"


def call_today(answers: Data, catalog: Catalog) -> bool:
    """Return whether a treatment taken now, or due before the visit, meets what is to be looked at before it.

    That is a listed contraindication of this treatment, or an infection now where an infection matters for it. Only a
    plain yes counts, and nothing else is ever said at once.
    """
    add_ons = {add_on.id: add_on for add_on in catalog.add_ons}
    due = [(find_word(entry, "id"), entry) for entry in entries(answers, "add_ons") if _is_due(entry)]
    said = {id_ for id_, answer in find_mapping(answers, "history").items() if answer == "yes"}
    return any(_is_urgent(add_ons[id_], said, catalog) for id_, entry in due if id_ in add_ons)


def _is_due(entry: Data) -> bool:
    return entry.get("status") == "taking" or entry.get("before_visit") == "yes"


def _is_urgent(add_on: AddOn, said: set[str], catalog: Catalog) -> bool:
    levels = {flag.id: flag.level for flag in catalog.flags}
    return any(
        item in said and (levels.get(flag) == "listed" or item == INFECTION_NOW)
        for row in catalog.history_matters
        if matters_for(row, add_on)
        for item, flag in row.flags.items()
    )


def matters_for(row: HistoryMatters, add_on: AddOn) -> bool:
    """Return whether a row of the history table speaks of this treatment."""
    return add_on.id in row.add_ons or not set(row.families).isdisjoint(add_on.families)
