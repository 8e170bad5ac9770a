"""Ids: none given twice, none that does not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ivfprep.catalog import (
    AddOn,
    CardPart,
    Claim,
    Disagreement,
    EmergencyNumber,
    Evidence,
    EvidenceCell,
    Family,
    HistoryItem,
    HistoryMatters,
    Pattern,
    PictureContent,
    Question,
    Rule,
    Term,
    Update,
)
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.places import Place
from ivfprep.loading.spelling import clipped, did_you_mean
from ivfprep.prompts import Section

SHARED = (
    ("documents",),
    ("claims", "updates"),
    ("topics",),
    ("questions", "flags"),
    ("add_ons",),
    ("families",),
    ("history",),
    ("history_matters",),
    ("rules",),
    ("card",),
    ("facts",),
)
"""The keys of things that share their ids: a question and a flag of one id could not be told apart."""


class _Named(NamedTuple):
    name: str
    place: Place


class _Cited(NamedTuple):
    """An id that stands somewhere, and the key of the things it must be one of."""

    id: str
    place: Place
    key: str


NOUNS = {
    "documents": "document",
    "claims": "claim",
    "updates": "update",
    "topics": "topic",
    "questions": "question",
    "flags": "flag",
    "add_ons": "extra treatment",
    "history": "history item",
    "families": "family of treatments",
    "lines": "question or flag",
}


def id_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield ids that are given twice, and ids that do not exist."""
    for keys in SHARED:
        yield from _twice("id", [named for key in keys for named in _ids(inventory, key)])
    yield from _twice("id", _prompt_ids(inventory))
    yield from _twice("name", _treatment_names(inventory))
    yield from _twice("term", _terms(inventory))
    yield from _twice("country", _countries(inventory))
    yield from _after_nothing(inventory)
    known = {key: inventory.ids(key) for key in NOUNS}
    is_there = inventory.is_whole or (known["questions"] and known["flags"])
    known["lines"] = known["questions"] | known["flags"] if is_there else set()
    for cited in _citations(inventory):
        if cited.id not in known[cited.key] and (known[cited.key] or inventory.is_whole):
            yield _unknown(cited, known[cited.key])


