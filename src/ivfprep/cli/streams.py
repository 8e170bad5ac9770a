"""The streams and signals that the caller gives to the program, made fit for any of its commands."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import typer

from ivfprep.errors import OutputFailed, Problem, harmless

SIGNALLED = 128
"""What a shell adds to the number of the signal that ended a program."""


def open_streams() -> None:
    """Put an empty stream where the caller closed one; raise OutputFailed where nothing could be shown."""
    nowhere = Path(os.devnull)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # a letter of another encoding is no reason to end
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


def say(text: str) -> None:
    """Print `text` on standard error, where there is still something to print on; the work is done either way."""
    try:
        typer.echo(harmless(text), err=True)
    except OSError:
        _lead_nowhere(sys.stderr)


def give_up_output() -> None:
    """Lead what is left to print nowhere: the interpreter would complain of it again at its end."""
    _lead_nowhere(sys.stdout)


def _lead_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
