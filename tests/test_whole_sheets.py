"""The whole sheet of five patients, as it was looked at. To rewrite: `IVFPREP_UPDATE_GOLDENS=1`, then read the diff."""

from __future__ import annotations

import pytest

from ivfprep.checklist import build_checklist
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_path
from ivfprep.profile import Profile
from ivfprep.render import render
from tests.cases.patients import TODAY, catalog, profile_of
from tests.golden_files import check_golden

EXAMPLES = ("first_transfer", "several_at_once", "losses", "five_transfers")
PATIENT_39 = "39-two-losses-told-apart"
WIDTH = 100


@pytest.mark.parametrize("name", [PATIENT_39, *EXAMPLES])
def test_the_whole_sheet_is_the_one_that_was_looked_at(name: str) -> None:
    sheet = render(build_checklist(_patient(name), catalog(), TODAY), "text", width=WIDTH)
    check_golden(f"sheet-{name.replace('_', '-')}.txt", sheet)


def _patient(name: str) -> Profile:
    return profile_of(name) if name == PATIENT_39 else read_answers(example_path(name), catalog(), TODAY)
