"""Health answers stay on the computer, are readable by their owner alone, and are gone when they are forgotten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ivfprep.errors import BadInput, OutputFailed
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from tests.commands import PATIENT, ROOT, refused, run

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
WORD = "zebrafish"
"""A word in the answers that must not turn up anywhere else."""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o277])
@pytest.mark.parametrize("output", ["page.pdf", "page.html", "page.txt", "sheets"])
def test_what_is_written_is_readable_by_its_owner_alone(mask: int, output: str, home: Path) -> None:
    (home / "answers").mkdir()
    for name in ("one", "two"):
        (home / "answers" / f"{name}.yaml").write_bytes(Path(PATIENT).read_bytes())
    answers = "answers" if output == "sheets" else PATIENT
    before = os.umask(mask)
    try:
        assert run("make", answers, "-o", output, home=home).returncode == 0
    finally:
        os.umask(before)
    place = home / output
    assert mode(place) == (0o700 if place.is_dir() else 0o600)
    assert {mode(file) for file in (place.iterdir() if place.is_dir() else [place])} == {0o600}


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o277])
def test_the_saved_answers_are_0600_in_a_folder_of_0700(mask: int, tmp_path: Path) -> None:
    session = Session(read_data, tmp_path / "private")
    before = os.umask(mask)
    try:
        session.save({"format": 1})
        session.save({"format": 1, "allergies": WORD})
        copy = tmp_path / "copy.yaml"
        inside = (mode(session.folder), mode(session.file), list(session.folder.iterdir()))
        session.move(copy)
    finally:
        os.umask(before)
    assert inside == (0o700, 0o600, [session.file])
    assert mode(copy) == 0o600
    assert not session.folder.exists()


def test_a_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    Session(read_data, folder).save({"format": 1})
    assert mode(folder) == 0o700


@posix
class TestLinks:
    """A link in the private folder could lead to somebody else's file."""

    @pytest.fixture
    def other(self, tmp_path: Path) -> Path:
        file = tmp_path / "other.yaml"
        file.write_text(f"format: 1\nallergies: {WORD}\n")
        return file

    @pytest.fixture
    def data(self, home: Path) -> Path:
        """Return the private folder of a person whose home is `home`."""
        folder = home / "data" / "ivfprep"
        folder.mkdir(parents=True)
        return folder

    @pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to], ids=["symbolic", "hard"])
    def test_is_not_read(self, link: object, other: Path, data: Path, home: Path) -> None:
        link(data / "answers.yaml", other)  # type: ignore[operator] # a method of Path
        for words in (["make"], ["explain"], ["print", "--yes"]):
            message = refused(run(*words, home=home))
            assert "This is a link" in message
            assert WORD not in message
        with pytest.raises(BadInput):
            Session(read_data, data).load()

    @pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to], ids=["symbolic", "hard"])
    def test_is_deleted_itself_and_what_it_leads_to_stays(
        self, link: object, other: Path, data: Path, home: Path
    ) -> None:
        link(data / "answers.yaml", other)  # type: ignore[operator] # a method of Path
        assert run("forget", home=home).returncode == 0
        assert not data.exists()
        assert WORD in other.read_text()

    def test_in_the_place_of_the_folder_is_refused(self, other: Path, data: Path, home: Path) -> None:
        (other.parent / "elsewhere").mkdir()
        (other.parent / "elsewhere" / "answers.yaml").write_bytes(other.read_bytes())
        data.rmdir()
        data.symlink_to(other.parent / "elsewhere")
        assert "This is a link" in refused(run("make", home=home))
        assert "This is a link" in refused(run("forget", home=home))
        assert WORD in (other.parent / "elsewhere" / "answers.yaml").read_text()

    def test_a_result_is_not_written_through_a_link(self, other: Path, home: Path) -> None:
        (home / "page.txt").symlink_to(other)
        refused(run("make", PATIENT, "-o", "page.txt", home=home), code=4)
        assert run("make", PATIENT, "-o", "page.txt", "--force", home=home).returncode == 0
        assert WORD in other.read_text()
        assert not (home / "page.txt").is_symlink()


def test_forget_leaves_nothing_behind(home: Path) -> None:
    folder = home / "data" / "ivfprep"
    Session(read_data, folder).save({"format": 1, "allergies": WORD})
    (folder / ".answers-half").write_text(WORD)
    assert run("make", home=home).returncode == 0
    assert run("forget", home=home).returncode == 0
    assert not folder.exists()
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_forget_leaves_alone_what_is_not_its_own(home: Path) -> None:
    folder = home / "data" / "ivfprep"
    Session(read_data, folder).save({"format": 1})
    (folder / "letter.txt").write_text("mine")
    run("forget", home=home)
    assert files_in(home) == {"data/ivfprep/letter.txt"}


def test_what_a_crash_left_half_written_goes_with_the_next_interview(tmp_path: Path) -> None:
    session = Session(read_data, tmp_path / "private")
    session.save({"format": 1})
    old, new = session.folder / ".answers-old", session.folder / ".answers-new"
    for file in (old, new):
        file.write_text(WORD)
    os.utime(old, (0, 0))
    session.load()
    assert (old.exists(), new.exists()) == (False, True)


def test_an_older_window_does_not_overwrite_a_newer_one(tmp_path: Path) -> None:
    one, other = Session(read_data, tmp_path / "private"), Session(read_data, tmp_path / "private")
    one.save({"format": 1})
    other.load()
    other.save({"format": 1, "allergies": "nuts"})
    with pytest.raises(OutputFailed, match="Another window"):
        one.save({"format": 1, "allergies": ""})
    assert (other.load() or {})["allergies"] == "nuts"


def test_notes_on_a_persons_own_file_leave_its_folder_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    real, link = folder / "answers.yaml", tmp_path / "link.yaml"
    real.write_text("format: 1\n")
    link.symlink_to(real)
    session = Session.at(read_data, link)
    session.load()
    session.save({"format": 1, "allergies": "nuts"})
    assert mode(folder) == 0o755
    assert link.is_symlink()
    assert "nuts" in real.read_text()


class TestErrors:
    def test_name_the_fault_and_no_other_answer(self, home: Path) -> None:
        (home / "a.yaml").write_text(f"format: 1\nallergies: {WORD}\nhistory: {{diabetis: yes}}\n")
        message = refused(run("make", "a.yaml", home=home))
        assert "a.yaml:3:11" in message
        assert WORD not in message

    def test_of_the_program_itself_hold_nothing_that_was_typed(self, home: Path) -> None:
        (home / "a.yaml").write_text(f"format: 1\nallergies: {WORD}\n")
        (home / "jinja2.py").write_text(f"raise RuntimeError('{WORD} is in this message')\n")
        paths = f"{home}:{ROOT / 'src'}"
        message = refused(run("make", "a.yaml", "-o", "a.html", home=home, PYTHONPATH=paths), code=70)
        assert WORD not in message
        assert "RuntimeError" in message
        assert "render/html.py" in message
        assert not (home / "a.html").exists()
        whole = run("make", "a.yaml", "-o", "a.html", home=home, PYTHONPATH=paths, IVFPREP_TRACEBACK="1")
        assert b"Traceback" in whole.stderr
