from __future__ import annotations

import re
import subprocess
import sys

import pytest

from ivfprep.errors import BadInput
from ivfprep.formats import FORMATS
from ivfprep.render import render
from tests.render.toy import CHECKLIST

TEXTS = [name for name, form in FORMATS.items() if form.is_text]
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MODULES_AFTER = """
import sys
from ivfprep.render import render
from tests.render.toy import CHECKLIST
render(CHECKLIST, sys.argv[1])
print(*sys.modules)
"""


def test_an_unknown_format_is_named_with_those_that_exist() -> None:
    with pytest.raises(BadInput, match=r"no format named 'odt'.\n.*terminal, text, markdown, html, json, pdf"):
        render(CHECKLIST, "odt")


@pytest.mark.parametrize(
    ("format_", "unwanted"),
    [
        ("json", {"rich", "typer", "wcwidth", "ivfprep.render.layout", "ivfprep.render.block_kinds"}),
        ("markdown", {"rich", "typer", "wcwidth"}),
        ("text", {"rich", "typer"}),
        ("terminal", {"typer", "wcwidth"}),
    ],
)
def test_a_format_loads_only_what_it_needs(format_: str, unwanted: set[str]) -> None:
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{MODULES_AFTER}", format_]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not unwanted & set(loaded)


@pytest.mark.parametrize("format_", TEXTS)
def test_the_same_checklist_gives_the_same_text(format_: str) -> None:
    assert render(CHECKLIST, format_) == render(CHECKLIST, format_)
