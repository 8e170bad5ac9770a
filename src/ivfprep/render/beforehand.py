"""Templates compiled beforehand: a page in a browser holds them, where compiling takes a fifth of a second."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2.bccache import Bucket, BytecodeCache

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDING: Final = "c"
"""What the name of a template ends with where it is compiled; the template itself lies beside it."""


class Beforehand(BytecodeCache):
    """Finds what a template was compiled to; what was compiled from another text, or by another Python, is left."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self.folder = folder or files("ivfprep.render") / "templates"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of the template: the folder is another one where it was compiled."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was compiled into `bucket`, if it is there and fits."""
        place = self.folder / f"{bucket.key}{ENDING}"
        if place.is_file():
            bucket.bytecode_from_string(place.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep nothing: an installed program does not write into its own folder."""
