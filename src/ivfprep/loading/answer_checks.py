"""What is wrong with answers beyond their shape: ids, dates and chances that cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from ivfprep.catalog import Catalog
from ivfprep.dates import Ambiguous, read_when
from ivfprep.errors import Problem
from ivfprep.loading import nodes
from ivfprep.loading.nodes import Node, Scalar
from ivfprep.loading.spelling import close, did_you_mean
from ivfprep.loading.text import clipped
from ivfprep.profile import TOLD, UNSAID

FIRST_VISIT_YEAR: Final = 2000
YEARS_AHEAD: Final = 2
CERTAIN: Final = 100
NOT_SURE: Final = "not_sure"
ANY_ADD_ON: Final = "any"
"""The key of lines about extra treatments that nobody has named."""

_CHANCE: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:-(\d{1,3}(?:\.\d{1,2})?))?")
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OWN_LINE: Final = re.compile(r"own-[1-9]\d*")
_KEY: Final = re.compile(r"(.+?)(?:-[2-9]|-[1-9]\d+)?")


class _Doubt(NamedTuple):
    """What is wrong with one value, and what to do about it."""

    message: str
    hint: str


class _Known(NamedTuple):
    """What the answers are held against."""

    add_ons: Mapping[str, str]
    history: frozenset[str]
    lines: frozenset[str]
    today: date


def answer_problems(tree: nodes.Mapping, file: str, catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield every problem with the values in `tree`. What has not the shape of answers is passed over."""
    known = _known(catalog, today)
    for scalar, doubt in _doubts(tree, known):
        if doubt is not None:
            yield Problem(file, scalar.line, scalar.column, doubt.message, doubt.hint)


def _known(catalog: Catalog, today: date) -> _Known:
    names: dict[str, str] = {}
    for add_on in catalog.add_ons:
        names |= {_fold(name): add_on.id for name in (*add_on.also, add_on.name, add_on.label)}
    names |= {add_on.id: add_on.id for add_on in catalog.add_ons}
    lines = (*(question.id for question in catalog.questions), *(flag.id for flag in catalog.flags))
    return _Known(names, frozenset(item.id for item in catalog.history), frozenset(lines), today)


def _fold(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _doubts(tree: nodes.Mapping, known: _Known) -> Iterator[tuple[Scalar, _Doubt | None]]:
    for transfer in _items(tree.get("transfers")):
        yield from _held(transfer, "when", lambda text: _doubt_when(text, known.today))
        yield from _held(transfer, "chance", _doubt_chance)
    for add_on in _items(tree.get("add_ons")):
        yield from _held(add_on, "id", lambda text: _doubt_add_on(text, known))
    yield from _held(tree.get("visit"), "date", lambda text: _doubt_visit(text, known.today))
    for visit in _items(tree.get("visits")):
        yield from _held(visit, "date", _doubt_noted)
    for key in _keys(tree.get("history")):
        yield key, _doubt_history(key.text, known)
    for line in (*_items(tree.get("top")), *_items(tree.get("leave_out"))):
        if isinstance(line, Scalar):
            yield line, _doubt_line(line.text, known)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _keys(node: Node | None) -> Iterable[Scalar]:
    return [key for key, _ in node.pairs] if isinstance(node, nodes.Mapping) else ()


def _held(node: Node | None, key: str, doubt: Callable[[str], _Doubt | None]) -> Iterator[tuple[Scalar, _Doubt | None]]:
    """Yield the value of `key` and what is wrong with it; nothing where it has the wrong shape."""
    value = node.get(key) if isinstance(node, nodes.Mapping) else None
    if isinstance(value, Scalar) and not value.is_empty:
        yield value, doubt(value.text)


def _doubt_when(text: str, today: date) -> _Doubt | None:
    when = read_when(text)
    if text in UNSAID:
        return None
    if when is None:
        message = f"'{clipped(text)}' cannot be read as a date."
        return _Doubt(message, "Write a date such as 3 April 2024, March 2024 or about 2023; or not_sure.")
    if isinstance(when, Ambiguous):
        day_first, month_first = when.day_first.text, when.month_first.text
        message = f"'{clipped(text)}' can be {day_first} or {month_first}."
        return _Doubt(message, f"Write the month as a word: {day_first}, or {month_first}.")
    if when.earliest > today:
        return _Doubt(f"'{clipped(text)}' lies in the future.", "Write when the transfer was; leave out one to come.")
    return None


def _doubt_chance(text: str) -> _Doubt | None:
    found = _CHANCE.fullmatch(text)
    if not found:
        return None  # the shape has said so
    low, high = found[1], found[2] or found[1]
    if max(float(low), float(high)) > CERTAIN:
        return _Doubt(f"A chance of '{text}' is more than 100 out of 100.", "Write a number from 0 to 100.")
    if float(low) > float(high):
        return _Doubt(f"The range '{text}' is the wrong way round.", f"Write the smaller number first: {high}-{low}.")
    return None


def _doubt_visit(text: str, today: date) -> _Doubt | None:
    day = _iso_date(text)
    if text in UNSAID:
        return None
    if day is None:
        example = f"{today.year + 1}-03-31"
        return _Doubt(f"'{clipped(text)}' cannot be read as a date.", f"Write year, month and day, such as {example}.")
    if not day.year >= FIRST_VISIT_YEAR or (day.year, day.month, day.day) > _years_on(today):
        return _Doubt(f"A visit on {text} is too far off to be meant.", "Check the year.")
    return None


def _doubt_noted(text: str) -> _Doubt | None:
    if not _ISO_DATE.fullmatch(text) or _iso_date(text):
        return None  # the shape has said so, or it is a day
    return _Doubt(f"There is no day '{text}'.", "Write year, month and day, such as 2026-12-01.")


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _years_on(today: date) -> tuple[int, int, int]:
    return today.year + YEARS_AHEAD, today.month, today.day


def _doubt_add_on(text: str, known: _Known) -> _Doubt | None:
    if text == NOT_SURE or text in known.add_ons.values():
        return None
    message = f"There is no extra treatment with the id '{clipped(text)}'."
    if meant := known.add_ons.get(_fold(text)):
        return _Doubt(message, f"Write `{meant}`.")
    near = close(_fold(text), known.add_ons)
    if near:
        return _Doubt(message, f"Write `{known.add_ons[near[0]]}` if that is meant.")
    return _Doubt(message, "Write `something_else`, and what it is called after `name:`.")


def _doubt_history(text: str, known: _Known) -> _Doubt | None:
    if text in known.history:
        return None
    message = f"There is no history item `{clipped(text)}`."
    return _Doubt(
        message, did_you_mean(text, known.history) or "Take it out, or write it as one of your own questions."
    )


def _doubt_line(text: str, known: _Known) -> _Doubt | None:
    line, at, key = text.partition("@")
    if "/" in line:
        return None  # a line of a clinic's pack, which need not be at hand
    if not _OWN_LINE.fullmatch(line) and line not in known.lines and text != TOLD:
        message = f"There is no question or flag with the id '{clipped(line)}'."
        return _Doubt(message, did_you_mean(line, known.lines) or "Copy the id from the JSON output, or take it out.")
    ids = {*known.add_ons.values(), NOT_SURE, ANY_ADD_ON}
    found = _KEY.fullmatch(key)
    if at and (not found or found[1] not in ids):
        message = f"There is no extra treatment '{clipped(key)}'."
        return _Doubt(message, did_you_mean(key, ids) or "Copy the id from the JSON output, or take it out.")
    return None
