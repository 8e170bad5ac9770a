from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from msgspec.structs import replace

from ivfprep.handover import Cell, CheckBlock, CheckItem, Column, Handover, LastVisit, Part, Plan, PlanRow
from ivfprep.render.giving_way import (
    AIRY,
    BEYOND,
    BEYOND_ONE,
    BRIEF,
    CLOSE,
    CLOSEST,
    MOST_TURNS,
    BackRung,
    FrontRung,
    back_rungs,
    dense_evidence,
    densest_front_rungs,
    evidence_at,
    front_rungs,
    lean_plan,
    least_evidence,
    poorer_back_rungs,
    poorer_front_rungs,
    said_once,
    tightest_back_rungs,
)
from tests.render.printed_handovers import FOUR, SIX, more


def amount(rung: FrontRung | BackRung) -> int:
    if isinstance(rung, FrontRung):
        return sum(rung.lines) + sum(rung.second) - rung.close
    noted = sum(len(items) for _, items in rung.notes.groups)
    return rung.own + rung.agreed + len(rung.more) + noted + rung.leaving - rung.low


VISIT = LastVisit(
    Part("Since"), (), Part("Noted"), (("Said", ("one", "two", "three")),), (("Said", ("one",)),), "The rest is there."
)
NOTED = replace(FOUR, last_visit=VISIT)
SHEETS = pytest.mark.parametrize(
    "sheet", [FOUR, SIX, NOTED], ids=["two side by side", "four that share", "after a visit"]
)


def ladders(sheet: Handover) -> list[list[BackRung]]:
    """Return the rungs of side 2 in runs with the same evidence."""
    runs = groupby(back_rungs(sheet), key=lambda rung: (rung.form, rung.turn))
    return [list(run) for _, run in runs]


def test_each_rung_of_the_front_holds_less_than_the_one_before_and_the_last_keeps_a_line_for_each_question() -> None:
    rungs = [*front_rungs(), *poorer_front_rungs()]
    needs = [(amount(rung), rung.air) for rung in rungs]
    assert all(less[0] <= many[0] and less[1] <= many[1] and less != many for many, less in pairwise(needs))
    assert rungs[-1].lines == (1, 1, 1)


def test_the_second_question_keeps_a_line_beside_its_numbers_longest() -> None:
    assert [rung.lines for rung in front_rungs()][-3:] == [(1, 2, 1), (1, 2, 1), (1, 1, 1)]


def test_no_question_gives_up_its_second_line_while_blocks_can_move() -> None:
    rungs = list(front_rungs())
    assert all(all(rung.second) for rung in rungs)
    assert rungs[-1].lines == (1, 1, 1)


def test_the_second_line_of_the_second_question_stays_longer_than_the_others() -> None:
    rungs = list(poorer_front_rungs())
    seconds = [(True, True, False), (False, True, False)]
    assert [rung.second for rung in rungs if any(rung.second)] == seconds
    assert all(rung.lines == (1, 1, 1) for rung in rungs)


def test_the_front_is_close_before_a_block_moves_or_a_question_gives_up_its_second_line() -> None:
    assert [rung.close for rung in front_rungs()] == [False, False, False, False, True, True]
    assert all(rung.close for rung in poorer_front_rungs())


@SHEETS
def test_a_line_is_added_only_where_there_is_air(sheet: Handover) -> None:
    assert [rung.air for rung in front_rungs()].count(AIRY) == 1
    assert [rung.air for rung in poorer_front_rungs()] == [CLOSE, CLOSE, CLOSE, CLOSEST]
    rungs = list(back_rungs(sheet))
    assert all(rung.air == AIRY for rung in rungs if rung.own > 1 or rung.agreed > 3)
    poor = [rung for rung in rungs if rung.agreed < 3 or rung.more != sheet.more]
    assert all(rung.air == (CLOSEST if rung.form == "close" else CLOSE) for rung in poor)


@SHEETS
def test_each_rung_of_side_2_with_the_same_evidence_needs_less_than_the_one_before(sheet: Handover) -> None:
    for rungs in ladders(sheet):
        needs = [(amount(rung), rung.air) for rung in rungs]
        assert all(less[0] <= many[0] and less[1] <= many[1] and less != many for many, less in pairwise(needs)), rungs


