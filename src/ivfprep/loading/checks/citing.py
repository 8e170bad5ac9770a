"""What stands behind each line: claims of the documents or newer findings, never both; and none that nobody cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivfprep.catalog import CardPart, Claim, Disagreement, Evidence, EvidenceCell, Flag, Pattern, Update, pack_of
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.places import Place

STUDY_NUMBER = re.compile(r"\d+(?:\.\d+)? (?:out )?of \d|\d ?%|\d+ out of|odds ratio|risk ratio|\bOR \d")


def citing_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield lines without the source they need or with two kinds of source, and sources that nothing cites."""
    for line in inventory.lines():
        kind = "flag" if isinstance(line.value, Flag) else "question"
        is_clinics = bool(pack_of(line.value.id))  # it stands under the clinic's own name
        is_bare = kind == "flag" and not (line.value.claims or line.value.updates or is_clinics)
        yield from _both(kind, bool(line.value.claims and line.value.updates), line.place)
        if is_bare:
            yield line.place.problem("This flag cites nothing.", "Name the claims or the updates that it rests on.")
    for row in inventory.items("evidence", Evidence):
        if bool(row.value.claim) == bool(row.value.update):
            yield row.place.problem("A line of evidence cites one claim or one update.", "Give one of the two.")
    for cell in inventory.items("cells", EvidenceCell):
        if not (cell.value.claims or cell.value.updates):
            yield cell.place.problem("This cell cites nothing.", "Name the claims or the updates that it rests on.")
        if not cell.value.words and STUDY_NUMBER.search(cell.value.says):
            message = "This cell says a study's numbers, and has no `words` that say it without them."
            yield cell.place.at("says").problem(message, "Add `words` for people who want no numbers.")
    for row_ in inventory.items("disagreements", Disagreement):
        yield from _both("disagreement", bool(row_.value.claims and row_.value.updates), row_.place)
        if not (row_.value.claims or row_.value.updates):
            yield row_.place.problem("This disagreement cites nothing.", "Name the claims or the updates that differ.")
    yield from _without_words(inventory)
    if inventory.is_whole:
        yield from _cited_by_none(inventory)


def _both(kind: str, has_both: bool, place: Place) -> Iterator[Problem]:
    if has_both:
        message = f"This {kind} cites claims and updates; each is printed with its own mark."
        yield place.at("updates").problem(message, f"Make one {kind} of each.")


def _without_words(inventory: Inventory) -> Iterator[Problem]:
    for key in ("claims", "updates"):
        for item in inventory.items(key, object):
            if isinstance(item.value, Claim | Update) and not item.value.words and STUDY_NUMBER.search(item.value.says):
                message = f"'{item.value.id}' says a study's numbers, and has no `words` that say it without them."
                yield item.place.at("says").problem(message, "Add `words` for people who want no numbers.")


def _cited_by_none(inventory: Inventory) -> Iterator[Problem]:
    cited = set(_cited(inventory))
    for key in ("claims", "updates"):
        for item in inventory.items(key, object):
            if isinstance(item.value, Claim | Update) and item.value.id not in cited:
                message = f"Nothing carries the {key[:-1]} '{item.value.id}'."
                hint = "Cite it from a question, a flag, the evidence, a disagreement or the card."
                yield item.place.at("id").problem(message, hint)


def _cited(inventory: Inventory) -> Iterator[str]:
    for line in inventory.lines():
        yield from (*line.value.claims, *line.value.updates)
    for row in inventory.items("evidence", Evidence):
        yield from (row.value.claim, row.value.update)
    for row_ in inventory.items("disagreements", Disagreement):
        yield from (*row_.value.claims, *row_.value.updates)
    for cell in inventory.items("cells", EvidenceCell):
        yield from (*cell.value.claims, *cell.value.updates)
    for pattern in inventory.items("patterns", Pattern):
        yield from (*pattern.value.claims, *pattern.value.updates)
    for card in inventory.items("card", CardPart):
        yield from card.value.claims
