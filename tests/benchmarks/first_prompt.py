"""How long until the first question stands on the screen, in a real terminal, side by side in one run.

Usage: python tests/benchmarks/first_prompt.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pexpect

ROUNDS = 11
QUESTIONARY = "import questionary; questionary.text('How many?').unsafe_ask()"
COPIER_TEMPLATE = "how_many:\n  type: str\n  help: How many?\n"


class Start(NamedTuple):
    """A command, and the words of its first question."""

    command: Sequence[str]
    question: str


def main() -> None:
    """Print the median time to the first question of each, and its ratio to a bare questionary script."""
    with tempfile.TemporaryDirectory() as folder:
        starts = commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in starts}
        for _ in range(ROUNDS):
            for name, start in starts.items():
                times[name].append(once(start, Path(folder)))
    base = statistics.median(times["bare questionary"])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:24} {middle * 1000:7.1f} ms   {middle / base:5.2f} times the bare questionary script")


def commands(folder: Path) -> dict[str, Start]:
    """Return what is compared; copier only where it is installed."""
    starts = {
        "bare questionary": Start((sys.executable, "-c", QUESTIONARY), "How many"),
        "ivfprep": Start((sys.executable, "-m", "ivfprep"), "How many embryo transfers"),
        "ivfprep --plain": Start((sys.executable, "-m", "ivfprep", "--plain"), "How many embryo transfers"),
    }
    if shutil.which("copier"):
        (folder / "template").mkdir()
        (folder / "template" / "copier.yml").write_text(COPIER_TEMPLATE)
        words = ("copier", "copy", str(folder / "template"), str(folder / "made"))
        starts["copier"] = Start(words, "How many")
    return starts


def once(start: Start, folder: Path) -> float:
    """Return the seconds until the question is there; the program is then ended, and what it saved is deleted."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "TERM": "xterm"}
    began = time.perf_counter()
    child = pexpect.spawn(start.command[0], list(start.command[1:]), env=environment, timeout=20, dimensions=(24, 80))
    child.expect_exact(start.question)
    taken = time.perf_counter() - began
    child.terminate(force=True)
    shutil.rmtree(folder / "data", ignore_errors=True)
    return taken


if __name__ == "__main__":
    main()
