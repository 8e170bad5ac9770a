"""From a file or a stream to text, within limits."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from ivfprep.errors import BadInput, Problem

MAX_BYTES: Final = 1_000_000
PIECE: Final = 1 << 16
"""So much is read at once: to make room for the most that a file can hold takes longer than to read most files."""


def read_file(path: Path, *, file: str | None = None) -> str:
    """Return the text of a regular UTF-8 file, without its byte order mark.

    `file` is the name to use in problems; without it the path is. Raises BadInput when the file is missing, not a
    regular file, not readable, larger than MAX_BYTES or not UTF-8.
    """
    name = str(path) if file is None else file
    return _decode(read_bytes(path, file=name), name).removeprefix("\ufeff")


def read_bytes(path: Path, *, file: str | None = None) -> bytes:
    """Return the bytes of a regular file; raises BadInput as `read_file` does, but for what is not UTF-8."""
    name = str(path) if file is None else file
    try:
        _refuse_irregular(path, name)
        with path.open("rb") as stream:
            return _at_most(stream, name)
    except FileNotFoundError:
        refuse(name, "There is no such file.", "Check the name and the folder.")
    except PermissionError:
        refuse(name, "You do not have permission to read this file.", "Ask for access, or copy it elsewhere.")
    except (OSError, ValueError) as error:
        refuse(name, f"This file cannot be read: {_reason(error)}.", "Check the name and the folder.")


def _refuse_irregular(path: Path, name: str) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        refuse(name, "This is a folder, not a file.", "Give the name of a file in it.")
    if not stat.S_ISREG(found.st_mode):
        refuse(name, "This is a device or a pipe, not a file.", "Save the text in a file first and name that file.")
    if found.st_size > MAX_BYTES:
        refuse_large(name)


def read_stream(stream: BinaryIO, name: str) -> str:
    """Return the UTF-8 text of `stream`, without its byte order mark; at most MAX_BYTES + 1 bytes are read.

    `name` is the name to use in problems. Raises BadInput when reading fails, the text is too large or not UTF-8.
    """
    return _decode(_at_most(stream, name), name)


def _at_most(stream: BinaryIO, name: str) -> bytes:
    try:
        data = b""
        while more := stream.read(min(PIECE, MAX_BYTES + 1 - len(data))):
            data += more
    except (OSError, ValueError) as error:
        refuse(name, f"This cannot be read: {_reason(error)}.", "Check what is given to the program to read.")
    if len(data) > MAX_BYTES:
        refuse_large(name)
    return data


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8"))
        message = f"This is not UTF-8 text: byte {error.start + 1} does not fit (0x{data[error.start]:02x})."
        advice = "Save the file again with the encoding UTF-8; most editors offer this under Save As."
        raise BadInput(Problem(name, line, column, message, advice)) from None


def place(before: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows the text `before`."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def refuse(file: str, message: str, advice: str) -> NoReturn:
    """Raise BadInput about the whole file."""
    raise BadInput(Problem(file, 0, 0, message, advice)) from None


def refuse_large(file: str) -> NoReturn:
    """Raise BadInput about a file that is too large."""
    refuse(
        file,
        f"This is larger than {MAX_BYTES // 1_000_000} MB, the most that is read.",
        "Check that it is the right file; if it is, split it into smaller ones.",
    )
