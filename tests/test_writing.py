from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import platformdirs
import pytest

from ivfprep.errors import OutputFailed
from ivfprep.writing import default_folder, print_out, shows_lines, wants_colour, write_file


class Screen(io.TextIOWrapper):
    """Standard output of one encoding, in a terminal or not."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        self.bytes = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return self.terminal


def test_a_file_is_utf8_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    write_file(path, "caf\u00e9\n".encode(), replace=False)
    assert path.read_bytes() == b"caf\xc3\xa9\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("old")
    path.chmod(0o644)
    with pytest.raises(OutputFailed, match=r"page\.txt: This file is there already\.\n +Add --force"):
        write_file(path, b"new", replace=False)
    assert path.read_text() == "old"
    write_file(path, b"new", replace=True)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_is_never_replaced(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(OutputFailed, match=r"This is a folder\.\n +Name a file in it\."):
        write_file(tmp_path, b"text", replace=replace)
    assert tmp_path.is_dir()


def test_a_folder_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="It cannot be written: No such file or directory") as failed:
        write_file(tmp_path / "nowhere" / "page.txt", b"text", replace=False)
    assert failed.value.exit_code == 4
    assert not list(tmp_path.iterdir())


def test_what_stops_halfway_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed, match="No space left on device"):
        write_file(path, b"new", replace=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_character_that_the_screen_cannot_show_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen("ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    print_out("caf\u00e9\n")
    assert screen.bytes.getvalue() == b"caf?\n"


def test_a_screen_without_encodings_is_written_to_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    print_out("caf\u00e9\n")
    assert screen.getvalue() == "caf\u00e9\n"


@pytest.mark.parametrize(
    ("encoding", "shows"), [("utf-8", True), ("UTF8", True), ("ascii", False), ("latin-1", False), ("cp1252", False)]
)
def test_lines_are_drawn_in_utf8_only(encoding: str, shows: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(encoding))
    assert shows_lines() is shows


@pytest.mark.parametrize(
    ("terminal", "environment", "wants"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colour_is_for_a_terminal_whose_reader_wants_it(
    terminal: bool, environment: dict[str, str], wants: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Screen(terminal=terminal))
    assert wants_colour() is wants


@pytest.mark.parametrize("home", ["/home/jo", "", "jo", None])
@pytest.mark.parametrize("named", ["/data", "", "data", None])
def test_her_answers_are_where_the_platform_keeps_them(
    named: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("XDG_DATA_HOME", named), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert default_folder() == platformdirs.user_data_path("ivfprep", appauthor=False)
