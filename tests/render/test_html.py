from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest

from ivfprep.render import render
from ivfprep.render.plain import clean
from tests.golden_files import check_golden
from tests.render.sheets import with_sheet
from tests.render.toy import CHECKLIST

REMOTE = re.compile(
    r"""(?:src|action|srcset)\s*=|href\s*=\s*"(?!#|tel:)|url\(\s*["']?(?!data:)|@import|<(?:script|link|iframe|object|embed|form)\b"""
)


def parsed(page: str) -> Any:
    """Return the tree of a page; what is not valid HTML raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def without_fonts(page: str) -> str:
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,...", page)


def test_the_toy_page() -> None:
    check_golden("toy.html", without_fonts(render(CHECKLIST, "html", "list")))


def test_it_says_its_language_and_title_and_asks_for_nothing() -> None:
    page = render(CHECKLIST, "html", "list")
    root = parsed(page)
    assert root.get("lang") == "en-GB"
    assert root.find("head/title").text == CHECKLIST.sheet.title
    assert not REMOTE.search(without_fonts(page).replace('src: url("data:', "").replace('src="data:', ""))
    policy = root.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'")


def test_pictures_can_be_heard() -> None:
    pictures = [node for node in parsed(render(CHECKLIST, "html", "list")).iter("div") if node.get("role") == "img"]
    assert len(pictures) == len(CHECKLIST.sheet.pictures)
    assert all(node.get("aria-label") for node in pictures)


def test_a_grid_is_a_table_with_heads_and_words_beside_its_boxes() -> None:
    table = next(parsed(render(CHECKLIST, "html", "list")).iter("table"))
    heads = [head.get("scope") for head in table.iter("th")]
    assert set(heads) == {"col", "row"}
    asked = [cell for cell in table.iter("td") if cell.get("class") == "asked"]
    assert asked
    assert all("to tick" in "".join(cell.itertext()) for cell in asked)


@pytest.mark.parametrize(
    "ending",
    ["a" * 5000, "\0", "\ufffe", "\U0010ffff", "\ufdd0", "\u202e", "<script>alert(1)</script>", "{{ 7 * 7 }}", "]]>"],
)
def test_hostile_words_are_only_words(ending: str) -> None:
    page = render(with_sheet(type(CHECKLIST.sheet)(**{**_fields(), "title": f"x{ending}"})), "html", "list")
    assert parsed(page).find("head/title").text == clean(f"x{ending}")
    assert "49" not in parsed(page).find("head/title").text or "49" in ending


def _fields() -> dict[str, Any]:
    return {name: getattr(CHECKLIST.sheet, name) for name in CHECKLIST.sheet.__struct_fields__}
