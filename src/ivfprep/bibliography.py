"""The documents and the newer findings, as a list to read: their kind and year, what each says, what is newer."""

from __future__ import annotations

from collections.abc import Iterator

from ivfprep.catalog import Catalog, Document, Update
from ivfprep.checklist.citations import describe
from ivfprep.sheet import SourceEntry


def list_sources(catalog: Catalog) -> tuple[SourceEntry, ...]:
    """Return the documents in their order, each with its claims, then each newer finding."""
    return (*_documents(catalog), *(_newer(update, catalog) for update in catalog.updates))


def _documents(catalog: Catalog) -> Iterator[SourceEntry]:
    for document in catalog.documents:
        yield SourceEntry(_heading(document), _about(document, catalog), tuple(_claims(document, catalog)))


def _heading(document: Document) -> str:
    return document.short[:1].upper() + document.short[1:]


def _about(document: Document, catalog: Catalog) -> tuple[str, ...]:
    return (f"{describe(document, catalog.words['no_date'])}.", document.says)


def _claims(document: Document, catalog: Catalog) -> Iterator[str]:
    for claim in catalog.claims:
        if claim.document == document.id:
            yield f"{claim.says} ({claim.where}; {claim.id})"


def _newer(update: Update, catalog: Catalog) -> SourceEntry:
    words = catalog.words
    about = (
        words["newer_heading"] + ".",
        words[f"read_{update.read}"],
        words["beside"].format(ids=", ".join(update.beside)),
    )
    return SourceEntry(f"{update.source} ({update.id})", about, (update.says,))