def test_further_questions_go_from_the_last_on_and_three_stay() -> None:
    kept = [rung.more for rung in back_rungs(FOUR) if rung.form == "table" and rung.turn == 1]
    assert kept[-1] == FOUR.more[:3]
    assert all(shorter == longer[: len(shorter)] for longer, shorter in pairwise(kept))
    last = list(back_rungs(FOUR))[-1]
    assert last.left_off == FOUR.left_off.many.format(count=FOUR.left_off.count + len(FOUR.more) - 3)
    assert next(back_rungs(FOUR)).left_off == FOUR.left_off.many.format(count=FOUR.left_off.count)


def test_her_own_question_and_one_that_stays_never_give_way() -> None:
    questions = (*more("One?", "Two?", "Three?", "Four?"), *more("Mine?*"))
    cost = replace(questions[3], stays=True)
    questions = (*questions[:3], cost, questions[4])
    last = list(back_rungs(replace(FOUR, more=questions)))[-1]
    assert last.more == (questions[0], cost, questions[4])


@pytest.mark.parametrize(
    ("sheet", "forms"),
    [
        (
            FOUR,
            [
                ("table", MOST_TURNS),
                ("table", 1),
                ("table", BRIEF),
                ("lines", BRIEF),
                ("paragraphs", BRIEF),
                ("close", BRIEF),
            ],
        ),
        (SIX, [("rows", 1), ("rows", BRIEF), ("lines", BRIEF), ("paragraphs", BRIEF), ("close", BRIEF)]),
    ],
    ids=["two side by side", "four that share"],
)
def test_the_evidence_is_brief_before_it_runs_on_and_each_time_as_many_questions_as_fit_come_back(
    sheet: Handover, forms: list[tuple[str, int]]
) -> None:
    rungs = ladders(sheet)
    assert [(some[0].form, some[0].turn) for some in rungs] == forms
    assert all(some[0].more == sheet.more for some in rungs)
    assert all(some[-1].more == sheet.more for some in rungs if some[0].turn == MOST_TURNS)
    scant = [rung for some in rungs for rung in some if not rung.leaving]
    assert [len(rung.more) for rung in scant] == [min(len(rung.more) for rung in rungs[-1])] * len(scant)


def turned(sheet: Handover) -> Handover:
    cells = (
        Cell("for", "For:", "First.", "[1]", brief="F."),
        Cell("for", "For:", "Second.", "[2]", turn=2),
        Cell("risk", "Risks:", "A risk.", "[3]"),
        Cell("risk", "Risks:", "Another.", "[4]", turn=3, brief="A."),
    )
    bare = replace(sheet.card, marks="")
    evidence = replace(sheet.evidence, columns=(Column("A treatment", cells),), across=())
    return replace(sheet, three=(), checks=(), card=bare, more=(), evidence=evidence)


@pytest.mark.parametrize(
    ("turn", "texts", "listed"),
    [
        (BRIEF, ["F.", "A risk."], ["[1]", "[3]"]),
        (1, ["First.", "A risk."], ["[1]", "[3]"]),
        (2, ["First. [1] Second.", "A risk."], ["[1]", "[2]", "[3]"]),
        (3, ["First. [1] Second.", "A risk. [3] Another."], ["[1]", "[2]", "[3]", "[4]"]),
    ],
)
def test_a_turn_holds_each_text_up_to_it_with_its_mark_and_the_sources_that_are_then_cited(
    turn: int, texts: list[str], listed: list[str]
) -> None:
    columns, sources = evidence_at(turned(FOUR), turn)
    assert [cell.text for cell in columns[0].cells] == texts
    assert [source.mark for source in sources] == listed
    marks = "".join(f"{cell.text} {cell.marks}" for cell in columns[0].cells)
    assert all(mark in marks for mark in listed)


def test_a_text_without_a_brief_form_stays_whole() -> None:
    columns, _ = evidence_at(turned(FOUR), BRIEF)
    assert columns[0].cells[1].text == "A risk."


def test_notes_turn_brief_before_a_question_gives_way_and_never_vanish() -> None:
    rungs = list(back_rungs(NOTED))
    assert {rung.notes.groups for rung in rungs if rung.own > 1} == {VISIT.groups}
    fewer = [rung for rung in rungs if rung.agreed < 3]
    assert {rung.notes.groups for rung in fewer} == {VISIT.brief}
    assert {rung.notes.rest for rung in fewer} == {VISIT.rest}
    assert all(rung.notes.groups or rung.notes.rest for rung in rungs)


def in_two_columns(first: tuple[Cell, ...], second: tuple[Cell, ...]) -> Handover:
    return replace(FOUR, evidence=replace(FOUR.evidence, columns=(Column("A", first), Column("B", second)), across=()))


