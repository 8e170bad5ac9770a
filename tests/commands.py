"""The program run as its users run it, in a home folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "data" / "examples"
PATIENT = str(EXAMPLES / "first_transfer.yaml")
DAY = "1795219200"  # 2026-11-21


def run(*words: str, home: Path, stdin: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    private = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "SOURCE_DATE_EPOCH": DAY, "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-m", "ivfprep", *words],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        env={**kept, **private, "PYTHONUTF8": "1", **environment},
        cwd=home,
    )


def processor_seconds() -> float:
    """Return what the programs run so far took of the processor; other programs on the machine add nothing to it."""
    times = os.times()
    return times.children_user + times.children_system


def refused(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert "Traceback" not in message
    assert not done.stdout
    return message
