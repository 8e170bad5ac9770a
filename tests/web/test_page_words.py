"""The words of the page: each is used, none is missing, and they read as plainly as the rest."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

import ivfprep.web
from ivfprep.loading.content import find_data
from tests.readability import SENTENCE_END, WORD, grades

HERE = Path(ivfprep.web.__file__).parent
PAGE, SCRIPT = ((HERE / name).read_text("utf-8") for name in ("page.html", "page.js"))
USED = set(re.findall(r'say\(\s*"(\w+)"', SCRIPT))
AVOIDED = [
    words.removesuffix("*")
    for row in yaml.safe_load((find_data() / "words_to_avoid.yaml").read_text("utf-8"))["words_to_avoid"]
    for words in row["words"]
]
MADE = {"call_day", "call_night", "call_emergency"}
"""Words whose names are put together."""


class Words(HTMLParser):
    """Every text of the page, and those of its words by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.named = list[str](), dict[str, str]()
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = dict(attrs).get("data-word") or ""

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and "{{" not in text and "{%" not in text and "{#" not in text:
            self.texts.append(text)
            if self.name:
                self.named[self.name] = text


def words() -> Words:
    found = Words()
    found.feed(PAGE)
    return found


TEXTS = [re.sub(r"\{\w+\}", "number", text) for text in words().texts]


def test_every_word_that_the_script_says_is_there_and_no_other() -> None:
    named = set(words().named)
    assert named >= USED
    assert {name for name in named - MADE if not re.search(rf'"{name}"', SCRIPT)} == set()


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_is_short_and_calm(text: str) -> None:
    assert all(len(WORD.findall(sentence)) <= 20 for sentence in SENTENCE_END.split(text))
    assert "!" not in text
    assert [words for words in AVOIDED if re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE)] == []


def test_the_page_reads_at_the_grade_of_the_rest() -> None:
    assert grades(TEXTS).flesch_kincaid <= 6


def test_the_page_says_nothing_that_only_a_terminal_knows() -> None:
    said = " ".join(TEXTS).replace("on a computer", "")
    assert not re.search(r"\b(Enter|ivfprep|computer|terminal|command)\b", said)
