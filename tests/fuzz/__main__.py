"""The long run: `python -m tests.fuzz [INPUTS]`, 200,000 by default; prints how many each target took, and how long."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded

from tests.fuzz.targets import TARGETS

INPUTS = 200_000
PIECE = 2_000
"""So many inputs are made in one go: what they share is kept in mind, and takes ever more memory."""


def run(name: str, inputs: int, seed: int) -> tuple[str, int, float, str]:
    """Run a target; return its name, how many inputs it took, the seconds, and what broke it ("" for nothing)."""
    _, target = TARGETS[name]
    phases = (Phase.generate, Phase.shrink)
    many = settings(
        max_examples=inputs, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    count = 0
    inner = target.hypothesis.inner_test  # type: ignore[attr-defined] # what hypothesis wraps

    def counted(*words: object, **more: object) -> None:
        nonlocal count
        count += 1
        inner(*words, **more)

    target.hypothesis.inner_test = counted  # type: ignore[attr-defined]
    start = time.monotonic()
    try:
        seeded(seed)(many(target))()
    except BaseException as error:
        return name, count, time.monotonic() - start, repr(error)
    finally:
        target.hypothesis.inner_test = inner  # type: ignore[attr-defined]
    return name, count, time.monotonic() - start, ""


def main(inputs: int) -> int:
    """Run every target with its share of `inputs`, print a line for each, and return how many broke."""
    whole = sum(share for share, _ in TARGETS.values())
    done = dict.fromkeys(TARGETS, 0)
    seconds = dict.fromkeys(TARGETS, 0.0)
    broken: dict[str, str] = {}
    with ProcessPoolExecutor() as pool:
        pieces = []
        for name, (share, _) in TARGETS.items():
            left = -(-inputs * share // whole)
            for number in range(-(-left // PIECE)):
                pieces.append(pool.submit(run, name, min(PIECE, left - number * PIECE), number))
        for piece in as_completed(pieces):
            name, count, took, fault = piece.result()
            done[name] += count
            seconds[name] += took
            if fault:
                broken[name] = fault
    for name, count in done.items():
        print(f"{name:26} {count:8,} inputs {seconds[name]:8.1f} s  {broken.get(name, '')}")
    print(f"{'all':26} {sum(done.values()):8,} inputs {sum(seconds.values()):8.1f} s of processor time")
    return len(broken)


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS) else 0)
