"""Rules matched a second, with their reasons, beside json-logic and rule-engine.

Usage: python tests/benchmarks/matching.py

The same rules over the same fully answered patient, from 200 to 10,000 of them, with equal results asserted.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import json_logic  # type: ignore[import-untyped] # it has no types
import rule_engine  # type: ignore[import-untyped] # it has no types

from ivfprep.conditions import Interval, Kind, Value
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

FACTS = 60
SIZES = (200, 1_000, 5_000, 10_000)
ROUNDS = 7
OPTIONS = ("yes", "no", "other")
KINDS = {
    **{f"choice_{number}": Kind("choice", OPTIONS) for number in range(FACTS)},
    **{f"count_{number}": Kind("count") for number in range(FACTS)},
}

Tree = dict[str, Any]
Run = Callable[[], list[bool]]


def main() -> None:
    """Print the rules a second of each for each number of rules, and the ratio to the fastest of the libraries."""
    facts = patient()
    for size in SIZES:
        trees = rules(size)
        runs = {"ivfprep": ours(trees, facts), "json-logic": logic(trees, facts), "rule-engine": engine(trees, facts)}
        results = {name: run() for name, run in runs.items()}
        assert len({tuple(result) for result in results.values()}) == 1, "the three do not agree"
        seconds = dict(zip(runs, side_by_side(list(runs.values())), strict=True))
        print(f"{size} rules, {sum(results['ivfprep'])} of them true, by each of the three alike")
        for name, taken in seconds.items():
            print(f"  {name:12} {size / taken:10,.0f} rules a second, {taken / size * 1e6:5.2f} microseconds a rule")
        first, *others = seconds.values()
        print(f"  ivfprep, with its reasons: {min(others) / first:.1f} times the fastest of the libraries")


def rules(number: int) -> list[Tree]:
    """Return that many conditions, always the same."""
    dice = random.Random(20261121)
    return [tree(dice, depth=2) for _ in range(number)]


def tree(dice: random.Random, depth: int) -> Tree:
    """Return one condition: `all`, `any` or `not` above leaves."""
    kind = dice.choice(("all", "any", "not")) if depth else "leaf"
    if kind == "not":
        return {"not": tree(dice, depth - 1)}
    if kind in ("all", "any"):
        return {kind: [tree(dice, depth - 1) for _ in range(dice.randint(2, 3))]}
    if dice.random() < 0.5:
        return {f"choice_{dice.randrange(FACTS)}": dice.choice(OPTIONS)}
    return {f"count_{dice.randrange(FACTS)}": {dice.choice(("at_least", "at_most")): str(dice.randint(0, 4))}}


def patient() -> dict[str, str | int]:
    """Return a patient who answered everything."""
    dice = random.Random(7)
    return {name: dice.choice(OPTIONS) if kind.kind == "choice" else dice.randint(0, 4) for name, kind in KINDS.items()}


def ours(trees: Sequence[Tree], facts: Mapping[str, str | int]) -> Run:
    """Return a run of our own evaluator; each verdict carries its reasons."""
    conditions = [compile_tree(tree, KINDS) for tree in trees]
    values: dict[str, Value] = {
        name: value if isinstance(value, str) else Interval(value, value) for name, value in facts.items()
    }

    def run() -> list[bool]:
        verdicts = [condition.judge(values, ()) for condition in conditions]
        return [verdict.truth is Truth.TRUE for verdict in verdicts]

    return run


def logic(trees: Sequence[Tree], facts: Mapping[str, str | int]) -> Run:
    """Return a run of json-logic."""
    translated = [as_logic(tree) for tree in trees]
    return lambda: [bool(json_logic.jsonLogic(rule, facts)) for rule in translated]


def as_logic(tree: Tree) -> Any:
    """Return a condition in json-logic's words."""
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        return {"and" if key == "all" else "or": [as_logic(part) for part in inner]}
    if key == "not":
        return {"!": [as_logic(inner)]}
    if isinstance(inner, str):
        return {"==": [{"var": key}, inner]}
    operator, number = next(iter(inner.items()))
    return {">=" if operator == "at_least" else "<=": [{"var": key}, int(number)]}


def engine(trees: Sequence[Tree], facts: Mapping[str, str | int]) -> Run:
    """Return a run of rule-engine."""
    compiled = [rule_engine.Rule(as_expression(tree)) for tree in trees]
    return lambda: [rule.matches(facts) for rule in compiled]


def as_expression(tree: Tree) -> str:
    """Return a condition in rule-engine's words."""
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        return "(" + (" and " if key == "all" else " or ").join(as_expression(part) for part in inner) + ")"
    if key == "not":
        return f"(not {as_expression(inner)})"
    if isinstance(inner, str):
        return f"({key} == '{inner}')"
    operator, number = next(iter(inner.items()))
    return f"({key} {'>=' if operator == 'at_least' else '<='} {number})"


def side_by_side(runs: Sequence[Run], rounds: int = ROUNDS) -> list[float]:
    """Return the median seconds of each run; the runs take turns, without garbage collection, as timeit has it."""
    times: list[list[float]] = [[] for _ in runs]
    gc.disable()
    try:
        for _ in range(rounds):
            for run, taken in zip(runs, times, strict=True):
                run()  # does not count: the one before it filled the processor's cache with its own rules
                start = time.perf_counter()
                run()
                taken.append(time.perf_counter() - start)
    finally:
        gc.enable()
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
