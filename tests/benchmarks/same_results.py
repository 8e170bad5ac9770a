"""Run by name, not with the other tests, which need none of the other evaluators."""

from __future__ import annotations

from tests.benchmarks.matching import engine, logic, ours, patient, rules


def test_three_evaluators_agree_on_the_same_rules() -> None:
    trees, facts = rules(60), patient()
    result = ours(trees, facts)()
    assert result == logic(trees, facts)() == engine(trees, facts)()
    assert len(set(result)) == 2
