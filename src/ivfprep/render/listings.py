"""Lists that are not the page: why each line is there, and what the sources say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ivfprep.render.block_kinds import Block, Bullet, Heading, Paragraph
from ivfprep.render.plain import clean
from ivfprep.render.text import place
from ivfprep.sheet import Explanation, SourceEntry

STATUS_WORDS = {"ask": "explain_ask", "find-out": "explain_find_out", "off": "explain_off"}


def explanations(lines: Sequence[Explanation], words: Mapping[str, str], width: int | None = None) -> str:
    """Return each line with its reasons, under a heading for each status; `words` are the page's own."""
    return place(_explained(lines, words), width)


def sources(title: str, entries: Sequence[SourceEntry], width: int | None = None) -> str:
    """Return each source with what it says."""
    return place(_listed(title, entries), width)


def _explained(lines: Sequence[Explanation], words: Mapping[str, str]) -> Iterator[Block]:
    for status, part in groupby(lines, key=lambda line: line.status):
        yield Heading(2, words[STATUS_WORDS[status]])
        for line in part:
            yield from _line(line)


def _line(line: Explanation) -> Iterator[Block]:
    yield Heading(3, clean(line.id))
    yield Paragraph(clean(line.text), f"[{', '.join(line.claims)}]" if line.claims else "")
    for reason in filter(None, (line.where, *line.because)):
        yield Bullet(clean(reason))


def _listed(title: str, entries: Sequence[SourceEntry]) -> Iterator[Block]:
    yield Heading(1, title)
    for entry in entries:
        yield Heading(2, entry.heading)
        yield from map(Paragraph, entry.about)
        yield from map(Bullet, entry.points)
