"""Write an answer where it belongs. A skipped prompt leaves a word behind, so that it is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from ivfprep.interview.entries import entries, set_ids, set_none, set_number
from ivfprep.interview.paths import Answer, Data, find_texts, put
from ivfprep.interview.steps import DIFFER, Step, for_all, row_path

SKIPPED = "skipped"
GIVEN = "given"
FREE = ("visit.clinic", "visit.phone_day", "visit.phone_night", "visit.country", "allergies")
"""Answers that are free text: skipped, they are left empty, because any word in them would be printed."""

Given: TypeAlias = str | int | tuple[str, ...] | dict[str, str]
"""What a step is answered with: the choices or lines; for a page the answer to each row; a whole number for
`how_many`, `count` and `tally`; a text for everything else. Each can be a word that leaves it unknown, too.
"""


def write_reply(answers: Data, step: Step, reply: Given) -> None:
    """Write `reply` to the place of `step`, in `answers` itself."""
    WRITERS.get(step.prompt.kind, _write_value)(answers, step, reply)


def skip_value(step: Step) -> str:
    """Return what stands for a skipped answer at this place."""
    is_free = step.prompt.kind == "text" or step.prompt.answer in FREE
    return "" if is_free else SKIPPED


def _write_value(answers: Data, step: Step, reply: Given) -> None:
    value = skip_value(step) if reply == SKIPPED else reply
    put(answers, step.path, _as_stored(value))
    if "*" in step.prompt.answer and value != DIFFER:
        for place in for_all(step, answers):
            put(answers, place, _as_stored(value))


def _as_stored(reply: Given) -> Answer:
    if isinstance(reply, tuple):
        return list(reply)
    return dict(reply) if isinstance(reply, dict) else reply


def _write_choices(answers: Data, step: Step, reply: Given) -> None:
    _write_value(answers, step, (reply,) if isinstance(reply, str) else reply)


def _write_ticks(answers: Data, step: Step, reply: Given) -> None:
    for row, value in reply.items() if isinstance(reply, dict) else ():
        if "*" in step.prompt.answer and step.prompt.options_from != "treatments":
            for place in for_all(step, answers):
                put(answers, f"{place}.{row}", value)
        else:
            put(answers, row_path(step, row), value)
    if "*" in step.prompt.answer:
        put(answers, step.path, GIVEN)


def _write_how_many(answers: Data, step: Step, reply: Given) -> None:
    if isinstance(reply, int):
        set_number(answers, reply)
    else:
        set_none(answers, step.path, str(reply))


def _write_which(answers: Data, step: Step, reply: Given) -> None:
    if isinstance(reply, tuple):
        set_ids(answers, reply)
    else:
        set_none(answers, step.path, str(reply))


def _write_tally(answers: Data, step: Step, reply: Given) -> None:
    """Spread a count of transfers without a pregnancy over the entries; how the others ended stays open."""
    put(answers, step.path, _as_stored(reply))
    for index, entry in enumerate(entries(answers, "transfers")):
        if isinstance(reply, int):
            entry["outcome"] = "no_pregnancy" if index < reply else SKIPPED


def _write_lines(answers: Data, step: Step, reply: Given) -> None:
    put(answers, step.path, GIVEN if isinstance(reply, tuple) else SKIPPED)
    if isinstance(reply, tuple):
        answers["own_questions"] = list(dict.fromkeys([*find_texts(answers, "own_questions"), *reply]))


WRITERS: Mapping[str, Callable[[Data, Step, Given], None]] = {
    "choices": _write_choices,
    "ticks": _write_ticks,
    "how_many": _write_how_many,
    "which": _write_which,
    "tally": _write_tally,
    "lines": _write_lines,
}
