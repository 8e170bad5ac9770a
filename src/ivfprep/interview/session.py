"""The private autosave: one file of one person, written anew after every answer, and never half written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import platformdirs

from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.interview.answers_file import read_answers, write_answers
from ivfprep.interview.paths import Data

NAME = "answers.yaml"
ONLY_ME = 0o700


def default_folder() -> Path:
    """Return the folder that the platform keeps for the private data of this program."""
    return platformdirs.user_data_path("ivfprep", appauthor=False)


class Session:
    """Where the answers of one interview are kept."""

    def __init__(self, folder: Path | None = None, name: str = NAME) -> None:
        self.folder = folder or default_folder()
        self.file = self.folder / name
        self.is_ours = folder is None or name == NAME

    def load(self) -> Data | None:
        """Return the saved answers, or None when there are none. Raises BadInput when they cannot be read."""
        try:
            return read_answers(self.file.read_text(encoding="utf-8-sig"), str(self.file))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(Problem(str(self.file), 0, 0, f"The saved answers cannot be read: {error}.")) from None

    def save(self, answers: Data) -> None:
        """Write the answers so that a crash leaves the old file or the new one. Raises OutputFailed."""
        try:
            if self.is_ours:
                self.folder.mkdir(parents=True, exist_ok=True)
                # mkdir's own mode is cut by the umask and left alone on a folder that is there already.
                self.folder.chmod(ONLY_ME)
            self._replace(write_answers(answers).encode())
        except OSError as error:
            hint = "Your last answer may not be kept. Free some space or change the folder's permissions."
            raise OutputFailed(Problem(str(self.file), 0, 0, f"I cannot save here: {error.strerror}.", hint)) from None

    def _replace(self, content: bytes) -> None:
        # A temporary file is made readable by its owner alone (0600), and keeps that under its new name.
        with NamedTemporaryFile(dir=self.folder, prefix=".answers-", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(self.file)
            except BaseException:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
        _sync_folder(self.folder)

    def move(self, target: Path) -> Path:
        """Move the saved answers to `target`, a new file or a folder, and return where they are now."""
        place = target.expanduser()
        place = place / "visit-answers.yaml" if place.is_dir() else place
        try:
            with place.open("xb") as copy:
                place.chmod(0o600)
                copy.write(self.file.read_bytes())
        except OSError as error:
            raise OutputFailed(Problem(str(place), 0, 0, f"I cannot write here: {error.strerror}.")) from None
        self.forget()
        return place

    def forget(self) -> bool:
        """Delete what is saved, with what a crash may have left; return whether there was anything."""
        leftovers = [*self.folder.glob(".answers-*"), *self.folder.glob(NAME)]
        for file in leftovers:
            file.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()
        return bool(leftovers)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the platform can open a folder."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
