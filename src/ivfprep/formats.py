"""The formats of a list: their names, how their files end, and what each can do. Whoever needs one looks here.

How each is made is in `render`, in the module that is named. This table imports nothing, so that `--help` can read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ivfprep.errors import BadInput, Problem


class Format(NamedTuple):
    """One format. Without `endings` it is for the screen alone; the first ending is the one that we give.

    `is_text`: it can be shown on a screen. `has_width`: it heeds the columns of one. `has_colour`: it can be coloured.
    `has_paper`: it is laid out for a paper.
    """

    module: str
    endings: tuple[str, ...] = ()
    is_text: bool = True
    has_width: bool = False
    has_colour: bool = False
    has_paper: bool = False


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format("terminal", has_width=True, has_colour=True),
    "text": Format("text", (".txt", ""), has_width=True),
    "markdown": Format("markdown", (".md", ".markdown")),
    "html": Format("html", (".html", ".htm")),
    "json": Format("json_format", (".json",)),
    "pdf": Format("handover_pdf", (".pdf",), is_text=False, has_paper=True),
}
"""Each format by the name to type."""

SHEET: Final = "pdf"
"""The format of a sheet where none is named: for the printer, and for a folder of sheets."""

IN_FILES: Final = tuple(name for name, form in FORMATS.items() if form.endings)

PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
"""The papers that a sheet can be printed on, and the typesetter's names for them."""

INSTEAD: Final = f"Write HTML instead, and print it from a browser: -o visit-questions{FORMATS['html'].endings[0]}"
"""What to do where no PDF can be made."""


BY_ENDING: Final = {ending: name for name, form in FORMATS.items() for ending in form.endings}


def format_of(ending: str) -> str:
    """Return the format that a file asks for by the ending of its name, "" for none. Raises BadInput."""
    if ending.lower() not in BY_ENDING:
        known = ", ".join(filter(None, BY_ENDING))
        hint = f"End its name with one of these: {known}. Or name the format with --format."
        raise BadInput(Problem("-o", 0, 0, f"There is no format for a file that ends with '{ending}'.", hint))
    return BY_ENDING[ending.lower()]


def named(word: str) -> str:
    """Return the name of the format that somebody calls so, by its name or by an ending: "txt" is text."""
    return word if word in FORMATS else BY_ENDING.get(f".{word.removeprefix('.')}", word)


def ending_of(name: str) -> str:
    """Return how we let a file of this format end."""
    return FORMATS[name].endings[0]


def in_words(names: Iterable[str]) -> str:
    """Return the names in a row for a sentence: "text, html or pdf"."""
    *others, last = names
    return f"{', '.join(others)} or {last}"
