"""Three truth values: Kleene's strong logic of indeterminacy.

`all_of` is the least of its values, `any_of` the greatest, and `negation` swaps true and false and keeps unknown
(S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """False, unknown or true, in that order."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> NoReturn:
        """Raise TypeError: `if truth:` would silently turn unknown into one of the other two."""
        raise TypeError("A Truth has three values: compare it with Truth.TRUE, Truth.FALSE or Truth.UNKNOWN.")


def truth(value: bool) -> Truth:
    """Return the Truth of a plain bool."""
    return Truth.TRUE if value else Truth.FALSE


def all_of(values: Iterable[Truth]) -> Truth:
    """Return the least of `values`; true when there are none."""
    return Truth(min((value.value for value in values), default=Truth.TRUE.value))


def any_of(values: Iterable[Truth]) -> Truth:
    """Return the greatest of `values`; false when there are none."""
    return Truth(max((value.value for value in values), default=Truth.FALSE.value))


def negation(value: Truth) -> Truth:
    """Return false for true, true for false, unknown for unknown."""
    return Truth(Truth.TRUE.value - value.value)
