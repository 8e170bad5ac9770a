"""Marks as links: each to its source, and each source back to where it is named first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from ivfprep.printed import Source

_MARK = re.compile(r"\[(\d+)[^\]]*\]")
_CALLABLE = re.compile(r"\+?[\d ()/.-]*\d[\d ()/.-]*")


class Links:
    """Turns the marks of one part of a file into links; `place` tells its anchors from those of another part."""

    def __init__(self, sources: Iterable[Source], place: str = "") -> None:
        self.place = place
        self.listed = {number for source in sources for number in _MARK.findall(source.mark)}
        self.named: set[str] = set()
        self.found: set[str] = set()

    def marks(self, marks: str) -> str:
        """Return marks as HTML, each a link to its source; what no source stands behind is words alone."""
        made, at = "", 0
        for found in _MARK.finditer(marks):
            made += escape(marks[at : found.start()]) + self._link(found[0], found[1])
            at = found.end()
        return made + escape(marks[at:])

    def source(self, mark: str) -> str:
        """Return the mark of a source as HTML: a link back to where it is named first, where it is."""
        number = _number(mark)
        if number not in self.named:
            return escape(mark)
        return f'<a href="#{self.place}cites-{number}">{escape(mark)}</a>'

    def anchor(self, mark: str) -> str:
        """Return the name by which links find a source, once; nothing for a mark without a number."""
        number = _number(mark)
        if not number or number in self.found:
            return ""
        self.found.add(number)
        return f"{self.place}source-{number}"

    def _link(self, mark: str, number: str) -> str:
        if number not in self.listed:
            return escape(mark)
        anchor = "" if number in self.named else f' id="{self.place}cites-{number}"'
        self.named.add(number)
        return f'<a{anchor} href="#{self.place}source-{number}">{escape(mark)}</a>'


def callable_number(text: str) -> str:
    """Return a telephone number as a link needs it; nothing for words that are not one number alone."""
    if not _CALLABLE.fullmatch(text) or not text.isascii():
        return ""
    return ("+" if text.startswith("+") else "") + "".join(sign for sign in text if sign.isdigit())


def _number(mark: str) -> str:
    found = _MARK.search(mark)
    return found[1] if found else ""
