"""Whether a file is a picture that is whole and drawn in a moment: looked at, never drawn."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

WIDEST: Final = 5_000
"""The most pixels of a side."""

DEEPEST: Final = 50
"""More groups inside groups than this are no logo, and would break what draws it."""

MOST_ELEMENTS: Final = 5_000
MOST_LETTERS: Final = 500
LONGEST_SVG: Final = 300_000

SIMPLE: Final = frozenset(
    {"svg", "g", "a", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
) | {
    *("tspan", "title", "desc", "metadata", "defs", "style", "symbol", "switch", "clipPath"),
    *("linearGradient", "radialGradient", "stop"),
}
"""The elements of a simple SVG file, which take no longer to draw than to read.

Filters, patterns, masks, pictures inside of it and what is drawn again by reference can take hours in a few bytes.
"""

_SVG: Final = "http://www.w3.org/2000/svg"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG file that begin a frame, and tell its size."""


def picture_kind(data: bytes) -> str:
    """Return `png`, `jpeg` or `svg+xml`; "" for what is no such picture, not whole, or too much to draw."""
    if data.startswith(_PNG):
        return "png" if _is_whole_png(data) else ""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg" if _is_whole_jpeg(data) else ""
    return "svg+xml" if _is_simple_svg(data) else ""


def _is_fit(width: int, height: int) -> bool:
    return 0 < width <= WIDEST and 0 < height <= WIDEST


def _is_whole_png(data: bytes) -> bool:
    chunks = list(_png_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        return False
    head = chunks[0][1]
    return _is_fit(int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the content of each chunk, up to the first that is broken."""
    place = len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        name, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if check != zlib.crc32(name + content).to_bytes(4, "big"):
            return
        yield name, content
        place += 12 + length


def _is_whole_jpeg(data: bytes) -> bool:
    place, is_fit = 2, False
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - what begins every marker
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in _JPEG_SIZES:
            height, width = (int.from_bytes(data[place + at : place + at + 2], "big") for at in (5, 7))
            is_fit = _is_fit(width, height)
        place += 2 + length
    return is_fit and b"\xff\xd9" in data[place:]


def _is_simple_svg(data: bytes) -> bool:
    if len(data) > LONGEST_SVG:
        return False
    reader = _SvgReader()
    try:
        reader.read(data)
    except (expat.ExpatError, _NotSimple, ValueError, LookupError):
        return False
    return reader.is_svg


class _NotSimple(Exception):
    """Ends the reading of a file; never leaves this module."""


class _SvgReader:
    """Goes over the elements of an SVG file once, and stops at the first that is not simple."""

    def __init__(self) -> None:
        self.is_svg = False
        self.open: list[str] = []
        self.elements = self.letters = 0

    def read(self, data: bytes) -> None:
        """Read the file; raises _NotSimple or ExpatError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if not self.open:
            self.is_svg = element == "svg" and space in (_SVG, "")
        self.open.append(element)
        self.elements += 1
        # What an editor keeps for itself in a name space of its own is not drawn.
        if (space in (_SVG, "") and element not in SIMPLE) or self.elements > MOST_ELEMENTS or len(self.open) > DEEPEST:
            raise _NotSimple

    def _end(self, name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.open[-1] not in ("style", "metadata", "title", "desc"):
            self.letters += len(text.strip())
        if self.letters > MOST_LETTERS:
            raise _NotSimple

    def _refuse(self, *told: object) -> None:
        raise _NotSimple
