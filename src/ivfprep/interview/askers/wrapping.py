"""Lines as wide as the window, broken between words."""

from __future__ import annotations

import shutil
import textwrap

LEAST_WIDTH = 20
MOST_WIDTH = 78
FEW_LINES = 18


def screen_width() -> int:
    """Return how many letters go on a line: one less than the window has, and no more than can be read well."""
    return max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size().columns - 1))


def is_small() -> bool:
    """Return whether the window is so low that blank lines and hints have to go."""
    return shutil.get_terminal_size().lines < FEW_LINES


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return `text` in lines of at most `width`; `indent` stands before each line that goes on from the one before."""
    lines: list[str] = []
    for line in text.split("\n"):
        start = " " * (len(line) - len(line.lstrip()))
        lines += textwrap.wrap(line, width, subsequent_indent=start + indent) or [""]
    return lines
