from __future__ import annotations

import ast
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from ivfprep.conditions import Condition, Kind
from ivfprep.errors import BadContent, BadInput, IvfprepError
from ivfprep.loading.answers import read_answers
from ivfprep.loading.checking import check_folder
from ivfprep.loading.checks.logic import normal_form, outcomes
from ivfprep.loading.checks.page_words import PAGE_WORDS
from ivfprep.loading.checks.plain_words import count_words
from ivfprep.loading.content import load_catalog
from ivfprep.parsing import compile_tree

TODAY = date(2026, 11, 21)
TESTS = Path(__file__).parents[1]
TOY, BAD = TESTS / "toy_data", TESTS / "bad_data"
SRC = TESTS.parent / "src" / "ivfprep"
CASES = sorted(BAD.iterdir())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)
    return Path()


def test_the_shipped_data_pass() -> None:
    assert [str(problem) for problem in check_folder(None, TODAY).problems] == []


def test_the_toy_data_pass() -> None:
    report = check_folder(TOY, TODAY)
    assert (report.problems, report.warnings, report.exit_code) == ((), (), 0)
    assert report.summary == (
        "Checked 18 files, 3 questions, 2 flags, 3 rules, 2 claims, 1 update, 2 extra treatments: no problem. "
        "Each rule can fire and can be silent, and no two are the same; each line can be reached, "
        "each claim is carried, and each prompt matters."
    )


@pytest.mark.parametrize(
    "case", [case for case in CASES if (case / "answers.yaml").exists()], ids=lambda case: case.name
)
def test_each_broken_answers_file_gets_its_words(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    with pytest.raises(BadInput) as caught:
        read_answers(Path("answers.yaml"), load_catalog(TOY), TODAY)
    assert f"{caught.value}\n" == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "case", [case for case in CASES if not (case / "answers.yaml").exists()], ids=lambda case: case.name
)
def test_each_broken_folder_gets_its_words(case: Path, folder: Path) -> None:
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    report = check_folder(folder, TODAY)
    assert "".join(f"{problem}\n" for problem in report.problems) == (case / "expected.txt").read_text(encoding="utf-8")
    assert report.exit_code == 3


def test_content_past_its_next_check_is_a_warning_and_no_problem() -> None:
    report = check_folder(TOY, date(2027, 5, 2))
    assert report.problems == ()
    assert [problem.message for problem in report.warnings] == ["The content was due for a check on 2027-05-01."]
    assert report.exit_code == 0
    assert ": no problem, 1 warning." in report.summary
    assert check_folder(TOY, date(2027, 5, 1)).warnings == ()


def test_no_rules_are_a_problem(folder: Path) -> None:
    shutil.rmtree("rules")
    assert "There are no rules here." in [problem.message for problem in check_folder(folder, TODAY).problems]


def test_a_rule_file_without_rules_is_a_problem(folder: Path) -> None:
    Path("rules/basic.yaml").write_text("rules: []\n")
    assert "There are no rules here." in [problem.message for problem in check_folder(folder, TODAY).problems]


def test_a_missing_file_is_a_problem(folder: Path) -> None:
    Path("card.yaml").unlink()
    assert [(problem.file, problem.message) for problem in check_folder(folder, TODAY).problems] == [
        ("card.yaml", "There is no such file.")
    ]


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="There are no data files here"):
        check_folder(tmp_path, TODAY)


