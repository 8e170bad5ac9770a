"""Write an answer where it belongs. A skipped prompt leaves a word behind, so that it is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import TypeAlias

from ivfprep.interview.entries import set_ids, set_none, set_number
from ivfprep.interview.paths import Answer, Data, find, find_texts, put, take
from ivfprep.interview.steps import (
    CERTAIN_DOCTORS,
    DIFFER,
    SOME_DOCTOR,
    STEERING,
    Step,
    for_all,
    marker_path,
    row_path,
)
from ivfprep.profile import UNSAID
from ivfprep.prompts import Option

SKIPPED = "skipped"
GIVEN = "given"
SAME = "the_same"
"""The row of a treatment that takes over what was said of the one before it."""

YES, NO = "yes", "no"
WEIGHT = {NO: 0, YES: 2}
"""Which of two answers in one place counts: yes before not sure, and that before no."""

FREE = ("visit.doctor", "visit.clinic", "visit.phone_day", "visit.phone_night", "visit.country", "allergies")
"""Answers that are free text: skipped, they are left empty, because any word in them would be printed."""

Given: TypeAlias = str | int | tuple[str, ...] | dict[str, str]
"""What a step is answered with: the choices or lines; for a page "yes", "no" or a word that leaves it open to each
row; a whole number for `how_many` and `count`; a text for everything else. Each can be a word that leaves it
unknown, too.
"""


def write_reply(
    answers: Data, step: Step, reply: Given, rows: tuple[Option, ...] = (), others: Sequence[Step] = ()
) -> None:
    """Write `reply` to the place of `step`, in `answers` itself. `rows` are the rows of a page.

    `others` are the steps besides this one: what one of them took off the page stays off.
    """
    left_before = lines_left_by(step, answers)
    _take_what_was_said_of_all(answers, step)
    if step.prompt.same and reply in (SAME, (SAME,)):
        _take_over(answers, step)
    elif step.prompt.kind == "ticks":
        _write_ticks(answers, step, reply, rows)
    else:
        WRITERS.get(step.prompt.kind, _write_value)(answers, step, reply)
    if step.prompt.kind == "choice":
        stays = {line for other in others for line in lines_left_by(other, answers)}
        _leave_off(answers, left_before - stays, lines_left_by(step, answers))


def lines_left_by(step: Step, answers: Data) -> set[str]:
    """Return the lines that the answer to a step takes off the page."""
    said = find(answers, step.path)
    return {option.leaves_off for option in step.prompt.options if option.leaves_off and option.value == said}


def skip_value(step: Step) -> str:
    """Return what stands for a skipped answer at this place."""
    is_free = step.prompt.kind == "text" or step.prompt.answer in FREE
    return "" if is_free else SKIPPED


def same_as(step: Step, answers: Data) -> int | None:
    """Return the treatment before this one, where what was said of it can be taken over; None where there is none."""
    earlier = step.at - 1
    can_be = step.prompt.same and step.part == "add_ons" and earlier >= 0
    told = can_be and any(find(answers, f"add_ons.{earlier}.{field}") is not None for field in step.prompt.same)
    return earlier if told else None


def _take_what_was_said_of_all(answers: Data, step: Step) -> None:
    """Take from every entry what this step had answered for all of them; what was told of one by itself stays."""
    said = find(answers, step.path)
    if "*" not in step.prompt.answer or said is None:
        return
    for place in for_all(step.prompt.answer, answers):
        if find(answers, place) == said:
            take(answers, place)


def _take_over(answers: Data, step: Step) -> None:
    earlier = same_as(step, answers)
    if earlier is None:
        return
    for field in (*step.prompt.same, *(f"{STEERING}{field}" for field in step.prompt.same)):
        take(answers, step.path_to(field))
        said = find(answers, step._replace(at=earlier).path_to(field))
        if said is not None:
            put(answers, step.path_to(field), deepcopy(said))


def _write_value(answers: Data, step: Step, reply: Given) -> None:
    value = skip_value(step) if reply == SKIPPED else reply
    put(answers, step.path, _as_stored(value))
    if "*" in step.prompt.answer and value != DIFFER:
        for place in for_all(step.prompt.answer, answers):
            # Who passes over the question for all takes back nothing that was told of one.
            if value != SKIPPED or find(answers, place) is None:
                put(answers, place, _as_stored(value))


def _as_stored(reply: Given) -> Answer:
    if isinstance(reply, tuple):
        return list(reply)
    return dict(reply) if isinstance(reply, dict) else reply


def _take_given(answers: Data, step: Step) -> None:
    """Take away what the options of a step gave; what another step gave to the same place stays."""
    for option in step.prompt.options:
        for place, said in (*option.gives.items(), *option.lacks.items()):
            if find(answers, step.path_to(place)) == said:
                take(answers, step.path_to(place))


def _write_choice(answers: Data, step: Step, reply: Given) -> None:
    _take_given(answers, step)
    option = next((option for option in step.prompt.options if option.value == reply), None)
    if option is None or not option.gives:
        _write_value(answers, step, reply)
        return
    for place, said in option.gives.items():
        if said != SOME_DOCTOR or find(answers, step.path_to(place)) not in CERTAIN_DOCTORS:
            put(answers, step.path_to(place), said)


def _write_choices(answers: Data, step: Step, reply: Given) -> None:
    """Write several choices; what a row gives stands in its own place, and in the list stand the others."""
    values = (reply,) if isinstance(reply, str) else reply if isinstance(reply, tuple) else ()
    _take_given(answers, step)
    by_value = {option.value: option for option in step.prompt.options}
    ticked = [by_value[value] for value in values if value in by_value]
    for option in step.prompt.options:
        says_more = any(not one.alone for one in ticked)
        told = option.gives if option in ticked else option.lacks if says_more else {}
        for place, said in told.items():
            put(answers, step.path_to(place), said)
    stored = [value for value in values if value in UNSAID or (value in by_value and not by_value[value].gives)]
    if "*" in step.prompt.answer:
        _write_value(answers, step, tuple(stored))
    elif stored or step.path.startswith(STEERING):
        put(answers, step.path, list(stored))
    else:
        take(answers, step.path)


def _write_ticks(answers: Data, step: Step, reply: Given, rows: tuple[Option, ...]) -> None:
    """Write a page: of rows that share a place, the last one that is ticked counts."""
    replies = reply if isinstance(reply, dict) else {}
    asked = [option for option in rows if option.value in replies]
    for option in sorted(asked, key=lambda option: WEIGHT.get(replies[option.value], 1)):
        _write_row(answers, step, option, replies[option.value], _is_ticked_elsewhere(step, option, asked, replies))
    if "*" in step.prompt.answer:
        put(answers, step.path, GIVEN)


def _is_ticked_elsewhere(step: Step, option: Option, rows: list[Option], replies: Mapping[str, str]) -> bool:
    place = row_path(step, option)
    return any(replies[one.value] == YES for one in rows if one is not option and row_path(step, one) == place)


def _write_row(answers: Data, step: Step, option: Option, said: str, is_told: bool) -> None:
    place = row_path(step, option)
    if option.later:
        put(answers, marker_path(step, option), said)
        if said == YES and find(answers, place) in (option.unticked, *UNSAID):
            take(answers, place)
    if said == YES and not option.later:
        put(answers, place, option.ticked or step.prompt.ticked)
    elif said == NO and not is_told and (option.unticked or not option.later):
        put(answers, place, option.unticked or step.prompt.unticked)
    elif said == NO and option.later:
        take(answers, place)
    elif said in UNSAID and not is_told and (option.unticked or not option.later):
        put(answers, place, said)


def _leave_off(answers: Data, no_longer: set[str], now: set[str]) -> None:
    """Take lines off the page, and put back those that only this screen had taken off."""
    left = [line for line in find_texts(answers, "leave_out") if line not in no_longer | now] + sorted(now)
    if left:
        put(answers, "leave_out", list(left))
    else:
        take(answers, "leave_out")


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


def _write_lines(answers: Data, step: Step, reply: Given) -> None:
    put(answers, step.path, GIVEN if isinstance(reply, tuple) else SKIPPED)
    if isinstance(reply, tuple):
        answers["own_questions"] = list(dict.fromkeys([*find_texts(answers, "own_questions"), *reply]))


WRITERS: Mapping[str, Callable[[Data, Step, Given], None]] = {
    "choice": _write_choice,
    "choices": _write_choices,
    "how_many": _write_how_many,
    "which": _write_which,
    "lines": _write_lines,
}
