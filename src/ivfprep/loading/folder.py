"""A folder of content: its files, their hash, and what they hold with the place of everything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from msgspec import Struct

from ivfprep.errors import BadContent, BadInput, Problem
from ivfprep.loading.files import read_bytes
from ivfprep.loading.spelling import visible

if TYPE_CHECKING:
    from ivfprep.loading.nodes import Node
    from ivfprep.loading.shapes import Checked, Position
    from ivfprep.loading.things import Thing

EXAMPLES = "examples"
ACROSS = "flags.yaml"
"""The file of the flags that are not about one treatment: they come after those of the treatments."""
TREATMENTS = "treatments"
"""The folder of the files that hold one treatment, or one family of them, each."""


class DataFile(NamedTuple):
    """One file that was read: its name in the folder, the name to show, its tree and its checked value."""

    name: str
    shown: str
    tree: Node
    checked: Checked

    def place(self, *path: str | int) -> Position:
        """Return the line and column of what stands at `path`, or of the nearest thing around it."""
        while path and path not in self.checked.positions:
            path = path[:-1]
        return self.checked.positions[path]

    def problem(self, path: Sequence[str | int], message: str, hint: str = "") -> Problem:
        """Return a problem with what stands at `path`; what it quotes from the file shows no invisible characters."""
        return Problem(self.shown, *self.place(*path), visible(message), visible(hint))


class DataFolder(Struct, frozen=True):
    """What was read from a folder: each file that could be read, and every problem of shape."""

    files: Mapping[str, DataFile]
    problems: tuple[Problem, ...]
    hash: str

    def parts(self) -> dict[str, Any]:
        """Return what the files hold, by key; what several files list under one key is one list."""
        parts: dict[str, Any] = {}
        for _, thing in self.things():
            if thing.is_listed:
                parts.setdefault(thing.key, []).append(thing.raw)
            else:
                parts[thing.key] = thing.raw
        return parts

    def things(self) -> Iterator[tuple[DataFile, Thing]]:
        """Yield everything that the files hold, each with its file; a treatment's file is spread over the lists."""
        from ivfprep.loading.things import following  # noqa: PLC0415 - not needed for compiled content

        yield from following(self._things())

    def _things(self) -> Iterator[tuple[DataFile, Thing]]:
        from ivfprep.loading.treatment_files import things_of  # noqa: PLC0415 - as above

        history = self.files.get("history.yaml")
        items = {str(thing.raw.get("id")): thing.raw for thing in _plain(history) if isinstance(thing.raw, dict)}
        for file in self.files.values():
            is_treatment = file.name.startswith(f"{TREATMENTS}/") and isinstance(file.checked.value, dict)
            found = things_of(file.checked.value, items) if is_treatment else _plain(file)
            yield from ((file, thing) for thing in found)


def _plain(file: DataFile | None) -> Iterator[Thing]:
    from ivfprep.loading.things import Thing  # noqa: PLC0415 - as above
    from ivfprep.loading.written_rules import spelled_out  # noqa: PLC0415 - not needed for compiled content

    content = file.checked.value if file else {}
    for key, value in content.items() if isinstance(content, dict) else ():
        if isinstance(value, list):
            things = (Thing(key, item, (key, index)) for index, item in enumerate(value))
            yield from map(spelled_out, things) if key == "rules" else things
        else:
            yield Thing(key, value, (key,), is_listed=False)


def data_names(folder: Path) -> list[str]:
    """Return the names of the data files of a folder, sorted; examples are no data."""
    # Every start looks at all of them, and `rglob` takes five times as long.
    found = (f"{place}/{name}" for place, _, files in os.walk(folder) for name in files if name.endswith(".yaml"))
    names = (path[len(str(folder)) + 1 :].replace(os.sep, "/") for path in found)
    return sorted(name for name in names if not name.startswith(f"{EXAMPLES}/") and (folder / name).is_file())


