"""The published tables of three-valued logic, for SQL and for CQL, against the conditions that rules are written in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from ivfprep.conditions import Kind, Value
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

FOLDER = Path(__file__).parent / "logic_tables"
KINDS = {name: Kind("choice", ("yes", "no")) for name in ("left", "right")}
LEFT, RIGHT = {"left": "yes"}, {"right": "yes"}
TREES: dict[str, Any] = {
    "and": {"all": [LEFT, RIGHT]},
    "or": {"any": [LEFT, RIGHT]},
    "not": {"not": LEFT},
    "xor": {"any": [{"all": [LEFT, {"not": RIGHT}]}, {"all": [{"not": LEFT}, RIGHT]}]},
    "implies": {"any": [{"not": LEFT}, RIGHT]},
}
"""How each operator is written in a rule."""

VALUES: dict[str, Value] = {"true": "yes", "false": "no", "null": Truth.UNKNOWN, "": Truth.UNKNOWN}
RESULTS = {"true": Truth.TRUE, "false": Truth.FALSE, "null": Truth.UNKNOWN}


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (FOLDER / name).read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


ROWS = [(name, row) for name in ("sql.csv", "cql.csv") for row in rows(name)]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{'-'.join(row.values())}" for name, row in ROWS])
def test_a_rule_comes_out_as_the_table_says(name: str, row: dict[str, str]) -> None:
    values = {"left": VALUES[row["left"]], "right": VALUES[row["right"]]}
    assert compile_tree(TREES[row["operator"]], KINDS).judge(values, ()).truth is RESULTS[row["result"]]
    if name == "sql.csv":
        swapped = {"left": values["right"], "right": values["left"]} if row["right"] else values
        assert compile_tree(TREES[row["operator"]], KINDS).judge(swapped, ()).truth is RESULTS[row["result"]]


def test_the_tables_are_whole() -> None:
    assert len(rows("sql.csv")) == 15
    assert len(rows("cql.csv")) == 4 * 9 + 3
