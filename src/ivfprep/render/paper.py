"""The sheet as the data of a printed page: the front, and every back that the page may end up with."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import msgspec

from ivfprep.printed import Logo
from ivfprep.render.blocks import words_of
from ivfprep.render.fitting import backs
from ivfprep.render.svg import svg, tick_box
from ivfprep.sheet import Checklist, Picture, Sheet

_KINDS = {"png": "png", "jpeg": "jpg", "svg+xml": "svg"}
"""What the typesetter calls each kind of logo."""

_FRONT = (
    *("title", "messages", "warnings", "top_heading", "top_note", "top", "flags_heading", "flags_note", "flags"),
    *("time_heading", "time", "card", "notice"),
)
_BACK = (
    *("time_heading", "time", "more_flags_heading", "more_flags", "groups_heading", "groups", "pictures_heading"),
    *("evidence_heading", "evidence", "unknown_heading", "unknown", "told_heading", "told", "sources_heading"),
    *("newer_heading", "footer"),
)


def sheet_data(checklist: Checklist, paper: str, *, large: bool, whole: bool) -> str:
    """Return as JSON what the template prints: the front, and the backs in ladders from the whole to the shortest.

    `paper` is the typesetter's name of it. Large print and a whole sheet have one back only.
    """
    sheet = checklist.sheet
    ladders = ((sheet,),) if large or whole else backs(checklist)
    data = {
        "front": _values(sheet, _FRONT),
        "backs": [[_back(shorter) for shorter in ladder] for ladder in ladders],
        "large": large,
        "paper": paper,
        "tick": tick_box(),
        "logo": _logo(sheet.logo),
    }
    return msgspec.json.encode(data).decode()


def _logo(logo: Logo | None) -> dict[str, Any] | None:
    if logo is None:
        return None
    return {"bytes": list(b64decode(logo.data)), "kind": _KINDS[logo.kind], "name": logo.name}


def _values(sheet: Sheet, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(sheet, name) for name in names}


def _back(sheet: Sheet) -> dict[str, Any]:
    return {
        **_values(sheet, _BACK),
        "visit": sheet.visit,
        "pictures": [_picture(picture) for picture in sheet.pictures],
        "left_out": sheet.left_out.said(),
        "sources": list(_sources(sheet, newer=False)),
        "newer": list(_sources(sheet, newer=True)),
    }


def _picture(picture: Picture) -> dict[str, Any]:
    words = words_of(picture)
    captions = [" ".join(filter(None, (caption.text, caption.marks))) for caption in picture.captions]
    return {
        "heading": picture.heading,
        "svg": svg(picture),
        "alt": " ".join(words).strip() or "A picture",
        "lines": [*words, *captions],
    }


def _sources(sheet: Sheet, *, newer: bool) -> Iterator[str]:
    return (f"{source.mark} {source.text}" for source in sheet.sources if (source.layer == "newer") == newer)
