"""What to write in a place, as the end of a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from msgspec import inspect

from ivfprep.loading.kinds import bare, bounds, described, is_one_or_many, members_of, options_of
from ivfprep.loading.spelling import listed
from ivfprep.loading.text import clipped

Path: TypeAlias = tuple[str | int, ...]


class Spot(NamedTuple):
    """Where the reading is, and what the Metas and unions on the way here said about it."""

    path: Path = ()
    name: str = "The file"
    wanted: str = ""
    one_or_many: bool = False
    options: tuple[str, ...] = ()

    def key(self, key: str) -> Spot:
        """Return the spot of the value of `key` in here."""
        return Spot((*self.path, key), f"`{clipped(key)}`")

    def item(self, index: int) -> Spot:
        """Return the spot of an item in here."""
        return Spot((*self.path, index), f"Item {index + 1} of {self.name[0].lower()}{self.name[1:]}")


def advice(kind: inspect.Type, spot: Spot, text: str = "") -> str:
    """Return "choose one of: ..." or "write ...", for someone who wrote `text`."""
    options = options_of(kind)
    if len(options) > 1 and not spot.options and not isinstance(bare(kind), inspect.UnionType):
        return f"choose one of: {listed(options, text)}"
    return f"write {spot.wanted or expected(kind, spot.one_or_many)}"


def expected(kind: inspect.Type, one_or_many: bool = False) -> str:
    """Return what to write for `kind`, as the end of a sentence."""
    match kind:
        case inspect.Metadata():
            return described(kind) or expected(kind.type, one_or_many or is_one_or_many(kind))
        case inspect.UnionType():
            return ", or ".join(expected(member, one_or_many) for member in members_of(kind))
        case inspect.CollectionType() if one_or_many:
            return f"{expected(kind.item_type)}, or a list of such"
    return _expected_plain(kind)


def _expected_plain(kind: inspect.Type) -> str:
    match kind:
        case inspect.LiteralType() | inspect.EnumType():
            return _expected_option(list(options_of(kind)))
        case inspect.IntType():
            return f"a whole number {bounds(kind)}".rstrip()
        case inspect.StrType(pattern=str(pattern)):
            return f"text of the form {pattern}"
    return _SIMPLY_EXPECTED.get(type(kind), "a value")


def _expected_option(options: list[str]) -> str:
    return f"`{options[0]}`" if len(options) == 1 else f"one of: {listed(options)}"


_SIMPLY_EXPECTED: Final[Mapping[type[inspect.Type], str]] = {
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
