"""What a data file holds, thing by thing, and the order in which lines from several files follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple, TypeAlias, TypeVar

Path: TypeAlias = tuple[str | int, ...]
Raw: TypeAlias = dict[str, Any]


class Thing(NamedTuple):
    """One item of a list of the content: its plain value, and where it stands in its file.

    `moved` says which parts of it stand elsewhere in the file, both seen from the thing. `after` is the id of the line
    that a question or a flag follows.
    """

    key: str
    raw: Any
    path: Path
    moved: Mapping[Path, Path] = {}
    after: str = ""
    is_listed: bool = True


_F = TypeVar("_F")


def following(found: Iterable[tuple[_F, Thing]]) -> list[tuple[_F, Thing]]:
    """Return things, each with its file, so that a line which follows another stands behind that one."""
    pairs = list(found)
    behind: dict[tuple[str, str], list[tuple[_F, Thing]]] = {}
    for file, thing in pairs:
        if thing.after:
            behind.setdefault((thing.key, thing.after), []).append((file, thing))
    placed: list[tuple[_F, Thing]] = []
    for file, thing in pairs:
        if not thing.after:
            placed += [(file, thing), *behind.pop((thing.key, id_of(thing)), ())]
    return [*placed, *chain.from_iterable(behind.values())]


def id_of(thing: Thing) -> str:
    """Return the id of a thing, or nothing where it has none."""
    return str(thing.raw.get("id", "")) if isinstance(thing.raw, dict) else ""
