"""What a command opens first: the content, with a clinic's packs, and the saved answers. Light, for a quick start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ivfprep.catalog import Catalog
from ivfprep.cli.world import NOTHING_SAVED
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.content import find_data, load_catalog

if TYPE_CHECKING:
    from ivfprep.interview.session import Session

Packs: TypeAlias = Sequence[Path] | None
"""The folders of a clinic's packs, if any."""


def catalog_with(packs: Packs) -> Catalog:
    """Return the shipped content with a clinic's packs; raises BadContent with every problem of theirs."""
    if not packs:
        return load_catalog()
    from ivfprep.loading.packs import load_with_packs

    return load_with_packs(find_data(), packs)


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

    return read_data(path, notice)


def saved_session() -> Session:
    """Return the session that holds the saved answers; raises BadInput when there are none, or a link to some."""
    session = private_session()
    session.check_private()
    if not session.file.is_file():
        hint = "Type `ivfprep` to answer the questions, or name a file: ivfprep make FILE."
        raise BadInput(Problem("ivfprep", 0, 0, NOTHING_SAVED, hint))
    return session
