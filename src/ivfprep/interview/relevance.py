"""Which answers can still change the list, so that no other is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ivfprep.catalog import Catalog
from ivfprep.conditions import Condition, Verdict, judge_entry
from ivfprep.facts import Facts, derive_facts, fact_kinds, treated_conditions
from ivfprep.interview.paths import Data, to_profile
from ivfprep.matching import all_rules
from ivfprep.parsing import compile_tree


class Relevance:
    """The rules of a catalog, with those of its history table, ready to be asked what is still open.

    A rule that is true or false with an answer unknown stays so whatever the answer is; only an unknown one can change.
    """

    def __init__(self, catalog: Catalog, today: date) -> None:
        self.catalog, self.today = catalog, today
        kinds, treated = fact_kinds(catalog), treated_conditions(catalog)
        self.beside = [(f"history.{item.id}", f"history.{item.instead_of}") for item in catalog.history]
        # Facts that are derived from answers: what is open about them is open about those.
        self.rests_on = {"this.extra": treated, "stack": treated, "embryos_tested": ("work_up.embryo_testing",)}
        self.rules = [(compile_tree(rule.when, kinds), bool(rule.for_each)) for rule in all_rules(catalog)]
        self.rules += [(compile_tree(row.when, kinds), True) for row in catalog.evidence if row.when]

    def useful(self, answers: Data) -> Callable[[str], bool]:
        """Return the test whether filling in a fact can still change the list that these answers give."""
        facts = derive_facts(to_profile(answers), self.catalog, self.today)
        open_ = frozenset(self._open(facts))
        return (open_ | {item for item, beside in self.beside if beside in open_}).__contains__

    def _open(self, facts: Facts) -> Iterator[str]:
        for condition, for_each in self.rules:
            for verdict in _verdicts(condition, for_each, facts):
                for ground in verdict.open:
                    yield from self.rests_on.get(ground.fact, (ground.fact,))


def _verdicts(condition: Condition, for_each: bool, facts: Facts) -> Iterable[Verdict]:
    if not for_each:
        return [condition.judge(facts.values, facts.entries)]
    return [judge_entry(condition, entry, facts.entries) for entry in facts.entries]
