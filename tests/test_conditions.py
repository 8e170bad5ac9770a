from __future__ import annotations

import itertools

import pytest

from ivfprep.conditions import Entry, Ground, Interval, Kind, OpenSet, Value, judge_entry, leaves
from ivfprep.parsing import Flaw, Scope, What, compile_tree, parse
from ivfprep.truth import Truth, all_of, any_of, negation, truth

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
KINDS = {
    "colour": Kind("choice", ("red", "blue", "green")),
    "wet": Kind("choice", ("yes", "no")),
    "boats": Kind("count"),
    "this.sails": Kind("choices", ("big", "small")),
    "this.old": Kind("choice", ("yes", "no")),
}
VALUES: dict[Truth, Value] = {T: "yes", F: "no", U: U}


def judged(tree: object, **values: Value) -> Truth:
    return compile_tree(tree, KINDS).judge(values, ()).truth


def test_all_is_least_any_is_greatest_and_not_swaps() -> None:
    for one, other in itertools.product(Truth, repeat=2):
        assert all_of((one, other)).value == min(one.value, other.value)
        assert any_of((one, other)).value == max(one.value, other.value)
    assert [negation(value) for value in (F, U, T)] == [T, U, F]
    assert (all_of(()), any_of(()), truth(True), truth(False)) == (T, F, T, F)


def test_a_truth_is_never_taken_for_a_bool() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(U)


@pytest.mark.parametrize("one", Truth)
@pytest.mark.parametrize("other", Truth)
def test_trees_follow_the_same_tables(one: Truth, other: Truth) -> None:
    colours: dict[Truth, Value] = {T: "red", F: "blue", U: U}
    values = {"wet": VALUES[one], "colour": colours[other]}
    parts = [{"wet": "yes"}, {"colour": "red"}]
    assert judged({"all": parts}, **values) is all_of((one, other))
    assert judged({"any": parts}, **values) is any_of((one, other))
    assert judged({"not": {"all": parts}}, **values) is negation(all_of((one, other)))
    assert judged({"not": {"wet": "yes"}}, **values) is negation(one)
    assert judged({"not": {"not": {"wet": "yes"}}}, **values) is one


@pytest.mark.parametrize(
    ("low", "high", "at_least_two", "at_most_two"),
    [(0, 1, F, T), (2, 2, T, T), (3, 9, T, F), (1, 3, U, U), (0, 2, U, T), (2, 5, T, U)],
)
def test_a_count_that_is_not_exact_decides_what_it_can(
    low: int, high: int, at_least_two: Truth, at_most_two: Truth
) -> None:
    assert judged({"boats": {"at_least": "2"}}, boats=Interval(low, high)) is at_least_two
    assert judged({"boats": {"at_most": 2}}, boats=Interval(low, high)) is at_most_two


@pytest.mark.parametrize(
    ("sails", "big", "small"),
    [
        (frozenset({"big"}), T, F),
        (frozenset(), F, F),
        (OpenSet({"big"}), T, U),
        (OpenSet({"big", "small"}), T, T),
        (OpenSet(), U, U),
        (U, U, U),
    ],
)
def test_what_an_open_set_lacks_is_not_known_to_be_missing(sails: Value, big: Truth, small: Truth) -> None:
    condition = {name: compile_tree({"this.sails": name}, KINDS) for name in ("big", "small")}
    verdicts = {name: one.judge({"this.sails": sails}, ()) for name, one in condition.items()}
    assert (verdicts["big"].truth, verdicts["small"].truth) == (big, small)
    assert all(verdict.open == (Ground("this.sails"),) for verdict in verdicts.values() if verdict.truth is U)
    assert judged({"not": {"this.sails": "small"}}, **{"this.sails": sails}) is negation(small)


def boat(key: str, present: Truth = T, **values: Value) -> Entry:
    return Entry(key, present, {"wet": "no", **{f"this.{name}": value for name, value in values.items()}})


def test_some_is_true_for_one_and_names_it() -> None:
    condition = compile_tree({"some_add_on": {"all": [{"sails": "big"}, {"wet": "no"}]}}, KINDS)
    boats = (boat("a", sails=frozenset({"small"})), boat("b", sails=frozenset({"big", "small"})))
    verdict = condition.judge({"wet": "no"}, boats)
    assert verdict.truth is T
    assert Ground("this.sails", "b") in verdict.because
    assert condition.judge({"wet": "no"}, boats[:1]).truth is F
    assert condition.judge({"wet": "no"}, (boat("c", sails=U),)).open == (Ground("this.sails", "c"),)
    assert condition.judge({"wet": "no"}, ()).truth is F


