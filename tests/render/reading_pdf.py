"""What a PDF says of itself: its pages, its letters with their sizes and places, and its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_float, c_ushort, create_string_buffer
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from ivfprep.handover import Handover


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
    return len(pypdfium2.PdfDocument(data))


def tags(data: bytes) -> list[Tag]:
    """Return every tag in reading order; one that goes on over the next page is there twice."""
    return [tag for page in pypdfium2.PdfDocument(data) for tag in _tags_of(page)]


def _tags_of(page: Any) -> Iterator[Tag]:
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _tags(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tags(element: Any) -> Iterator[Tag]:
    if not element:  # words, and no tag
        return
    yield Tag(_text(raw.FPDF_StructElement_GetType, element), _text(raw.FPDF_StructElement_GetAltText, element))
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _tags(raw.FPDF_StructElement_GetChildAtIndex(element, number))


def _text(get: Callable[..., int], of: Any) -> str:
    """Return a text that the library writes to where it is told, in two bytes a sign and with a zero at its end."""
    length = get(of, None, 0)
    held = (c_ushort * (length // 2))()
    get(of, held, length)
    return bytes(held).decode("utf-16-le").rstrip("\0")


class About(NamedTuple):
    """What a PDF says of itself to a screen reader, and the fonts of its letters: whether each is in it."""

    title: str
    language: str
    is_tagged: bool
    shows_title: bool
    has_outline: bool
    is_for_everybody: bool
    fonts: dict[str, bool]


def about(data: bytes) -> About:
    document = pypdfium2.PdfDocument(data)
    return About(
        title=document.get_metadata_value("Title"),
        language=_text(raw.FPDFCatalog_GetLanguage, document.raw),
        is_tagged=bool(raw.FPDFCatalog_IsTagged(document.raw)),
        shows_title=b"/DisplayDocTitle true" in data,
        has_outline=any(document.get_toc()),
        is_for_everybody=b"<pdfuaid:part>1</pdfuaid:part>" in data,  # PDF/UA-1: the standard wants it to be readable
        fonts=dict(_font(words) for page in document for words in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])),
    )


def _font(words: Any) -> tuple[str, bool]:
    font = raw.FPDFTextObj_GetFont(words)
    name = create_string_buffer(100)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode(), raw.FPDFFont_GetIsEmbedded(font) == 1


def actions(sheet: Handover) -> tuple[str, ...]:
    """Return what a card says that I do, however close it is: a sign with a line to itself leaves room for the last."""
    to_write = [one for one in sheet.card.signs if one.intro and not one.signs]
    return sheet.card.what_i_do[-1:] if len(to_write) % 2 else sheet.card.what_i_do
