"""A clinic's file for the handouts, and its logo."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Final

from msgspec import convert

from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.files import read_bytes, read_file, refuse
from ivfprep.loading.shapes import check
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.printed import Logo

STARTS: Final = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpeg", b"<svg": "svg+xml", b"<?xml": "svg+xml"}
"""How a picture of each kind begins."""


DEEPEST: Final = 50
"""More groups inside groups than this are no logo, and would break what draws it."""

WIDEST: Final = 5_000
"""The most pixels of a side."""


def _is_fit(kind: str, data: bytes) -> bool:
    """Return whether a picture can be drawn in a moment: an SVG that is not deep, a PNG that is not huge."""
    if kind == "png":
        sides = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
        return data[12:16] == b"IHDR" and 0 < max(sides) <= WIDEST
    return kind != "svg+xml" or _depth(data) <= DEEPEST


def _depth(data: bytes) -> int:
    """Return how deep the elements of an SVG stand inside each other, by its tags alone."""
    depth = deepest = 0
    for tag in re.finditer(rb"<(/?)[A-Za-z][^<>]*?(/?)>", data):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        deepest = max(deepest, depth)
    return deepest


def read_clinic(path: Path) -> Clinic:
    """Return what a clinic's file holds; raises BadInput with every problem."""
    tree = read_tree(read_file(path), str(path))
    checked = check(tree, Clinic, str(path))
    if checked.problems:
        raise BadInput(checked.problems)
    return convert(checked.value, Clinic)


def read_logo(clinic: Clinic, path: Path) -> Logo | None:
    """Return the logo of a clinic whose file is at `path`, or None without one.

    Raises BadInput when the file is missing, too large, or no PNG, JPEG or SVG.
    """
    if not clinic.logo:
        return None
    if Path(clinic.logo).name != clinic.logo or not clinic.logo.isprintable():
        refuse(str(path), "The logo has to stand beside this file.", "Write its name alone after `logo:`.")
    file = path.parent / clinic.logo
    data = read_bytes(file)
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), "")
    if not kind or not _is_fit(kind, data):
        message = "This is no picture that a page can show."
        raise BadInput(Problem(str(file), 0, 0, message, "Use a PNG, JPEG or SVG file of usual size for the logo."))
    return Logo(kind, b64encode(data).decode(), clinic.name)
