"""Reading grades of English text: the Flesch-Kincaid grade level (Kincaid et al. 1975) and SMOG (McLaughlin 1969).

Formulas are an alarm, not proof. Syllables are counted by rules of spelling, with a list of words that break them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
SYLLABLES = {"embryo": 3, "embryos": 3, "every": 2, "being": 2, "doing": 2, "going": 2, "area": 3, "idea": 3}
SYLLABLES |= {"people": 2, "medicine": 3, "medicines": 3, "miscarriage": 3, "average": 3, "ivf": 3, "icsi": 2}


class Grades(NamedTuple):
    """School grades, and how much text they were taken from."""

    flesch_kincaid: float
    smog: float
    sentences: int


def grades(texts: Iterable[str]) -> Grades:
    """Return the grades of all texts together."""
    sentences = [part for text in texts for part in SENTENCE_END.split(text) if WORD.search(part)]
    counts = [syllables(word) for sentence in sentences for word in WORD.findall(sentence)]
    long = sum(count >= 3 for count in counts)
    level = 0.39 * len(counts) / len(sentences) + 11.8 * sum(counts) / len(counts) - 15.59
    return Grades(level, 1.043 * math.sqrt(30 * long / len(sentences)) + 3.1291, len(sentences))


def syllables(word: str) -> int:
    """Return how many syllables a word is likely to have."""
    letters = re.sub("[^a-z]", "", word.lower())
    if letters in SYLLABLES or len(letters) <= 3:
        return SYLLABLES.get(letters, 1)
    spoken = re.sub(r"^y", "", re.sub(r"(?<=[^laeiouy])es$|(?<=[^dtaeiouy])ed$|(?<=[^laeiouy])e$", "", letters))
    groups = len(re.findall("[aeiouy]+", spoken))
    apart = len(re.findall("ia|io(?!u)|eo|iu|ua(?!r)|uo", spoken))
    together = len(re.findall("tion|sion|cious|tious|cian|tial|cial|gion|qua|quo|gua", spoken))
    return max(1, groups + apart - together)
