"""The sheet as a PDF for paper and for screen readers: PDF/UA-1, tagged, its fonts in it, made by typst.

The words go in as data and never as markup. Which of them find room is measured by the template; type never shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import typst

from ivfprep.errors import OutputFailed, Problem
from ivfprep.formats import INSTEAD, PAPERS
from ivfprep.render.paper import sheet_data
from ivfprep.sheet import Checklist

_HERE = Path(__file__).parent
_FONTS, _TEMPLATE = _HERE / "fonts", _HERE / "typst" / "sheet.typ"
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_RARE = 0x2E80
"""From here on: East Asian scripts and pictures, for which a computer may have no font."""


def render(checklist: Checklist, *, paper: str = "a4", large: bool = False, whole: bool = False) -> bytes:
    """Return the sheet as a PDF: A4 or Letter, every text at 12 pt or more, or at 18 pt or more where `large`.

    Large print and `whole` take as many pages as they need; else what finds no room on the back is named there.

    The same checklist gives the same bytes on the same computer. A character that no font at hand can show is
    replaced. Raises OutputFailed when the PDF cannot be made.
    """
    return compiled(sheet_data(checklist, PAPERS[paper], large=large, whole=whole))


def compiled(data: str) -> bytes:
    """Return the PDF of a sheet's data, tried with the words as typed, then without what no font at hand may show."""
    failed = ""
    for words in _tries(data):
        try:
            return _compile(words)
        except typst.TypstError as error:
            failed = error.message
    raise OutputFailed(Problem("the PDF", 0, 0, f"It cannot be made: {failed}", INSTEAD))


def _tries(data: str) -> Iterator[str]:
    # Each only when the one before has failed: to go through the signs of a sheet takes a sixth of a whole run.
    yield data
    common = _without(data, lambda sign: ord(sign) >= _RARE)
    if common != data:
        yield common
    known = _without(data, lambda sign: True)
    if known != common:
        yield known


def _compile(data: str) -> bytes:
    compiler = typst.Compiler(
        _TEMPLATE, root=_HERE, font_paths=_fonts(set(data) <= _characters()), sys_inputs={"data": data}
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)  # noqa: S101  # a PDF is one file; the type also covers formats with a file a page
    return made


def _without(data: str, is_rare: Callable[[str], bool]) -> str:
    known = _characters()
    return "".join(_REPLACED if sign not in known and is_rare(sign) else sign for sign in data)


@cache
def _characters() -> frozenset[str]:
    return frozenset((_FONTS / "characters.txt").read_text("utf-8"))


@cache
def _fonts(own_alone: bool) -> typst.Fonts:
    # The fonts of the computer are looked through only for words that the sheet's own font cannot show.
    return typst.Fonts(include_system_fonts=not own_alone, include_embedded_fonts=not own_alone, font_paths=[_FONTS])
