"""One finished checklist, in the format that was asked for: a format places the words and decides nothing.

A format is registered once, in `FORMATS`, and is loaded when it is used: JSON never waits for the terminal's library.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist

Format: TypeAlias = Callable[[Checklist, int | None, bool], str]


def _loaded_late(module: str) -> Format:
    def place(checklist: Checklist, width: int | None, colour: bool) -> str:
        found: Format = import_module(f"{__name__}.{module}").render
        return found(checklist, width, colour)

    return place


PAPERS: dict[str, str] = {"a4": "a4", "letter": "us-letter"}
"""The papers that a sheet can be printed on, and the typesetter's names for them."""

INSTEAD = "Write HTML instead, and print it from a browser: -o visit-questions.html"
"""What to do where no PDF can be made."""

FORMATS: dict[str, Format] = {
    "terminal": _loaded_late("terminal"),
    "text": _loaded_late("text"),
    "markdown": _loaded_late("markdown"),
    "html": _loaded_late("html"),
    "json": _loaded_late("json_format"),
}
"""Each format by its name: from a cleaned checklist, a width in columns (None: the format's own) and colour or not."""


PRINTED = ("pdf",)
"""The formats that are not text."""


def render_file(
    checklist: Checklist, format_: str, *, paper: str = "a4", large: bool = False, whole: bool = False
) -> bytes:
    """Return `checklist` as the bytes of a file in one format; texts are in UTF-8.

    `paper` (a4 or letter), `large` (18 pt) and `whole` (nothing gives way to save paper) count for the PDF alone.
    An unknown format or paper raises BadInput; a PDF that cannot be made raises OutputFailed.
    """
    if format_ not in PRINTED:
        return render(checklist, format_).encode()
    if paper not in PAPERS:
        raise BadInput(Problem("--paper", 0, 0, f"there is no paper named {paper!r}.", f"Type {' or '.join(PAPERS)}."))
    try:
        pdf = import_module(f"{__name__}.pdf")
    except ImportError:
        raise OutputFailed(Problem("the PDF", 0, 0, "This computer has no library for it.", INSTEAD)) from None
    made: bytes = pdf.render(cleaned(checklist), paper=paper, large=large, whole=whole)
    return made


def render(checklist: Checklist, format_: str, *, width: int | None = None, colour: bool = False) -> str:
    """Return `checklist` as the text of one format, which ends with one newline.

    `width` counts columns and only `terminal` and `text` heed it; only `terminal` heeds `colour`.
    An unknown format raises BadInput.
    """
    if format_ not in FORMATS:
        hint = f"Type one of these: {', '.join((*FORMATS, *PRINTED))}."
        raise BadInput(Problem("the format", 0, 0, f"there is no format named {format_!r}.", hint))
    return FORMATS[format_](cleaned(checklist), width, colour)
