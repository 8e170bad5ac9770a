"""Write an answer where it belongs. A skipped prompt leaves a word behind, so that it is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ivfprep.interview.entries import entries, set_ids, set_none, set_number
from ivfprep.interview.paths import Answer, Data, put
from ivfprep.interview.steps import DIFFER, Step, for_all, row_path

SKIPPED = "skipped"
GIVEN = "given"
FREE = ("visit.clinic", "visit.phone_day", "visit.phone_night", "visit.country", "allergies")
"""Answers that are free text: skipped, they are left empty, because any word in them would be printed."""


def write_reply(answers: Data, step: Step, reply: Answer) -> None:
    """Write `reply` to the place of `step`, in `answers` itself.

    A page takes a mapping of row to answer; a list of choices a list; `how_many`, `count` and `tally` a whole number;
    everything else text. Each takes a word that leaves it unknown too, such as `skipped`.
    """
    WRITERS.get(step.prompt.kind, _write_value)(answers, step, reply)


def skip_value(step: Step) -> object:
    """Return what stands for a skipped answer at this place."""
    is_free = step.prompt.kind == "text" or step.prompt.answer in FREE
    return "" if is_free else SKIPPED


def _write_value(answers: Data, step: Step, reply: Answer) -> None:
    value = skip_value(step) if reply == SKIPPED else reply
    put(answers, step.path, value)
    if "*" in step.prompt.answer and value != DIFFER:
        for place in for_all(step, answers):
            put(answers, place, value)


def _write_choices(answers: Data, step: Step, reply: Answer) -> None:
    _write_value(answers, step, [reply] if isinstance(reply, str) else list(reply))


def _write_ticks(answers: Data, step: Step, reply: Mapping[str, str]) -> None:
    for row, value in reply.items():
        if "*" in step.prompt.answer and step.prompt.options_from != "treatments":
            for place in for_all(step, answers):
                put(answers, f"{place}.{row}", value)
        else:
            put(answers, row_path(step, row), value)
    if "*" in step.prompt.answer:
        put(answers, step.path, GIVEN)


def _write_how_many(answers: Data, step: Step, reply: Answer) -> None:
    if isinstance(reply, str):
        set_none(answers, step.path, reply)
    else:
        set_number(answers, reply)


def _write_which(answers: Data, step: Step, reply: Answer) -> None:
    if isinstance(reply, str):
        set_none(answers, step.path, reply)
    else:
        set_ids(answers, reply)


def _write_tally(answers: Data, step: Step, reply: Answer) -> None:
    """Spread a count of transfers without a pregnancy over the entries; how the others ended stays open."""
    put(answers, step.path, reply)
    for index, entry in enumerate(entries(answers, "transfers")):
        if isinstance(reply, int):
            entry["outcome"] = "no_pregnancy" if index < reply else SKIPPED


def _write_lines(answers: Data, step: Step, reply: Answer) -> None:
    put(answers, step.path, SKIPPED if isinstance(reply, str) else GIVEN)
    if not isinstance(reply, str):
        known = answers.get("own_questions", [])
        answers["own_questions"] = list(dict.fromkeys([*known, *reply]))


WRITERS: Mapping[str, Callable[[Data, Step, Answer], None]] = {
    "choices": _write_choices,
    "ticks": _write_ticks,
    "how_many": _write_how_many,
    "which": _write_which,
    "tally": _write_tally,
    "lines": _write_lines,
}
