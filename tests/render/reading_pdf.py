"""What a PDF says of itself: its pages, its letters with their sizes and places, and its tags."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTCurve, LTLine, LTRect


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


def pages(data: bytes) -> list[Page]:
    return [
        Page(page.width, page.height, tuple(_letters(page)), tuple(_ticks(page)))
        for page in extract_pages(BytesIO(data))
    ]


def _letters(item: Any) -> Iterator[Letter]:
    if isinstance(item, LTChar):
        if item.get_text().strip():
            yield Letter(item.get_text(), item.size, item.x0, item.x1, item.y0, item.y1)
    elif hasattr(item, "__iter__"):
        for part in item:
            yield from _letters(part)


def _ticks(page: Any) -> Iterator[Tick]:
    for item in page:
        square = isinstance(item, (LTRect, LTCurve)) and not isinstance(item, LTLine)
        if square and 8 < item.width < 20 and abs(item.width - item.height) < 2:
            yield Tick(item.x0, item.x1, item.y0, item.y1)


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