def content_hash(folder: Path) -> str:
    """Return the SHA-256, in hexadecimal digits, of the names and bytes of the data files of a folder.

    Raises BadContent when the folder holds no data file, or one of them cannot be read.
    """
    from hashlib import sha256  # noqa: PLC0415 - slow to import, and compiled content carries its hash

    digest = sha256()
    for name in _names(folder):
        data = _bytes(folder / name)
        digest.update(f"{name}\n{len(data)}\n".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def content_stamp(folder: Path) -> int:
    """Return the CRC-32 of the names and bytes of the data files: quick to find whether one has changed.

    Raises BadContent as `content_hash` does.
    """
    stamp = 0
    for name in _names(folder):
        stamp = crc32(_bytes(folder / name), crc32(name.encode(), stamp))
    return stamp


def _names(folder: Path) -> list[str]:
    names = data_names(folder)
    if not names:
        message, hint = (
            "There are no data files here.",
            "Name the folder that holds about.yaml, questions.yaml and rules/.",
        )
        raise BadContent(Problem(shown(folder), 0, 0, message, hint))
    return names


def _bytes(path: Path) -> bytes:
    with suppress(BadInput):
        return read_bytes(path)
    try:
        return read_bytes(path, file=shown(path))  # what to call it takes as long to find as to read it
    except BadInput as error:
        raise BadContent(error.problems) from None


def read_folder(folder: Path) -> DataFolder:
    """Return what the data files of `folder` hold, with every problem of shape.

    Raises BadContent when the folder holds no data file at all.
    """
    hash_ = content_hash(folder)
    files: dict[str, DataFile] = {}
    problems = list(_wrong_names(folder))
    for name, type_ in _expected(folder).items():
        try:
            files[name] = read_data_file(folder, name, type_)
            problems += files[name].checked.problems
        except BadInput as error:
            problems += error.problems
    return DataFolder(_in_order(files), tuple(sorted(problems)), hash_)


def _in_order(files: Mapping[str, DataFile]) -> dict[str, DataFile]:
    """Return the files as their lists follow each other: treatments by their `order`, then what goes across them."""
    return dict(sorted(files.items(), key=lambda item: _turn(item[1])))


def _turn(file: DataFile) -> tuple[int, int, str]:
    if file.name.startswith(f"{TREATMENTS}/"):
        return 1, _order(file), file.name
    return (2 if file.name == ACROSS else 0), 0, ""


def _order(file: DataFile) -> int:
    value = file.checked.value.get("order") if isinstance(file.checked.value, dict) else None
    return value if isinstance(value, int) else 0


def _expected(folder: Path) -> dict[str, type]:
    """Return the type of each file to be read, the rule files by their names."""
    from ivfprep.loading.roots import FILES, NOT_NEEDED, RULE_FILE, RULES, SPREAD, TREATMENT_FILE  # noqa: PLC0415 - as above

    names = data_names(folder)
    rules, treatments = ([name for name in names if name.startswith(f"{room}/")] for room in (RULES, TREATMENTS))
    absent = NOT_NEEDED | (SPREAD if treatments else frozenset())
    whole = {name: type_ for name, type_ in FILES.items() if name in names or name not in absent}
    return {**whole, **dict.fromkeys(treatments, TREATMENT_FILE), **dict.fromkeys(rules, RULE_FILE)}


def _wrong_names(folder: Path) -> Iterator[Problem]:
    from ivfprep.loading.spelling import did_you_mean  # noqa: PLC0415 - not needed for compiled content

    expected = _expected(folder)
    for name in data_names(folder):
        if name not in expected:
            message = "No data file has this name, so nothing would read it."
            yield Problem(shown(folder / name), 0, 0, message, did_you_mean(name, expected) or "Move it elsewhere.")


def read_data_file(folder: Path, name: str, type_: type) -> DataFile:
    """Return one file of a folder, checked against the type of its content. Raises BadInput when it is no YAML."""
    from ivfprep.loading.files import read_file  # noqa: PLC0415 - not needed for compiled content
    from ivfprep.loading.shapes import check  # noqa: PLC0415 - not needed for compiled content
    from ivfprep.loading.yaml_tree import read_tree  # noqa: PLC0415 - not needed for compiled content

    label = shown(folder / name)
    tree = read_tree(read_file(folder / name, file=label), label, aliases=True)
    return DataFile(name, label, tree, check(tree, type_, label))


def shown(path: Path) -> str:
    """Return how a path is called in a problem: from the current folder if it lies inside, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
