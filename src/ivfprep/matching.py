"""Which lines the rules add for a patient: every line with its truth and the rules behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from ivfprep.catalog import Catalog, Flag, HistoryMatters, Question, Rule
from ivfprep.conditions import Condition, Interval, Value, Verdict, judge_entry
from ivfprep.facts import Facts, fact_kinds
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth, any_of

LineKey: TypeAlias = tuple[str, str]
"""The id of a line, and the key of the treatment that it is about ("" for none)."""


class Reason(Struct, frozen=True):
    """A rule, and what it came to."""

    rule: Rule
    verdict: Verdict


class Match(Struct, frozen=True):
    """A line for one treatment or for the patient: true prints it, unknown is to be found out, false leaves it off."""

    line: Question | Flag
    entry: str
    truth: Truth
    reasons: tuple[Reason, ...]


class Matcher:
    """The rules of a catalog, compiled once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog, self.kinds = catalog, (kinds := fact_kinds(catalog))
        lines: tuple[Question | Flag, ...] = (*catalog.questions, *catalog.flags)
        self.lines = {line.id: line for line in lines}
        self.rules: tuple[tuple[Rule, Condition], ...] = tuple(
            (rule, compile_tree(rule.when, kinds)) for rule in all_rules(catalog)
        )

    def match(self, facts: Facts) -> tuple[Match, ...]:
        """Return every line that some rule can add, in the order in which the rules first name it."""
        reasons: dict[LineKey, list[Reason]] = {}
        for rule, entry, verdict in self._verdicts(facts):
            for line in rule.adds:
                reasons.setdefault((line, entry), []).append(Reason(rule, verdict))
        values = {entry.key: entry.values for entry in facts.entries}
        return tuple(
            _match(self.lines[line], entry, found, values.get(entry, facts.values))
            for (line, entry), found in reasons.items()
        )

    def _verdicts(self, facts: Facts) -> Iterator[tuple[Rule, str, Verdict]]:
        for rule, condition in self.rules:
            if not rule.for_each:
                yield rule, "", condition.judge(facts.values, facts.entries)
                continue
            for entry in facts.entries:
                yield rule, entry.key, judge_entry(condition, entry, facts.entries)


def _match(line: Question | Flag, entry: str, reasons: Sequence[Reason], values: Mapping[str, Value]) -> Match:
    truth = any_of(reason.verdict.truth for reason in reasons)
    is_asked = truth is not Truth.UNKNOWN or not _waits(line, values)
    return Match(line, entry, truth if is_asked else Truth.FALSE, tuple(reasons))


def _waits(line: Question | Flag, values: Mapping[str, Value]) -> bool:
    """Return whether a question is not asked yet: what it goes on from is wholly open, and asked about already."""
    answer = values.get(line.waits_for) if isinstance(line, Question) and line.waits_for else None
    is_any_count = isinstance(answer, Interval) and answer.low <= 0 < answer.high
    return answer is Truth.UNKNOWN or is_any_count


_KEPT: dict[int, Matcher] = {}


def matcher_of(catalog: Catalog) -> Matcher:
    """Return the matcher of a catalog. The last one is kept: many lists may be made of one content."""
    if id(catalog) not in _KEPT:
        _KEPT.clear()
        _KEPT[id(catalog)] = Matcher(catalog)
    return _KEPT[id(catalog)]


def all_rules(catalog: Catalog) -> Iterator[Rule]:
    """Return the rules of the catalog, and one for each cell of the table of history that matters."""
    for matters in catalog.history_matters:
        for history, flag in matters.flags.items():
            yield cell_rule(matters, history, flag)
    yield from catalog.rules


def cell_rule(matters: HistoryMatters, history: str, flag: str) -> Rule:
    """Return the rule that one cell of the table of history stands for.

    A history matters beside a treatment whatever that is for: only doubts about its purpose look at that.
    """
    which = {"id": list(matters.add_ons)} if matters.add_ons else {"family": list(matters.families)}
    return Rule(
        id=f"{matters.id}.{history}",
        when={"all": [which, {f"history.{history}": "yes"}]},
        adds=(flag,),
        because=matters.because,
        for_each="add_on",
        why=matters.why,
    )
