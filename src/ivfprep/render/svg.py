"""Pictures as SVG: for the PDF, and inline in HTML. What they show stands in words beside them, so they hold few words.

Black on nothing, or the colour that the caller names; filled against empty, so that no colour is needed to read them.
A unit is a CSS pixel, three quarters of a point: type of 16 units prints at 12 pt.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ivfprep.pictures import ChanceBar, IconArray, IconGroup, Picture, Timeline

ROW = 10
"""How many icons stand in a row."""

_STEP, _RADIUS = 20, 8
_TYPE, _TEXT = 16, 22
_GAP = 48
_WIDTH = 440


def svg(picture: Picture, colour: str = "black") -> str:
    """Return `picture` as one SVG element."""
    match picture:
        case IconArray():
            return _icons(picture, colour)
        case ChanceBar():
            return _bar(picture, colour)
        case Timeline():
            return _timeline(picture, colour)


def _icons(picture: IconArray, colour: str) -> str:
    wide = ROW * _STEP + _GAP
    rows = max((-(-group.of // ROW) for group in picture.groups), default=1)
    groups = (
        f'<g transform="translate({index * wide} 0)">{"".join(_group(group, colour))}</g>'
        for index, group in enumerate(picture.groups)
    )
    width = max(len(picture.groups) * wide - _GAP, _STEP)
    return _svg(width, _TEXT + 8 + rows * _STEP, "".join(groups))


def _group(group: IconGroup, colour: str) -> Iterator[str]:
    yield _text(0, _TYPE - 2, f"{group.count} of {group.of}", colour)
    for number in range(group.of):
        x, y = number % ROW * _STEP + _RADIUS + 1, number // ROW * _STEP + _TEXT + 8
        yield _circle(x, y, number < group.count, colour)


def _bar(picture: ChanceBar, colour: str) -> str:
    low, high, edge = (part / 100 * _WIDTH for part in (picture.low, picture.high, picture.threshold))
    parts = (
        f'<rect x="1" y="28" width="{_WIDTH}" height="22" fill="none" stroke="{colour}"/>',
        f'<rect x="1" y="28" width="{low:.1f}" height="22" fill="{colour}" fill-opacity="0.45"/>',
        f'<rect x="{low + 1:.1f}" y="28" width="{max(high - low, 0):.1f}" height="22" fill="{colour}"'
        ' fill-opacity="0.2"/>',
        f'<line x1="{edge + 1:.1f}" y1="20" x2="{edge + 1:.1f}" y2="58" stroke="{colour}" stroke-width="3"/>',
        _text(edge - 9, _TYPE, f"{picture.threshold:g}", colour),
        _text(0, 74, "0", colour),
        _text(_WIDTH - 26, 74, "100", colour),
    )
    return _svg(_WIDTH + 4, 80, "".join(parts))


def _timeline(picture: Timeline, colour: str) -> str:
    last = max(len(picture.points) - 1, 0)
    step = min(60, (_WIDTH - 20) / last) if last else 60
    line = f'<line x1="10" y1="12" x2="{10 + last * step:.1f}" y2="12" stroke="{colour}" stroke-width="1.5"/>'
    dots = (_circle(10 + index * step, 12, point.filled, colour) for index, point in enumerate(picture.points))
    numbers = (_text(5 + index * step, 42, str(index + 1), colour) for index in range(len(picture.points)))
    return _svg(24 + last * step, 48, "".join((line, *dots, *numbers)))


def _circle(x: float, y: float, filled: bool, colour: str) -> str:
    inside = colour if filled else "white"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" fill="{inside}" stroke="{colour}" stroke-width="1.2"/>'


def _text(x: float, y: float, words: str, colour: str) -> str:
    face = f'font-family="Atkinson Hyperlegible Next, sans-serif" font-size="{_TYPE}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {face} fill="{colour}">{escape(words)}</text>'


def _svg(width: float, height: float, inside: str) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
