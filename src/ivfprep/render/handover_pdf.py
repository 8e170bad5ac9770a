"""The page as a PDF for paper and for screen readers: PDF/UA-1, tagged, its fonts in it, made by typst.

The words go in as data and never as markup. Which rung of each ladder finds room is measured by the template.
"""

from __future__ import annotations

import json
from collections.abc import Callable
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
_LARGE_WAYS = ((5, (0, 1)), (6, range(6)))
"""For so many pages, so much may give way: past the lines to write on, no more than keeps a seventh page away."""

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_REPLACED_PLAINLY = "?"
"""What stands for a sign where the sheet's own font is alone, which has no replacement character."""


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
    made = _made_large if large else _made
    unknown = frozenset(data) - _characters()
    try:
        return made(_without(data, _not_shown(unknown)), own_alone=not unknown)
    except typst.TypstError:
        return _plainly(made, _without(data, unknown, _REPLACED_PLAINLY))


def _plainly(made: Callable[..., bytes], data: str) -> bytes:
    # Signs that a font shows one by one may still not be shown side by side.
    try:
        return made(data, own_alone=True)
    except typst.TypstError as error:
        raise OutputFailed(Problem("the PDF", 0, 0, f"It cannot be made: {error.message}", INSTEAD)) from None


def _without(data: str, signs: frozenset[str], instead: str = _REPLACED) -> str:
    return data.translate(dict.fromkeys(map(ord, signs), instead))


def _not_shown(signs: frozenset[str]) -> frozenset[str]:
    return frozenset(sign for sign in signs if not _is_shown(sign))


@cache
def _is_shown(sign: str) -> bool:
    try:
        _pdf(_compiler(_PROBE, sign, own_alone=False))
    except typst.TypstError:
        return False
    return True


def _made(data: str, *, own_alone: bool) -> bytes:
    return _pdf(_compiler(_TEMPLATE, data, own_alone=own_alone))


def _made_large(data: str, *, own_alone: bool) -> bytes:
    """Return large print on few pages, none of them for its sources alone; it gives up no more than that takes."""
    sizes: dict[int, tuple[int, bool]] = {}

    def compiler(rung: int) -> typst.Compiler:
        return _compiler(_TEMPLATE, data, own_alone=own_alone, rung=str(rung))

    for most, rungs in _LARGE_WAYS:
        for rung in rungs:
            sizes[rung] = sizes.get(rung) or _size(compiler(rung))
            pages, sources_alone = sizes[rung]
            if pages <= most and not sources_alone:
                return _pdf(compiler(rung))
    return _pdf(compiler(min(sizes, key=lambda rung: sizes[rung])))


def _size(compiler: typst.Compiler) -> tuple[int, bool]:
    """Return how many pages large print takes, and whether its sources alone begin the last one."""
    told = json.loads(compiler.query("<size>", field="value", one=True))
    return told["pages"], bool(told["read"]) and max(told["read"]) < told["pages"]


def _compiler(template: Path, data: str, *, own_alone: bool, **told: str) -> typst.Compiler:
    return typst.Compiler(template, root=_HERE, font_paths=_fonts(own_alone), sys_inputs={"data": data, **told})


def _pdf(compiler: typst.Compiler) -> bytes:
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
