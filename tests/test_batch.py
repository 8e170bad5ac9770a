"""A folder of answers gives a folder of sheets: what a clinic does for a day."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import EXAMPLES, refused, run

NAMES = ("aps", "first_transfer", "losses")


@pytest.fixture
def answers(home: Path) -> Path:
    folder = home / "answers"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.yaml").write_bytes((EXAMPLES / f"{name}.yaml").read_bytes())
    (folder / "notes.txt").write_text("not answers")
    return folder


@pytest.mark.parametrize(("form", "ending"), [("pdf", ".pdf"), ("html", ".html"), ("json", ".json")])
def test_each_file_gives_a_sheet_that_only_its_owner_can_read(
    home: Path, answers: Path, form: str, ending: str
) -> None:
    done = run("make", str(answers), "-o", "sheets", "--format", form, home=home)
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    assert "Of 3 files of answers: 3 written" in done.stderr.decode()
    sheets = home / "sheets"
    assert sorted(path.name for path in sheets.iterdir()) == [f"{name}{ending}" for name in NAMES]
    assert stat.S_IMODE(sheets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in sheets.iterdir()} == {0o600}
    one = run("make", str(answers / "aps.yaml"), "-o", f"one{ending}", "--format", form, home=home)
    assert one.returncode == 0
    assert (sheets / f"aps{ending}").read_bytes() == (home / f"one{ending}").read_bytes()


def test_one_bad_file_does_not_stop_the_rest_and_is_named_with_its_place(home: Path, answers: Path) -> None:
    (answers / "bad.yaml").write_text("format: 1\nhistory: {diabetis: yes}\n")
    done = run("make", str(answers), "-o", "sheets", "--format", "json", home=home)
    message = refused(done)
    assert "bad.yaml:2:11" in message
    assert "Did you mean" in message
    assert "Of 4 files of answers: 3 written, 0 there already, 1 with a fault." in message
    assert not (home / "sheets" / "bad.json").exists()


def test_run_again_it_does_what_is_left_and_replaces_nothing_unasked(home: Path, answers: Path) -> None:
    run("make", str(answers), "-o", "sheets", "--format", "json", home=home)
    sheets = home / "sheets"
    (sheets / "aps.json").unlink()
    (sheets / "losses.json").write_text("mine")
    before = (sheets / "first_transfer.json").stat().st_mtime_ns
    message = refused(run("make", str(answers), "-o", "sheets", "--format", "json", home=home), code=4)
    assert "1 written, 1 there already, 1 with a fault" in message
    assert (sheets / "losses.json").read_text() == "mine"
    assert (sheets / "first_transfer.json").stat().st_mtime_ns == before
    done = run("make", str(answers), "-o", "sheets", "--format", "json", "--force", home=home)
    assert done.returncode == 0
    assert json.loads((sheets / "losses.json").read_text())


def test_interrupted_it_leaves_whole_sheets_and_goes_on_the_next_time(home: Path, answers: Path) -> None:
    for number in range(24):
        (answers / f"patient-{number:02}.yaml").write_bytes((EXAMPLES / "several_at_once.yaml").read_bytes())
    command = [sys.executable, "-m", "ivfprep", "make", str(answers), "-o", "sheets"]
    child = subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE)
    sheets, end = home / "sheets", time.monotonic() + 60
    while time.monotonic() < end and not (sheets.is_dir() and len(list(sheets.glob("*.pdf"))) > 3):
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"run the same line again" in said
    assert b"Traceback" not in said
    made = list(sheets.iterdir())
    assert 3 < len(made) < 27
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    again = run("make", str(answers), "-o", "sheets", home=home)
    assert again.returncode == 0
    assert f"{27 - len(made)} written, {len(made)} there already" in again.stderr.decode()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["answers"], 2, "Add -o FOLDER"),
        (["answers", "-o", "notes.txt"], 4, "This is a file, not a folder."),
        (["answers", "-o", "sheets", "--format", "terminal"], 2, "no format named 'terminal'"),
        (["empty", "-o", "sheets"], 2, "There is no file of answers here"),
        (["answers", "-o", "notes.txt/x"], 4, "cannot be made"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(
    home: Path, answers: Path, words: list[str], code: int, said: str
) -> None:
    (home / "notes.txt").write_text("mine")
    (home / "empty").mkdir()
    assert said in refused(run("make", *words, home=home), code=code)
    assert (home / "notes.txt").read_text() == "mine"
    assert not (home / "sheets").exists()


def test_two_files_that_would_have_one_sheet_are_refused(home: Path, answers: Path) -> None:
    (answers / "aps.yml").write_bytes((answers / "aps.yaml").read_bytes())
    assert "Two files of answers are called aps" in refused(run("make", str(answers), "-o", "sheets", home=home))
