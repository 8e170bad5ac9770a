"""What the page's engine makes is what the command line makes, byte for byte. Run by .ci/run over all there is."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import to_builtins

from ivfprep.checklist import build_checklist
from ivfprep.interview.answers_file import write_answers
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.loading.content import example_names, example_path
from ivfprep.render import render
from tests.cases.patients import cases, profile_of
from tests.interview.content import load_catalog, load_interview
from tests.interview.robots import PlainRobot, decide
from tests.web.doors import TODAY, Page

INTERVIEWS, AT_ONCE = 200, 2
"""So many are answered at random, on so many cores."""


def names() -> list[str]:
    """Return the name of every made-up patient and every case."""
    return sorted([*example_names(), *(case.file for case in cases())])


def text_of(name: str) -> str:
    """Return the answers of a made-up patient or a case."""
    if name in example_names():
        return example_path(name).read_text("utf-8")
    return write_answers(to_builtins(profile_of(name)))


def unlike(text: str, folder: Path) -> list[str]:
    """Return the formats in which the page makes another sheet of some answers than the command line."""
    file = folder / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    catalog, day = load_catalog(), date.fromisoformat(TODAY)
    checklist = build_checklist(read_answers(file, catalog, day), catalog, day)
    page = Page()
    page.open(text)
    return [one for one in ("json", "html") if page.sheet(one) != render(checklist, one)]


def saved_in_terminal(seed: int, folder: Path, *, quick: bool) -> str:
    """Return what the command line saves of an interview that is answered at random."""
    session = Session(read_data, folder / f"{seed}")
    day = date.fromisoformat(TODAY)
    run_interview(load_interview(), load_catalog(), day, PlainRobot(seed), session, quick=quick)
    return session.file.read_text("utf-8")


def saved_on_page(seed: int, *, quick: bool) -> str:
    """Return what the page saves of the same interview."""
    page = Page()
    page.start(quick=quick)
    page.answer_all(partial(decide, seed=seed))
    return page.answers()


def unlike_patient(name: str) -> str:
    """Return the name of a patient with what differs, or "" where nothing does."""
    with TemporaryDirectory() as folder:
        forms = unlike(text_of(name), Path(folder))
    return f"{name}: {forms}" if forms else ""


def unlike_interview(seed: int) -> str:
    """Return the number of an interview that is saved in two ways, or "" where it is saved in one."""
    quick = seed % 4 == 0
    with TemporaryDirectory() as folder:
        same = saved_in_terminal(seed, Path(folder), quick=quick) == saved_on_page(seed, quick=quick)
    return "" if same else f"interview {seed}"


def main() -> int:
    """Compare everything; return 1 where anything differs."""
    seeds = random.Random(1).sample(range(10_000), INTERVIEWS)  # noqa: S311 - the same every time
    with ProcessPoolExecutor(AT_ONCE) as pool:
        wrong = [*filter(None, (*pool.map(unlike_patient, names()), *pool.map(unlike_interview, seeds)))]
    told = f"{len(names())} patients, {INTERVIEWS} interviews, {len(wrong)} differ"
    sys.stdout.write("\n".join([*wrong, told]) + "\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
