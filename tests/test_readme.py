"""What the README says is true: its commands run, its sample is real, its example works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from ivfprep.checklist import build_checklist
from ivfprep.conditions import judge_entry
from ivfprep.facts import derive_facts, fact_kinds
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checking import check_folder
from ivfprep.loading.clinic_file import read_clinic
from ivfprep.loading.content import load_catalog
from ivfprep.loading.packs import load_with_packs
from ivfprep.parsing import compile_tree
from ivfprep.profile import Profile
from ivfprep.truth import Truth

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
INSTALL = [line for line in SHELL if line.startswith("python3 -m venv")]
DAY = date(2026, 11, 21)


def run(line: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line)
    assert words[0] == "ivfprep"
    command = [sys.executable, "-m", "ivfprep", *words[1:]]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False, stdin=subprocess.DEVNULL
    )


def test_it_is_short() -> None:
    assert len(README.splitlines()) < 200


def test_one_line_installs_and_runs_and_one_line_tests() -> None:
    first, second = INSTALL
    assert first.endswith("pip install . && ivfprep demo")
    assert second.endswith("pip install -e '.[test]' && pytest")
    assert SHELL[SHELL.index(first) + 1] == "ivfprep"


@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith("ivfprep ")])
def test_every_command_in_a_block_runs(line: str) -> None:
    done = run(line)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("line", sorted(set(re.findall(r"`(ivfprep(?: [a-z]+)?)[^`]*`", README))))
def test_every_command_in_the_text_exists(line: str) -> None:
    assert run(f"{line} --help").returncode == 0


def read_sample(folder: Path) -> Profile:
    """Return the answers that the README shows."""
    sample = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("format: 1"))
    (folder / "answers.yaml").write_text(sample, encoding="utf-8")
    return read_answers(folder / "answers.yaml", load_catalog(), DAY)


def test_the_sample_answers_and_notes_are_good_answers(tmp_path: Path) -> None:
    sample = read_sample(tmp_path)
    assert sample.add_ons
    assert sample.visits[0].said


def write_pack(folder: Path) -> Path:
    """Return a pack with the files that the README shows, each headed by its name."""
    shown = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("# riverside/pack.yaml"))
    for name, text in re.findall(r"^# riverside/(\S+)[^\n]*\n((?:[^#].*\n)+)", shown, re.MULTILINE):
        file = folder / "riverside" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "riverside"


def test_the_pack_of_the_readme_adds_its_questions_and_its_flag(tmp_path: Path) -> None:
    pack = write_pack(tmp_path)
    assert check_folder(pack, DAY).problems == ()
    catalog = load_with_packs(ROOT / "data", [pack])
    profile = read_answers(ROOT / "data" / "examples" / "losses.yaml", catalog, DAY)
    listed = build_checklist(replace(profile, history={**profile.history, "kidney_disease": "yes"}), catalog, DAY)
    asked = {question.id: question.text for question in listed.questions}
    assert asked["riverside/travel@ivig"] == "How often would I have to come in for IVIG?"
    assert "riverside/travel@prednisone" not in asked
    assert "riverside/night" in asked
    assert "riverside/kidney_form@ivig" in {flag.id for flag in listed.flags}


CONDITIONS = re.findall(r"^\| `(\{.*\})` \|", README, re.MULTILINE)


@pytest.mark.parametrize("written", CONDITIONS)
def test_each_condition_of_the_table_is_true_of_the_answers_above(written: str, tmp_path: Path) -> None:
    catalog = load_catalog()
    facts = derive_facts(read_sample(tmp_path), catalog, DAY)
    condition = compile_tree(yaml.load(written, yaml.BaseLoader), fact_kinds(catalog))  # noqa: S506 - it makes strings
    assert judge_entry(condition, facts.entries[0], facts.entries).truth is Truth.TRUE


def test_the_table_of_conditions_has_every_word() -> None:
    words = {
        word for word in ("all", "any", "not", "some_add_on", "at_least", "at_most") if f"{word}:" in str(CONDITIONS)
    }
    assert len(words) == 6


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_clinics_file_is_a_good_one(tmp_path: Path) -> None:
    sample = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("name: Riverside"))
    (tmp_path / "clinic.yaml").write_text(sample, encoding="utf-8")
    assert read_clinic(tmp_path / "clinic.yaml").questions
