"""Pictures drawn with characters: for a screen, where every number of them stands in words beside it too."""

from __future__ import annotations

from collections.abc import Iterator

from ivfprep.pictures import ChanceBar, IconArray, Picture, Timeline

FILLED, EMPTY = "\u25cf", "\u25cb"
_BAR, _REST, _EDGE = "\u2588", "\u2591", "\u2503"
_ROW = 10


def drawn(picture: Picture, width: int) -> list[str]:
    """Return `picture` in lines of at most `width` columns."""
    match picture:
        case IconArray():
            return list(_icons(picture))
        case ChanceBar():
            return _bar(picture, width)
        case Timeline():
            return _line(picture, width)


def _icons(picture: IconArray) -> Iterator[str]:
    for group in picture.groups:
        icons = FILLED * group.count + EMPTY * (group.of - group.count)
        yield f"{group.label}:"
        yield from (" ".join(icons[start : start + _ROW]) for start in range(0, group.of, _ROW))


def _bar(picture: ChanceBar, width: int) -> list[str]:
    columns = min(width, 50)
    low, edge = (round(part / 100 * columns) for part in (picture.low, picture.threshold))
    bar = [*(_BAR * low), *(_REST * (columns - low))]
    bar[min(edge, columns - 1)] = _EDGE
    return ["".join(bar)]


def _line(picture: Timeline, width: int) -> list[str]:
    points = [FILLED if point.filled else EMPTY for point in picture.points]
    rows = [points[start : start + width // 4] for start in range(0, len(points), width // 4)]
    return ["\u2500\u2500".join(row) for row in rows]
