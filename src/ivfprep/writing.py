"""Writing a result: to the screen as it can show it, to a file as a whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from ivfprep.errors import OutputFailed, Problem

ONLY_MINE = 0o600
"""The mode of a file that its owner alone can read and write."""


def print_out(text: str) -> None:
    """Print `text`; a character that the screen cannot show becomes a question mark, a closed pipe ends quietly."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # What is left in the buffer would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shows_lines() -> bool:
    """Return whether the screen can show more than ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def wants_colour() -> bool:
    """Return whether standard output is a terminal whose reader has not asked for plain text (NO_COLOR, TERM=dumb)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Write `data` to `path`, readable by its owner alone, whole or not at all.

    Raises OutputFailed when the file is there already and `replace` is false, or when it cannot be written.
    """
    if path.is_dir():
        raise OutputFailed(Problem(str(path), 0, 0, "This is a folder.", "Name a file in it."))
    if path.exists() and not path.is_file():
        raise OutputFailed(Problem(str(path), 0, 0, "This is a device, not a file.", "Name a file with -o."))
    if path.exists() and not replace:
        raise OutputFailed(Problem(str(path), 0, 0, "This file is there already.", "Add --force to replace it."))
    try:
        write_whole(path, data, ".ivfprep-")
    except OSError as error:
        hint = "Choose another place with -o. Nothing was changed."
        raise OutputFailed(Problem(str(path), 0, 0, f"It cannot be written: {error.strerror}.", hint)) from None


def write_whole(path: Path, data: bytes, prefix: str) -> None:
    """Put a file with `data`, which its owner alone can read, in the place of `path`; what is there stays till then.

    A link at `path` is replaced and not followed. `prefix` begins the name of the temporary file beside it, which only
    a crash leaves behind. Raises OSError.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and printing does not need it

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as file:
            Path(name).chmod(ONLY_MINE)  # mkstemp's own mode is cut by the umask
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
