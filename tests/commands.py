"""The program run as its users run it, in a home folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from tests.warm import warm

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "data" / "examples"
PATIENT = str(EXAMPLES / "first_transfer.yaml")
DAY = "1795219200"  # 2026-11-21
PATIENCE = 300
"""So many seconds a busy machine may take for what an idle one does in one; to wait for less fails by chance."""


def run(
    *words: str, home: Path, stdin: str | bytes = b"", fresh: bool = False, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program. What Python reads at its start needs a `fresh` one; without that, one that is warm will do."""
    env = environment_of(home, **environment)
    given = stdin.encode() if isinstance(stdin, str) else stdin
    if fresh or not hasattr(os, "fork") or any(name.startswith("PYTHON") for name in environment):
        command = [sys.executable, "-m", "ivfprep", *words]
        return subprocess.run(command, input=given, capture_output=True, check=False, env=env, cwd=home)
    with TemporaryFile() as source, TemporaryFile() as said, TemporaryFile() as complained:
        source.write(given)
        source.seek(0)
        code = run_into(words, env, home, (source, said, complained))
        said.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess(words, code, said.read(), complained.read())


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a person whose home folder this is."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    private = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "SOURCE_DATE_EPOCH": DAY, "COLUMNS": "80"}
    return {**kept, **private, "PYTHONUTF8": "1", **more}


def run_into(words: tuple[str, ...], env: dict[str, str], home: Path, streams: tuple[BinaryIO, ...]) -> int:
    """Run the program, warm, with these as what it reads, says and complains to; return its exit code."""
    code, seconds, memory = warm().run(words, env, home, streams)
    WARM_SECONDS.append(seconds)
    WARM_MEMORY.append(memory)
    return code


WARM_SECONDS: list[float] = []
"""What the programs that ran warm took of the processor."""

WARM_MEMORY: list[int] = []
"""How much memory each of them had at most, in KiB."""


def processor_seconds() -> float:
    """Return what the programs run so far took of the processor; other programs on the machine add nothing to it."""
    times = os.times()
    return times.children_user + times.children_system + sum(WARM_SECONDS)


def refused(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert "Traceback" not in message
    assert not done.stdout
    return message
