from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from ivfprep.errors import BadInput
from ivfprep.limits import doubt_about
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile

TODAY = date(2026, 11, 21)
CATALOG = load_catalog(Path(__file__).parents[1] / "toy_data")


def read(text: str) -> Profile:
    return read_answers(io.BytesIO(text.encode()), CATALOG, TODAY)


def refused(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        read(text)
    return str(caught.value)


def test_answers_are_typed_and_what_is_absent_was_skipped() -> None:
    profile = read(
        "format: 1\n"
        "transfers: [{when: about 2023, outcome: no_pregnancy, chance: 40, embryos: 2}]\n"
        "add_ons: [{id: tea, why: one_test, plan: {start: told}}, {id: not_sure}]\n"
        "history: {diabetes: yes}\n"
        "losses_outside_transfers: 1\n"
    )
    assert profile.transfers[0].chance == "40"  # type: ignore[union-attr]
    assert profile.transfers[0].embryos == 2  # type: ignore[union-attr]
    assert profile.add_ons[0].why == ("one_test",)  # type: ignore[union-attr]
    assert profile.history == {"diabetes": "yes"}
    assert profile.work_up.polyps == "skipped"


@pytest.mark.parametrize("word", ["none", "not_sure", "prefer_not_to_say", "skipped"])
def test_a_word_may_stand_for_a_whole_part(word: str) -> None:
    assert read(f"format: 1\ntransfers: {word}\nadd_ons: {word}\n").add_ons == word


@pytest.mark.parametrize(
    "when",
    [
        "March 2024",
        "march or april 2024",
        "between March and May 2024",
        "2024",
        "13/04/2024",
        "not_sure",
        "skipped",
        "21 November 2026",
    ],
)
def test_a_date_may_be_as_exact_as_it_is_known(when: str) -> None:
    assert read(f"format: 1\ntransfers: [{{when: {when}}}]\n").transfers[0].when == when  # type: ignore[union-attr]


def test_a_visit_may_be_two_years_ahead_and_a_day_where_it_is_still_yesterday() -> None:
    assert read("format: 1\nvisit: {date: 2028-11-22}\n").visit.date == "2028-11-22"
    assert "too far off" in refused("format: 1\nvisit: {date: 2028-11-23}\n")


@pytest.mark.parametrize(
    ("answers", "hint"),
    [
        ("transfers: [{when: march or april}]", "Write March or April 2026."),
        ("transfers: [{when: 2 or 3 months ago}]", "Write August or September 2026."),
        ("visit: {date: 3 or 4 April}", "Write 3 April 2027, or 4 April 2027."),
        ("visit: {date: 3 or 4 April 2027}", "Write 3 April 2027, or 4 April 2027; or not_sure."),
    ],
)
def test_of_a_date_at_one_of_two_it_is_said_what_to_write(answers: str, hint: str) -> None:
    assert hint in refused(f"format: 1\n{answers}\n")


def test_a_transfer_of_today_is_read_where_it_is_still_yesterday() -> None:
    assert read("format: 1\ntransfers: [{when: 22 November 2026}]\n").transfers != "skipped"
    assert "in the future" in refused("format: 1\ntransfers: [{when: 23 November 2026}]\n")


def test_a_byte_order_mark_is_accepted() -> None:
    assert read("\ufeffformat: 1\n").format == 1


def test_a_newer_format_is_one_refusal_whatever_else_is_new() -> None:
    assert refused("format: 2\nzebras: [1]\nvisit: {date: 2091-01-01}\n") == (
        "standard input:1:9: These answers were written by a newer version of ivfprep.\n"
        "    Update the program, then try again."
    )


@pytest.mark.parametrize("format_", ["0", "-1", "one", "1.0", "", "[1]", "01", "\u0661"])
def test_a_format_that_is_none_is_refused(format_: str) -> None:
    assert "Write `format: 1`" in refused(f"format: {format_}\n")


def test_a_huge_format_is_newer() -> None:
    assert "newer version" in refused(f"format: {'9' * 5000}\n")


def test_every_problem_comes_at_once_by_line() -> None:
    said = refused("format: 1\ntransfers: [{chance: 140}]\nadd_ons: [{id: teaa}]\nhistory: {diabetis: yes}\nzebra: 1\n")
    assert [line.split(":")[1] for line in said.splitlines() if line.startswith("standard")] == ["2", "3", "4", "5"]


def test_what_has_another_shape_is_left_to_the_shape() -> None:
    said = refused("format: 1\ntransfers: {when: 2031}\nadd_ons: [tea]\nhistory: [a]\nvisit: 5\ntop: {a: b}\n")
    assert said.count("standard input:") == 5


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no such file"):
        read_answers(tmp_path / "answers.yaml", CATALOG, TODAY)


def test_control_and_direction_marks_are_not_printed_back() -> None:
    said = refused("format: 1\nhistory: {'\u202ediab\u2066': yes}\ntop: ['\u202ecost']\n")
    assert said.isascii()


def test_a_text_that_is_too_long_is_told_so() -> None:
    doubt = doubt_about("add_ons.0.illness", "a" * 101, TODAY)
    assert doubt is not None
    assert "too long" in doubt.message
    assert doubt_about("add_ons.0.illness", "a" * 100, TODAY) is None


def test_a_line_of_the_story_and_a_question_of_the_sheet_can_be_named() -> None:
    read_in = read("format: 1\nleave_out: [story_offered, told]\ntop: [helps_one]\n")
    assert (read_in.leave_out, read_in.top) == (("story_offered", "told"), ("helps_one",))
