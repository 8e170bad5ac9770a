"""The shape of what was read, against msgspec types: plain values, or every problem with its place.

The types say all there is to know, so this module holds nothing of the subject. A Meta description should finish the
sentence "write ...", such as "a whole number of percent such as 40": it is what the person is told to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from msgspec import UNSET, inspect

from ivfprep.errors import Problem
from ivfprep.loading import nodes
from ivfprep.loading.expected import Path, advice, misfit, name_of, name_of_key, wrong_length
from ivfprep.loading.kinds import Field, Kind, kind_of
from ivfprep.loading.nodes import MAX_PROBLEMS, Node, Scalar, Sequence
from ivfprep.loading.spelling import clipped, did_you_mean, listed

Position: TypeAlias = tuple[int, int]
_Namer: TypeAlias = Callable[[Path], str]


class Checked(NamedTuple):
    """What `check` found.

    `value` is made of dict, list, str, int, bool and None, as `msgspec.convert(value, type)` takes; use it only when
    `problems` is empty. `positions` gives the line and column, from 1, of the value at each path, such as
    ("transfers", 0, "chance"); the path () is the whole file.
    """

    value: Any
    problems: tuple[Problem, ...]
    positions: Mapping[Path, Position]


def check(node: Node, type_: Any, file: str) -> Checked:  # noqa: ANN401 - unions and Annotated have no common type
    """Return the plain value of `node` read as the msgspec type `type_`, with all problems, by line.

    After MAX_PROBLEMS problems the rest is left unread. Raises TypeError for a type that this module does not know.
    """
    reading = _Reading(file)
    value = None
    try:
        value = reading.read(node, kind_of(type_), ())
    except _TooManyProblems:
        message = f"Only the first {MAX_PROBLEMS} problems are shown."
        reading.problems.append(Problem(file, 0, 0, message, "Mend these, then run the check again."))
    return Checked(value, tuple(sorted(reading.problems)), MappingProxyType(reading.positions))


class _TooManyProblems(Exception):
    """Ends the reading; never leaves this module."""


class _Reading:
    """One walk over a tree: collects problems and positions on the way."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.positions: dict[Path, Position] = {}
        self._file = file

    def read(self, node: Node, kind: Kind, path: Path) -> Any:  # noqa: ANN401 - the plain value
        """Return the plain value of `node` as `kind`; None, and a problem, when it does not fit."""
        self.positions[path] = (node.line, node.column)
        if isinstance(node, Scalar):
            return self._scalar(node, kind, path)
        if isinstance(node, Sequence) and kind.list:
            self._check_length(node, kind.list, len(node.items), path)
            return [self.read(item, kind.item, (*path, index)) for index, item in enumerate(node.items)]
        if isinstance(node, nodes.Mapping) and kind.group:
            is_dict = isinstance(kind.group, inspect.DictType)
            return self._dict(node, kind, path) if is_dict else self._struct(node, kind, path)
        return self._report(node, *misfit(node, kind, name_of(path)))

    def _scalar(self, node: Scalar, kind: Kind, path: Path, called: _Namer = name_of) -> Any:  # noqa: ANN401
        value = kind.meant(node)
        if value is not UNSET:
            return value
        if kind.takes_one(node):
            self.positions[(*path, 0)] = (node.line, node.column)
            self._check_length(node, kind.list, 1, path)
            return [self._scalar(node, kind.item, path)]
        return self._report(node, *misfit(node, kind, called(path)))

    def _struct(self, node: nodes.Mapping, kind: Kind, path: Path) -> dict[str, Any]:
        self._check_keys(node, kind.fields)
        return {
            key.text: self.read(child, kind.fields[key.text].kind, (*path, key.text))
            for key, child in node.pairs
            if key.text in kind.fields
        }

    def _check_keys(self, node: nodes.Mapping, fields: Mapping[str, Field]) -> None:
        given = {key.text: key for key, _ in node.pairs}
        for name, field in fields.items():
            if field.required and name not in given:
                self._report(node, f"The key `{name}` is missing: {advice(field.kind)}")
        for name, key in given.items():
            if name not in fields:
                message = f"There is no key `{clipped(name)}` here: the keys are {listed(fields, name)}"
                self._report(key, message, did_you_mean(name, fields))

    def _dict(self, node: nodes.Mapping, kind: Kind, path: Path) -> dict[Any, Any]:
        self._check_length(node, kind.group, len(node.pairs), path)
        return {
            self._scalar(key, kind.key, path, name_of_key): self.read(child, kind.value, (*path, key.text))
            for key, child in node.pairs
        }

    def _check_length(self, node: Node, shape: inspect.Type | None, length: int, path: Path) -> None:
        if too := wrong_length(shape, length):
            self._report(node, f"{name_of(path)} {too}")

    def _report(self, node: Node, said: str, hint: str = "") -> None:
        message = said if said.endswith("...") else f"{said}."
        self.problems.append(Problem(self._file, node.line, node.column, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _TooManyProblems
