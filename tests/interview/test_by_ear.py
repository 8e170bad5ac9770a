"""The plain face by ear: few words a prompt, the question last, ten rows at a time, and no row unheard."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ivfprep.catalog import Catalog
from ivfprep.interview.askers.plain_face import AT_A_TIME, Plain
from ivfprep.interview.asking import Ask, Command, Reply, Row
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from ivfprep.prompts import Interview
from tests.interview import patients
from tests.interview.robots import PlainRobot, type_lines

PART = "Part 2 of 5: Your tests. About 3 minutes left."
ONE = Ask("one", "Was it fresh or frozen?", "Why we ask.", (Row("fresh", "Fresh"), Row("frozen", "Frozen")), PART)
LONG = Ask("many", "Which of these?", "Why we ask.", tuple(Row(f"r{n}", f"Illness {n:02}") for n in range(1, 26)))
LINE = Ask("line", "How many?", "Why we ask.", example="a number such as 2")
EVERY_KIND = [ONE, LONG, LINE, Ask("lines", "Your questions?", "Why we ask.", example="one question")]


@pytest.mark.parametrize("screen", EVERY_KIND, ids=lambda screen: screen.kind)
@pytest.mark.parametrize("word", ["", "?", "repeat", "list", "more"])
def test_the_question_is_the_last_thing_before_the_cursor(screen: Ask, word: str) -> None:
    if word in ("list", "more") and not screen.rows:
        return
    heard, asked = list[str](), list[str]()

    def read(prompt: str) -> str:
        asked.append("".join(heard).rstrip("\n").rpartition("\n")[2])
        return word if word and len(asked) == 1 else "back"

    Plain(read, heard.append).ask(screen)
    if word != "more" or len(screen.rows) > AT_A_TIME:
        assert set(asked) == {screen.text}


def hear(*screens: Ask) -> list[str]:
    """Return what is heard at each of several prompts."""
    heard, written = list[str](), list[str]()
    face = Plain(lambda prompt: "back", written.append)
    for screen in screens:
        written.clear()
        face.ask(screen)
        heard.append("".join(written))
    return heard


def test_part_and_minutes_are_said_only_when_the_part_changes() -> None:
    later = ONE._replace(part="Part 2 of 5: Your tests. About 2 minutes left.")
    first, second, third = hear(ONE, later, ONE._replace(part="Part 3 of 5: Your health. About a minute left."))
    assert PART in first
    assert "Part" not in second
    assert "minutes left" not in second
    assert "Part 3 of 5" in third


def test_which_transfer_is_said_when_it_changes() -> None:
    heard = hear(*(ONE._replace(part=f"{PART}\nTransfer {number} of 2.") for number in (1, 1, 2)))
    assert ["Transfer" in text for text in heard] == [True, False, True]


def test_the_words_that_can_be_typed_are_told_once_and_on_asking() -> None:
    first, second = (" ".join(text.split()) for text in hear(ONE, ONE))
    assert "skip, back, stop" in first
    assert "skip, back, stop" not in second
    assert "skip, back, stop" in " ".join(type_lines(ONE, "?", "back")[1].partition("Why we ask.")[2].split())


@pytest.mark.parametrize("word", ["repeat", "r", "R"])
def test_repeat_says_all_of_it_again(word: str) -> None:
    reply, heard = type_lines(ONE, word, "2")
    assert reply == "frozen"
    assert [heard.count(text) for text in (PART, "1. Fresh", ONE.text)] == [2, 2, 2]


def rows_in(heard: str) -> list[int]:
    return [int(number) for number in re.findall(r"Illness (\d+)", heard)]


def test_a_long_list_is_read_out_ten_rows_at_a_time() -> None:
    assert rows_in(type_lines(LONG, "back")[1]) == [*range(1, 11)]
    heard = type_lines(LONG, "more", "more", "back")[1]
    assert rows_in(heard) == [*range(1, 26)]
    assert "15 more: type more." in heard
    assert "5 more." in heard
    assert rows_in(type_lines(LONG, "more", "list", "back")[1]) == [*range(1, 11), *range(11, 21), *range(1, 11)]


def test_only_enter_alone_goes_on_past_rows_that_were_not_heard() -> None:
    reply, heard = type_lines(LONG, "3 4", "7", "illness 12", "")
    said = " ".join(heard.split())
    assert reply == ("r3", "r4", "r7", "r12")
    assert "Kept: Illness 03, Illness 04. 15 rows are not read out yet: type more to hear them." in said
    assert "Kept: Illness 03, Illness 04, Illness 07. 15 rows are not read out yet" in said
    assert type_lines(LONG, "3 4", "more", "12", "")[0] == ("r3", "r4", "r12")
    assert type_lines(LONG, "3", "3", "")[0] == ("r3",)


@pytest.mark.parametrize("word", ["", "done", "Done.", "that is all"])
def test_enter_alone_or_a_word_for_done_keeps_what_was_ticked(word: str) -> None:
    assert type_lines(LONG, "3 4", word)[0] == ("r3", "r4")
    assert type_lines(LONG._replace(so_far="Illness 09"), "3 4", word)[0] == ("r3", "r4")
    assert type_lines(MANY, "back")[0] is Command.BACK


def test_a_list_that_was_heard_to_its_end_is_answered_by_one_line() -> None:
    reply, heard = type_lines(LONG, "more", "more", "3")
    assert reply == ("r3",)
    assert "not read out" not in heard
    assert type_lines(LONG, "3", "more", "more", "12")[0] == ("r3", "r12")


def test_a_row_that_stands_alone_takes_the_place_of_what_was_kept() -> None:
    screen = LONG._replace(rows=(*LONG.rows, Row("none", "None of these", alone=True)))
    assert type_lines(screen, "3 4", "26", "")[0] == ("none",)
    assert type_lines(screen, "26", "3", "")[0] == ("r3",)


def test_enter_takes_nothing_that_was_refused() -> None:
    assert type_lines(LONG, "3", "")[0] == ("r3",)
    assert type_lines(LONG, "3", "more", "")[0] == ("r3",)
    assert type_lines(LONG, "3", "banana", "4", "")[0] == ("r3", "r4")
    reply, heard = type_lines(LONG._replace(rows=LONG.rows[:5]), "banana", "", "4")
    assert reply == ("r4",)
    assert heard.count("I did not get that.") == 1
    unlisted = LONG._replace(other="else")
    assert type_lines(unlisted, "banana", "", "")[0] == ("else: banana",)


@pytest.mark.parametrize("screen", [ONE, LONG, ONE._replace(rows=(*ONE.rows, Row("not_sure", "Not sure")))])
def test_a_refusal_of_what_is_in_no_row_shows_two_examples(screen: Ask) -> None:
    refused = type_lines(screen, "banana", "back")[1].partition('I find no row for "banana".')[2]
    assert re.search(r"such as 1 or 2|such as 1, 3", refused)
    assert ("not sure" in refused) == any(row.value == "not_sure" for row in screen.rows)


MANY = Ask("many", "Which of these?", "Why.", tuple(Row(f"r{n}", f"Row {n}") for n in range(1, 6)))
UNSAID_ROWS = (Row("not_sure", "Not sure", alone=True), Row("prefer_not_to_say", "Prefer not to say", alone=True))


def test_rows_that_come_again_are_not_read_out_again_and_list_reads_them() -> None:
    asked = MANY._replace(id="plan", typed="ticks")
    later = asked._replace(text="And of these?", rows=(*MANY.rows, Row("new", "One more")))
    first, second, third = hear(asked, later, asked._replace(rows=(Row("other", "Another"), *MANY.rows)))
    assert "Row 1" in first
    assert "Rows 1 to 5 are as when I last asked this: to hear them, type list." in second
    assert "Row 1" not in second.replace("Rows 1", "")
    assert "6. One more" in second
    assert "2. Row 1" in third
    face_words = list[str]()
    words = iter(["back", "list", "6"])
    face = Plain(lambda prompt: next(words), face_words.append)
    face.ask(asked)
    face_words.clear()
    assert face.ask(later) == ("new",)
    assert "1. Row 1" in "".join(face_words)


@pytest.mark.parametrize(
    "screen",
    [MANY, MANY._replace(id="review"), MANY._replace(id="loss", typed="choice", opening="I am sorry.")],
    ids=["no prompt", "a menu", "after a loss"],
)
def test_what_there_is_to_do_is_read_out_each_time(screen: Ask) -> None:
    other = screen._replace(id=f"before_{screen.id}", rows=tuple(Row(f"o{n}", f"Other {n}") for n in range(5)))
    heard = hear(screen, other, screen, screen)
    assert all("1. Row 1" in heard[at] for at in (0, 2, 3))


def test_rows_of_another_prompt_are_read_out() -> None:
    heard = hear(*(MANY._replace(id=id_, typed="ticks", text=f"And {id_}?") for id_ in ("why", "plan")))
    assert "1. Row 1" in heard[1]


def test_a_list_of_another_part_is_read_out_whole() -> None:
    heard = hear(MANY._replace(part=PART), MANY._replace(part="Part 3 of 5: Your health. About a minute left."))
    assert "1. Row 1" in heard[1]


@pytest.mark.parametrize("typed", ["not sure", "Not sure.", "I don\u2019t know", "no idea"])
@pytest.mark.parametrize("kind", ["one", "many"])
def test_not_sure_is_not_read_out_in_each_list_and_is_always_an_answer(kind: str, typed: str) -> None:
    screen = ONE._replace(kind=kind, rows=(*ONE.rows, *UNSAID_ROWS))  # type: ignore[arg-type]
    reply, heard = type_lines(screen, typed)
    assert reply in ("not_sure", ("not_sure",))
    assert "Not sure" not in heard.partition("Ticked")[0]
    assert "not sure, rather not say" in heard
    assert type_lines(screen, "rather not say")[0] in ("prefer_not_to_say", ("prefer_not_to_say",))


def test_each_part_says_once_that_not_sure_can_be_typed() -> None:
    screen = ONE._replace(rows=(*ONE.rows, *UNSAID_ROWS))
    heard = hear(screen, screen._replace(text="And?"), screen._replace(part="Part 3 of 5: Your health."))
    assert ["Type a number, or not sure." in text for text in heard] == [True, False, True]


class Hearing(PlainRobot):
    """Notes what was heard before the first line of each prompt was typed."""

    heard = ""

    def _read(self, prompt: str) -> str:
        self.heard = self.heard or "".join(self.written)
        return super()._read(prompt)


class Listener:
    """Patient 39 at the plain face; notes the words of each prompt."""

    def __init__(self) -> None:
        self.patient = patients.Patient(patients.PATIENT_39)
        self.robot = Hearing(0, lambda screen, seed: self.patient.ask(screen))
        self.counts, self.heard = list[int](), ""

    def say(self, text: str) -> None:
        pass

    def ask(self, screen: Ask) -> Reply:
        self.robot.written.clear()
        self.robot.heard = ""
        reply = self.robot.ask(screen)
        self.counts.append(len(self.robot.heard.split()))
        self.heard += self.robot.heard
        return reply


def test_patient_39_hears_40_words_a_prompt_in_the_mean_and_no_drawn_line(
    interview: Interview, catalog: Catalog, tmp_path: Path
) -> None:
    listener = Listener()
    run_interview(interview, catalog, date(2026, 11, 21), listener, Session(read_data, tmp_path))
    assert len(listener.counts) > 20
    assert sum(listener.counts) / len(listener.counts) <= 40, (
        sum(listener.counts),
        len(listener.counts),
        listener.counts,
    )
    assert not re.search("[\u2500-\u257f]", listener.heard)


ENDS = ONE._replace(
    typed="choice",
    rows=(
        Row("none", "It did not lead to a pregnancy"),
        Row("early", "A positive test, then a very early end"),
        Row("birth", "A baby was born"),
        Row("ectopic", "A pregnancy outside the womb (ectopic)"),
    ),
)


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("1", "It did not lead to a pregnancy."),
        ("2", "A positive test, then a very early end."),
        ("4", "A pregnancy outside the womb."),
        ("a baby was born", ""),
        ("Positive test", ""),
        ("back", ""),
    ],
)
def test_one_answer_is_read_back_whole_but_for_brackets_unless_it_was_typed_in_them(typed: str, echo: str) -> None:
    assert type_lines(ENDS, typed)[1].partition(ENDS.text)[2].strip() == echo


def test_what_is_done_next_is_not_read_back() -> None:
    for screen in (ENDS._replace(typed=""), ENDS._replace(opening="I am sorry.")):
        assert type_lines(screen, "1")[1].endswith(f"{screen.text}\n")


def test_a_last_row_alone_is_read_out_with_the_ten_before_it() -> None:
    heard = hear(LONG._replace(rows=LONG.rows[: AT_A_TIME + 1]))[0]
    assert rows_in(heard) == [*range(1, AT_A_TIME + 2)]
    assert "more" not in heard.partition("You can type")[0]


ILL = ("High blood pressure", "Diabetes", "Polyps", "Aspirin")
ILLS = MANY._replace(rows=tuple(Row(name, name) for name in ILL))


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("type 2 diabetes", ("Diabetes",)),
        ("diabetes aspirin", ("Diabetes", "Aspirin")),
        ("type 2 diabetes, aspirin", ("Diabetes", "Aspirin")),
    ],
)
def test_a_row_is_found_by_a_line_with_its_name_inside(typed: str, reply: Reply) -> None:
    assert type_lines(ILLS, typed)[0] == reply


def test_what_can_be_added_is_not_swallowed_by_a_row_beside_it() -> None:
    screen = ILLS._replace(other="else")
    assert type_lines(screen, *["aspirin Progynova"] * 2)[0] == ("else: aspirin Progynova",)
    assert type_lines(screen, *["aspirin, Progynova"] * 2)[0] == ("Aspirin", "else: Progynova")
    assert type_lines(screen, "aspirin diabetes")[0] == ("Aspirin", "Diabetes")


def test_of_several_typed_it_is_said_which_are_in_no_row() -> None:
    reply, heard = type_lines(ILLS, "high blood pressure, lupus, no diabetes, polyp", "1")
    said = " ".join(heard.split())
    assert reply == ("High blood pressure",)
    assert 'no row for "lupus". I find no row for "no diabetes". I found: High blood pressure, Polyps.' in said
    assert "Nothing is ticked yet" in said


OFFERS = ONE._replace(rows=(Row("go", "Go on"), Row("off", "Leave it out", also=("prefer_not_to_say",))))


@pytest.mark.parametrize(
    ("screen", "promised"),
    [
        (ONE, []),
        (OFFERS, ["rather not say"]),
        (ONE._replace(rows=(*ONE.rows, *UNSAID_ROWS)), ["not sure", "rather not say"]),
        (LINE, []),
        (LINE._replace(can_be_unsure=True), ["not sure", "rather not say"]),
    ],
)
def test_help_promises_no_word_that_the_screen_refuses(screen: Ask, promised: list[str]) -> None:
    heard = " ".join(type_lines(screen, "?", "back")[1].partition("Why we ask.")[2].split())
    assert [word for word in ("not sure", "rather not say") if word in heard] == promised
    if screen.rows:
        for word in promised:
            assert not isinstance(type_lines(screen, word)[0], Command)


UNSURE_OF_SOME = ILLS._replace(rows=(*ILLS.rows, Row("some", "Not sure about some"), *UNSAID_ROWS))


@pytest.mark.parametrize(
    "typed",
    [
        "1, maybe polyps",
        "possibly diabetes, used to have polyps",
        "diabetes, I think",
        "probably diabetes",
        "I might have diabetes",
        "not sure about diabetes",
        "diabetes not sure",
        "unsure: diabetes",
    ],
)
def test_a_name_beside_a_word_of_doubt_is_no_plain_yes(typed: str) -> None:
    reply, heard = type_lines(UNSURE_OF_SOME, typed, "1, 5")
    said = " ".join(heard.split())
    assert reply == ("High blood pressure", "some")
    assert "is not a plain yes" in said
    assert "type 5 as well (Not sure about some)" in said
    assert type_lines(ILLS._replace(kind="one"), typed, "1")[0] == "High blood pressure"
    assert type_lines(ILLS._replace(other="else"), typed, "1")[0] == ("High blood pressure",)


TICKED = UNSURE_OF_SOME._replace(so_far="Diabetes, Polyps", ticked=("Diabetes", "Polyps"))


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        (("4", ""), ("Aspirin",)),
        (("4", "both"), ("Diabetes", "Polyps", "Aspirin")),
        (("4", "what", "Both."), ("Diabetes", "Polyps", "Aspirin")),
        (("4", "back"), Command.BACK),
        (("not sure", ""), ("not_sure",)),
    ],
)
def test_what_a_new_answer_takes_the_tick_from_is_said_and_can_be_put_back(typed: list[str], reply: Reply) -> None:
    got, heard = type_lines(TICKED, *typed)
    assert got == reply
    assert "No longer ticked: Diabetes, Polyps." in " ".join(heard.split())


def test_a_change_that_takes_no_tick_away_is_not_asked_about() -> None:
    assert type_lines(TICKED, "2, 3, 4")[0] == ("Diabetes", "Polyps", "Aspirin")
    none = TICKED._replace(rows=(*TICKED.rows, Row("none", "None of these", alone=True)), ticked=("none",))
    assert type_lines(none, "4")[0] == ("Aspirin",)
    unsure = TICKED._replace(ticked=("not_sure",))
    assert "No longer ticked: Not sure." in type_lines(unsure, "4", "")[1]


@pytest.mark.parametrize("word", ["go back", "Go back", "previous", "back"])
def test_natural_words_go_back(word: str) -> None:
    assert type_lines(ONE, word)[0] is Command.BACK


def test_words_that_fit_several_rows_are_answered_with_their_numbers() -> None:
    rows = (*ENDS.rows[1:3], Row("soon", "Offered, soon"), Row("later", "Offered, later", also=("postponed",)))
    screen = ONE._replace(rows=(*rows, Row("other", "Another", also=("postponed",))))
    assert '"offered" fits rows 3 and 4.' in type_lines(screen, "offered", "1")[1]
    assert '"postponed" fits rows 4 and 5.' in type_lines(screen, "postponed", "1")[1]
    assert type_lines(screen, "offered, soon")[0] == "soon"
