"""`ivfprep make FOLDER -o FOLDER`: a sheet for each file of answers, for a clinic's day.

One bad file does not stop the rest. Each sheet is written whole or not at all. Run again, it makes the sheets that are
missing and those whose answers, content, clinic or options changed, says which and why, and leaves the others alone.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from ivfprep.cli import index_page
from ivfprep.cli.progress import progress
from ivfprep.cli.records import MadeOf, Records, hashed
from ivfprep.cli.streams import say
from ivfprep.errors import BadInput, IvfprepError, OutputFailed, Problem
from ivfprep.writing import make_private_folder, write_file

ANSWERS = (".yaml", ".yml")
"""How the name of a file of answers ends."""

NEW, LEFT = "new", "left"
"""What becomes of a sheet that is made for the first time, and of one of which nothing changed."""

DIGITS = 6
NAMED = 10
"""So many sheets are named; of more, the rest are counted."""

Row: TypeAlias = "index_page.Row"


class Maker(NamedTuple):
    """How sheets are made: `sheet` gives the bytes for a file of answers, `row` its line of the index.

    `made_of` says what decides about a sheet of answers with these bytes. `sheet` and `row` raise BadInput and
    OutputFailed.
    """

    sheet: Callable[[Path], bytes]
    row: Callable[[Path, Path], Row]
    made_of: Callable[[bytes], MadeOf]


class Job(NamedTuple):
    """What one call asks for: from which folder into which, how the sheets end, and what may be done."""

    folder: Path
    output: Path
    ending: str
    force: bool = False
    with_index: bool = False


def make_all(job: Job, maker: Maker) -> int:
    """Write a sheet for each file of answers; say what was done and what went wrong, and return the exit code.

    The code is 0 when every sheet is there, else the highest of the faults. Raises BadInput when the call makes no
    sense, and OutputFailed when the folder to write into cannot be made.
    """
    gc.enable()  # a day of patients is long
    pairs = list(_pairs(job))
    if not pairs:
        hint = "Name another folder."
        raise BadInput(Problem(str(job.folder), 0, 0, "There is no file of answers here (*.yaml).", hint))
    _make_folder(job.output)
    _say_left_alone(job.folder)
    run = Run(job, maker)
    try:
        for answers, place in progress("Sheets", pairs):
            run.one(answers, place)
        if job.with_index:
            run.write_index()
    finally:
        run.end(pairs)
    return max((fault.exit_code for fault in run.faults), default=0)


def output_folder(output: Path | None) -> Path:
    """Return the folder for the sheets; raises BadInput without one, and OutputFailed where a file has its name."""
    if output is None:
        raise BadInput(Problem("-o", 0, 0, "A folder of answers needs a folder for the sheets.", "Add -o FOLDER."))
    if output.exists() and not output.is_dir():
        raise OutputFailed(Problem(str(output), 0, 0, "This is a file, not a folder.", "Name a folder with -o."))
    return output


class Run:
    """One run over a folder: what was done so far, and what went wrong."""

    def __init__(self, job: Job, maker: Maker) -> None:
        self.job, self.maker, self.records = job, maker, Records(job.output)
        self.faults: list[IvfprepError] = []
        self.begun = 0
        self.older: list[str] = []
        self.done: dict[str, list[str]] = defaultdict(list)
        self.rows: list[Row] = []

    def one(self, answers: Path, place: Path) -> None:
        """Make the sheet of one file of answers, or keep why it cannot be made."""
        row = index_page.Row(answers.name)
        self.begun += 1
        try:
            self.done[self._made(answers, place)].append(place.name)
            if self.job.with_index:
                row = self.maker.row(answers, place)
        except IvfprepError as fault:
            self.faults.append(fault)
            if place.is_file() and self.records.is_ours(place):
                self.older.append(place.name)
        except OSError as fault:
            self.faults.append(OutputFailed(Problem(str(answers), 0, 0, f"No sheet could be made: {fault.strerror}.")))
        if self.job.with_index:
            self.rows.append(row)

    def _made(self, answers: Path, place: Path) -> str:
        made_of = self.maker.made_of(read_bytes(answers))
        is_ours = self.records.is_ours(place)
        why = (self.records.why_again(place, made_of) or LEFT) if is_ours else NEW
        if why == LEFT and not self.job.force:
            return LEFT
        data = self.maker.sheet(answers)
        if not is_ours and not self.job.force and place.is_file() and place.read_bytes() == data:
            why = LEFT  # an earlier run had no time to write down what it made
        else:
            write_file(place, data, replace=is_ours or self.job.force)
        self.records.keep(place, answers.name.encode(errors="backslashreplace").decode(), made_of, data)
        return NEW if why == LEFT and self.job.force else why

    def write_index(self) -> None:
        """Write the page that lists the sheets, or keep why it cannot be written."""
        place = self.job.output / index_page.NAME
        try:
            data = index_page.page(self.rows)
            write_file(place, data, replace=self.job.force or self.records.is_ours(place))
            self.records.keep(place, "", MadeOf(*[""] * len(MadeOf.__struct_fields__)), data)
            say(f"Written to {place}. {index_page.NOTICE}")
        except OutputFailed as fault:
            self.faults.append(fault)

    def end(self, pairs: Sequence[tuple[Path, Path]]) -> None:
        """Write down what was made, and say what was done."""
        try:
            self.records.save()
        except OSError as error:
            message = f"What was made cannot be written down: {error.strerror}."
            self.faults.append(OutputFailed(Problem(str(self.job.output), 0, 0, message)))
        for fault in self.faults:
            say(str(_without_answers(fault)))
        if self.older:
            say(f"Sheets of older answers are still there: {_some(self.older)}.")
        for why, names in self.done.items():
            if why not in (NEW, LEFT):
                say(f"Made again, because {why}: {_some(names)}.")
        of_nobody = self.records.without_answers([*(place for _, place in pairs), self.job.output / index_page.NAME])
        if of_nobody:
            say(f"No answers belong to these any more; delete them when you do not need them: {_some(of_nobody)}.")
        counts = Counter({why: len(names) for why, names in self.done.items()})
        left = len(pairs) - self.begun
        parts = [f"{counts.total() - counts[LEFT]} written", f"{counts[LEFT]} there already"]
        parts += [f"{len(self.faults)} with a fault"]
        parts += [f"{left} not begun: run the same line again"] if left else []
        say(f"Of {len(pairs)} files of answers: {', '.join(parts)}. The sheets hold private health facts.")


def _without_answers(fault: IvfprepError) -> Problem | IvfprepError:
    """Return a fault without what stands at its place: the messages of a day may be kept, and read by others."""
    first, more = fault.problems[0], len(fault.problems) - 1
    if not first.line:
        return fault
    places = f"This place in the answers, and {more} more," if more else "This place in the answers"
    hint = "`ivfprep check` with this file shows what is wrong there."
    return first._replace(message=f"{places} cannot be used.", hint=hint)


def read_bytes(answers: Path) -> bytes:
    """Return the bytes of a file of answers; raises BadInput when it cannot be read or is too large."""
    from ivfprep.loading.files import read_bytes as read

    return read(answers)


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _pairs(job: Job) -> Iterator[tuple[Path, Path]]:
    """Yield each file of answers with the place of its sheet; no two sheets have one name, on any file system."""
    there = [path for path in job.folder.iterdir() if not _is_hidden(path) and not path.is_dir()]
    found = sorted(path for path in there if path.suffix.lower() in ANSWERS)
    stems = Counter(map(_same_name, found))
    stems[Path(index_page.NAME).stem] += 1
    for path in found:
        same = stems[_same_name(path)] > 1
        # Only its own name decides, so that a sheet is never taken for that of another file when files come and go.
        stem = f"{path.stem}-{hashed(path.name.encode(errors='surrogateescape'))[:DIGITS]}" if same else path.stem
        yield path, job.output / f"{stem}{job.ending}"


def _same_name(answers: Path) -> str:
    """Return what files share whose sheets have one name on some system: by case, or by how an accent is written."""
    return normalize("NFC", normalize("NFC", answers.stem).casefold())


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
