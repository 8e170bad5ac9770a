"""A clinic's file for the handouts, and its logo."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from msgspec import convert

from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.files import read_bytes, read_file, refuse
from ivfprep.loading.logo_checks import picture_kind
from ivfprep.loading.shapes import check
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.printed import Logo


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
    kind = picture_kind(data)
    if not kind:
        message = "This is no picture that a page can show."
        hint = "Use a PNG, JPEG or simple SVG file of usual size for the logo. What is complicated can be saved as PNG."
        raise BadInput(Problem(str(file), 0, 0, message, hint))
    return Logo(kind, b64encode(data).decode(), clinic.name)
