"""A short run over every target, the same inputs each time; `tests.render` tries the renderers with any sheet."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.papers import printed
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", [name for name in TARGETS if not name.endswith("renderer")])
def test_no_input_of_a_short_run_breaks_anything(name: str) -> None:
    share, inputs, run = TARGETS[name]
    short = settings(max_examples=10 + share, suppress_health_check=list(HealthCheck))
    short(given(inputs)(lambda words: run(*words)))()


@pytest.mark.parametrize("number", range(1))
def test_a_random_patient_gets_a_sheet_that_paper_holds_whole(number: int) -> None:
    assert [faults for *_, faults in printed(number)] == [[], []]
