"""A medical word is explained where a page first uses it.

A term with capitals inside, such as HAS, is found only as it is written; others are found at the start of a sentence
too. What stands in brackets is an explanation already and is left alone.
"""

from __future__ import annotations

import re

from ivfprep.catalog import Term


class Glosser:
    """Explains each term of a glossary once, in the order in which the texts of a page come by."""

    def __init__(self, glossary: tuple[Term, ...]) -> None:
        self.terms = {
            spelt: term for term in glossary for word in (term.term, *term.also) for spelt in _spellings(word)
        }
        words = "|".join(map(re.escape, sorted(self.terms, key=len, reverse=True)))
        self.pattern = re.compile(rf"\([^)]*\)|(?<![\w-])(?:{words})(?![\w-]| \()")
        self.seen: set[str] = set()

    def explain(self, text: str) -> str:
        """Return the text with plain words in brackets after each term that was not explained before."""
        return self.pattern.sub(self._explained, text) if self.terms else text

    def _explained(self, found: re.Match[str]) -> str:
        term = self.terms.get(found[0])
        if term is None or term.term in self.seen:
            return found[0]
        self.seen.add(term.term)
        return f"{found[0]} ({term.plain})"


def _spellings(word: str) -> tuple[str, str]:
    return word, word[:1].upper() + word[1:]
