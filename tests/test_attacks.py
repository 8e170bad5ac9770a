"""What a hostile tester found: each a case, so that it stays mended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import BinaryIO
from unicodedata import normalize

import pexpect
import pytest

from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from ivfprep.loading.packs import read_pack
from tests.commands import (
    EXAMPLES,
    PATIENCE,
    PATIENT,
    environment_of,
    processor_seconds,
    refused,
    run,
    run_into,
)
from tests.every_command import PIXEL
from tests.test_faults import HOW_MANY, Window

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
        timeout=PATIENCE,
    )


def test_a_list_is_never_written_over_the_answers_it_is_made_of(home: Path) -> None:
    own = home / "own.yaml"
    own.write_bytes(Path(PATIENT).read_bytes())
    (home / "data" / "ivfprep").mkdir(parents=True)
    saved = home / "data" / "ivfprep" / "answers.yaml"
    saved.write_bytes(own.read_bytes())
    for output in (own, saved):
        assert "it would be lost" in refused(run("make", "own.yaml", "-o", str(output), "--force", home=home))
        assert output.read_bytes() == Path(PATIENT).read_bytes()


@pytest.mark.parametrize("command", ["make a.yaml", "demo", "sources", "check", "handout --list", "forget"])
def test_where_nothing_can_be_shown_it_says_so_and_ends_with_4(command: str, home: Path) -> None:
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    with Path("/dev/full").open("wb") as full, (home / "complaint").open("wb") as complained:
        code = code_with(command.split(), home, full, complained)
    it_says_so_and_ends_with_4(code, (home / "complaint").read_bytes())


@pytest.mark.parametrize("command", ["make a.yaml", "demo", "forget"])
def test_where_there_is_no_output_at_all_it_says_so_and_ends_with_4(command: str, home: Path) -> None:
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    done = shell(f"ivfprep {command} >&-", home)
    it_says_so_and_ends_with_4(done.returncode, done.stderr)


def it_says_so_and_ends_with_4(code: int, complaint: bytes) -> None:
    assert code == 4, complaint
    assert complaint
    assert b"Traceback" not in complaint
    assert b"went wrong in ivfprep" not in complaint


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
    for count in range(30):
        (answers / f"{count}.yaml").write_bytes((EXAMPLES / "several_at_once.yaml").read_bytes())
    command = [sys.executable, "-m", "ivfprep", "make", str(answers), "-o", "sheets", "--format", "html"]
    child = subprocess.Popen(command, cwd=home, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and child.poll() is None and not list((home).glob("sheets/*.html")):
        time.sleep(0.005)
    child.send_signal(number)
    child.wait(timeout=PATIENCE)
    assert not list((home / "sheets").glob(".*"))


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


def add_pack(home: Path, questions: str) -> Path:
    pack = home / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text('pack: {id: p, name: P, version: "1"}\n')
    (pack / "questions.yaml").write_text(f"questions:\n{questions}")
    return pack


QUESTION = "  - {{id: {}, topic: risks, text: What now?, why: A general question., for: everyone}}\n"


@pytest.mark.parametrize("output", ["clinic.yaml", "logo.png", "pack/questions.yaml", "pack/pack.yaml", "in.yaml"])
def test_nothing_that_a_page_is_made_of_is_lost_to_it(output: str, home: Path) -> None:
    add_pack(home, QUESTION.format("one"))
    (home / "clinic.yaml").write_text(CLINIC.format("logo.png"))
    (home / "logo.png").write_bytes(PIXEL)
    (home / "in.yaml").write_bytes(Path(PATIENT).read_bytes())
    before = (home / output).read_bytes()
    how = ["--pack", "pack", "--force", "--format", "text", "-o", output]
    if output == "in.yaml":
        done = shell(f"ivfprep make - {' '.join(how)} <in.yaml", home)
    else:
        done = run("handout", "ivig", "--clinic", "clinic.yaml", *how, home=home)
    assert "it would be lost" in refused(done)
    assert (home / output).read_bytes() == before
    if output.startswith("pack"):
        assert "it would be lost" in refused(run("make", PATIENT, *how, home=home))


def test_forget_deletes_whatever_the_clock_says_and_names_what_it_cannot(home: Path) -> None:
    folder = home / "data" / "ivfprep"
    folder.mkdir(parents=True)
    (folder / "answers.yaml").write_text("format: 1\n")
    (folder / ".answers-later").write_text("x")
    os.utime(folder / ".answers-later", (4e9, 4e9))
    (folder / ".answers-stuck").mkdir()
    done = run("forget", home=home)
    assert done.returncode == 4
    assert "answers-stuck: I cannot delete this." in done.stderr.decode()
    assert [path.name for path in folder.iterdir()] == [".answers-stuck"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs files without a name")
def test_killed_while_it_writes_it_leaves_no_sheet_under_another_name(home: Path) -> None:
    program = (
        "import os, signal\nfrom pathlib import Path\nfrom ivfprep import writing\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "writing.write_file(Path('page.txt'), b'health', replace=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=home, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not list(home.iterdir())


def test_what_an_older_crash_left_half_written_goes_with_the_next_page(home: Path) -> None:
    for name, age in (("old", 0), ("later", 4e9), ("new", time.time())):
        (home / f".ivfprep-{name}").write_text("health")
        os.utime(home / f".ivfprep-{name}", (age, age))
    assert run("make", PATIENT, "-o", "page.txt", home=home).returncode == 0
    assert {path.name for path in home.iterdir()} == {".ivfprep-new", "page.txt"}
    (home / ".ivfprep-new").touch()
    os.utime(home / ".ivfprep-new", (0, 0))
    run("forget", home=home)
    assert {path.name for path in home.iterdir()} == {"page.txt"}


def test_a_folder_that_is_made_on_the_way_to_a_private_one_is_private_and_one_that_is_there_is_left(home: Path) -> None:
    (home / ".local").mkdir(mode=0o755)
    (home / "answers").mkdir()
    (home / "answers" / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    before = os.umask(0)
    try:
        Session(read_data, home / ".local" / "share" / "ivfprep").save({"format": 1})
        assert run("make", "answers", "-o", "new/sheets", "--format", "text", home=home).returncode == 0
    finally:
        os.umask(before)
    modes = {name: (home / name).stat().st_mode & 0o777 for name in (".local", ".local/share", "new", "new/sheets")}
    assert modes == {".local": 0o755, ".local/share": 0o700, "new": 0o700, "new/sheets": 0o700}


def test_two_windows_that_save_at_once_never_lose_an_answer_without_a_word(home: Path) -> None:
    # Both have loaded before either may save: how long a busy machine takes to start them makes no difference.
    program = (
        "import sys\nfrom pathlib import Path\nfrom ivfprep.errors import OutputFailed\n"
        "from ivfprep.interview.session import Session\nfrom ivfprep.loading.answers import read_data\n"
        "session = Session(read_data, Path('private'))\nsession.load()\nprint('loaded', flush=True)\n"
        "sys.stdin.readline()\n"
        "try:\n    session.save({'format': 1, 'allergies': sys.argv[1]})\nexcept OutputFailed:\n    sys.exit(4)\n"
    )
    for _ in range(4):
        with _window(program, "nuts", home) as one, _window(program, "milk", home) as other:
            for window in (one, other):
                assert window.stdout is not None
                assert window.stdout.readline() == "loaded\n"
            for window in (one, other):
                assert window.stdin is not None
                window.stdin.write("\n")
                window.stdin.flush()
            assert sorted(window.wait(timeout=60) for window in (one, other)) == [0, 4]


def _window(program: str, word: str, home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, word]
    return subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_letter_of_another_encoding_ends_nothing(home: Path) -> None:
    window = Window(home, "--plain", TERM="dumb")
    window.answer("0")
    window.child.expect(r"\n> ")
    window.child.setecho(False)
    os.write(window.child.fileno(), b"M\xfcller\r")
    window.child.expect(r"\n> ")
    window.child.sendline("stop")
    assert window.end() == 0
    assert window.saved()["transfers"] == "none"


@pytest.mark.parametrize("saved", ["history: {dragon_pox: yes}", "put_aside: {hidden: 7, quick_tally: [x], a: {b: 1}}"])
def test_saved_answers_that_nobody_gave_end_in_words(saved: str, home: Path) -> None:
    folder = home / "data" / "ivfprep"
    folder.mkdir(parents=True)
    (folder / "answers.yaml").write_text(f"format: 1\nadd_ons: none\ntransfers: none\n{saved}\n")
    for words in (["make"], ["explain"]):
        done = run(*words, home=home)
        assert done.returncode in (0, 2), done.stderr
        assert b"went wrong in ivfprep" not in done.stderr
    window = Window(home, "--quick", "--plain", TERM="dumb")
    for _ in range(60):
        if window.child.expect([r"\n> ", pexpect.EOF]):
            break
        window.child.sendline("1" if "I have saved answers" in str(window.child.before) else "skip")
    assert window.end() in (0, 2)
    assert "went wrong in ivfprep" not in str(window.child.before)


def test_an_id_of_a_pack_with_a_stroke_is_the_packs_fault(home: Path) -> None:
    pack = add_pack(home, QUESTION.format("a/b"))
    for words in (["make", PATIENT, "--pack", str(pack)], ["check", str(pack)]):
        done = run(*words, home=home)
        assert done.returncode == 3
        assert b"questions.yaml:2:10: An id in a pack has no `/`" in done.stderr


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' width='9' height='9'>{}</svg>"


@pytest.mark.parametrize(
    "inside",
    [
        "<filter id='a'><feTurbulence numOctaves='1000000'/></filter><rect width='9' height='9' filter='url(#a)'/>",
        f"<text>{'a b ' * 60_000}</text>",
        f"<text>{'a b ' * 300}</text>",
        "<g id='a'><use x:href='#b'/></g>",
        "<image x:href='data:image/png;base64,AAAA'/>",
        "<pattern id='a'><rect width='9' height='9'/></pattern>",
        "<script>x</script>",
        "<g>" * 60 + "</g>" * 60,
        "<path/>" * 6000,
        "<rect",
    ],
)
def test_a_logo_that_would_take_hours_to_draw_is_refused_in_a_moment(inside: str, home: Path) -> None:
    (home / "logo.svg").write_text(SVG.format(inside))
    (home / "clinic.yaml").write_text(CLINIC.format("logo.svg"))
    before = processor_seconds()
    assert "no picture" in refused(run("handout", "ivig", "--clinic", "clinic.yaml", "-o", "a.pdf", home=home))
    assert processor_seconds() - before < 5


@pytest.mark.parametrize("data", [PIXEL[:40], PIXEL[:45] + b"0" + PIXEL[46:], b"\xff\xd8\xff" + b"\0" * 50])
def test_a_broken_logo_is_bad_input_and_no_other_format_is_advised(data: bytes, home: Path) -> None:
    (home / "logo.png").write_bytes(data)
    (home / "clinic.yaml").write_text(CLINIC.format("logo.png"))
    for ending in ("pdf", "html"):
        message = refused(run("handout", "ivig", "--clinic", "clinic.yaml", "-o", f"a.{ending}", home=home))
        assert "logo" in message
        assert "Write HTML" not in message


def test_a_logo_that_only_drawing_shows_to_be_broken_is_bad_input_too(home: Path) -> None:
    name, data = b"IDAT", b"nothing that can be unpacked"
    chunk = len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
    (home / "logo.png").write_bytes(PIXEL[:33] + chunk + PIXEL[-12:])
    (home / "clinic.yaml").write_text(CLINIC.format("logo.png"))
    for words in (["handout"], ["make", PATIENT]):
        assert "logo cannot be drawn" in refused(run(*words, "--clinic", "clinic.yaml", "-o", "a.pdf", home=home))


def code_with(words: list[str], home: Path, said: BinaryIO, complained: BinaryIO) -> int:
    with Path("/dev/null").open("rb") as source:
        return run_into(tuple(words), environment_of(home), home, (source, said, complained))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["make", PATIENT, "-o", "page.txt"], 0),
        (["make", "answers", "-o", "sheets", "--format", "text"], 0),
        (["make", "nowhere.yaml"], 2),
        (["nonsense"], 2),
    ],
)
def test_where_nobody_listens_the_code_says_how_it_went(words: list[str], code: int, home: Path) -> None:
    (home / "answers").mkdir()
    (home / "answers" / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    again = [*words, "--force"] if "-o" in words else words
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody, Path("/dev/full").open("wb") as full, Path(os.devnull).open("wb") as away:
        assert code_with(words, home, away, nobody) == code
        assert code_with(again, home, full, full) in (code, 4)
        assert code_with(again, home, away, full) == code
        if code == 0:
            assert code_with(["--help"], home, nobody, away) == 0


def test_the_codes_of_a_closed_window_are_told(home: Path) -> None:
    assert "129, 130 and 143" in " ".join(run("--help", home=home).stdout.decode().split())


def test_a_private_folder_that_cannot_be_read_is_bad_input_as_a_file_is(home: Path) -> None:
    for words in (["make"], ["explain"], ["print", "--yes"]):
        assert "cannot be read" in refused(run(*words, home=home, XDG_DATA_HOME=f"/{'x' * 300}"))
    window = Window(home, "--plain", TERM="dumb", XDG_DATA_HOME=f"/{'x' * 300}")
    assert window.end() == 2
    assert run("make", PATIENT, home=home, XDG_DATA_HOME=f"/{'x' * 300}").returncode == 0


NAMES = (
    "format: 1\nvisit: {{phone_day: {0}, phone_night: {0}, clinic: {0}, country: {0}}}\n"
    "add_ons: [{{id: ivig, name: {0}, target: {0}, number_told: {0}, illness: {0}}}]\n"
    "transfers: [{{outcome: miscarriage, own_word: {0}}}]\n"
)


@pytest.mark.parametrize("word", ["not_sure", "skipped", "prefer_not_to_say", "Not sure", "none", "None.", "no"])
def test_a_word_for_no_answer_is_never_printed_as_a_name_or_a_number(word: str, home: Path) -> None:
    said, empty = (run("make", "-", "--all", home=home, stdin=NAMES.format(text)).stdout for text in (word, '""'))
    assert said == empty
    page = run("make", "-", home=home, stdin=f"format: 1\nadd_ons: [{{id: ivig}}]\nallergies: {word}\n").stdout
    assert "not_sure" not in page.decode()
    assert f"({word})" not in page.decode()


def test_what_help_promises_works(home: Path) -> None:
    assert "standard input" not in run("notes", "--help", home=home).stdout.decode()
    assert "json" in run("handout", "--help", home=home).stdout.decode()
    assert run("handout", "ivig", "--format", "json", home=home).returncode == 0
    assert run("handout", "--every", "--format", "json", "-o", "all", home=home).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["make", PATIENT, "--paper", "legal"], "no paper named 'legal'"),
        (["make", PATIENT, "--paper", "a4", "--format", "text"], "It is for a PDF"),
        (["make", PATIENT, "--large", "-o", "page.html"], "It is for a PDF"),
        (["handout", "ivig", "--large"], "It is for a PDF"),
        (["make", "answers", "--large", "--format", "html", "-o", "sheets"], "It is for a PDF"),
        (["make", PATIENT, "--format", ""], "no format named ''"),
        (["make", PATIENT, "--format", "", "-o", "page.txt"], "no format named ''"),
        (["make", "answers", "--format", "", "-o", "sheets"], "no format named ''"),
        (["handout", "--every", "--format", "", "-o", "sheets"], "no format named ''"),
        (["handout", "--list", "-o", "F"], "--list and -o do not go together"),
        (["handout", "--list", "--every"], "--list and --every do not go together"),
        (["handout", "--every", "ivig", "-o", "F"], "--every and treatments do not go together"),
        (["make", ""], "One of the names is empty"),
        (["make", PATIENT, "-o", ""], "One of the names is empty"),
        (["print", PATIENT, "--yes", "--printer", ""], "One of the names is empty"),
        (["check", ""], "One of the names is empty"),
        (["demo", "--pack", ""], "One of the names is empty"),
        (["handout", "--clinic", ""], "One of the names is empty"),
        (["make", PATIENT, "-o", "newdir/"], "This names a folder"),
        (["handout", "ivig", "-o", "newdir/"], "This names a folder"),
        (["make", "answers", "-o", "-"], "A screen cannot show many sheets"),
        (["make", PATIENT, "-o", "-", "--format", "pdf"], "A screen cannot show pdf"),
    ],
)
def test_no_word_of_the_call_is_passed_over(words: list[str], said: str, home: Path) -> None:
    (home / "answers").mkdir()
    (home / "answers" / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    assert said in refused(run(*words, home=home))
    assert [path.name for path in home.iterdir()] == ["answers"]


def test_a_stroke_alone_is_the_screen(home: Path) -> None:
    done = run("make", PATIENT, "-o", "-", home=home)
    assert done.stdout == run("make", PATIENT, home=home).stdout
    assert not list(home.iterdir())


def test_folders_in_a_folder_of_answers_are_named(home: Path) -> None:
    (home / "answers" / "monday").mkdir(parents=True)
    (home / "answers" / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    done = run("make", "answers", "-o", "sheets", "--format", "text", home=home)
    assert "Not looked into: monday." in done.stderr.decode()


def test_notes_say_before_the_first_question_that_comments_will_be_lost(home: Path) -> None:
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes() + b"allergies: nuts  # ask my mother\n")
    window = Window(home, "notes", "a.yaml", "--plain", TERM="dumb")
    window.wait_for("has comments (after #). Saving your notes writes the file anew without them.")
    window.answer("stop")
    window.end()
    assert "ask my mother" in (home / "a.yaml").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["explain", PATIENT, "--id", "{}"],
        ["make", PATIENT, "-o", "{}.txt"],
        ["make", PATIENT, "-o", "page.{}"],
        ["make", PATIENT, "--format", "{}"],
        ["make", PATIENT, "-o", "a.pdf", "--paper", "{}"],
        ["make", "{}"],
        ["demo", "{}"],
        ["demo", "--pack", "{}"],
        ["handout", "{}"],
        ["handout", "--clinic", "{}"],
        ["check", "{}"],
        ["{}"],
    ],
)
def test_what_was_typed_never_steers_the_terminal(words: list[str], home: Path) -> None:
    window = Window(home, *[word.format("\x1b[31mred\x1b]0;x\x07") for word in words], NO_COLOR="1")
    window.child.expect(pexpect.EOF)
    assert "\x1b" not in str(window.child.before)
    assert "red" in str(window.child.before)


@pytest.mark.parametrize("text", ["visit: {date: 2030-04-03}", "transfers: [{when: 2091, outcome: waiting}]"])
def test_what_make_would_refuse_the_interview_does_not_save(text: str, home: Path) -> None:
    refused(run("make", "-", home=home, stdin=f"format: 1\n{text}\n"))
    window = Window(home, "--plain", TERM="dumb")
    window.answer("1", "1", "1")
    window.wait_for("When was this transfer itself?")
    window.answer("2091")
    window.wait_for("lies in the future")
    window.answer("stop")
    window.end()
    assert run("make", home=home).returncode == 0


def test_what_is_too_long_is_said_and_never_cut(home: Path) -> None:
    refused(run("make", "-", home=home, stdin=f"format: 1\nown_questions: [{'a' * 501}]\n"))
    (home / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    window = Window(home, "notes", "a.yaml", "--plain", TERM="dumb")
    window.answer("yesterday", f"{'a' * 495} DOSE-IS-5")
    window.wait_for("longer than the page can hold")
    window.answer("stop")
    window.end()
    assert "aaaa" not in (home / "a.yaml").read_text()


def test_a_home_that_cannot_be_written_is_said_before_the_first_question(home: Path) -> None:
    (home / "data").write_text("no folder")
    window = Window(home, "--plain", TERM="dumb")
    window.wait_for("I could not save your answers here.")
    assert window.end() == 4
    assert HOW_MANY not in str(window.child.before)


def test_what_was_forgotten_elsewhere_is_not_said_to_be_changed_and_does_not_come_back(home: Path) -> None:
    window = Window(home, "--plain", "--quick", TERM="dumb")
    window.answer("0")
    window.until_saved("transfers")
    assert run("forget", home=home).returncode == 0
    window.answer("none")
    window.wait_for("These answers were deleted meanwhile")
    assert window.end() == 4
    assert not (home / "data" / "ivfprep").exists()


SAID = "zebraquux"


@pytest.mark.parametrize(
    "text",
    [
        f'allergies: "{SAID}\n',
        f"history: {{{SAID}: yes}}\n",
        f"visit: {{date: {SAID}}}\n",
        f"history: {{diabetes: {SAID}, ulcers: {SAID}}}\nwork_up: {SAID}\n",
    ],
)
def test_what_a_patient_answered_stands_in_no_message_of_a_day(text: str, home: Path) -> None:
    (home / "answers").mkdir()
    (home / "answers" / "a.yaml").write_text(f"format: 1\n{text}")
    message = refused(run("make", "answers", "-o", "sheets", "--format", "text", home=home))
    assert re.search(r"a.yaml:[23]:\d+: This place in the answers", message)
    assert "ivfprep check" in message
    assert SAID not in message
    assert SAID in run("check", "answers/a.yaml", home=home).stderr.decode()  # who asks for it sees it


def test_an_accent_that_is_written_in_two_ways_is_one_name(home: Path) -> None:
    (home / "answers").mkdir()
    for name in ("é", "e\u0301", "É"):
        (home / "answers" / f"{name}.yaml").write_bytes(Path(PATIENT).read_bytes())
    assert run("make", "answers", "-o", "sheets", "--format", "text", home=home).returncode == 0
    names = {normalize("NFC", path.name).casefold() for path in (home / "sheets").glob("*.txt")}
    assert len(names) == 3


def test_a_folder_that_is_named_as_answers_is_told_once(home: Path) -> None:
    (home / "answers" / "monday.yaml").mkdir(parents=True)
    (home / "answers" / "a.yaml").write_bytes(Path(PATIENT).read_bytes())
    done = run("make", "answers", "-o", "sheets", "--format", "text", home=home)
    assert done.returncode == 0
    assert done.stderr.decode().count("monday.yaml") == 1


@pytest.mark.parametrize("key", ["questions", "packs"])
def test_a_clinic_has_no_thousand_questions(key: str, home: Path) -> None:
    (home / "clinic.yaml").write_text(f"name: R\n{key}: [{', '.join(f'q{number}' for number in range(1000))}]\n")
    assert f"clinic.yaml:2:{len(key) + 3}" in refused(run("make", PATIENT, "--clinic", "clinic.yaml", home=home))


LISTS_THAT_ARE_NONE = (
    *("root:x:0:0", "", "questions:", "questions: x", "questions: {a: b}", "[1]", "- - -"),
    *("rules:", "rules: x", "rules: {a: b}", "rules: [{id: r, adds: x}]", "rules: [{id: r, adds: [[one]]}]"),
)


@pytest.mark.parametrize("text", LISTS_THAT_ARE_NONE)
@pytest.mark.parametrize("name", ["questions.yaml", "flags.yaml", "rules/ours.yaml"])
def test_a_file_of_a_pack_that_holds_no_list_is_the_packs_fault(name: str, text: str, home: Path) -> None:
    pack = add_pack(home, QUESTION.format("one"))
    (pack / "rules").mkdir()
    (pack / name).write_text(f"{text}\n")
    assert [problem for problem in read_pack(pack).problems if problem.file.endswith(name)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("questions.yaml", "root:x:0:0"),
        ("rules/ours.yaml", "rules: [{id: r, adds: [[one]]}]"),
    ],
)
def test_the_commands_refuse_such_a_pack(name: str, text: str, home: Path) -> None:
    test_a_file_of_a_pack_that_holds_no_list_is_the_packs_fault(name, text, home)
    for words in (["check", "pack"], ["make", PATIENT, "--pack", "pack"]):
        done = run(*words, home=home)
        assert done.returncode == 3
        assert name in done.stderr.decode()


def test_a_pack_has_no_thousand_questions(home: Path) -> None:
    pack = add_pack(home, "".join(QUESTION.format(f"q{number}") for number in range(1000)))
    for words in (["check", str(pack)], ["make", PATIENT, "--pack", str(pack)]):
        done = run(*words, home=home)
        assert done.returncode == 3
        assert b"questions.yaml:1:12" in done.stderr or b"questions.yaml:2:3" in done.stderr
