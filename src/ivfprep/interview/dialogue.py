"""The interview as a dialogue: it gives screens and words out, takes replies in, and never waits by itself.

A face in a terminal can wait, so it holds a dialogue from its first screen to its last. A page cannot: it takes one
step, shows the screen that comes of it, and comes back with the reply.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Generic, TypeAlias, TypeVar

from ivfprep.interview.asking import Ask, Asker, Command, Reply, Row

T = TypeVar("T")

Dialogue: TypeAlias = Generator[Ask | str, Reply, T]
"""Yields each screen, whose reply is sent back, and each text that needs no reply; returns what comes out of it."""

ENOUGH = Row("enough", "That is all: fill the rest for me")
NONE = Row("enough", "Choose all three for me")
PLACES = ("first", "second", "third")


def hold(dialogue: Dialogue[T], asker: Asker) -> T:
    """Let `asker` put all of a dialogue to the person, and return what comes out of it."""
    reply: Reply | None = None
    while True:
        try:
            shown = next(dialogue) if reply is None else dialogue.send(reply)
        except StopIteration as end:
            outcome: T = end.value
            return outcome
        if isinstance(shown, str):
            asker.say(shown)
            reply = None
        else:
            reply = hold(_one_by_one(shown), asker) if shown.kind == "order" else asker.ask(shown)


class Stepping(Generic[T]):
    """A dialogue that stands at a screen until it is given a reply.

    `screen` is what it asks, None once it is over; `said` is what it said since the last reply.
    """

    def __init__(self, dialogue: Dialogue[T]) -> None:
        self._dialogue = dialogue
        self.screen: Ask | None = None
        self.said: list[str] = []
        self.outcome: T | None = None
        self._step(None)

    def take(self, reply: Reply) -> None:
        """Go on to the next screen. What the dialogue raises ends it."""
        self.said = []
        self._step(reply)

    def leave(self) -> None:
        """Leave the dialogue where it stands: it puts its things in order, and asks nothing more."""
        self._dialogue.close()

    def _step(self, reply: Reply | None) -> None:
        self.screen, asked = None, reply
        try:
            shown = next(self._dialogue) if asked is None else self._dialogue.send(asked)
            while isinstance(shown, str):
                self.said.append(shown)
                shown = next(self._dialogue)
        except StopIteration as end:
            self.outcome = end.value
        else:
            self.screen = shown


def _one_by_one(screen: Ask) -> Dialogue[Reply]:
    """Ask for the first of a list, then for the next, until it is enough; going back takes the last one out again."""
    chosen: list[str] = []
    while len(chosen) < min(len(PLACES), len(screen.rows)):
        text = f"Which line comes {PLACES[len(chosen)]}?"
        left = [row for row in screen.rows if row.value not in chosen]
        reply = yield screen._replace(kind="one", text=text, rows=(ENOUGH if chosen else NONE, *left), ticked=())
        if reply is Command.STOP or (reply is Command.BACK and not chosen):
            return reply
        if reply is Command.BACK:
            chosen.pop()
        elif isinstance(reply, Command) or reply == ENOUGH.value:
            break
        else:
            chosen.append(str(reply))
    return tuple(chosen)
