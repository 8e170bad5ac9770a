from __future__ import annotations

from tests.benchmarks.matching import engine, logic, ours, patient, rules
from tests.benchmarks.startup import COMMANDS, measured


def test_three_evaluators_agree_on_the_same_rules() -> None:
    trees, facts = rules(60), patient()
    result = ours(trees, facts)()
    assert result == logic(trees, facts)() == engine(trees, facts)()
    assert len(set(result)) == 2


def test_the_commands_of_the_start_up_benchmark_run() -> None:
    commands = {name: command for name, command in COMMANDS.items() if name.startswith("ivfprep")}
    assert all(len(seconds) == 1 for seconds in measured(commands, rounds=1).values())
