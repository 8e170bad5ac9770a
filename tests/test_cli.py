"""The program as its users meet it: every command, every format, and everything that can be wrong with the input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ivfprep.loading.content import example_names, find_data, load_catalog
from tests.commands import DAY, EXAMPLES, PATIENT, ROOT, refused, run
from tests.golden_files import check_golden

KEYS = ["format", "questions", "flags", "evidence", "safety_card", "top", "left_out", "sources", "content", "handover"]


@pytest.mark.parametrize("name", example_names())
def test_the_demo_shows_every_made_up_patient(name: str, home: Path) -> None:
    done = run("demo", name, home=home)
    assert done.returncode == 0
    assert "please answer first" in done.stdout.decode()
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
    assert found["top"] == [asked["id"] for asked in found["handover"]["three"]]
    assert {line["id"] for line in found["left_out"]} <= ids
    assert sorted(line["rank"] for line in (*found["questions"], *found["flags"])) == list(range(1, len(ids) + 1))


def test_all_prints_what_the_short_page_leaves_out(home: Path) -> None:
    short, whole = (run("make", PATIENT, *more, home=home).stdout.decode() for more in ((), ("--all",)))
    assert "more are on my full list." in short
    assert "My full list" in whole
    assert len(whole) > len(short)


def test_documents_only_says_how_much_it_leaves_out(home: Path) -> None:
    page = run("make", str(EXAMPLES / "losses.yaml"), "--documents-only", "--all", home=home).stdout.decode()
    assert "from labels and newer findings are left out here" in page
    assert "not from the five documents]" not in page


def test_txt_is_a_name_of_text_as_an_ending_is(home: Path) -> None:
    done = run("make", PATIENT, "--format", "txt", home=home)
    assert done.returncode == 0
    assert done.stdout == run("make", PATIENT, "--format", "text", home=home).stdout


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


@pytest.mark.parametrize("name", ["page.docx", "page.PDX", "page.tar"])
def test_an_ending_that_stands_for_no_format_is_refused_with_those_that_do(name: str, home: Path) -> None:
    said = refused(run("make", PATIENT, "-o", name, home=home))
    assert ".txt, .md, .markdown, .html, .htm, .json, .pdf" in said
    assert not list(home.iterdir())
    assert run("make", PATIENT, "-o", name, "--format", "text", home=home).returncode == 0


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
    assert page.count("Added from elsewhere.") == 21


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
    version, content = run("--version", home=home).stdout.decode().splitlines()
    assert version.startswith("ivfprep 0.")
    about = load_catalog().about
    assert content == f"Content {about.version}, checked on {about.checked}, next check {about.next_check}."
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
def test_nothing_is_coloured_outside_a_terminal(environment: dict[str, Any], home: Path) -> None:
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


def written(done: subprocess.CompletedProcess[bytes], path: Path) -> bytes:
    assert done.returncode == 0, done.stderr.decode()
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_bytes()


@pytest.mark.parametrize(
    ("ending", "start"),
    [("pdf", b"%PDF-1."), ("html", b"<!DOCTYPE html>"), ("htm", b"<!DOCTYPE html>"), ("PDF", b"%PDF")],
)
def test_the_ending_of_the_name_decides_the_format(ending: str, start: bytes, home: Path) -> None:
    path = home / f"visit-questions.{ending}"
    assert written(run("make", PATIENT, "-o", str(path), home=home), path).startswith(start)
    assert [file.name for file in home.iterdir()] == [path.name]


def test_the_format_can_be_named_too(home: Path) -> None:
    path = home / "visit-questions"
    assert written(run("make", PATIENT, "--format", "pdf", "-o", str(path), home=home), path).startswith(b"%PDF")
    assert "cannot show pdf" in refused(run("make", PATIENT, "--format", "pdf", home=home))


@pytest.mark.parametrize(
    ("locale", "width"), [("en_US.UTF-8", b"612"), ("en_GB.UTF-8", b"595.2756"), ("C", b"595.2756")]
)
def test_the_paper_is_the_usual_one_of_the_locale(locale: str, width: bytes, home: Path) -> None:
    path = home / "page.pdf"
    assert b"/MediaBox[0 0 " + width in written(run("make", PATIENT, "-o", str(path), home=home, LC_ALL=locale), path)


def test_the_paper_can_be_chosen_and_large_print_takes_more_pages(home: Path) -> None:
    path = home / "page.pdf"
    page = written(run("make", PATIENT, "-o", str(path), "--paper", "letter", home=home), path)
    assert b"/MediaBox[0 0 612" in page
    large = written(run("make", PATIENT, "-o", str(path), "--large", "--force", home=home), path)
    assert large.count(b"/Type/Page/") + large.count(b"/Type/Page\n") > 2 or len(large) > len(page)
    assert "no paper named 'a5'" in refused(
        run("make", PATIENT, "-o", str(path), "--paper", "a5", "--force", home=home)
    )


@pytest.mark.parametrize("form", ["html", "htm"])
def test_a_sheet_that_is_given_for_the_answers_is_told_from_them(form: str, home: Path) -> None:
    sheet = home / f"my-questions.{form}"
    assert run("make", PATIENT, "--all", "-o", str(sheet), home=home).returncode == 0
    assert "This is a sheet or another web page, not a file of answers." in refused(run("make", str(sheet), home=home))


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left(ending: str, home: Path) -> None:
    path = home / f"page.{ending}"
    path.write_text("mine")
    refused(run("make", PATIENT, "-o", str(path), home=home), code=4)
    assert path.read_text() == "mine"
    refused(run("make", PATIENT, "-o", str(home / "nowhere" / path.name), home=home), code=4)
    assert [file.name for file in home.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
@pytest.mark.parametrize("ending", ["pdf", "html", "md"])
def test_a_full_disk_is_said_and_nothing_is_half_written(ending: str, home: Path) -> None:
    command = f"ulimit -f 1; exec {sys.executable} -m ivfprep make {PATIENT} -o page.{ending}"
    env = {**os.environ, "HOME": str(home), "SOURCE_DATE_EPOCH": DAY, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=env, cwd=home)
    assert "It cannot be written" in refused(done, code=4)
    assert not list(home.iterdir())


def test_a_device_is_never_replaced(home: Path) -> None:
    before = Path("/dev/null").stat().st_mode
    assert "device" in refused(run("make", PATIENT, "-o", "/dev/null", "--force", home=home), code=4)
    assert Path("/dev/null").stat().st_mode == before


def test_without_the_pdf_library_html_is_offered(home: Path) -> None:
    (home / "typst.py").write_text("raise ImportError")
    path = home / "page.pdf"
    message = refused(run("make", PATIENT, "-o", str(path), home=home, PYTHONPATH=f"{home}:{ROOT / 'src'}"), code=4)
    assert "-o visit-questions.html" in message
    assert not path.exists()


PACK = str(ROOT / "tests" / "toy_packs" / "riverside")


def test_a_pack_adds_the_clinics_lines_to_every_command(home: Path) -> None:
    page = run("make", PATIENT, "--pack", PACK, "--all", home=home).stdout.decode()
    assert "Where do I come in at night? [from Riverside Clinic]" in " ".join(page.split())
    explained = run("explain", PATIENT, "--pack", PACK, "--id", "riverside/drip_room", home=home)
    assert "riverside/drip_room" in explained.stdout.decode()
    assert "no problem" in run("check", PACK, home=home).stdout.decode()
    assert "no pack" in refused(run("make", PATIENT, "--pack", str(home), home=home), code=3)


def test_a_handout_for_a_treatment_for_several_and_for_the_general_visit(home: Path) -> None:
    for names in (["dexamethasone"], ["IVIG", "heparin"], [], ["general"]):
        path = home / "handout.pdf"
        done = run("handout", *names, "-o", str(path), "--force", home=home)
        assert path.read_bytes().startswith(b"%PDF"), done.stderr
        assert "private" not in done.stderr.decode()
    assert "Questions about IVIG" in run("handout", "ivig", home=home).stdout.decode()
    assert "Did you mean" in refused(run("handout", "dexametasone", home=home))


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_handout_is_a_file_like_any_other(mask: int, mode: int, home: Path) -> None:
    before = os.umask(mask)
    try:
        assert run("handout", "ivig", "-o", "one.html", home=home).returncode == 0
        assert run("handout", "--every", "--format", "text", "-o", "all", home=home).returncode == 0
    finally:
        os.umask(before)
    assert {file.stat().st_mode & 0o777 for file in (home / "one.html", *(home / "all").iterdir())} == {mode}


@pytest.mark.parametrize("words", [["handout", "ivig"], ["make", PATIENT]])
def test_a_word_processors_ending_is_refused_with_what_is_possible(words: list[str], home: Path) -> None:
    said = refused(run(*words, "-o", "page.docx", home=home))
    assert ".html" in said
    assert not list(home.iterdir())


def test_the_handouts_are_listed_and_all_written_into_a_folder(home: Path) -> None:
    listed = run("handout", "--list", home=home).stdout.decode().splitlines()
    folder = home / "handouts"
    done = run("handout", "--every", "--format", "html", "-o", str(folder), home=home)
    assert done.returncode == 0
    assert {file.stem for file in folder.iterdir()} == {line.split()[0] for line in listed}
    assert "there already" in refused(
        run("handout", "--every", "--format", "html", "-o", str(folder), home=home), code=4
    )
    assert run("handout", "--every", "--format", "html", "-o", str(folder), "--force", home=home).returncode == 0
    assert "needs a folder" in refused(run("handout", "--every", home=home))


def test_a_clinics_file_puts_its_name_logo_and_questions_on_the_handout(home: Path) -> None:
    (home / "logo.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    )
    clinic = home / "clinic.yaml"
    clinic.write_text("name: Riverside\nlogo: logo.svg\nquestions: [Who is my nurse?]\n")
    page = run("handout", "ivig", "--clinic", str(clinic), "--format", "html", home=home).stdout.decode()
    assert "Who is my nurse?" in page
    assert 'alt="Riverside" src="data:image/svg+xml;base64,' in page
    path = home / "handout.pdf"
    assert run("handout", "ivig", "--clinic", str(clinic), "-o", str(path), home=home).returncode == 0
    assert path.read_bytes().startswith(b"%PDF")


PRINTER = """#!{python}
import sys
from pathlib import Path
Path({log!r}).write_text(" ".join(sys.argv[1:]))
Path({log!r} + ".pdf").write_bytes(sys.stdin.buffer.read())
sys.exit({code})
"""


def printer(home: Path, code: int = 0) -> str:
    """Put a print command of our own on the path, and return where it writes what it was given."""
    (home / "bin").mkdir()
    log = str(home / "printed")
    command = home / "bin" / "lp"
    command.write_text(PRINTER.format(python=sys.executable, log=log, code=code))
    command.chmod(0o755)
    return log


def test_the_sheet_goes_to_the_printer_without_a_copy_on_the_disk(home: Path) -> None:
    log = printer(home)
    done = run("print", PATIENT, "--yes", "--printer", "hall", home=home, PATH=str(home / "bin"))
    assert done.returncode == 0, done.stderr.decode()
    assert Path(log).read_text() == "-d hall -t visit-questions -o sides=two-sided-long-edge"
    assert Path(f"{log}.pdf").read_bytes().startswith(b"%PDF")
    assert {file.name for file in home.iterdir()} == {"bin", "printed", "printed.pdf"}


def test_printing_is_asked_about_first_and_says_how_else_to_print(home: Path) -> None:
    assert "--yes" in refused(run("print", PATIENT, home=home, PATH=str(Path(printer(home)).parent / "bin")))
    message = refused(run("print", PATIENT, "--yes", home=home, PATH=str(home)), code=4)
    assert "ivfprep make -o visit-questions.pdf" in message


def test_a_printer_that_refuses_is_said(home: Path) -> None:
    printer(home, code=1)
    assert "did not take it" in refused(run("print", PATIENT, "--yes", home=home, PATH=str(home / "bin")), code=4)


def test_notes_need_a_terminal(home: Path) -> None:
    message = refused(run("notes", PATIENT, home=home, stdin="1\n1\n"))
    assert "needs a terminal" in message
    assert "`visits`" in message
