"""The streams and signals that the caller gives to the program, made fit for any of its commands."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import typer

from ivfprep.errors import OutputFailed, Problem

SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""


def open_streams() -> None:
    """Put an empty stream where the caller closed one; raise OutputFailed where nothing could be shown."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = nowhere.open("w", encoding="utf-8")
        raise OutputFailed(Problem("standard output", 0, 0, "It is closed, so nothing can be shown.", "Open it."))


def end_in_order() -> None:
    """Let a request to end, and a closed window, run what tidies up; the interview has its own way."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(SIGNALLED + number))


def complain(text: str) -> None:
    """Print `text` as an error, where there is still something to print on."""
    with suppress(OSError):
        typer.echo(text, err=True)


def give_up_output() -> None:
    """Lead what is left to print nowhere: the interpreter would complain of it again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
