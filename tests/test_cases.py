"""Each patient in `tests/cases/` gets the list that the file says; every rule meets a patient it is for and one not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from ivfprep.facts import derive_facts
from ivfprep.handover import Handover
from ivfprep.matching import Matcher
from ivfprep.sheet import Checklist, FlagLine, QuestionLine
from ivfprep.truth import Truth
from tests.cases.patients import TODAY, Case, Must, MustNot, cases, catalog, checklist_of, plain, printed, profile_of

SCENARIOS = range(1, 40)
CASES = [
    pytest.param(case, id=case.file, marks=[pytest.mark.xfail(reason=case.gap)] if case.gap else []) for case in cases()
]


@pytest.mark.parametrize("case", CASES)
def test_the_patient_gets_this_list(case: Case) -> None:
    assert [*_missing(case), *_unwanted(case)] == []


def test_every_id_in_a_file_exists() -> None:
    assert [(case.file, id_) for case in cases() for id_ in _unknown_ids(case)] == []


def test_each_file_expects_something() -> None:
    assert [case.file for case in cases() if not case.rests_on] == []
    assert [case.file for case in cases() if not any([*_parts(case.must), *_parts(case.must_not)])] == []


def test_every_scenario_has_a_patient() -> None:
    assert {case.scenario for case in cases()} >= set(SCENARIOS)


@pytest.mark.parametrize("wanted", [Truth.TRUE, Truth.FALSE])
def test_every_rule_and_table_cell_meets_a_patient_it_is_for_and_one_it_is_not(wanted: Truth) -> None:
    met = _verdicts()
    rules = [rule.id for rule, _ in Matcher(catalog()).rules]
    assert [rule for rule in rules if wanted not in met[rule]] == []


def test_every_flag_and_question_is_wanted_by_one_patient_and_unwanted_by_another() -> None:
    everyone = {question.id for question in catalog().questions if question.for_ == "everyone"}
    lines = {*(flag.id for flag in catalog().flags), *(question.id for question in catalog().questions)}
    wanted = {_line(id_) for case in cases() for id_ in (*case.must.flags, *case.must.questions)}
    unwanted = {_line(id_) for case in cases() for id_ in (*case.must_not.flags, *case.must_not.questions)}
    assert sorted(lines - wanted) == []
    assert sorted(lines - unwanted - everyone) == []


def test_every_claim_and_update_beside_a_treatment_is_wanted_by_some_patient() -> None:
    rows = {row.claim or row.update for row in catalog().evidence}
    assert sorted(rows - {id_ for case in cases() for id_ in case.must.evidence}) == []


def _verdicts() -> dict[str, set[Truth]]:
    met: dict[str, set[Truth]] = defaultdict(set)
    matcher = Matcher(catalog())
    for case in cases():
        for match in matcher.match(derive_facts(profile_of(case.file), catalog(), TODAY)):
            for reason in match.reasons:
                met[reason.rule.id].add(reason.verdict.truth)
    return met


def _parts(part: object) -> Iterator[str]:
    for field in getattr(part, "__struct_fields__", ()):
        yield from getattr(part, field)


def _line(id_: str) -> str:
    return id_.partition("@")[0]


def _unknown_ids(case: Case) -> Iterator[str]:
    content = catalog()
    flags, questions = {flag.id for flag in content.flags}, {question.id for question in content.questions}
    claims = {*(claim.id for claim in content.claims), *(update.id for update in content.updates)}
    must, must_not = case.must, case.must_not
    questions |= {f"own-{number}" for number in range(1, 9)}
    patterns, both = {pattern.id for pattern in content.patterns}, (must, must_not)
    yield from (id_ for part in both for id_ in part.three if _line(id_) not in patterns | flags | questions)
    yield from (id_ for part in both for id_ in (*part.checks, *part.framed) if _line(id_) not in flags | questions)
    yield from (id_ for part in both for id_ in part.more if _line(id_) not in flags | questions)
    yield from (id_ for id_ in must.kinds if _line(id_) not in flags | questions)
    yield from (id_ for id_ in (*must.flags, *must_not.flags) if _line(id_) not in flags)
    yield from (id_ for id_ in (*must.questions, *must_not.questions) if _line(id_) not in questions)
    yield from (id_ for id_ in (*must.find_out, *must.top, *must.levels) if _line(id_) not in flags | questions)
    yield from (id_ for id_ in (*case.rests_on, *must.evidence, *must_not.evidence) if id_ not in claims)
    keys = {entry.key for entry in derive_facts(profile_of(case.file), content, TODAY).entries}
    named = [*must.flags, *must.questions, *must.find_out, *must.top, *must.levels]
    named += [*must.three, *must.checks, *must.framed, *must.more, *must.kinds]
    yield from (id_ for id_ in named if "@" in id_ and id_.partition("@")[2] not in keys)


def _missing(case: Case) -> Iterator[str]:
    checklist, must = checklist_of(case.file), case.must
    yield from _not_there("flag", must.flags, _with_status(checklist.flags, "ask"))
    yield from _not_there("question", must.questions, _with_status(checklist.questions, "ask"))
    yield from _not_there("to find out", must.find_out, _with_status(checklist.ranked(), "find-out"))
    yield from _not_there("evidence", must.evidence, _evidence(checklist))
    yield from (f"not printed: {text}" for text in must.text if plain(text) not in plain(printed(case.file)[0]))
    yield from (f"not on the card: {text}" for text in must.card if text not in checklist.safety_card.bullets)
    levels = {flag.id: flag.level for flag in checklist.flags}
    yield from (f"not at level {level}: {id_}" for id_, level in must.levels.items() if levels.get(id_) != level)
    if checklist.top[: len(must.top)] != must.top:
        yield f"on top: {checklist.top}"
    yield from _missing_on_sheet(checklist.handover, must)


def _unwanted(case: Case) -> Iterator[str]:
    checklist, must_not = checklist_of(case.file), case.must_not
    yield from _there("flag", must_not.flags, {flag.id for flag in checklist.flags})
    yield from _there("question", must_not.questions, {question.id for question in checklist.questions})
    yield from _there("evidence", must_not.evidence, _evidence(checklist))
    yield from _unwanted_on_sheet(checklist.handover, must_not)
    for pattern in must_not.text:
        for text in printed(case.file):
            if found := re.search(pattern, text, re.IGNORECASE):
                yield f"printed: ...{text[max(0, found.start() - 40) : found.end() + 40]}..."


def _missing_on_sheet(sheet: Handover, must: Must) -> Iterator[str]:
    first = tuple(asked.id for asked in sheet.three)
    if first[: len(must.three)] != must.three:
        yield f"the three: {first}"
    yield from _not_there("check", must.checks, _ticked(sheet))
    yield from _not_there("in a frame", must.framed, _ticked(sheet, framed=True))
    yield from _not_there("more", must.more, {one.id for one in sheet.more})
    yield from (f"not in the story: {text}" for text in must.story if plain(text) not in plain(_story(sheet)))
    kinds = {item.ids[0]: item.kind for block in sheet.checks for item in block.items if len(item.ids) == 1}
    yield from (f"not said as {kind}: {id_}" for id_, kind in must.kinds.items() if kinds.get(id_) != kind)


def _unwanted_on_sheet(sheet: Handover, must_not: MustNot) -> Iterator[str]:
    yield from _there("among the three", must_not.three, {asked.id for asked in sheet.three})
    yield from _there("check", must_not.checks, _ticked(sheet))
    yield from _there("in a frame", must_not.framed, _ticked(sheet, framed=True))
    yield from _there("more", must_not.more, {one.id for one in sheet.more})
    story = _story(sheet)
    yield from (f"in the story: {words}" for words in must_not.story if re.search(words, story, re.IGNORECASE))


def _ticked(sheet: Handover, framed: bool = False) -> set[str]:
    return {id_ for block in sheet.checks if block.framed or not framed for item in block.items for id_ in item.ids}


def _story(sheet: Handover) -> str:
    return " ".join(f"{line.lead} {line.text}" for line in sheet.story)


def _with_status(lines: Iterable[FlagLine | QuestionLine], status: str) -> set[str]:
    return {line.id for line in lines if line.status == status}


def _not_there(what: str, wanted: Iterable[str], ids: set[str]) -> Iterator[str]:
    return (f"no {what}: {id_}" for id_ in wanted if not _among(id_, ids))


def _there(what: str, unwanted: Iterable[str], ids: set[str]) -> Iterator[str]:
    return (f"{what} is there: {id_}" for id_ in unwanted if _among(id_, ids))


def _among(id_: str, ids: set[str]) -> bool:
    return id_ in ids if "@" in id_ else id_ in {_line(other) for other in ids}


def _evidence(checklist: Checklist) -> set[str]:
    lines = [line for part in checklist.evidence for line in (*part.lines, *part.disagree)]
    return {id_ for line in lines for id_ in line.claims}
