"""What a PDF says of itself: its pages, its letters with their sizes and places, and its tags."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw


class Letter(NamedTuple):
    text: str
    size: float
    left: float
    right: float
    bottom: float
    top: float


class Tick(NamedTuple):
    """A small box to tick."""

    left: float
    right: float
    bottom: float
    top: float

    def covers(self, letter: Letter) -> bool:
        if self.bottom > letter.top or self.top < letter.bottom:  # most of a page, which need not be measured
            return False
        across = min(self.right, letter.right) - max(self.left, letter.left)
        upright = min(self.top, letter.top) - max(self.bottom, letter.bottom)
        return across > 0.5 and upright > 0.5


class Page(NamedTuple):
    width: float
    height: float
    letters: tuple[Letter, ...]
    ticks: tuple[Tick, ...]

    @property
    def words(self) -> str:
        """Return what stands on the page, without any space, as it is drawn."""
        return squeezed("".join(letter.text for letter in self.letters))


class Tag(NamedTuple):
    name: str
    alt: str


def squeezed(text: str) -> str:
    """Return `text` without spaces and without what a line may be broken at."""
    return "".join(text.replace("\u00ad", "").replace("\u200b", "").split())


@lru_cache(64)
def pages(data: bytes) -> list[Page]:
    return [
        Page(page.get_width(), page.get_height(), tuple(_letters(page.get_textpage())), tuple(_ticks(page)))
        for page in pypdfium2.PdfDocument(data)
    ]


def _letters(page: Any) -> Iterator[Letter]:
    box, drawn = raw.FS_RECTF(), raw.FS_MATRIX()
    text = page.raw  # the library's own wrapping would be undone at each of five calls for each letter
    for number in range(page.count_chars()):
        hyphen = raw.FPDFText_IsHyphen(text, number) == 1  # at the end of a line it is given as a code of its own
        sign = "-" if hyphen else chr(raw.FPDFText_GetUnicode(text, number))
        if sign.strip() and raw.FPDFText_IsGenerated(text, number) != 1:
            raw.FPDFText_GetLooseCharBox(text, number, box)
            raw.FPDFText_GetMatrix(text, number, drawn)
            size = raw.FPDFText_GetFontSize(text, number) * drawn.d  # a picture is drawn larger or smaller
            yield Letter(sign, size, box.left, box.right, box.bottom, box.top)


def _ticks(page: Any) -> Iterator[Tick]:
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        stroke = c_float()
        raw.FPDFPageObj_GetStrokeWidth(path, stroke)
        left, bottom, right, top = path.get_bounds()
        tick = Tick(left + stroke.value, right - stroke.value, bottom + stroke.value, top - stroke.value)
        width, height = tick.right - tick.left, tick.top - tick.bottom
        if 8 < width < 20 and abs(width - height) < 2:
            yield tick


def count(data: bytes) -> int:
    """Return how many pages there are, without reading them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def tags(data: bytes) -> list[Tag]:
    """Return every tag in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot))


def _tags(node: Any) -> Iterator[Tag]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield Tag(str(node.S).removeprefix("/"), str(node.get("/Alt", "")))
    inside = node.get("/K")
    for part in inside if isinstance(inside, pikepdf.Array) else [inside]:
        yield from _tags(part)
