"""Somebody who answers: decides what to reply to a screen, and types it in one face or the other."""

from __future__ import annotations

import random
from typing import Any

from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from ivfprep.catalog import Catalog
from ivfprep.interview.askers.menu import Menu, Streams
from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.asking import Ask, Command, Reply, Row
from ivfprep.interview.flow import Seen, View
from ivfprep.interview.steps import options

MOST_ALIKE, MOST_SCREENS = 5, 1500
"""So often the same screen may get the same reply in a row, and so many screens an interview may have at most."""

LINES = {
    "a number": ["1", "2"],
    "a date such as March": ["March 2024", "about 2023", "13/04/2024"],
    "a date such as 3": ["3 April 2027", "not sure"],
    "a number out": ["40%", "30-40"],
    "the number": ["0161 496 0000"],
    "as you were told it": ["6 of 10"],
}


def decide(screen: Ask, seed: int) -> Reply:  # noqa: PLR0911 - one for each kind of screen
    """Return a reply, always the same one for the same screen and seed: a row, rows, text, lines or a command."""
    chance = random.Random(f"{seed}{screen.text}{screen.part}{screen.rows}")  # noqa: S311 - the same every time
    if screen.text.startswith("These are your answers"):
        return "go_on"
    if "both" in [row.value for row in screen.rows]:
        return "both"
    refused = screen.kind == "line" and screen.note
    if refused or (chance.random() < 0.1 and "lose" not in screen.help):
        return Command.SKIP
    if screen.kind == "one":
        return chance.choice([row for row in screen.rows if row.value != "stop_now"]).value
    if screen.kind == "many":
        rows = [row for row in screen.rows if row.value != "some"]
        first = chance.choice(rows)
        others = [] if first.alone else [row for row in rows if not row.alone and chance.random() < 0.2]
        return tuple(row.value for row in screen.rows if row in (first, *others))
    if screen.kind == "lines":
        return ("What comes next?",)
    return next(
        (chance.choice(texts) for start, texts in LINES.items() if screen.example.startswith(start)), "Some words"
    )


class Asked:
    """What somebody was asked and replied: it fails where the interview gets nowhere, which would go on for ever."""

    def __init__(self) -> None:
        self.count = self.alike = 0
        self.last: tuple[Ask, Any] | None = None

    def note(self, screen: Ask, reply: Any) -> None:
        """Keep a screen and the reply to it. Raises AssertionError for the same ones once too often."""
        self.alike = self.alike + 1 if (screen, reply) == self.last else 1
        self.last, self.count = (screen, reply), self.count + 1
        told = f"{screen.whole!r} is asked again, with the note {screen.note!r}, and the reply is {reply!r} again."
        assert self.alike < MOST_ALIKE, told
        assert self.count < MOST_SCREENS, f"After {self.count} screens the interview is not over. {told}"


def numbers(screen: Ask, reply: Any) -> list[str]:
    values = [row.value for row in screen.rows]
    return [str(values.index(one) + 1) for one in ([reply] if isinstance(reply, str) else reply)]


def line_of(screen: Ask, reply: Any) -> str:
    """Return the line to type: what there is to say at first, and then none."""
    said: tuple[str, ...] = (reply,) if isinstance(reply, str) else reply
    return "" if screen.begun else said[0]


class PlainRobot:
    """Types words and numbers into the plain face."""

    def __init__(self, seed: int, decide: Any = decide) -> None:
        self.seed, self.decide = seed, decide
        self.typed: list[str] = []
        self.written: list[str] = []
        self.face = Plain(self._read, self.written.append)
        self.repeated = 0
        self.asked = Asked()

    def _read(self, prompt: str) -> str:
        """Type the next line, and Enter alone where rows were not read out yet."""
        if not self.typed:
            self.repeated += 1
            assert "not read out yet" in " ".join(self.written[-1].split())
            assert self.repeated < MOST_ALIKE, self.written[-1]
            return ""
        return self.typed.pop(0)

    def say(self, text: str) -> None:
        self.face.say(text)

    def ask(self, screen: Ask) -> Reply:
        reply = self.decide(screen, self.seed)
        self.asked.note(screen, reply)
        self.repeated = 0
        self.typed[:] = self._lines(screen, reply)
        found = self.face.ask(screen)
        assert not self.typed
        return found

    def _lines(self, screen: Ask, reply: Any) -> list[str]:
        if isinstance(reply, Command):
            return [reply.value]
        if screen.kind == "lines":
            return [line_of(screen, reply)]
        if screen.kind == "line":
            return [reply]
        return [", ".join(numbers(screen, reply))]


