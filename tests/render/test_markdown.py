from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ivfprep.render import render
from ivfprep.render.markdown import escaped
from ivfprep.render.plain import clean
from tests.golden_files import check_golden
from tests.render.sheets import texts
from tests.render.toy import CHECKLIST, GRID

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = {"text", "strong_open", "strong_close"}


def contents(tokens: list[Token]) -> list[str]:
    return ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]


def inline(tokens: list[Token]) -> set[str]:
    return {child.type for token in tokens for child in token.children or ()}


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_the_one_that_was_looked_at() -> None:
    check_golden("toy.md", render(CHECKLIST, "markdown", "list"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>", r"\<script\>"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[x](y) a|b", r"\[x\](y) a\|b"),
        ("# raw #1", r"\# raw \#1"),
        ("- one", r"\- one"),
        ("1. one", r"1\. one"),
        ("12) one", r"12\) one"),
        ("+ one", r"\+ one"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("&amp; R&D", r"\&amp; R&D"),
        ("$5 or $6", r"\$5 or \$6"),
        ("back\\slash", r"back\\slash"),
        ("https://example.org/a_b?c=1#d", "https://example.org/a_b?c=1#d"),
    ],
)
def test_each_mark_is_escaped_where_it_would_act(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("before", ["", "# ", "- [ ] ", "1. [ ] ", "- **For:** ", "| | a |\n| --- | --- |\n| x | "])
@given(text=texts)
def test_an_escaped_text_reads_as_it_was_written(before: str, text: str) -> None:
    wanted = clean(text)
    tokens = MARKDOWN.parse(f"{before}{escaped(wanted)}" + (" |" if before.startswith("|") else ""))
    found = contents(tokens)
    assert (found[-1] if found else "").endswith(wanted)
    assert inline(tokens) <= INLINE
    assert not any(token.type.startswith(("html", "code", "fence", "hr")) for token in tokens)


def test_the_questions_are_task_lists() -> None:
    page = render(CHECKLIST, "markdown", "list")
    assert "\n2. [ ] What is the bell for, on a boat as small as mine?\n" in page
    assert "\n- [ ] Who comes with me, and who waits on the shore?\n" in page
    tokens = MARKDOWN.parse(page)
    assert sum(token.type == "ordered_list_open" for token in tokens) == 1
    assert sum(token.type == "list_item_open" for token in tokens) == page.count("\n- ") + 3


def test_the_grid_is_one_table() -> None:
    tokens = MARKDOWN.parse(render(CHECKLIST, "markdown", "list"))
    start, end = (
        next(i for i, token in enumerate(tokens) if token.type == f"table_{side}") for side in ("open", "close")
    )
    cells = contents(tokens[start:end])
    width = len(GRID.columns) + 1
    rows = [cells[place : place + width] for place in range(0, len(cells), width)]
    assert rows[0] == ["", *GRID.columns]
    asked = zip(GRID.rows, GRID.cells, strict=True)
    assert rows[1:] == [[name, *("[ ]" if cell else "" for cell in cells)] for name, cells in asked]


def test_a_number_that_is_not_known_leaves_a_line_to_write_on() -> None:
    found = contents(MARKDOWN.parse(render(CHECKLIST, "markdown", "list")))
    assert "Harbour by day: 0123 456 789" in found
    assert "Harbour at night and at the weekend: " + "_" * 20 in found


def test_a_rule_stands_before_what_belongs_to_no_heading() -> None:
    page = render(CHECKLIST, "markdown", "list")
    assert "\n\n---\n\n12 more are not printed: Boats 11, Bells 1." in page
    assert "\n\n---\n\nMade by the toy shop." in page
    assert sum(token.type == "hr" for token in MARKDOWN.parse(page)) == 2
