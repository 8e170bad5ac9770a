"""The shape of what was read, against msgspec types: plain values, or every problem with its place.

The types say all there is to know, so this module holds nothing of the subject. A Meta description should finish the
sentence "write ...", such as "a whole number of percent such as 40": it is what the person is told to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from msgspec import Meta, inspect

from ivfprep.errors import Problem
from ivfprep.loading import nodes
from ivfprep.loading.choosing import BOOLS, ISO_DATE, LIKE_A_NUMBER, WHOLE_NUMBER, chosen_member, first_of
from ivfprep.loading.kinds import (
    bounds,
    described,
    is_one_or_many,
    members_of,
    number_range,
    options_of,
    takes_none,
)
from ivfprep.loading.nodes import MAX_PROBLEMS, Node, Scalar
from ivfprep.loading.spelling import did_you_mean, listed
from ivfprep.loading.text import clipped
from ivfprep.loading.wanted import Path, Spot, advice, expected

ONE_OR_MANY: Final = Meta(extra={"one_or_many": True}, extra_json_schema={"oneOrMany": True})
"""Annotates a list that may also be written as one single value; the editors' schema knows it too."""

Position: TypeAlias = tuple[int, int]

_PLAIN_DIGITS: Final = "Use plain digits only: no leading zero, plus sign, point, comma or underscore."


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
        value = reading.read(node, inspect.type_info(type_), Spot())
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

    def read(self, node: Node, kind: inspect.Type, spot: Spot) -> Any:  # noqa: ANN401 - the plain value
        """Return the plain value of `node` as `kind`; None, and a problem, when it does not fit."""
        self.positions[spot.path] = (node.line, node.column)
        if type(kind) not in _READERS or getattr(kind, "tag_field", None):
            raise TypeError(f"{type(kind).__name__} is not a type that can be read from YAML here")
        return _READERS[type(kind)](self, node, kind, spot)

    def report(self, node: Node, said: str, hint: str = "") -> None:
        message = said if said.endswith("...") else f"{said}."
        self.problems.append(Problem(self._file, node.line, node.column, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _TooManyProblems

    def scalar(self, node: Node, kind: inspect.Type, spot: Spot) -> Scalar | None:
        """Return `node` if it is a single value with something in it; otherwise report it and return None."""
        if isinstance(node, Scalar) and not node.is_empty:
            return node
        self.wrong_node(node, "a single value", kind, spot)
        return None

    def wrong_node(self, node: Node, right: str, kind: inspect.Type, spot: Spot) -> None:
        if isinstance(node, Scalar) and node.is_empty:
            self.report(node, f"{spot.name} needs a value: {advice(kind, spot)}")
        else:
            self.report(node, f"{spot.name} holds {right}; here is {_HERE[type(node)]}", _HOW_TO[right])

    def misfit(self, node: Scalar, kind: inspect.Type, spot: Spot, hint: str = "") -> None:
        said = f"{spot.name} cannot be '{clipped(node.text)}': {advice(kind, spot, node.text)}"
        words = BOOLS if isinstance(kind, inspect.BoolType) else options_of(kind)
        self.report(node, said, hint or did_you_mean(node.text, [*spot.options, *words]))


_HERE: Final = {
    Scalar: "a single value",
    nodes.Sequence: "a list",
    nodes.Mapping: "a group of `key: value` lines",
}
_HOW_TO: Final = {
    "a single value": "Write one value after the colon.",
    "a list": "Write each item on a line of its own, after `- `.",
    "a group of `key: value` lines": "Write `key: value` lines, indented below it.",
    "a single value or a list": "Write one value after the colon, or each item on a line of its own, after `- `.",
}


def _read_metadata(reading: _Reading, node: Node, kind: inspect.Metadata, spot: Spot) -> Any:  # noqa: ANN401
    one_or_many = spot.one_or_many or is_one_or_many(kind)
    return reading.read(node, kind.type, spot._replace(wanted=spot.wanted or described(kind), one_or_many=one_or_many))


def _read_any(reading: _Reading, node: Node, kind: inspect.AnyType, spot: Spot) -> Any:  # noqa: ANN401
    match node:
        case Scalar():
            return node.text
        case nodes.Sequence():
            return [reading.read(item, kind, spot.item(index)) for index, item in enumerate(node.items)]
        case nodes.Mapping():
            return {key.text: reading.read(value, kind, spot.key(key.text)) for key, value in node.pairs}


def _read_object(reading: _Reading, node: Node, kind: inspect.CustomType, spot: Spot) -> Any:  # noqa: ANN401
    if kind.cls is not object:
        raise TypeError(f"{kind.cls.__name__} is not a type that can be read from YAML here")
    return _read_any(reading, node, inspect.AnyType(), spot)


def _read_none(reading: _Reading, node: Node, kind: inspect.NoneType, spot: Spot) -> None:
    if not isinstance(node, Scalar) or not node.is_empty:
        reading.report(node, f"{spot.name} has no value here", "Leave the place after the colon empty.")


def _read_str(reading: _Reading, node: Node, kind: inspect.StrType, spot: Spot) -> str | None:
    scalar = reading.scalar(node, kind, spot)
    if scalar is None:
        return None
    if kind.pattern and not re.search(kind.pattern, scalar.text):
        reading.misfit(scalar, kind, spot)
    _check_length(reading, node, kind, spot)
    return scalar.text


def _read_bool(reading: _Reading, node: Node, kind: inspect.BoolType, spot: Spot) -> bool | None:
    scalar = reading.scalar(node, kind, spot)
    if scalar is None or scalar.text in BOOLS:
        return BOOLS[scalar.text] if scalar else None
    reading.misfit(scalar, kind, spot)
    return None


def _read_int(reading: _Reading, node: Node, kind: inspect.IntType, spot: Spot) -> int | None:
    scalar = reading.scalar(node, kind, spot)
    if scalar is None:
        return None
    if not WHOLE_NUMBER.fullmatch(scalar.text):
        reading.misfit(scalar, kind, spot, _PLAIN_DIGITS if LIKE_A_NUMBER.fullmatch(scalar.text) else "")
        return None
    if not _within(int(scalar.text), kind):
        reading.misfit(scalar, kind, spot, f"The number must be {bounds(kind)}." if spot.wanted else "")
    return int(scalar.text)


def _within(number: int, kind: inspect.IntType) -> bool:
    lowest, highest = number_range(kind)
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)


def _read_date(reading: _Reading, node: Node, kind: inspect.DateType, spot: Spot) -> str | None:
    scalar = reading.scalar(node, kind, spot)
    if scalar is None:
        return None
    if not _is_date(scalar.text):
        reading.misfit(scalar, kind, spot)
    return scalar.text


def _is_date(text: str) -> bool:
    if not ISO_DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _read_option(reading: _Reading, node: Node, kind: inspect.Type, spot: Spot) -> Any:  # noqa: ANN401
    if takes_none(kind) and isinstance(node, Scalar) and node.is_empty:
        return None
    scalar = reading.scalar(node, kind, spot)
    if scalar is None:
        return None
    options = options_of(kind)
    if scalar.text not in options:
        reading.misfit(scalar, kind, spot)
    return options.get(scalar.text)


def _read_list(reading: _Reading, node: Node, kind: inspect.CollectionType, spot: Spot) -> list[Any] | None:
    if not isinstance(node, nodes.Sequence):
        return _read_single(reading, node, kind, spot)
    _check_length(reading, node, kind, spot)
    return [reading.read(item, kind.item_type, spot.item(index)) for index, item in enumerate(node.items)]


def _read_single(reading: _Reading, node: Node, kind: inspect.CollectionType, spot: Spot) -> list[Any] | None:
    if not spot.one_or_many or not isinstance(node, Scalar) or node.is_empty:
        reading.wrong_node(node, "a single value or a list" if spot.one_or_many else "a list", kind, spot)
        return None
    _check_length(reading, node, kind, spot)
    wanted = spot.wanted if spot.options else ""  # a union names all there is; a description is about the whole list
    item = Spot(spot.item(0).path, spot.name, wanted, options=spot.options)
    return [reading.read(node, kind.item_type, item)]


def _read_dict(reading: _Reading, node: Node, kind: inspect.DictType, spot: Spot) -> dict[Any, Any] | None:
    if not isinstance(node, nodes.Mapping):
        reading.wrong_node(node, "a group of `key: value` lines", kind, spot)
        return None
    _check_length(reading, node, kind, spot)
    return {
        _read_key(reading, key, kind.key_type, spot): reading.read(value, kind.value_type, spot.key(key.text))
        for key, value in node.pairs
    }


def _read_key(reading: _Reading, key: Scalar, kind: inspect.Type, spot: Spot) -> Any:  # noqa: ANN401
    above = spot.name[0].lower() + spot.name[1:]
    return reading.read(key, kind, Spot((*spot.path, key.text), f"A key of {above}"))


def _check_length(
    reading: _Reading, node: Node, kind: inspect.StrType | inspect.CollectionType | inspect.DictType, spot: Spot
) -> None:
    length, unit = _length(node, kind)
    if kind.min_length is not None and length < kind.min_length:
        reading.report(node, f"{spot.name} is too short: it needs at least {_counted(kind.min_length, unit)}")
    if kind.max_length is not None and length > kind.max_length:
        most = _counted(kind.max_length, unit)
        reading.report(node, f"{spot.name} is too long: it can have at most {most}, and here are {length}")


def _length(node: Node, kind: inspect.Type) -> tuple[int, str]:
    match node:
        case Scalar():
            return (len(node.text), "character") if isinstance(kind, inspect.StrType) else (1, "item")
        case nodes.Sequence():
            return len(node.items), "item"
        case nodes.Mapping():
            return len(node.pairs), "line"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _read_struct(reading: _Reading, node: Node, kind: inspect.StructType, spot: Spot) -> dict[str, Any] | None:
    if not isinstance(node, nodes.Mapping):
        reading.wrong_node(node, "a group of `key: value` lines", kind, spot)
        return None
    fields = {field.encode_name: field for field in kind.fields}
    _report_missing(reading, node, fields, spot)
    value = {}
    for key, child in node.pairs:
        if key.text in fields:
            value[key.text] = reading.read(child, fields[key.text].type, spot.key(key.text))
        else:
            _report_unknown(reading, key, fields)
    return value


def _report_missing(reading: _Reading, node: nodes.Mapping, fields: Mapping[str, inspect.Field], spot: Spot) -> None:
    given = {key.text for key, _ in node.pairs}
    for name, field in fields.items():
        if field.required and name not in given:
            reading.report(node, f"The key `{name}` is missing: {advice(field.type, spot.key(name))}")


def _report_unknown(reading: _Reading, key: Scalar, names: Iterable[str]) -> None:
    message = f"There is no key `{clipped(key.text)}` here: the keys are {listed(names, key.text)}"
    reading.report(key, message, did_you_mean(key.text, names))


def _read_union(reading: _Reading, node: Node, kind: inspect.UnionType, spot: Spot) -> Any:  # noqa: ANN401
    if takes_none(kind) and isinstance(node, Scalar) and node.is_empty:
        return None
    members = members_of(kind)
    if len(members) > 1:
        spot = spot._replace(wanted=spot.wanted or expected(kind, spot.one_or_many), options=tuple(options_of(kind)))
    chosen = members[0] if len(members) == 1 else chosen_member(node, members, spot)
    if chosen is not None:
        return reading.read(node, chosen, spot)
    _refuse_all(reading, node, kind, spot)
    return None


def _refuse_all(reading: _Reading, node: Node, kind: inspect.UnionType, spot: Spot) -> None:
    if not isinstance(node, Scalar):
        reading.report(node, f"{spot.name} cannot be {_HERE[type(node)]}: {advice(kind, spot)}")
    elif scalar := reading.scalar(node, kind, spot):
        is_odd_number = first_of(members_of(kind), inspect.IntType) and LIKE_A_NUMBER.fullmatch(scalar.text)
        reading.misfit(scalar, kind, spot, _PLAIN_DIGITS if is_odd_number else "")


_READERS: Final[Mapping[type[inspect.Type], Callable[..., Any]]] = {
    inspect.Metadata: _read_metadata,
    inspect.AnyType: _read_any,
    inspect.CustomType: _read_object,
    inspect.NoneType: _read_none,
    inspect.StrType: _read_str,
    inspect.BoolType: _read_bool,
    inspect.IntType: _read_int,
    inspect.DateType: _read_date,
    inspect.LiteralType: _read_option,
    inspect.EnumType: _read_option,
    inspect.ListType: _read_list,
    inspect.VarTupleType: _read_list,
    inspect.SetType: _read_list,
    inspect.FrozenSetType: _read_list,
    inspect.DictType: _read_dict,
    inspect.StructType: _read_struct,
    inspect.UnionType: _read_union,
}
