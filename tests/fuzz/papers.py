"""Random patients on paper: `python -m tests.fuzz.papers [COUNT [START]]`, 2,000 by default, on A4 and on Letter.

Of patients within the limits of one sheet (four treatments, twelve points of history, ten transfers) it prints how many
pages they take; one who takes a third is a finding. Every sheet is read back: type, margins, what may never leave side
1, and that no tick, story or question is lost. Each run draws others; the START that it prints draws the same again.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from ivfprep.checklist import build_checklist
from ivfprep.handover import Handover
from ivfprep.profile import Profile
from ivfprep.render.handover_pdf import render_handover
from ivfprep.render.plain import clean
from tests.fuzz.patients import Draw
from tests.profiles import CATALOG
from tests.render.reading_pdf import Page, pages, squeezed
from tests.test_safety import DAY

PAPERS = {"a4": (595, 842), "letter": (612, 792)}
MARGIN = 13 / 25.4 * 72
LEAST_TYPE = 11.9
PIECE = 20
SIDES = 2
TREATMENTS, POINTS = 4, 12


def within_the_limits(profile: Profile) -> bool:
    """Return whether a patient has no more than one sheet is made for."""
    named = () if isinstance(profile.add_ons, str) else profile.add_ons
    return len(named) <= TREATMENTS and sum(told == "yes" for told in profile.history.values()) <= POINTS


def paper_faults(sheet: Handover, paper: str, found: list[Page], within: bool) -> Iterator[str]:
    """Yield what is wrong with a sheet that was read back; beyond the limits, side 1 may run on to the next page."""
    width, height = PAPERS[paper]
    if within and len(found) > SIDES:
        yield f"{len(found)} pages"
    letters = [letter for page in found for letter in page.letters]
    if min(letter.size for letter in letters) < LEAST_TYPE:
        yield "type is too small"
    if min(one.left for one in letters) < MARGIN - 1 or max(one.right for one in letters) > width - MARGIN + 1:
        yield "words stand in the margin"
    if max(one.top for one in letters) > height:
        yield "words stand above the page"
    front, whole = found[0].words, "".join(page.words for page in found)
    stays = [*(line.text for line in sheet.story), *(one.ask for one in sheet.three), sheet.card.part.heading]
    stays += [item.text for block in sheet.checks if block.framed for item in block.items]
    place = front if within else whole
    yield from (f"gone from side 1: {text}" for text in stays if squeezed(clean(text)) not in place)
    ticks = [item.text for block in sheet.checks for item in block.items]
    yield from (f"nowhere: {text}" for text in ticks if squeezed(clean(text)) not in whole)


def printed(number: int) -> list[tuple[str, bool, int, list[str]]]:
    """Return for each paper: its name, whether the patient is within the limits, the pages, and what is wrong."""
    profile = Draw(number).patient()
    sheet = build_checklist(profile, CATALOG, DAY).handover
    made = [(paper, pages(render_handover(sheet, paper=paper))) for paper in PAPERS]
    within = within_the_limits(profile)
    return [(paper, within, len(found), list(paper_faults(sheet, paper, found, within))) for paper, found in made]


def piece(start: int) -> tuple[Counter[tuple[str, bool, int]], list[str]]:
    """Print a piece of the patients: how many take how many pages, and every fault with its patient."""
    counts: Counter[tuple[str, bool, int]] = Counter()
    wrong: list[str] = []
    for number in range(start, start + PIECE):
        for paper, within, length, faults in printed(number):
            counts[paper, within, length] += 1
            wrong += [f"{number} on {paper}: {fault}" for fault in faults]
    return counts, wrong


def main(count: int = 2_000, start: int | None = None) -> int:
    """Print so many patients; return 1 where something was found."""
    first = secrets.randbelow(10**9) if start is None else start
    print(f"START {first}")
    began, counts = time.monotonic(), Counter[tuple[str, bool, int]]()
    wrong: list[str] = []
    with ProcessPoolExecutor() as pool:
        for some, faults in pool.map(piece, range(first, first + count, PIECE)):
            counts += some
            wrong += faults
    print(f"{count:,} patients on {len(PAPERS)} papers in {time.monotonic() - began:.0f} s.")
    for (paper, within, length), times in sorted(counts.items()):
        print(f"{times:>7}  {paper}, {'within the limits' if within else 'beyond them'}: {length} pages")
    print("\n".join(wrong[:40]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
