"""What the engine in a page is made of: the shared base as it was built, and the program as it is installed here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
BASE: Final = PACKAGE / "web" / "base"
SITE: Final = "/lib/python3.14/site-packages"
"""Where the page's Python looks for libraries."""

SHARED: Final = ("start", "machine", "library")
"""The parts that every page has: Pyodide's script, Python itself, and the libraries."""

SOURCES: Final = "sources.json"
"""Names the SHA-256 of each source that was compiled when the base was built."""

TEMPLATES: Final = "render/templates/"
BY_WHOM: Final = frozenset({"render/html.py", "render/beforehand.py"})
"""What says how a template is compiled."""

KINDS: Final = frozenset({".py", ".html", ".css", ".ttf", ".txt"})
LEFT_OUT: Final = (
    *("__main__.py", "_content/", "cli/", "data/", "web/base/", "web/page", "web/packing.py", "web/shell"),
    *("interview/askers/", "loading/checks/", "render/handover_pdf.py", "render/terminal.py", "render/typst/"),
)
"""What the page has no use for: the command line, the checks of content and what writes the page."""


def shared_parts() -> dict[str, bytes]:
    """Return each part of the base as it is packed; raises ValueError for one that is not as the manifest says."""
    digests = manifest()["sha256"]
    parts = {name: (BASE / f"{name}.bin").read_bytes() for name in SHARED}
    for name, data in parts.items():
        if sha256(data).hexdigest() != digests[name]:
            raise ValueError(name)
    return parts


def manifest() -> dict[str, dict[str, str]]:
    """Return the versions and the SHA-256 of what the base was built from and is."""
    read: dict[str, dict[str, str]] = json.loads((BASE / "manifest.json").read_text("utf-8"))
    return read


def licences() -> str:
    """Return the licences of everything in the base."""
    return (BASE / "LICENCES.txt").read_text("utf-8")


def program(more: Mapping[str, bytes]) -> bytes:
    """Return the program as a part of a page, with `more` files in its folders, by their names there."""
    files = {**dict(_as_it_runs()), **more}
    return packed({f"{SITE}/ivfprep/{name}": files[name] for name in sorted(files)})


def own_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the installed program that a page holds."""
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix in KINDS and "__pycache__" not in name and not name.startswith(LEFT_OUT):
            yield name, path.read_bytes()


def _as_it_runs() -> Iterator[tuple[str, bytes]]:
    """Yield each file for the page's Python: what was compiled from the very same source, else the source.

    A template stands beside what it was compiled to, which is left out where those who compiled it have changed.
    """
    built = unpacked((BASE / "own.bin").read_bytes())
    sources: dict[str, str] = json.loads(built.get(SOURCES, b"{}"))
    files = dict(own_files())
    same = {name for name, data in files.items() if sources.get(name) == sha256(data).hexdigest()}
    for name, data in files.items():
        is_template = name.startswith(TEMPLATES)
        if name not in same or is_template:
            yield name, data
        if name in same and (not is_template or same >= BY_WHOM):
            yield f"{name}c", built[f"{name}c"]


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one, compressed: the length of a list of names and sizes, that list, then what they hold."""
    heads = json.dumps([[name, len(data)] for name, data in files.items()], separators=(",", ":")).encode()
    return gzip.compress(len(heads).to_bytes(4, "little") + heads + b"".join(files.values()), 9, mtime=0)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files in what `packed` made."""
    whole = gzip.decompress(data)
    place = 4 + int.from_bytes(whole[:4], "little")
    files = {}
    for name, length in json.loads(whole[4:place]):
        files[name] = whole[place : place + length]
        place += length
    return files
