from __future__ import annotations

import signal
from collections.abc import Iterator
from functools import cache
from types import FrameType

import pytest
from prompt_toolkit.application import application

from ivfprep.catalog import Catalog
from ivfprep.prompts import Interview
from tests.interview.content import load_catalog, load_interview

SECONDS = 600
"""A busy machine may take minutes for a test; one that waits for a key that never comes waits for ever."""


@pytest.fixture(scope="session")
def interview() -> Interview:
    return load_interview()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session", autouse=True)
def _keys_are_bound_once() -> Iterator[None]:
    """Share the library's own bindings among prompts: it makes some 600 anew for each, and that takes the longest."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("load_key_bindings", "load_page_navigation_bindings"):
            patch.setattr(application, name, cache(getattr(application, name)))
        yield


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    """A face that waits for a key that never comes fails its test and not the whole run."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"Nothing happened for {SECONDS} seconds.")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
