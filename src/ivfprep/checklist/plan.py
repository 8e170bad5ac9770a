"""The plan to fill in: a column for each extra treatment, with what she was told already in it."""

from __future__ import annotations

from collections.abc import Sequence

from ivfprep.checklist.notes import in_words
from ivfprep.checklist.treatments import Treatment, in_role
from ivfprep.checklist.wording import Wording
from ivfprep.handover import Part, Plan, PlanRow
from ivfprep.plans import pieces_of
from ivfprep.profile import PlanChange

COLUMNS = 4
"""From so many treatments on, the plan also has a row for what each one is for."""

PIECES = {
    "start": "start",
    "end": "stop",
    "pregnant": "until_week",
    "reduced": "how_reduced",
    "checks": "monitoring",
    "call": "whom_to_call",
}
"""The rows, and the piece of the answers that each one is about."""


def build_plan(wording: Wording, treatments: Sequence[Treatment]) -> Plan:
    """Return the plan for what is offered or taken as an extra; for a diagnosed illness another doctor has it."""
    columns = in_role(treatments, "offered", "taken")
    heads = (["purpose"] if len(columns) >= COLUMNS else []) + list(PIECES)
    rows = tuple(
        PlanRow(wording.say(f"plan_{head}"), tuple(_cell(wording, one, head) for one in columns))
        for head in heads
        if head == "purpose" or any(_is_planned(one, head) for one in columns)
    )
    only = len(columns) == 1
    heading = wording.say("plan_heading_one", name=columns[0].name) if only else wording.say("plan_heading")
    part = Part(heading, wording.say("plan_note"))
    return Plan(part, tuple(one.name for one in columns), rows if columns else ())


def agreed_in_words(wording: Wording, change: PlanChange) -> str:
    """Return what was agreed, in her words; a bare number for how far into a pregnancy is a week."""
    says = change.says.strip().rstrip(".")
    return wording.say("plan_week", week=says) if change.piece == "until_week" and says.isdecimal() else says


def _is_planned(one: Treatment, head: str) -> bool:
    agreed = {change.piece for change in one.answer.changes}
    return PIECES[head] in {*pieces_of(one.add_on), *agreed}


def _cell(wording: Wording, one: Treatment, head: str) -> str:
    if head == "purpose":
        return ""
    if agreed := [change for change in one.answer.changes if change.piece == PIECES[head]]:
        return wording.say("plan_changed", says=agreed_in_words(wording, agreed[-1]), date=in_words(agreed[-1].on))
    if PIECES[head] not in pieces_of(one.add_on):
        return wording.say(f"plan_not_for_{one.course}")
    if head == "start" and one.is_taken:
        return wording.say("plan_taken")
    if getattr(one.answer.plan, PIECES[head]) == "told":
        return wording.say("plan_told")
    return wording.say("plan_until") if head == "pregnant" else ""
