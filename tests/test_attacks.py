"""What a hostile tester found: each a case, so that it stays mended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import EXAMPLES, PATIENT, processor_seconds, refused, run
from tests.every_command import PIXEL

CLINIC = "name: Riverside\nlogo: {}\n"


def shell(line: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which `ivfprep` is the program."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    private = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "SOURCE_DATE_EPOCH": "1795219200"}
    function = f'ivfprep() {{ {sys.executable} -m ivfprep "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"{function}\n{line}"],
        capture_output=True,
        check=False,
        cwd=home,
        env={**kept, **private, **environment},
        timeout=120,
    )


def test_a_list_is_never_written_over_the_answers_it_is_made_of(home: Path) -> None:
    own = home / "own.yaml"
    own.write_bytes(Path(PATIENT).read_bytes())
    (home / "data" / "ivfprep").mkdir(parents=True)
    saved = home / "data" / "ivfprep" / "answers.yaml"
    saved.write_bytes(own.read_bytes())
    for output in (own, saved):
        assert "the answers themselves" in refused(run("make", "own.yaml", "-o", str(output), "--force", home=home))
        assert output.read_bytes() == Path(PATIENT).read_bytes()


@pytest.mark.parametrize("command", ["make a.yaml", "demo", "sources", "check", "handout --list", "forget"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_where_nothing_can_be_shown_it_says_so_and_ends_with_4(command: str, where: str, home: Path) -> None:
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    done = shell(f"ivfprep {command} {where}", home)
    assert done.returncode == 4, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"went wrong in ivfprep" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize("line", ["ivfprep make - <&-", "ivfprep start <&-", "ivfprep make a.yaml -o a.txt <&-"])
def test_a_closed_input_is_no_input(line: str, home: Path) -> None:
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    (home / "a.txt").write_text("mine")
    assert shell(line, home).returncode in (2, 4)
    assert (home / "a.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ("make", "n" * 300),
        ("check", "n" * 300),
        ("make", PATIENT, "-o", f"{'n' * 300}.html"),
        ("demo", "--pack", "n" * 300),
        ("make", "loop"),
        ("notes", "loop"),
        ("handout", "--every", "-o", "afile"),
        ("handout", "--every", "-o", "afile/x"),
        ("check", "nowhere/x"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_words(words: tuple[str, ...], home: Path) -> None:
    (home / "afile").write_text("x")
    (home / "loop").symlink_to(home / "pool")
    (home / "pool").symlink_to(home / "loop")
    done = run(*words, home=home)
    assert done.returncode in (2, 3, 4), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("epoch", ["253402300800", "-1e99", "nonsense", "9" * 400])
def test_a_day_that_cannot_be_is_no_day(epoch: str, home: Path) -> None:
    assert run("make", PATIENT, home=home, SOURCE_DATE_EPOCH=epoch).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "own_questions: [" + "a, " * 100_000 + "]",
        "add_ons: [" + "{id: ivig}, " * 1000 + "]",
        "top: [" + "own-1, " * 60_000 + "]",
        "visits: [{date: 2026-99-99, said: {}}]",
        'transfers: [{chance: "101\\n"}]',
    ],
)
def test_answers_that_are_nobodys_are_refused_in_a_moment(text: str, home: Path) -> None:
    (home / "a.yaml").write_text(f"format: 1\n{text}\n")
    start = processor_seconds()
    assert refused(run("make", "a.yaml", home=home))
    assert processor_seconds() - start < 10


def test_the_format_is_a_short_number(home: Path) -> None:
    for text in ("0" * 5000 + "1", "01", "1.0"):
        assert refused(run("make", "-", home=home, stdin=f"format: {text}\n"))


@pytest.mark.parametrize(
    "name", ["../out.png", "/etc/passwd", '"a\\0b"', "pipe", "deep.svg", "wide.png", "short.png", "."]
)
def test_a_logo_that_is_none_is_refused_before_it_is_drawn(name: str, home: Path) -> None:
    (home / "clinic").mkdir()
    (home / "out.png").write_bytes(PIXEL)
    os.mkfifo(home / "clinic" / "pipe")
    (home / "clinic" / "deep.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 50_000)
    (home / "clinic" / "wide.png").write_bytes(PIXEL[:16] + (60_000).to_bytes(4, "big") * 2 + PIXEL[24:])
    (home / "clinic" / "short.png").write_bytes(PIXEL[:8])
    (home / "clinic" / "clinic.yaml").write_text(CLINIC.format(name))
    done = run("handout", "ivig", "--clinic", "clinic/clinic.yaml", "-o", "a.pdf", home=home)
    assert refused(done)
    assert not (home / "a.pdf").exists()


def test_a_file_of_a_pack_that_is_huge_is_not_read(home: Path) -> None:
    pack = home / "pack"
    (pack / "rules").mkdir(parents=True)
    (pack / "pack.yaml").write_text('pack: {id: p, name: P, version: "1"}\n')
    with (pack / "rules" / "z.yaml").open("wb") as large:
        large.truncate(3 * 10**9)
    done = run("check", str(pack), home=home)
    assert done.returncode == 3
    assert b"larger than 1 MB" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_leaves_no_hidden_copy(number: signal.Signals, home: Path) -> None:
    answers = home / "answers"
    answers.mkdir()
    for count in range(80):
        (answers / f"{count}.yaml").write_bytes((EXAMPLES / "several_at_once.yaml").read_bytes())
    for _ in range(3):
        command = [sys.executable, "-m", "ivfprep", "make", str(answers), "-o", "sheets", "--format", "html"]
        child = subprocess.Popen(command, cwd=home, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end and child.poll() is None and not list((home).glob("sheets/*.html")):
            time.sleep(0.005)
        child.send_signal(number)
        child.wait(timeout=60)
        assert not list((home / "sheets").glob(".*"))
        for page in (home / "sheets").iterdir():
            page.unlink()


def test_what_stands_in_a_name_does_not_steer_the_terminal(home: Path) -> None:
    name = "bad\x1b[31mred.yaml"
    (home / name).write_text("format: 2\n")
    assert "\x1b" not in refused(run("make", name, home=home))


def test_a_printer_that_steers_the_terminal_or_says_nothing(home: Path) -> None:
    folder = home / "bin"
    folder.mkdir()
    for script, said in (("printf '\\033]0;x\\a no ink' >&2", "no ink"), ("true", "does not say why")):
        printer = folder / "lp"
        printer.write_text(f"#!/bin/sh\ncat >/dev/null\n{script}\nexit 1\n")
        printer.chmod(0o755)
        message = refused(run("print", PATIENT, "--yes", home=home, PATH=f"{folder}:/usr/bin:/bin"), code=4)
        assert said in message
        assert "\x1b" not in message
