"""Which questions the short page prints. A page holds three if there is time and nine more; a grid counts as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ivfprep.catalog import Catalog
from ivfprep.sheet import QuestionLine

ROOM = 12
PER_TOPIC = 7
FROM_A_CLINIC = 3
"""At most so many questions of a clinic's own stand on the short page."""


class Choice(NamedTuple):
    """The questions to print one by one, and those to print in a grid."""

    single: tuple[QuestionLine, ...]
    in_grid: tuple[QuestionLine, ...]


def choose(
    questions: Sequence[QuestionLine],
    catalog: Catalog,
    *,
    not_these: Collection[str],
    unnamed: Collection[str],
    everything: bool,
) -> Choice:
    """Return what to print, in rank order.

    The short page takes the best of each topic in turn, then the second best, until its room is used, so that no one
    topic crowds out the rest. The patient's own questions always print, and what only fits a treatment once it has a
    name does not.
    """
    free = [question for question in questions if question.id not in not_these]
    if everything:
        return Choice(tuple(free), ())
    free = [question for question in free if question.status == "ask" or question.add_on not in unnamed]
    grids = {question.id for question in catalog.questions if question.grid}
    in_grid = tuple(question for question in free if question.id.partition("@")[0] in grids)
    single = [question for question in free if question not in in_grid]
    topics = {topic.id: topic.band == "plan" for topic in catalog.topics}
    used = len({topics[question.topic] for question in in_grid})
    picked = set(_in_turn(single, ROOM - used))
    return Choice(tuple(question for question in single if question.id in picked), in_grid)


def _in_turn(questions: Sequence[QuestionLine], room: int) -> list[str]:
    own = [question.id for question in questions if question.layer == "own"]
    clinics = [question.id for question in questions if question.layer == "clinic"][FROM_A_CLINIC:]
    places: dict[str, int] = {}
    turns = []
    for rank, question in enumerate(questions):
        places[question.topic] = turn = places.get(question.topic, 0) + 1
        if question.layer != "own" and question.id not in clinics and turn <= PER_TOPIC:
            turns.append((turn, rank, question.id))
    return own + [id_ for _, _, id_ in sorted(turns)[: max(0, room - len(own))]]
