"""Whatever somebody types can be printed, and is shown as it was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ivfprep.full_list import FullList
from ivfprep.handover import Handover
from ivfprep.render import render_file
from ivfprep.render.handover_pdf import render_handover
from tests.render.any_page import full_lists, handovers, headed, headed_list, page_with
from tests.render.printed_handovers import TOYS
from tests.render.test_handover_pdf import with_texts
from tests.render.test_pdf import are_shown_and_not_obeyed
from tests.render.toy import LONG, MARKUP, WIDE


@pytest.mark.parametrize(
    ("name", "large", "changed"),
    [
        ("patient", False, lambda text: ""),
        ("none", False, lambda text: f"{text} {LONG}"),
        ("handout", True, lambda text: f"{LONG} {text}"),
    ],
)
def test_any_words_in_every_place_can_be_printed(name: str, large: bool, changed: Callable[[str], str]) -> None:
    sheet = replace(with_texts(TOYS[name], changed), title="A title")
    assert render_handover(sheet, paper="a4", large=large).startswith(b"%PDF")


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(handovers, st.none() | full_lists, st.booleans())
def test_any_sheet_can_be_printed(sheet: Handover, full_list: FullList | None, large: bool) -> None:
    assert render_file(page_with(headed(sheet), full_list and headed_list(full_list)), "pdf", large=large).startswith(
        b"%PDF"
    )


@pytest.mark.parametrize("text", [MARKUP, WIDE, "`tick` #let x = 1", "a" * 5000, "$x$ *b*"])
def test_hostile_words_are_shown_and_not_obeyed(text: str) -> None:
    are_shown_and_not_obeyed(text)
