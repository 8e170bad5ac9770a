"""What is offered at the end of the interview: the front, what to do with the page, and what becomes of the answers."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pexpect
import pytest

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.cli.interviewing import forget, page_of
from ivfprep.errors import OutputFailed, Problem
from ivfprep.interview.asking import Command
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.ending import Files, Page, finish, offer_page
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from ivfprep.profile import FORMAT, Profile, Transfer
from tests.child import Child
from tests.interview.robots import Scripted
from tests.interview.terminals import PLACES

QUESTION = "Your page is ready"


class Shelf:
    """A page that notes what was done with it; what is `broken` fails."""

    def __init__(self, *broken: str, lines: int = 5) -> None:
        self.broken, self.done, self.lines = broken, list[str](), lines

    def page(self) -> Page:
        return Page(self.front, lambda: self.note("all"), self.write, self.send)

    def front(self) -> int:
        self.note("front")
        return self.lines

    def send(self, is_large: bool) -> None:
        self.note("large printer" if is_large else "printer")

    def note(self, what: str) -> None:
        if what in self.broken:
            raise OutputFailed(Problem(what, 0, 0, f"There is no {what} here.", "Type ivfprep make."))
        self.done.append(what)

    def write(self, place: Path, is_ours: bool, is_large: bool) -> None:
        self.note(place.suffix)
        assert place.exists() == is_ours
        place.write_text(f"the {'large ' if is_large else ''}page {self.done.count(place.suffix)}")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(shelf: Shelf, *replies: Any, files: Files | None = None) -> tuple[bool, Scripted]:
    asker = Scripted(*((QUESTION, reply) for reply in replies), default="done")
    return offer_page(asker, shelf.page(), files or Files()), asker


def test_the_front_is_shown_and_nothing_is_written_or_printed_unasked(here: Path) -> None:
    shelf = Shelf()
    done, asker = offered(shelf)
    assert done
    assert shelf.done == ["front"]
    assert list(here.iterdir()) == []
    assert "private health facts" in asker.texts()[0]


@pytest.mark.parametrize(("lines", "is_said"), [(5, False), (20, True), (60, True)])
def test_a_front_that_leaves_the_window_is_said_to_begin_above(
    lines: int, is_said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    _, asker = offered(Shelf(lines=lines))
    assert any("Scroll up" in said for said in asker.said) == is_said


def test_the_front_says_how_many_lines_it_took(catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    checklist = build_checklist(Profile(format=FORMAT), catalog, date(2026, 11, 21))
    took = page_of(checklist, lambda: checklist, drawn=False).show_front()
    assert took == len(capsys.readouterr().out.splitlines()) > 20


def test_what_cannot_be_deleted_is_said_in_whole_words_in_a_narrow_window(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "none"))
    monkeypatch.setenv("COLUMNS", "40")
    forget()
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < 40
    assert sum(len(line) > 20 for line in lines) >= len(lines) - 2
    assert "backups" in " ".join(lines)


def test_what_was_saved_is_made_again_after_a_change_unless_she_took_it_away(here: Path) -> None:
    shelf, files = Shelf(), Files()
    offered(shelf, ".pdf", ".txt", "change", files=files)
    files.by_choice[".txt"].unlink()
    _, asker = offered(shelf, files=files)
    assert files.by_choice[".pdf"].read_text() == "the page 2"
    assert not files.by_choice[".txt"].exists()
    assert any("made again" in said for said in asker.said)
    shelf.broken = (".pdf",)
    _, asker = offered(shelf, files=files)
    assert any("still as it was before the change" in said for said in asker.said)


@pytest.mark.parametrize(("reply", "done"), [(Command.SKIP, True), (Command.BACK, False), ("change", False)])
def test_what_ends_it_and_what_goes_back_to_the_answers(reply: Any, done: bool) -> None:
    assert offered(Shelf(), reply)[0] is done


def test_the_page_is_kept_as_plain_text(here: Path) -> None:
    _, asker = offered(Shelf(), ".txt")
    assert "Save it as a plain text file" in [row.label for row in asker.asked[0].rows]
    assert (here / "visit-questions.txt").read_text() == "the page 1"


def test_stopping_stops() -> None:
    with pytest.raises(Stopped):
        offered(Shelf(), Command.STOP)


def test_all_of_it_is_read_and_printed_and_the_choice_comes_back() -> None:
    shelf = Shelf()
    _, asker = offered(shelf, "read", "print", "print_large")
    assert shelf.done == ["front", "all", "printer", "large printer"]
    assert len(asker.asked) == 4


COPY = "#!{python}\nimport sys\nopen({log!r}, 'wb').write(sys.stdin.buffer.read())\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a print command of our own")
def test_the_printer_gets_large_letters_where_they_are_chosen(
    here: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes out of it is the same as what is saved: one of two looks, and never the other."""
    command = here / "lp"
    command.write_text(COPY.format(python=sys.executable, log=str(here / "printed.pdf")))
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{here}:{os.environ['PATH']}")
    checklist = build_checklist(Profile(format=FORMAT), catalog, date(2026, 11, 21))
    page = page_of(checklist, lambda: checklist, drawn=False)
    for is_large in (True, False):
        page.send_to_printer(is_large)
        page.write(here / "saved.pdf", not is_large, is_large)
        assert (here / "printed.pdf").read_bytes() == (here / "saved.pdf").read_bytes()


