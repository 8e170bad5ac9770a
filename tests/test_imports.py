"""A command loads what it shows and nothing else, told by the names of the modules; the content is read once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import PATIENT
from tests.every_command import QUIET, prepare

HEAVY = {"prompt_toolkit", "questionary", "rich", "typst", "jinja2", "markupsafe"}
ALLOWED: dict[str, set[str]] = {
    "demo": {"rich"},
    "make": {"rich"},
    "make, html": {"jinja2", "markupsafe"},
    "make, pdf": {"typst"},
    "make, a folder": {"typst", "rich"},
    "print": {"typst"},
    "handout": {"typst", "rich"},
    "handout, every": {"jinja2", "markupsafe", "rich"},
}
"""What each command needs of the heavy libraries; a command that is not named here needs none."""

NAMED = """
import atexit, sys
from ivfprep.loading import content
reads = []
inner = content.compiled_catalog
def counted(*words):
    reads.append(words)
    return inner(*words)
content.compiled_catalog = counted
atexit.register(lambda: sys.__stderr__.write(f"\\nREADS {len(reads)} MODULES {' '.join(sys.modules)}"))
from ivfprep.__main__ import main
main()
"""


def modules_of(words: list[str], home: Path, **environment: str) -> tuple[int, set[str]]:
    """Return how often a command read the content, and the top-level modules that it loaded."""
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PATH": f"{home / 'bin'}:/usr/bin:/bin"}
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    command = [sys.executable, "-c", NAMED, *words]
    done = subprocess.run(command, capture_output=True, check=False, cwd=home, env={**kept, **env, **environment})
    _, told, rest = done.stderr.decode().rpartition("READS ")
    assert told, done.stderr
    count, _, names = rest.partition(" MODULES ")
    return int(count), {name.partition(".")[0] for name in names.split()}


@pytest.mark.parametrize("name", QUIET)
def test_a_command_loads_the_heavy_libraries_that_it_shows_and_no_other(name: str, home: Path) -> None:
    prepare(home)
    reads, modules = modules_of(QUIET[name], home, PYTHONUTF8="1", TERM="xterm")
    assert modules & HEAVY <= ALLOWED.get(name, set())
    assert reads <= 1


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_the_version_and_the_help_load_neither_yaml_nor_the_content(words: list[str], home: Path) -> None:
    reads, modules = modules_of(words, home)
    assert not modules & {"yaml", *HEAVY}
    assert reads == 0


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
