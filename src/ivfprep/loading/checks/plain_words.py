"""How texts read: sentences within their limits, no word to avoid, no exclamation mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ivfprep.catalog import Document, HistoryItem, Term
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.texts import Text, texts
from ivfprep.loading.roots import Avoided

LONGEST_SENTENCE = 20
MOST_QUESTION_MARKS = 2

_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")


class _Avoid(NamedTuple):
    """Words to avoid as one pattern, what to write, and how the words begin: a text without any needs no pattern."""

    pattern: re.Pattern[str]
    write: str
    stems: tuple[str, ...]


def wording_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield texts that are too long, too loud, or use a word to avoid."""
    avoided, exempt = _avoided(inventory), _exempt(inventory)
    page = (Text(item.value, item.place) for item in (*inventory.words.values(), *inventory.browser.values()))
    for text in (*texts(inventory), *page):
        yield from _lengths(text)
        likely = [] if text.is_name else _likely(avoided, text.words.lower())
        if likely:
            yield from _words(exempt.sub(" ", text.words) if exempt else text.words, text, likely)


def _lengths(text: Text) -> Iterator[Problem]:
    if text.most and (count := count_words(text.words)) > text.most:
        yield text.place.problem(f"This has {count} words; {text.most} are the most here.", "Say it in fewer words.")
    for sentence in _END_OF_SENTENCE.split(text.words):
        if (count := count_words(sentence)) > LONGEST_SENTENCE:
            message = f"A sentence has {count} words; {LONGEST_SENTENCE} are the most: '{sentence[:40]}...'."
            yield text.place.problem(message, "Make two sentences of it.")
    if text.is_question and text.words.count("?") > MOST_QUESTION_MARKS:
        yield text.place.problem("This asks more than two things at once.", "Make two questions of it.")
    if "!" in text.words:
        yield text.place.problem("There is an exclamation mark here.", "End the sentence with a full stop.")


def count_words(text: str) -> int:
    """Return how many words `text` has; numbers do not count."""
    return len(_WORD.findall(text))


def _likely(avoided: Iterable[_Avoid], words: str) -> list[_Avoid]:
    """Return those of the words to avoid that a text in small letters may hold: to try each pattern takes long."""
    return [avoid for avoid in avoided if any(map(words.__contains__, avoid.stems))]


def _words(words: str, text: Text, avoided: Iterable[_Avoid]) -> Iterator[Problem]:
    for avoid in avoided:
        for found in dict.fromkeys(match[1].lower() for match in avoid.pattern.finditer(words) if match[1]):
            yield text.place.problem(f"'{found}' is a word to avoid.", f"Write instead: {avoid.write}.")


def _avoided(inventory: Inventory) -> list[_Avoid]:
    rows = [item.value for item in inventory.items("words_to_avoid", Avoided)]
    return [_Avoid(_pattern(row), row.write.rstrip("."), tuple(map(_stem, row.words))) for row in rows]


def _stem(words: str) -> str:
    return next(iter(words.removesuffix("*").lower().split()), "")


def _pattern(row: Avoided) -> re.Pattern[str]:
    """Return a pattern that passes over the phrases in which a word is right, and has the others as its group."""
    fine = "|".join(map(_phrase, row.fine_in))
    words = "|".join(map(_phrase, sorted(row.words, key=len, reverse=True)))
    return re.compile(rf"(?:{fine})|({words})" if fine else f"({words})", re.IGNORECASE)


def _phrase(words: str) -> str:
    ending = r"\w*" if words.endswith("*") else ""
    body = r"\s+".join(map(re.escape, words.removesuffix("*").split()))
    start, end = r"\b" if words[0].isalnum() else "", r"\b" if words[-1].isalnum() or ending else ""
    return f"{start}{body}{ending}{end}"


def _exempt(inventory: Inventory) -> re.Pattern[str] | None:
    """Return a pattern of what is named as it is: conditions, exact terms and titles of sources."""
    names = {name for item in inventory.items("history", HistoryItem) for name in (item.value.said, item.value.label)}
    names |= {item.value.term for item in inventory.items("glossary", Term) if item.value.mask}
    names |= {item.value.title for item in inventory.items("documents", Document)}
    bare = {re.sub(r"^(an?|the) ", "", name, flags=re.IGNORECASE) for name in names}
    return re.compile("|".join(map(_phrase, sorted(bare, key=len, reverse=True))), re.IGNORECASE) if bare else None
