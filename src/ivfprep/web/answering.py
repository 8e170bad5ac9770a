"""The page's side of the door: a call that fails comes back as words, and never as what was typed."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from msgspec import json

from ivfprep import __version__
from ivfprep.errors import IvfprepError
from ivfprep.web.door import call

HOUSE: Final = Path(__file__).parents[2]
"""What a compiled module's own name for itself begins at."""


def answer(name: str, payload: str) -> str:
    """Return JSON: `result` of the call, or the `message` to show and its `kind`, "problem" or "fault"."""
    try:
        return f'{{"result":{call(name, payload)}}}'
    except IvfprepError as error:
        return _said("problem", str(error))
    except Exception as error:
        return _said("fault", f"Something went wrong in ivfprep itself. I am sorry. ({_where(error)})")


def _said(kind: str, message: str) -> str:
    return json.encode({"kind": kind, "message": message}).decode()


def _where(error: Exception) -> str:
    """Return which version failed, how and where: neither message nor values, which may hold health answers."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    path = Path(frame.filename)
    place = (
        path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path if not path.is_absolute() else Path(path.name)
    )
    return f"{__version__}, {type(error).__name__}, {place.as_posix()}:{frame.lineno}"
