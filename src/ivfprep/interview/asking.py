"""What passes between the interview and a face: a screen to show, and what the person did with it."""

from __future__ import annotations

from enum import Enum
from typing import Literal, NamedTuple, Protocol, TypeAlias


class Command(Enum):
    """What a person can do at every prompt besides answering it; the value is the word to type."""

    BACK = "back"
    SKIP = "skip"
    STOP = "stop"
    KEEP = "keep"


HELP_WORDS = ("?", "help", "why")
COMMANDS = {command.value: command for command in Command} | {
    **dict.fromkeys(("go back", "previous"), Command.BACK),
    **dict.fromkeys(("quit", "exit"), Command.STOP),
}
CHOOSE = "Choose an answer"
SOME = "some"
"""The row that leads on to a list of what she is not sure about."""

STILL = "still"
"""The row of what she said that she is not sure about, where she goes back to a list."""


class ClosedWindow(BaseException):
    """The window was closed, or the system asked the program to end."""


class Row(NamedTuple):
    """A row to choose; one that stands `alone` excludes the others.

    `group` heads the rows that stand together, and `also` are other names that a row is found by. Those of them that
    are kept with the answer are `called`, each with the value that says so.
    """

    value: str
    label: str
    alone: bool = False
    group: str = ""
    also: tuple[str, ...] = ()
    called: tuple[tuple[str, str], ...] = ()


class Ask(NamedTuple):
    """One screen. `so_far` is the answer that stands already, in words; with it a bare Enter keeps that answer.

    `id` names the screen: the prompt that it asks, or what else it is. `typed` is the kind of the
    prompt, and `standing` the row or the text that answers it already; `can_be_unsure` says that
    "not sure" can be typed.
    `part` says how far the interview is, `note` what was not understood, `example` what to type. `may_be_empty` takes
    an empty line for an answer. `ticked` are the rows that are ticked already. Where there is an `other`, what is typed
    and is no row is an answer too: `other` and the words, with NAMED between them. In what is to be put in `order` the
    first three are chosen. `progress` is the part that is asked now, and how many there are; both 0 outside of them.
    `answers` are all that stand, in their parts: a face that has room shows them, and the reply can be one to change.
    `opening` is said before the question, and `aloud` is what the person can say to somebody else, word for word.
    Where lines are typed, one is a reply, and asked for again with `begun` until an empty one ends them; a page gives
    all of them at once. `rest` is what a row counts as that is not ticked. `empty` is the row that is meant where
    nothing is ticked and that is confirmed; "" where a row has to be ticked.
    """

    kind: Literal["one", "many", "line", "lines", "order"]
    text: str
    help: str = ""
    rows: tuple[Row, ...] = ()
    part: str = ""
    note: str = ""
    example: str = ""
    so_far: str = ""
    may_be_empty: bool = False
    ticked: tuple[str, ...] = ()
    other: str = ""
    id: str = ""
    typed: str = ""
    standing: str = ""
    can_be_unsure: bool = False
    progress: tuple[int, int] = (0, 0)
    begun: bool = False
    opening: str = ""
    aloud: str = ""
    answers: tuple[Row, ...] = ()
    rest: str = ""
    empty: str = ""

    @property
    def whole(self) -> str:
        """Return all that stands before the rows, as one text."""
        said = f'You can say: "{self.aloud}"' if self.aloud else ""
        return " ".join(text for text in (self.opening, self.text, said) if text)


Reply: TypeAlias = str | tuple[str, ...] | Command
"""The value of a row or a typed line; the values of several rows or lines; or a command."""


def said_of_rest(screen: Ask, reply: object) -> str:
    """Return what the rows that were not ticked count as, in a sentence; "" where none is left, or more is asked."""
    if not screen.rest or not isinstance(reply, tuple) or SOME in reply:
        return ""
    alone = [row.value in reply for row in screen.rows if row.alone]
    left = [row for row in screen.rows if not row.alone and row.value not in (*reply, SOME, STILL)]
    return f"What you did not tick counts as {screen.rest}." if left and not any(alone) else ""


def label_of(screen: Ask, value: str) -> str:
    """Return the label of a row, ended as a sentence."""
    return next(f"{row.label.rstrip('.')}." for row in screen.rows if row.value == value)


class Asker(Protocol):
    """A face of the interview. An end of input or Ctrl-C raises EOFError or KeyboardInterrupt."""

    def ask(self, screen: Ask) -> Reply:
        """Show a screen, explain it when asked to, and return the reply."""
        ...

    def say(self, text: str) -> None:
        """Show some lines that need no reply."""
        ...


def command_in(text: str) -> Command | None:
    """Return the command that a person typed in place of an answer, or None."""
    return COMMANDS.get(text.strip().lower())


def asks_for_help(text: str) -> bool:
    """Return whether a person typed one of the words that ask why."""
    return text.strip().lower() in HELP_WORDS
