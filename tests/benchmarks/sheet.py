"""A typical sheet as a PDF beside a bare typst run of the same document, and handouts a second, side by side.

typst keeps what it laid out before, so each run is a process of its own. It is timed twice: the work alone, from the
answers (or the document) to the bytes of the PDF; and the whole command, with the start of Python and all imports.

Usage: python -m tests.benchmarks.sheet
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ivfprep import render
from ivfprep.checklist import build_checklist
from ivfprep.checklist.handout import build_handout
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_path, load_catalog
from ivfprep.render.page_data import page_data

ROUNDS = 11
DAY = date(2026, 11, 21)
NAMES = ("first_transfer", "aps", "several_at_once")
BARE = """
import sys, time, typst
from pathlib import Path
here, data = map(Path, sys.argv[1:])
began = time.perf_counter()
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[here / "fonts"])
inputs = {"data": data.read_text("utf-8")}
compiler = typst.Compiler(here / "typst" / "handover.typ", root=here, font_paths=fonts, sys_inputs=inputs)
compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
print(time.perf_counter() - began)
"""
OURS = """
import sys, time
from datetime import date
from pathlib import Path
from ivfprep.checklist import build_checklist
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog
from ivfprep.render import handover_pdf, render_file
began = time.perf_counter()
catalog, day = load_catalog(), date(2026, 11, 21)
render_file(build_checklist(read_answers(Path(sys.argv[1]), catalog, day), catalog, day), "pdf")
print(time.perf_counter() - began)
"""


class Took(NamedTuple):
    """Seconds: of the work alone as the program itself says, and of the whole process."""

    work: float
    whole: float


def main() -> None:
    """Print the medians and their ratios for each sheet, and how many handouts are made in a second."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            _compare(name, Path(folder) / "data.json")
    add_ons = [add_on.id for add_on in catalog.add_ons]
    began = time.perf_counter()
    for add_on in add_ons:
        render.render_file(build_handout(catalog, (add_on,), None, None, DAY), "pdf")
    print(f"{len(add_ons) / (time.perf_counter() - began):.1f} handouts a second")


def _compare(name: str, document: Path) -> None:
    catalog, answers, here = load_catalog(), example_path(name), Path(render.__file__).parent
    checklist = build_checklist(read_answers(answers, catalog, DAY), catalog, DAY)
    document.write_text(page_data(checklist.handover, None, "a4", large=False), encoding="utf-8")
    bare = (sys.executable, "-c", BARE, str(here), str(document))
    ours = (sys.executable, "-c", OURS, str(answers))
    runs: dict[Sequence[str], list[Took]] = {bare: [], ours: []}
    for _ in range(ROUNDS):
        for command, taken in runs.items():
            taken.append(_took(command))
    for what, index in (("work alone", 0), ("whole process", 1)):
        base, middle = (statistics.median(one[index] for one in taken) for taken in runs.values())
        print(
            f"{name:16} {what:14} bare typst {base * 1000:6.1f} ms   "
            f"ivfprep {middle * 1000:6.1f} ms   {middle / base:4.2f} times"
        )


def _took(command: Sequence[str]) -> Took:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    return Took(float(done.stdout), time.perf_counter() - began)


if __name__ == "__main__":
    main()
