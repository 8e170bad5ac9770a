from __future__ import annotations

from tests.benchmarks.startup import COMMANDS, measured


def test_the_commands_of_the_start_up_benchmark_run() -> None:
    commands = {name: command for name, command in COMMANDS.items() if name.startswith("ivfprep")}
    assert all(len(seconds) == 1 for seconds in measured(commands, rounds=1).values())
