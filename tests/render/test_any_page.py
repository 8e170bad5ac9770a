"""Any sheet and full list at all, in every format: no text is lost, acts, steers or breaks the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth

from ivfprep.render import render
from ivfprep.render.block_kinds import Block, Frame, Heading
from ivfprep.render.page import page as page_blocks
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist
from tests.render import test_html as html
from tests.render import test_markdown as markdown
from tests.render import test_terminal as terminal
from tests.render.any_page import pages, said

FORMATS = ("text", "terminal", "markdown", "html")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LINES = re.compile(r"[\s_.\u2500-\u257f=-]+")
"""What stands between the words of a page of lines: frames, leaders, lines to write on."""


@settings(suppress_health_check=list(HealthCheck), max_examples=10)
@given(sheet=pages, width=st.integers(30, 200), too_narrow=st.integers(1, 29))
def test_it_is_shown_whole_and_nothing_acts(sheet: Checklist, width: int, too_narrow: int) -> None:
    shown = {format_: render(sheet, format_, width=width) for format_ in FORMATS}
    narrow = [render(sheet, format_, width=too_narrow) for format_ in ("text", "terminal")]
    for page in (*shown.values(), *narrow):
        no_text_steers_and_it_ends_with_one_newline(page)
    headings_are_in_order(sheet)
    in_markdown(sheet, shown["markdown"])
    in_html(sheet, shown["html"])
    as_lines(sheet, shown["text"], min(width, 75), wcswidth)
    as_lines(sheet, shown["terminal"], min(width, 77), cell_len)
    coloured = render(sheet, "terminal", width=width, colour=True)
    assert terminal.CODES.sub("", coloured) == shown["terminal"]


def no_text_steers_and_it_ends_with_one_newline(page: str) -> None:
    assert not STEERING.search(page)
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert page.encode()


def headings(run: Iterable[Block]) -> Iterator[Heading]:
    for block in run:
        if isinstance(block, Heading):
            yield block
        if isinstance(block, Frame):
            yield from headings(block.content)


def headings_are_in_order(sheet: Checklist) -> None:
    levels = [heading.level for heading in headings(page_blocks(cleaned(sheet)))]
    assert all(after <= before + 1 for before, after in pairwise([1, *levels]))
    assert levels.count(1) <= 1


def in_markdown(sheet: Checklist, page: str) -> None:
    tokens = markdown.MARKDOWN.parse(page)
    found = "\n".join(markdown.contents(tokens))
    for words in said(sheet):
        assert words in found
    assert markdown.inline(tokens) <= {*markdown.INLINE, "softbreak", "hardbreak"}
    assert not any(token.type.startswith(("html", "code", "fence")) for token in tokens)


def in_html(sheet: Checklist, page: str) -> None:
    body = html.parsed(page).find("body")
    found = " ".join("".join(body.itertext()).split())
    for words in said(sheet):
        assert " ".join(words.split()) in found
    assert not {"script", "iframe", "object", "form"} & {node.tag for node in body.iter()}
    levels = [int(node.tag[1]) for node in body.iter() if re.fullmatch("h[1-6]", str(node.tag))]
    assert levels.count(1) == 1
    names = [node.get("id") for node in body.iter() if node.get("id")]
    assert len(names) == len(set(names))
    assert {node.get("href")[1:] for node in body.iter("a") if node.get("href").startswith("#")} <= set(names)


def as_lines(sheet: Checklist, page: str, most: int, length: Callable[[str], int]) -> None:
    for line in page.split("\n"):
        assert length(line) <= most
        assert not line.endswith(" ")
    found = LINES.sub("", page)
    for words in said(sheet):
        assert LINES.sub("", words) in found
