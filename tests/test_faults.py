"""The faults that programs of this kind meet, each on the finished command."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pexpect
import pyte
import pytest

from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from tests.child import Child
from tests.commands import PATIENCE, PATIENT, ROOT, WARM_MEMORY, processor_seconds, refused, run

ESC, F2, DOWN, CTRL_C, CTRL_D = "\x1b", "\x1bOQ", "\x1b[B", "\x03", "\x04"
WHERE_IS_THE_CURSOR = f"{ESC}[6n"
"""What asks a terminal, and brings up a warning two seconds later where it does not answer."""
HOW_MANY = "How many embryo transfers"
SAVED = "Your answers are saved. To go on, type: ivfprep start"


class Window:
    """The finished command in a terminal, on the private folder of `home`."""

    def __init__(self, home: Path, *words: str, size: tuple[int, int] = (24, 80), **environment: Any) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV", "PYTHONPATH") if name in os.environ}
        private = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        self.session = Session(read_data, home / "data" / "ivfprep")
        self.screen = pyte.Screen(size[1], size[0])
        env = {**kept, **private, **environment}
        self.child = Child(["-m", "ivfprep", *words], size, self.shows, env=env, cwd=str(home), encoding="utf-8")
        self.written: list[str] = []
        self.stream = pyte.Stream(self.screen)
        self.child.logfile_read = SimpleNamespace(write=self.draw, flush=lambda: None)

    def draw(self, text: str) -> None:
        self.written.append(text)
        self.stream.feed(text)

    def shows(self) -> str:
        """Return what stands on the screen, line by line."""
        return "\n".join(self.screen.display)

    def raw(self) -> str:
        """Return all that was written so far."""
        return "".join(self.written)

    def words(self) -> str:
        """Return what stands on the screen, as one line with single spaces."""
        return " ".join(" ".join(self.screen.display).split())

    def wait_for(self, text: str) -> None:
        """Wait until these words are written, whatever is drawn between them."""
        self.child.expect(r"(?:\s|\x1b\[[0-9;?]*[A-Za-z])+".join(map(re.escape, text.split())))

    def wait_until_shown(self, text: str) -> None:
        """Wait until these words stand on the screen, when only what changes is drawn."""
        end = time.monotonic() + PATIENCE
        while text not in self.words():
            in_vain = time.monotonic() > end or self.child.is_stuck()
            self.child.expect([pexpect.TIMEOUT], timeout=0.1)
            assert not in_vain or text in self.words(), f"Waited for {text!r} in vain; on the screen:\n{self.shows()}"

    def type(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)
            time.sleep(0.05)

    def answer(self, *lines: str) -> None:
        """Type lines into the plain face, each when it is waited for."""
        for line in lines:
            self.child.expect(r"\n> ")
            self.child.sendline(line)

    def skip_to(self, text: str) -> None:
        """Skip questions in the plain face until one says `text`."""
        while self.child.expect([re.escape(text), r"\n> "]):
            self.child.sendline("skip")

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def saved(self) -> Any:
        return self.session.load()

    def until_saved(self, key: str) -> None:
        end = time.monotonic() + PATIENCE
        while key not in (self.saved() or {}):
            in_vain = time.monotonic() > end or self.child.is_stuck()
            assert not in_vain or key in (self.saved() or {}), f"{key!r} was not saved; on the screen:\n{self.shows()}"
            time.sleep(0.02)


def make(home: Path, text: str | bytes, *words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    file = home / "answers.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    done = run("make", "answers.yaml", *words, home=home, **how)
    assert file.read_bytes() == (text.encode() if isinstance(text, str) else text), "bad input must not change anything"
    return done


def test_no_terminal_is_said_before_anything_is_asked_with_the_command_that_needs_none(home: Path) -> None:
    for words in ([], ["start"], ["start", "--plain", "--quick"], ["notes", PATIENT]):
        message = refused(run(*words, home=home))
        assert "needs a terminal" in message
        assert "ivfprep make FILE" in message or "README" in message
    assert not list(home.iterdir())


def test_text_from_a_pipe_is_never_an_answer_and_make_reads_a_file_from_one(home: Path) -> None:
    refused(run("start", home=home, stdin=b"1\n" * 100))
    assert not (home / "data").exists()
    done = run("make", "-", "--format", "json", home=home, stdin="format: 1\nhistory: {diabetes: yes}\n")
    assert done.returncode == 0
    assert json.loads(done.stdout)["questions"]


@pytest.mark.parametrize("face", [["--quick"], ["--quick", "--plain"]])
def test_ctrl_c_keeps_what_was_answered_says_how_to_go_on_and_ends_with_130(face: list[str], home: Path) -> None:
    window = Window(home, *face)
    window.wait_for(HOW_MANY)
    window.type("2", "\r")
    window.until_saved("transfers")
    window.wait_for("did your transfers end?")
    window.type(CTRL_C)
    window.wait_for(SAVED)
    assert window.end() == 130
    assert len(window.saved()["transfers"]) == 2


@pytest.mark.parametrize("face", [["--quick"], ["--quick", "--plain"]])
def test_ctrl_d_saves_and_stops_everywhere(face: list[str], home: Path) -> None:
    for count in range(3):
        window = Window(home, *face)
        if count:
            window.wait_for("I have saved answers of yours")
            window.type("1", "\r")
        window.wait_for("did your transfers end?" if count else HOW_MANY)
        window.type(*(("2", "\r") if not count else ()))
        if not count:
            window.until_saved("transfers")
            window.wait_for("did your transfers end?")  # between two questions the terminal itself takes a Ctrl-D
        window.type(CTRL_D)
        assert window.end() == 0
        assert len(window.saved()["transfers"]) == 2


@pytest.mark.parametrize("way", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_a_closed_window_and_a_power_cut_lose_no_answer(way: signal.Signals, home: Path) -> None:
    window = Window(home, "--quick")
    window.wait_for(HOW_MANY)
    window.type("2", "\r")
    window.until_saved("transfers")
    window.child.kill(way)
    window.end()
    assert len(window.saved()["transfers"]) == 2
    assert [path.name for path in window.session.folder.iterdir()] == ["answers.yaml"]


def test_an_earlier_answer_is_changed_by_going_back_in_the_review_or_in_the_file(home: Path) -> None:
    window = Window(home, "--quick", "--plain", TERM="dumb")
    window.answer("2", "back", "3")
    window.skip_to("Do you want to change something?")
    assert len(window.saved()["transfers"]) == 3
    window.type("your transfers\r")
    window.wait_for("Which answer do you want to change?")
    window.type("how many\r")
    window.wait_for(HOW_MANY)
    window.type("4\r")
    window.wait_for("Which answer do you want to change?")
    window.answer("1")
    window.wait_for("Do you want to change something?")
    window.answer("stop")
    window.end()
    assert len(window.saved()["transfers"]) == 4
    file = window.session.file
    file.write_text(file.read_text().replace("format: 1", "format: 1\nallergies: nuts"))
    again = Window(home, "--quick", "--plain", TERM="dumb")
    again.wait_for("I have saved answers of yours")
    again.answer("stop")
    assert again.end() == 0
    assert again.saved()["allergies"] == "nuts"


def test_enter_alone_on_a_list_of_choices_records_nothing(home: Path) -> None:
    window = Window(home, "--quick")
    window.wait_for(HOW_MANY)
    window.type("2", "\r")
    window.wait_for("Type a number or a name")
    before = window.saved()
    window.type("\r", "\r", "\r")
    window.wait_for("Choose an answer first")
    assert window.saved() == before
    window.type("1", "\r")
    window.wait_for("how many pregnancies")
    assert window.saved() != before
    window.type(CTRL_D)
    assert window.end() == 0


def test_an_empty_choice_of_several_is_asked_again_and_none_excludes_the_rest(home: Path) -> None:
    window = Window(home, "--quick", "--plain", TERM="dumb")
    window.answer("0", "0", "", "", "")
    window.answer("none of these", "", "stop")
    assert window.end() == 0
    assert window.saved()["add_ons"] == "none"


def test_not_sure_is_an_answer_and_makes_a_line_to_find_out(home: Path) -> None:
    done = make(home, "format: 1\nadd_ons: [{id: ivig}]\nhistory: {kidney_disease: not_sure}\n", "--format", "json")
    flags = {flag["id"]: flag["status"] for flag in json.loads(done.stdout)["flags"]}
    assert flags["ivig_kidney_disease@ivig"] == "find-out"


def test_in_a_small_window_every_choice_can_be_reached_and_in_a_tiny_one_lines_are_plain(home: Path) -> None:
    window = Window(home, "--quick", size=(10, 40))
    window.wait_for(HOW_MANY)
    window.type("0", "\r")
    window.until_saved("transfers")
    window.type("0", "\r")
    window.until_saved("losses_outside_transfers")
    window.wait_for("1. Dexamethasone")
    window.type(*[DOWN] * 20)
    window.wait_until_shown("None of these")
    window.type(CTRL_D)
    assert window.end() == 0
    tiny = Window(home, "--quick", size=(8, 30))
    tiny.wait_for("so I ask in plain lines.")
    tiny.type(CTRL_D)
    assert tiny.end() == 0


def test_for_a_screen_reader_nothing_is_drawn_twice(home: Path) -> None:
    window = Window(home, "--plain", "--quick")
    window.answer("2", "1", "stop")
    window.child.expect(pexpect.EOF)
    text = str(window.child.before)
    assert ESC not in text
    assert "\r\n" in text


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_none_is_wanted_and_no_warning_about_the_terminal(
    environment: dict[str, str], home: Path
) -> None:
    window = Window(home, "demo", size=(24, 80), **environment)
    window.child.expect(pexpect.EOF)
    text = str(window.child.before)
    assert "My 3 questions" in text
    assert "\x1b[3" not in text
    assert "WARNING" not in text
    asking = Window(home, "--quick", size=(24, 80), **environment)
    asking.wait_for(HOW_MANY)
    asking.type(CTRL_D)
    asking.child.expect(pexpect.EOF)
    assert WHERE_IS_THE_CURSOR not in asking.raw()


def test_a_console_that_cannot_be_drawn_on_gets_plain_lines_and_one_line_of_advice(home: Path) -> None:
    (home / "sitecustomize.py").write_text(
        "import prompt_toolkit.output.defaults as defaults\n"
        "def create_output(*words, **more):\n    raise RuntimeError('no console')\n"
        "defaults.create_output = create_output\n"
    )
    window = Window(home, "--quick", PYTHONPATH=f"{home}{os.pathsep}{ROOT / 'src'}")
    window.wait_for("This window cannot show menus, so I ask in plain lines.")
    window.wait_for(HOW_MANY)
    window.answer("stop")
    assert window.end() == 0


def test_a_screen_or_a_file_that_is_not_utf8(home: Path) -> None:
    done = run("demo", home=home, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert make(home, b"\xef\xbb\xbfformat: 1\nallergies: \xc5\xbb\xc3\xb3\xc5\x82\xc4\x87\n").returncode == 0
    assert "UTF-8" in refused(make(home, b"format: 1\nallergies: caf\xe9\n"))
    (home / "page.txt").unlink(missing_ok=True)
    assert make(home, "format: 1\nown_questions: [Żółć?]\n", "-o", "page.txt", PYTHONUTF8="0").returncode == 0
    assert "Żółć?" in (home / "page.txt").read_text("utf-8")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "terminal"])
def test_marks_of_any_language_in_the_patients_words_are_words(form: str, home: Path) -> None:
    hostile = r"[/] [red]x[/red] <script>alert(1)</script> #raw(\"x\") \e[31m \u202e *b* `c`"
    done = make(home, f'format: 1\nown_questions: ["{hostile}"]\n', "--format", form)
    assert done.returncode == 0
    page = done.stdout.decode()
    assert ESC not in page
    assert "\u202e" not in page
    assert "<script>" not in page or form != "html"
    assert "x" in page


def test_numbers_and_dates_as_people_write_them_are_read_or_asked_back(home: Path) -> None:
    window = Window(home, "--plain", TERM="dumb")
    window.answer("1", "1", "1, 2")
    window.wait_for("When was this transfer itself?")
    window.answer("03/04/25")
    window.wait_for("3 April 2025")
    window.answer("1")
    window.wait_for("fresh or a frozen")
    window.answer("stop")
    window.end()
    assert window.saved()["transfers"][0]["when"] == "3 April 2025"
    asked = refused(make(home, "format: 1\ntransfers: [{when: 03/04/25}]\n"))
    assert "3 April 2025" in asked
    assert "4 March 2025" in asked
    assert "such as 40, or a range such as 30-40" in refused(make(home, 'format: 1\ntransfers: [{chance: "1,5"}]\n'))
    assert (
        make(home, "format: 1\ntransfers: [{when: about 2023, chance: 30-40, chance_of: pregnancy}]\n").returncode == 0
    )


def test_a_slip_in_the_yaml_shows_its_place_the_line_a_caret_and_what_to_do(home: Path) -> None:
    message = refused(make(home, "format: 1\nadd_ons:\n\t- id: ivig\n"))
    assert message.splitlines()[0] == "answers.yaml:3:1: This line is indented with a tab."
    assert message.splitlines()[2].strip() == "^"
    assert "Replace every tab" in message
    assert "answers.yaml:2:" in refused(make(home, "format: 1\nhistory: {diabetes: yes\n"))


def test_the_schema_decides_what_yes_no_012_and_1_30_are(home: Path) -> None:
    answers = "format: 1\nallergies: no\nown_questions: [yes, 012, 1:30, 2026-01-01, ~x, 1e3, 0x1F]\n"
    done = make(home, answers, "--format", "json")
    texts = [question["text"] for question in json.loads(done.stdout)["questions"]]
    for typed in ("yes", "012", "1:30", "2026-01-01", "~x", "1e3", "0x1F"):
        assert typed in texts
    assert "cannot be 'on'" in refused(make(home, "format: 1\nhistory: {diabetes: on}\n"))


def test_what_is_given_twice_is_named_with_both_lines_across_files_too(home: Path) -> None:
    message = refused(make(home, "format: 1\nhistory: {diabetes: yes}\nallergies: x\nhistory: {diabetes: no}\n"))
    assert "answers.yaml:4:1" in message
    assert "line 2" in message
    pack = home / "pack"
    (pack / "rules").mkdir(parents=True)
    (pack / "pack.yaml").write_text('pack: {id: p, name: P, version: "1"}\n')
    line = "  - {id: one, topic: risks, text: What now?, why: A general question., for: everyone}\n"
    (pack / "questions.yaml").write_text(f"questions:\n{line}{line}")
    message = refused_check(run("check", str(pack), home=home))
    assert "pack/questions.yaml:3" in message
    assert "pack/questions.yaml:2" in message


def refused_check(done: subprocess.CompletedProcess[bytes]) -> str:
    assert done.returncode == 3
    return done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("format: 1\nhistori: {}\n", "history"),
        ("format: 1\nhistory: {diabetis: yes}\n", "diabetes"),
        ("format: 1\nadd_ons: [{id: dexamethason}]\n", "dexamethasone"),
        ("format: 1\nadd_ons: [{id: ivig, status: ofered}]\n", "offered"),
        ("format: 1\ntop: [purpos]\n", "purpose"),
    ],
)
def test_a_misspelt_key_option_or_id_is_refused_with_the_one_meant(text: str, meant: str, home: Path) -> None:
    assert meant in refused(make(home, text))


def test_all_faults_are_told_at_once_by_line(home: Path) -> None:
    text = "format: 1\nhistory: {diabetis: yes}\nadd_ons: [{id: ivgi}]\nnumbers: some\nvisit: {date: soon}\n"
    lines = [line for line in refused(make(home, text)).splitlines() if line.startswith("answers.yaml:")]
    assert [int(line.split(":")[1]) for line in lines] == [2, 3, 4, 5]


def test_answers_of_a_newer_version_are_refused_plainly_and_those_of_this_one_are_read(home: Path) -> None:
    message = refused(make(home, "format: 2\nnew_things: {a: b}\n"))
    assert "written by a newer version of ivfprep" in message
    assert "Update the program" in message
    frozen = (ROOT / "tests" / "frozen_answers" / "format-1.yaml").read_bytes()
    assert make(home, frozen).returncode == 0


def test_answers_hidden_by_a_changed_one_are_kept_never_matched_and_come_back(home: Path) -> None:
    window = Window(home, "--quick", "--plain", TERM="dumb")
    window.answer("2", "1", "back", "back", "0")
    window.wait_for("Put aside, and kept in case you change it back")
    window.answer("back", "2")
    window.answer("stop")
    window.end()
    saved = window.saved()
    assert [transfer["outcome"] for transfer in saved["transfers"]] == ["no_pregnancy", "no_pregnancy"]
    aside = {"hidden": {"transfers.0.outcome": "miscarriage", "history.diabetes": "yes"}}
    with_aside = json.dumps({"format": 1, "add_ons": [{"id": "ivig"}], "put_aside": aside})
    without = json.dumps({"format": 1, "add_ons": [{"id": "ivig"}]})
    pages = [make(home, text, "--format", "json").stdout for text in (with_aside, without)]
    assert pages[0] == pages[1]


def test_what_is_not_known_is_never_true_and_a_rule_that_cannot_fire_is_found(home: Path) -> None:
    done = make(home, "format: 1\nadd_ons: [{id: dexamethasone}]\n", "--format", "json")
    statuses = {flag["id"]: flag["status"] for flag in json.loads(done.stdout)["flags"]}
    assert statuses["steroid_diabetes@dexamethasone"] == "find-out"
    pack = home / "pack"
    (pack / "rules").mkdir(parents=True)
    (pack / "pack.yaml").write_text('pack: {id: p, name: P, version: "1"}\n')
    (pack / "questions.yaml").write_text(
        "questions:\n  - {id: one, topic: risks, text: What now?, why: A general question.}\n"
    )
    (pack / "rules" / "one.yaml").write_text(
        "rules:\n  - id: one\n    when: {all: [{history.aps: yes}, {not: {history.aps: yes}}]}\n"
        "    adds: [one]\n    because: Never.\n"
    )
    assert "This condition can never be true." in refused_check(run("check", str(pack), home=home))


def test_no_rules_an_output_that_is_there_and_a_pdf_that_cannot_be_made(home: Path) -> None:
    empty = home / "empty"
    empty.mkdir()
    assert run("check", str(empty), home=home).returncode == 3
    page = home / "page.pdf"
    page.write_text("mine")
    assert "--force" in refused(run("make", PATIENT, "-o", "page.pdf", home=home), code=4)
    assert page.read_text() == "mine"
    assert run("make", PATIENT, "-o", "page.pdf", "--force", home=home).returncode == 0
    assert refused(run("make", PATIENT, "-o", "nowhere/page.pdf", home=home), code=4)
    (home / "typst.py").write_text("raise ImportError")
    paths = f"{home}{os.pathsep}{ROOT / 'src'}"
    message = refused(run("make", PATIENT, "-o", "other.pdf", home=home, PYTHONPATH=paths), code=4)
    assert "html" in message
    assert not (home / "other.pdf").exists()


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
HUGE = 100_000_000


@pytest.mark.parametrize("name", ["alias bomb", "deep", "deep flow", "huge", "endless line"])
def test_and_a_file_made_to_harm_is_refused_quickly_and_in_little_memory(name: str, home: Path) -> None:
    file = home / "answers.yaml"
    texts = {
        "alias bomb": f"format: 1\n{BOMB}",
        "deep": "format: 1\n" + "".join(f"{' ' * n}a:\n" for n in range(900)),
        "deep flow": "format: 1\nx: " + "[" * 5000,
        "endless line": "format: 1\nallergies: " + "x" * 999_000,
    }
    if name == "huge":
        with file.open("wb") as stream:
            stream.truncate(HUGE)
    else:
        file.write_text(texts[name])
    before = processor_seconds()
    message = refused(run("make", "answers.yaml", home=home))
    assert processor_seconds() - before < 5
    assert "answers.yaml" in message
    assert len(message) < 20_000
    assert WARM_MEMORY[-1] < 300_000
