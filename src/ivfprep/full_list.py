"""The full list, finished: what follows the sheet where everything was asked for, since the sheet has no room for it.

Its marks are those of the sheet, counted on: a number means one source on all pages.
"""

from __future__ import annotations

from ivfprep.pictures import Picture
from ivfprep.printed import Frozen, Source


class Entry(Frozen, frozen=True):
    """One entry: `text` is said after its bold beginning `lead`, `ask` is asked and has a box, `why` says why it is.

    `ids` are the lines that it stands for; evidence stands for none. `marks` go with the text, or with the question
    where there is no text. An empty text is not printed.
    """

    text: str = ""
    ask: str = ""
    marks: str = ""
    why: str = ""
    lead: str = ""
    ids: tuple[str, ...] = ()


class EntryGroup(Frozen, frozen=True):
    """Entries under one heading; without a heading they stand under that of their part."""

    heading: str
    entries: tuple[Entry, ...]


class ListPart(Frozen, frozen=True):
    """A part of the list: entries in groups, or pictures. One with neither is not made."""

    heading: str
    groups: tuple[EntryGroup, ...] = ()
    pictures: tuple[Picture, ...] = ()


class FullList(Frozen, frozen=True):
    """The parts in printing order, then every source that the sheet and the list name, with its places.

    `contents` stands before the names of the parts, `newer_heading` over the sources from outside the documents.
    """

    heading: str
    contents: str
    parts: tuple[ListPart, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    newer_heading: str
