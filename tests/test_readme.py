"""What the README says is true: its commands run, its sample is real, its example works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ivfprep.checklist import build_checklist
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checking import check_folder
from ivfprep.loading.clinic_file import read_clinic
from ivfprep.loading.content import load_catalog

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


def test_the_sample_answers_are_good_answers(tmp_path: Path) -> None:
    sample = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("format: 1"))
    (tmp_path / "answers.yaml").write_text(sample, encoding="utf-8")
    assert read_answers(tmp_path / "answers.yaml", load_catalog(), DAY).add_ons


def test_the_worked_example_adds_a_question(tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    question, rule = (text for kind, text in BLOCKS if kind == "yaml" and "id: travel" in text)
    for name, text in (("questions.yaml", question), ("rules/together.yaml", rule)):
        with (data / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert not check_folder(data, DAY).problems
    catalog = load_catalog(data)
    profile = read_answers(ROOT / "data" / "examples" / "losses.yaml", catalog, DAY)
    asked = {question.id: question.text for question in build_checklist(profile, catalog, DAY).questions}
    assert asked["travel@ivig"] == "How often would I have to come in for IVIG?"
    assert "travel@prednisone" not in asked


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 2
    assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_clinics_file_is_a_good_one(tmp_path: Path) -> None:
    sample = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("name: Riverside"))
    (tmp_path / "clinic.yaml").write_text(sample, encoding="utf-8")
    assert read_clinic(tmp_path / "clinic.yaml").questions


def test_a_pack_made_from_the_readme_alone_is_a_good_one(tmp_path: Path) -> None:
    about = re.search(r"`(pack: \{.*?\})`", README)
    question, rule = (text for kind, text in BLOCKS if kind == "yaml" and "id: travel" in text)
    (tmp_path / "rules").mkdir()
    (tmp_path / "pack.yaml").write_text(f"{about[1] if about else ''}\n", encoding="utf-8")
    (tmp_path / "questions.yaml").write_text(f"questions:\n{question}", encoding="utf-8")
    (tmp_path / "rules" / "ours.yaml").write_text(f"rules:\n{rule}", encoding="utf-8")
    assert check_folder(tmp_path, DAY).problems == ()


def test_the_notes_of_a_visit_are_good_answers(tmp_path: Path) -> None:
    sample = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("visits:"))
    (tmp_path / "answers.yaml").write_text(f"format: 1\n{sample}", encoding="utf-8")
    assert read_answers(tmp_path / "answers.yaml", load_catalog(), DAY).visits[0].said
