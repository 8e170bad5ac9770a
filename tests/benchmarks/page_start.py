"""How fast the page is in headless Chromium, opened from a file: medians beside the aims.

Usage: python -m tests.benchmarks.page_start [ROUNDS]

Chromium does not slow a worker down, so the second column stops the page's own processes for three quarters of the
time, which is what a processor of a quarter of the speed feels like. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.pages import chromium, opened, written

AIMS: Mapping[str, tuple[float, float]] = {
    "first question readable": (300, 1200),
    "engine ready": (2500, 6000),
    "next question": (60, 250),
    "slowest while it loads": (60, 250),
    "first sheet": (500, 2000),
    "first sheet, at once": (500, 2000),
}
"""What is aimed at in milliseconds, at full speed and at a quarter of it.

What only a sheet needs is loaded in small pieces while questions are read. `at once` is the sheet of somebody who is
quicker than that, as no person is.
"""

READS = 0.2
"""Seconds between two replies while it loads: long enough that a piece is loaded in each, short enough to meet them."""

TURN = 0.02
"""Seconds in which a slowed process runs a quarter and waits three."""

TIMED = """async ([name, payload]) => {
  const before = performance.now();
  await window.engine.call(name, payload);
  return performance.now() - before;
}"""


def main() -> None:
    """Print the median of each figure, at both speeds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    columns = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for slow in (False, True):
            runs = [once(browser, Path(folder), slow) for _ in range(rounds)]
            columns.append({name: statistics.median(run[name] for run in runs) for name in AIMS})
    print(f"{len(written().encode()) / 1e6:.1f} MB, {rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()}")
    for name, aims in AIMS.items():
        told = [f"{column[name]:7.0f} ms (aim {aim:5.0f})" for column, aim in zip(columns, aims, strict=True)]
        print(f"{name:26} {'   '.join(told)}")


def once(browser: Browser, folder: Path, slow: bool) -> dict[str, float]:
    """Return the figures of one page, in milliseconds."""
    before = children()
    with opened(browser, folder, "<p>") as (page, _):
        (folder / "page.html").write_text(written(), encoding="utf-8")
        with slowed(children() - before if slow else set()):
            page.goto((folder / "page.html").as_uri(), wait_until="commit")
            found = in_a_hurry(page)
            page.goto("about:blank")
            page.goto((folder / "page.html").as_uri(), wait_until="commit")
            return found | at_ease(page)


def in_a_hurry(page: Page) -> dict[str, float]:
    """Return how long each thing takes on a page that was just opened, for somebody who stops nowhere."""
    page.wait_for_function("window.engine")  # at the end of a long page
    ready = page.evaluate("window.engine.ready.then(() => performance.now())")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    begin(page)
    replies = [timed(page, "reply", {"command": "skip"}) for _ in range(7)]
    return {
        "first question readable": painted,
        "engine ready": ready,
        "next question": statistics.median(replies),
        "first sheet, at once": timed(page, "sheet", {"format": "html"}),
    }


def at_ease(page: Page) -> dict[str, float]:
    """Return how long a reply takes while the rest is loaded, and then the first sheet."""
    page.wait_for_function("window.engine")
    page.evaluate("window.engine.warm.then(() => { window.isWarm = true; }); window.engine.ready")
    begin(page)
    replies = []
    while not page.evaluate("window.isWarm"):
        for command in ("skip", "back"):
            time.sleep(READS)
            replies.append(timed(page, "reply", {"command": command}))
    return {"slowest while it loads": max(replies), "first sheet": timed(page, "sheet", {"format": "html"})}


def begin(page: Page) -> None:
    """Start the interview, and give the first reply, for which a little is loaded too."""
    timed(page, "begin", {"today": "2026-11-21"})
    timed(page, "start", {})
    timed(page, "reply", {"command": "skip"})


def timed(page: Page, name: str, payload: object) -> float:
    """Return the milliseconds that the page waits for one answer of the engine."""
    return float(page.evaluate(TIMED, [name, payload]))


def children() -> set[int]:
    """Return the processes of the browsers that this program started, which draw pages."""
    parents: dict[int, int] = {}
    draws = set()
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            if b"--type=renderer" in (place / "cmdline").read_bytes():
                draws.add(int(place.name))
    return {one for one in draws if os.getpid() in ancestors(one, parents)}


def ancestors(process: int, parents: Mapping[int, int]) -> Iterator[int]:
    """Yield the processes that a process comes from."""
    while process in parents:
        process = parents[process]
        yield process


@contextmanager
def slowed(processes: set[int]) -> Iterator[None]:
    """Let processes run a quarter of the time."""
    ended = threading.Event()

    def slow() -> None:
        while processes and not ended.is_set():
            signalled(processes, signal.SIGSTOP)
            time.sleep(TURN * 3 / 4)
            signalled(processes, signal.SIGCONT)
            time.sleep(TURN / 4)

    thread = threading.Thread(target=slow)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        signalled(processes, signal.SIGCONT)


def signalled(processes: set[int], what: signal.Signals) -> None:
    """Send a signal; a process that has ended takes none."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)


if __name__ == "__main__":
    main()
