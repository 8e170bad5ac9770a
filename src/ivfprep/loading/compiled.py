"""The content made ready for a quick start: checked, and as JSON beside the program.

`hatch_build.py` writes it when the package is built. It carries a stamp of the data files that it was made from, so a
data file that changed afterwards is never passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import DecodeError, Raw, Struct, ValidationError, json

from ivfprep.catalog import Catalog

if TYPE_CHECKING:
    from ivfprep.prompts import Interview

COMPILED: Final = Path(__file__).resolve().parents[1] / "_content" / "catalog.json"
"""Where the compiled content stands."""

_T = TypeVar("_T", bound=Struct)


class Compiled(Struct, frozen=True):
    """The compiled content; each part is read only when it is needed."""

    stamp: int
    catalog: Raw
    interview: Raw


def compiled_catalog(stamp: int, path: Path = COMPILED) -> Catalog | None:
    """Return the compiled catalog, or None when there is none of data files with this stamp."""
    compiled = _read(stamp, path)
    return _decoded(compiled.catalog, Catalog) if compiled else None


def compiled_interview(stamp: int, path: Path = COMPILED) -> Interview | None:
    """Return the compiled interview, or None when there is none of data files with this stamp."""
    from ivfprep.prompts import Interview  # noqa: PLC0415 - not needed to make a list

    compiled = _read(stamp, path)
    return _decoded(compiled.interview, Interview) if compiled else None


def _read(stamp: int, path: Path) -> Compiled | None:
    try:
        compiled = json.decode(path.read_bytes(), type=Compiled)
    except (OSError, DecodeError):
        return None
    return compiled if compiled.stamp == stamp else None


def _decoded(raw: Raw, type_: type[_T]) -> _T | None:
    """Return what an older or newer program may have written, or None when its shape is another."""
    try:
        return json.decode(raw, type=type_)
    except ValidationError:
        return None


def write_compiled(stamp: int, catalog: Catalog, interview: Interview, path: Path = COMPILED) -> None:
    """Write the compiled content to `path`, making its folder. Raises OSError when that fails."""
    compiled = Compiled(stamp, Raw(json.encode(catalog)), Raw(json.encode(interview)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.encode(compiled))
