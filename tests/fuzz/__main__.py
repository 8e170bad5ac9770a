"""The long run: `python -m tests.fuzz [INPUTS [START]]`, 200,000 by default; prints what each target took, how long.

Each run draws other inputs; the START that it prints first draws the same again.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS

INPUTS = 200_000
PIECE = 2_000
"""So many inputs are made in one go."""


class Piece(NamedTuple):
    """A part of the run: how many inputs a target took, the seconds, and what broke it ("" for nothing)."""

    name: str
    inputs: int
    seconds: float
    fault: str


def run(name: str, inputs: int, number: int) -> Piece:
    """Give a target so many inputs; `number` makes them others than those of another piece."""
    _, drawn, body = TARGETS[name]
    count = 0

    def counted(words: tuple[object, ...]) -> None:
        nonlocal count
        count += 1
        body(*words)

    many = settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    start, fault = time.monotonic(), ""
    try:
        seed(number)(many(given(drawn)(counted)))()
    except Exception as error:
        fault = f"{error!r} {getattr(error, '__notes__', '')}"
    return Piece(name, count, time.monotonic() - start, fault)


def pieces(inputs: int, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield what each piece runs: the target's name, how many inputs, and a number of its own, from `start` on."""
    whole = sum(target.share for target in TARGETS.values())
    for name, target in TARGETS.items():
        left, number = -(-inputs * target.share // whole), start
        while left > 0:
            yield name, min(PIECE, left), number
            left, number = left - PIECE, number + 1


def main(inputs: int = INPUTS, start: int | None = None) -> int:
    """Run every target with its share of `inputs`, print a line for each, and return how many broke."""
    start = secrets.randbelow(10**9) if start is None else start
    print(f"start {start}", flush=True)
    done, seconds = Counter[str](), Counter[str]()
    faults: dict[str, str] = {}
    with ProcessPoolExecutor() as pool:
        for piece in as_completed([pool.submit(run, *words) for words in pieces(inputs, start)]):
            name, count, took, fault = piece.result()
            done[name] += count
            seconds[name] += round(took)
            faults |= {name: fault} if fault else {}
    for name in TARGETS:
        print(f"{name:26} {done[name]:8,} inputs {seconds[name]:6} s  {faults.get(name, '')}")
    print(f"{'all':26} {done.total():8,} inputs {seconds.total():6} s of processor time")
    return len(faults)


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
