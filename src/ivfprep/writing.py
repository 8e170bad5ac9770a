"""Writing a result: to the screen as it can show it, to a file as a whole or not at all."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from ivfprep.errors import OutputFailed, Problem

ONLY_MINE = 0o600
"""The mode of a file that its owner alone can read and write."""

ONLY_ME = 0o700
"""The mode of a folder that its owner alone can open."""

HALF = ".ivfprep-"
"""How the name of a result begins that is not yet whole."""

LONG_AGO = 60
"""Seconds after which a half written file is no longer being written."""

OWN_FOLDER = "ivfprep"
"""What our folder is called among those of other programs."""

OPEN_FILES = "/proc/self/fd"
"""Where Linux shows the files that a program has open, those without a name too."""


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


def write_file(path: Path, data: bytes, *, replace: bool, private: bool = True) -> None:
    """Write `data` to `path`, whole or not at all: readable by its owner alone, or as any other file of theirs.

    Raises OutputFailed when the file is there already and `replace` is false, or when it cannot be written.
    """
    if path.is_dir():
        raise OutputFailed(Problem(str(path), 0, 0, "This is a folder.", "Name a file in it."))
    if path.exists() and not path.is_file():
        raise OutputFailed(Problem(str(path), 0, 0, "This is a device, not a file.", "Name a file with -o."))
    if path.exists() and not replace:
        raise OutputFailed(Problem(str(path), 0, 0, "This file is there already.", "Add --force to replace it."))
    try:
        sweep(path.parent)
        write_whole(path, data, HALF, ONLY_MINE if private else _usual_mode())
    except OSError as error:
        hint = "Choose another place with -o. Nothing was changed."
        raise OutputFailed(Problem(str(path), 0, 0, f"It cannot be written: {error.strerror}.", hint)) from None


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_whole(path: Path, data: bytes, prefix: str, mode: int = ONLY_MINE) -> None:
    """Put a file with `data` and the rights of `mode` in the place of `path`; what is there stays till then.

    A link at `path` is replaced and not followed. The file has no name until it is whole, where the system has such
    files; then, or elsewhere from its beginning, a name beside `path` that begins with `prefix`, which only a crash
    leaves behind. Raises OSError.
    """
    name = path.with_name(f"{prefix}{os.urandom(8).hex()}")
    try:
        with os.fdopen(_open_new(name, mode), "wb") as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)  # the umask has cut it
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if not name.exists():
                # Python follows the link only where it is told of a folder, which a whole path has no use for.
                os.link(f"{OPEN_FILES}/{file.fileno()}", name, src_dir_fd=file.fileno(), follow_symlinks=True)
        name.replace(path)
    except BaseException:
        with suppress(OSError):
            name.unlink()
        raise


def _open_new(name: Path, mode: int) -> int:
    if hasattr(os, "O_TMPFILE") and Path(OPEN_FILES).is_dir():
        with suppress(OSError):  # not every file system has files without a name
            return os.open(name.parent, os.O_TMPFILE | os.O_WRONLY, mode)
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


@cache
def sweep(folder: Path) -> None:
    """Delete what a crash left half written in a folder; once in a run, and nothing that may still be written."""
    with suppress(OSError):
        for file in folder.glob(f"{HALF}*"):
            with suppress(OSError):
                if is_left_over(file):
                    file.unlink()


def is_left_over(file: Path) -> bool:
    """Return whether nobody writes this file any more; one from the future is from before the clock went back."""
    return abs(time.time() - file.lstat().st_mtime) > LONG_AGO


def default_folder() -> Path:
    """Return the folder that the platform keeps for the private data of this program."""
    # Every start asks for it, and the library that knows all platforms takes longer to import than our content to read.
    named, home = (Path(os.environ.get(name, "")) for name in ("XDG_DATA_HOME", "HOME"))
    shares = named if named.is_absolute() else home / ".local" / "share"
    if sys.platform == "linux" and shares.is_absolute():
        return shares / OWN_FOLDER
    import platformdirs  # noqa: PLC0415 - as above

    return platformdirs.user_data_path(OWN_FOLDER, appauthor=False)


def make_private_folder(folder: Path) -> None:
    """Make a folder that its owner alone can open, and those above it that are missing; raises OSError.

    What is there already keeps its rights: it may be somebody else's.
    """
    for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        missing.mkdir(mode=ONLY_ME, exist_ok=True)
        missing.chmod(ONLY_ME)  # the umask cuts the mode of mkdir
