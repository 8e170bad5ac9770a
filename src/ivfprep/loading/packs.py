"""A clinic's packs: folders of its own questions, flags and rules, put beside the shipped content and checked with it.

A pack can add and never change: its ids get its name before them, and its rules add its own lines alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import convert

from ivfprep.catalog import Catalog, Pack
from ivfprep.errors import BadContent, BadInput, Problem
from ivfprep.loading.folder import DataFile, DataFolder, content_hash, data_names, read_data_file, read_folder, shown
from ivfprep.loading.roots import PACK, PACK_FILES, RULE_FILE, RULES
from ivfprep.loading.spelling import clipped, did_you_mean

LINES: Final = ("questions", "flags")
"""The lists of a pack that hold lines."""


class PackRead(NamedTuple):
    """A pack as it was read: who it is from (None where that could not be read), its files and its problems."""

    pack: Pack | None
    files: Mapping[str, DataFile]
    problems: tuple[Problem, ...]
    hash: str


def is_pack(folder: Path) -> bool:
    """Return whether a folder is a pack: it holds `pack.yaml`."""
    return (folder / PACK).is_file()


def read_pack(folder: Path) -> PackRead:
    """Return what a folder holds, its ids with the pack's own before them.

    Raises BadContent when the folder is no pack.
    """
    if not is_pack(folder):
        hint = f"Put a file {PACK} with its id, name and version there."
        raise BadContent(Problem(shown(folder), 0, 0, f"This folder is no pack: it has no {PACK}.", hint))
    files: dict[str, DataFile] = {}
    problems = list(_wrong_names(folder))
    for name in data_names(folder):
        if type_ := _type_of(name):
            try:
                files[name] = read_data_file(folder, name, type_)
                problems += files[name].checked.problems
            except BadInput as error:
                problems += error.problems
    about = files.pop(PACK, None)
    pack = None if about is None or about.checked.problems else convert(about.checked.value["pack"], Pack)
    own = set(_own_lines(files))
    if not problems and not own:
        problems.append(Problem(shown(folder), 0, 0, "This pack has no question and no flag.", "Add at least one."))
    for file in files.values():
        problems += [*_not_its_own(file, own), *_bad_ids(file)]
    prefix = pack.id if pack else folder.name
    named = {f"{prefix}/{name}": _prefixed(file, prefix, own) for name, file in files.items()}
    return PackRead(pack, named, tuple(problems), content_hash(folder))


def with_packs(shipped: DataFolder, packs: Sequence[PackRead]) -> DataFolder:
    """Return the shipped content with the files of the packs after it, and one hash of all."""
    files = reduce(lambda found, pack: {**found, **pack.files}, packs, dict(shipped.files))
    problems = [problem for pack in packs for problem in pack.problems]
    hashes = "\n".join((shipped.hash, *(pack.hash for pack in packs)))
    return DataFolder(files, (*shipped.problems, *problems), sha256(hashes.encode()).hexdigest())


def load_with_packs(data: Path, folders: Sequence[Path]) -> Catalog:
    """Return the content of `data` with the packs in `folders`; raises BadContent with every problem of the packs."""
    packs = [read_pack(folder) for folder in folders]
    merged = with_packs(read_folder(data), packs)
    problems = [*pack_problems(merged, packs), *_clashes(folders, packs)]
    if problems:
        raise BadContent(sorted(problems))
    parts = {key: value for key, value in merged.parts().items() if key in Catalog.__struct_fields__}
    return convert({**parts, "packs": tuple(pack.pack for pack in packs), "hash": merged.hash}, Catalog)


def pack_problems(merged: DataFolder, packs: Sequence[PackRead]) -> list[Problem]:
    """Return what is wrong with the packs in content that they were put beside: every check, of their files alone."""
    from ivfprep.loading.checking import merged_problems  # noqa: PLC0415 - it reads packs itself, to check one

    theirs = {file.shown for pack in packs for file in pack.files.values()}
    found = [problem for problem in merged_problems(merged) if problem.file in theirs]
    return list(dict.fromkeys([*(problem for pack in packs for problem in pack.problems), *found]))


def _clashes(folders: Sequence[Path], packs: Sequence[PackRead]) -> Iterator[Problem]:
    seen: dict[str, Path] = {}
    for folder, read in zip(folders, packs, strict=True):
        id_ = read.pack.id if read.pack else ""
        if id_ in seen:
            message = f"Two packs have the id '{id_}': {shown(seen[id_])}, and this one."
            yield Problem(shown(folder / PACK), 0, 0, message, "Give each one of its own.")
        if id_:
            seen.setdefault(id_, folder)


def _type_of(name: str) -> type | None:
    return RULE_FILE if name.startswith(f"{RULES}/") else PACK_FILES.get(name)


def _wrong_names(folder: Path) -> Iterator[Problem]:
    for name in data_names(folder):
        if _type_of(name) is None:
            message = "A pack holds questions, flags and rules alone; this file is none of them."
            hint = did_you_mean(name, PACK_FILES) or "Move it elsewhere."
            yield Problem(shown(folder / name), 0, 0, message, hint)


def _own_lines(files: Mapping[str, DataFile]) -> Iterator[str]:
    for file in files.values():
        for key in LINES:
            yield from (str(line.get("id")) for line in items_of(file, key))


def items_of(file: DataFile, key: str) -> list[dict[str, Any]]:
    """Return what a file lists under a key, as far as it has the shape of an item; the file need not be sound."""
    value = file.checked.value
    items = _listed(value.get(key)) if isinstance(value, dict) else ()
    return [item for item in items if isinstance(item, dict)]


def _listed(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _not_its_own(file: DataFile, own: set[str]) -> Iterator[Problem]:
    for index, rule in enumerate(items_of(file, "rules")):
        for place, line in enumerate(_listed(rule.get("adds"))):
            if str(line) not in own:
                message = f"A pack's rule adds the pack's own lines, and {line} is not one of them."
                hint = did_you_mean(str(line), own) or "Write a question or a flag of your own, and add that."
                yield file.problem(("rules", index, "adds", place), message, hint)
    for index, flag in enumerate(items_of(file, "flags")):
        if flag.get("level") == "listed":
            message = "`listed` is for what a document lists as a reason against a medicine."
            yield file.problem(("flags", index, "level"), message, "Write `history` or `discuss`.")


def _bad_ids(file: DataFile) -> Iterator[Problem]:
    """Yield the ids that would have two names before them: a pack's own name comes before each."""
    for key in LINES:
        for index, line in enumerate(items_of(file, key)):
            if "/" in str(line.get("id", "")):
                message = f"An id in a pack has no `/`, as {clipped(str(line['id']))} has."
                yield file.problem((key, index, "id"), message, "Write it in small letters, digits and _.")


def _prefixed(file: DataFile, prefix: str, own: set[str]) -> DataFile:
    value = file.checked.value
    if not isinstance(value, dict):
        return file
    changed = {
        key: [_renamed(item, prefix, own) for item in items] if isinstance(items, list | tuple) else items
        for key, items in value.items()
    }
    return file._replace(checked=file.checked._replace(value=changed))


def _renamed(item: Any, prefix: str, own: set[str]) -> Any:  # noqa: ANN401 - what a file that is not yet sound holds
    if not isinstance(item, dict):
        return item
    renamed = {**item, "id": f"{prefix}/{item['id']}"} if "id" in item else dict(item)
    if "adds" in item:
        renamed["adds"] = [f"{prefix}/{line}" if str(line) in own else line for line in _listed(item["adds"])]
    return renamed
