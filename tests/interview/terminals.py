"""A terminal with the interview in it: what is on its screen, and keys for it. One is real, one is only a screen."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from ivfprep.interview.askers.menu import Menu, Streams
from ivfprep.interview.asking import Ask, Reply
from tests.child import Child
from tests.commands import PATIENCE
from tests.interview.robots import send

ROOT = Path(__file__).parents[2]
PLACES = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
AGAIN = 0.3
"""After so many seconds without a sign what is waited for is looked for again: it may be in a file."""

QUIET = 0.3
"""So many seconds without a sign on the screen are an end of drawing."""


class Terminal:
    """The interview in a window of so many columns and lines."""

    def __init__(self, folder: Path, columns: int = 80, lines: int = 24, options: Any = (), **environment: str) -> None:
        known = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_START") if name in os.environ}
        env = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **known, **PLACES, **environment}
        command = ["-m", "tests.interview.drive", str(folder), *options]
        self.screen = pyte.HistoryScreen(columns, lines, history=2000, ratio=1)
        self.child = Child(command, (lines, columns), self.shows, env=env)
        self.stream, self.raw = pyte.ByteStream(self.screen), b""

    def read(self) -> None:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self.stream.feed(data)

    def shows(self) -> str:
        """Return what stands on the screen, line by line."""
        return "\n".join(self.screen.display)

    def words(self) -> str:
        """Return what stands on the screen, as one line with single spaces."""
        return " ".join(" ".join(self.screen.display).split())

    def wait(self, condition: Any, what: str = "") -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            seen, patience, alive = len(self.raw), time.monotonic() + AGAIN, self.child.isalive()
            self.read()
            while len(self.raw) == seen and time.monotonic() < patience and self.child.isalive():
                self.read()
            silent = len(self.raw) == seen and (not alive or self.child.is_stuck())
            in_vain = (silent or time.monotonic() > end) and not condition()
            assert not in_vain, f"Waited for {what!r} in vain; on the screen:\n{self.shows()}"

    def wait_for(self, text: str) -> None:
        self.wait(lambda: text in self.words(), text)

    def settle(self) -> None:
        """Wait until nothing more is drawn."""
        end, seen = time.monotonic() + QUIET, len(self.raw)
        while time.monotonic() < end:
            self.read()
            if len(self.raw) > seen:
                end, seen = time.monotonic() + QUIET, len(self.raw)

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def finish(self) -> int:
        """Wait for the end of the program and return its exit code."""
        self.wait(lambda: not self.child.isalive(), "the end")
        self.read()
        if self.child.exitstatus is not None:
            return self.child.exitstatus
        return -(self.child.signalstatus or 0)


class Screen:
    """A screen that the menu face draws on in this process, which is ten times as fast as a terminal with a program.

    `shown` is what stood on it since the last prompt began, until `awaited` stood there.
    """

    encoding = "utf-8"

    def __init__(self, columns: int, lines: int) -> None:
        self.awaited = self.shown = ""
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.Stream(self.screen)
        self.output = Vt100_Output(self, lambda: Size(lines, columns), term="xterm-256color", enable_cpr=False)  # type: ignore[arg-type] # what it needs of a TextIO

    def write(self, text: str) -> None:
        self.stream.feed(text)

    def flush(self) -> None:
        if not self.awaited or self.awaited not in self.shown:
            self.shown += " ".join(" ".join(self.screen.display).split()) + "\n"

    def say(self, text: str) -> None:
        Menu(write=lambda lines: self.write(lines.replace("\n", "\r\n") + "\r\n")).say(text)
        self.flush()

    def ask(self, screen: Ask, keys: str) -> Reply:
        self.shown = ""
        with create_pipe_input() as pipe:
            send(pipe, keys)
            return Menu(Streams(pipe, self.output), self.say).ask(screen)