FOUND, OTHER = Cell("for", "For:", "None.", "[1]"), Cell("for", "For:", "Some.", "[2]")
SURE, RISK = Cell("sure", "Sure:", "Not very.", "[3]"), Cell("risk", "Risks:", "A risk.", "[4]")


@SHEETS
def test_rather_than_a_third_page_no_word_goes_first_and_then_fewer_lines_to_write_on_and_questions(
    sheet: Handover,
) -> None:
    rungs = list(poorer_back_rungs(sheet))
    for form, fewest in (("dense", 3), ("least", 1)):
        some = [rung for rung in rungs if rung.form == form]
        assert (some[0].agreed, some[0].more, some[0].lean) == (2, sheet.more, False)
        needs = [(rung.agreed, len(rung.more), -rung.lean) for rung in some]
        assert all(all(map(int.__le__, less, many)) and less != many for many, less in pairwise(needs))
        going = [one for one in sheet.more if not (one.stays or one.by == "own")]
        assert len(some[-1].more) == max(fewest, len(sheet.more) - len(going))
        assert some[-1].left_off == sheet.left_off.said(len(sheet.more) - len(some[-1].more))
    assert all(rung.own == 1 and rung.agreed >= 1 and rung.air == CLOSEST for rung in rungs)


def test_what_two_treatments_share_is_said_once_under_both_names_but_each_has_what_was_found() -> None:
    columns, _ = dense_evidence(in_two_columns((FOUND, SURE, RISK), (FOUND, SURE)))
    assert columns == (Column("A", (FOUND, RISK)), Column("B", (FOUND,)), Column("A, B", (SURE,)))


def test_how_sure_it_is_of_each_goes_last_and_is_counted_with_the_sources_that_it_alone_named() -> None:
    bare = replace(in_two_columns((FOUND, SURE, RISK), (OTHER, SURE)), three=(), checks=(), more=())
    columns, sources, beyond = least_evidence(replace(bare, card=replace(FOUR.card, marks="")))
    assert columns == (Column("A", (FOUND, RISK)), Column("B", (OTHER,)))
    assert [source.mark for source in sources] == ["[1]", "[2]", "[4]"]
    assert beyond == BEYOND.format(count=2)


def test_a_treatment_that_has_nothing_but_how_sure_it_is_keeps_that() -> None:
    columns, _, beyond = least_evidence(in_two_columns((SURE,), (FOUND, SURE)))
    assert columns == (Column("A", (SURE,)), Column("B", (FOUND,)))
    assert beyond == BEYOND_ONE


def test_an_empty_row_of_the_plan_gives_way_only_where_side_1_has_a_place_for_it() -> None:
    names = ("What it is for", "Start day", "Checks I need", "Whom I call")

    def rows(columns: int, said: str = "") -> list[str]:
        cells = ("",) * (columns - 1)
        plan = Plan(Part("My plan"), ("a",) * columns, tuple(PlanRow(name, (said, *cells)) for name in names))
        return [row.head for row in lean_plan(plan)]

    assert rows(4) == ["Start day", "Checks I need"]
    assert rows(3) == ["What it is for", "Start day", "Checks I need"]
    assert rows(4, "I was told:") == [*names]


def test_nobody_is_asked_about_the_same_words_twice_but_no_block_is_left_empty() -> None:
    ask, have = CheckItem("ask_me", "Ask me.", ("1",)), CheckItem("yes", "I have it.", ("2",))
    blocks = [CheckBlock(name, "Says.", "", items) for name, items in (("A", (ask, have)), ("B", (have, ask)))]
    blocks.append(CheckBlock("C", "Says.", "", (ask,)))
    assert [block.items for block in said_once(blocks)] == [(ask, have), (have,), (ask,)]


def test_the_steps_go_last_of_all_on_side_1() -> None:
    rungs = [*front_rungs(), *poorer_front_rungs(), *densest_front_rungs()]
    assert [rung.steps for rung in rungs] == [*[True] * (len(rungs) - 2), False, False]
    assert [rung.dense for rung in rungs] == [*[False] * (len(rungs) - 3), True, True, True]
    assert [rung.tight for rung in rungs] == [*[False] * (len(rungs) - 1), True]


@SHEETS
def test_what_is_tight_has_no_fewer_lines_to_write_on_and_no_fewer_questions_than_the_least(sheet: Handover) -> None:
    least = [rung._replace(form="tight") for rung in poorer_back_rungs(sheet) if rung.form == "least"]
    assert list(tightest_back_rungs(sheet)) == least
