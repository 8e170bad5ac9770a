"""Every format holds the same lines in the same order, less what it says it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib
import pytest

from ivfprep.loading.content import example_names
from ivfprep.render import render
from ivfprep.sheet import Sheet
from tests.render.reading_pdf import squeezed
from tests.render.test_pdf import example

FRAMES = re.compile(r"[\u2500-\u257f]")


def lines(sheet: Sheet, *, time: bool = True) -> Iterator[str]:
    """Yield the words of the sheet in printing order, from the top questions to the sources."""
    yield from (box.text for box in sheet.top)
    for block in sheet.flags:
        yield from (block.text, *block.whys, *block.asks)
    yield from (box.text for box in sheet.time if time)
    yield from (sheet.card.heading, *sheet.card.bullets, *(phone.label for phone in sheet.card.phones))
    if not time:
        yield from (box.text for box in sheet.time)
    for block in sheet.more_flags:
        yield from (block.text, *block.whys, *block.asks)
    yield from (box.text for group in sheet.groups for box in group.boxes)
    yield from (caption.text for picture in sheet.pictures for caption in picture.captions)
    yield from (line.text for part in sheet.evidence for line in part.lines)
    yield from (*sheet.unknown, *sheet.told)
    yield from (source.text for source in sheet.sources)


def missing(wanted: Iterator[str], words: str) -> list[str]:
    """Return the texts that are not found in `words` after the one before them."""
    at, gone = 0, []
    for text in wanted:
        found = words.find(squeezed(text), at)
        if found < 0:
            gone.append(text)
        else:
            at = found + len(squeezed(text))
    return gone


def words_of_page(name: str, format_: str) -> str:
    return words_of(render(example(name), format_, "list"), format_)


def words_of(page: str, format_: str) -> str:
    """Return the words of a page without spaces, frames and marks of Markdown."""
    if format_ == "html":
        body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
        page = "".join(body.itertext()) if body is not None else ""
    if format_ == "markdown":
        page = re.sub(r"\\(?=[^\w\s])|\\$", "", page, flags=re.MULTILINE)
    return squeezed(FRAMES.sub("", page))


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "terminal"])
@pytest.mark.parametrize("name", example_names())
def test_the_same_lines_stand_in_the_same_order(name: str, format_: str) -> None:
    words, sheet = words_of_page(name, format_), example(name).sheet
    if format_ == "terminal":  # the card's frame stands between its lines
        words = squeezed(words.replace("│", ""))
    assert missing(lines(sheet), words) == []
