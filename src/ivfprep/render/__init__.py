"""One finished checklist, in the format that was asked for: a format places the words and decides nothing.

A format is registered once, in `FORMATS`, and is loaded when it is used: JSON never waits for the terminal's library.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from ivfprep.errors import BadInput, Problem
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist

Format: TypeAlias = Callable[[Checklist, int | None, bool], str]


def _loaded_late(module: str) -> Format:
    def place(checklist: Checklist, width: int | None, colour: bool) -> str:
        found: Format = import_module(f"{__name__}.{module}").render
        return found(checklist, width, colour)

    return place


FORMATS: dict[str, Format] = {
    "terminal": _loaded_late("terminal"),
    "text": _loaded_late("text"),
    "markdown": _loaded_late("markdown"),
    "json": _loaded_late("json_format"),
}
"""Each format by its name: from a cleaned checklist, a width in columns (None: the format's own) and colour or not."""


def render(checklist: Checklist, format_: str, *, width: int | None = None, colour: bool = False) -> str:
    """Return `checklist` as the text of one format, which ends with one newline.

    `width` counts columns and only `terminal` and `text` heed it; only `terminal` heeds `colour`.
    An unknown format raises BadInput.
    """
    if format_ not in FORMATS:
        hint = f"Type one of these: {', '.join(FORMATS)}."
        raise BadInput(Problem("the format", 0, 0, f"there is no format named {format_!r}.", hint))
    return FORMATS[format_](cleaned(checklist), width, colour)
