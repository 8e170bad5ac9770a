"""The one thing that is said at once (G8), and when."""

from __future__ import annotations

from ivfprep.catalog import AddOn, Catalog, HistoryMatters
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data

INFECTION_NOW = "current_infection"


def call_today(answers: Data, catalog: Catalog) -> bool:
    """Return whether a treatment taken now, or due before the visit, meets what is to be looked at before it.

    That is a listed contraindication of this treatment, or an infection now where an infection matters for it. Only a
    plain yes counts, and nothing else is ever said at once.
    """
    add_ons = {add_on.id: add_on for add_on in catalog.add_ons}
    due = [entry for entry in entries(answers, "add_ons") if _is_due(entry) and entry["id"] in add_ons]
    said = {id_ for id_, answer in answers.get("history", {}).items() if answer == "yes"}
    return any(_is_urgent(entry, add_ons[entry["id"]], said, catalog) for entry in due)


def _is_due(entry: Data) -> bool:
    return entry.get("status") == "taking" or entry.get("before_visit") == "yes"


def _is_urgent(entry: Data, add_on: AddOn, said: set[str], catalog: Catalog) -> bool:
    levels = {flag.id: flag.level for flag in catalog.flags}
    return any(
        item in said and (levels.get(flag) == "listed" or item == INFECTION_NOW)
        for row in catalog.history_matters
        if matters_for(row, add_on, entry)
        for item, flag in row.flags.items()
    )


def matters_for(row: HistoryMatters, add_on: AddOn, entry: Data) -> bool:
    """Return whether a row of the history table speaks of this treatment, as this patient has it."""
    if entry.get("for_disease") == "yes" and not row.even_for_disease:
        return False
    return add_on.id in row.add_ons or not set(row.families).isdisjoint(add_on.families)
