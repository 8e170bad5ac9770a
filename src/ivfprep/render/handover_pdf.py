"""The page as a PDF for paper and for screen readers: PDF/UA-1, tagged, its fonts in it, made by typst.

The words go in as data and never as markup. Which rung of each ladder finds room is measured by the template.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from ivfprep.errors import OutputFailed, Problem
from ivfprep.formats import INSTEAD, PAPERS
from ivfprep.full_list import FullList
from ivfprep.handover import Handover
from ivfprep.render.page_data import page_data
from ivfprep.sheet import Checklist

_HERE = Path(__file__).parent
_FONTS, _TEMPLATE, _PROBE = _HERE / "fonts", _HERE / "typst" / "handover.typ", _HERE / "typst" / "probe.typ"
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def render(checklist: Checklist, *, paper: str = "a4", large: bool = False) -> bytes:
    """Return the sheet, and the full list where there is one, as a PDF. Raises OutputFailed where it cannot be made."""
    return render_handover(checklist.handover, checklist.full_list, paper=paper, large=large)


def render_handover(
    handover: Handover, full_list: FullList | None = None, *, paper: str = "a4", large: bool = False
) -> bytes:
    """Return the page as a PDF: A4 or Letter, every text at 12 pt or more, or at 18 pt or more where `large`.

    One sheet has two sides; what is beyond their limits goes to a third page, and the full list to pages of its own
    after it. Large print takes the pages it needs.

    The same page gives the same bytes on the same computer. A character that no font at hand can show is replaced, and
    no other. Raises OutputFailed when the PDF cannot be made.
    """
    data = page_data(handover, full_list, PAPERS[paper], large=large)
    unknown = frozenset(data) - _characters()
    try:
        return _compiled(_TEMPLATE, _without(data, _not_shown(unknown)), own_alone=not unknown)
    except typst.TypstError:
        return _plainly(_without(data, unknown))


def _plainly(data: str) -> bytes:
    # Signs that a font shows one by one may still not be shown side by side.
    try:
        return _compiled(_TEMPLATE, data, own_alone=True)
    except typst.TypstError as error:
        raise OutputFailed(Problem("the PDF", 0, 0, f"It cannot be made: {error.message}", INSTEAD)) from None


def _without(data: str, signs: frozenset[str]) -> str:
    return data.translate({ord(sign): _REPLACED for sign in signs})


def _not_shown(signs: frozenset[str]) -> frozenset[str]:
    return frozenset(sign for sign in signs if not _is_shown(sign))


@cache
def _is_shown(sign: str) -> bool:
    try:
        _compiled(_PROBE, sign, own_alone=False)
    except typst.TypstError:
        return False
    return True


def _compiled(template: Path, data: str, *, own_alone: bool) -> bytes:
    compiler = typst.Compiler(template, root=_HERE, font_paths=_fonts(own_alone), sys_inputs={"data": data})
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)  # noqa: S101  # a PDF is one file; the type also covers formats with a file a page
    return made


@cache
def _characters() -> frozenset[str]:
    return frozenset((_FONTS / "characters.txt").read_text("utf-8"))


@cache
def _fonts(own_alone: bool) -> typst.Fonts:
    # The fonts of the computer are looked through only for words that the sheet's own font cannot show.
    return typst.Fonts(include_system_fonts=not own_alone, include_embedded_fonts=not own_alone, font_paths=[_FONTS])
