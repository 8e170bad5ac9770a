from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium, one for all tests of a worker."""
    from tests.browser.pages import chromium  # noqa: PLC0415 - other tests run where no playwright is

    with chromium() as found:
        yield found
