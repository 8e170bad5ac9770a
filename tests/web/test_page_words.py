"""The words of the page: each is used, none is missing, and they read as plainly as the rest."""

from __future__ import annotations

import re
from pathlib import Path

import ivfprep.web
from ivfprep.loading.content import load_interview
from ivfprep.web.screens import UNSAID
from tests.readability import grades

HERE = Path(ivfprep.web.__file__).parent
PAGE, SHELL, SCRIPT = ((HERE / name).read_text("utf-8") for name in ("page.html", "shell.html", "page.js"))
SAID = set(re.findall(r'say\(\s*"(\w+)"', SCRIPT))
STANDING = set(re.findall(r"words\.(\w+)", PAGE + SHELL)) - {"items"}
WORDS = load_interview().browser
MADE = {"call_day", "call_night", "call_emergency", *UNSAID}
"""Words whose names are put together, or come with the screen."""

TEXTS = [re.sub(r"\{\w+\}", "number", text) for text in WORDS.values()]


def test_every_word_that_the_page_says_is_there_and_no_other() -> None:
    assert set(WORDS) >= SAID | STANDING
    others = set(WORDS) - MADE - STANDING
    assert {name for name in others if not re.search(rf'"{name}"', SCRIPT)} == set()


def test_no_words_stand_in_the_page_itself() -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&lsaquo;", " ", PAGE + SHELL, flags=re.DOTALL)
    assert bare.split() == []


def test_the_page_reads_at_the_grade_of_the_rest() -> None:
    assert grades(TEXTS).flesch_kincaid <= 6


def test_the_page_says_nothing_that_only_a_terminal_knows() -> None:
    said = " ".join(text for name, text in WORDS.items() if name != "about_page").replace("on a computer", "")
    assert not re.search(r"\b(Enter|ivfprep|computer|terminal|command)\b", said)
