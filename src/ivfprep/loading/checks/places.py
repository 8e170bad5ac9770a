"""Where the things of a folder stand in its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from ivfprep.errors import Problem
from ivfprep.loading.folder import DataFile
from ivfprep.loading.things import Path, Thing

T = TypeVar("T")


class Place(NamedTuple):
    """Something in a file. `moved` says which parts of the thing around it are written elsewhere in it."""

    file: DataFile
    path: Path
    moved: Mapping[Path, Path] = {}

    def at(self, *path: str | int) -> Place:
        """Return what stands at `path` in here."""
        return Place(self.file, (*self.path, *path), self.moved)

    def problem(self, message: str, hint: str = "") -> Problem:
        """Return a problem with what stands here."""
        return self.file.problem(self._written(), message, hint)

    def _written(self) -> Path:
        """Return where the author wrote this."""
        for length in range(len(self.path), 0, -1):
            if (start := self.path[:length]) in self.moved:
                return (*self.moved[start], *self.path[length:])
        return self.path

    def __str__(self) -> str:
        """Return `file:line`, for a message about another place."""
        return f"{self.file.shown}:{self.file.place(*self._written())[0]}"


def place_of(file: DataFile, thing: Thing) -> Place:
    """Return where a thing stands."""
    moved = {(*thing.path, *part): (*thing.path, *written) for part, written in thing.moved.items()}
    return Place(file, thing.path, moved)


class Item(Generic[T]):
    """One thing with its place."""

    def __init__(self, value: T, place: Place) -> None:
        self.value, self.place = value, place
