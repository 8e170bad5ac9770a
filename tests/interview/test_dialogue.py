"""A dialogue: the same screens, words and outcome, held in one go by a face or taken one step at a time by a page."""

from __future__ import annotations

import pytest

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.dialogue import Dialogue, Stepping, hold
from tests.interview.robots import Scripted

ROWS = tuple(Row(value, value.upper()) for value in "abcd")


def talk() -> Dialogue[str]:
    yield "Good day."
    name = yield Ask("line", "What is your name?")
    if name is Command.STOP:
        raise Stopped
    yield f"Thank you, {name}."
    yield "One more."
    order = yield Ask("order", "Which three first?", rows=ROWS)
    return f"{name} {order}"


def test_a_face_is_shown_each_thing_in_its_turn() -> None:
    asker = Scripted(("name", "Ann"), ("first", "c"), ("second", "a"), ("third", "enough"))
    assert hold(talk(), asker) == "Ann ('c', 'a')"
    assert asker.said == ["Good day.", "Thank you, Ann.", "One more."]
    assert [len(screen.rows) for screen in asker.asked] == [0, 5, 4, 3]


def test_going_back_takes_out_what_was_chosen_last_and_at_first_leaves_the_list() -> None:
    back = ("second", Command.BACK)
    asker = Scripted(("name", "Ann"), ("first", "c"), back, ("first", "b"), ("second", "a"), ("third", "c"))
    assert hold(talk(), asker) == "Ann ('b', 'a', 'c')"
    assert hold(talk(), Scripted(("name", "Ann"), ("first", Command.BACK))) == "Ann Command.BACK"


def test_what_stops_the_choosing_says_who_fills_the_rest() -> None:
    asker = Scripted(("name", "Ann"), ("first", "c"), ("second", "enough"))
    hold(talk(), asker)
    assert [screen.rows[0].label for screen in asker.asked[1:]] == [
        "Choose all three for me",
        "That is all: fill the rest for me",
    ]


def test_a_page_stands_at_a_screen_until_it_has_a_reply() -> None:
    stepping = Stepping(talk())
    assert (stepping.said, stepping.screen) == (["Good day."], Ask("line", "What is your name?"))
    stepping.take("Ann")
    assert stepping.said == ["Thank you, Ann.", "One more."]
    assert stepping.screen is not None
    assert stepping.screen.kind == "order"
    stepping.take(("b",))
    assert stepping.said == []
    assert stepping.outcome == "Ann ('b',)"


def test_stopping_ends_it_both_ways() -> None:
    with pytest.raises(Stopped):
        hold(talk(), Scripted(("name", Command.STOP)))
    stepping = Stepping(talk())
    with pytest.raises(Stopped):
        stepping.take(Command.STOP)
    assert stepping.screen is None
