"""The content in the words of a country: "an IV" where others say "a drip".

Only the content is reworded, before anything is made of it: what a patient or a clinic typed stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from msgspec import Struct, inspect
from msgspec.structs import replace

from ivfprep.catalog import Catalog
from ivfprep.checklist.card import find_country

AS_THEY_ARE: Final = frozenset({"documents", "rules", "packs", "local_words"})
"""Parts of the catalog whose texts are names or quoted titles."""


def in_local_words(catalog: Catalog, country: str) -> Catalog:
    """Return the catalog in the words of a country, given by its code or its name; as it is where it has none."""
    row = find_country(catalog, country)
    said = next((local.words for local in catalog.local_words if row and row.country in local.countries), None)
    return _reworded(catalog, said) if said else catalog


def _reworded(catalog: Catalog, said: Mapping[str, str]) -> Catalog:
    longest_first = sorted(said, key=len, reverse=True)
    found = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")

    def say(text: str) -> str:
        return found.sub(lambda match: said[match[0]], text)

    parts = {name: type_ for name, type_ in _fields(Catalog).items() if name not in AS_THEY_ARE}
    return replace(catalog, **{name: _walked(getattr(catalog, name), type_, say) for name, type_ in parts.items()})


def _walked(value: object, type_: inspect.Type, say: Callable[[str], str]) -> object:
    """Return a value with every text in it said anew; an id is told by the pattern that it must match."""
    if isinstance(value, str):
        return value if _is_id(type_) else say(value)
    if isinstance(value, Struct):
        fields = _fields(type(value))
        return replace(value, **{name: _walked(getattr(value, name), of, say) for name, of in fields.items()})
    if isinstance(value, tuple) and isinstance(type_, inspect.VarTupleType):
        return tuple(_walked(item, type_.item_type, say) for item in value)
    if isinstance(value, dict) and isinstance(type_, inspect.DictType):
        return {key: _walked(item, type_.value_type, say) for key, item in value.items()}
    return value


def _is_id(type_: inspect.Type) -> bool:
    return not (isinstance(type_, inspect.StrType) and type_.pattern is None)


@cache
def _fields(struct: type[Struct]) -> Mapping[str, inspect.Type]:
    """Return the types of the fields of a piece of content by name."""
    shape = inspect.type_info(struct)
    return {field.name: field.type for field in shape.fields} if isinstance(shape, inspect.StructType) else {}
