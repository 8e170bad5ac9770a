"""The private autosave: one file of one person, written anew after every answer, and never half written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

import platformdirs

from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.interview.answers_file import with_numbers, write_answers
from ivfprep.interview.paths import Data
from ivfprep.writing import ONLY_MINE, write_whole

NAME = "answers.yaml"
ONLY_ME = 0o700
LEFTOVERS = ".answers-"
"""How the name of a temporary file begins; a crash may leave one behind."""

LONG_AGO = 60
"""Seconds after which a temporary file is no longer being written."""


def default_folder() -> Path:
    """Return the folder that the platform keeps for the private data of this program."""
    return platformdirs.user_data_path("ivfprep", appauthor=False)


Reader: TypeAlias = Callable[[Path, Callable[[str], None]], Data]
"""Reads an answers file as plain data, and says what became of answers of an older format; raises BadInput."""


class Session:
    """Where the answers of one interview are kept: in our private folder, or in a file of the person's own (`at`).

    In the private folder no link is followed: what stands under another name is never read, changed or deleted.
    """

    def __init__(self, read: Reader, folder: Path | None = None) -> None:
        self.read, self.notices = read, list[str]()
        self.folder = folder or default_folder()
        self.file = self.folder / NAME
        self.is_ours = True
        self._known = _Version()

    @classmethod
    def at(cls, read: Reader, file: Path) -> Session:
        """Return the session of a person's own file, which may be reached by a link of theirs."""
        try:
            real = file.resolve()
        except (OSError, RuntimeError, ValueError):
            raise BadInput(Problem(str(file), 0, 0, "This name leads nowhere.", "Check the name.")) from None
        session = cls(read, real.parent)
        session.file, session.is_ours = real, False
        return session

    def load(self) -> Data | None:
        """Return the saved answers, or None when there are none. Raises BadInput when they cannot be read.

        What became of answers of an older format stands in `notices`.
        """
        self.check_private()
        self._clear_leftovers(older_than=LONG_AGO)
        self._known = _version(self.file)
        if self._known == _Version():
            return None
        return with_numbers(self.read(self.file, self.notices.append))

    def check_private(self) -> None:
        """Raise BadInput where a link stands in the place of our folder or our file."""
        if not self.is_ours:
            return
        for place in (self.folder, self.file):
            if place.is_symlink() or (place.is_file() and place.stat().st_nlink > 1):
                message = "This is a link, and may lead to somebody else's file. I do not follow it."
                hint = "Move it away, then try again. To use a file elsewhere, name it: ivfprep make FILE."
                raise BadInput(Problem(str(place), 0, 0, message, hint))

    def save(self, answers: Data) -> None:
        """Write the answers so that a crash leaves the old file or the new one.

        Raises OutputFailed when that fails, and when another window has changed the answers since: nothing is lost.
        """
        try:
            if self.is_ours:
                self.folder.mkdir(mode=ONLY_ME, parents=True, exist_ok=True)
                # mkdir's own mode is cut by the umask and left alone on a folder that is there already.
                self.folder.chmod(ONLY_ME)
            if _version(self.file) != self._known:
                message = "Another window has changed these answers. I leave them as they are."
                raise OutputFailed(Problem(str(self.file), 0, 0, message, "Go on there, or start this one again."))
            write_whole(self.file, write_answers(answers).encode(), LEFTOVERS)
            _sync_folder(self.folder)
            self._known = _version(self.file)
        except OSError as error:
            hint = "Your last answer may not be kept. Free some space or change the folder's permissions."
            raise OutputFailed(Problem(str(self.file), 0, 0, f"I cannot save here: {error.strerror}.", hint)) from None

    def move(self, target: Path) -> Path:
        """Move the saved answers to `target`, a new file or a folder, and return where they are now."""
        place = target
        try:
            place = target.expanduser()
            place = place / "visit-answers.yaml" if place.is_dir() else place
            _write_new(place, self.file.read_bytes())
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise OutputFailed(Problem(str(place), 0, 0, f"I cannot write here: {reason}.")) from None
        self.forget()
        return place

    def forget(self) -> bool:
        """Delete what is saved, with what a crash may have left; return whether there was anything.

        A link is deleted itself; what it leads to stays. Raises BadInput when our folder is a link.
        """
        if self.folder.is_symlink():
            self.check_private()
        found = self._clear_leftovers() + [file for file in (self.file,) if file.is_symlink() or file.exists()]
        self.file.unlink(missing_ok=True)
        self._known = _Version()
        with suppress(OSError):
            self.folder.rmdir()
        return bool(found)

    def _clear_leftovers(self, older_than: float = -1) -> list[Path]:
        """Delete and return what a crash left half written, `older_than` so many seconds."""
        found = list(self.folder.glob(f"{LEFTOVERS}*")) if self.is_ours else []
        gone = []
        for file in found:
            with suppress(FileNotFoundError):  # another window may have ended its writing meanwhile
                if time.time() - file.lstat().st_mtime > older_than:
                    file.unlink()
                    gone.append(file)
        return gone


class _Version(NamedTuple):
    """Which writing of a file this is; all zero for none."""

    inode: int = 0
    changed: int = 0
    size: int = 0


def _version(file: Path) -> _Version:
    try:
        found = file.lstat()
    except FileNotFoundError:
        return _Version()
    return _Version(found.st_ino, found.st_mtime_ns, found.st_size)


def _write_new(place: Path, content: bytes) -> None:
    """Write a new file that its owner alone can read, whole or not at all; raises OSError where one is already."""
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE)
    try:
        with os.fdopen(handle, "wb") as copy:
            place.chmod(ONLY_MINE)
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
    except BaseException:
        place.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can open a folder."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
