"""One door for all data: everything that is wrong with a folder of content, or with an answers file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ivfprep.errors import BadContent, BadInput, IvfprepError, Problem
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checks.citing import citing_problems
from ivfprep.loading.checks.fixed_words import page_problems
from ivfprep.loading.checks.ids import id_problems
from ivfprep.loading.checks.inventory import TYPES, Inventory
from ivfprep.loading.checks.picture_counts import picture_problems
from ivfprep.loading.checks.placeholders import placeholder_problems
from ivfprep.loading.checks.plain_words import wording_problems
from ivfprep.loading.checks.prompt_order import interview_problems
from ivfprep.loading.checks.rules import rule_problems
from ivfprep.loading.content import find_data, load_catalog
from ivfprep.loading.folder import EXAMPLES, TREATMENTS, DataFolder, read_folder, shown
from ivfprep.loading.packs import is_pack, items_of, pack_problems, read_pack, with_packs
from ivfprep.loading.roots import FILES, RULES

CHECKS: Final = (
    id_problems,
    citing_problems,
    picture_problems,
    rule_problems,
    placeholder_problems,
    wording_problems,
    page_problems,
    interview_problems,
)
"""Everything that is checked beyond shape, each a function from the content to its problems."""

COUNTED: Final = {
    "questions": "question",
    "flags": "flag",
    "rules": "rule",
    "claims": "claim",
    "updates": "update",
    "add_ons": "extra treatment",
}
"""What a report counts, and what it calls one of them."""


PROOF: Final = (
    "Each rule can fire and can be silent, and no two are the same; each line can be reached, each claim is carried, "
    "and each prompt matters."
)
"""What a whole folder without a problem has shown, in `rules`, `interview` and `citing`."""


class CheckReport(NamedTuple):
    """What a check found: problems that must be mended, warnings that may wait, and how many things were looked at.

    `proof` says what a check without a problem has shown. `exit_code` is what the program ends with: 0 without a
    problem, 3 for broken content, 2 for broken answers.
    """

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = {}
    exit_code: int = 0
    proof: str = ""

    @property
    def summary(self) -> str:
        """Return a line that says what was looked at and how many problems there are, and what that shows."""
        looked_at = ", ".join(_counted(number, noun) for noun, number in self.counts.items())
        found = _counted(len(self.problems), "problem") if self.problems else "no problem"
        due = f", {_counted(len(self.warnings), 'warning')}" if self.warnings else ""
        shown_by_it = f" {self.proof}" if self.proof and not self.problems else ""
        return f"Checked {looked_at}: {found}{due}.{shown_by_it}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def check_folder(path: Path | None, today: date) -> CheckReport:
    """Return what is wrong with a folder of content (without a path, the shipped one), a pack, or an answers file.

    Raises BadContent when there is no content to look at, and BadInput when there is nothing at `path`.
    """
    if path is not None and not path.is_dir():
        return _check_answers([path], today)
    if path is not None and is_pack(path):
        return _check_pack(path)
    if path is not None and (answers := _answers_in(path)):
        return _check_answers(answers, today)
    folder = path or find_data()
    inventory = Inventory(read_folder(folder))
    examples = sorted((folder / EXAMPLES).glob("*.yaml")) if inventory.is_whole else []
    problems = [
        *_problems(inventory, folder),
        *(problem for name in examples for problem in _of_example(name, inventory, today)),
    ]
    counts = {noun: len(inventory.items(key, TYPES[key])) for key, noun in COUNTED.items()}
    files = {"file": len(inventory.folder.files) + len(examples)}
    code = BadContent.exit_code if problems else 0
    return CheckReport(tuple(sorted(problems)), tuple(_due(inventory, today)), files | counts, code, PROOF)


def _check_pack(folder: Path) -> CheckReport:
    pack = read_pack(folder)
    problems = pack_problems(with_packs(read_folder(find_data()), [pack]), [pack])
    lists = {key: [item for file in pack.files.values() for item in items_of(file, key)] for key in COUNTED}
    counts = {"file": len(pack.files) + 1, **{COUNTED[key]: len(items) for key, items in lists.items() if items}}
    return CheckReport(tuple(sorted(problems)), (), counts, BadContent.exit_code if problems else 0)


def merged_problems(folder: DataFolder) -> list[Problem]:
    """Return every problem of content that was read and put together, but for those of its shape."""
    inventory = Inventory(folder)
    return [problem for check in CHECKS for problem in check(inventory)]


def _problems(inventory: Inventory, folder: Path) -> list[Problem]:
    found = [*inventory.folder.problems, *(problem for check in CHECKS for problem in check(inventory))]
    if not inventory.ids("rules") and not any(RULES in Path(problem.file).parts for problem in found):
        hint = "Put at least one file with a rule there."
        found.append(Problem(shown(folder / RULES), 0, 0, "There are no rules here.", hint))
    return list(dict.fromkeys(found))


def _of_example(path: Path, inventory: Inventory, today: date) -> list[Problem]:
    try:
        read_answers(path, inventory.catalog, today)
    except BadInput as error:
        return [problem._replace(file=shown(path)) for problem in error.problems]
    return []


def _answers_in(folder: Path) -> list[Path]:
    """Return the files of answers in a folder; none where it is one of content, sound or not."""
    names = {path.name for path in folder.iterdir()}
    if names & {*FILES, RULES, TREATMENTS}:
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in ANSWERS and path.name[0] != ".")


ANSWERS: Final = (".yaml", ".yml")
"""How the name of a file of answers ends."""


def _check_answers(paths: Sequence[Path], today: date) -> CheckReport:
    problems: list[Problem] = []
    code, catalog = 0, load_catalog()
    for path in paths:
        try:
            read_answers(path, catalog, today)
        except IvfprepError as error:
            problems += error.problems
            code = max(code, error.exit_code)
    return CheckReport(tuple(problems), counts={"file": len(paths)}, exit_code=code)


def _due(inventory: Inventory, today: date) -> list[Problem]:
    if inventory.about is None or inventory.about.value.next_check >= today.isoformat():
        return []
    message = f"The content was due for a check on {inventory.about.value.next_check}."
    hint = "Go through the sources again, then set `checked` and `next_check`."
    return [inventory.about.place.at("next_check").problem(message, hint)]
