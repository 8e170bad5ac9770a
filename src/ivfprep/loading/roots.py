"""What stands in each data file: its keys, and the type of what is below them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from msgspec import Meta, Struct, defstruct

from ivfprep.catalog import (
    About,
    AddOn,
    CardPart,
    Claim,
    Content,
    Disagreement,
    Document,
    EmergencyNumber,
    Evidence,
    EvidenceCell,
    FactWords,
    Family,
    Flag,
    HistoryItem,
    HistoryMatters,
    LocalWords,
    Pack,
    Pattern,
    PictureContent,
    Question,
    Sentence,
    Term,
    Topic,
    Update,
)
from ivfprep.loading.treatment_files import KEYS
from ivfprep.loading.written_rules import WrittenRule
from ivfprep.prompts import Prompt, Section

RULES: Final = "rules"
"""The folder of the rule files; every one of them holds a list of rules."""

INTERVIEW: Final = "interview.yaml"
AVOID: Final = "words_to_avoid.yaml"
THREE: Final = "three.yaml"
BROWSER: Final = "browser.yaml"


class Avoided(Content, frozen=True):
    """Words that no patient text holds, and what to write in their place.

    A word that ends in `*` counts with any ending. `fine_in` lists phrases in which the words are right.
    """

    words: tuple[Sentence, ...]
    write: Sentence
    fine_in: tuple[Sentence, ...] = ()


OPTIONAL: Final = frozenset({"at_once", "updates", "pictures", "families", "cells", "local_words"})
"""Keys that a file may leave out."""


def _root(name: str, **keys: Any) -> type[Struct]:  # noqa: ANN401 - the types of a file's keys have no common type
    fields = [(key, type_, ()) if key in OPTIONAL else (key, type_) for key, type_ in keys.items()]
    return defstruct(name, sorted(fields, key=len), frozen=True, forbid_unknown_fields=True)


FILES: Final[Mapping[str, type[Struct]]] = {
    "about.yaml": _root("About file", about=About),
    "sources.yaml": _root(
        "Sources file",
        documents=tuple[Document, ...],
        claims=tuple[Claim, ...],
        updates=tuple[Update, ...],
    ),
    "questions.yaml": _root("Questions file", topics=tuple[Topic, ...], questions=tuple[Question, ...]),
    "flags.yaml": _root("Flags file", flags=tuple[Flag, ...]),
    "add_ons.yaml": _root("Add-ons file", add_ons=tuple[AddOn, ...], families=tuple[Family, ...]),
    "history.yaml": _root("History file", history=tuple[HistoryItem, ...]),
    "history_matters.yaml": _root("History table", history_matters=tuple[HistoryMatters, ...]),
    "evidence.yaml": _root(
        "Evidence file",
        evidence=tuple[Evidence, ...],
        disagreements=tuple[Disagreement, ...],
        pictures=tuple[PictureContent, ...],
        cells=tuple[EvidenceCell, ...],
    ),
    "card.yaml": _root("Card file", card=tuple[CardPart, ...]),
    "glossary.yaml": _root("Glossary file", glossary=tuple[Term, ...], local_words=tuple[LocalWords, ...]),
    "facts.yaml": _root("Facts file", facts=tuple[FactWords, ...]),
    THREE: _root("Three questions file", patterns=tuple[Pattern, ...]),
    "page.yaml": _root("Page file", words=dict[str, str]),
    "emergency_numbers.yaml": _root("Emergency numbers file", emergency_numbers=tuple[EmergencyNumber, ...]),
    INTERVIEW: _root("Interview file", sections=tuple[Section, ...], at_once=tuple[Prompt, ...]),
    BROWSER: _root("Browser file", browser=dict[str, str]),
    AVOID: _root("Words to avoid file", words_to_avoid=tuple[Avoided, ...]),
}
"""The type of each data file by its name."""

PACK: Final = "pack.yaml"

OF_A_PACK: Final = Meta(max_length=200)
"""More questions or flags are no clinic's, and would keep the program busy for minutes."""

PACK_FILES: Final[Mapping[str, type[Struct]]] = {
    PACK: _root("Pack file", pack=Pack),
    "questions.yaml": _root("Questions file", questions=Annotated[tuple[Question, ...], OF_A_PACK]),
    "flags.yaml": _root("Flags file", flags=Annotated[tuple[Flag, ...], OF_A_PACK]),
}
"""The type of each file of a clinic's pack but for its rules."""

RULE_FILE: Final = _root("Rules file", rules=tuple[WrittenRule, ...])
"""The type of each file in the folder of rules, which are about all treatments or several."""

TREATMENT_FILE: Final = defstruct(
    "Treatment file",
    [(key, type_, None if key == "card" else ()) if key != "order" else (key, type_) for key, type_ in KEYS.items()],
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
)
"""The type of each file in the folder of treatments."""

SPREAD: Final = frozenset({"add_ons.yaml", "history_matters.yaml", "evidence.yaml"})
"""Files that need not stand where a folder has a file for each treatment."""

NOT_NEEDED: Final = frozenset({BROWSER})
"""Files that a folder may do without: no sheet is made of them."""
