"""`ivfprep print`: the PDF to the system's printer, or words on how to print it."""

from __future__ import annotations

import shutil
import subprocess  # the system's own print command, with a fixed list of arguments
from pathlib import Path

from ivfprep.cli.streams import say
from ivfprep.cli.tasks import Look, file_bytes, form_of, may_print
from ivfprep.errors import OutputFailed, Problem
from ivfprep.formats import SHEET
from ivfprep.sheet import Checklist

PATIENCE = 60
"""Seconds to wait for the print command."""

COMMANDS = ("lp", "lpr")
"""The print commands of CUPS, which Linux and macOS have; both read a file and take a title."""

BY_HAND = "Make a file and print it from any PDF viewer: ivfprep make -o visit-questions.pdf"
"""How to print where no print command is found."""


def print_sheet(checklist: Checklist, look: Look, printer: str | None, agreed: bool) -> None:
    """Send the sheet to the printer after asking; raises OutputFailed where there is none or it does not take it."""
    command = _command(printer)
    form_of(SHEET, Path(), look)
    if not agreed and not may_print():
        say("Nothing was printed.")
        return
    data = file_bytes(checklist, SHEET, Path(), look)
    _send(command, data)
    say("Sent to the printer. Please fetch it: it holds private health facts.")


def _command(printer: str | None) -> list[str]:
    found = next(filter(None, map(shutil.which, COMMANDS)), None)
    if found is None:
        raise OutputFailed(Problem("print", 0, 0, "No print command was found on this computer.", BY_HAND))
    is_lp = Path(found).name == "lp"
    to = ["-d" if is_lp else "-P", printer] if printer else []
    # The title shows on the printer's screen and in its queue: it says nothing about health.
    return [found, *to, "-t" if is_lp else "-T", "visit-questions", *(["-o", "sides=two-sided-long-edge"])]


def _send(command: list[str], data: bytes) -> None:
    """Give the PDF to the print command by its standard input, so that no copy of it lies on the disk."""
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command
            command, input=data, capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise OutputFailed(Problem("print", 0, 0, "The printer does not answer.", BY_HAND)) from None
    except OSError as error:
        raise OutputFailed(Problem("print", 0, 0, f"The printer could not be reached: {error}.", BY_HAND)) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it does not say why"]
        words = "".join(sign for sign in said[0] if sign.isprintable())
        raise OutputFailed(Problem("print", 0, 0, f"The printer did not take it: {words}", BY_HAND))
