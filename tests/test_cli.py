"""The program as its users meet it: every command, every format, and everything that can be wrong with the input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ivfprep.loading.content import example_names, find_data
from tests.golden_files import check_golden

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "data" / "examples"
PATIENT = str(EXAMPLES / "first_transfer.yaml")
DAY = "1795219200"  # 2026-11-21
KEYS = ["format", "questions", "flags", "evidence", "safety_card", "top", "left_out", "sources", "content"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


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


def refused(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert "Traceback" not in message
    assert not done.stdout
    return message


@pytest.mark.parametrize("name", example_names())
def test_the_demo_shows_every_made_up_patient(name: str, home: Path) -> None:
    done = run("demo", name, home=home)
    assert done.returncode == 0
    assert "my top questions" in done.stdout.decode()
    assert f"a made-up patient, {name}" in done.stderr.decode()
    assert not list(home.iterdir())


@pytest.mark.parametrize("columns", ["80", "40"])
def test_the_demo_is_the_page_that_was_looked_at(columns: str, home: Path) -> None:
    check_golden(f"demo-terminal-{columns}.txt", run("demo", home=home, COLUMNS=columns).stdout.decode())


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_each_format_is_the_one_that_was_looked_at(form: str, ending: str, home: Path) -> None:
    check_golden(f"demo.{ending}", run("make", PATIENT, "--format", form, home=home).stdout.decode())


def test_there_are_six_made_up_patients_or_more() -> None:
    assert len(example_names()) >= 6


def test_json_is_stable_and_complete(home: Path) -> None:
    done, again = (run("make", PATIENT, "--format", "json", home=home) for _ in range(2))
    assert done.stdout == again.stdout
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    question = {"id", "add_on", "topic", "text", "why", "rank", "status", "claims", "because"}
    assert all(question <= set(line) for line in found["questions"])
    assert all({*question, "level", "ask"} <= set(line) for line in found["flags"])
    assert {"version", "checked", "next_check", "hash"} <= set(found["content"])
    ids = {line["id"] for line in (*found["questions"], *found["flags"])}
    assert len(found["top"]) == 3
    assert set(found["top"]) <= ids
    assert {line["id"] for line in found["left_out"]} <= ids
    assert sorted(line["rank"] for line in (*found["questions"], *found["flags"])) == list(range(1, len(ids) + 1))


def test_all_prints_what_the_short_page_leaves_out(home: Path) -> None:
    short, whole = (run("make", PATIENT, *more, home=home).stdout.decode() for more in ((), ("--all",)))
    assert "more are not printed" in short
    assert "more are not printed" not in whole
    assert len(whole) > len(short)


def test_documents_only_says_how_much_it_leaves_out(home: Path) -> None:
    page = run("make", str(EXAMPLES / "losses.yaml"), "--documents-only", "--all", home=home).stdout.decode()
    assert "from labels and newer findings are left out here" in page
    assert "not from the five documents]" not in page


def test_standard_input_is_a_file_of_answers(home: Path) -> None:
    done = run("make", "-", "--format", "json", home=home, stdin=Path(PATIENT).read_bytes())
    assert done.stdout == run("make", PATIENT, "--format", "json", home=home).stdout


@pytest.mark.parametrize(
    ("name", "start"), [("page.md", "# "), ("page.json", "{"), ("page.txt", "Questions"), ("page", "Q")]
)
def test_a_file_is_written_in_the_format_of_its_ending(name: str, start: str, home: Path) -> None:
    done = run("make", PATIENT, "-o", name, home=home)
    assert done.returncode == 0
    assert not done.stdout
    assert (home / name).read_text("utf-8").startswith(start)
    assert (home / name).stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_stays_unless_forced(home: Path) -> None:
    (home / "page.md").write_text("mine")
    assert "--force" in refused(run("make", PATIENT, "-o", "page.md", home=home), code=4)
    assert (home / "page.md").read_text() == "mine"
    assert run("make", PATIENT, "-o", "page.md", "--force", home=home).returncode == 0
    assert (home / "page.md").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("place", ["nowhere/page.md", "."])
def test_a_place_that_cannot_be_written_is_said(place: str, home: Path) -> None:
    assert refused(run("make", PATIENT, "-o", place, home=home), code=4)
    assert not list(home.iterdir())


def test_explain_says_why_and_why_not(home: Path) -> None:
    one = run("explain", PATIENT, "--id", "early", home=home).stdout.decode()
    assert "On the list" in one
    assert "transfers that did not lead to a pregnancy: 1" in " ".join(one.split())
    whole = run("explain", PATIENT, home=home).stdout.decode()
    assert "To find out" in whole
    assert "Not on the list" in whole
    assert "Did you mean 'early'?" in refused(run("explain", PATIENT, "--id", "erly", home=home))


def test_sources_names_documents_and_what_is_newer(home: Path) -> None:
    page = run("sources", home=home).stdout.decode()
    assert "no date given" in page
    assert page.count("Not from the five documents.") == 21


def test_check_finds_nothing_wrong_with_what_is_shipped(home: Path) -> None:
    done = run("check", home=home)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"79 claims" in done.stdout


def test_check_of_answers_and_of_broken_content(home: Path) -> None:
    assert run("check", PATIENT, home=home).returncode == 0
    (home / "questions.yaml").write_text("questions: [{id: Broken}]\n")
    done = run("check", str(home), home=home)
    assert done.returncode == 3
    assert b"questions.yaml:1:" in done.stderr


def test_version_and_help(home: Path) -> None:
    assert run("--version", home=home).stdout.startswith(b"ivfprep 0.")
    assert "gives no advice" in " ".join(run("--help", home=home).stdout.decode().split())


BAD_ANSWERS = {
    "tab": ("format: 1\n\tx: 1\n", "2:1"),
    "unclosed": ("format: 1\nadd_ons: [{id: ivig}\n", "2:"),
    "add-on": ("format: 1\nadd_ons: [{id: dexamethason}]\n", "Write `dexamethasone` if that is meant."),
    "history": ("format: 1\nhistory: {diabetis: yes}\n", "Did you mean 'diabetes'?"),
    "outcome": ("format: 1\ntransfers: [{outcome: faild}]\n", "no_pregnancy"),
    "chance": ("format: 1\ntransfers: [{chance: 140}]\n", "from 0 to 100"),
    "date": ("format: 1\ntransfers: [{when: 2091}]\n", "2:20"),
    "visit": ('format: 1\nvisit: {date: "2091-01-01"}\n', "2:15"),
    "newer": ("format: 2\n", "newer version"),
    "no format": ("transfers: none\n", "format: 1"),
    "empty": ("", "empty"),
    "twice": ("format: 1\nformat: 1\n", "2:1"),
    "alias": ("format: 1\nx: &a [1]\ny: *a\n", "2:"),
    "deep": ("format: 1\nx: " + "[" * 5000, "deep"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_bad_answers_are_refused_with_a_place_and_a_remedy(name: str, home: Path) -> None:
    text, remedy = BAD_ANSWERS[name]
    (home / "answers.yaml").write_text(text)
    message = refused(run("make", "answers.yaml", home=home))
    assert message.startswith("answers.yaml")
    assert remedy in message
    assert [file.name for file in home.iterdir()] == ["answers.yaml"]
    assert (home / "answers.yaml").read_text() == text


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_missing_file_and_a_folder_are_refused(name: str, home: Path) -> None:
    assert refused(run("make", name, home=home))
    assert not list(home.iterdir())


def test_without_saved_answers_it_says_how_to_begin(home: Path) -> None:
    assert "Type `ivfprep`" in refused(run("make", home=home))


@pytest.mark.parametrize("words", [(), ("start",), ("start", "--plain"), ("--quick",)])
def test_the_interview_refuses_what_is_not_a_terminal(words: tuple[str, ...], home: Path) -> None:
    assert "ivfprep make" in refused(run(*words, home=home, stdin=b"1\n" * 50))
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    "words", [("make", PATIENT, "--format", "pdf"), ("demo", "nobody"), ("nonsense",), ("make", "--what")]
)
def test_wrong_words_are_refused(words: tuple[str, ...], home: Path) -> None:
    assert refused(run(*words, home=home))


def test_a_screen_that_is_not_utf8_gets_plain_text(home: Path) -> None:
    done = run("demo", home=home, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout.isascii()


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_nothing_is_coloured_outside_a_terminal(environment: dict[str, str], home: Path) -> None:
    assert b"\x1b" not in run("demo", home=home, **environment).stdout


def test_a_closed_pipe_ends_quietly(home: Path) -> None:
    program = f"{sys.executable} -m ivfprep demo | head -1"
    done = subprocess.run(["sh", "-c", program], capture_output=True, check=True, env={**os.environ, "HOME": str(home)})
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_old_content_is_said_on_the_page(home: Path) -> None:
    page = run("demo", home=home, SOURCE_DATE_EPOCH="1858291200").stdout.decode()
    assert "due for a check on 2027-05-21" in " ".join(page.split())


def test_forget_says_what_it_cannot_delete(home: Path) -> None:
    saved = home / "data" / "ivfprep"
    done = run("forget", home=home)
    assert done.returncode == 0
    assert b"no saved answers" in done.stdout
    assert b"printer" in done.stdout
    assert not saved.exists()


def test_the_data_is_that_of_the_checkout() -> None:
    assert find_data() == ROOT / "data"
