"""A template that was compiled beforehand is taken as it is, and only where it was made from the same text."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from ivfprep.render.beforehand import ENDING, Beforehand

NAME, NOW, BEFORE = "one.html", "It is {{ 'now' }}.", "It was before."


def rendered(folder: Path) -> str:
    cache = Beforehand(folder)
    return (
        Environment(loader=DictLoader({NAME: NOW}), bytecode_cache=cache, autoescape=True).get_template(NAME).render()
    )


def keep(folder: Path, source: str) -> None:
    """Put a file there that says it was compiled from `source`, and whose code says BEFORE."""
    environment, cache = Environment(autoescape=True), Beforehand(folder)
    bucket = cache.get_bucket(environment, NAME, None, source)
    bucket.code = environment.compile(BEFORE, NAME, NAME)
    (folder / f"{NAME}{ENDING}").write_bytes(bucket.bytecode_to_string())


def test_what_was_compiled_is_taken_wherever_it_was_made(tmp_path: Path) -> None:
    keep(tmp_path, NOW)
    assert rendered(tmp_path) == BEFORE


@pytest.mark.parametrize("data", [b"", b"j2 of another Python"])
def test_what_does_not_fit_is_compiled_again_and_nothing_is_written(data: bytes, tmp_path: Path) -> None:
    keep(tmp_path, f"{NOW} ")
    assert rendered(tmp_path) == "It is now."
    (tmp_path / f"{NAME}{ENDING}").write_bytes(data)
    assert rendered(tmp_path) == "It is now."
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(f"{NAME}{ENDING}", data)]
