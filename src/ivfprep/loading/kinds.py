"""What msgspec says of a type, as the reading of YAML needs it."""

from __future__ import annotations

from typing import Any

from msgspec import inspect


def bare(kind: inspect.Type) -> inspect.Type:
    """Return `kind` without its Metas, and without "or nothing"."""
    if isinstance(kind, inspect.Metadata):
        return bare(kind.type)
    if isinstance(kind, inspect.UnionType) and len(members_of(kind)) == 1:
        return bare(members_of(kind)[0])
    return kind


def options_of(kind: inspect.Type) -> dict[str, Any]:
    """Return the values to choose from, by their text; none for a type that is no choice."""
    match bare(kind):
        case inspect.LiteralType(values):
            return {str(value): value for value in values if value is not None}
        case inspect.EnumType(cls):
            return {str(member.value): member.value for member in cls}
        case inspect.UnionType(types):
            return {text: value for member in types for text, value in options_of(member).items()}
    return {}


def takes_none(kind: inspect.Type) -> bool:
    """Return whether no value at all is allowed."""
    match kind:
        case inspect.UnionType(types):
            return any(map(takes_none, types))
        case inspect.LiteralType(values):
            return None in values
    return isinstance(kind, inspect.NoneType)


def members_of(kind: inspect.UnionType) -> list[inspect.Type]:
    """Return the types of a union, without "or nothing"."""
    return [member for member in kind.types if not isinstance(member, inspect.NoneType)]


def is_one_or_many(kind: inspect.Type) -> bool:
    """Return whether this is a list that may be written as one single value."""
    return isinstance(kind, inspect.Metadata) and bool((kind.extra or {}).get("one_or_many"))


def described(kind: inspect.Metadata) -> str:
    """Return what the type's own words say to write; nothing where it has none."""
    schema = kind.extra_json_schema or {}
    return str(schema.get("description") or schema.get("title") or "").rstrip(".")


def number_range(kind: inspect.IntType) -> tuple[int | None, int | None]:
    """Return the least and greatest whole number allowed; None where there is no limit."""
    lowest = kind.ge if kind.gt is None else kind.gt + 1
    highest = kind.le if kind.lt is None else kind.lt - 1
    return lowest, highest


def bounds(kind: inspect.IntType) -> str:
    """Return the limits of a whole number in words; nothing where it has none."""
    match number_range(kind):
        case None, None:
            return ""
        case lowest, None:
            return f"{lowest} or more"
        case None, highest:
            return f"{highest} or less"
        case lowest, highest:
            return f"from {lowest} to {highest}"
