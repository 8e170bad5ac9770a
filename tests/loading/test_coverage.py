"""What no case tries is found, with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.commands import run

from ivfprep.errors import BadInput
from ivfprep.loading.coverage import cover

TODAY = date(2026, 11, 21)
TESTS = Path(__file__).parents[1]
CASES = Path("cases")
SEVERAL = "format: 1\ntransfers: {}\nadd_ons: {}\nlosses_outside_transfers: {}\nhistory: {{aps: {}}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of toy content without cases."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TESTS / "toy_data", tmp_path / "toy")
    (tmp_path / "cases").mkdir()
    return Path("toy")


def gaps(folder: Path) -> list[str]:
    return [str(gap).partition("\n")[0] for gap in cover(folder, CASES, TODAY).gaps]


def test_the_cases_of_the_shipped_content_try_all_of_it() -> None:
    covered = cover(None, None, TODAY)
    assert [str(gap) for gap in covered.gaps] == []
    assert covered.cases >= 70
    assert covered.conditions > 150
    assert covered.parts > 200
    assert "nothing is left untried" in covered.summary


def test_a_patient_who_says_nothing_leaves_true_and_false_untried(folder: Path) -> None:
    (CASES / "nothing.yaml").write_text("format: 1\n")
    found = gaps(folder)
    assert "toy/rules/basic.yaml:8:11: The condition of many is true for no patient." in found
    assert "toy/rules/basic.yaml:12:18: This part of the condition of again is false for no patient." in found
    assert not [gap for gap in found if "unknown" in gap]


def test_each_case_takes_away_what_it_tries(folder: Path) -> None:
    (CASES / "nothing.yaml").write_text("format: 1\n")
    before = set(gaps(folder))
    (CASES / "loss.yaml").write_text(SEVERAL.format("none", "none", 2, "not_sure"))
    after = set(gaps(folder))
    assert after < before
    assert "toy/rules/basic.yaml:12:18: This part of the condition of again is true for no patient." in before - after
    assert [gap for gap in after if ":12:" in gap and "is true for no patient" in gap]


def test_history_that_is_not_named_is_answered_alike(folder: Path) -> None:
    (CASES / "all.yaml").write_text("name: x\nhistory_otherwise: yes\nanswers: {add_ons: none}\n")
    assert "aps" not in str([gap for gap in gaps(folder) if "true for no patient" in gap and ":12:42" in gap])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\nanswers: {history: {apps: yes}}\n", "cases/bad.yaml"),
        ("format: 1\nhistory: {aps: maybe}\n", "cases/bad.yaml:2"),
        ("a: [", "cases/bad.yaml"),
    ],
)
def test_a_case_that_cannot_be_read_is_named(folder: Path, text: str, said: str) -> None:
    (CASES / "bad.yaml").write_text(text)
    with pytest.raises(BadInput, match=said):
        cover(folder, CASES, TODAY)


def test_without_cases_it_says_so(folder: Path) -> None:
    with pytest.raises(BadInput, match="There is no case here"):
        cover(folder, CASES, TODAY)


def test_strict_makes_a_gap_a_fault_of_its_own_code(folder: Path, home: Path) -> None:
    (CASES / "nothing.yaml").write_text("format: 1\n")
    words = ("check", str(folder.resolve()), "--cases", str(CASES.resolve()))
    calm = run(*words, home=home)
    assert calm.returncode == 0
    assert "is true for no patient" in calm.stderr.decode()
    assert run(*words, "--strict", home=home).returncode == 1
    assert run("check", "--strict", home=home).returncode == 0
    assert run("check", "--coverage", str(folder / "about.yaml"), home=home).returncode == 2


def test_a_packs_rules_are_tried_by_the_patients_there_are(home: Path) -> None:
    done = run("check", str(TESTS / "toy_packs" / "riverside"), "--coverage", home=home)
    assert done.returncode == 0
    assert "nothing is left untried" in done.stdout.decode()
