from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from ivfprep.loading.schema import json_schema
from ivfprep.loading.shapes import ONE_OR_MANY


class Pip(Struct, frozen=True):
    properties: int = 0


class Apple(Struct, frozen=True):
    size: Literal["large", "small"]
    code: Annotated[str, Meta(pattern="^a$")]
    name: str = ""
    ripe: bool = True
    pips: tuple[Pip, ...] = ()
    labels: Annotated[tuple[str, ...], ONE_OR_MANY, Meta(description="labels", min_length=1)] = ()
    marks: Annotated[tuple[int, ...] | Literal["none"], ONE_OR_MANY] = "none"
    weights: dict[str, bool] = {}
    other: dict[str, Any] = {}


TEXT = {"type": ["string", "number", "boolean"]}
YES_OR_NO = {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"]}


@pytest.fixture(name="apple")
def _apple() -> dict[str, Any]:
    schema: dict[str, Any] = json_schema(Apple)["$defs"]["Apple"]
    return schema


def test_unknown_keys_are_refused_at_every_depth(apple: dict[str, Any]) -> None:
    assert apple["additionalProperties"] is False
    assert apple["required"] == ["size", "code"]
    assert json_schema(Apple)["$defs"]["Pip"] == {
        "title": "Pip",
        "type": "object",
        "properties": {"properties": {"type": "integer", "default": 0}},
        "required": [],
        "additionalProperties": False,
    }


def test_free_keys_stay_free(apple: dict[str, Any]) -> None:
    assert apple["properties"]["other"] == {"type": "object", "default": {}}
    assert apple["properties"]["weights"]["additionalProperties"] == YES_OR_NO


def test_what_the_reader_takes_the_editor_takes(apple: dict[str, Any]) -> None:
    assert apple["properties"]["name"] == {**TEXT, "default": ""}
    assert apple["properties"]["ripe"] == {**YES_OR_NO, "default": True}
    assert apple["properties"]["code"] == {"type": "string", "pattern": "^a$"}


def test_one_or_many(apple: dict[str, Any]) -> None:
    assert apple["properties"]["labels"] == {
        "description": "labels",
        "default": [],
        "anyOf": [{"type": "array", "items": TEXT, "minItems": 1}, TEXT],
    }
    assert apple["properties"]["marks"] == {
        "default": "none",
        "anyOf": [{"type": "array", "items": {"type": "integer"}}, {"enum": ["none"]}, {"type": "integer"}],
    }


def test_it_is_json_and_names_its_dialect() -> None:
    schema = json_schema(list[Apple])
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["items"] == {"$ref": "#/$defs/Apple"}
