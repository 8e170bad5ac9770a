"""JSON Schema for editors, from the same types that check the data."""

from __future__ import annotations

from typing import Any, Final

import msgspec

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_BY_NAME: Final = ("$defs", "properties")
_IN_A_ROW: Final = ("anyOf", "prefixItems")
_NARROWING: Final = {"pattern", "format"}
_ANY_TEXT: Final = ["string", "number", "boolean"]
_SINGLE: Final = ("items", "additionalProperties")
_ANNOTATIONS: Final = ("title", "description", "default", "examples")
_YES_OR_NO: Final = {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"]}


def json_schema(type_: Any) -> dict[str, Any]:  # noqa: ANN401 - unions and Annotated have no common type
    """Return the JSON Schema of `type_` as plain JSON values; unknown keys are refused, as `shapes.check` does.

    An editor must not refuse what the program takes: unquoted numbers as text, `yes` and `no` for a boolean, and one
    value for a list marked ONE_OR_MANY. Raises TypeError for a type that msgspec does not know.
    """
    plain = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(type_)))  # defaults may be tuples
    return {"$schema": _DIALECT, **_strict(plain)}


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    strict = {key: _strict_part(key, value) for key, value in schema.items()}
    if "properties" in strict:
        strict["additionalProperties"] = False
    if strict.get("type") == "boolean":
        return {**strict, **_YES_OR_NO}
    if strict.get("type") == "string" and not _NARROWING & strict.keys():
        return {**strict, "type": _ANY_TEXT}
    return _with_single(strict) if strict.pop("oneOrMany", False) else strict


def _strict_part(key: str, value: Any) -> Any:  # noqa: ANN401 - whatever JSON Schema has at this key
    if key in _BY_NAME:
        return {name: _strict(part) for name, part in value.items()}
    if key in _IN_A_ROW:
        return [_strict(part) for part in value]
    return _strict(value) if key in _SINGLE and isinstance(value, dict) else value


def _with_single(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` taking one item as well as the list of items."""
    about = {key: value for key, value in schema.items() if key in _ANNOTATIONS}
    rest = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
    parts = rest.get("anyOf", [rest])
    return {**about, "anyOf": [*parts, *(part["items"] for part in parts if "items" in part)]}
