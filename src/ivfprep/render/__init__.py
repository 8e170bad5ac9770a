"""One finished checklist, in the format that was asked for: a format places the words and decides nothing.

The module that `formats` names makes it, and is loaded when it is used: JSON never waits for the terminal's library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal

from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.formats import FORMATS, INSTEAD, PAPERS
from ivfprep.render.plain import cleaned
from ivfprep.sheet import Checklist


def render_file(checklist: Checklist, format_: str, *, paper: str = "a4", large: bool = False) -> bytes:
    """Return `checklist` as the bytes of a file in one format; texts are in UTF-8.

    `paper` (a4 or letter) and `large` (18 pt) count for the PDF alone.
    An unknown format or paper raises BadInput; a PDF that cannot be made raises OutputFailed.
    """
    if format_ not in FORMATS or not FORMATS[format_].has_paper:
        return render(checklist, format_).encode()
    if paper not in PAPERS:
        raise BadInput(Problem("--paper", 0, 0, f"there is no paper named {paper!r}.", f"Type {' or '.join(PAPERS)}."))
    try:
        made_by = import_module(f"{__name__}.{FORMATS[format_].module}")
    except ImportError:
        raise OutputFailed(Problem("the PDF", 0, 0, "This computer has no library for it.", INSTEAD)) from None
    made: bytes = made_by.render(cleaned(checklist), paper=paper, large=large)
    return made


def render(checklist: Checklist, format_: str, *, width: int | None = None, colour: bool = False) -> str:
    """Return `checklist` as the text of one format, which ends with one newline.

    `width` counts columns; the table says which formats heed it, and which `colour`.
    An unknown format raises BadInput.
    """
    form = FORMATS.get(format_)
    if form is None or not form.is_text:
        hint = f"Type one of these: {', '.join(FORMATS)}."
        raise BadInput(Problem("the format", 0, 0, f"there is no format named {format_!r}.", hint))
    columns, coloured = width if form.has_width else None, colour and form.has_colour
    made: str = import_module(f"{__name__}.{form.module}").render(cleaned(checklist), columns, coloured)
    return made


def render_front(
    checklist: Checklist, format_: Literal["terminal", "text"], *, width: int | None = None, colour: bool = False
) -> str:
    """Return side 1 of `checklist` alone, for a screen: what is handed over and asked from."""
    run = import_module(f"{__name__}.handover_blocks").front(cleaned(checklist).handover)
    made: str = import_module(f"{__name__}.{FORMATS[format_].module}").place(run, width, colour)
    return made