class MenuRobot:
    """Presses keys in the menu face."""

    def __init__(self, seed: int, decide: Any = decide) -> None:
        self.seed, self.decide = seed, decide
        self.said: list[str] = []
        self.asked = Asked()

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, screen: Ask) -> Reply:
        reply = self.decide(screen, self.seed)
        self.asked.note(screen, reply)
        with create_pipe_input() as keys:
            send(keys, self._keys(screen, reply))
            return Menu(Streams(keys, DummyOutput()), self.say).ask(screen)

    def _keys(self, screen: Ask, reply: Any) -> str:
        if isinstance(reply, Command):
            return f"{reply.value}\r"
        if screen.kind == "lines":
            return f"{line_of(screen, reply)}\r"
        if screen.kind == "line":
            return f"{reply}\r"
        typed = numbers(screen, reply)
        # The second Enter is for a list that does not fit its window, and was not seen to its end.
        return "".join(f"{number} " for number in typed) + "\r\r" if screen.kind == "many" else typed[0] + "\r"


class BothRobots:
    """Answers each screen in both faces, which must make the same of it."""

    def __init__(self, seed: int) -> None:
        self.plain, self.menu = PlainRobot(seed), MenuRobot(seed)

    def say(self, text: str) -> None:
        self.plain.say(text)

    def ask(self, screen: Ask) -> Reply:
        replies = self.plain.ask(screen), self.menu.ask(screen)
        # In a list of many the plain face keeps the order of the rows, the menus that of the ticks.
        plain, menu = (
            sorted(reply) if screen.kind == "many" and isinstance(reply, tuple) else reply for reply in replies
        )
        assert plain == menu
        return replies[0]


def press(screen: Ask, keys: str) -> Reply:
    """Return what the menu face makes of these keys."""
    with create_pipe_input() as pipe:
        send(pipe, keys)
        return Menu(Streams(pipe, DummyOutput()), lambda text: None).ask(screen)


def send(pipe: PipeInput, keys: str) -> None:
    """Press keys, and no more: a face that waits for another one ends with EOFError.

    Escape is known only when nothing follows it for a while, so there the keyboard stays.
    """
    pipe.send_text(keys)
    if not keys.endswith("\x1b"):
        pipe.close()


def type_lines(screen: Ask, *lines: str) -> tuple[Reply, str]:
    """Return what the plain face makes of these lines, and all that it wrote."""
    left = list(lines)
    written: list[str] = []
    reply = Plain(lambda prompt: left.pop(0), written.append).ask(screen)
    return reply, "".join(written)


def type_and_enter(screen: Ask, line: str) -> tuple[Reply, str]:
    """Return the same of one line, and Enter alone as often as it takes, at most three times."""
    left = [line, "", "", ""]
    written: list[str] = []
    reply = Plain(lambda prompt: left.pop(0), written.append).ask(screen)
    return reply, "".join(written)


class Scripted:
    """Replies by the words of the screen; `default` answers everything else. Keeps what it was asked and told."""

    def __init__(self, *script: Any, default: Any = Command.SKIP) -> None:
        self.script, self.default = list(script), default
        self.asked: list[Ask] = []
        self.said: list[str] = []
        self.replied = Asked()

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, screen: Ask) -> Reply:
        self.asked.append(screen)
        reply = self._reply(screen)
        self.replied.note(screen, reply)
        return reply

    def _reply(self, screen: Ask) -> Reply:
        for pair in self.script:
            if pair[0] in screen.whole:
                self.script.remove(pair)
                reply: Reply = pair[1]
                return reply
        otherwise: Reply = self.default
        return "go_on" if screen.text.startswith("These are your answers") else otherwise

    def texts(self) -> list[str]:
        return [screen.opening or screen.text for screen in self.asked]


TYPED = {"when": "March 2024", "day": "3 April 2027", "count": "1", "how_many": "2", "chance": "40"}
CHOSEN = {"outcome": "miscarriage", "status": "taking"}


def keys_for(view: View, seen: Seen, catalog: Catalog) -> str:
    """Return what to press for an answer to a step."""
    prompt = seen.step.prompt
    if prompt.kind in ("ticks", "choices", "which"):
        return "1 \r\r"
    if prompt.kind in ("choice", "fit"):
        listed = options(seen.step, view.answers, catalog)
        values = [option.value for option in listed if option.value not in seen.without]
        return (
            numbers(Ask("one", "", rows=tuple(Row(one, one) for one in values)), CHOSEN.get(prompt.id, values[0]))[0]
            + "\r"
        )
    if prompt.kind == "notice":
        return "1\r"
    if prompt.id.startswith("phone_"):
        return "0161 496 0000\r"
    return TYPED.get(prompt.kind, "Some words") + ("\r\r" if prompt.kind == "lines" else "\r")
