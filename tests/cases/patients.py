"""Reads the patients of this folder, and what is printed for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.loading.cases import read_case
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.render import render
from ivfprep.sheet import Checklist

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).parent
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the first is ten times as fast, and not everywhere
NO_WORDS = frozenset({"id", "add_on", "topic", "level", "status", "layer", "claims", "top", "mark", "hash", "ask_ids"})
"""The keys of the JSON that hold no words but ids and marks."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The root of every part of a patient's file."""


class OnSheet(Part, frozen=True):
    """What the sheet to hand over holds: ids, and words of the story."""

    three: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    framed: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class Must(OnSheet, frozen=True):
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    find_out: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    card: tuple[str, ...] = ()
    levels: dict[str, str] = {}
    kinds: dict[str, str] = {}


class MustNot(OnSheet, frozen=True):
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class Case(Part, frozen=True):
    """One patient. `file` is the name of the file, for the test's own name."""

    name: str
    answers: dict[str, object]
    rests_on: tuple[str, ...]
    must: Must = Must()
    must_not: MustNot = MustNot()
    scenario: int | None = None
    documents_only: Literal["yes", "no"] = "no"
    history_otherwise: Literal["yes", "no", "skipped"] = "skipped"
    gap: str = ""
    file: str = ""


@cache
def catalog() -> Catalog:
    """Return the shipped content."""
    return load_catalog()


@cache
def cases() -> tuple[Case, ...]:
    """Return every patient, by file name."""
    return tuple(_case(path) for path in sorted(FOLDER.glob("*.yaml")))


def _case(path: Path) -> Case:
    try:
        # This loader leaves each value the text it is, so that `yes` and `no` are words; the answers' types decide.
        read = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506
        return msgspec.convert({**read, "file": path.stem}, Case, strict=False)
    except (yaml.YAMLError, msgspec.ValidationError, TypeError) as wrong:
        raise ValueError(f"tests/cases/{path.name} is not one patient: {wrong}") from wrong


@cache
def profile_of(file: str) -> Profile:
    """Return the answers of a patient, read through the same door as a patient's own file."""
    return read_case(FOLDER / f"{file}.yaml", catalog(), TODAY)


@cache
def checklist_of(file: str, everything: bool = True) -> Checklist:
    """Return the checklist of a patient: with everything on the page, or the short page."""
    only = next(case.documents_only for case in cases() if case.file == file) == "yes"
    return build_checklist(profile_of(file), catalog(), TODAY, everything=everything, documents_only=only)


@cache
def whole_page(file: str) -> str:
    """Return the page of a patient with everything on it, as text."""
    return render(checklist_of(file), "text")


@cache
def printed(file: str) -> tuple[str, str, str]:
    """Return all words for a patient, each on one line: the full page, the short page, and the JSON without its ids."""
    full, short = checklist_of(file), checklist_of(file, everything=False)
    json = msgspec.json.decode(render(full, "json"))
    pages = whole_page(file), render(short, "text"), " | ".join(_words(json))
    whole, sheet, words = map(one_line, pages)
    return whole, sheet, words


def _words(value: object, key: str = "") -> Iterator[str]:
    match value:
        case str() if key not in NO_WORDS:
            yield value
        case list():
            yield from (text for item in value for text in _words(item, key))
        case dict():
            yield from (text for name, item in value.items() for text in _words(item, str(name)))


def one_line(text: str) -> str:
    """Return `text` without its line breaks."""
    return re.sub(r"\s+", " ", text)


def plain(text: str) -> str:
    """Return `text` without what stands in brackets, in small letters."""
    while (without := re.sub(r" ?\([^()]*\)", "", text)) != text:
        text = without
    return one_line(text).casefold()
