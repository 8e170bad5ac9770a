"""Every kind of prompt in both faces: the same replies, the same commands, the same answers file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from ivfprep.catalog import Catalog
from ivfprep.choosing import Line
from ivfprep.interview.askers.menu import Menu, Streams
from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.run import ending_well, run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from ivfprep.prompts import Interview
from tests.interview.robots import MOST_ALIKE, Asked, BothRobots, press, type_lines

TODAY = date(2026, 11, 21)
ESC, F1, F2, DOWN, CTRL_C, CTRL_D = "\x1b", "\x1bOP", "\x1bOQ", "\x1b[B", "\x03", "\x04"
ROWS = (Row("fresh", "Fresh"), Row("frozen", "Frozen"), Row("not_sure", "Not sure", alone=True))
ONE = Ask("one", "Was it fresh or frozen?", "Why we ask.", ROWS)
MANY = Ask(
    "many", "Which ones?", "Why we ask.", (Row("a", "Diabetes"), Row("b", "An ulcer"), Row("none", "None", alone=True))
)
LINE = Ask("line", "How many?", "Why we ask.", example="a number such as 2")
FREE = Ask("line", "Your clinic?", "Why we ask.", may_be_empty=True)
LINES = Ask("lines", "Your questions?", "Why we ask.", example="one question", may_be_empty=True)
EVERY_KIND = [ONE, MANY, LINE, FREE, LINES]


@pytest.mark.parametrize(
    ("screen", "keys", "lines", "reply"),
    [
        (ONE, DOWN + DOWN + "\r", ["2"], "frozen"),
        (ONE, "2\r", ["Frozen"], "frozen"),
        (ONE, "froz\r", ["froz"], "frozen"),
        (ONE, "not sure\r", ["not sure"], "not_sure"),
        (MANY, " " + DOWN + " \r", ["1, 2"], ("a", "b")),
        (MANY, "2 1 \r", ["2 and 1"], ("a", "b")),
        (MANY, "diab\r\r", ["diabetes"], ("a",)),
        (MANY, "1 3  \r", ["3"], ("none",)),
        (MANY, "3 1 \r", ["1"], ("a",)),
        (LINE, "2\r", ["2"], "2"),
        (FREE, "\r", [""], ""),
        (FREE, "The clinic\r", ["The clinic"], "The clinic"),
        (LINES, "One?\r", ["One?"], "One?"),
        (LINES, "\r", [""], ""),
    ],
)
def test_an_answer_is_the_same_in_both_faces(screen: Ask, keys: str, lines: Any, reply: Any) -> None:
    assert press(screen, keys) == reply
    plain, _ = type_lines(screen, *lines)
    assert set(plain) == set(reply) if isinstance(plain, tuple) else plain == reply


@pytest.mark.parametrize("screen", EVERY_KIND, ids=lambda screen: screen.kind)
@pytest.mark.parametrize(
    ("key", "word", "command"),
    [(ESC, "back", Command.BACK), (F2, "skip", Command.SKIP), ("stop\r", "stop", Command.STOP)],
)
def test_keys_and_typed_words_both_work_everywhere(screen: Ask, key: str, word: str, command: Command) -> None:
    assert press(screen, key) is command
    assert press(screen, f"{word}\r") is command
    assert type_lines(screen, word)[0] is command


def test_a_line_after_the_first_is_asked_for_without_saying_all_of_it_again() -> None:
    reply, written = type_lines(LINES._replace(begun=True), "Two?")
    assert (reply, written) == ("Two?", "")
    _, written = type_lines(LINES._replace(begun=True, note="One was longer."), "Two?")
    assert written == "One was longer.\n"


@pytest.mark.parametrize("screen", EVERY_KIND, ids=lambda screen: screen.kind)
def test_ctrl_c_and_ctrl_d_end_every_prompt(screen: Ask) -> None:
    with pytest.raises(KeyboardInterrupt):
        press(screen, CTRL_C)
    with pytest.raises(EOFError):
        press(screen, CTRL_D)


@pytest.mark.parametrize("screen", EVERY_KIND, ids=lambda screen: screen.kind)
def test_why_is_told_and_the_prompt_stays(screen: Ask) -> None:
    reply, written = type_lines(screen, "?", "back")
    assert "Why we ask." in written
    assert reply is Command.BACK
    assert press(screen, F1 + ESC) is Command.BACK
    assert press(screen, "?\r" + ESC if screen.kind.startswith("line") else "?" + ESC) is Command.BACK


@pytest.mark.parametrize("screen", [ONE, MANY, LINE], ids=lambda screen: screen.kind)
def test_an_accidental_enter_records_nothing(screen: Ask) -> None:
    assert press(screen, "\r\r" + ESC) is Command.BACK
    reply, written = type_lines(screen, "", "back")
    assert reply is Command.BACK
    assert "I did not get that." in written


@pytest.mark.parametrize("screen", EVERY_KIND, ids=lambda screen: screen.kind)
def test_a_bare_enter_keeps_an_earlier_answer(screen: Ask) -> None:
    screen = screen._replace(so_far="Frozen", ticked=("a",))
    assert press(screen, "\r") is Command.KEEP
    reply, written = type_lines(screen, "")
    assert reply is Command.KEEP
    assert "Your answer so far: Frozen" in written


@pytest.mark.parametrize("line", ["9", "0", "nonsense", "1 and 9", "1, none", "-1", "²"])
def test_the_plain_face_says_what_to_type(line: str) -> None:
    reply, written = type_lines(MANY, line, "1")
    assert reply == ("a",)
    assert "Type the numbers that are true" in written


def test_words_that_no_row_says_are_not_an_answer() -> None:
    assert press(ONE, "zebra\r" + "2\r") == "frozen"


@pytest.mark.parametrize(("seed", "quick"), [(0, False), (0, True), (1, True)])
def test_both_faces_give_the_same_answers(
    interview: Interview, catalog: Catalog, tmp_path: Path, seed: int, quick: bool
) -> None:
    session = Session(read_data, tmp_path)
    lines = (Line("one", "One?"), Line("two", "Two?"))
    run_interview(interview, catalog, TODAY, BothRobots(seed), session, lines=lambda profile: lines, quick=quick)
    assert len(session.load() or {}) > 3


@pytest.mark.parametrize(("key", "end"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError), ("stop\r", None)])
@pytest.mark.parametrize("ticked", [True, False])
def test_the_last_words_say_that_ticks_of_an_open_list_are_not_kept(
    capsys: pytest.CaptureFixture[str], key: str, end: object, ticked: bool
) -> None:
    rows = (Row("egg", "Allergy to egg"), Row("soya", "Allergy to soya"))
    said = list[str]()
    with create_pipe_input() as pipe:
        pipe.send_text((" " if ticked else "") + key)
        menu = Menu(Streams(pipe, DummyOutput()), said.append)
        with ending_well(menu, "SAVED"):
            assert menu.ask(Ask("many", "Which?", rows=rows)) is Command.STOP
            raise Stopped
    heard = f"{capsys.readouterr().out}{' '.join(said)}"
    assert "SAVED" in heard
    assert ("is not kept" in heard) is ticked


def test_a_robot_that_is_refused_for_ever_fails_and_so_do_keys_that_run_out() -> None:
    refused, robot = Ask("line", "How many?", note="I cannot read this."), Asked()
    for number in range(100):
        robot.note(refused, str(number))
    for _ in range(MOST_ALIKE - 1):
        robot.note(refused, "x")
    with pytest.raises(AssertionError, match=r"(?s)'How many\?' is asked again.*'I cannot read this\.'.*'x' again"):
        robot.note(refused, "x")
    with pytest.raises(EOFError):
        press(refused, "no Enter")
