"""The private autosave: one file of one person, written anew after every answer, and never half written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.interview.answers_file import with_numbers, write_answers
from ivfprep.interview.paths import Data
from ivfprep.writing import ONLY_ME, ONLY_MINE, default_folder, is_left_over, make_private_folder, write_whole

NAME = "answers.yaml"
LEFTOVERS = ".answers-"
"""How the name of a temporary file begins; a crash may leave one behind."""


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
        """Return the saved answers, or None when there are none.

        What became of answers of an older format stands in `notices`. Raises BadInput when they cannot be read, and
        OutputFailed where no answer could be saved: better before the first question than after it.
        """
        self.check_private()
        self._check_can_save()
        self._clear_leftovers(is_left_over)
        self._known = _version(self.file)
        if self._known == _Version():
            return None
        return with_numbers(self.read(self.file, self.notices.append))

    def check_private(self) -> None:
        """Raise BadInput where a link stands in the place of our folder or our file, and where we may not look."""
        if not self.is_ours:
            return
        try:
            links = [place for place in (self.folder, self.file) if _is_link(place)]
        except OSError as error:
            message = f"Your saved answers cannot be read: {error.strerror}."
            hint = "Check the place and its rights."
            raise BadInput(Problem(str(self.file), 0, 0, message, hint)) from None
        if links:
            message = "This is a link, and may lead to somebody else's file. I do not follow it."
            hint = "Move it away, then try again. To use a file elsewhere, name it: ivfprep make FILE."
            raise BadInput(Problem(str(links[0]), 0, 0, message, hint))

    def _check_can_save(self) -> None:
        place = next(place for place in (self.folder, *self.folder.parents) if place.exists())
        if not os.access(place, os.W_OK | os.X_OK):
            hint = "Change its rights, or name another place in XDG_DATA_HOME."
            raise OutputFailed(Problem(str(place), 0, 0, "I could not save your answers here.", hint))

    def save(self, answers: Data) -> None:
        """Write the answers so that a crash leaves the old file or the new one.

        Raises OutputFailed when that fails, and when another window has changed the answers since: nothing is lost.
        """
        try:
            self._refuse_changed()  # before a folder that was deleted is made again
            if self.is_ours:
                make_private_folder(self.folder)
                self.folder.chmod(ONLY_ME)  # one that is there already may be open to others
            with _alone(self.folder):
                self._write(answers)
        except OSError as error:
            hint = "Your last answer may not be kept. Free some space or change the folder's permissions."
            raise OutputFailed(Problem(str(self.file), 0, 0, f"I cannot save here: {error.strerror}.", hint)) from None

    def _refuse_changed(self) -> None:
        now = _version(self.file)
        if now == _Version() != self._known:
            message = "These answers were deleted meanwhile, here or in another window. I do not bring them back."
            raise OutputFailed(Problem(str(self.file), 0, 0, message, "To answer afresh, type: ivfprep"))
        if now != self._known:
            message = "Another window has changed these answers. I leave them as they are."
            raise OutputFailed(Problem(str(self.file), 0, 0, message, "Go on there, or start this one again."))

    def _write(self, answers: Data) -> None:
        self._refuse_changed()
        write_whole(self.file, write_answers(answers).encode(), LEFTOVERS)
        _sync_folder(self.folder)
        self._known = _version(self.file)

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

        A link is deleted itself; what it leads to stays. Raises BadInput when our folder is a link, and OutputFailed,
        after everything else is gone, when something cannot be deleted.
        """
        if self.folder.is_symlink():
            self.check_private()
        found = [file for file in (self.file,) if file.is_symlink() or file.exists()]
        stays = [file for file in found if not _deleted(file)]
        found += self._clear_leftovers(lambda file: True)
        stays += [file for file in self._leftovers() if file.exists()]
        self._known = _Version()
        with suppress(OSError):
            self.folder.rmdir()
        if stays:
            hint = "Delete it yourself: it may hold answers of yours."
            raise OutputFailed([Problem(str(file), 0, 0, "I cannot delete this.", hint) for file in stays])
        return bool(found)

    def _clear_leftovers(self, may_go: Callable[[Path], bool]) -> list[Path]:
        """Delete and return what a crash left half written, as far as it `may_go`."""
        gone = []
        for file in self._leftovers():
            with suppress(FileNotFoundError):  # another window may have ended its writing meanwhile
                if may_go(file) and _deleted(file):
                    gone.append(file)
        return gone

    def _leftovers(self) -> list[Path]:
        return list(self.folder.glob(f"{LEFTOVERS}*")) if self.is_ours else []


def _is_link(place: Path) -> bool:
    return place.is_symlink() or (place.is_file() and place.stat().st_nlink > 1)


def _deleted(file: Path) -> bool:
    """Return whether `file` is gone now."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other windows from writing in a folder meanwhile, where the system has such locks."""
    with ExitStack() as held:
        with suppress(OSError, ImportError):
            import fcntl  # noqa: PLC0415 - Windows has none

            handle = os.open(folder, os.O_RDONLY)
            held.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


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
