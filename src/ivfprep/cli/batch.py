"""`ivfprep make FOLDER -o FOLDER`: a sheet for each file of answers, for a clinic's day.

One bad file does not stop the rest. Each sheet is written whole or not at all, and one that is there already with the
same content is left alone: an interrupted run is ended by running it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from ivfprep.cli.progress import progress
from ivfprep.cli.streams import say
from ivfprep.errors import BadInput, IvfprepError, OutputFailed, Problem
from ivfprep.formats import ending_of
from ivfprep.writing import make_private_folder, write_file

ANSWERS = (".yaml", ".yml")
"""How the name of a file of answers ends."""

Sheet: TypeAlias = Callable[[Path, Path], bytes]
"""Makes the sheet of a file of answers for the file it is written to; raises BadInput or OutputFailed."""


def make_all(folder: Path, output: Path | None, format_: str, sheet: Sheet, force: bool) -> int:
    """Write a sheet for each file of answers in `folder` into `output`; say what went wrong, and return the exit code.

    The code is 0 when every sheet is there, else the highest of the faults. Raises BadInput when the call makes no
    sense, and OutputFailed when the folder to write into cannot be made.
    """
    pairs = list(_pairs(folder, _folder(output), ending_of(format_)))
    if not pairs:
        raise BadInput(Problem(str(folder), 0, 0, "There is no file of answers here (*.yaml).", "Name another folder."))
    _make_folder(pairs[0][1].parent)
    _say_left_alone(folder)
    done: Counter[str] = Counter()
    faults: list[IvfprepError] = []
    try:
        for answers, place in progress("Sheets", pairs):
            try:
                done[_make(answers, place, sheet, force)] += 1
            except IvfprepError as fault:
                faults.append(fault)
            except OSError as fault:
                faults.append(OutputFailed(Problem(str(answers), 0, 0, f"No sheet could be made: {fault.strerror}.")))
    finally:
        _sum_up(faults, done, len(pairs))
    return max((fault.exit_code for fault in faults), default=0)


def _folder(output: Path | None) -> Path:
    if output is None:
        raise BadInput(Problem("-o", 0, 0, "A folder of answers needs a folder for the sheets.", "Add -o FOLDER."))
    if output.exists() and not output.is_dir():
        raise OutputFailed(Problem(str(output), 0, 0, "This is a file, not a folder.", "Name a folder with -o."))
    return output


def _pairs(folder: Path, output: Path, ending: str) -> Iterator[tuple[Path, Path]]:
    """Yield each file of answers with the place of its sheet; raises BadInput where two would have the same."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ANSWERS and not _is_hidden(path))
    stems = Counter(path.stem for path in found)
    for path in found:
        if stems[path.stem] > 1:
            message = f"Two files of answers are called {path.stem}: their sheets would have one name."
            raise BadInput(Problem(str(path), 0, 0, message, "Give one of them another name."))
        yield path, output / f"{path.stem}{ending}"


def _say_left_alone(folder: Path) -> None:
    folders = sorted(path.name for path in folder.iterdir() if path.is_dir() and not _is_hidden(path))
    if folders:
        say(f"Not looked into: {', '.join(folders)}. Name a folder of its own to make its sheets.")


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _make_folder(folder: Path) -> None:
    try:
        make_private_folder(folder)
    except OSError as error:
        message = f"This folder cannot be made: {error.strerror}."
        raise OutputFailed(Problem(str(folder), 0, 0, message, "Name another with -o.")) from None


def _make(answers: Path, place: Path, sheet: Sheet, force: bool) -> str:
    data = sheet(answers, place)
    if not force and place.is_file() and place.read_bytes() == data:
        return "there"
    write_file(place, data, replace=force)
    return "written"


def _sum_up(faults: list[IvfprepError], done: Counter[str], total: int) -> None:
    for fault in faults:
        say(str(fault))
    parts = [f"{done['written']} written", f"{done['there']} there already", f"{len(faults)} with a fault"]
    left = total - sum(done.values()) - len(faults)
    parts += [f"{left} not begun: run the same line again"] if left else []
    say(f"Of {total} files of answers: {', '.join(parts)}. The sheets hold private health facts.")
