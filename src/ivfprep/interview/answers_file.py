"""The answers file: YAML that a person can read and change by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ivfprep.interview.paths import Answer, Data

if TYPE_CHECKING:
    import yaml

HEADER = """\
# My answers for ivfprep. They are private. You can change this file by hand.
# ivfprep writes it anew after each answer that you give: comments that you add are then lost.
"""
NUMBERS = ("embryos", "losses_outside_transfers", "format", "all_embryos")
"""The keys whose answers are whole numbers."""


@cache
def _plain(quick: bool) -> type[yaml.SafeDumper] | type[yaml.CSafeDumper]:
    """Return what writes the same list twice where it stands twice: a person reads no `&id001`."""
    import yaml  # noqa: PLC0415 - slow to import, and the first question does not wait for it

    # The quick one is in C, and not everywhere.
    kind: type[yaml.SafeDumper] = (getattr(yaml, "CSafeDumper", None) if quick else None) or yaml.SafeDumper
    return type("Plain", (kind,), {"ignore_aliases": lambda self, data: True})


def write_answers(answers: Data) -> str:
    """Return the text of an answers file. `answers` is plain data; of a Profile take `msgspec.to_builtins`."""
    try:
        text = _dumped(answers, quick=True)
    except UnicodeEncodeError:  # half a character
        return HEADER + _dumped(answers, quick=False)
    # What the quick one writes as a code, as it does an emoji, the other writes as a person reads it.
    return HEADER + (_dumped(answers, quick=False) if "\\" in text else text)


def _dumped(answers: Data, *, quick: bool) -> str:
    import yaml  # noqa: PLC0415

    text: str = yaml.dump(answers, Dumper=_plain(quick), sort_keys=False, allow_unicode=True, width=100)
    return text


def with_numbers(answers: Data) -> Data:
    """Return answers as they were read, with numbers where numbers belong: a file may hold every value as text."""
    return {key: _with_numbers(value, key) for key, value in answers.items()}


def _with_numbers(place: Answer, key: str = "") -> Answer:
    if isinstance(place, dict):
        return {inner: _with_numbers(value, inner) for inner, value in place.items()}
    if isinstance(place, list):
        return [_with_numbers(value) for value in place]
    is_number = key in NUMBERS and isinstance(place, str) and place.isdecimal()
    return int(place) if is_number else place
