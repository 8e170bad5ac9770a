"""The page as plain data for its template: words, never markup."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from ivfprep.full_list import FullList
from ivfprep.handover import Column, Handover, Step
from ivfprep.pictures import Picture, in_words
from ivfprep.printed import Logo, Source
from ivfprep.render.giving_way import (
    MOST_TURNS,
    BackRung,
    back_rungs,
    dense_evidence,
    densest_front_rungs,
    evidence_at,
    front_rungs,
    large_rungs,
    lean_plan,
    least_evidence,
    poorer_back_rungs,
    poorer_front_rungs,
    said_once,
    tightest_back_rungs,
)
from ivfprep.render.plain import clean_all
from ivfprep.render.svg import svg

_KINDS = {"png": "png", "jpeg": "jpg", "svg+xml": "svg"}
"""What the typesetter calls each kind of logo."""

_MOST_ON_A_PAGE = 1000
"""A text of more letters may run on to the next page, so that none is cut; a page of large print holds so many."""


def page_data(handover: Handover, full_list: FullList | None, paper: str, *, large: bool) -> str:
    """Return the page as the data that its template reads, in JSON: its words cleaned, and each ladder."""
    once = tuple(said_once(handover.checks))
    points = sum(len(block.items) for block in handover.checks)
    printed = clean_all(msgspec.to_builtins(replace(handover, logo=None)))
    printed |= {
        "steps": [{"icon": step.icon, "text": clean_all(_step(step, large=large))} for step in handover.steps],
        "logo": _logo(handover.logo),
        "paper": paper,
        "large": large,
        "front_rungs": [rung._asdict() for rung in front_rungs()],
        "poorer_front_rungs": [rung._asdict() for rung in poorer_front_rungs()],
        "densest_front_rungs": [rung._asdict() for rung in densest_front_rungs()],
        "back_rungs": _rungs(back_rungs(handover)),
        "poorer_back_rungs": _rungs(poorer_back_rungs(handover)),
        "tightest_back_rungs": _rungs(tightest_back_rungs(handover)),
        "large_rungs": _rungs(large_rungs(handover)),
        "endless": _longest(printed) > _MOST_ON_A_PAGE,
        "by_turn": [_evidence(*evidence_at(handover, turn)) for turn in range(MOST_TURNS + 1)],
        "dense": _evidence(*dense_evidence(handover)),
        "least": _evidence(*least_evidence(handover)),
        "checks_once": clean_all(msgspec.to_builtins(once)),
        "moved_words": [handover.moved.said(count) for count in range(points + 1)],
        "lean_plan_rows": clean_all(msgspec.to_builtins(lean_plan(handover.plan))),
        "full_list": clean_all(_list(full_list)) if full_list else None,
    }
    return msgspec.json.encode(printed).decode()


def _rungs(rungs: Iterable[BackRung]) -> list[object]:
    return [clean_all(msgspec.to_builtins(rung._asdict())) for rung in rungs]


def _evidence(columns: tuple[Column, ...], sources: tuple[Source, ...], beyond: str = "") -> object:
    return clean_all(msgspec.to_builtins({"columns": columns, "sources": sources, "beyond": beyond}))


def _list(full_list: FullList) -> dict[str, Any]:
    """Return the full list with each picture drawn, and what it shows in words."""
    parts = [
        {
            "heading": part.heading,
            "groups": [
                {"heading": group.heading, "entries": [msgspec.to_builtins(entry) for entry in group.entries]}
                for group in part.groups
            ],
            "pictures": [_drawn(picture) for picture in part.pictures],
        }
        for part in full_list.parts
    ]
    return {**msgspec.to_builtins(replace(full_list, parts=())), "parts": parts}


def _drawn(picture: Picture) -> dict[str, Any]:
    words = in_words(picture)
    captions = [msgspec.to_builtins(caption) for caption in picture.captions]
    return {
        "heading": picture.heading,
        "svg": svg(picture),
        "words": words,
        "alt": " ".join(words),
        "captions": captions,
    }


def _longest(value: Any) -> int:  # noqa: ANN401  # whatever a sheet is made of
    match value:
        case str():
            return len(value)
        case dict():
            return max(map(_longest, value.values()), default=0)
        case list():
            return max(map(_longest, value), default=0)
        case _:
            return 0


def _step(step: Step, *, large: bool) -> str:
    return (step.text_pages if large else step.text_paper) or step.text


def _logo(logo: Logo | None) -> dict[str, Any] | None:
    if logo is None:
        return None
    return {"bytes": list(b64decode(logo.data)), "kind": _KINDS[logo.kind], "name": logo.name}
