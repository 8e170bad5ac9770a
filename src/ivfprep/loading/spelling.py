"""A word from a file as a message may show it, and what was probably meant where it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LONGEST_SHOWN: Final = 60
_ALL_SHOWN: Final = 12
_FEW_SHOWN: Final = 6


def did_you_mean(text: str, options: Iterable[str]) -> str:
    """Return "Did you mean 'x'?" for the option closest to `text`, or "" when none is close."""
    found = close(text, options)
    return f"Did you mean '{found[0]}'?" if found else ""


def close(text: str, options: Iterable[str]) -> list[str]:
    """Return up to three of the options that look like `text`, the closest first."""
    if len(text) > LONGEST_SHOWN:
        return []
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and needed for a slip only

    by_fold = {option.casefold(): option for option in options}
    return [by_fold[fold] for fold in get_close_matches(text.casefold(), by_fold)]


def listed(options: Iterable[str], text: str = "") -> str:
    """Return the options in a row; of a long row only those close to `text`, or the first few."""
    names = list(options)
    if len(names) <= _ALL_SHOWN:
        return ", ".join(names)
    return ", ".join(close(text, names) or names[:_FEW_SHOWN]) + " ..."


def visible(text: str) -> str:
    """Return `text` with a space for every character that cannot be seen, one for one."""
    return "".join(character if character.isprintable() else " " for character in text)


def clipped(text: str) -> str:
    """Return `text` on one line, of bearable length, without invisible characters."""
    line = visible(text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}..."
