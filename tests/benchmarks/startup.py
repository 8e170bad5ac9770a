"""How long the program takes to start, as whole processes side by side in one run.

Usage: python tests/benchmarks/startup.py

The commands take turns, so that a slow moment of the machine falls on all of them; medians and ratios are printed.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 21
ROOT = Path(__file__).parents[2]
PATIENT = ROOT / "data" / "examples" / "first_transfer.yaml"
PROGRAM = (sys.executable, "-m", "ivfprep")
BASE = "import typer, yaml"

COMMANDS: dict[str, Sequence[str]] = {
    "bare Python": (sys.executable, "-c", "pass"),
    BASE: (sys.executable, "-c", BASE),
    "ivfprep --version": (*PROGRAM, "--version"),
    "ivfprep make --format json": (*PROGRAM, "make", str(PATIENT), "--format", "json"),
    "copier --version": ("copier", "--version"),
}


def main() -> None:
    """Print the median time and the peak memory of each command, and its ratio to importing typer and yaml."""
    found = {name: command for name, command in COMMANDS.items() if shutil.which(command[0])}
    times = measured(found)
    base = statistics.median(times[BASE])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:30} {middle * 1000:7.1f} ms   {middle / base:5.2f} times `{BASE}`")
    for name in COMMANDS.keys() - found.keys():
        print(f"{name:30} is not installed here")
    print(
        f"peak memory of the largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB"
    )


def measured(commands: dict[str, Sequence[str]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Return the seconds of each run of each command, the commands taking turns after one run that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds = once(command)
            if turn:
                times[name].append(seconds)
    return times


def once(command: Sequence[str]) -> float:
    """Return how many seconds one run of a command takes; compiled bytecode is kept, as after an installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, input=b"\n", check=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
