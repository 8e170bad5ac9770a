"""Pages that were looked at and found right. To rewrite them: `IVFPREP_UPDATE_GOLDENS=1 pytest`, then read the diff."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str) -> None:
    """Fail unless `text` is, byte for byte, what `tests/golden/<name>` holds."""
    path = GOLDEN / name
    if os.environ.get("IVFPREP_UPDATE_GOLDENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()
