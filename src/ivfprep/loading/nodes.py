"""A tree of what a YAML file says: text, lists and mappings that know their line and column, from 1."""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

MAX_PROBLEMS: Final = 200
"""More problems than this in one file are not listed."""


class Scalar(Struct, frozen=True):
    """One piece of text. `quoted` is false for plain text; a value left out is the plain text ""."""

    text: str
    quoted: bool
    line: int
    column: int

    @property
    def is_empty(self) -> bool:
        """Return whether there is no value: nothing at all, `~` or `null`, not in quotes."""
        return not self.quoted and not self.text


class Sequence(Struct, frozen=True):
    """The items of a list, in order."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(Struct, frozen=True):
    """The keys and values of a mapping, in order; no key text comes twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None when there is no such key."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key `key` itself, which knows where it stands, or None when there is no such key."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping
