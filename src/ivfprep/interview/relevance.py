"""Which answers can still change the list, so that no other is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ivfprep.catalog import Catalog, HistoryMatters
from ivfprep.conditions import Condition, Entry, Verdict, compile_tree, judge_entry
from ivfprep.facts import Facts, derive_facts, fact_kinds
from ivfprep.interview.at_once import matters_for
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data, to_profile
from ivfprep.profile import UNSAID
from ivfprep.truth import Truth

RESTS_ON = {
    "this.extra": ("history.aps", "history.blood_clot"),
    "stack": ("history.aps", "history.blood_clot"),
    "embryos_tested": ("work_up.embryo_testing",),
}
"""Facts that are derived from answers: what is open about them is open about those."""


class Relevance:
    """The rules and the history table of a catalog, ready to be asked what is still open.

    A rule that is true or false with an answer unknown stays so whatever the answer is; only an unknown one can change.
    """

    def __init__(self, catalog: Catalog, today: date) -> None:
        self.catalog, self.today = catalog, today
        kinds = fact_kinds(catalog)
        self.rules = [(compile_tree(rule.when, kinds), bool(rule.for_each)) for rule in catalog.rules]
        self.rules += [(compile_tree(row.when, kinds), True) for row in catalog.evidence if row.when]
        self.add_ons = {add_on.id: add_on for add_on in catalog.add_ons}

    def useful(self, answers: Data) -> Callable[[str], bool]:
        """Return the test whether filling in a fact can still change the list that these answers give."""
        facts = derive_facts(to_profile(answers), self.catalog, self.today)
        return frozenset((*self._open_in_rules(facts), *self._open_in_table(answers))).__contains__

    def _open_in_rules(self, facts: Facts) -> Iterator[str]:
        for condition, for_each in self.rules:
            for verdict in _verdicts(condition, for_each, facts):
                for ground in verdict.open:
                    yield from RESTS_ON.get(ground.fact, (ground.fact,))

    def _open_in_table(self, answers: Data) -> Iterator[str]:
        for row in self.catalog.history_matters:
            if self._speaks_of_some(row, answers):
                yield from (f"history.{item}" for item in row.flags)

    def _speaks_of_some(self, row: HistoryMatters, answers: Data) -> bool:
        told = answers.get("add_ons", "skipped")
        if isinstance(told, str) and told in UNSAID:
            return True
        known = [entry for entry in entries(answers, "add_ons") if entry["id"] in self.add_ons]
        unnamed = len(known) < len(entries(answers, "add_ons"))
        return unnamed or any(matters_for(row, self.add_ons[entry["id"]], entry) for entry in known)


def _verdicts(condition: Condition, for_each: bool, facts: Facts) -> Iterable[Verdict]:
    if not for_each:
        return [condition.judge(facts.values, facts.entries)]
    return [judge_entry(condition, entry, facts.entries) for entry in _there(facts.entries)]


def _there(some: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in some if entry.present is not Truth.FALSE]
