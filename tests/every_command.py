"""Every command there is, as words to run it by: for tests that must hold for all of them."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from ivfprep.cli import app
from tests.commands import EXAMPLES, PATIENT, ROOT

PACK = str(ROOT / "tests" / "toy_packs" / "riverside")

QUIET = {
    "version": ["--version"],
    "help": ["--help"],
    "demo": ["demo", "aps", "--all", "--pack", PACK],
    "make": ["make", PATIENT],
    "make, text": ["make", PATIENT, "--format", "text", "--documents-only"],
    "make, json": ["make", PATIENT, "--format", "json"],
    "make, markdown": ["make", PATIENT, "-o", "page.md"],
    "make, html": ["make", PATIENT, "-o", "page.html"],
    "make, pdf": ["make", PATIENT, "-o", "page.pdf", "--large"],
    "make, a folder": ["make", "answers", "-o", "sheets"],
    "print": ["print", PATIENT, "--yes"],
    "handout": ["handout", "ivig", "--clinic", "clinic.yaml", "-o", "handout.pdf"],
    "handout, every": ["handout", "--every", "--format", "html", "-o", "handouts"],
    "page": ["page", "--clinic", "clinic.yaml", "-o", "page.html"],
    "clinic": ["clinic", "--clinic", "clinic.yaml", "--pack", PACK],
    "explain": ["explain", PATIENT],
    "check": ["check", "--coverage"],
    "check, a pack": ["check", PACK],
    "sources": ["sources"],
    "forget": ["forget"],
}
"""Commands that ask nothing."""

ASKING = {"start": ["start", "--plain", "--quick"], "notes": ["notes", "mine.yaml", "--plain"]}
"""Commands that need a terminal; without one they refuse."""


def names() -> set[str]:
    """Return the name of each command of the program."""
    return set(get_command(app).commands)  # type: ignore[attr-defined] # a group of commands


def prepare(home: Path) -> None:
    """Put what the commands need into a home folder, with a printer that takes everything."""
    (home / "clinic.yaml").write_text("name: Riverside\nlogo: logo.png\n")
    (home / "logo.png").write_bytes(PIXEL)
    (home / "mine.yaml").write_bytes(Path(PATIENT).read_bytes())
    (home / "answers").mkdir()
    for name in ("aps", "losses"):
        (home / "answers" / f"{name}.yaml").write_bytes((EXAMPLES / f"{name}.yaml").read_bytes())
    (home / "bin").mkdir()
    printer = home / "bin" / "lp"
    printer.write_text("#!/bin/sh\ncat >/dev/null\n")
    printer.chmod(0o755)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
"""A PNG of one white pixel."""
