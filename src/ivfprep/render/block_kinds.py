"""The kinds of blocks that a page is made of: what text, terminal and Markdown place, each in its own way."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from ivfprep.pictures import Picture


class Heading(NamedTuple):
    """A heading. Level 1 is the title, 2 a part, 3 a group in it; `note` is for whoever reads the part."""

    level: int
    text: str
    note: str = ""


class Paragraph(NamedTuple):
    """Running text; `strong` where it is to be seen first."""

    text: str
    marks: str = ""
    strong: bool = False


class Tick(NamedTuple):
    """A question with a box to tick; `why` stands under it, `short` where it is a word or two in a close row."""

    text: str
    marks: str = ""
    short: bool = False
    why: str = ""


class Bullet(NamedTuple):
    """A point in a list."""

    text: str
    marks: str = ""


class Reference(NamedTuple):
    """A source after the mark that points to it."""

    mark: str
    text: str


class Drawing(NamedTuple):
    """A picture; its words stand in the blocks that follow it."""

    picture: Picture


class Rule(NamedTuple):
    """A quiet line before what belongs to no heading."""


class Piece(NamedTuple):
    """A piece of running text: its bold beginning, its words, its sources."""

    lead: str
    text: str
    marks: str = ""


class Run(NamedTuple):
    """Running text made of pieces, such as a line of the story; `across` where it belongs to no treatment above it."""

    pieces: tuple[Piece, ...]
    across: bool = False


class First(NamedTuple):
    """One of the three questions, with a box and room to write: `note` says whose it is, `more` stands under it.

    `figures` are the words before and after each number to write down.
    """

    number: int
    text: str
    note: str = ""
    more: str = ""
    marks: str = ""
    figures: tuple[tuple[str, str], ...] = ()


class Check(NamedTuple):
    """A sentence whose box comes after it, at the end of a leader, so that an empty box is never read as a no."""

    text: str


class Fill(NamedTuple):
    """Words, each before what is known or before a line to write on; `box` puts a box to tick before them all."""

    pairs: tuple[tuple[str, str], ...]
    box: bool = False


class Table(NamedTuple):
    """A table to write in. The first cell of a row is its head where `headed`; an empty cell is left to write in."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    headed: bool


class Frame(NamedTuple):
    """What stands in a frame; `heavy` is to be seen first."""

    content: tuple[Block, ...]
    heavy: bool = False


class Contents(NamedTuple):
    """The line that names the parts which follow."""

    lead: str
    names: tuple[str, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Tick
    | Bullet
    | Reference
    | Rule
    | Drawing
    | Run
    | First
    | Check
    | Fill
    | Table
    | Frame
    | Contents
)