def test_a_thing_that_may_not_be_there_is_never_true() -> None:
    condition = compile_tree({"this": {"old": "yes"}}, KINDS)
    assert judge_entry(condition, boat("a", old="yes"), ()).truth is T
    verdict = judge_entry(condition, boat("any", U, old="yes"), ())
    assert (verdict.truth, verdict.open) == (U, (Ground("add_ons"),))
    assert judge_entry(condition, boat("any", U, old="no"), ()).truth is F


def test_reasons_are_those_that_decide() -> None:
    condition = compile_tree({"all": [{"wet": "yes"}, {"colour": ["red", "blue"]}]}, KINDS)
    assert condition.judge({"wet": "yes", "colour": "red"}, ()).because == (Ground("wet"), Ground("colour"))
    assert condition.judge({"wet": "no", "colour": U}, ()).because == (Ground("wet"),)
    assert condition.judge({"wet": "yes", "colour": U}, ()).open == (Ground("colour"),)


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ([], "exactly one key"),
        ({}, "exactly one key"),
        ({"wet": "yes", "colour": "red"}, "exactly one key"),
        ({"all": []}, "`all` holds a list"),
        ({"any": {"wet": "yes"}}, "`any` holds a list"),
        ({"wett": "yes"}, "no fact `wett`"),
        ({"wet": "maybe"}, "no option 'maybe'"),
        ({"wet": {"at_least": 1}}, "an option or a list"),
        ({"boats": "2"}, "is a count"),
        ({"boats": {"over": 2}}, "is a count"),
        ({"boats": {"at_least": "two"}}, "whole number"),
    ],
)
def test_a_tree_that_is_wrong_says_what_is_wrong(tree: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compile_tree(tree, KINDS)


def test_every_flaw_is_told_with_the_way_to_it() -> None:
    tree = {"any": [{"not": {"wet": ["yes", "maybe"]}}, {"this": {"all": []}}, {"boats": {"at_least": "x"}}]}
    found = parse(tree, Scope(KINDS, in_hand=True))
    assert isinstance(found, tuple)
    assert [(flaw.what, flaw.path) for flaw in found] == [
        (What.NO_OPTION, ("any", 0, "not", "wet", 1)),
        (What.NO_LIST, ("any", 1, "this", "all")),
        (What.NO_NUMBER, ("any", 2, "boats", "at_least")),
    ]


def test_a_treatment_is_spoken_of_only_where_one_is_in_hand() -> None:
    for tree, name in (({"this": {"old": "yes"}}, "this"), ({"this.old": "yes"}, "this.old")):
        assert parse(tree, Scope(KINDS)) == (Flaw(What.NO_TREATMENT, (), name),)
        assert not isinstance(parse({"some_add_on": tree}, Scope(KINDS)), tuple)


def test_what_is_said_of_the_treatment_in_hand_needs_no_mark() -> None:
    scope = Scope(KINDS, in_hand=True)
    short, marked = ({"all": [{"old": "yes"}, {"wet": "no"}]}, {"all": [{"this": {"old": "yes"}}, {"wet": "no"}]})
    assert parse(short, scope) == parse(marked, scope)
    for name, where, is_there in (("olld", scope, True), ("old", Scope(KINDS), False)):
        found = parse({name: "yes"}, where)
        assert isinstance(found, tuple)
        assert ("old" in found[0].options) == is_there


def test_each_part_knows_where_it_was_written() -> None:
    tree = {"not": {"this": {"any": [{"old": "yes"}, {"not": {"some_add_on": {"wet": "no"}}}]}}}
    condition = compile_tree(tree, KINDS)
    places = {part.path: part for part in condition.inside()}
    assert list(places) == [("not", "this", "any", 0), ("not", "this", "any", 1)]
    (inner,) = places["not", "this", "any", 1].condition.inside()
    assert (inner.path, inner.per_entry) == (("not", "this", "any", 1, "not", "some_add_on"), True)
    assert [leaf.fact for leaf in leaves(condition)] == ["this.old", "wet"]
