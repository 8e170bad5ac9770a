"""What a command opens first: the content, with a clinic's packs, and the saved answers. Light, for a quick start."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ivfprep.catalog import Catalog
from ivfprep.cli.streams import say
from ivfprep.cli.world import NOTHING_SAVED
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.content import find_data, load_catalog

if TYPE_CHECKING:
    from ivfprep.interview.session import Session

COMMENT: Final = r"(?:^|\s)#"
"""Where a comment of YAML may begin; a sign inside of quotes looks the same, and a warning too many does no harm."""

Packs: TypeAlias = Sequence[Path] | None
"""The folders of a clinic's packs, if any."""


def catalog_with(packs: Packs) -> Catalog:
    """Return the shipped content with a clinic's packs; raises BadContent with every problem of theirs."""
    if not packs:
        return _shipped()
    from ivfprep.loading.packs import load_with_packs

    return load_with_packs(find_data(), packs)


@cache
def _shipped() -> Catalog:
    return load_catalog()


def files_of(packs: Packs) -> list[Path]:
    """Return every file of a clinic's packs: none may be lost to a result."""
    return [file for folder in packs or () if folder.is_dir() for file in folder.rglob("*")]


def private_session() -> Session:
    """Return the session of our private folder, whether or not it holds answers."""
    from ivfprep.interview.session import Session

    return Session(read_saved)


def own_session(file: Path) -> Session:
    """Return the session of a person's own file."""
    from ivfprep.interview.session import Session

    return Session.at(read_saved, file)


def read_saved(path: Path, notice: Callable[[str], None]) -> dict[str, Any]:
    """Return the plain data of an answers file; raises BadInput."""
    from ivfprep.loading.answers import read_data  # the first question of somebody new does not wait for it

    return read_data(path, notice, _shipped())


def saved_session() -> Session:
    """Return the session that holds the saved answers; raises BadInput when there are none, or a link to some."""
    session = private_session()
    session.check_private()
    if not session.file.is_file():
        hint = "Type `ivfprep` to answer the questions, or name a file: ivfprep make FILE."
        raise BadInput(Problem("ivfprep", 0, 0, NOTHING_SAVED, hint))
    return session


def warn_of_comments(answers: str | None) -> None:
    """Say before anything is saved to a person's own file that the comments in it will be lost, if it has any."""
    if answers is None:
        return
    from ivfprep.interview.answers_file import HEADER
    from ivfprep.loading.files import read_file

    lines = (line.strip() for line in read_file(Path(answers)).splitlines())
    if any(re.search(COMMENT, line) for line in lines if line not in HEADER.splitlines()):
        say(f"{answers} has comments (after #). Saving your notes writes the file anew without them.")
        say("To keep them, stop now (Ctrl-C), copy the file, and come back.")
