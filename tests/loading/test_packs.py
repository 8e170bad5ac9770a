from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert
from tests.cases.patients import TODAY

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.checklist.handout import build_handout
from ivfprep.checklist.more import MOST
from ivfprep.errors import BadContent
from ivfprep.loading.checking import check_folder
from ivfprep.loading.content import find_data, load_catalog
from ivfprep.loading.packs import load_with_packs
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist

TESTS = Path(__file__).parents[1]
PACK = TESTS / "toy_packs" / "riverside"
IVIG = {"format": 1, "add_ons": [{"id": "ivig", "status": "offered"}], "history": {"kidney_disease": "yes"}}


def content(*folders: Path) -> Catalog:
    return load_with_packs(find_data(), folders) if folders else with_the_toy_pack()


@cache
def with_the_toy_pack() -> Catalog:
    return load_with_packs(find_data(), (PACK,))


def made(catalog: Catalog, answers: dict[str, Any] = IVIG) -> Checklist:
    return build_checklist(convert(answers, Profile), catalog, TODAY, everything=True)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PACK, tmp_path / "pack")
    return Path("pack")


def test_the_toy_pack_passes_every_check() -> None:
    report = check_folder(PACK, TODAY)
    assert (report.problems, report.exit_code) == ((), 0)
    assert report.summary == "Checked 4 files, 2 questions, 1 flag, 2 rules: no problem."


def test_its_lines_are_marked_as_the_clinics_and_stand_beside_the_shipped_ones() -> None:
    before, after = made(load_catalog()), made(content())
    shipped = {line.id for line in before.ranked()}
    added = [line for line in after.ranked() if line.id not in shipped]
    assert {line.id for line in added} == {
        "riverside/parking",
        "riverside/drip_room@ivig",
        "riverside/kidney_form@ivig",
    }
    assert {line.layer for line in added} == {"clinic"}
    assert shipped <= {line.id for line in after.ranked()}
    assert after.full_list is not None
    entries = [entry for part in after.full_list.parts for group in part.groups for entry in group.entries]
    assert [one.marks for one in entries if one.ids == ("riverside/kidney_form@ivig",)] == ["[from Riverside Clinic]"]
    across = [told.text for told in after.handover.evidence.across]
    assert "With questions from Riverside Clinic, version 1." in across
    assert after.content.hash != before.content.hash


def test_what_ships_comes_before_what_the_clinic_adds() -> None:
    lines = [line for line in made(content()).flags if line.level == "discuss" and line.status == "ask"]
    assert [line.layer == "clinic" for line in lines] == sorted(line.layer == "clinic" for line in lines)


def test_at_most_three_of_its_questions_stand_on_the_short_page(pack: Path) -> None:
    many = [
        f"  - {{id: q{number}, topic: support, for: everyone, why: We ask., text: Is it number {number}?}}\n"
        for number in range(9)
    ]
    (pack / "questions.yaml").write_text("questions:\n" + "".join(many))
    (pack / "flags.yaml").unlink()
    shutil.rmtree(pack / "rules")
    checklist = made(content(pack))
    left = {line.id for line in checklist.left_out}
    ours = [line for line in checklist.questions if line.layer == "clinic"]
    assert len(ours) == 9
    assert len([line for line in ours if line.id not in left]) <= 3


def broken() -> Iterator[tuple[str, str, str, str]]:
    yield "shipped line", "rules/ours.yaml", "adds: [drip_room]", "adds: [cost]"
    yield "unknown topic", "questions.yaml", "topic: risks", "topic: rsks"
    yield "unknown fact", "rules/ours.yaml", "history.kidney_disease", "history.kidny_disease"
    yield "word to avoid", "questions.yaml", "Where do I come in at night?", "Is it a journey at night?"
    yield "advice", "flags.yaml", "level: discuss", "level: listed"
    yield "unknown key", "pack.yaml", "version:", "verson:"
    yield "no id", "pack.yaml", "id: riverside", "id: River Side"
    yield "brace", "questions.yaml", "{name}?", "{nam}?"
    yield "yaml", "questions.yaml", "questions:", "questions: ["


@pytest.mark.parametrize(
    ("name", "file", "old", "new"), list(broken()), ids=lambda value: value if " " not in value else ""
)
def test_each_fault_of_a_pack_is_named_where_it_is(pack: Path, name: str, file: str, old: str, new: str) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text, name
    path.write_text(text.replace(old, new), encoding="utf-8")
    report = check_folder(pack, TODAY)
    assert report.exit_code == 3
    assert f"pack/{file}" in {problem.file for problem in report.problems}
    assert all(problem.line for problem in report.problems)


def test_a_pack_with_a_fault_is_not_used(pack: Path) -> None:
    text = (pack / "flags.yaml").read_text(encoding="utf-8")
    (pack / "flags.yaml").write_text(text.replace("level: discuss", "level: listed"), encoding="utf-8")
    with pytest.raises(BadContent, match="listed"):
        content(pack)


def test_a_file_that_is_no_part_of_a_pack_is_named(pack: Path) -> None:
    (pack / "sources.yaml").write_text("claims: []\n", encoding="utf-8")
    (problem,) = check_folder(pack, TODAY).problems
    assert problem.file == "pack/sources.yaml"
    assert "questions, flags and rules alone" in problem.message


def test_two_packs_of_one_id_clash_and_two_lines_too(pack: Path) -> None:
    with pytest.raises(BadContent, match="Two packs have the id 'riverside'"):
        content(PACK, pack)
    with (pack / "questions.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: parking, topic: support, for: everyone, why: We ask., text: Is it here?}\n")
    assert any("given twice" in problem.message for problem in check_folder(pack, TODAY).problems)


def test_an_empty_pack_and_a_folder_without_one_are_refused(pack: Path, tmp_path: Path) -> None:
    for file in pack.rglob("*.yaml"):
        if file.name != "pack.yaml":
            file.unlink()
    assert [problem.message for problem in check_folder(pack, TODAY).problems] == [
        "This pack has no question and no flag."
    ]
    with pytest.raises(BadContent, match="no pack"):
        content(tmp_path)


def test_a_question_for_everyone_has_a_place_on_the_sheet_and_a_flag_reaches_the_handout() -> None:
    sheet = made(content()).handover
    added = [one for one in sheet.more if one.by == "clinic"]
    assert "riverside/parking" in {id_ for one in added for id_ in one.ids}
    assert all("[from Riverside Clinic]" in one.marks for one in added)
    assert len(sheet.more) <= MOST
    handout = build_handout(content(), ("ivig",), None, None, TODAY).handover
    assert "Will we fill in the kidney form for IVIG together?" in [one.text for one in handout.more]
