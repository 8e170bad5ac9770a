"""Every prompt of the long interview on a screen: gone back from, left in every way, and resumed at."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from ivfprep.interview.asking import Ask, Reply
from ivfprep.interview.conversation import FIRST, Stopped
from ivfprep.interview.flow import Flow
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from tests.interview.content import load_catalog, load_interview
from tests.interview.robots import keys_for
from tests.interview.terminals import Screen

TODAY = date(2026, 11, 21)
INTERVIEW, CATALOG = load_interview(), load_catalog()
FLOW = Flow(INTERVIEW, CATALOG, TODAY, Relevance(CATALOG, TODAY).useful)
ESC, CTRL_C, CTRL_D = "\x1b", "\x03", "\x04"
SAVED, ALL = "I have saved answers", "These are your answers"
BEGINNING = 24


class Person:
    """Sits at the screen and answers, knowing where the program stands from the saved answers alone.

    At each prompt that is new, `turn` says what to press first; the prompt must come again, and is answered then.
    """

    def __init__(self, folder: Path, columns: int, lines: int) -> None:
        self.folder, self.screen = folder, Screen(columns, lines)
        self.turned: list[str] = []

    def say(self, text: str) -> None:
        self.screen.say(text)

    def ask(self, screen: Ask) -> Reply:
        keys, self.screen.awaited = self.press(screen), " ".join(screen.text.split())[:BEGINNING]
        try:
            return self.screen.ask(screen, keys)
        finally:
            assert self.screen.awaited in self.screen.shown

    def saved(self) -> object:
        return Session(read_data, self.folder).load()

    def press(self, screen: Ask) -> str:
        if screen.begun:
            return "\r"
        if screen.text.startswith((SAVED, ALL)):
            return "1\r" if screen.text.startswith(SAVED) else "go on\r"
        view = FLOW.look(Session(read_data, self.folder).load() or {"format": 1})
        seen = FLOW.current(view)
        assert seen is not None
        here = f"{seen.step.key} {seen.step.path}"
        if here not in self.turned:
            self.turned.append(here)
            self.before, self.text = self.saved(), screen.part + screen.text
            return self.turn(FLOW.before(view, seen.step) is not None)
        assert self.saved() == self.before
        if screen.part + screen.text != self.text:
            return self.elsewhere(screen)
        return keys_for(view, seen, CATALOG)

    def turn(self, has_earlier: bool) -> str:
        raise NotImplementedError

    def elsewhere(self, screen: Ask) -> str:
        raise AssertionError(f"{screen.text!r} came in the place of {self.text!r}")


class Returning(Person):
    """Goes back one prompt, keeps what stands there, and is where they were."""

    kept = 0

    def turn(self, has_earlier: bool) -> str:
        self.has_earlier = has_earlier
        return ESC

    def elsewhere(self, screen: Ask) -> str:
        assert self.has_earlier
        assert screen.so_far
        self.kept += 1
        return "\r"

    def say(self, text: str) -> None:
        super().say(text)
        assert text != FIRST or not self.has_earlier


class Leaving(Person):
    """Leaves, begins again, and is where they were."""

    ways = cycle((CTRL_C, CTRL_D, "stop\r"))

    def turn(self, has_earlier: bool) -> str:
        return next(self.ways)


def run(person: Person, folder: Path) -> None:
    run_interview(INTERVIEW, CATALOG, TODAY, person, Session(read_data, folder))


def test_going_back_from_every_prompt_leads_there_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "10")
    person = Returning(tmp_path / "private", 40, 10)
    run(person, person.folder)
    assert person.kept == len(person.turned) - 1 > 25  # there is nothing before the first


def test_leaving_at_every_prompt_it_resumes_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    person, times = Leaving(tmp_path / "private", 80, 24), 0
    while True:
        try:
            run(person, person.folder)
        except (KeyboardInterrupt, EOFError, Stopped):
            times += 1
            assert person.saved() == person.before
        else:
            break
    assert times == len(person.turned) > 25
