"""Words that mean one row plainly choose it, in both faces; those that could mean two are asked about."""

from __future__ import annotations

from typing import Any

import pytest

from ivfprep.catalog import Catalog
from ivfprep.interview.asking import Ask
from ivfprep.interview.dialogue import hold
from ivfprep.interview.flow import Flow
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.talk import Talk, ask_step
from ivfprep.prompts import Interview
from tests.interview.robots import Scripted, press, type_lines
from tests.interview.walks import TODAY

SAID: Any = {"format": 1, "transfers": [{}, {}, {}, {}], "add_ons": [{"id": "ivig"}]}


def screen_of(prompt: str, interview: Interview, catalog: Catalog) -> Ask:
    flow = Flow(interview, catalog, TODAY, Relevance(catalog, TODAY).useful)
    view, asker = flow.look(SAID), Scripted()
    seen = next(one for one in view.seen if one.step.prompt.id == prompt)
    hold(ask_step(Talk(flow, TODAY), view, seen), asker)
    return asker.asked[0]


@pytest.mark.parametrize(
    ("prompt", "words", "value"),
    [
        ("outcome", "not pregnant", "no_pregnancy"),
        ("outcome", "No pregnancy", "no_pregnancy"),
        ("outcome", "negative", "no_pregnancy"),
        ("outcome", "chemical", "biochemical"),
        ("outcome", "biochemical", "biochemical"),
        ("outcome", "miscarriage", "miscarriage"),
        ("outcome", "live birth", "live_birth"),
        ("outcome", "pregnant", "waiting"),
        ("quick_one_outcome", "not pregnant", "no_pregnancy"),
        ("quick_outcome", "negative", "no_pregnancy"),
        ("all_outcome", "chemical", "biochemical"),
        ("all_outcome", "different", "differ"),
        ("loss", "continue", "go_on"),
        ("status", "not offered", "considering"),
    ],
)
def test_words_that_mean_one_row_choose_it(
    prompt: str, words: str, value: str, interview: Interview, catalog: Catalog
) -> None:
    screen = screen_of(prompt, interview, catalog)
    assert type_lines(screen, words)[0] == value
    assert press(screen, f"{words}\r") == value


@pytest.mark.parametrize(
    ("prompt", "words", "rows"), [("outcome", "early loss", "2 and 3"), ("status", "offered", "3, 4, 5 and 6")]
)
def test_words_that_could_mean_several_choose_none(
    prompt: str, words: str, rows: str, interview: Interview, catalog: Catalog
) -> None:
    heard = type_lines(screen_of(prompt, interview, catalog), words, "back")[1]
    assert f'"{words}" fits rows {rows}.' in heard


def test_the_number_of_transfers_says_that_a_cancelled_one_does_not_count(
    interview: Interview, catalog: Catalog
) -> None:
    assert "cancelled does not count" in screen_of("transfers", interview, catalog).help
