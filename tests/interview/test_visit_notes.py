"""What the doctor said: noted in both faces, kept at once, and gone on with."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pexpect
import pytest
from msgspec import convert

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.cli.interviewing import to_note
from ivfprep.interview.asking import Ask, Command, Reply
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.review import Line
from ivfprep.interview.session import Session
from ivfprep.interview.visit_notes import Notes
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.loading.content import example_names, example_path
from ivfprep.profile import Profile
from tests.commands import PATIENCE
from tests.interview.terminals import PLACES, ROOT

LINES = [Line("one", "What is it for?"), Line("two@ivig", "What does it cost?"), Line("three", "Whom do I call?")]
TODAY = date(2026, 12, 2)
CTRL_C = "\x03"


class Person:
    """Gives one reply after the other, and notes what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.asked = list(replies), list[Ask]()

    def say(self, text: str) -> None:
        pass

    def ask(self, screen: Ask) -> Reply:
        self.asked.append(screen)
        return self.replies.pop(0)


def noted(session: Session) -> dict[str, object]:
    answers = session.load() or {}
    profile = convert(answers, Profile)
    return {visit.date: {id_: (said.status, said.text) for id_, said in visit.said.items()} for visit in profile.visits}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session.at(read_data, tmp_path / "mine.yaml")
    session.save({"format": 1, "history": {"diabetes": "yes"}, "visit": {"date": "2026-12-01"}})
    return session


def take(session: Session, *replies: Reply) -> Person:
    person = Person(*replies)
    Notes(person, session, LINES).take("2026-12-01", TODAY)
    return person


def test_what_was_said_is_kept_with_the_answers(session: Session) -> None:
    take(session, Command.KEEP, ("one", "three"), "answered", "for [/] sleep", "partly", "")
    assert noted(session) == {
        "2026-12-01": {"one": ("answered", "for [/] sleep"), "two@ivig": ("not_asked", ""), "three": ("partly", "")}
    }
    assert (session.load() or {})["history"] == {"diabetes": "yes"}
    assert session.file.stat().st_mode & 0o777 == 0o600


def test_the_day_is_asked_again_until_it_is_a_day_that_was(session: Session) -> None:
    person = take(session, "tomorrow", "20261120", "2026-12-09", "2026-11-30", "none")
    assert [bool(screen.note) for screen in person.asked] == [False, True, True, True, False]
    assert list(noted(session)) == ["2026-11-30"]


def test_stopping_anywhere_keeps_what_was_noted_and_going_on_asks_only_the_rest(session: Session) -> None:
    with pytest.raises(Stopped):
        take(session, Command.KEEP, ("one", "three"), "answered", "yes", Command.STOP)
    person = take(session, Command.KEEP, "not_sure", "")
    assert [screen.text for screen in person.asked[1:2]] == ["Whom do I call?"]
    assert noted(session)["2026-12-01"] == {
        "one": ("answered", "yes"),
        "two@ivig": ("not_asked", ""),
        "three": ("not_sure", ""),
    }


def test_back_and_skip_work(session: Session) -> None:
    take(
        session,
        Command.SKIP,
        ("one", "three"),
        "answered",
        Command.BACK,
        "partly",
        "x",
        Command.BACK,
        "answered",
        "y",
        Command.SKIP,
    )
    assert noted(session)["2026-12-01"] == {
        "one": ("answered", "y"),
        "two@ivig": ("not_asked", ""),
        "three": ("talked_about", ""),
    }


@pytest.mark.parametrize("name", example_names())
def test_the_three_stand_first_and_every_line_under_its_part_of_the_sheet(name: str, catalog: Catalog) -> None:
    checklist = build_checklist(read_answers(example_path(name), catalog, TODAY), catalog, TODAY)
    lines = to_note(checklist)
    three = [asked.id for asked in checklist.handover.three]
    assert [line.id for line in lines if line.group == lines[0].group] == three
    assert [line.id for line in lines[: len(three)]] == three
    assert len({line.id for line in lines}) == len(lines)
    assert all(line.group for line in lines)


def test_the_list_shows_the_parts_of_the_sheet(session: Session) -> None:
    person = Person(Command.KEEP, ("none",))
    Notes(person, session, [line._replace(group="More") for line in LINES]).take("2026-12-01", TODAY)
    assert [row.group for row in person.asked[1].rows] == ["More", "More", "More", ""]


def test_a_second_visit_stands_beside_the_first(session: Session) -> None:
    take(session, "2026-11-30", "none")
    take(session, "2026-11-01", ("one",), "answered", "a")
    assert list(noted(session)) == ["2026-11-01", "2026-11-30"]


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_in_a_terminal_nothing_is_lost_by_ctrl_c(term: str, tmp_path: Path) -> None:
    answers = tmp_path / "mine.yaml"
    shutil.copy(ROOT / "data" / "examples" / "first_transfer.yaml", answers)
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": term, **PLACES}
    env["SOURCE_DATE_EPOCH"] = "1796947200"

    def open_() -> pexpect.spawn[str]:
        words = ["-m", "ivfprep", "notes", str(answers)]
        return pexpect.spawn(sys.executable, words, env=env, dimensions=(30, 80), timeout=PATIENCE, encoding="utf-8")

    child = open_()
    child.expect("On what day")
    child.send("\r")
    child.expect("What did you talk about")
    if term == "dumb":
        child.send("1\r")
        child.expect("not read out yet")
        child.expect("> ")
        child.send("1\r")
    else:
        child.send(" \r")
        child.expect("that you have not seen")
        child.send("\r")
    child.expect("Line 1 of 1")
    child.send(CTRL_C)
    child.expect("Your notes are saved")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    found = read_data(answers, print)["visits"][0]["said"]
    assert [said["status"] for said in found.values()].count("talked_about") == 1
    child = open_()
    child.expect("On what day")
    child.send("\r")
    child.expect("Line 1 of 1")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
