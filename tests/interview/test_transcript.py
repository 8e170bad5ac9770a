"""The transcript in the README is a real one: its pieces stand in the run, in their order; `...` leaves rows out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from tests.interview.content import load_catalog, load_interview

README = Path(__file__).parents[2] / "README.md"
TYPED = ("2", "1", "0", "1, 8", "", "2", "none of these", "", "", "1")


def transcript(folder: Path) -> str:
    """Return what a quick run in plain lines shows, with what the person types."""
    left, shown = list(TYPED), []

    def read(prompt: str) -> str:
        shown.append(f"{prompt}{left[0]}\n")
        return left.pop(0)

    face = Plain(read, shown.append)
    run_interview(load_interview(), load_catalog(), date(2026, 11, 21), face, Session(read_data, folder), quick=True)
    return "".join(shown)


def test_the_readme_shows_a_real_run(tmp_path: Path) -> None:
    found = re.search(r"```text\n\$ ivfprep --quick --plain\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found
    run, place = transcript(tmp_path / "private"), 0
    pieces = [piece.strip("\n") for piece in re.split(r"^ *\.\.\.$", found[1], flags=re.MULTILINE)]
    assert len(pieces) < 12
    for piece in pieces:
        place = run.index(piece, place) + len(piece)
