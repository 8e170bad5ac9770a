"""What the sheets in a folder were made from, so that the next run makes again what changed, and that alone.

The record lies in the folder of the sheets. It holds hashes and names of files, and no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import DecodeError, Struct, json

from ivfprep.writing import HALF, write_whole

NAME: Final = "made-by-ivfprep"
"""What the record is called. Every sheet has an ending, so none has this name."""


class MadeOf(Struct, frozen=True):
    """Everything that decides what is on a sheet, each as a hash."""

    answers: str
    content: str
    clinic: str
    options: str
    program: str


class Record(Struct, frozen=True):
    """One sheet: the name of its answers, what it was made from, and the hash of its file."""

    answers: str
    made_of: MadeOf
    sheet: str


WHY: Final[Mapping[str, str]] = {
    "answers": "the answers changed",
    "content": "the questions and rules, or a pack, changed",
    "clinic": "the clinic's file or logo changed",
    "options": "other options were given",
    "program": "this is another version of ivfprep",
}


def hashed(*parts: bytes) -> str:
    """Return a hash of some bytes."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


class Records:
    """The records of a folder, by the name of the sheet; those that cannot be read are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Record] = {}
        with suppress(OSError, DecodeError, UnicodeDecodeError):
            self.made = json.decode((folder / NAME).read_bytes(), type=dict[str, Record])

    def is_ours(self, sheet: Path) -> bool:
        """Return whether the file is there as it was written, and nobody changed it since."""
        record = self.made.get(_key(sheet))
        return record is not None and sheet.is_file() and hashed(sheet.read_bytes()) == record.sheet

    def why_again(self, sheet: Path, made_of: MadeOf) -> str | None:
        """Return why a sheet of ours is to be made again; None where nothing of it changed."""
        before = self.made[_key(sheet)].made_of
        return next((why for key, why in WHY.items() if getattr(before, key) != getattr(made_of, key)), None)

    def keep(self, sheet: Path, answers: str, made_of: MadeOf, data: bytes) -> None:
        """Remember what a sheet was made from."""
        self.made[_key(sheet)] = Record(answers, made_of, hashed(data))

    def without_answers(self, sheets: Iterable[Path]) -> list[str]:
        """Return the names of sheets that were made once and belong to none of the answers now."""
        now = {_key(sheet) for sheet in sheets}
        return sorted(name for name in self.made if name not in now and (self.folder / name).is_file())

    def save(self) -> None:
        """Write the records; raises OSError."""
        kept = {name: record for name, record in self.made.items() if (self.folder / name).is_file()}
        write_whole(self.folder / NAME, json.format(json.encode(kept)), HALF)


def _key(sheet: Path) -> str:
    """Return the name of a sheet as a record can hold it: a name may hold bytes that are no text."""
    return sheet.name.encode(errors="backslashreplace").decode()
