from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ivfprep.errors import BadContent, BadInput
from ivfprep.loading import content
from ivfprep.loading.content import example_names, example_path, find_data, load_catalog, load_interview
from ivfprep.loading.folder import content_hash, data_names

TOY = Path(__file__).parents[1] / "toy_data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "data"))


def test_a_catalog_holds_what_the_files_hold() -> None:
    catalog = load_catalog(TOY)
    assert [question.id for question in catalog.questions] == ["aim", "cost", "again"]
    assert catalog.questions[1].for_ == "everyone"
    assert [rule.id for rule in catalog.rules] == ["aim", "many", "again"]
    assert catalog.add_ons[1].immune is None
    assert catalog.rules[0].when == {"this": {"extra": "yes"}}
    assert catalog.words["visit_heading"] == "Words {date}"
    assert catalog.hash == content_hash(TOY)


def test_an_interview_holds_its_prompts_and_aliases_stand_for_their_options() -> None:
    interview = load_interview(TOY)
    assert [section.id for section in interview.sections] == ["losses", "treatments", "each_treatment", "health"]
    assert [option.value for option in interview.sections[2].prompts[0].options] == ["yes", "no"]
    assert [prompt.id for prompt in interview.at_once] == ["fit_losses"]


def test_rules_come_in_the_order_of_their_files_names(folder: Path) -> None:
    (folder / "rules" / "a.yaml").write_text(
        "rules: [{id: first, when: {losses: {at_least: 9}}, adds: [many], because: Many.}]\n"
    )
    assert [rule.id for rule in load_catalog(folder).rules] == ["first", "aim", "many", "again"]


def test_the_hash_changes_with_a_byte_and_with_a_name_and_not_with_an_example(folder: Path) -> None:
    before = content_hash(folder)
    (folder / "examples" / "other.yaml").write_text("format: 1\n")
    assert content_hash(folder) == before
    (folder / "rules" / "basic.yaml").rename(folder / "rules" / "basics.yaml")
    renamed = content_hash(folder)
    (folder / "about.yaml").write_bytes((folder / "about.yaml").read_bytes() + b"#")
    assert len({before, renamed, content_hash(folder)}) == 3


def test_problems_of_all_files_come_together(folder: Path) -> None:
    (folder / "flags.yaml").write_text("flags: [\n")
    (folder / "card.yaml").write_text("cards: []\n")
    (folder / "glossary.yaml").unlink()
    (folder / "extra.yaml").write_text("a: b\n")
    with pytest.raises(BadContent) as caught:
        load_catalog(folder)
    assert sorted({Path(problem.file).name for problem in caught.value.problems}) == [
        "card.yaml",
        "extra.yaml",
        "flags.yaml",
        "glossary.yaml",
    ]
    assert caught.value.exit_code == 3


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="no data files here"):
        load_catalog(tmp_path)


def test_problems_name_files_from_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "card.yaml").write_text("card: []\nmore: x\n")
    with pytest.raises(BadContent) as caught:
        load_catalog(Path())
    assert [problem.file for problem in caught.value.problems] == ["card.yaml"]


def test_shipped_data_are_found_in_the_package_before_the_checkout(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "ivfprep"
    monkeypatch.setattr(content, "_PACKAGE", package)
    assert find_data() == folder
    shutil.copytree(folder, package / "data")
    assert find_data() == package / "data"


def test_missing_data_are_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "_PACKAGE", tmp_path / "src" / "ivfprep")
    with pytest.raises(BadContent, match="Install ivfprep again"):
        find_data()


def test_examples_are_found_by_name() -> None:
    assert example_names(TOY) == ["one_loss"]
    assert example_path("one_loss", TOY) == TOY / "examples" / "one_loss.yaml"


def test_an_unknown_example_is_refused_with_a_guess() -> None:
    with pytest.raises(BadInput, match="Did you mean 'one_loss'"):
        example_path("one_los", TOY)
    with pytest.raises(BadInput, match="There are: one_loss"):
        example_path("../about", TOY)


def test_examples_are_no_data() -> None:
    assert not any(name.startswith("examples") for name in data_names(TOY))