def test_a_single_answers_file_can_be_checked(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("format: 1\n")
    bad.write_text("format: 1\nzebra: 1\n")
    assert check_folder(good, TODAY).summary == "Checked 1 file: no problem."
    report = check_folder(bad, TODAY)
    assert (len(report.problems), report.exit_code) == (1, 2)


def test_what_is_not_there_is_a_problem_of_input(tmp_path: Path) -> None:
    report = check_folder(tmp_path / "none.yaml", TODAY)
    assert [problem.message for problem in report.problems] == ["There is no such file."]
    assert report.exit_code == 2


def test_everything_wrong_comes_at_once_by_file_and_line(folder: Path) -> None:
    for case in ("unknown_claim", "unknown_fact", "word_to_avoid", "options_twice"):
        shutil.copytree(BAD / case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    problems = list(check_folder(folder, TODAY).problems)
    assert {problem.file for problem in problems} >= {"flags.yaml", "questions.yaml", "rules/basic.yaml"}
    assert problems == sorted(problems)


def test_hostile_ids_are_not_printed_raw(folder: Path) -> None:
    text = Path("rules/basic.yaml").read_text()
    Path("rules/basic.yaml").write_text(
        text.replace("history.aps", '"\u202ehistory"').replace("[many]", '["\u2066x.y"]')
    )
    assert all(str(problem).isascii() for problem in check_folder(folder, TODAY).problems)


def said_by_name(path: Path) -> set[str]:
    """Return the names of page words that a module says: say("x"), words["x"]; f-strings by their options."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        arguments = node.args[:1] if isinstance(node, ast.Call) and _is_say(node.func) else ()
        keys = [node.slice] if isinstance(node, ast.Subscript) and "words" in ast.unparse(node.value) else []
        for part in (*arguments, *keys):
            found |= {inner.value for inner in ast.walk(part) if isinstance(inner, ast.Constant)}
    return {name for name in found if isinstance(name, str)}


def _is_say(function: ast.expr) -> bool:
    return isinstance(function, ast.Name | ast.Attribute) and ast.unparse(function).split(".")[-1] == "say"


def test_every_word_that_the_page_says_is_known() -> None:
    files = [*(SRC / "checklist").glob("*.py"), *SRC.glob("*.py")]
    said = set().union(*map(said_by_name, files))
    ends = {name for name in said if name.endswith("_") or name.startswith("_")}
    assert said - ends - set(PAGE_WORDS) == set()
    for end in ends - {"_"}:  # what is made of two names
        assert any(name.startswith(end) or name.endswith(end) for name in PAGE_WORDS)


KINDS = {"count": Kind("count"), "size": Kind("choice", ("s", "m", "l")), "this.tags": Kind("choices", ("a", "b"))}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"size": "s"}, {True, False}),
        ({"size": ["s", "m", "l"]}, {True}),
        ({"all": [{"size": "s"}, {"size": "m"}]}, {False}),
        ({"any": [{"size": "s"}, {"not": {"size": "s"}}]}, {True}),
        ({"count": {"at_least": 0}}, {True}),
        ({"all": [{"count": {"at_least": 3}}, {"count": {"at_most": 2}}]}, {False}),
        ({"any": [{"count": {"at_least": 3}}, {"count": {"at_most": 2}}]}, {True}),
        ({"all": [{"count": {"at_least": 2}}, {"count": {"at_most": 2}}]}, {True, False}),
        ({"this": {"all": [{"tags": "a"}, {"tags": "b"}]}}, {True, False}),
        ({"this": {"all": [{"tags": "a"}, {"not": {"tags": ["a", "b"]}}]}}, {False}),
        ({"some_add_on": {"tags": "a"}}, {True, False}),
        ({"some_add_on": {"all": [{"tags": "a"}, {"not": {"tags": "a"}}]}}, {False}),
        ({"all": [{"some_add_on": {"tags": "a"}}, {"not": {"some_add_on": {"tags": "a"}}}]}, {False}),
    ],
)
def test_what_a_condition_can_come_to(tree: dict[str, object], expected: set[bool]) -> None:
    assert outcomes(normal_form(compile_tree(tree, KINDS)), KINDS) == expected


def test_a_condition_of_too_many_cases_is_not_passed_over(folder: Path) -> None:
    kinds = {f"f{number}": Kind("choice", ("yes", "no")) for number in range(20)}
    tree = {"all": [*({name: "yes"} for name in kinds), {"not": {"f0": "yes"}}]}
    assert outcomes(normal_form(compile_tree(tree, kinds)), kinds) == set()
    items = "".join(f"  - {{id: h{number}, group: heart, label: H, said: h}}\n" for number in range(18))
    with Path("history.yaml").open("a") as history:
        history.write(items)
    tests = ", ".join(f"{{history.h{number}: yes}}" for number in range(18))
    Path("rules/large.yaml").write_text(
        f"rules:\n  - id: large\n    when: {{all: [{tests}]}}\n    adds: [many]\n    because: All.\n"
    )
    assert "This condition has too many cases to go through." in [
        one.message for one in check_folder(folder, TODAY).problems
    ]


def test_conditions_are_the_same_but_for_order_nesting_and_double_negation() -> None:
    one = {"all": [{"size": ["s", "m"]}, {"all": [{"count": {"at_least": 2}}, {"this": {"tags": "a"}}]}]}
    other = {
        "all": [
            {"this": {"tags": ["a"]}},
            {"not": {"not": {"size": ["m", "s"]}}},
            {"any": [{"count": {"at_least": 2}}]},
        ]
    }
    assert form(one) == form(other)
    assert form({"any": [one, {"size": "l"}]}) != form({"all": [one, {"size": "l"}]})


def form(tree: Mapping[str, object]) -> Condition:
    return normal_form(compile_tree(tree, KINDS))


def test_words_are_counted_as_a_reader_does() -> None:
    assert count_words("Without {name}, 29 of 35 don't \u2014 it's well-known.") == 6


def test_every_case_has_its_words() -> None:
    assert all((case / "expected.txt").read_text(encoding="utf-8").strip() for case in CASES)
    assert issubclass(BadContent, IvfprepError)
