"""A list drawn into a window of any size: the question, as many rows as fit, how many do not, and what keys do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ivfprep.interview.askers.listing import NOWHERE, Listing
from ivfprep.interview.askers.wrapping import MOST_WIDTH, wrap
from ivfprep.interview.asking import Ask, Row, said_of_rest
from ivfprep.interview.finding import in_a_row, read_back

KEYS = "? why  Esc back  F2 skip  Ctrl-D stop, all saved"
TICK_KEYS = "? why  Esc back  F2 skip  Ctrl-D stop, all before this list saved"
SHORT_KEYS = "?=why Esc=back F2=skip Ctrl-D=stop"
SHORT_TICK_KEYS = "Space=tick ?=why Esc=back Ctrl-D=stop"
TICK_ROW = "Space ticks a row, Enter goes on. Type a number or a name to find one."
CHOOSE_ROW = "Type a number or a name, or move with the arrow keys. Then press Enter."
KEEPS = "Enter keeps: {}"
SO_FAR = "Your answer so far: {}. Enter alone keeps it."
MOST_NAMES = 6
LEAST_ROWS = 5
FEW_LINES = 18
NAMES_LINES = 2


class Drawn(NamedTuple):
    """What stands on the screen: lines, each plain or pointed at or bold."""

    lines: list[tuple[str, str]]

    @property
    def pointed(self) -> int:
        """Return the line that the cursor stands on."""
        return next((at for at, (style, _) in enumerate(self.lines) if style == POINTED), len(self.lines) - 1)


PLAIN, BOLD, POINTED = "", "bold", "bold underline"
EMPTY = (PLAIN, "")


def draw(listing: Listing, columns: int, lines: int) -> Drawn:
    """Return a list in a window, and note in it which rows were shown."""
    width = _width(columns)
    head, foot = next(
        around for around in _around(listing, width, lines) if around.least or around.length + LEAST_ROWS < lines
    )[:2]
    shown = _window(listing, width, max(LEAST_ROWS, lines - len(head) - len(foot) - 1))
    return Drawn([*head, *shown, *foot])


def _width(columns: int) -> int:
    return max(1, min(MOST_WIDTH, columns - 1) - 1)


class Around(NamedTuple):
    """What stands above the rows and below them; `least` says that no less will do."""

    head: list[tuple[str, str]]
    foot: list[tuple[str, str]]
    least: bool = False

    @property
    def length(self) -> int:
        """Return how many lines that takes."""
        return len(self.head) + len(self.foot)


def _around(listing: Listing, width: int, lines: int) -> Iterator[Around]:
    """Yield what can stand around the rows, the fullest first; in a low window what matters less gives way."""
    screen = listing.screen
    short = short_part(screen)
    whole, question = _lines(screen.whole, width, BOLD), _lines(screen.text, width, BOLD)
    note = _lines(listing.note, width, BOLD)
    typed = [(PLAIN, f"Typed: {listing.typed} (Esc clears it)"[:width])] if listing.typed else []
    keeps = SO_FAR if lines >= FEW_LINES else KEEPS
    so_far = keeps.format(screen.so_far) if screen.so_far and not listing.is_many else ""
    hints = [] if note else _lines(TICK_ROW if listing.is_many else CHOOSE_ROW, width)
    names, before = _ticked_in_words(listing, width), _lines(so_far, width)
    said = [*names, *before, *typed, *note]
    if lines >= FEW_LINES:
        part = [*_lines(screen.part, width), *([EMPTY] if screen.part else [])]
        yield Around(
            [EMPTY, *part, *whole, EMPTY],
            [EMPTY, *said, *hints, *_lines(TICK_KEYS if listing.is_many else KEYS, width)],
        )
    keys = _lines(SHORT_TICK_KEYS if listing.is_many else SHORT_KEYS, width)
    yield Around([*_lines(short, width), *whole], [*said, *hints, *keys])
    yield Around([*_lines(short, width)[:1], *whole], [*said, *keys])
    yield Around(question, [*names[:1], *before[:1], *typed, *note, *keys[:1]])
    yield Around(question, [*typed, *note], least=True)


def short_part(screen: Ask) -> str:
    """Return what says most of where a screen stands, in one line: which entry it is about, else the part."""
    progress, _, place = screen.part.partition("\n")
    return place or progress.partition(". ")[0]


def _lines(text: str, width: int, style: str = "") -> list[tuple[str, str]]:
    return [(style, line) for line in wrap(text, width)] if text else []


def _ticked_in_words(listing: Listing, width: int) -> list[tuple[str, str]]:
    names = listing.ticked_names()
    if not (listing.is_many and names):
        return []
    more = f", and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return _lines(f"{len(names)} ticked: {in_a_row(names[:MOST_NAMES])}{more}", width)[:NAMES_LINES]


def _window(listing: Listing, width: int, height: int) -> list[tuple[str, str]]:
    """Return the rows that fit around the one pointed at, with how many there are above and below."""
    blocks = [list(_block(listing, number, row, width)) for number, row in enumerate(listing.rows)]
    first, last = _fitting([len(block) for block in blocks], max(listing.at, 0), height)
    listing.seen.update(range(first, last + 1))
    listing.shown = (first, last)
    above, below = first, len(blocks) - last - 1
    shown = [line for block in blocks[first : last + 1] for line in block]
    group = listing.rows[first].group
    goes_on = f" ({group} goes on)" if group and above and listing.rows[first - 1].group == group else ""
    top = [(PLAIN, f"  ... {above} more above{goes_on}"[:width])] if above else []
    return [*top, *shown, *([(BOLD, f"  ... {below} more below (PageDown)")] if below else [])]


def _fitting(heights: list[int], at: int, height: int) -> tuple[int, int]:
    """Return the first and the last row of those around `at` that fit; a line is kept for what is above and below."""
    first = last = at

    def fits(new_first: int, new_last: int) -> bool:
        signs = (new_first > 0) + (new_last < len(heights) - 1)
        return sum(heights[new_first : new_last + 1]) + signs <= height

    while True:
        can_fall = last + 1 < len(heights) and fits(first, last + 1)
        can_rise = first > 0 and fits(first - 1, last)
        if can_fall and (last - at <= at - first or not can_rise):
            last += 1
        elif can_rise:
            first -= 1
        else:
            return first, last


def _block(listing: Listing, number: int, row: Row, width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a row, with the name of its group before the first of it."""
    before = listing.rows[number - 1].group if number else ""
    if row.group and row.group != before:
        count = sum(one.group == row.group for one in listing.rows)
        yield PLAIN, f"{row.group} ({count})"[:width]
    is_at = number == listing.at and listing.at != NOWHERE
    box = ("[x] " if row.value in listing.ticked else "[ ] ") if listing.is_many else ""
    start = f"{'>' if is_at else ' '} {box}{number + 1}. "
    for at, line in enumerate(wrap(row.label, max(1, width - len(start)))):
        yield POINTED if is_at else PLAIN, (start if at == 0 else " " * len(start)) + line


def after(screen: Ask, listing: Listing, reply: object, columns: int) -> list[str]:
    """Return what stays on the screen of a list that is answered: the question, and what was chosen, by name."""
    width = _width(columns)
    labels = read_back(listing.rows)
    chosen = [labels[one] for one in (reply if isinstance(reply, tuple) else (reply,)) if one in labels]
    said = filter(None, (in_a_row(chosen), said_of_rest(screen, reply)))
    return ["", *wrap(screen.text, width), *(line for text in said for line in wrap(f"  {text}", width))]
