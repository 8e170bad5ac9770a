from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from msgspec.structs import replace

from ivfprep.render import render
from ivfprep.render.plain import clean
from tests.golden_files import check_golden
from tests.render.any_page import page_with
from tests.render.handovers import SMALL
from tests.render.toy import CHECKLIST, PICTURES

REMOTE = re.compile(
    r"""(?:src|action|srcset)\s*=|href\s*=\s*"(?!#|tel:)|url\(\s*["']?(?!data:)|@import|<(?:script|link|iframe|object|embed|form)\b"""
)


def parsed(page: str) -> Any:
    """Return the tree of a page; what is not valid HTML raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def without_fonts(page: str) -> str:
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,...", page)


def test_the_toy_page() -> None:
    check_golden("page.html", without_fonts(render(CHECKLIST, "html")))


def test_it_says_its_language_and_title_and_asks_for_nothing() -> None:
    page = render(CHECKLIST, "html")
    root = parsed(page)
    assert root.get("lang") == "en-GB"
    assert root.find("head/title").text == CHECKLIST.handover.title
    assert not REMOTE.search(without_fonts(page).replace('src: url("data:', "").replace('src="data:', ""))
    policy = root.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'")


def test_pictures_can_be_heard() -> None:
    pictures = [node for node in parsed(render(CHECKLIST, "html")).iter("div") if node.get("role") == "img"]
    assert len(pictures) == len(PICTURES)
    assert all(node.get("aria-label") for node in pictures)


@pytest.mark.parametrize(
    "ending",
    ["a" * 5000, "\0", "\ufffe", "\U0010ffff", "\ufdd0", "\u202e", "<script>alert(1)</script>", "{{ 7 * 7 }}", "]]>"],
)
def test_hostile_words_are_only_words(ending: str) -> None:
    page = render(page_with(replace(SMALL, title=f"x{ending}")), "html")
    assert parsed(page).find("head/title").text == clean(f"x{ending}")
    assert "49" not in parsed(page).find("head/title").text or "49" in ending
