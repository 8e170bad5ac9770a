"""What no case tries: rules, and parts of their conditions, that never come out true, false or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ivfprep.catalog import HistoryMatters, pack_of
from ivfprep.conditions import Condition, judge_entry, leaves
from ivfprep.errors import BadInput, Problem
from ivfprep.facts import ALWAYS_KNOWN, Facts, derive_facts
from ivfprep.loading.cases import read_cases
from ivfprep.loading.checks.inventory import Inventory, When
from ivfprep.loading.checks.places import Item, Place
from ivfprep.loading.content import find_data
from ivfprep.loading.folder import EXAMPLES, read_folder
from ivfprep.loading.packs import is_pack, read_pack, with_packs
from ivfprep.matching import cell_rule
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

WORDS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}
HINT = "Add a patient for whom it is, or mend the rule."


class Branch(NamedTuple):
    """A condition, or a part of one. `of` is what it belongs to; `per_entry`: it is about one extra treatment."""

    of: str
    condition: Condition
    place: Place
    per_entry: bool
    is_whole: bool


class Coverage(NamedTuple):
    """What the cases leave untried, and how much was looked at."""

    gaps: tuple[Problem, ...]
    cases: int
    conditions: int
    parts: int

    @property
    def summary(self) -> str:
        """Return one line with the counts."""
        untried = len(self.gaps) or "nothing"
        return (
            f"{self.cases} cases try {self.conditions} conditions and {self.parts} parts of them, "
            f"each for true, false and unknown: {untried} is left untried."
        )


def cover(path: Path | None, cases: Path | None, today: date) -> Coverage:
    """Return what the cases leave untried in a folder of content (without a path, the shipped one) or in a pack.

    Without `cases` they are those in `tests/cases` beside the content, or else its examples. Raises BadContent and
    BadInput when the content or a case cannot be read.
    """
    if path is not None and not path.is_dir():
        raise BadInput(Problem(str(path), 0, 0, "This is no folder of content.", "Name a folder, or leave it out."))
    inventory, own = _pool(path)
    profiles = read_cases(cases or _usual_cases(path), inventory.catalog, today)
    facts = [derive_facts(profile, inventory.catalog, today) for profile in profiles.values()]
    branches = [branch for branch in _branches(inventory) if not own or pack_of(branch.of) == own]
    gaps = [gap for branch in branches for gap in _gaps(branch, facts)]
    whole = sum(branch.is_whole for branch in branches)
    return Coverage(tuple(sorted(gaps)), len(profiles), whole, len(branches) - whole)


def _pool(path: Path | None) -> tuple[Inventory, str]:
    """Return the content to look at, and the id of the pack when only its rules are meant."""
    if path is None or not is_pack(path):
        return Inventory(read_folder(path or find_data())), ""
    read = read_pack(path)
    return Inventory(with_packs(read_folder(find_data()), [read])), read.pack.id if read.pack else path.name


def _usual_cases(path: Path | None) -> Path:
    """Return the cases beside the content, which for a pack is the shipped one, or else its examples."""
    data = find_data() if path is None or is_pack(path) else path
    beside = data.resolve().parent / "tests" / "cases"
    return beside if beside.is_dir() else data / EXAMPLES


def _branches(inventory: Inventory) -> Iterator[Branch]:
    for when in inventory.of_rules:
        yield from _of_condition(when)
    for row in inventory.items("history_matters", HistoryMatters):
        yield from _cells(row, inventory)
    for when in inventory.of_evidence:
        yield from _of_condition(when)


def _cells(row: Item[HistoryMatters], inventory: Inventory) -> Iterator[Branch]:
    for history, flag in row.value.flags.items():
        rule = cell_rule(row.value, history, flag)
        place = row.place.at("flags", history)
        yield Branch(rule.id, compile_tree(rule.when, inventory.kinds), place, per_entry=True, is_whole=True)


def _of_condition(when: When) -> Iterator[Branch]:
    """Yield a condition and every part of it; one that has a flaw is left to the checks."""
    if not isinstance(when.parsed, tuple):
        yield from _parts(Branch(when.of, when.parsed, when.place, when.per_entry, is_whole=True), when.place)


def _parts(branch: Branch, root: Place) -> Iterator[Branch]:
    yield branch
    for part in branch.condition.inside():
        place, per_entry = root.at(*part.path), branch.per_entry or part.per_entry
        yield from _parts(Branch(branch.of, part.condition, place, per_entry, is_whole=False), root)


def _gaps(branch: Branch, patients: Iterable[Facts]) -> Iterator[Problem]:
    condition, seen = branch.condition, set[Truth]()
    for facts in patients:
        if branch.per_entry:
            seen |= {judge_entry(condition, entry, facts.entries).truth for entry in facts.entries}
        else:
            seen.add(condition.judge(facts.values, facts.entries).truth)
    what = f"The condition of {branch.of}" if branch.is_whole else f"This part of the condition of {branch.of}"
    for truth, word in WORDS.items():
        if truth not in seen and not (truth is Truth.UNKNOWN and _is_always_known(condition)):
            yield branch.place.problem(f"{what} is {word} for no patient.", HINT)


def _is_always_known(condition: Condition) -> bool:
    """Return whether a condition rests only on facts that are known of everybody."""
    return all(leaf.fact in ALWAYS_KNOWN for leaf in leaves(condition))
