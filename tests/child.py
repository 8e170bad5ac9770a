"""A program in a terminal, which fails whoever waits for words that it will never say."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pexpect

from tests.commands import PATIENCE

STUCK = 10
"""So many seconds in which nothing of a program ran, or wanted to, are no load of the machine: it waits for a key."""

LOOK = 0.5
"""After so many seconds of silence it is looked whether the program still runs."""

AT_REST = ("S", "T", "t", "Z", "X")
"""How Linux calls what neither runs, nor waits for the processor or a disk."""


if TYPE_CHECKING:
    Spawn = pexpect.spawn[Any]
else:
    Spawn = pexpect.spawn


class Child(Spawn):
    """A Python program in a terminal of its own; `shows` says what stands there when a wait is in vain."""

    def __init__(
        self,
        words: Sequence[str],
        size: tuple[int, int],
        shows: Callable[[], str] | None = None,
        program: str = sys.executable,
        **how: Any,
    ) -> None:
        super().__init__(program, list(words), dimensions=size, timeout=PATIENCE, **how)
        self.delaybeforesend = None
        self.shows, self.stuck = shows or (lambda: str(self.before)), float(STUCK)
        self._ran: tuple[str, ...] = ()
        self._since = self._looked = time.monotonic()

    def read_nonblocking(self, size: int = 1, timeout: float | None = -1) -> Any:
        """Return what was written, as soon as there is something. Raises TIMEOUT also where nothing more will come."""
        wanted = self.timeout if timeout == -1 else timeout
        end = time.monotonic() + (PATIENCE if wanted is None else wanted)
        while True:
            left = end - time.monotonic()
            try:
                found = super().read_nonblocking(size, min(LOOK, max(left, 0)))
            except pexpect.TIMEOUT:
                if left <= LOOK:
                    raise
                if self.is_stuck():
                    said = f"For {self.stuck:g} seconds it waits for a key, and says nothing more."
                    raise pexpect.TIMEOUT(f"{said} On its screen:\n{self.shows()}") from None
            else:
                self._ran = ()
                return found

    def is_stuck(self) -> bool:
        """Return whether nothing of the program ran, or was ready to, since it was first looked at that long ago."""
        now = time.monotonic()
        if now - self._looked < LOOK:
            return False
        self._looked, ran = now, what_ran(self.pid or 0)
        if not ran or ran != self._ran:
            self._ran, self._since = ran, now
        return now - self._since > self.stuck


def what_ran(session: int) -> tuple[str, ...]:
    """Return how often each thread of a session ran so far; nothing where one of them runs, or it cannot be told."""
    counts = []
    for folder in Path("/proc").glob("[0-9]*"):
        for status in _threads(folder, session):
            found = re.search(r"^State:\t(\w)", status, re.MULTILINE)
            if not found or found[1] not in AT_REST:
                return ()
            counts.append(" ".join(re.findall(r"^(?:Pid|\w+_ctxt_switches):\t(\d+)", status, re.MULTILINE)))
    return tuple(sorted(counts))


def _threads(folder: Path, session: int) -> Iterator[str]:
    """Yield what the system says of each thread of a program, if it belongs to the session."""
    with suppress(OSError):  # it may end while it is looked at
        if re.search(rf"^NSsid:\t{session}\b", (folder / "status").read_text(), re.MULTILINE):
            for thread in (folder / "task").iterdir():
                yield (thread / "status").read_text()
