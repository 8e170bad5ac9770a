"""Rows found by what is typed: by number, by a name or its beginning or inside, by names inside of a line, by slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ivfprep.interview.asking import Row
from ivfprep.interview.reading import UNSAID_WORDS

LEAST_INSIDE = 2
"""So many letters may stand anywhere in a row; one letter begins it."""

LEAST_BEGUN = 4
"""So many letters begin a name that stands in a line with others."""

NEAR = 0.8
"""How alike two words are at least, of which one is taken for a slip of the other."""

LEAST_PLAIN = 3
"""So many letters at least name a row plainly."""

_NOT = re.compile(r"\b(?:no|not|never|without|neither|nor|don't|dont|didn't|haven't)\b")
_HEDGE = re.compile(
    r"\b(?:maybe|may have|perhaps|possibly|probably|might|could be|i think|i guess|i believe|suspected|used to|unsure"
    r"|(?:not|never) (?:quite |really |entirely )?(?:sure|certain)|(?:don't|dont|do not) (?:know|remember))\b"
)
"""Words of somebody who is not sure, or who speaks of what is over: what stands beside them is no plain yes."""

_BETWEEN = re.compile(r"[\s,;]+")
_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"and", "or", "with", "also", "then"})


def names_of(row: Row) -> list[str]:
    """Return each name of a row in small letters: its label, without what explains it in brackets too, and others."""
    label = row.label.lower()
    return [label, label.partition(" (")[0], *(name.lower().replace("_", " ") for name in row.also)]


def unsaid_row(rows: Sequence[Row], typed: str) -> int | None:
    """Return the row that stands for "not sure" or "rather not say" here; None where `typed` says neither."""
    word = UNSAID_WORDS.get(plain(typed))
    by_value = [at for at, row in enumerate(rows) if word and row.value == word]
    return next(iter(by_value or [at for at, row in enumerate(rows) if word and word in row.also]), None)


def called(row: Row, typed: str) -> tuple[str, str]:
    """Return the name that a row is known by to whoever `typed` this, and the value that says so; "" for no such name.

    A name may be cut short where no other of the row begins so, and what the list shows does not either.
    """
    words = f" {' '.join(_BETWEEN.split(plain(typed)))} "
    whole = [pair for pair in row.called if f" {pair[0].lower()} " in words]
    begun = [pair for pair in row.called if pair[0].lower().startswith(words.strip())]
    is_cut = len(words.strip()) > LEAST_INSIDE and not row.label.lower().startswith(words.strip())
    return whole[0] if whole else begun[0] if is_cut and len(begun) == 1 else ("", "")


def with_name(row: Row, name: str) -> str:
    """Return what a ticked row is read back as: its label, and the name that she knows it by."""
    return f"{row.label}: {name}" if name else row.label


def read_back(rows: Sequence[Row]) -> dict[str, str]:
    """Return how each value that the rows can give is read back."""
    named = {value: with_name(row, name) for row in rows for name, value in row.called}
    return {row.value: row.label for row in rows} | named


def in_a_row(labels: Sequence[str]) -> str:
    """Return what is read back of several rows: whole sentences are kept apart, and end once."""
    sentences = any(label.endswith((".", "?")) for label in labels)
    if not sentences:
        return ", ".join(labels)
    *others, last = labels
    return "; ".join([*(label.rstrip(".") for label in others), last])


def plain(typed: str) -> str:
    """Return what is typed, in small letters and without the full stop."""
    return typed.strip().rstrip(".").lower().replace("\u2019", "'")


def rows_with(rows: Sequence[Row], typed: str) -> list[int]:
    """Return the rows that words name, best first: as they begin, as another name begins, as they stand inside."""
    labels = [row.label.lower() for row in rows]
    names = [names_of(row)[2:] for row in rows]
    exact = [at for at, row in enumerate(rows) if typed in names_of(row)]
    begins = [at for at, label in enumerate(labels) if label.startswith(typed)]
    named = [at for at, some in enumerate(names) if any(name.startswith(typed) for name in some)]
    is_long = len(typed) >= LEAST_INSIDE
    inside = [at for at, label in enumerate(labels) if is_long and any(typed in one for one in (label, *names[at]))]
    return list(dict.fromkeys((*exact, *begins, *named, *inside)))


def plainly_named(rows: Sequence[Row], typed: str) -> int | None:
    """Return the row that a name means whatever may follow it; None for words that could begin or name another thing.

    Such is the whole name of one row, or the beginning of a name of one word such as a medicine's, where no row goes on
    from there: "diabetes" and "clex", but neither "high" nor "thyroid".
    """
    words = plain(typed)
    names = [names_of(row)[1:] for row in rows]
    if len(words) < LEAST_PLAIN or any(f" {words} " in f" {name}" for some in names for name in some):
        return None
    exact = [at for at, some in enumerate(names) if words in some]
    begun = [at for at, some in enumerate(names) if any(_is_begun(name, words) for name in some)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _is_begun(name: str, words: str) -> bool:
    return name.startswith(words) and " " not in name


def is_hedged(typed: str) -> bool:
    """Return whether what is typed says that it is not sure."""
    return bool(_HEDGE.search(plain(typed)))


def rows_inside(rows: Sequence[Row], typed: str) -> tuple[list[int], str]:
    """Return the rows whose names stand inside of what is typed, and the words that are none.

    What says no, or never, or that it is not sure, names no row.
    """
    line = typed.strip().rstrip(".").replace("\u2019", "'")
    if _NOT.search(line.lower()) or is_hedged(line):
        return [], line
    words = [word for word in _BETWEEN.split(line) if word]
    found: dict[int, None] = {}
    left: list[str] = []
    while words:
        at, length = _longest(rows, words)
        if length:
            found[at] = None
        elif words[0].lower() not in _JOINING:
            left.append(words[0])
        words = words[length or 1 :]
    return list(found), " ".join(left)


def _longest(rows: Sequence[Row], words: list[str]) -> tuple[int, int]:
    """Return the row that the most of the first words name, and how many; 0 where they name none, or several."""
    for length in range(len(words), 0, -1):
        some = " ".join(words[:length]).lower()
        named = list(_named(rows, some))
        if len(named) == 1:
            return named[0], length
    return 0, 0


def _named(rows: Sequence[Row], some: str) -> Iterator[int]:
    """Yield the rows with that name; it may be cut short only where the label is one word, such as of a medicine."""
    exact = [at for at, row in enumerate(rows) if some in names_of(row)]
    is_long = len(some) >= LEAST_BEGUN
    yield from exact or (
        at
        for at, row in enumerate(rows)
        if is_long and names_of(row)[1].startswith(some) and " " not in names_of(row)[1]
    )


def rows_near(rows: Sequence[Row], typed: str) -> list[int]:
    """Return the rows with a name that is almost what is typed, best first: a slip, or its beginning with a slip.

    They are for asking about, and never for taking: the words may mean what is not in the list.
    """
    words = [word for word in _BETWEEN.split(plain(typed)) if len(word) >= LEAST_BEGUN]
    if not words or _NOT.search(plain(typed)):
        return []
    likeness = {at: sum(_likeness(word, names_of(row)) for word in words) for at, row in enumerate(rows)}
    return sorted((at for at, alike in likeness.items() if alike), key=lambda at: -likeness[at])


def _likeness(word: str, names: list[str]) -> float:
    """Return how alike a word and the likest word of some names are; 0 where none is near."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - slow to import, and needed for a slip only

    matcher = SequenceMatcher(b=word)
    best = 0.0
    for other in {part for name in names for part in _WORD.findall(name) if len(part) >= LEAST_BEGUN}:
        for some in {other, other[: len(word)]}:
            matcher.set_seq1(some)
            if matcher.quick_ratio() >= max(best, NEAR):
                best = max(best, matcher.ratio())
    return best if best >= NEAR else 0
