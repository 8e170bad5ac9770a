"""Patients as cases: answers, with the history that is not named answered alike, and what the list must hold for them.

Only the answers are read here. The examples, which are answers files, are cases too.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from ivfprep.catalog import Catalog
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.answers import read_answers
from ivfprep.loading.files import read_file
from ivfprep.loading.nodes import Mapping
from ivfprep.loading.shapes import check
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.profile import FORMAT, Profile

ANSWERS, OTHERWISE = "answers", "history_otherwise"


def read_cases(folder: Path, catalog: Catalog, today: date) -> dict[str, Profile]:
    """Return the answers of each patient in `folder` by the name of the file; raises BadInput with every problem."""
    found: dict[str, Profile] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found[path.stem] = read_case(path, catalog, today)
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    if not found:
        raise BadInput(Problem(str(folder), 0, 0, "There is no case here (*.yaml).", "Name a folder with --cases."))
    return found


def read_case(path: Path, catalog: Catalog, today: date) -> Profile:
    """Return the answers of one patient; raises BadInput when they cannot be read."""
    tree = read_tree(read_file(path), str(path))
    if not isinstance(tree, Mapping) or tree.get(ANSWERS) is None:
        return read_answers(path, catalog, today)
    checked = check(tree, dict[str, Any], str(path))
    if checked.problems:
        raise BadInput(checked.problems)
    try:
        return read_answers(BytesIO(msgspec.json.encode(_answers(checked.value, catalog))), catalog, today)
    except BadInput as error:
        # Places in the answers alone would mislead: they are not the lines of this file.
        raise BadInput(problem._replace(file=str(path), line=0, column=0) for problem in error.problems) from None


def _answers(case: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    answers = case[ANSWERS] or {}
    otherwise = {item.id: case[OTHERWISE] for item in catalog.history} if OTHERWISE in case else {}
    return {"format": str(FORMAT), **answers, "history": {**otherwise, **answers.get("history", {})}}