def test_all_of_it_is_read_with_the_full_list_and_a_timeline_in_it(
    catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    transfers = (Transfer(outcome="no_pregnancy", when="March 2024"), Transfer(outcome="no_pregnancy"))
    profile = Profile(format=FORMAT, transfers=transfers, timeline="yes")
    made = [
        build_checklist(profile, catalog, date(2026, 11, 21), everything=everything) for everything in (False, True)
    ]
    page_of(made[0], lambda: made[1], drawn=False).show_all()
    assert "March 2024: no pregnancy" in capsys.readouterr().out


def test_the_page_is_written_where_the_person_is_and_nothing_of_theirs_is_replaced(here: Path) -> None:
    (here / "visit-questions.pdf").write_text("an older page")
    _, asker = offered(Shelf(), ".pdf")
    assert (here / "visit-questions.pdf").read_text() == "an older page"
    assert (here / "visit-questions-2.pdf").read_text() == "the page 1"
    assert str(here / "visit-questions-2.pdf") in asker.said[-1]


def test_saved_again_after_a_change_it_takes_the_place_of_the_one_before(here: Path) -> None:
    shelf, files = Shelf(), Files()
    offered(shelf, ".pdf", "change", files=files)
    offered(shelf, ".pdf", files=files)
    assert {file.name: file.read_text() for file in here.iterdir()} == {"visit-questions.pdf": "the page 3"}


def test_large_letters_are_a_file_of_their_own(here: Path) -> None:
    offered(Shelf(), ".pdf", "large")
    assert {file.name: file.read_text() for file in here.iterdir()} == {
        "visit-questions.pdf": "the page 1",
        "visit-questions-large.pdf": "the large page 2",
    }


def test_where_there_is_no_pdf_a_web_page_is_offered(here: Path) -> None:
    _, asker = offered(Shelf(".pdf"), ".pdf", ".html")
    assert [path.name for path in here.iterdir()] == ["visit-questions.html"]
    assert ".html" not in [row.value for row in asker.asked[0].rows]
    assert "There is no .pdf here." in asker.asked[1].note
    assert "ivfprep" not in asker.asked[1].note


def test_where_there_is_no_printer_it_is_said_and_the_choice_stays() -> None:
    _, asker = offered(Shelf("printer"), "print")
    assert "There is no printer here. Save it as a PDF instead" in asker.asked[1].note
    assert "ivfprep" not in asker.asked[1].note


def test_a_folder_that_is_gone_is_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "gone").mkdir()
    monkeypatch.chdir(here / "gone")
    (here / "gone").rmdir()
    _, asker = offered(Shelf(), ".pdf")
    assert "No such file or directory" in asker.asked[1].note


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session(read_data, tmp_path / "private")
    session.save({"format": 1})
    return session


def ended(session: Session, *script: Any, files: Files | None = None) -> str:
    asker = Scripted(*script)
    finish(asker, session, files or Files(), quick=False)
    return "\n".join(asker.said)


def test_what_is_kept_is_said_with_how_to_forget_it_and_no_command_that_makes_the_page_again(session: Session) -> None:
    files = Files()
    files.by_choice[".pdf"] = Path("/somewhere/visit-questions.pdf")
    said = ended(session, files=files)
    assert str(session.file) in said
    assert "/somewhere/visit-questions.pdf" in said
    assert "ivfprep forget" in said
    assert "ivfprep make" not in said
    assert session.file.exists()


def test_what_is_deleted_is_gone_and_no_command_is_named_that_needs_it(session: Session) -> None:
    said = ended(session, ("keep, move or delete", "delete"))
    assert not session.file.exists()
    assert "I cannot delete what is elsewhere" in said
    assert "ivfprep" not in said.replace(str(session.file), "")


def test_what_is_moved_is_named_in_the_commands_to_come(session: Session, here: Path) -> None:
    said = ended(session, ("keep, move or delete", "move"), ("Where do you want", str(here / "mine.yaml")))
    assert (here / "mine.yaml").exists()
    assert f"ivfprep notes {here / 'mine.yaml'}" in said


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_the_interview_ends_with_the_front_and_a_file_where_she_is_and_draws_no_box_in_plain_lines(
    here: Path,
) -> None:
    typed = ("2", "1", "0", "1, 8", "", "2", "none of these", "", "", "1", "1", "8", "1")
    private = {
        "HOME": str(here),
        "XDG_DATA_HOME": str(here / "data"),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        **PLACES,
    }
    words, log = ["-m", "ivfprep", "--quick", "--plain"], StringIO()
    child = Child(words, (24, 80), log.getvalue, env=private, cwd=str(here), encoding="utf-8")
    child.logfile_read = log
    for line in typed:
        child.expect(r"\n> ")
        child.sendline(line)
    child.expect(pexpect.EOF)
    front, _, rest = log.getvalue().partition("Questions for my IVF doctor")[2].partition("Your page is ready")
    assert "My 3 questions" in front
    assert "What we agreed" not in front
    assert not re.search("[\u2500-\u257f]", log.getvalue())
    assert (here / "visit-questions.pdf").read_bytes().startswith(b"%PDF")
    assert "ivfprep make" not in rest
