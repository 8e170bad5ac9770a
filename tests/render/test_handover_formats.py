"""The sheet to hand over in the four formats: pages that were looked at, and what they promise."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ivfprep.handover import Cell
from ivfprep.render import render
from ivfprep.render.block_kinds import Contents, Heading
from ivfprep.render.full_list_blocks import full_list_blocks
from ivfprep.render.linking import Links, callable_number
from tests.render.any_page import page_with, said
from tests.render.handovers import SMALL
from tests.render.test_formats import missing, words_of
from tests.render.test_html import REMOTE, parsed, without_fonts
from tests.render.toy import CHECKLIST

SHEET = page_with(SMALL)


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "terminal"])
def test_all_formats_hold_the_same_lines_in_the_same_order(format_: str) -> None:
    order = said(CHECKLIST)
    assert missing(iter(order), words_of(render(CHECKLIST, format_), format_)) == []


def test_no_format_names_a_command() -> None:
    for format_ in ("text", "markdown", "html", "terminal"):
        assert "--all" not in render(CHECKLIST, format_).partition("</style>")[2 * (format_ == "html")]


def test_the_numbers_of_the_three_are_words_of_the_page() -> None:
    numbers = [node.text for node in parsed(render(SHEET, "html")).iter("span") if node.get("class") == "number"]
    assert numbers == ["1", "2", "3"]


def test_html_asks_for_nothing_and_its_marks_lead_to_the_sources_and_back() -> None:
    page = render(CHECKLIST, "html")
    root = parsed(page)
    assert not REMOTE.search(without_fonts(page).replace('src: url("data:', ""))
    names = {node.get("id") for node in root.iter() if node.get("id")}
    links = [node.get("href")[1:] for node in root.iter("a") if node.get("href").startswith("#")]
    assert {"source-1", "cites-1", "source-2", "cites-2"} <= {*links} <= names


def test_row_heads_of_the_plan_are_heads_of_their_rows() -> None:
    table = next(parsed(render(SHEET, "html")).iter("table"))
    assert [head.get("scope") for head in table.iter("th")] == ["col", "col", "row"]


def test_a_mark_without_a_source_is_words_alone() -> None:
    links = Links(SMALL.sources)
    assert links.marks("[9] <b>") == "[9] &lt;b&gt;"
    assert links.source("[2]") == "[2]"
    assert links.marks("[2]") == '<a id="cites-2" href="#source-2">[2]</a>'
    assert links.source("[2]") == '<a href="#cites-2">[2]</a>'


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("020 7946 0000", "02079460000"),
        ("+44 20 1", "+44201"),
        ("999", "999"),
        ("ask at the desk", ""),
        ("15 or 112", ""),
    ],
)
def test_a_number_can_be_called_where_it_is_one(text: str, number: str) -> None:
    assert callable_number(text) == number


def test_the_full_list_follows_the_sheet_with_a_line_of_its_parts() -> None:
    run = list(full_list_blocks(CHECKLIST.full_list))
    contents = next(block for block in run if isinstance(block, Contents))
    parts = [block.text for block in run if isinstance(block, Heading) and block.level == 3]
    assert run[0] == Heading(2, "My full list")
    assert list(contents.names) == parts
    page = render(CHECKLIST, "text")
    assert page.startswith(render(SHEET, "text"))


def test_words_over_sources_that_paper_does_not_name_are_not_on_paper() -> None:
    cells = (*SMALL.evidence.columns[0].cells, Cell("for", "For:", "A label says more.", "[2]", turn=2))
    columns = (replace(SMALL.evidence.columns[0], cells=cells),)
    hidden = replace(SMALL, checks=(), more=(), evidence=replace(SMALL.evidence, columns=columns))
    for sheet, classes in ((hidden, "beyond"), (SMALL, None)):
        words = [node for node in parsed(render(page_with(sheet), "html")).iter("p") if node.text == SMALL.newer_lead]
        assert [node.get("class") for node in words] == [classes]
