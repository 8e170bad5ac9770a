"""Everything a folder holds, typed, each thing with its place; what has not its shape is left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from msgspec import ValidationError, convert

from ivfprep.catalog import (
    About,
    AddOn,
    CardPart,
    Catalog,
    Claim,
    Disagreement,
    Document,
    EmergencyNumber,
    Evidence,
    EvidenceCell,
    FactWords,
    Family,
    Flag,
    HistoryItem,
    HistoryMatters,
    LocalWords,
    Pattern,
    PictureContent,
    Question,
    Rule,
    Term,
    Topic,
    Update,
)
from ivfprep.conditions import Kind
from ivfprep.facts import fact_kinds
from ivfprep.loading.checks.places import Item, Place, place_of
from ivfprep.loading.folder import TREATMENTS, DataFile, DataFolder
from ivfprep.loading.roots import Avoided
from ivfprep.loading.things import Raw, Thing, id_of
from ivfprep.parsing import Parsed, Scope, parse
from ivfprep.prompts import Interview, Prompt, Section

T = TypeVar("T")

TYPES: dict[str, Any] = {
    "documents": Document,
    "claims": Claim,
    "updates": Update,
    "topics": Topic,
    "questions": Question,
    "flags": Flag,
    "add_ons": AddOn,
    "families": Family,
    "evidence": Evidence,
    "disagreements": Disagreement,
    "pictures": PictureContent,
    "cells": EvidenceCell,
    "patterns": Pattern,
    "history": HistoryItem,
    "history_matters": HistoryMatters,
    "rules": Rule,
    "card": CardPart,
    "glossary": Term,
    "local_words": LocalWords,
    "facts": FactWords,
    "emergency_numbers": EmergencyNumber,
    "sections": Section,
    "at_once": Prompt,
    "words_to_avoid": Avoided,
}
"""The type of the items below each key that holds a list."""

_NO_ABOUT = About("unread", "2000-01-01", "2000-01-01", "unread", "unread")


class When(NamedTuple):
    """A condition in a file: what it belongs to and where that stands, whether it is about one treatment, its tree."""

    of: str
    owner: Place
    per_entry: bool
    parsed: Parsed

    @property
    def place(self) -> Place:
        """Return where the condition itself stands."""
        return self.owner.at("when")


class Inventory:
    """The content of one folder. `is_whole` says that nothing was left out."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.is_whole = not folder.problems
        self._things: dict[str, list[tuple[DataFile, Thing]]] = {}
        for file, thing in folder.things():
            self._things.setdefault(thing.key, []).append((file, thing))
        self._items = {key: list(self._of(key, type_)) for key, type_ in TYPES.items()}

    def _of(self, key: str, type_: type[T]) -> Iterator[Item[T]]:
        for file, thing in self._things.get(key, ()):
            if thing.is_listed:
                try:
                    yield Item(convert(thing.raw, type_), place_of(file, thing))
                except ValidationError:
                    self.is_whole = False

    def _raw(self, key: str) -> Iterator[tuple[DataFile, Any]]:
        yield from ((file, thing.raw) for file, thing in self._things.get(key, ()) if not thing.is_listed)

    def items(self, key: str, type_: type[T]) -> list[Item[T]]:
        """Return the things below `key`, which are of `type_`."""
        return [item for item in self._items[key] if isinstance(item.value, type_)]

    def ids(self, key: str) -> set[str]:
        """Return the ids below `key`, also of things that have not their shape."""
        raws = [thing.raw for _, thing in self._things.get(key, ()) if thing.is_listed]
        return {str(raw["id"]) for raw in raws if isinstance(raw, dict) and "id" in raw}

    @cached_property
    def words(self) -> dict[str, Item[str]]:
        """Return the fixed sentences of the page by name."""
        return self._named("words")

    @cached_property
    def browser(self) -> dict[str, Item[str]]:
        """Return the words of the page that asks in a browser, by name."""
        return self._named("browser")

    def _named(self, key: str) -> dict[str, Item[str]]:
        found: dict[str, Item[str]] = {}
        for file, raw in self._raw(key):
            pairs = raw.items() if isinstance(raw, dict) else ()
            found |= {name: Item(text, Place(file, (key, name))) for name, text in pairs if isinstance(text, str)}
        return found

    @cached_property
    def about(self) -> Item[About] | None:
        """Return the page about the content, or None when it has not its shape."""
        for file, raw in self._raw("about"):
            try:
                return Item(convert(raw, About), Place(file, ("about",)))
            except ValidationError:
                return None
        return None

    @cached_property
    def catalog(self) -> Catalog:
        """Return a catalog of what could be read."""
        parts: dict[str, Any] = {key: tuple(item.value for item in self._items[key]) for key in TYPES}
        kept = {key: value for key, value in parts.items() if key in Catalog.__struct_fields__}
        words = {name: item.value for name, item in self.words.items()}
        about = self.about.value if self.about else _NO_ABOUT
        return Catalog(**kept, about=about, words=words, hash=self.folder.hash)

    @cached_property
    def interview(self) -> Interview:
        """Return an interview of what could be read."""
        sections = tuple(item.value for item in self.items("sections", Section))
        return Interview(sections, tuple(item.value for item in self.items("at_once", Prompt)))

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Return the kind of each fact that a rule may be about."""
        return fact_kinds(self.catalog)

    @cached_property
    def of_rules(self) -> list[When]:
        """Return the condition of each rule, in the order of the rules."""
        rules = self.items("rules", Rule)
        return [self._when(item.value.id, item, item.value.when, bool(item.value.for_each)) for item in rules]

    @cached_property
    def of_evidence(self) -> list[When]:
        """Return the condition of each piece of evidence and of each picture that has one."""
        claims = [(item.value.claim or item.value.update, item) for item in self.items("evidence", Evidence)]
        pictures = [(item.value.id, item) for item in self.items("pictures", PictureContent)]
        cells = [(item.value.says[:30], item) for item in self.items("cells", EvidenceCell)]
        some: list[tuple[str, Item[Evidence] | Item[PictureContent] | Item[EvidenceCell]]]
        some = [*claims, *pictures, *cells]
        return [self._when(of, item, item.value.when, True) for of, item in some if item.value.when is not None]

    def _when(self, of: str, item: Item[Any], tree: object, per_entry: bool) -> When:
        return When(of, item.place, per_entry, parse(tree, Scope(self.kinds, in_hand=per_entry)))

    def written_rules(self) -> Iterator[tuple[Raw, Place, bool]]:
        """Yield each rule as its author wrote it, and whether it stands in a treatment's file."""
        for file, thing in self._things.get("rules", ()):
            rule = file.checked.value["rules"][thing.path[-1]] if thing.is_listed else None
            if isinstance(rule, dict):
                yield rule, Place(file, thing.path), file.name.startswith(f"{TREATMENTS}/")

    def followers(self) -> Iterator[tuple[Thing, Place, set[str]]]:
        """Yield each line that follows another: its place, and the ids of those that it may follow."""
        for key in ("questions", "flags"):
            things = self._things.get(key, ())
            leaders = {id_of(thing) for _, thing in things if not thing.after}
            yield from ((thing, place_of(file, thing), leaders) for file, thing in things if thing.after)

    def lines(self) -> Iterator[Item[Question | Flag]]:
        """Yield every question and flag."""
        for key in ("questions", "flags"):
            yield from self._items[key]

    def prompts(self) -> Iterator[tuple[str, Item[Prompt]]]:
        """Yield every prompt in asking order, with what its section repeats ("" for nothing)."""
        for section in self.items("sections", Section):
            for index, prompt in enumerate(section.value.prompts):
                yield section.value.each, Item(prompt, section.place.at("prompts", index))
        for item in self.items("at_once", Prompt):
            yield "", item
