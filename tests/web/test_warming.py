"""What is loaded while a question is read: what the first sheet needs and nothing else, and the sheet is the same."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from typing import Any

import pytest

from ivfprep.web import warming
from tests.commands import ROOT

WORK = """
import json, sys
from ivfprep.web import answering
def said(name, **payload):
    return json.loads(answering.answer(name, json.dumps(payload)))["result"]
said("begin", today="2026-11-22")
said("start")
said("reply", value="2")
before = set(sys.modules)
from ivfprep.web import warming
done = sum(warming.warm() for _ in range({most}))
warmed = set(sys.modules)
text = said("sheet", format="html")["text"]
after = set(sys.modules)
while warming.warm():
    done += 1
print(json.dumps([done, sorted(warmed - before), sorted(after - warmed), text, said("sheet", format="html")["text"]]))
"""


def worked(most: int) -> Any:
    """Return what a fresh engine did and loaded: pieces, modules with them, modules with the sheet, and two sheets."""
    made = subprocess.run(
        [sys.executable, "-c", WORK.format(most=most)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(made.stdout)


@pytest.fixture(scope="module")
def at_once() -> Any:
    return worked(0)


@pytest.fixture(scope="module")
def at_ease() -> Any:
    return worked(1000)


def test_the_first_sheet_has_nothing_left_to_load(at_ease: Any) -> None:
    assert at_ease[2] == []


def test_nothing_is_loaded_that_a_sheet_does_without(at_once: Any) -> None:
    assert set(warming.MODULES) <= {*at_once[2]}


@pytest.mark.parametrize("most", [1, len(warming.MODULES) // 2, len(warming.MODULES) + 1])
def test_somebody_quicker_than_it_gets_the_same_sheet_and_it_goes_on(at_once: Any, at_ease: Any, most: int) -> None:
    pieces, _, _, *sheets = worked(most)
    assert pieces == at_once[0] == at_ease[0]
    assert {*sheets} == {*at_once[3:]} == {*at_ease[3:]}
    assert len({*sheets}) == 1


def test_a_page_that_has_not_begun_is_made_ready_too() -> None:
    assert tuple(warming.pieces(lambda: None)) == warming.MODULES
    gc.unfreeze()


def test_a_piece_that_fails_ends_it_and_leaves_python_tidying_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "MODULES", ("there_is_no_such_module",))
    gc.disable()
    with pytest.raises(ModuleNotFoundError):
        list(warming.pieces(lambda: None))
    assert gc.isenabled()


def test_the_first_question_does_without_what_takes_long_to_load() -> None:
    work = "import sys; import ivfprep.web.answering; print(*sys.modules)"
    made = subprocess.run([sys.executable, "-c", work], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"dataclasses", "difflib", "jinja2", "yaml", *warming.MODULES} & {*made.stdout.split()} == set()
