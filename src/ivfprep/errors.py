"""What can go wrong, as values: where it is, what happened, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong in one place.

    `line` and `column` count from 1; 0 means that the whole file is meant. `hint` says what to do and may be empty.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return `file:line:column: message`, with the hint on a line of its own."""
        file = harmless(self.file).replace("\n", "?")
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return harmless(f"{place}: {self.message}" + (f"\n    {self.hint}" if self.hint else ""))


def harmless(text: str) -> str:
    """Return `text` without a sign that could steer a terminal: names of files and typed words stand in messages."""
    return "".join(sign if sign == "\n" or sign.isprintable() else " " if sign == "\t" else "?" for sign in text)


class IvfprepError(Exception):
    """Something that the person at the keyboard can mend; `exit_code` is what the program ends with."""

    exit_code = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = [problems] if isinstance(problems, Problem) else sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BadInput(IvfprepError):
    """The answers, or the words of the call, cannot be used (exit 2)."""


class BadContent(IvfprepError):
    """The questions, flags or rules are broken (exit 3)."""

    exit_code = 3


class OutputFailed(IvfprepError):
    """The result could not be written (exit 4)."""

    exit_code = 4
