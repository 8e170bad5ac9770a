"""Sheets of random patients, scanned: `python -m tests.fuzz.patients [COUNT [START]]`, 100,000 by default.

Each run draws others; the START that it prints first draws the same again. It prints how many it scanned, how long that
took, how long sheets are, and every kind of fault with an example.
"""

from __future__ import annotations

import random
import secrets
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from msgspec import convert, to_builtins

from ivfprep.checklist import build_checklist
from ivfprep.facts import options_of
from ivfprep.profile import UNSAID, AddOnAnswer, Plan, Profile, Transfer, WorkUp
from tests.profiles import CATALOG, WHY
from tests.sheet_scan import faults
from tests.test_safety import DAY

PIECE = 500
OPEN = sorted(UNSAID)
KNOWN = 0.75
"""How often an answer is known, in a patient who knows most."""


class Draw:
    """Draws the answers of one patient; `number` makes them hers."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.known = self.random.choice([1.0, KNOWN, KNOWN, 0.4])
        self.health = self.random.choice([0.05, 0.15, 0.5])

    def one(self, *options: Any) -> Any:
        """Return one of the options, or that it is not known."""
        return self.random.choice(options) if self.random.random() < self.known else self.random.choice(OPEN)

    def of(self, struct: type, *names: str) -> dict[str, Any]:
        """Return an answer for each choice of a part."""
        return {name: self.one(*options_of(struct, name)) for name in names}

    def patient(self) -> Profile:
        """Return a whole patient."""
        chance, pick = self.random.random, self.random.choice
        transfers = [self.transfer() for _ in range(self.random.choice([1, 1, 2, 2, 3, 3, 4, 6]))]
        treatments = self.treatments()
        answers = {
            "format": 1,
            "transfers": transfers if chance() < 0.75 else pick(["none", "none", "not_sure", "skipped"]),
            "losses_outside_transfers": self.one(0, 0, 0, 1, 2, 3),
            **self.of(Profile, "losses_in_a_row", "losses_far"),
            "add_ons": treatments if chance() < 0.93 else pick(["none", "not_sure"]),
            "history": {item.id: self.history() for item in CATALOG.history},
            "work_up": self.of(WorkUp, *WorkUp.__struct_fields__),
            "allergies": pick(["", "", "", "penicillin", "skipped"]),
            "numbers": self.one("numbers", "words_first", "none"),
            "own_questions": pick([[], [], ["Can we wait a month?"], ["Can we wait?", "May I fly?"]]),
        }
        return convert(answers, Profile)

    def history(self) -> str:
        """Return whether she has or had one thing."""
        return str(self.one("yes" if self.random.random() < self.health else "no"))

    def transfer(self) -> dict[str, Any]:
        """Return one transfer."""
        return {
            **self.of(Transfer, "kind", "stage", "quality", "tested", "outcome", "chance_of"),
            "when": self.one("2020", "March 2026", "about 2024"),
            "embryos": self.one(1, 1, 2),
            "chance": self.one("20", "35", "40", "65", "30-40", "not_told"),
            "weeks": self.one(6, 8, 11, "very_early"),
            "own_word": self.random.choice(["", "", "", "our baby"]),
        }

    def treatments(self) -> list[dict[str, Any]]:
        """Return one to five treatments, now and then the same one twice."""
        known = [*(add_on.id for add_on in CATALOG.add_ons), "not_sure"]
        count = self.random.choice([1, 1, 1, 2, 2, 3, 4, 5])
        ids = self.random.sample(known, count) if self.random.random() < 0.95 else [known[0]] * count
        return [self.treatment(id_) for id_ in ids]

    def treatment(self, id_: str) -> dict[str, Any]:
        """Return one treatment."""
        pick, reasons = self.random.choice, self.random.sample(WHY, pick_count(self.random))
        told = {
            "id": id_,
            "name": pick(["", "", "", "my drops"]),
            "why": reasons or [self.one(*WHY)],
            "target": pick(["", "", "NK cells"]),
            "illness": pick(["", "", "lupus"]),
            "called": pick(["", "", "", "Clexane"]),
            "number_told": pick(["", "", "", "91% had a baby"]),
            "plan": self.of(Plan, *Plan.__struct_fields__),
            **self.of(
                AddOnAnswer, "status", "before_visit", "prescribed_by", "luteal_support", "immune", "test_repeated"
            ),
        }
        return told if pick([True, True, False]) else {**told, **self.of(AddOnAnswer, "for_disease")}


def pick_count(source: random.Random) -> int:
    """Return how many reasons were told."""
    return source.choice([0, 1, 1, 1, 2])


def scan(number: int) -> tuple[list[str], int]:
    """Return the faults of one patient's sheet, and how many lines its checks have."""
    profile = Draw(number).patient()
    checklist = build_checklist(profile, CATALOG, DAY)
    lines = sum(len(block.items) for block in checklist.handover.checks)
    return faults(profile, checklist, CATALOG), lines


def piece(start: int) -> tuple[Counter[str], dict[str, str], Counter[int]]:
    """Scan a piece of the patients: how often each kind of fault came, one example of each, lengths of checks."""
    kinds: Counter[str] = Counter()
    examples: dict[str, str] = {}
    lengths: Counter[int] = Counter()
    for number in range(start, start + PIECE):
        found, lines = scan(number)
        lengths[lines] += 1
        for fault in found:
            kind = fault.partition(":")[0]
            kinds[kind] += 1
            examples.setdefault(kind, f"{number}: {fault}")
    return kinds, examples, lengths


def main(count: int = 100_000, start: int | None = None) -> int:
    """Scan so many patients; return 1 where something was found."""
    first = secrets.randbelow(10**9) if start is None else start
    print(f"START {first}")
    began, kinds, lengths = time.monotonic(), Counter[str](), Counter[int]()
    examples: dict[str, str] = {}
    with ProcessPoolExecutor() as pool:
        for found, some, long in pool.map(piece, range(first, first + count, PIECE)):
            kinds += found
            lengths += long
            examples = some | examples
    seconds = time.monotonic() - began
    print(f"{sum(lengths.values()):,} patients in {seconds:.0f} s; checks have up to {max(lengths)} lines.")
    for kind, times in kinds.most_common():
        print(f"{times:>7}  {kind}\n         {examples[kind][:300]}")
    return 1 if kinds else 0


def answers_of(number: int) -> Any:
    """Return the plain answers of one patient, to make a case of."""
    return to_builtins(Draw(number).patient())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
