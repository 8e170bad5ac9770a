from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from ivfprep.render.giving_way import AIRY, CLOSE, BackRung, FrontRung, back_rungs, front_rungs
from tests.render.printed_handovers import FOUR, more


def amount(rung: FrontRung | BackRung) -> int:
    if isinstance(rung, FrontRung):
        return sum(rung.lines) + sum(rung.second) + rung.steps
    return rung.own + rung.agreed + len(rung.more)


def test_each_rung_of_the_front_holds_less_than_the_one_before_and_the_last_keeps_a_line_for_each_question() -> None:
    rungs = list(front_rungs())
    assert all(amount(richer) > amount(poorer) for richer, poorer in pairwise(rungs))
    assert rungs[-1].lines == (1, 1, 1)
    assert not rungs[-1].steps


def test_the_second_line_of_the_second_question_stays_longer_than_the_others() -> None:
    assert [rung.second for rung in front_rungs() if rung.second[0] or rung.second[2]] == [
        (True, True, True),
        (True, True, True),
        (True, True, False),
    ]
    assert next(rung for rung in front_rungs() if not rung.second[1]).lines == (1, 1, 1)


def test_a_line_is_added_only_where_there_is_air() -> None:
    assert [rung.air for rung in front_rungs()].count(AIRY) == 1
    assert all(rung.air == (AIRY if rung.own > 1 or rung.agreed > 3 else CLOSE) for rung in list(back_rungs(FOUR))[4:])


def test_further_questions_go_from_the_last_on_and_three_stay() -> None:
    kept = [rung.more for rung in back_rungs(FOUR) if not rung.paragraphs]
    assert kept[-1] == FOUR.more[:3]
    assert all(shorter == longer[: len(shorter)] for longer, shorter in pairwise(kept))
    assert list(back_rungs(FOUR))[-1].left_off == "34 more are on my full list."


def test_her_own_question_and_one_that_stays_never_give_way() -> None:
    questions = (*more("One?", "Two?", "Three?", "Four?"), *more("Mine?*"))
    cost = replace(questions[3], stays=True)
    questions = (*questions[:3], cost, questions[4])
    last = list(back_rungs(replace(FOUR, more=questions)))[-1]
    assert last.more == (questions[0], cost, questions[4])


def test_evidence_becomes_paragraphs_last_and_then_as_many_questions_as_fit_come_back() -> None:
    rungs = list(back_rungs(FOUR))
    first = [rung.paragraphs for rung in rungs].index(True)
    assert all(rung.paragraphs for rung in rungs[first:])
    assert rungs[first].more == FOUR.more
