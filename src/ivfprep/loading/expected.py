"""What to write in a place, and what is wrong with what stands there, in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from msgspec import inspect

from ivfprep.loading import nodes
from ivfprep.loading.kinds import BOOLS, WHOLE_NUMBER, Kind, is_one_or_many, options_of
from ivfprep.loading.nodes import Node, Scalar
from ivfprep.loading.spelling import clipped, did_you_mean, listed

Path: TypeAlias = tuple[str | int, ...]

_LIKE_A_NUMBER: Final = r"[-+]?[0-9][0-9a-fA-FxX_.,:]*"
_PLAIN_DIGITS: Final = "Use plain digits only: no leading zero, plus sign, point, comma or underscore."
_SINGLE, _LIST, _GROUP = "a single value", "a list", "a group of `key: value` lines"
_HERE: Final = {Scalar: _SINGLE, nodes.Sequence: _LIST, nodes.Mapping: _GROUP}
_HOW_TO: Final = {
    _SINGLE: "Write one value after the colon.",
    _LIST: "Write each item on a line of its own, after `- `.",
    _GROUP: "Write `key: value` lines, indented below it.",
    f"{_SINGLE} or {_LIST}": "Write one value after the colon, or each item on a line of its own, after `- `.",
}
_SIMPLY: Final[Mapping[type[inspect.Type], str]] = {
    inspect.StrType: "some text",
    inspect.BoolType: "yes or no",
    inspect.DateType: "a date such as 2024-03-31",
    inspect.ListType: "a list",
    inspect.VarTupleType: "a list",
    inspect.SetType: "a list",
    inspect.FrozenSetType: "a list",
    inspect.DictType: "`key: value` lines",
    inspect.StructType: "`key: value` lines",
}


def name_of(path: Path) -> str:
    """Return how the value at `path` is called at the beginning of a sentence."""
    if not path:
        return "The file"
    return f"Item {path[-1] + 1} of {_within(path[:-1])}" if isinstance(path[-1], int) else f"`{clipped(path[-1])}`"


def name_of_key(path: Path) -> str:
    """Return how a key of the group at `path` is called at the beginning of a sentence."""
    return f"A key of {_within(path)}"


def _within(path: Path) -> str:
    name = name_of(path)
    return name[0].lower() + name[1:]


def misfit(node: Node, kind: Kind, name: str) -> tuple[str, str]:
    """Return why `node` cannot stand where a value of `kind` belongs, and what may help."""
    right = _right(kind)
    if isinstance(node, Scalar) and node.is_empty:
        return f"{name} needs a value: {advice(kind)}", ""
    if len(kind.members) == 1 and (right != _SINGLE or not isinstance(node, Scalar)):
        return f"{name} holds {right}; here is {_HERE[type(node)]}", _HOW_TO[right]
    if not isinstance(node, Scalar):
        return f"{name} cannot be {_HERE[type(node)]}: {advice(kind)}", ""
    return _wrong_text(node.text, kind, name)


def _right(kind: Kind) -> str:
    if kind.list:
        return f"{_SINGLE} or {_LIST}" if kind.one_or_many else _LIST
    return _GROUP if kind.group else _SINGLE


def _wrong_text(text: str, kind: Kind, name: str) -> tuple[str, str]:
    if too := wrong_length(kind.member(inspect.StrType), len(text)):
        return f"{name} {too}", ""
    said = f"{name} cannot be '{clipped(text)}': {advice(kind, text)}"
    words = [*kind.options, *(BOOLS if kind.member(inspect.BoolType) else ())]
    return said, _number_hint(text, kind, said) or did_you_mean(text, words)


def _number_hint(text: str, kind: Kind, said: str) -> str:
    number = kind.member(inspect.IntType)
    if not number or not re.fullmatch(_LIKE_A_NUMBER, text):
        return ""
    if not re.fullmatch(WHOLE_NUMBER, text):
        return _PLAIN_DIGITS
    limits = _bounds(number)
    return f"The number must be {limits}." if limits not in said else ""


def wrong_length(shape: inspect.Type | None, length: int) -> str:
    """Return "is too short: ..." or "is too long: ..."; nothing when the length is allowed."""
    least, most = getattr(shape, "min_length", None), getattr(shape, "max_length", None)
    if least is not None and length < least:
        return f"is too short: it needs at least {_counted(least, shape)}"
    if most is not None and length > most:
        return f"is too long: it can have at most {_counted(most, shape)}, and here are {length}"
    return ""


def _counted(number: int, shape: inspect.Type | None) -> str:
    unit = (
        "character" if isinstance(shape, inspect.StrType) else "line" if isinstance(shape, inspect.DictType) else "item"
    )
    return f"{number} {unit}{'' if number == 1 else 's'}"


def advice(kind: Kind, text: str = "") -> str:
    """Return "choose one of: ..." or "write ...", for someone who wrote `text`."""
    if not kind.members:
        return "leave the place after the colon empty"
    if len(kind.members) == 1 and len(kind.options) > 1:
        return f"choose one of: {listed(kind.options, text)}"
    return f"write {_expected(kind.shape)}"


def _expected(shape: inspect.Type, one_or_many: bool = False) -> str:
    match shape:
        case inspect.Metadata(type=inner):
            return _described(shape) or _expected(inner, one_or_many or is_one_or_many(shape))
        case inspect.UnionType(types):
            members = [member for member in types if not isinstance(member, inspect.NoneType)]
            return ", or ".join(_expected(member, one_or_many) for member in members)
        case inspect.CollectionType(item_type) if one_or_many:
            return f"{_expected(item_type)}, or a list of such"
        case inspect.IntType():
            return f"a whole number {_bounds(shape)}".rstrip()
        case inspect.StrType(pattern=str(pattern)):
            return f"text of the form {pattern}"
    options = list(options_of(shape))
    several = f"one of: {listed(options)}" if len(options) > 1 else "".join(f"`{option}`" for option in options)
    return several or _SIMPLY.get(type(shape), "a value")


def _described(shape: inspect.Metadata) -> str:
    schema: dict[str, Any] = shape.extra_json_schema or {}
    return str(schema.get("description") or schema.get("title") or "").rstrip(".")


def _bounds(shape: inspect.IntType) -> str:
    lowest = shape.ge if shape.gt is None else shape.gt + 1
    highest = shape.le if shape.lt is None else shape.lt - 1
    match lowest, highest:
        case None, None:
            return ""
        case _, None:
            return f"{lowest} or more"
        case None, _:
            return f"{highest} or less"
    return f"from {lowest} to {highest}"
