"""Sources as the page marks and lists them: numbers in the order in which they are first printed."""

from __future__ import annotations

from collections.abc import Iterable

from ivfprep.catalog import Catalog, Document, pack_of
from ivfprep.printed import Layer, Source
from ivfprep.sheet import ListLine


class Citations:
    """Gives each source its mark when it is first cited, and lists them all at the end.

    `short` is for paper: a mark is a number alone, a general question has none, and each source takes one line.
    """

    def __init__(self, catalog: Catalog, short: bool = False) -> None:
        self.short = short
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
        """Return the marks of the sources behind a text, such as "[1] [3]"; a general one says that it is one."""
        if layer in ("general", "own") and self.short:
            return ""
        if layer in ("general", "own"):
            return f"[{self.words[f'{layer}_mark']}]"
        return " ".join(dict.fromkeys(self._mark(id_) for id_ in ids))

    def sources(self) -> tuple[Source, ...]:
        """Return every source that was cited, the documents first."""
        listed = [self._source(id_, number) for number, id_ in enumerate(self.places, 1)]
        return tuple(sorted(listed, key=lambda source: source.layer != "documents"))

    def _mark(self, id_: str) -> str:
        if id_ in self.claims:
            claim = self.claims[id_]
            return f"[{self._number(claim.document, claim.where)}]"
        newer = "" if self.short else f": {self.words['newer_mark']}"
        return f"[{self._number(id_, '')}{newer}]"

    def _number(self, source: str, place: str) -> int:
        if self.short and source in self.updates:
            # Two rows of one source take one line on paper.
            source = self.alike.setdefault(self.updates[source].source, source)
        places = self.places.setdefault(source, [])
        places += [part for part in place.split("; ") if part and part not in places]
        return list(self.places).index(source) + 1

    def _source(self, id_: str, number: int) -> Source:
        if id_ in self.documents:
            document = self.documents[id_]
            if self.short and document.line:
                return Source(id_, f"[{number}]", document.line, "documents")
            places = self.words["places"].format(places="; ".join(gathered(self.places[id_])))
            return Source(id_, f"[{number}]", f"{describe(document, self.words['no_date'])}; {places}.", "documents")
        return Source(id_, f"[{number}]", f"{self.updates[id_].source}.", "newer")


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
