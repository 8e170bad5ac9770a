from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ivfprep.render import render
from ivfprep.render.markdown import escaped
from ivfprep.render.plain import clean
from tests.golden_files import check_golden
from tests.render.any_page import texts
from tests.render.toy import CHECKLIST

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = {"text", "strong_open", "strong_close"}


def contents(tokens: list[Token]) -> list[str]:
    return ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]


def inline(tokens: list[Token]) -> set[str]:
    return {child.type for token in tokens for child in token.children or ()}


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_the_one_that_was_looked_at() -> None:
    check_golden("page.md", render(CHECKLIST, "markdown"))


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
    page = render(CHECKLIST, "markdown")
    assert "\n2. [ ] **How likely is a keel to help?**" in page
    assert "\n- [ ] Who comes with me?\n" in page
    tokens = MARKDOWN.parse(page)
    assert sum(token.type == "ordered_list_open" for token in tokens) == 1


def test_the_plan_is_a_table() -> None:
    tokens = MARKDOWN.parse(render(CHECKLIST, "markdown"))
    start, end = (
        next(i for i, token in enumerate(tokens) if token.type == f"table_{side}") for side in ("open", "close")
    )
    assert contents(tokens[start:end]) == ["", "keel", "sail", "Start day", "I was told:", ""]


def test_a_number_that_is_not_known_leaves_a_line_to_write_on() -> None:
    found = contents(MARKDOWN.parse(render(CHECKLIST, "markdown")))
    assert any("By day: 020 7946 0000" in text for text in found)
    assert any("At night: " + "_" * 20 in text for text in found)
