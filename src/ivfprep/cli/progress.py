"""A bar for work on many files: on a terminal, and on standard error alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track

_T = TypeVar("_T")


def progress(what: str, items: Collection[_T]) -> Iterator[_T]:
    """Yield `items` one by one, with a bar that says `what` they are; where nobody watches there is no bar."""
    console = Console(stderr=True)
    yield from track(items, what, console=console, disable=not console.is_terminal)
