"""A clinic's file for the handouts, and its logo."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Final

from msgspec import convert

from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.files import MAX_BYTES, read_file, refuse, refuse_large
from ivfprep.loading.shapes import check
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.sheet import Logo

STARTS: Final = {b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpeg", b"<svg": "svg+xml", b"<?xml": "svg+xml"}
"""How a picture of each kind begins."""


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
    file = path.parent / clinic.logo
    try:
        data = file.read_bytes() if file.stat().st_size <= MAX_BYTES else refuse_large(str(file))
    except OSError as error:
        refuse(str(file), f"The logo cannot be read: {error.strerror}.", f"Mend `logo` in {path}.")
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), "")
    if not kind:
        message = "This is no picture that a page can show."
        raise BadInput(Problem(str(file), 0, 0, message, "Use a PNG, JPEG or SVG file for the logo."))
    return Logo(kind, b64encode(data).decode(), clinic.name)
