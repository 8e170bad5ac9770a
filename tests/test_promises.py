"""What must hold for every patient there could be."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivfprep.checklist import build_checklist
from ivfprep.facts import derive_facts
from ivfprep.handover import ids_of
from ivfprep.matching import Match, Matcher
from ivfprep.profile import UNSAID
from ivfprep.render import render
from ivfprep.sheet import Checklist
from ivfprep.truth import Truth
from tests.profiles import ADD_ONS, CATALOG, DATA, WHY, get, known_values, places, profile, put

DAY = date(2026, 11, 21)
MATCHER = Matcher(CATALOG)
many = settings(max_examples=80, suppress_health_check=list(HealthCheck))
some = settings(many, max_examples=20)
"""For a promise about whole lists, of which each takes long to make."""


def matches(data: Any) -> tuple[Match, ...]:
    return MATCHER.match(derive_facts(profile(data), CATALOG, DAY))


def listed(data: Any, **options: Any) -> Checklist:
    return build_checklist(profile(data), CATALOG, DAY, **options)


def verdicts(data: Any) -> dict[tuple[str, str, str], Truth]:
    return {
        (match.line.id, match.entry, reason.rule.id): reason.verdict.truth
        for match in matches(data)
        for reason in match.reasons
    }


@many
@given(DATA, st.data())
def test_filling_in_an_unknown_never_turns_a_verdict_round(data: Any, draw: st.DataObject) -> None:
    unknown = [path for path in places(data) if get(data, path) in UNSAID]
    before = verdicts(data)
    for path in draw.draw(st.lists(st.sampled_from(unknown), max_size=6)) if unknown else []:
        filled = put(data, path, draw.draw(st.sampled_from(known_values(path))))
        after = verdicts(filled)
        turned = {key: (truth, after[key]) for key, truth in before.items() if key in after and after[key] is not truth}
        assert all(truth is Truth.UNKNOWN for truth, _ in turned.values()), (path, get(filled, path), turned)


REASONS = st.lists(st.sampled_from([*WHY, *UNSAID]), unique=True, min_size=2, max_size=4)


@many
@given(ADD_ONS, REASONS)
def test_a_reason_that_is_settled_never_turns_a_verdict_round(entry: Any, reasons: list[str]) -> None:
    def judged(why: list[str]) -> dict[tuple[str, str, str], Truth]:
        return verdicts({"format": 1, "add_ons": [{**entry, "for_disease": "no", "why": why}]})

    before, said = judged(reasons), [reason for reason in reasons if reason not in UNSAID]
    if said == reasons:
        return
    for settled in (*([*said, reason] for reason in WHY), *([said] if said else [])):
        after = judged(settled)
        turned = {key: truth for key, truth in before.items() if after[key] is not truth}
        assert set(turned.values()) <= {Truth.UNKNOWN}, (settled, turned)


@some
@given(DATA, st.data())
def test_nothing_falls_off_the_list_because_of_a_not_sure(data: Any, draw: st.DataObject) -> None:
    known = [path for path in places(data) if get(data, path) not in UNSAID]
    before = {line.id for line in listed(data).ranked()}
    for path in draw.draw(st.lists(st.sampled_from(known), max_size=6)) if known else []:
        after = {line.id for line in listed(put(data, path, "not_sure")).ranked()}
        assert before <= after, path


@some
@given(DATA)
def test_treatments_that_nobody_named_stand_for_any(data: Any) -> None:
    before = {line.id.partition("@")[0] for line in listed(put(data, ("add_ons",), [])).ranked()}
    unsure = listed(put(data, ("add_ons",), "not_sure")).ranked()
    assert before <= {line.id.partition("@")[0] for line in unsure}
    assert {line.add_on for line in unsure} <= {None, "any"}


@some
@given(DATA)
def test_every_line_has_its_place_and_stands_in_the_full_list_once(data: Any) -> None:
    checklist = listed(data, everything=True)
    lines = checklist.ranked()
    assert [line.rank for line in lines] == list(range(1, len(lines) + 1))
    assert len({line.id for line in lines}) == len(lines)
    assert checklist.full_list is not None
    listed_ = [
        id_
        for part in checklist.full_list.parts
        for group in part.groups
        for entry in group.entries
        for id_ in entry.ids
    ]
    unwanted = {left.id for left in checklist.left_out if left.reason == "left out by my own choice"}
    assert sorted(listed_) == sorted({line.id for line in lines} - unwanted)
    here = ids_of(checklist.handover.three, checklist.handover.checks, checklist.handover.more)
    assert not here & {line.id for line in checklist.left_out}


@some
@given(DATA)
def test_three_different_questions_come_first_and_no_line_stands_twice(data: Any) -> None:
    checklist = listed(data)
    sheet = checklist.handover
    assert len({asked.ask for asked in sheet.three}) == 3
    assert checklist.top == tuple(asked.id for asked in sheet.three)
    covered = {id_ for asked in sheet.three for id_ in (asked.id, *asked.covers)}
    more = [one.id for one in sheet.more]
    assert len(set(more)) == len(more) <= 7
    assert not covered & set(more)
    assert not {id_ for block in sheet.checks for item in block.items for id_ in item.ids} & set(more)


@some
@given(DATA)
def test_the_same_answers_give_the_same_bytes_without_a_brace_left(data: Any) -> None:
    one, other = (render(listed(data, everything=True), "json") for _ in range(2))
    assert one == other
    page = render(listed(data, everything=True), "text")
    assert page.count("{") == page.count("And {name}?") == page.count("}")


@some
@given(DATA)
def test_documents_only_leaves_the_newer_layer_out_everywhere(data: Any) -> None:
    page = render(listed(data, everything=True, documents_only=True), "json")
    assert '"newer"' not in page
    assert not any(f'"{update.id}"' in page for update in CATALOG.updates)


@some
@given(DATA)
def test_every_flag_and_fact_names_its_source(data: Any) -> None:
    checklist = listed(data)
    assert all(flag.claims for flag in checklist.flags)
    assert all(line.claims for part in checklist.evidence for line in (*part.lines, *part.disagree))
    assert all(question.claims or question.layer in ("general", "own") for question in checklist.questions)
    assert all(block.marks for block in checklist.handover.checks if block.framed)
