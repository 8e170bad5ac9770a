from __future__ import annotations

import signal
from pathlib import Path

import pytest

# A run in the background may be told to ignore Ctrl-C, and so would be each program that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home folder with nothing in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