def _twice(what: str, names: Iterable[_Named]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, place in names:
        if name in first and first[name] != place:
            message = f"The {what} '{clipped(name)}' is given twice: first at {first[name]}, and again here."
            yield place.problem(message, "Give each one of its own.")
        first.setdefault(name, place)


def _after_nothing(inventory: Inventory) -> Iterator[Problem]:
    for thing, place, leaders in inventory.followers():
        if thing.after not in leaders:
            message = f"There is no {NOUNS[thing.key]} '{clipped(thing.after)}' for this one to follow."
            hint = did_you_mean(thing.after, leaders) or "Name a line that has no `after` of its own."
            yield place.at("after").problem(message, hint)


def _ids(inventory: Inventory, key: str) -> Iterator[_Named]:
    for item in inventory.items(key, object):
        yield _Named(getattr(item.value, "id", ""), item.place.at("id"))


def _prompt_ids(inventory: Inventory) -> Iterator[_Named]:
    for _, item in inventory.prompts():
        yield _Named(item.value.id, item.place.at("id"))
    for section in inventory.items("sections", Section):
        yield _Named(f"section {section.value.id}", section.place.at("id"))


def _treatment_names(inventory: Inventory) -> Iterator[_Named]:
    for item in inventory.items("add_ons", AddOn):
        names = dict.fromkeys((item.value.id, item.value.name.casefold(), *item.value.also))
        yield from (_Named(name, item.place) for name in names)


def _terms(inventory: Inventory) -> Iterator[_Named]:
    for item in inventory.items("glossary", Term):
        for name in dict.fromkeys((item.value.term, *item.value.also)):
            yield _Named(name, item.place)


def _countries(inventory: Inventory) -> Iterator[_Named]:
    for item in inventory.items("emergency_numbers", EmergencyNumber):
        yield _Named(item.value.country, item.place.at("country"))


def _unknown(cited: _Cited, known: Collection[str]) -> Problem:
    message = f"There is no {NOUNS[cited.key]} '{clipped(cited.id)}'."
    bare = cited.id.rpartition(".")[2]
    alone = f"Write the id alone: `{bare}`." if bare in known else ""
    hint = alone or did_you_mean(cited.id, known) or f"Write the id of one of the {cited.key.replace('_', '-')}."
    return cited.place.problem(message, hint)


def _citations(inventory: Inventory) -> Iterator[_Cited]:
    yield from _of_sources(inventory)
    yield from _of_families(inventory)
    yield from _of_lines(inventory)
    yield from _of_evidence(inventory)
    yield from _of_pictures(inventory)
    yield from _of_questions(inventory)
    yield from _of_history(inventory)
    yield from _of_rules(inventory)
    for card in inventory.items("card", CardPart):
        yield from _each(card.value.claims, card.place.at("claims"), "claims")
        yield from _each(card.value.add_ons, card.place.at("add_ons"), "add_ons")


def _each(ids: Iterable[str], place: Place, key: str) -> Iterator[_Cited]:
    for index, id_ in enumerate(ids):
        yield _Cited(id_, place.at(index), key)


def _of_sources(inventory: Inventory) -> Iterator[_Cited]:
    for claim in inventory.items("claims", Claim):
        yield _Cited(claim.value.document, claim.place.at("document"), "documents")
    for update in inventory.items("updates", Update):
        yield from _each(update.value.beside, update.place.at("beside"), "claims")


def _of_families(inventory: Inventory) -> Iterator[_Cited]:
    for add_on in inventory.items("add_ons", AddOn):
        yield from _each(add_on.value.families, add_on.place.at("families"), "families")
    for family in inventory.items("families", Family):
        yield from _each(family.value.no_extra_with, family.place.at("no_extra_with"), "history")


def _of_lines(inventory: Inventory) -> Iterator[_Cited]:
    for line in inventory.lines():
        yield _Cited(line.value.topic, line.place.at("topic"), "topics")
        yield from _each(line.value.claims, line.place.at("claims"), "claims")
        yield from _each(line.value.updates, line.place.at("updates"), "updates")


def _of_evidence(inventory: Inventory) -> Iterator[_Cited]:
    for row in inventory.items("evidence", Evidence):
        yield from _each(row.value.add_ons, row.place.at("for"), "add_ons")
        yield from _each(row.value.families, row.place.at("families"), "families")
        for key, cited in (("claim", row.value.claim), ("update", row.value.update)):
            yield from [_Cited(cited, row.place.at(key), f"{key}s")] if cited else ()
    for cell in inventory.items("cells", EvidenceCell):
        yield from _each(cell.value.add_ons, cell.place.at("for"), "add_ons")
        yield from _each(cell.value.families, cell.place.at("families"), "families")
        yield from _each(cell.value.claims, cell.place.at("claims"), "claims")
        yield from _each(cell.value.updates, cell.place.at("updates"), "updates")
    for pattern in inventory.items("patterns", Pattern):
        yield from _each(pattern.value.claims, pattern.place.at("claims"), "claims")
        yield from _each(pattern.value.updates, pattern.place.at("updates"), "updates")
    for row_ in inventory.items("disagreements", Disagreement):
        yield _Cited(row_.value.add_on, row_.place.at("add_on"), "add_ons")
        yield _Cited(row_.value.question, row_.place.at("question"), "questions")
        yield from _each(row_.value.claims, row_.place.at("claims"), "claims")
        yield from _each(row_.value.updates, row_.place.at("updates"), "updates")


def _of_pictures(inventory: Inventory) -> Iterator[_Cited]:
    for picture in inventory.items("pictures", PictureContent):
        yield from _each(picture.value.add_ons, picture.place.at("add_ons"), "add_ons")
        for index, caption in enumerate(picture.value.captions):
            place = picture.place.at("captions", index)
            yield from _each(caption.claims, place.at("claims"), "claims")
            yield from _each(caption.updates, place.at("updates"), "updates")


def _of_questions(inventory: Inventory) -> Iterator[_Cited]:
    for question in inventory.items("questions", Question):
        if question.value.history:
            yield _Cited(question.value.history, question.place.at("history"), "history")


def _of_history(inventory: Inventory) -> Iterator[_Cited]:
    for item in inventory.items("history", HistoryItem):
        if item.value.instead_of:
            yield _Cited(item.value.instead_of, item.place.at("instead_of"), "history")
    for row in inventory.items("history_matters", HistoryMatters):
        yield from _each(row.value.add_ons, row.place.at("add_ons"), "add_ons")
        yield from _each(row.value.families, row.place.at("families"), "families")
        for history, flag in row.value.flags.items():
            yield _Cited(history, row.place.at("flags", history), "history")
            yield _Cited(flag, row.place.at("flags", history), "flags")


def _of_rules(inventory: Inventory) -> Iterator[_Cited]:
    for rule in inventory.items("rules", Rule):
        yield from _each(rule.value.claims, rule.place.at("claims"), "claims")
        yield from _each(rule.value.adds, rule.place.at("adds"), "lines")
