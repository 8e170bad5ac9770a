from __future__ import annotations

import json
from typing import Any

from ivfprep.render import json_format, render
from tests.golden_files import check_golden
from tests.render.toy import CHECKLIST

KEYS = ["format", "questions", "flags", "evidence", "safety_card", "top", "left_out", "sources", "content", "handover"]
QUESTION = ["id", "add_on", "topic", "text", "why", "rank", "status", "claims", "because", "layer", "settled_by"]
FLAG = [*QUESTION, "level", "ask"]
OTHERS = {
    "evidence": ["add_on", "name", "lines", "disagree", "ask"],
    "left_out": ["id", "reason"],
    "sources": ["id", "mark", "text", "layer"],
}


def loaded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(CHECKLIST, "json"))
    return found


def test_the_object_is_the_one_that_was_looked_at() -> None:
    check_golden("toy.json", render(CHECKLIST, "json"))


def test_the_keys_are_the_documented_ones_in_their_order() -> None:
    found = loaded()
    assert list(found) == KEYS
    assert found["format"] == 1
    assert all(list(question) == QUESTION for question in found["questions"])
    assert all(list(flag) == FLAG for flag in found["flags"])
    assert list(found["safety_card"]) == ["heading", "intro", "bullets", "phones", "claims"]
    assert list(found["safety_card"]["phones"][0]) == ["label", "number"]
    assert list(found["content"]) == ["version", "checked", "next_check", "hash"]


def test_the_items_of_the_other_lists_keep_their_keys() -> None:
    found = loaded()
    for name, keys in OTHERS.items():
        assert all(list(item) == keys for item in found[name])
    assert list(found["evidence"][0]["disagree"][0]) == ["side", "text", "claims", "layer"]


def test_every_key_is_documented() -> None:
    assert all(f"`{key}`" in (json_format.__doc__ or "") for key in {*KEYS, *QUESTION, *FLAG})


def test_nothing_known_is_null_and_nothing_empty_is_left_away() -> None:
    bell, own = loaded()["questions"]
    assert (bell["add_on"], bell["settled_by"]) == ("bell", [])
    assert (own["add_on"], own["why"], own["settled_by"]) == (None, "", ["boat.paint"])


def test_letters_are_written_as_they_are() -> None:
    assert "A bell is heavy: 海." in render(CHECKLIST, "json")
