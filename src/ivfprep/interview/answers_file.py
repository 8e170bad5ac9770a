"""The answers file: YAML that a person can read and change by hand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ivfprep.errors import BadInput, Problem
from ivfprep.interview.paths import Answer, Data

if TYPE_CHECKING:
    import yaml

HEADER = """\
# My answers for ivfprep. They are private. You can change this file by hand.
# ivfprep writes it anew after each answer that you give: comments that you add are then lost.
"""
NUMBERS = ("embryos", "losses_outside_transfers", "format")
LARGEST = 1_000_000
"""More characters than this are no answers of one person."""

DEEPEST = 200
"""More lists inside lists than this are no answers either."""


@cache
def _plain() -> type[yaml.SafeDumper]:
    """Return what writes the same list twice where it stands twice: a person reads no `&id001`."""
    import yaml  # noqa: PLC0415 - slow to import, and the first question does not wait for it

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    return Plain


def write_answers(answers: Data) -> str:
    """Return the text of an answers file. `answers` is plain data; of a Profile take `msgspec.to_builtins`."""
    import yaml  # noqa: PLC0415

    return HEADER + yaml.dump(answers, Dumper=_plain(), sort_keys=False, allow_unicode=True, width=100)


def read_answers(text: str, name: str) -> Data:
    """Return the plain data of an answers file that this program wrote; `name` is what a problem calls it.

    Every value stays text, so that `no` and `012` keep their letters; numbers are made where numbers belong.
    """
    import yaml  # noqa: PLC0415

    if len(text) > LARGEST or _is_too_deep(text):
        raise BadInput(Problem(name, 0, 0, "This file is too large or too deep to be saved answers.", HINT))
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # it makes text, lists and mappings only
        found = yaml.load(text, Loader=loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise BadInput(_problem(name, error)) from None
    if not isinstance(found, dict):
        raise BadInput(Problem(name, 0, 0, "These are not saved answers.", HINT))
    answers: Data = _with_numbers(found)
    return answers


HINT = "Mend the file, move it away, or run `ivfprep forget` to start afresh."


def _is_too_deep(text: str) -> bool:
    """Return whether lists stand in lists deeper than answers go; the YAML reader would crash on thousands."""
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or "- " * DEEPEST in text


def _problem(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(name, line, column, "The saved answers cannot be read here.", HINT)


def _with_numbers(place: Answer, key: str = "") -> Answer:
    if isinstance(place, dict):
        return {inner: _with_numbers(value, inner) for inner, value in place.items()}
    if isinstance(place, list):
        return [_with_numbers(value) for value in place]
    is_number = isinstance(place, str) and place.isdecimal() and key in (*NUMBERS, "quick_tally", "all_embryos")
    return int(place) if is_number else place
