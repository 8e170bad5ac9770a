"""What she can say on the phone when she is to call today: what she takes, what she has or had, and what else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ivfprep.catalog import Catalog
from ivfprep.interview.at_once import is_taken_or_due
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Flow
from ivfprep.interview.paths import Data, find_word
from ivfprep.interview.steps import entry_name

PLACES: Final = re.compile(r"(\{takes\}|\{had\}|\{also\})")


def in_her_words(pattern: str, flow: Flow, answers: Data) -> str:
    """Return `pattern` with what she said in it: the treatments to be looked at, why, and the others that she takes."""
    met = list(flow.urgent.meetings(answers))
    urgent = dict.fromkeys(index for index, _ in met)
    others = [
        index
        for index, entry in enumerate(entries(answers, "add_ons"))
        if is_taken_or_due(entry) and index not in urgent
    ]
    filled = {
        "{takes}": _takes(urgent, answers, flow.catalog),
        "{had}": _had(dict.fromkeys(item for _, item in met), flow.catalog),
        "{also}": _takes(others, answers, flow.catalog, also=" also"),
    }
    # Not `format`: braces in a name that she typed are only braces.
    parts = (filled.get(part, part.strip()) for part in PLACES.split(pattern))
    return " ".join(part for part in parts if part)


def _takes(indexes: Iterable[int], answers: Data, catalog: Catalog, also: str = "") -> str:
    some = [entries(answers, "add_ons")[index] for index in indexes]
    now = [entry_name(entry, catalog) for entry in some if find_word(entry, "status") == "taking"]
    soon = [entry_name(entry, catalog) for entry in some if find_word(entry, "status") != "taking"]
    said = [f"I{also} take {_joined(now)}."] if now else []
    said += [f"I am{also} to start {_joined(soon)} before my visit."] if soon else []
    return " ".join(said)


def _had(items: Iterable[str], catalog: Catalog) -> str:
    known = {item.id: item for item in catalog.history}
    by_lead: dict[str, list[str]] = {}
    for item in map(known.__getitem__, items):
        by_lead.setdefault(item.lead, []).append(item.noun or item.said)
    return " ".join(f"{lead} {_joined(nouns)}." for lead, nouns in by_lead.items())


def _joined(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
