"""Every format holds the same lines in the same order, less what it says it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib
import pytest

from ivfprep.loading.content import example_names
from ivfprep.render import render
from tests.render.any_page import said
from tests.render.reading_pdf import squeezed
from tests.render.test_pdf import example

FRAMES = re.compile(r"[\u2500-\u257f]")


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


def words_of(page: str, format_: str) -> str:
    """Return the words of a page without spaces, frames and marks of Markdown."""
    if format_ == "html":
        body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
        page = "".join(body.itertext()) if body is not None else ""
    if format_ == "markdown":
        page = re.sub(r"\\(?=[^\w\s]|_)|\\$", "", page, flags=re.MULTILINE)
    return squeezed(FRAMES.sub("", page))


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "terminal"])
@pytest.mark.parametrize("name", example_names())
def test_the_same_lines_stand_in_the_same_order(name: str, format_: str) -> None:
    checklist = example(name, everything=True)
    assert missing(iter(said(checklist)), words_of(render(checklist, format_), format_)) == []
