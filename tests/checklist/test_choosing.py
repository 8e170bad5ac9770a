from __future__ import annotations

from ivfprep.checklist.choosing import ROOM, choose
from ivfprep.loading.content import load_catalog
from ivfprep.printed import Layer
from ivfprep.sheet import QuestionLine, Status

CATALOG = load_catalog()


def line(
    id_: str, topic: str, status: Status = "ask", add_on: str | None = None, layer: Layer = "general"
) -> QuestionLine:
    return QuestionLine(id_, add_on, topic, id_, "", 1, status, (), (), layer, ())


def chosen(*lines: QuestionLine, everything: bool = False, unnamed: tuple[str, ...] = ()) -> list[str]:
    choice = choose(lines, CATALOG, not_these=(), unnamed=unnamed, everything=everything)
    return [question.id for question in choice.single]


def test_no_topic_crowds_out_the_rest() -> None:
    lines = [line(f"plan-{number}", "plan") for number in range(20)] + [line("last", "support")]
    assert len(chosen(*lines)) == 8  # seven of one topic are the most
    assert "last" in chosen(*lines)


def test_the_page_has_room_for_twelve() -> None:
    lines = [line(f"{topic.id}-{number}", topic.id) for topic in CATALOG.topics for number in range(3)]
    assert len(chosen(*lines)) == ROOM == 12
    assert len(chosen(*lines, everything=True)) == len(lines)


def test_own_questions_always_print() -> None:
    lines = [line(f"own-{number}", "own", layer="own") for number in range(14)] + [line("other", "support")]
    assert chosen(*lines) == [f"own-{number}" for number in range(14)]


def test_what_only_fits_a_treatment_with_a_name_waits_for_it() -> None:
    lines = [line("one", "plan", "find-out", "not_sure"), line("two", "plan", "ask", "not_sure")]
    assert chosen(*lines, unnamed=("not_sure",)) == ["two"]
    assert chosen(*lines, unnamed=("not_sure",), everything=True) == ["one", "two"]
