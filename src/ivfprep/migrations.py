"""Answers of an older format: the steps to the present one, and what a person has to know of them.

A step never loses an answer: one that has no place any more is put aside under `put_aside.older`, and asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple, TypeAlias

from ivfprep.profile import FORMAT

Data: TypeAlias = dict[str, Any]


class Renamed(NamedTuple):
    """What stands at `at` (`transfers.*.day`) is called `to` now (`when`)."""

    at: str
    to: str


class Respelt(NamedTuple):
    """The answers at `at` are written in other words now; what is not among `words` stays."""

    at: str
    words: Mapping[str, str]


class AskedAgain(NamedTuple):
    """The answers at `at` do not say what is asked now; `why` tells the person."""

    at: str
    why: str


Change: TypeAlias = Renamed | Respelt | AskedAgain
Table: TypeAlias = Mapping[int, tuple[Change, ...]]

TABLE: Table = {}
"""The changes that lead to each format, from 2 on. Format 1 is the first; its file in the tests is kept for ever."""


NEWER = "These answers were written by a newer version of ivfprep."
NEWER_HINT = "Update the program, then try again."


class Migrated(NamedTuple):
    """Answers in the present format, how many were kept as they were, and what was changed or has to be asked again."""

    answers: Data
    kept: int
    changed: tuple[str, ...]
    to_ask: tuple[str, ...]

    def said(self) -> str:
        """Return what the person has to know, in a few lines."""
        lines = [f"These answers are from an older version of ivfprep. Kept as they were: {self.kept}."]
        lines += [f"Changed: {'; '.join(self.changed)}."] if self.changed else []
        lines += [f"To be asked again: {'; '.join(self.to_ask)}."] if self.to_ask else []
        return "\n".join(lines)


def migrate(answers: Data, table: Table = TABLE, to: int = FORMAT) -> Migrated:
    """Return the answers of any older format in the format `to`; `answers` itself stays as it is.

    Raises KeyError when `table` lacks a step.
    """
    now = deepcopy(answers)
    changed: dict[str, None] = {}
    to_ask: dict[str, None] = {}
    touched = 0
    for number in range(int(answers["format"]) + 1, to + 1):
        for change in table[number]:
            for holder, key, path in list(_places(now, change.at.split("."))):
                touched += _apply(change, now, holder, key, path, changed, to_ask)
    now["format"] = to
    return Migrated(now, _count(answers) - 1 - touched, tuple(changed), tuple(to_ask))


def _apply(
    change: Change, answers: Data, holder: Data, key: str, path: str, changed: dict[str, None], to_ask: dict[str, None]
) -> int:
    """Make one change at one place, tell of it, and return how many answers it touched."""
    match change:
        case Renamed(_, to):
            if to in holder:
                return 0
            holder[to] = holder.pop(key)
            changed[f"{path} is called {to} now"] = None
            return _count(holder[to])
        case Respelt(_, words):
            old = holder[key]
            if not isinstance(old, str) or old not in words:
                return 0
            holder[key] = words[old]
            changed[f"{path}: {old} is {words[old]} now"] = None
            return 1
        case AskedAgain(_, why):
            answers.setdefault("put_aside", {}).setdefault("older", {})[path] = old = holder.pop(key)
            to_ask[f"{path} ({why})"] = None
            return _count(old)


def _places(place: object, keys: list[str], path: str = "") -> Iterator[tuple[Data, str, str]]:
    """Yield each place that `keys` lead to, as what holds it, its key, and its path; `*` is each item of a list."""
    first, *rest = keys
    if first == "*" and isinstance(place, list):
        for index, item in enumerate(place):
            yield from _places(item, rest, f"{path}{index}.")
    elif isinstance(place, dict) and first in place:
        if rest:
            yield from _places(place[first], rest, f"{path}{first}.")
        else:
            yield place, first, f"{path}{first}"


def _count(value: object) -> int:
    """Return how many answers `value` holds."""
    match value:
        case dict():
            return sum(map(_count, value.values()))
        case list() | tuple():
            return sum(map(_count, value))
        case _:
            return 1
