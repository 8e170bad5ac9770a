"""A folder of answers gives a folder of sheets: what a clinic does for a day."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import html5lib
import pexpect
import pytest

from tests.commands import EXAMPLES, PATIENCE, refused, run
from tests.every_command import PACK
from tests.test_faults import Window

RECORD = "made-by-ivfprep"
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
    assert sorted(path.name for path in sheets.iterdir()) == sorted([*(f"{name}{ending}" for name in NAMES), RECORD])
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
    assert "`ivfprep check` with this file shows what is wrong there." in message
    assert "diabetis" not in message
    assert "Of 4 files of answers: 3 written, 0 there already, 1 with a fault." in message
    assert not (home / "sheets" / "bad.json").exists()


def test_a_sheet_of_answers_that_broke_later_is_said_to_be_old(home: Path, answers: Path) -> None:
    run("make", str(answers), "-o", "sheets", "--format", "json", home=home)
    (answers / "aps.yaml").write_text("format: 1\nhistory: {diabetis: yes}\n")
    message = refused(run("make", str(answers), "-o", "sheets", "--format", "json", home=home))
    assert "Sheets of older answers are still there: aps.json." in message


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
    for number in range(12):
        (answers / f"patient-{number:02}.yaml").write_bytes((EXAMPLES / "several_at_once.yaml").read_bytes())
    command = [sys.executable, "-m", "ivfprep", "make", str(answers), "-o", "sheets"]
    child = subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE)
    sheets, end = home / "sheets", time.monotonic() + PATIENCE
    while time.monotonic() < end and not (sheets.is_dir() and len(list(sheets.glob("*.pdf"))) > 3):
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130
    assert b"run the same line again" in said
    assert b"Traceback" not in said
    made = list(sheets.glob("*.pdf"))
    assert 3 < len(made) < 15
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    again = run("make", str(answers), "-o", "sheets", home=home)
    assert again.returncode == 0
    assert f"{15 - len(made)} written, {len(made)} there already" in again.stderr.decode()


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


def make(home: Path, *words: str) -> str:
    done = run("make", "answers", "-o", "sheets", "--format", "html", *words, home=home)
    assert done.returncode == 0, done.stderr
    return done.stderr.decode()


def times(home: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (home / "sheets").glob("*.html")}


def test_what_changed_is_made_again_and_named_with_the_reason_and_the_rest_is_left(home: Path, answers: Path) -> None:
    make(home)
    before = times(home)
    assert "0 written, 3 there already" in make(home)
    (answers / "aps.yaml").write_bytes((answers / "aps.yaml").read_bytes() + b"own_questions: [And my mother?]\n")
    said = make(home)
    assert "Made again, because the answers changed: aps.html." in said
    assert "1 written, 2 there already" in said
    assert "And my mother?" in (home / "sheets" / "aps.html").read_text("utf-8")
    assert {name for name, time in times(home).items() if time != before[name]} == {"aps.html"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--documents-only"], "other options were given"),
        (["--clinic", "clinic.yaml"], "the clinic's file or logo changed"),
        (["--pack", "pack"], "the questions and rules, or a pack, changed"),
    ],
)
def test_other_options_a_clinic_and_a_pack_make_all_of_them_again(
    words: list[str], why: str, home: Path, answers: Path
) -> None:
    (home / "clinic.yaml").write_text("name: Riverside\n")
    copytree(PACK, home / "pack")
    make(home)
    said = make(home, *words)
    assert f"Made again, because {why}: aps.html, first_transfer.html, losses.html." in said
    assert "0 written, 3 there already" in make(home, *words)


def test_a_logo_that_changed_makes_them_again(home: Path, answers: Path) -> None:
    (home / "clinic.yaml").write_text("name: Riverside\nlogo: logo.svg\n")
    for width in (8, 9):
        (home / "logo.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='9'/>")
        assert "3 written" in make(home, "--clinic", "clinic.yaml")


def test_a_sheet_that_somebody_changed_is_never_replaced_unasked(home: Path, answers: Path) -> None:
    make(home)
    (home / "sheets" / "aps.html").write_text("mine")
    (answers / "aps.yaml").write_bytes((answers / "aps.yaml").read_bytes() + b"allergies: nuts\n")
    done = run("make", "answers", "-o", "sheets", "--format", "html", home=home)
    assert "there already" in refused(done, code=4)
    assert (home / "sheets" / "aps.html").read_text() == "mine"
    assert "3 written" in make(home, "--force")


def test_a_record_that_is_lost_or_broken_loses_nothing(home: Path, answers: Path) -> None:
    make(home)
    for text in ("", "nonsense", "{}", "[]", '{"aps.html": 7}', '{"aps.html": {"answers": "x"}}'):
        (home / "sheets" / RECORD).write_text(text)
        assert "0 written, 3 there already" in make(home)
    assert "0 written, 3 there already" in make(home)


def test_the_record_holds_no_answer(home: Path, answers: Path) -> None:
    (answers / "aps.yaml").write_text("format: 1\nvisit: {name: Zebrafish}\nhistory: {diabetes: yes}\n")
    make(home, "--index")
    record = (home / "sheets" / RECORD).read_text()
    assert "Zebrafish" not in record
    assert "diabetes" not in record
    assert stat.S_IMODE((home / "sheets" / RECORD).stat().st_mode) == 0o600


def test_sheets_of_nobody_are_named_and_left(home: Path, answers: Path) -> None:
    make(home, "--index")
    (answers / "aps.yaml").unlink()
    assert "No answers belong to these any more" in make(home, "--index")
    assert (home / "sheets" / "aps.html").is_file()


def test_files_of_one_name_get_sheets_of_their_own(home: Path, answers: Path) -> None:
    for name in ("aps.yml", "APS.yaml", "index.yaml"):
        (answers / name).write_text(f"format: 1\nown_questions: [From {name}?]\n")
    assert "6 written" in make(home, "--index")
    pages = {path.name: path.read_text("utf-8") for path in (home / "sheets").glob("*.html")}
    assert len({name.casefold() for name in pages}) == 7
    for name in ("aps.yml", "APS.yaml", "index.yaml"):
        assert [page for page in pages if f"From {name}?" in pages[page] and page != "index.html"]
    assert "To raise first" in pages["index.html"]
    (answers / "aps.yml").unlink()
    assert "written" in make(home)


def test_the_index_says_who_which_treatments_what_first_and_where_and_that_it_is_private(
    home: Path, answers: Path
) -> None:
    hostile = "'<script>alert(1)</script> & \u202e'"
    (answers / "b c&d.yaml").write_text(f"format: 1\nvisit: {{name: {hostile}}}\nadd_ons: [{{id: ivig}}]\n")
    (answers / "bad.yaml").write_text("format: 1\nhistory: {diabetis: yes}\n")
    done = run("make", "answers", "-o", "sheets", "--format", "html", "--index", home=home)
    assert done.returncode == 2
    assert "This page holds private health facts of many people." in done.stderr.decode()
    file = home / "sheets" / "index.html"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = file.read_text("utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    rows = [["".join(cell.itertext()) for cell in row] for row in tree.iter("tr")]
    assert rows[0] == ["Who", "Visit", "Treatments", "To raise first", "Sheet"]
    assert rows[1][0] == "aps"
    assert "intralipids" in rows[1][2]
    assert "allergy to peanut" in rows[1][3]
    assert rows[2][0].startswith("<script>")
    assert "\u202e" not in rows[2][0]
    assert rows[3] == ["bad.yaml", "", "", "", "These answers could not be used."]
    assert not list(tree.iter("script"))
    assert "private health facts of many people" in page
    links = [link.get("href") for link in tree.iter("a")]
    assert "./b%20c%26d.html" in links
    assert not (home / "sheets" / "bad.html").exists()
    file.write_text("mine")
    again = run("make", "answers", "-o", "sheets", "--format", "html", "--index", home=home)
    assert again.returncode == 4
    assert file.read_text() == "mine"


def test_without_being_asked_for_there_is_no_index(home: Path, answers: Path) -> None:
    make(home)
    assert not (home / "sheets" / "index.html").exists()
    assert "--index" in refused(run("make", "answers/aps.yaml", "--index", home=home))


def test_a_bar_says_how_long_it_still_takes_where_somebody_watches(home: Path, answers: Path) -> None:
    window = Window(home, "make", "answers", "-o", "sheets", "--format", "html")
    window.child.expect(pexpect.EOF)
    assert re.search(r"Sheets.*100%.*\d:\d\d:\d\d", str(window.child.before), re.DOTALL)


def test_a_folder_of_answers_is_checked_as_answers(home: Path, answers: Path) -> None:
    done = run("check", "answers", home=home)
    assert done.returncode == 0, done.stderr
    assert b"Checked 3 files: no problem." in done.stdout
    (answers / "bad.yaml").write_text("format: 1\nhistory: {diabetis: yes}\n")
    (answers / "worse.yaml").write_text("format: 1\n\tx: 1\n")
    done = run("check", "answers", home=home)
    assert done.returncode == 2
    assert b"bad.yaml:2:11" in done.stderr
    assert b"worse.yaml:2:1" in done.stderr
    assert b"Checked 5 files: 2 problems." in done.stdout
