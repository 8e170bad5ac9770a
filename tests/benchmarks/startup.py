"""How long the program takes to start, as whole processes side by side in one run, and the most memory that each takes.

Usage: python tests/benchmarks/startup.py

The commands take turns, so that a slow moment of the machine falls on all of them; medians and ratios are printed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ivfprep.loading.compiled import compiled_catalog
from ivfprep.loading.content import find_data
from ivfprep.loading.folder import content_stamp

ROUNDS = 21
ROOT = Path(__file__).parents[2]
PATIENT = ROOT / "data" / "examples" / "first_transfer.yaml"
PROGRAM = (sys.executable, "-m", "ivfprep")
BASE = "import typer, yaml"
STALE = "The compiled content is not that of data/, so a start would take longer. Run `pip install -e .` first."
STARTER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

COMMANDS: dict[str, Sequence[str]] = {
    "bare Python": (sys.executable, "-c", "pass"),
    BASE: (sys.executable, "-c", BASE),
    "ivfprep --version": (*PROGRAM, "--version"),
    "ivfprep make --format json": (*PROGRAM, "make", str(PATIENT), "--format", "json"),
    "copier --version": ("copier", "--version"),
}


def main() -> None:
    """Print the median time and the peak memory of each command, and its ratio to importing typer and yaml."""
    if compiled_catalog(content_stamp(find_data())) is None:
        sys.exit(STALE)
    found = {name: command for name, command in COMMANDS.items() if shutil.which(command[0])}
    times = measured(found)
    base = statistics.median(times[BASE])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        ratio = f"{middle / base:5.2f} times `{BASE}`"
        print(f"{name:28} {middle * 1000:7.1f} ms  {peak_memory(found[name]):5.1f} MiB  {ratio}")
    for name in COMMANDS.keys() - found.keys():
        print(f"{name:28} is not installed here")


def measured(commands: Mapping[str, Sequence[str]], rounds: int = ROUNDS) -> dict[str, list[float]]:
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
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - start


def peak_memory(command: Sequence[str]) -> float:
    """Return the most memory, in MiB, that one run of a command takes.

    A process counts what the one that started it had in memory, so a small one starts it.
    """
    found = subprocess.run([sys.executable, "-c", STARTER, *command], capture_output=True, check=True)
    return int(found.stdout) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
