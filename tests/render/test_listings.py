from __future__ import annotations

import pytest
from wcwidth import wcswidth

from ivfprep.render.listings import explanations, sources
from ivfprep.sheet import Explanation, SourceEntry
from tests.render.toy import BIDI, LONG, MARKUP

WORDS = {"explain_ask": "There", "explain_find_out": "Open", "explain_off": "Not there"}

LINES = (
    Explanation(
        "purpose@bell", "ask", "What is the aim of the bell?", ("It was offered.", "I said: bell."), (), ("c1",)
    ),
    Explanation("stop@bell", "find-out", "When does it end?", (), ("the end day",), ("c2", "c3")),
    Explanation("cost", "off", "What will it cost?", ("cost told: yes",), (), ()),
)

EXPLAINED = """\
There
-----

purpose@bell
  What is the aim of the bell? [c1]

  - It was offered.
  - I said: bell.


Open
----

stop@bell
  When does it end? [c2, c3]


Not there
---------

cost
  What will it cost?

  - cost told: yes
"""

LISTED = """\
Sources
=======


The bell paper
--------------

An article; no date given.

It says what bells do.

- Bells ring. (opening; bell-rings)
- Bells stop. (end; bell-stops)
"""


def test_each_line_stands_with_its_reasons_under_its_status() -> None:
    assert explanations(LINES, WORDS) == EXPLAINED


def test_a_status_without_lines_has_no_heading() -> None:
    assert explanations(LINES[2:], WORDS).startswith("Not there\n---------\n")
    assert explanations(LINES[:1], WORDS).count("---") == 1


def test_each_source_stands_with_what_it_is_and_says() -> None:
    about = ("An article; no date given.", "It says what bells do.")
    points = ("Bells ring. (opening; bell-rings)", "Bells stop. (end; bell-stops)")
    assert sources("Sources", [SourceEntry("The bell paper", about, points)]) == LISTED


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen_or_than_the_page(width: int) -> None:
    wordy = Explanation("id", "ask", LONG, (LONG,), (), ("claim-one", "claim-two"))
    for page in (explanations([wordy], WORDS, width), sources(LONG, [SourceEntry(LONG, (LONG,), (LONG,))], width)):
        assert max(map(wcswidth, page.splitlines())) <= min(width, 75)


def test_what_the_patient_typed_cannot_steer_the_screen() -> None:
    page = explanations([Explanation(f"own-1{MARKUP}", "ask", f"{MARKUP}{BIDI}", (BIDI, MARKUP), (), ())], WORDS)
    assert all(character.isprintable() or character == "\n" for character in page)
    assert "[red]paint[/red]" in page
