"""Sources as the page marks and lists them: the documents from 1 on as they are first printed, then what is newer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.catalog import Catalog, Document, pack_of
from ivfprep.full_list import FullList
from ivfprep.handover import Cell, Handover
from ivfprep.printed import Layer, Source
from ivfprep.sheet import ListLine

Part = TypeVar("Part")

_MARK = re.compile(r"\[\d+\]")


def documents_first(handover: Handover, full_list: FullList | None) -> tuple[Handover, FullList | None]:
    """Return both with their marks numbered anew: the documents from 1 on, then what is from outside them.

    What paper has no room for in its evidence, and the full list alone, cite the last numbers: no sheet has a gap.
    """
    cited, on_sheet = set(_cited(handover)), {source.mark for source in handover.sources}
    sources = full_list.sources if full_list else handover.sources
    listed = sorted(sources, key=lambda source: (source.mark not in cited, source.mark not in on_sheet))
    numbers = {source.mark: f"[{number}]" for number, source in enumerate(listed, 1)}
    return _numbered((handover, full_list), numbers)


def _cited(value: object) -> Iterator[str]:
    """Yield the marks of a sheet, but for those of the evidence that paper may leave to the full list."""
    if isinstance(value, tuple):
        yield from chain.from_iterable(map(_cited, value))
    elif isinstance(value, Struct) and not (isinstance(value, Cell) and value.turn > 1):
        yield from _MARK.findall(getattr(value, "marks", ""))
        yield from _cited(tuple(getattr(value, name) for name in value.__struct_fields__))


def _numbered(value: Part, numbers: Mapping[str, str]) -> Part:
    """Return `value` with its marks numbered anew; words that a patient typed are never marks."""
    if isinstance(value, tuple):
        return cast("Part", tuple(_numbered(one, numbers) for one in value))
    if not isinstance(value, Struct):
        return value
    before = {name: getattr(value, name) for name in value.__struct_fields__}
    after = {
        name: _MARK.sub(lambda mark: numbers.get(mark[0], mark[0]), one)
        if name in ("mark", "marks")
        else _numbered(one, numbers)
        for name, one in before.items()
    }
    changed = {name: one for name, one in after.items() if one is not before[name]}
    return replace(value, **changed) if changed else value


class Citations:
    """Gives each source its mark when it is first cited, and lists them all at the end."""

    def __init__(self, catalog: Catalog) -> None:
        self.words = catalog.words
        self.claims = {claim.id: claim for claim in catalog.claims}
        self.updates = {update.id: update for update in catalog.updates}
        self.documents = {document.id: document for document in catalog.documents}
        self.packs = {pack.id: pack.name for pack in catalog.packs}
        self.alike: dict[str, str] = {}
        self.places: dict[str, list[str]] = {}

    def of_line(self, line: ListLine) -> str:
        """Return the marks of a question or a flag; a clinic's own names the clinic before its sources."""
        if line.layer != "clinic":
            return self.mark(line.claims, line.layer)
        clinic = self.words["clinic_mark"].format(name=self.packs[pack_of(line.id)])
        return " ".join((f"[{clinic}]", *dict.fromkeys(self._mark(id_) for id_ in line.claims)))

    def mark(self, ids: Iterable[str], layer: Layer) -> str:
        """Return the marks of the sources behind a text, such as "[1] [3]"; a general one has none."""
        if layer in ("general", "own"):
            return ""
        return " ".join(dict.fromkeys(self._mark(id_) for id_ in ids))

    def sources(self) -> tuple[Source, ...]:
        """Return every source that was cited in a line of its own, the documents first."""
        return self._listed(self._in_short)

    def sources_with_places(self) -> tuple[Source, ...]:
        """Return every source that was cited with the places in it, the documents first."""
        return self._listed(self._with_places)

    def _listed(self, described: Callable[[str], str]) -> tuple[Source, ...]:
        numbered = [(f"[{number}]", id_) for number, id_ in enumerate(self.places, 1)]
        known = [Source(id_, mark, described(id_), "documents") for mark, id_ in numbered if id_ in self.documents]
        newer = (
            Source(id_, mark, f"{self.updates[id_].source}.", "newer") for mark, id_ in numbered if id_ in self.updates
        )
        return (*known, *newer)

    def _mark(self, id_: str) -> str:
        if id_ in self.claims:
            claim = self.claims[id_]
            return f"[{self._number(claim.document, claim.where)}]"
        return f"[{self._number(id_, '')}]"

    def _number(self, source: str, place: str) -> int:
        if source in self.updates:
            # Two rows of one source take one line.
            source = self.alike.setdefault(self.updates[source].source, source)
        places = self.places.setdefault(source, [])
        places += [part for part in place.split("; ") if part and part not in places]
        return list(self.places).index(source) + 1

    def _in_short(self, id_: str) -> str:
        return self.documents[id_].line or self._with_places(id_)

    def _with_places(self, id_: str) -> str:
        places = self.words["places"].format(places="; ".join(gathered(self.places[id_])))
        return f"{describe(self.documents[id_], self.words['no_date'])}; {places}."


def gathered(places: Iterable[str]) -> list[str]:
    """Return places in a document with the numbers of a kind together: "question 1, 3", "key risks"."""
    numbers: dict[str, list[int]] = {}
    for place in places:
        kind, _, number = place.rpartition(" ")
        if kind and number.isdecimal():
            numbers.setdefault(kind, []).append(int(number))
        else:
            numbers.setdefault(place, [])
    return [f"{kind} {', '.join(map(str, sorted(found)))}" if found else kind for kind, found in numbers.items()]


def describe(document: Document, no_date: str) -> str:
    """Return a document with its title, kind, maker, place of publication and year."""
    year = str(document.year) if document.year else no_date
    title = document.title if document.title.endswith("?") else f"{document.title}."
    parts = (document.kind[:1].upper() + document.kind[1:], document.by, document.citation, year)
    return f"{title} " + "; ".join(part for part in parts if part)
