from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ivfprep.render.plain import clean, cleaned
from tests import any_text
from tests.render.toy import CHECKLIST

CLEAN = cleaned(CHECKLIST)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain [/] [red] <b> #", "plain [/] [red] <b> #"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b1mbold", "bold"),
        ("\x1b]0;title\x07", "]0;title"),
        ("bell\x07 null\x00", "bell null"),
        ("\u202eback\u202c \u2066in\u2069 \u200eleft\u200f\u061c", "back in left"),
        ("one\ntwo\r\nthree\tfour\u2028five\x85six", "one two three four five six"),
        ("half \ud83d a pair", "half  a pair"),
        ("  outer  ", "outer"),
        ("\u202e \n", ""),
    ],
)
def test_what_steers_goes_and_the_words_stay(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d👧", "10\u00a0mg", "Żółć"]
)
def test_joiners_and_letters_of_every_language_stay(text: str) -> None:
    assert clean(text) == text


@given(any_text.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None) | st.sampled_from("\ufdd0\ufffe\U0001ffff\u202e\x85")))
@example("\ufffe").via("a noncharacter that HTML refuses")
def test_no_text_slips_past_the_quick_look(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    sheet = msgspec.structs.replace(CLEAN.handover, title=text)
    assert cleaned(msgspec.structs.replace(CLEAN, handover=sheet)).handover.title == clean(text)


def test_a_clean_checklist_has_no_steering_text_anywhere() -> None:
    assert "\\u001b" in msgspec.json.encode(CHECKLIST).decode()
    text = msgspec.json.encode(cleaned(CHECKLIST)).decode()
    assert "\\u001b" not in text
    assert "\u202e" not in text


def test_a_clean_checklist_keeps_everything_else() -> None:
    assert cleaned(CHECKLIST).handover == CHECKLIST.handover
    assert cleaned(CHECKLIST).questions[0] == CHECKLIST.questions[0]
