"""Which pieces the plan of a treatment has: those that its content names, else those that are usual for its course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from ivfprep.catalog import AddOn, Piece

EVERY_PIECE: Final[tuple[Piece, ...]] = get_args(Piece)
NO_PIECE: Final = "does_not_apply"
"""What the fact about a piece comes to where the plan of the treatment has no such piece, whatever was answered."""

NOT_REDUCED: Final = tuple(piece for piece in EVERY_PIECE if piece != "how_reduced")
USUAL: Final[Mapping[str, tuple[Piece, ...]]] = {
    "medicine": EVERY_PIECE,
    "infusion": NOT_REDUCED,
    "procedure": ("start", "monitoring", "whom_to_call", "written"),
    "unknown": EVERY_PIECE,
}


def pieces_of(add_on: AddOn | None) -> tuple[Piece, ...]:
    """Return the pieces that make sense for a treatment; any may, while nobody knows which treatment it is."""
    return EVERY_PIECE if add_on is None else add_on.plan or USUAL[add_on.course]
