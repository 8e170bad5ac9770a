"""Names of files as they were typed: what may be read, where a result goes, and what it must never replace."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ivfprep.errors import BadInput, Problem

SCREEN = "-"
"""What stands for standard output after -o."""


def named(text: str) -> str:
    """Return the name that was typed; raises BadInput for an empty one, which Python takes for this folder."""
    if not text:
        hint = "Look at the line: there is nothing between two quotes, or a variable is empty."
        raise BadInput(Problem("ivfprep", 0, 0, "One of the names is empty.", hint))
    return text


def named_path(text: str) -> Path:
    """Return the path that was typed; raises BadInput for an empty one."""
    return Path(named(text))


def result_file(output: str | None) -> Path | None:
    """Return the file that a result goes to, None for the screen; raises BadInput for a folder that is not there."""
    if output is None or output == SCREEN:
        return None
    if output.endswith(("/", os.sep)):
        hint = "Name a file in it: -o FOLDER/visit-questions.pdf"
        raise BadInput(Problem(output, 0, 0, "This names a folder, and one sheet is one file.", hint))
    return Path(output)


def result_folder(output: str | None) -> Path | None:
    """Return the folder that many results go to; raises BadInput for the screen."""
    if output == SCREEN:
        raise BadInput(Problem("-o", 0, 0, "A screen cannot show many sheets.", "Name a folder: -o FOLDER"))
    return None if output is None else Path(output)


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """Raise BadInput when a result would be written over one of the files that it is made of, or standard input's."""
    if not output.is_file():
        return
    if _is_read_from(output) or any(file.is_file() and output.samefile(file) for file in inputs):
        hint = "Name another file with -o."
        raise BadInput(Problem(str(output), 0, 0, "This file is read to make the page: it would be lost.", hint))


def _is_read_from(output: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return os.path.samestat(os.fstat(sys.stdin.fileno()), output.stat())
    return False
