"""What a page shows: the one switch between the sheet that is handed over and the old list."""

from typing import Literal, TypeAlias

Shows: TypeAlias = Literal["sheet", "sheet_and_list", "list"]
"""The sheet; the sheet and the full list after it; or the old list alone, which a clinic's blank sheet is until it has
a sheet to hand over of its own."""
