"""Every command, watched once from inside: it opens no socket, leaves no copy behind and loads only what it shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.every_command import ASKING, QUIET, names, prepare

HEAVY = {"prompt_toolkit", "questionary", "rich", "typst", "jinja2", "markupsafe"}
HEAVY |= {"platformdirs"} if sys.platform == "linux" else set()
ALLOWED: dict[str, set[str]] = {
    "demo": {"rich"},
    "make": {"rich"},
    "make, html": {"jinja2", "markupsafe"},
    "make, pdf": {"typst"},
    "make, a folder": {"typst", "rich"},
    "print": {"typst"},
    "handout": {"typst", "rich"},
    "handout, every": {"jinja2", "markupsafe", "rich"},
    "page": {"jinja2", "markupsafe"},
}
"""What each command needs of the heavy libraries; a command that is not named here needs none."""

QUICK = [["--version"], ["--help"]]
"""Words that are answered without yaml; the version tells of the content, and help reads nothing."""

WATCHED = """
import atexit, sys
def watch(event, details):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.__stderr__.write(f"NETWORK {event} {details}\\n")
sys.addaudithook(watch)
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


def watched(words: list[str], home: Path, **environment: str) -> tuple[subprocess.CompletedProcess[bytes], set[str]]:
    """Return a command that was run, and the top-level modules that it loaded; it read the content once at most."""
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PATH": f"{home / 'bin'}:/usr/bin:/bin"}
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    command = [sys.executable, "-c", WATCHED, *words]
    done = subprocess.run(command, capture_output=True, check=False, cwd=home, env={**kept, **env, **environment})
    _, told, rest = done.stderr.decode().rpartition("READS ")
    assert told, done.stderr
    reads, _, loaded = rest.partition(" MODULES ")
    assert int(reads) <= (0 if words == ["--help"] else 1)
    return done, {name.partition(".")[0] for name in loaded.split()}


def test_no_command_is_forgotten_here() -> None:
    assert {words[0] for words in (*QUIET.values(), *ASKING.values()) if not words[0].startswith("-")} == names()


@pytest.mark.parametrize("name", QUIET)
def test_it_opens_no_socket_leaves_no_temporary_copy_and_loads_what_it_shows(
    name: str, home: Path, tmp_path: Path
) -> None:
    prepare(home)
    before = files_in(home)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    python = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done, modules = watched(QUIET[name], home, TMPDIR=str(temporary), TERM="xterm", **python)
    assert done.returncode == 0, done.stderr
    assert b"NETWORK" not in done.stderr
    assert modules & HEAVY <= ALLOWED.get(name, set())
    assert "yaml" not in modules or QUIET[name] not in QUICK
    assert files_in(temporary) == set()
    new = files_in(home) - before
    wanted = {word for word in QUIET[name] if word.startswith(("page.", "handout."))}
    folder = next((word for word in QUIET[name] if word in ("sheets", "handouts")), "")
    assert {file for file in new if not (folder and file.startswith(f"{folder}/"))} == wanted
    assert not [file for file in new if Path(file).name.startswith(".")]


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
