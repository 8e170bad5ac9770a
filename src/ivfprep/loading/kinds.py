"""What a type takes, as msgspec tells it."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import Annotated, Any, Final, Literal, TypeVar, Union

import msgspec
from msgspec import UNSET, Meta, Struct, inspect

from ivfprep.loading.nodes import Scalar

BOOLS: Final = {"true": True, "yes": True, "false": False, "no": False}
WHOLE_NUMBER: Final = r"0|-?[1-9][0-9]{0,17}"

_T = TypeVar("_T", bound=inspect.Type)
_TEXT, _NOTHING, _ANY = inspect.StrType(), inspect.NoneType(), inspect.AnyType()
_ANYTHING: Final = (_TEXT, inspect.ListType(_ANY), inspect.DictType(_TEXT, _ANY))
_SINGLE: Final[Mapping[type[inspect.Type], Any]] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.BoolType: bool,
    inspect.DateType: date,
    inspect.NoneType: None,
}


class Field(Struct, frozen=True):
    """What a key of a struct holds, and whether it must be there."""

    kind: Kind
    required: bool


@cache
def kind_of(type_: Any) -> Kind:  # noqa: ANN401 - unions and Annotated have no common type
    """Return what msgspec says of `type_`. Raises TypeError for a type that cannot be read from YAML."""
    return Kind(inspect.type_info(type_))


class Kind:
    """One type: what it may be, and what is inside, each worked out once, when it is first asked for."""

    def __init__(self, shape: inspect.Type) -> None:
        self.shape = shape

    @cached_property
    def members(self) -> list[inspect.Type]:
        """The types of a union, or the one type."""
        return [member for member in _flat(self.shape) if not isinstance(member, inspect.NoneType)]

    @cached_property
    def takes_anything(self) -> bool:
        """Whether every text, list and group fits."""
        return self.members == list(_ANYTHING)

    @cached_property
    def options(self) -> dict[str, Any]:
        """The values to choose from, by their text."""
        return options_of(self.shape)

    @cached_property
    def one_or_many(self) -> bool:
        """Whether a list may be written as one single value."""
        return is_one_or_many(self.shape)

    @cached_property
    def list(self) -> inspect.CollectionType | None:
        """The type that holds items, if any."""
        return self.member(inspect.CollectionType)

    @cached_property
    def group(self) -> inspect.StructType | inspect.DictType | None:
        """The type that holds keys, if any."""
        return self.member(inspect.StructType) or self.member(inspect.DictType)

    def member(self, shape: type[_T]) -> _T | None:
        """Return the first member of this shape, or None."""
        return next((member for member in self.members if isinstance(member, shape)), None)

    @cached_property
    def item(self) -> Kind:
        """What the list holds."""
        return Kind(getattr(self.list, "item_type", _NOTHING))

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The keys of the struct."""
        fields = getattr(self.group, "fields", ())
        return {field.encode_name: Field(Kind(field.type), field.required) for field in fields}

    @cached_property
    def key(self) -> Kind:
        """What the keys of the dict are."""
        return Kind(getattr(self.group, "key_type", _NOTHING))

    @cached_property
    def value(self) -> Kind:
        """What the keys of the dict hold."""
        return Kind(getattr(self.group, "value_type", _NOTHING))

    def meant(self, node: Scalar) -> Any:  # noqa: ANN401 - a plain value
        """Return what the text means: an option first, then what it looks like; UNSET when nothing of this type."""
        if not (node.quoted or node.is_empty) and node.text in self.options:
            return self.options[node.text]
        if self.takes_anything:
            return node.text
        return next((value for value in self._readings(node) if self._fits(value)), UNSET)

    def takes_one(self, node: Scalar) -> bool:
        """Return whether a single value that means nothing else here is the one item of a list."""
        is_only = len(self.members) == 1
        return self.one_or_many and not node.is_empty and (is_only or self.item.meant(node) is not UNSET)

    def _readings(self, node: Scalar) -> Iterator[Any]:
        """Yield what the text may mean, the likeliest first; quoted text is text before all else."""
        if node.is_empty:
            yield None
            return
        if node.quoted:
            yield node.text
        yield from (words[node.text] for words in (self.options, BOOLS) if node.text in words)
        if re.fullmatch(WHOLE_NUMBER, node.text):
            yield int(node.text)
        yield node.text

    def _fits(self, value: Any) -> bool:  # noqa: ANN401 - a plain value
        try:
            msgspec.convert(value, self._single)
        except msgspec.ValidationError:
            return False
        return True

    @cached_property
    def _single(self) -> Any:  # noqa: ANN401 - unions and Annotated have no common type
        """The type of a single value, for msgspec; a list, which no single value is, when there is none."""
        return Union[tuple(_single_types(self.shape)) or (list,)]  # noqa: UP007 - made of what is found


def _flat(shape: inspect.Type) -> Iterator[inspect.Type]:
    match shape:
        case inspect.Metadata(type=inner):
            yield from _flat(inner)
        case inspect.UnionType(types):
            yield from chain.from_iterable(map(_flat, types))
        case inspect.AnyType() | inspect.CustomType(cls=builtins.object):
            yield from _ANYTHING
        case inspect.StructType(tag_field=None) | inspect.DictType() | inspect.CollectionType():
            yield shape
        case _ if type(shape) in (*_SINGLE, inspect.LiteralType, inspect.EnumType):
            yield shape
        case _:
            raise TypeError(f"{type(shape).__name__} is not a type that can be read from YAML here")


def _single_types(shape: inspect.Type) -> Iterator[Any]:
    """Yield the types of single values in `shape`, as msgspec takes them."""
    for member in _flat(shape):
        match member:
            case inspect.LiteralType(values):
                yield Literal[values]
            case inspect.EnumType(cls):
                yield cls
            case inspect.StrType() | inspect.IntType():
                yield Annotated[_SINGLE[type(member)], Meta(**msgspec.structs.asdict(member))]
            case _ if type(member) in _SINGLE:
                yield _SINGLE[type(member)]


def options_of(shape: inspect.Type) -> dict[str, Any]:
    """Return the values to choose from, by their text; none for a type that is no choice."""
    values: list[Any] = []
    for member in _flat(shape):
        match member:
            case inspect.LiteralType(found):
                values += found
            case inspect.EnumType(cls):
                values += [option.value for option in cls]
    return {str(value): value for value in values if value is not None}


def is_one_or_many(shape: inspect.Type) -> bool:
    """Return whether there is a list in `shape` that may be written as one single value."""
    match shape:
        case inspect.Metadata(type=inner, extra=extra):
            return bool((extra or {}).get("one_or_many")) or is_one_or_many(inner)
        case inspect.UnionType(types):
            return any(map(is_one_or_many, types))
    return False
