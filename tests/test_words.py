"""How the shipped words read, over every printable string: grades, lengths and tone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.handover import Handover
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checking import check_folder
from ivfprep.loading.content import example_names, example_path, find_data, load_catalog, load_interview
from ivfprep.render import render
from tests.readability import SENTENCE_END, WORD, grades

DAY = date(2026, 11, 21)
CATALOG = load_catalog()
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def printable(catalog: Catalog) -> Iterator[str]:
    """Every text that a patient can read, a name for each treatment; titles of sources are exempt."""
    for claim in catalog.claims:
        yield from filter(None, (claim.says, claim.words))
    for update in catalog.updates:
        yield from filter(None, (update.says, update.words))
    for question in catalog.questions:
        yield from filter(None, (question.text, question.unsure, question.why))
    for flag in catalog.flags:
        said = flag.said if flag.alone or flag.level == "discuss" else f"I have or had {flag.said}."
        yield from filter(None, (said, flag.words, flag.why, flag.why_words, flag.ask))
    yield from (rule.because for rule in catalog.rules)
    for cell in catalog.cells:
        yield from filter(None, (cell.says, cell.words, cell.brief))
    yield from filter(None, (block.says for block in catalog.history_matters))
    yield from (row.says for row in catalog.disagreements)
    yield from (document.says for document in catalog.documents)
    yield from (text for part in catalog.card for text in (part.intro, *part.bullets))
    yield from catalog.words.values()
    yield from asked()


def asked() -> Iterator[str]:
    interview = load_interview()
    prompts = [*interview.at_once, *(prompt for section in interview.sections for prompt in section.prompts)]
    for prompt in prompts:
        yield from (prompt.text, prompt.help, *(option.label for option in prompt.options))


TEXTS = [re.sub(r"\{\w+\}", "heparin", text) for text in printable(CATALOG)]


def masked(text: str) -> str:
    words = [word for term in CATALOG.glossary if term.mask for word in (term.term, *term.also)]
    names = [*words, *(item.said for item in CATALOG.history)]
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"\b(?:{pattern})\b", "it", text, flags=re.IGNORECASE)


def test_it_reads_at_the_level_of_a_twelve_year_old() -> None:
    plain, bare = grades(map(masked, TEXTS)), grades(TEXTS)
    assert plain.sentences > 1000
    assert plain.flesch_kincaid <= 6
    assert bare.flesch_kincaid <= 8
    assert plain.smog <= 8.9


def front(sheet: Handover) -> Iterator[str]:
    """Every text on the side that is handed over, of this patient."""
    yield from (line.text for line in sheet.story)
    for asked_first in sheet.three:
        yield from filter(None, (asked_first.ask, asked_first.more))
    for block in sheet.checks:
        yield from filter(None, (block.head, block.says, *(item.text for item in block.items)))
    yield from (sheet.card.part.heading, sheet.card.part.note)
    yield from (text for signs in sheet.card.signs for text in (signs.intro, *signs.signs))


@pytest.mark.parametrize("name", example_names())
def test_the_side_that_is_handed_over_reads_easily_as_it_stands(name: str) -> None:
    sheet = build_checklist(read_answers(example_path(name), CATALOG, DAY), CATALOG, DAY).handover
    assert grades(front(sheet)).flesch_kincaid <= 6


@pytest.mark.parametrize(
    ("text", "level"),
    [("The cat sat on the mat. It was warm.", -2.035), ("What is the aim of this treatment in my case?", 1.29)],
)
def test_the_grades_are_those_of_the_formula(text: str, level: float) -> None:
    words, sentences = WORD.findall(text), [part for part in SENTENCE_END.split(text) if part]
    assert len(words) > len(sentences)
    assert grades([text]).flesch_kincaid == pytest.approx(level, abs=0.01)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if WORD.search(part)]


def test_no_text_has_more_than_three_sentences() -> None:
    assert [text for text in TEXTS if len(sentences(text)) > 3] == []


def test_no_sentence_has_more_than_twenty_words() -> None:
    parts = [part for text in TEXTS for part in SENTENCE_END.split(text)]
    assert [part for part in parts if len(WORD.findall(part)) > 20] == []


def test_no_text_shouts_or_winks() -> None:
    assert [text for text in TEXTS if "!" in text or EMOJI.search(text)] == []


def test_questions_are_short_and_ask_one_thing() -> None:
    for question in CATALOG.questions:
        for text in filter(None, (question.text, question.unsure)):
            assert len(WORD.findall(text.replace("{name}", "it"))) <= 25, text
            assert text.count("?") <= 2, text


def test_the_door_finds_no_word_to_avoid_and_nothing_else() -> None:
    report = check_folder(find_data(), DAY)
    assert not report.problems
    assert not report.warnings


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize("everything", [False, True])
def test_a_page_begins_calmly_and_says_once_what_it_is_not(name: str, everything: bool) -> None:
    checklist = build_checklist(read_answers(example_path(name), CATALOG, DAY), CATALOG, DAY, everything=everything)
    page = render(checklist, "text")
    first = [line for line in page.splitlines() if line][:5]
    assert not any("%" in line or "out of 100" in line for line in first)
    assert " ".join(page.split()).casefold().count("not medical advice") == 1
    assert "decision aid" not in page
    assert checklist.content.version in page
    next_check = date.fromisoformat(checklist.content.next_check)
    assert f"{next_check.day} {next_check:%B %Y}" in " ".join(page.split())


def test_the_data_of_this_test_is_the_shipped_one() -> None:
    assert find_data() == Path(__file__).parents[1] / "data"
