"""Any sheet at all, in every format: no text is lost, acts, steers or breaks the page.

To draw a sheet takes longer than to check it, so each is drawn once for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth

from ivfprep.formats import FORMATS
from ivfprep.render import render
from ivfprep.render.block_kinds import Heading
from ivfprep.render.blocks import blocks
from ivfprep.render.plain import clean, cleaned
from ivfprep.sheet import Checklist
from tests.render import test_html as html
from tests.render import test_markdown as markdown
from tests.render import test_terminal as terminal
from tests.render import test_text as text
from tests.render.sheets import said, sheets, with_sheet
from tests.render.toy import CHECKLIST

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
JSON = render(CHECKLIST, "json", "list", width=40, colour=True)


@settings(suppress_health_check=list(HealthCheck))
@given(sheet=sheets.map(with_sheet), width=st.integers(30, 200), too_narrow=st.integers(1, 29))
def test_it_is_shown_whole_and_nothing_acts(sheet: Checklist, width: int, too_narrow: int) -> None:
    pages = {format_: render(sheet, format_, "list", width=width) for format_, form in FORMATS.items() if form.is_text}
    narrow = [render(sheet, format_, "list", width=too_narrow) for format_ in ("text", "terminal")]
    for page in (*pages.values(), *narrow):
        no_text_steers_and_it_ends_with_one_newline(page)
    headings_are_in_order(sheet)
    in_markdown(sheet, pages["markdown"])
    in_html(sheet, pages["html"])
    as_lines(sheet, pages["text"], width, 80, wcswidth, text.squeezed)
    as_lines(sheet, pages["terminal"], width, 77, cell_len, terminal.squeezed)
    colour_adds_codes_and_nothing_else(sheet, pages["terminal"], width)
    assert pages["json"] == JSON  # no word of a sheet is in it


def no_text_steers_and_it_ends_with_one_newline(page: str) -> None:
    assert not STEERING.search(page)
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert page.encode()


def headings_are_in_order(sheet: Checklist) -> None:
    levels = [block.level for block in blocks(cleaned(sheet).sheet) if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in pairwise([1, *levels]))
    assert levels.count(1) <= 1


def in_markdown(sheet: Checklist, page: str) -> None:
    tokens = markdown.MARKDOWN.parse(page)
    found = "\n".join(markdown.contents(tokens))
    for words in said(sheet):
        assert words in found
    assert markdown.inline(tokens) <= markdown.INLINE
    assert not any(token.type.startswith(("html", "code", "fence")) for token in tokens)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert all(after <= before + 1 for before, after in pairwise([1, *levels]))
    assert levels.count(1) == bool(clean(sheet.sheet.title))


def in_html(sheet: Checklist, page: str) -> None:
    body = html.parsed(page).find("body")
    found = " ".join("".join(body.itertext()).split())
    for words in said(sheet):
        assert " ".join(words.split()) in found
    assert not {"script", "iframe", "object", "form"} & {node.tag for node in body.iter()}
    levels = [int(node.tag[1]) for node in body.iter() if re.fullmatch("h[1-6]", str(node.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels) if clean(sheet.sheet.title))


def as_lines(
    sheet: Checklist, page: str, width: int, most: int, length: Callable[[str], int], squeezed: Callable[[str], str]
) -> None:
    for line in page.split("\n"):
        assert length(line) <= min(width, most)
        assert not line.endswith(" ")
    found = squeezed(page)
    for words in said(sheet):
        assert squeezed(words) in found


def colour_adds_codes_and_nothing_else(sheet: Checklist, plain: str, width: int) -> None:
    assert "\x1b" not in plain
    assert terminal.CODES.sub("", render(sheet, "terminal", "list", width=width, colour=True)) == plain
