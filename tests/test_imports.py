"""What is compiled changes no result, and a list takes little memory; `tests/long` says what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import PATIENT


def test_without_the_compiled_content_the_result_is_the_same(home: Path) -> None:
    """A rule that was changed is never stale: what was compiled is used only for the very files it was made of."""
    script = "from ivfprep.loading import content\ncontent.compiled_catalog = lambda stamp: None\n"
    script += "from ivfprep.__main__ import main\nmain()\n"
    env = {"HOME": str(home), "SOURCE_DATE_EPOCH": "1795219200", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    pages = [
        subprocess.run(
            [sys.executable, *how, "make", PATIENT, "--format", "json"],
            capture_output=True,
            check=True,
            env={**kept, **env},
        ).stdout
        for how in (["-c", script], ["-m", "ivfprep"])
    ]
    assert pages[0] == pages[1]


def test_the_memory_of_a_list_is_near_that_of_the_libraries_it_is_made_with(home: Path) -> None:
    """Peak memory under 1.6 times that of `import typer, yaml`, as a ratio of two processes in one run."""
    pytest.importorskip("resource")
    peaks = [
        peak(words, home)
        for words in (["-c", "import typer, yaml"], ["-m", "ivfprep", "make", PATIENT, "--format", "json"])
    ]
    assert peaks[1] < 1.6 * peaks[0]


def peak(words: list[str], home: Path) -> int:
    """Return the most memory that a process took, in the unit of the platform."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, sys.executable, *words], capture_output=True, check=True, cwd=home
    )
    return int(done.stdout)
