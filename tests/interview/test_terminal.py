"""The interview in a real terminal: walked, resized, gone back in, killed; `tests/long` does it at every prompt."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ivfprep.interview.flow import Flow, View
from ivfprep.interview.paths import Data
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.session import Session
from ivfprep.interview.talk import Talk, screen_of
from ivfprep.loading.answers import read_data
from tests.commands import PATIENCE
from tests.interview.content import load_catalog, load_interview
from tests.interview.robots import keys_for
from tests.interview.terminals import PLACES, Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")]

TODAY = date(2026, 11, 21)
INTERVIEW, CATALOG = load_interview(), load_catalog()
RELEVANCE = Relevance(CATALOG, TODAY)
ESC, CTRL_C, CTRL_D = "\x1b", "\x03", "\x04"
BEGINNING = 24
LISTS = ("ticks", "choices", "which")


class Walker:
    """Answers the program in a terminal, knowing where it stands from the saved answers alone."""

    def __init__(self, folder: Path, quick: bool = False, **how: Any) -> None:
        self.session, self.quick, self.how = Session(read_data, folder), quick, how
        self.flow = Flow(INTERVIEW, CATALOG, TODAY, RELEVANCE.useful, quick)
        self.options = ["--quick"] if quick else []
        self.open()

    def open(self) -> None:
        self.terminal = Terminal(self.session.folder, options=self.options, **self.how)

    def reopen(self) -> None:
        self.open()
        if self.session.load() is not None:
            self.terminal.wait_for("I have saved answers")
            self.terminal.send("1\r")

    def here(self) -> tuple[View, Any]:
        view = self.flow.look(self.session.load() or {"format": 1})
        return view, self.flow.current(view)

    def shown(self) -> None:
        view, seen = self.here()
        screen = screen_of(Talk(self.flow, TODAY), view, seen)
        self.terminal.wait_for(" ".join(screen.whole.split())[:BEGINNING])

    def answer(self) -> None:
        view, seen = self.here()
        before = self.session.load()
        keys = keys_for(view, seen, CATALOG)
        self.terminal.send(keys.replace("\r\r", "\r") if seen.step.prompt.kind in LISTS else keys)
        self.terminal.wait(lambda: self.is_saved(before), f"an answer to {seen.step.key}")

    def is_saved(self, before: Data | None) -> bool:
        """Return whether an answer is there; what was not seen of a list is passed over."""
        if self.is_asked_again():
            self.terminal.send("\r")
            self.terminal.wait(lambda: not self.is_asked_again() or self.session.load() != before, "the second Enter")
        return self.session.load() != before

    def is_asked_again(self) -> bool:
        return "Enter again goes on" in self.terminal.words()

    def walk(self) -> int:
        count = 0
        while self.here()[1] is not None:
            self.shown()
            self.answer()
            count += 1
        return count


def finish(terminal: Terminal) -> int:
    terminal.wait_for("Do you want to change something?")
    terminal.send("1\r")
    terminal.wait_for("Your page is ready")
    terminal.send("8\r")
    terminal.wait_for("keep, move or delete")
    terminal.send("1\r")
    return terminal.finish()


def go_back_and_forth(walker: Walker) -> None:
    """Go back one prompt, keep what stands there, and be where we were."""
    before, (view, seen), shown = walker.session.load(), walker.here(), walker.terminal.words()
    earlier = walker.flow.before(view, seen.step)
    walker.terminal.send(ESC)
    if earlier is None:
        walker.terminal.wait_for("This is the first question.")
    else:
        walker.terminal.wait(
            lambda: (
                walker.terminal.words() != shown
                and any(sign in walker.terminal.words() for sign in ("so far", "Keep my answer", "[", "\u25cf"))
            ),
            "the earlier answer",
        )
        walker.terminal.send("\r")
    walker.shown()
    assert walker.session.load() == before


def test_a_short_interview_is_walked_to_the_list(tmp_path: Path) -> None:
    walker = Walker(tmp_path / "private", quick=True, columns=40, lines=10)
    assert walker.walk() > 5
    assert finish(walker.terminal) == 0
    assert "THE FRONT" in walker.terminal.raw.decode()


def close_window(terminal: Terminal) -> None:
    """Take the window away, and wait for the program for as long as it takes to save."""
    terminal.child.ptyproc.fileobj.close()  # type: ignore[attr-defined] # the types leave it out
    terminal.child.wait()
    terminal.child.close()


ENDS: dict[str, Callable[[Terminal], Any]] = {
    "kill": lambda terminal: terminal.child.kill(signal.SIGKILL),
    "terminate": lambda terminal: terminal.child.kill(signal.SIGTERM),
    "closed window": close_window,
    "Ctrl-C": lambda terminal: terminal.send(CTRL_C),
    "Ctrl-D": lambda terminal: terminal.send(CTRL_D),
}


@pytest.mark.parametrize(("way", "code"), [("terminate", 130), ("Ctrl-C", 130), ("Ctrl-D", 0)])
@pytest.mark.parametrize("face", [[], ["--plain"]], ids=["menu", "plain"])
def test_how_it_ends_when_it_is_ended(tmp_path: Path, way: str, code: int, face: list[str]) -> None:
    terminal = Terminal(tmp_path, options=face)
    terminal.wait_for("How many embryo transfers")
    ENDS[way](terminal)
    assert terminal.finish() == code
    terminal.wait_for("Your answers are saved. To go on, type: ivfprep start")


def test_a_window_that_changes_its_size_goes_on(tmp_path: Path) -> None:
    walker = Walker(tmp_path / "private")
    walker.shown()
    walker.answer()
    for lines, columns in ((10, 40), (40, 120), (24, 80)):
        walker.terminal.child.setwinsize(lines, columns)
        walker.terminal.screen.resize(lines, columns)
        walker.shown()
        walker.answer()


@pytest.mark.parametrize(
    "how", [{"TERM": "dumb"}, {"IVFPREP_PLAIN": "1"}, {"options": ["--plain"]}, {"columns": 30, "lines": 8}]
)
def test_the_plain_face_draws_nothing(tmp_path: Path, how: Any) -> None:
    terminal = Terminal(tmp_path, **how)
    terminal.wait_for("How many embryo transfers")
    terminal.send("2\r")
    terminal.wait_for("Type a number, or not sure.")
    terminal.send("stop\r")
    assert terminal.finish() == 0
    assert b"\x1b" not in terminal.raw
    assert b"\xe2" not in terminal.raw  # where box drawing and bullets begin


def test_pasted_lines_answer_no_prompt_that_nobody_has_seen(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, options=["--plain"])
    terminal.wait_for("How many embryo transfers")
    terminal.send("2\r1\r3\r")
    terminal.wait_for('I cannot read "2 1 3" as a number.')
    terminal.send("stop\r")
    assert terminal.finish() == 0
    assert Session(read_data, tmp_path).load() is None


def test_without_a_terminal_it_refuses_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.interview.drive", str(tmp_path / "private")]
    ended = subprocess.run(
        command,
        input="1\n1\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=PLACES,
        check=False,
    )
    assert ended.returncode == 2
    assert "ivfprep make" in ended.stderr
    assert ended.stdout == ""
    assert not (tmp_path / "private").exists()


@pytest.mark.parametrize(
    ("sign", "prompt"), [(signal.SIGTERM, "How many embryo transfers"), (signal.SIGHUP, "How did this transfer end")]
)
def test_a_request_to_end_while_keys_come_ends_it(tmp_path: Path, sign: signal.Signals, prompt: str) -> None:
    """It came among the tasks of the loop, was said to be unhandled, and the program ran on."""
    for _ in range(2):
        terminal = Terminal(tmp_path)
        if prompt != "How many embryo transfers" and "transfers" not in (Session(read_data, tmp_path).load() or {}):
            terminal.wait_for("How many embryo transfers")
            terminal.send("1\r")
        elif prompt != "How many embryo transfers":
            terminal.wait_for("I have saved answers")
            terminal.send("1\r")
        terminal.wait_for(prompt)
        for _ in range(20):
            terminal.send("xy\x7f\x7f")
        terminal.child.kill(sign)
        terminal.send("xy")
        assert terminal.finish() == 130
        assert b"Traceback" not in terminal.raw
        assert b"Unhandled" not in terminal.raw
