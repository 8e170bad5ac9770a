"""A file of one treatment or family, spread over the lists that the rest of the program reads.

An author finds all of a treatment in one file and says nothing twice: what a history item says of itself is inherited,
and `for` is only said where not all treatments of the file are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import field

from ivfprep.catalog import (
    AddOn,
    Content,
    Disagreement,
    Evidence,
    EvidenceCell,
    Family,
    Flag,
    Id,
    Level,
    PictureContent,
    Question,
    Sentence,
    SourceId,
    Term,
)
from ivfprep.loading.folder import TREATMENTS
from ivfprep.loading.things import Path, Raw, Thing
from ivfprep.loading.written_rules import OwnRule, Part, spelled_out


class Treatment(AddOn, frozen=True, kw_only=True):
    """An extra treatment as its file tells it. `brands` are the names and slips that people type.

    `plain` explains the name in plain words, wherever the name or one of `spelt` stands on a page.
    """

    brands: tuple[str, ...] = ()
    plain: str = ""
    spelt: tuple[str, ...] = ()


class HistoryRow(Content, frozen=True):
    """One point of history before the treatment: what is left out, the history item or the block says.

    `flag` is the id of its flag where that is not `PREFIX_ITEM`, or of a flag that an earlier row words.
    """

    flag: Id = ""
    said: str = ""
    why: str = ""
    ask: str = ""
    alone: bool = False
    topic: Id = "my_history"
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()


class HistoryBlock(Content, frozen=True):
    """History that matters for the same reason. `same` names rows that an earlier block of the file words.

    `prefix` begins the ids of its flags; without one the id of the first treatment does.
    """

    id: Id
    because: Sentence
    rows: dict[Id, HistoryRow | None] = field(default_factory=dict)
    same: tuple[Id, ...] = ()
    for_: tuple[Id, ...] = field(default=(), name="for")
    families: tuple[Id, ...] = ()
    prefix: str = ""
    level: Level = "history"
    why: str = ""
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()
    says: str = ""


class CardWords(Content, frozen=True):
    """What to watch for with these treatments, for the safety card."""

    intro: Sentence
    bullets: tuple[Sentence, ...]
    of_risks: bool = False
    claims: tuple[SourceId, ...] = ()


class OwnQuestion(Question, frozen=True, kw_only=True):
    """A question about these treatments; `after` names the general one that it follows in every list."""

    after: Id = ""


class OwnFlag(Flag, frozen=True, kw_only=True):
    """A flag about these treatments; `after` names the general one that it follows in every list."""

    after: Id = ""


KEYS: Final[Mapping[str, Any]] = {
    "order": int,
    "families": tuple[Family, ...],
    TREATMENTS: tuple[Treatment, ...],
    "history": tuple[HistoryBlock, ...],
    "flags": tuple[OwnFlag, ...],
    "questions": tuple[OwnQuestion, ...],
    "rules": tuple[OwnRule, ...],
    "evidence": tuple[Evidence, ...],
    "disagreements": tuple[Disagreement, ...],
    "pictures": tuple[PictureContent, ...],
    "cells": tuple[EvidenceCell, ...],
    "card": CardWords | None,
    "terms": tuple[Term, ...],
}
"""The keys of such a file, each left out where there is nothing to say; only `order` is needed."""

AS_THEY_STAND: Final = {
    "families": "families",
    "disagreements": "disagreements",
    "terms": "glossary",
}
"""Lists whose items are taken as they are, and what the rest of the program calls each list."""

LINES: Final = ("flags", "questions")
"""Lists whose items may follow a line of another file."""

WITH_NAMES: Final = {"evidence": "for", "cells": "for", "pictures": "add_ons"}
"""Lists whose items are about all treatments of the file unless they name some, and the key that names them."""

OWN_WORDS: Final = frozenset({"brands", "plain", "spelt"})


def things_of(content: Mapping[str, Any], items: Mapping[str, Raw]) -> Iterator[Thing]:
    """Yield what a file of a treatment holds, list by list; `items` are the history items by their ids."""
    ids = [str(raw.get("id", "")) for _, raw in _dicts(content, TREATMENTS)]
    for index, raw in _dicts(content, TREATMENTS):
        yield from _treatment(raw, (TREATMENTS, index))
    yield from _history(_dicts(content, "history"), ids, items)
    for key in LINES:
        yield from (_line(key, raw, (key, index)) for index, raw in _dicts(content, key))
    about = _who(content, ids)
    yield from (spelled_out(Thing("rules", raw, ("rules", index)), about) for index, raw in _dicts(content, "rules"))
    for key, name in AS_THEY_STAND.items():
        yield from (Thing(name, raw, (key, index)) for index, raw in _dicts(content, key))
    for key, who in WITH_NAMES.items():
        for index, raw in _dicts(content, key):
            named = raw if who in raw or raw.get("families") or raw.get("kind") == "chance" else {**raw, who: ids}
            yield Thing(key, named, (key, index))
    if isinstance(content.get("card"), dict):
        yield Thing("card", {"id": ids[0] if ids else "", "add_ons": ids, **content["card"]}, ("card",))


def _dicts(content: Mapping[str, Any], key: str) -> list[tuple[int, Raw]]:
    listed = content.get(key)
    raws: Sequence[Any] = listed if isinstance(listed, list) else ()
    return [(index, raw) for index, raw in enumerate(raws) if isinstance(raw, dict)]


def _treatment(raw: Raw, path: Path) -> Iterator[Thing]:
    also = [*raw.get("also", ()), *raw.get("brands", ())]
    yield Thing("add_ons", {**{key: raw[key] for key in raw.keys() - OWN_WORDS}, "also": also}, path)
    if raw.get("plain"):
        term = {"term": raw.get("name"), "plain": raw["plain"], "also": raw.get("spelt", []), "mask": True}
        yield Thing("glossary", term, path)


def _line(key: str, raw: Raw, path: Path) -> Thing:
    return Thing(key, {name: raw[name] for name in raw if name != "after"}, path, after=raw.get("after") or "")


def _who(content: Mapping[str, Any], ids: list[str]) -> Part:
    """Return the test for the treatments of a file: for its family where it declares one, else for each by its id."""
    families = [str(raw.get("id", "")) for _, raw in _dicts(content, "families")]
    return Part({"family": families[0]} if len(families) == 1 else {"id": ids}, ())


def _history(blocks: list[tuple[int, Raw]], ids: list[str], items: Mapping[str, Raw]) -> Iterator[Thing]:
    worded: dict[str, str] = {}
    for index, block in blocks:
        path = ("history", index)
        rows = {id_: row or {} for id_, row in (block.get("rows") or {}).items()}
        prefix = block.get("prefix") or next(iter(ids), "")
        flags = {id_: row.get("flag") or f"{prefix}_{id_}" for id_, row in rows.items()}
        for id_, row in rows.items():
            if flags[id_] not in worded.values() or row.keys() - {"flag"}:
                yield Thing("flags", _flag(flags[id_], row, block, items.get(id_, {})), (*path, "rows", id_))
            worded[id_] = flags[id_]
        same = {id_: worded.get(id_, id_) for id_ in block.get("same", ())}
        yield Thing("history_matters", _matters(block, {**same, **flags}, ids), path, {("flags",): ("rows",)})


def _flag(id_: str, row: Raw, block: Raw, item: Raw) -> Raw:
    """Return the flag of a row: its own words, else those of its block, else those of the history item."""
    inherited = {"said": item.get("said", id_), "ask": item.get("ask", "")}
    shared = {key: block[key] for key in ("why", "claims", "updates") if block.get(key)}
    sources = {} if row.get("claims") or row.get("updates") else shared
    own = {key: value for key, value in row.items() if key != "flag"}
    rest = {"topic": "my_history", "level": block.get("level", "history"), "why": shared.get("why", "")}
    return {"id": id_, **rest, **inherited, **sources, **own}


def _matters(block: Raw, flags: Mapping[str, str], ids: list[str]) -> Raw:
    who: Raw = {"families": block["families"]} if block.get("families") else {"add_ons": block.get("for") or ids}
    why: Raw = {"why": block["why"]} if block.get("same") and block.get("why") else {}
    kept: Raw = {key: block[key] for key in ("id", "because", "says") if key in block}
    return {**kept, **who, **why, "flags": dict(flags)}
