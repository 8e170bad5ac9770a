"""A screen as plain data for a page, and whether a reply fits it."""

from __future__ import annotations

import re
from typing import Any

from ivfprep.interview.asking import Ask, Command, Reply
from ivfprep.interview.dialogue import PLACES
from ivfprep.interview.entries import NAMED
from ivfprep.interview.finding import called, plain, rows_inside, rows_near, rows_with
from ivfprep.interview.talk import STOP_NOW

CHOOSE_ONE = "Choose one answer, or skip."
TICK_SOME = "Tick what is true, or skip."
ONE_ALONE = "One of these answers stands alone. Tick that one, or the others."
TYPE_SOME = "Type an answer, or skip."
UNSAID = {"not_sure": "not sure", "rather_not": "prefer not to say"}
"""What a page gives for its two buttons beside a line: the words that somebody would type."""

ENDING = re.compile(r"[;,.] (?:or )?(?:press |only )?Enter .*$")


def without_enter(example: str) -> str:
    """Return what to type without the words about a key that a page does not need."""
    return ENDING.sub("", example.replace(" and Enter", ""))


def as_data(screen: Ask) -> dict[str, Any]:
    """Return what a page needs to draw a screen.

    Where it `acts`, each row is something to do and needs no other word; what `can_skip` may be passed over.
    """
    part, _, place = screen.part.partition("\n")
    acts = is_to_act_on(screen)
    return {
        **screen._asdict(),
        "part": part,
        "example": without_enter(screen.example),
        "place": place,
        "rows": [row._asdict() for row in screen.rows],
        "answers": [row._asdict() for row in screen.answers],
        "acts": acts,
        "can_skip": not acts,
        "after_loss": any(row.value == STOP_NOW for row in screen.rows),
        "named": NAMED,
        "unsaid": UNSAID if screen.can_be_unsure else {},
        "first": len(PLACES),
    }


def found(screen: Ask, typed: str) -> dict[str, Any]:
    """Return the values of the `rows` that somebody finds by what she types, as in a terminal or by their heading.

    Those that she knows by another name are `called` so: that name, and the value that says it. Where nothing is found,
    the rows are those that are almost called that, and `near` is true.
    """
    words = plain(typed)
    at = rows_with(screen.rows, words) or rows_inside(screen.rows, typed)[0]
    headed = [number for number, row in enumerate(screen.rows) if words in row.group.lower()]
    at = list(dict.fromkeys((*at, *headed)))
    near = [] if at else rows_near(screen.rows, typed)
    rows = [screen.rows[number] for number in at or near]
    names = {row.value: called(row, typed) for row in rows}
    known = {value: name for value, name in names.items() if name[0]}
    return {"rows": list(names), "called": known, "near": bool(near)}


def is_to_act_on(screen: Ask) -> bool:
    """Return whether the rows of a screen are things to do, and not answers to a question."""
    if screen.kind != "one":
        return False
    return screen.typed != "choice" or any(row.value == STOP_NOW for row in screen.rows)


def doubt(screen: Ask, reply: Reply) -> str:
    """Return what to say of a reply that the screen cannot take; "" for one that it can."""
    if isinstance(reply, Command):
        return ""
    values = {row.value for row in (*screen.rows, *screen.answers)}
    values |= {value for row in screen.rows for _, value in row.called}
    if screen.kind == "one":
        return "" if reply in values else CHOOSE_ONE
    if screen.kind == "line":
        return "" if isinstance(reply, str) and (reply.strip() or screen.may_be_empty) else TYPE_SOME
    several = [reply] if isinstance(reply, str) else list(reply)
    if screen.kind == "lines":
        return ""
    if screen.kind == "order":
        return "" if set(several) <= values and len(set(several)) == len(several) <= len(PLACES) else CHOOSE_ONE
    return _doubt_of_many(screen, several, values)


def _doubt_of_many(screen: Ask, several: list[str], values: set[str]) -> str:
    start = f"{screen.other}{NAMED}" if screen.other else ""
    known = [one in values or (start and one.startswith(start) and one != start) for one in several]
    if not several or not all(known):
        return TICK_SOME
    alone = {row.value for row in screen.rows if row.alone}
    return ONE_ALONE if alone & set(several) and len(set(several)) > 1 else ""
