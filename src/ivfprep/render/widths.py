"""How wide words are in the font of the sheet, and how many lines they take: as a browser would break them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from struct import unpack_from
from typing import Final, TypeAlias

PIECES: TypeAlias = Iterable[tuple[str, bool]]
"""Words, and whether they are bold, one after the other on a line."""

SIZE: Final = 12
"""How high the type is, in points."""

_PIECE = re.compile(r"[^ -]*-+|[^ -]+")
_UNITS = 1000
_BROAD = 0.62
"""How wide a sign is that the font does not have, in parts of its height."""


def lines(pieces: PIECES, room: float, size: float = SIZE) -> int:
    """Return how many lines of `room` points the words take; none for no words."""
    return _lines(tuple(pieces), room, size)


# What gives way is tried step by step: most words take the same lines at the next.
@lru_cache(maxsize=4096)
def _lines(pieces: tuple[tuple[str, bool], ...], room: float, size: float) -> int:
    room += 0.01  # what adding up may be off by
    count, used = 0, room + 1.0
    for text, bold in pieces:
        space = _width(" ", bold) * size
        for word in text.split():
            gap = space
            for part in _PIECE.findall(word):
                wide = _width(part, bold) * size
                if used + gap + wide > room:
                    # A word that is longer than its line is cut.
                    count, used = count + 1 + int(wide // room), wide % room if wide > room else wide
                else:
                    used += gap + wide
                gap = 0.0
    return count


def width(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Return how wide `text` is on one line, in points."""
    return _width(text, bold) * size


@lru_cache(maxsize=4096)
def _width(text: str, bold: bool) -> float:
    known = _advances(bold)
    return sum(known.get(ord(sign), _BROAD) for sign in text)


@cache
def _advances(bold: bool) -> Mapping[int, float]:
    """Return how wide each character is, in parts of the height of the type."""
    name = f"AtkinsonHyperlegibleNext-{'Bold' if bold else 'Regular'}.ttf"
    data = (files("ivfprep.render") / "fonts" / name).read_bytes()
    (count,) = unpack_from(">H", data, 4)
    tables = {tag: start for tag, _, start, _ in (unpack_from(">4sIII", data, 12 + 16 * one) for one in range(count))}
    (measured,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    glyphs = [unpack_from(">H", data, tables[b"hmtx"] + 4 * one)[0] / _UNITS for one in range(measured)]
    return {sign: glyphs[min(glyph, measured - 1)] for sign, glyph in _glyphs(data, tables[b"cmap"])}


def _glyphs(data: bytes, start: int) -> Iterable[tuple[int, int]]:
    """Yield each character that the font can show with the number of its glyph: a table of format 4."""
    at = start + unpack_from(">I", data, start + 8)[0]
    half = unpack_from(">H", data, at + 6)[0]
    for place in range(0, half, 2):
        (last,) = unpack_from(">H", data, at + 14 + place)
        (first,) = unpack_from(">H", data, at + 16 + half + place)
        (delta,) = unpack_from(">H", data, at + 16 + 2 * half + place)
        where = at + 16 + 3 * half + place
        (offset,) = unpack_from(">H", data, where)
        for sign in range(first, min(last, 0xFFFE) + 1):
            glyph = unpack_from(">H", data, where + offset + 2 * (sign - first))[0] if offset else sign
            yield sign, (glyph + delta) % 0x10000
