"""A medical word is explained where a page first uses it.

A term with capitals inside, such as HAS, is found only as it is written; others are found at the start of a sentence
too. What stands in brackets is an explanation already and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivfprep.catalog import Term

_WORD = re.compile(r"\([^)]*\)|[\w-]+")
# The name of a document, such as "the dexamethasone article", stays whole.
_GOES_ON = re.compile(r"[\w-]| \(| article\b")


class Glosser:
    """Explains each term of a glossary once, in the order in which the texts of a page come by."""

    def __init__(self, glossary: tuple[Term, ...]) -> None:
        self.terms = glossary
        self.by_first_word: dict[str, list[tuple[str, Term]]] = {}
        spelt = [(spelling, term) for term in glossary for spelling in _spellings(term)]
        for spelling, term in sorted(spelt, key=lambda pair: -len(pair[0])):
            first = _WORD.match(spelling)
            self.by_first_word.setdefault(first[0] if first else spelling, []).append((spelling, term))
        self.seen: set[str] = set()

    def explain(self, text: str) -> str:
        """Return the text with plain words in brackets after each term that was not explained before."""
        done, parts = 0, []
        for word in _WORD.finditer(text):
            found = self._term_at(text, word) if word.start() >= done else None
            if found is not None and found[1].term not in self.seen:
                spelling, term = found
                end = word.start() + len(spelling)
                self.seen.add(term.term)
                # "dry dock (DD)" has brackets of its own, which then hold the plain words as well.
                parts += (
                    [text[done : end - 1], f", {term.plain})"]
                    if spelling.endswith(")")
                    else [text[done:end], f" ({term.plain})"]
                )
                done = end
        return "".join((*parts, text[done:]))

    def heed(self, text: str) -> None:
        """Take each term that the text explains itself, in the words of the glossary, as explained."""
        self.seen |= {term.term for term in self.terms if f"{term.term} ({term.plain})" in text}

    def _term_at(self, text: str, word: re.Match[str]) -> tuple[str, Term] | None:
        for spelling, term in self.by_first_word.get(word[0], ()):
            if text.startswith(spelling, word.start()) and not _GOES_ON.match(text, word.start() + len(spelling)):
                return spelling, term
        return None


def _spellings(term: Term) -> Iterator[str]:
    for word in dict.fromkeys((term.term, *term.also)):
        yield from dict.fromkeys((word, word[:1].upper() + word[1:]))
