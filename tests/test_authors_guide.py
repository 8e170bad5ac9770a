"""The author's guide: its worked example, done as it says."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from ivfprep.checklist import build_checklist
from ivfprep.loading.cases import read_case
from ivfprep.loading.checking import check_folder
from ivfprep.loading.content import load_catalog

DATA = Path(__file__).parents[1] / "data"
CLAIM, TREATMENT, CASE = re.findall(r"```yaml\n(.*?)```", (DATA / "README.md").read_text(), re.DOTALL)

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped content with the treatment of the guide."""
    folder = tmp_path_factory.mktemp("guide") / "data"
    shutil.copytree(DATA, folder)
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text().replace("\nclaims:\n", f"\nclaims:\n{CLAIM}", 1))
    (folder / "treatments" / "moon_drops.yaml").write_text(TREATMENT)
    return folder


def test_the_treatment_of_the_guide_passes_the_check(folder: Path) -> None:
    assert [str(problem) for problem in check_folder(folder, DAY).problems] == []


def test_the_patient_of_the_guide_gets_what_it_says(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "moon-drops.yaml"
    case.write_text(CASE)
    catalog, day = load_catalog(folder), DAY
    checklist = build_checklist(read_case(case, catalog, day), catalog, day)
    lines = {line.id for line in checklist.ranked()}
    expected = yaml.safe_load(CASE)
    assert {*expected["must"]["flags"], *expected["must"]["questions"]} <= lines
    assert not {*expected["must_not"]["flags"]} & lines
    assert {claim for part in checklist.evidence for line in part.lines for claim in line.claims} == {"moon-drops-none"}


def test_a_slip_in_the_file_is_placed_in_it(folder: Path) -> None:
    file = folder / "treatments" / "moon_drops.yaml"
    sound = file.read_text()
    broken = sound.replace("      diabetes:\n", "      diabtes:\n")
    file.write_text(broken.replace("[moon-drops-none]\n    rows", "[none-such]\n    rows"))
    try:
        found = [str(problem) for problem in check_folder(folder, DAY).problems]
    finally:
        file.write_text(sound)
    assert any("moon_drops.yaml:19:15: There is no history item 'diabtes'." in problem for problem in found)
    assert any("Did you mean 'diabetes'?" in problem for problem in found)
    assert any("There is no claim 'none-such'." in problem for problem in found)
