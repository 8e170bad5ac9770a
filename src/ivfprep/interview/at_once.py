"""What no single answer holds, and is said or asked at once: two answers that do not fit, and when to call today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from ivfprep.catalog import Catalog
from ivfprep.conditions import Condition, Value, judge_entry
from ivfprep.dates import When, read_when
from ivfprep.facts import derive_facts, fact_kinds
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data, find_entries, find_mapping, find_word, to_profile
from ivfprep.matching import cell_rule
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

INFECTION_NOW = "current_infection"
LOSSES = ("biochemical", "miscarriage", "ectopic")
LONG = timedelta(days=60)
"""A pregnancy test follows a transfer within two weeks; nobody waits two months for it."""

ROUGHLY = timedelta(days=31)
"""So far off, at least, a date can be that was said to be a rough one."""


def at_once_facts(answers: Data, urgent: UrgentHistory) -> dict[str, Value]:
    """Return each of `prompts.AT_ONCE_FACTS` as yes or no."""
    transfers, today = entries(answers, "transfers"), urgent.today
    waiting = [transfer for transfer in transfers if transfer.get("outcome") == "waiting"]
    losses = sum(transfer.get("outcome") in LOSSES for transfer in transfers)
    return {
        "unlikely.losses_counted_twice": _yes_or_no(losses > 1 and answers.get("losses_outside_transfers") == losses),
        "unlikely.waiting_twice": _yes_or_no(len(waiting) > 1),
        "unlikely.waiting_long_ago": _yes_or_no(any(when.latest < today - LONG for when in _dates(waiting))),
        "unlikely.after_today": _yes_or_no(any(when.earliest > today for when in _dates(_ended(transfers)))),
        "unlikely.another_order": _yes_or_no(out_of_order(transfers) is not None),
        "unlikely.after_the_visit": _yes_or_no(_is_any_after_the_visit(answers)),
        "call_today": _yes_or_no(urgent.is_met(answers)),
    }


def out_of_order(transfers: list[Data]) -> tuple[int, int] | None:
    """Return the first transfer that was surely before one that is listed before it, and the nearest such one."""
    dated = [(number, _as_rough(when)) for number, one in enumerate(transfers) for when in _dates([one])]
    for at, (later, when) in enumerate(dated):
        for earlier, before in reversed(dated[:at]):
            if when.latest < before.earliest:
                return later, earlier
    return None


def _as_rough(when: When) -> When:
    """Return the days that are meant: around a rough date as many again, and a month at least."""
    if not when.about:
        return when
    around = max(when.latest - when.earliest, ROUGHLY)
    return when._replace(earliest=when.earliest - around, latest=when.latest + around)


def _is_any_after_the_visit(answers: Data) -> bool:
    """Return whether a transfer was after the day of the visit to prepare for, and no notes say that it took place."""
    planned = read_when(find_word(answers, "visit.date"))
    if not isinstance(planned, When):
        return False
    noted = any(find_word(visit, "date") >= planned.earliest.isoformat() for visit in find_entries(answers, "visits"))
    return not noted and any(when.earliest > planned.latest for when in _dates(_ended(entries(answers, "transfers"))))


def _ended(transfers: list[Data]) -> list[Data]:
    return [transfer for transfer in transfers if transfer.get("outcome") in (*LOSSES, "no_pregnancy", "live_birth")]


def _dates(transfers: list[Data]) -> Iterator[When]:
    for transfer in transfers:
        when = read_when(str(transfer.get("when", "")))
        if isinstance(when, When):
            yield when


def _yes_or_no(holds: bool) -> str:
    return "yes" if holds else "no"


class UrgentHistory:
    """What is to be looked at before a treatment: a listed contraindication, or an infection now where one matters.

    The rules say for whom that is, here as on the list. Nothing else is ever said at once.
    """

    def __init__(self, catalog: Catalog, today: date) -> None:
        self.catalog, self.today = catalog, today
        self.add_ons = {add_on.id for add_on in catalog.add_ons}

    @cached_property
    def rules(self) -> tuple[tuple[str, Condition], ...]:
        """Return each urgent item of the history with its rule; the first prompt does not wait for it."""
        kinds, levels = fact_kinds(self.catalog), {flag.id: flag.level for flag in self.catalog.flags}
        return tuple(
            (item, compile_tree(cell_rule(row, item, flag).when, kinds))
            for row in self.catalog.history_matters
            for item, flag in row.flags.items()
            if levels.get(flag) == "listed" or item == INFECTION_NOW
        )

    def is_met(self, answers: Data) -> bool:
        """Return whether a treatment taken now, or due before the visit, may meet something that was plainly said."""
        return next(self.meetings(answers), None) is not None

    def meetings(self, answers: Data) -> Iterator[tuple[int, str]]:
        """Yield each such treatment, by its place among the answers, with each item of the history that it may meet."""
        due = [index for index, entry in enumerate(entries(answers, "add_ons")) if self._is_due(entry)]
        said = {id_ for id_, answer in find_mapping(answers, "history").items() if answer == "yes"}
        urgent = [(item, condition) for item, condition in self.rules if item in said] if due and said else []
        some = derive_facts(to_profile(answers), self.catalog, self.today).entries if urgent else ()
        for index in due:
            for item, condition in urgent:
                if judge_entry(condition, some[index], some).truth is not Truth.FALSE:
                    yield index, item

    def _is_due(self, entry: Data) -> bool:
        return is_taken_or_due(entry) and entry.get("id") in self.add_ons


def is_taken_or_due(entry: Data) -> bool:
    """Return whether a treatment is taken now, or will be before the visit."""
    return entry.get("status") == "taking" or entry.get("before_visit") == "yes"
