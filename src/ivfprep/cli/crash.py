"""What is said when the program itself is at fault: where it was, to be passed on, and nothing that was typed."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator
from pathlib import Path

from ivfprep import __version__

EXIT_CODE = 70
"""EX_SOFTWARE of BSD's sysexits.h: a fault inside the program."""

ROOT = Path(__file__).parents[1]


def report(error: BaseException) -> str:
    """Return where `error` was raised, without its message and its values: those may hold health answers."""
    return "\n".join(
        (
            "Something went wrong in ivfprep itself. I am sorry.",
            "If you report it, please copy these lines. They hold nothing that you typed.",
            f"  ivfprep {__version__}, Python {platform.python_version()}, {platform.system()}: {type(error).__name__}",
            *(f"  {place}" for place in _places(error)),
        )
    )


def _places(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        where = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        yield f"{where}:{frame.lineno} in {frame.name}"
