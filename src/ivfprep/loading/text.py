"""Text from a file as a message may show it."""

from __future__ import annotations

from typing import Final

LONGEST_SHOWN: Final = 60


def visible(text: str) -> str:
    """Return `text` with a space for every character that cannot be seen, one for one."""
    return "".join(character if character.isprintable() else " " for character in text)


def clipped(text: str) -> str:
    """Return `text` on one line, of bearable length, without invisible characters."""
    line = visible(text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}..."
