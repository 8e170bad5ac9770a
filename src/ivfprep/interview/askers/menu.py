"""The menu face: lists to move in with the arrow keys, and typed lines, by questionary.

Typed words work in the lists too: they gather in a buffer that is shown, find a row by its words or its number, and are
commands when they spell one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import questionary
from questionary import Choice, Question

from ivfprep.interview.askers.keys import add_keys, rows_of, with_footer
from ivfprep.interview.askers.wrapping import is_small, screen_width, wrap
from ivfprep.interview.asking import CHOOSE, Ask, Command, Reply, Row

KEEP = "keep_my_answer"
NOTHING = "nothing_chosen"


class Streams(NamedTuple):
    """Where keys come from and where the screen goes; None for the terminal. Tests give their own."""

    input: Any = None
    output: Any = None

    def named(self) -> dict[str, Any]:
        """Return those that are given, as questionary takes them."""
        return {name: stream for name, stream in self._asdict().items() if stream is not None}


class Menu:
    """Lists and typed lines in a terminal that can be drawn on."""

    def __init__(self, streams: Streams | None = None, write: Callable[[str], object] = print) -> None:
        self.streams, self.write = streams or Streams(), write

    def say(self, text: str) -> None:
        """Show some lines."""
        self.write("\n".join(wrap(text, screen_width())))

    def ask(self, screen: Ask) -> Reply:
        """Show a screen and return the reply. Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError."""
        if screen.kind == "lines":
            return self._lines(screen)
        if screen.kind == "line":
            return self._line(screen)
        return self._many(screen) if screen.kind == "many" else self._one(screen)

    def _one(self, screen: Ask) -> Reply:
        first = Row(KEEP, f"Keep my answer: {screen.so_far}") if screen.so_far else Row(NOTHING, CHOOSE)
        rows = (first, *screen.rows)
        choices = [Choice(_label(number, row), row.value) for number, row in enumerate(rows)]
        question = questionary.select(
            _heading(screen), choices, qmark="", instruction=" ", pointer=">", use_jk_keys=False, **self.streams.named()
        )
        reply = self._run(question, screen, rows)
        return Command.KEEP if reply == KEEP else reply

    def _many(self, screen: Ask) -> Reply:
        ticked = screen.ticked
        numbered = enumerate(screen.rows, 1)
        choices = [Choice(_label(number, row), row.value, checked=row.value in ticked) for number, row in numbered]
        question = questionary.checkbox(
            _heading(screen), choices, qmark="", instruction=" ", pointer=">", use_jk_keys=False, **self.streams.named()
        )
        reply = self._run(question, screen, screen.rows)
        return Command.KEEP if reply == screen.ticked and screen.so_far else reply

    def _line(self, screen: Ask) -> Reply:
        question = questionary.text(_heading(screen) + "\n", qmark="", instruction=">", **self.streams.named())
        return self._run(question, screen, ())

    def _lines(self, screen: Ask) -> Reply:
        lines: list[str] = []
        while True:
            reply = self._line(screen._replace(so_far="") if lines else screen)
            if reply is Command.KEEP or (lines and (reply == "" or reply is Command.SKIP)):
                return tuple(lines) if lines else Command.KEEP
            if not isinstance(reply, str) or not reply:
                return () if reply == "" else reply
            lines.append(reply)

    def _run(self, question: Question, screen: Ask, rows: tuple[Row, ...]) -> Reply:
        state = add_keys(question.application, screen, rows_of(question.application), rows)
        with_footer(question.application, screen, state, _heading(screen).count("\n") + 1)
        reply: Reply = question.unsafe_ask()
        return reply


def _heading(screen: Ask) -> str:
    if is_small():
        part = screen.part.partition(". ")[0]  # the time that is left has no room here
        lines = [*wrap(part, screen_width() - 1)[:1], *wrap(screen.text, screen_width() - 1)]
    else:
        lines = wrap(f"\n{screen.part}\n\n{screen.text}" if screen.part else f"\n{screen.text}", screen_width() - 1)
    # A line of its own for the answer that stands there once it is given, where there is room.
    return "\n ".join(lines if is_small() else [*lines, ""])


def _label(number: int, row: Row) -> str:
    """Return a numbered row, wrapped by words; the first row of a list of one is no answer and has no number."""
    text = f"{number}. {row.label}" if number else row.label
    return "\n      ".join(wrap(text, screen_width() - len("      ")))


def can_draw() -> bool:
    """Return whether this console can be drawn on; some refuse only when they are opened."""
    try:
        questionary.text("").application.output.get_size()
    except Exception:
        return False
    return True
