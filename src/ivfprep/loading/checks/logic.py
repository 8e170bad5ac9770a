"""What a condition can come to: one form for conditions that say the same, and whether it can be true and be false."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations, product
from math import inf, prod

from msgspec.structs import replace

from ivfprep.conditions import (
    TRUE,
    All,
    Any,
    Condition,
    Counts,
    Includes,
    Interval,
    Is,
    Kind,
    Not,
    SomeAddOn,
    Value,
    leaves,
    opposite,
    verdicts_on,
)

MOST_CASES = 200_000
"""So many sets of answers to one condition are gone through."""


def normal_form(condition: Condition) -> Condition:
    """Return the condition so that two that are written alike, but for order and nesting, are equal."""
    return _rebuilt(condition, _flat)


def _rebuilt(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """Return the condition with `change` done to its parts, the innermost first, and then to itself."""
    if isinstance(condition, Not):
        return opposite(_rebuilt(condition.part, change))
    if isinstance(condition, SomeAddOn):
        return change(replace(condition, part=_rebuilt(condition.part, change)))
    if isinstance(condition, All | Any):
        return change(replace(condition, parts=tuple(_rebuilt(part, change) for part in condition.parts)))
    return change(condition)


def _flat(condition: Condition) -> Condition:
    if isinstance(condition, SomeAddOn):
        return SomeAddOn(condition.part)
    if not isinstance(condition, All | Any):
        return condition
    like = type(condition)
    flat = set(chain.from_iterable(part.parts if isinstance(part, like) else (part,) for part in condition.parts))
    # Any order does that is the same for the same parts.
    return next(iter(flat)) if len(flat) == 1 else like(tuple(sorted(flat, key=hash)))


def outcomes(form: Condition, kinds: Mapping[str, Kind]) -> set[bool]:
    """Return what a condition in normal form can come to, or nothing when it has more than MOST_CASES.

    Facts are taken as free of each other.
    """
    known = dict(kinds)
    told = _rebuilt(form, partial(_as_fact, known))
    tests = list(leaves(told))
    values = {fact: _values(fact, tests, known[fact]) for fact in dict.fromkeys(test.fact for test in tests)}
    if prod(map(len, values.values())) > MOST_CASES:
        return set()
    found: set[bool] = set()
    for case in product(*values.values()):
        found.add(told.judge(dict(zip(values, case, strict=True)), ()).truth is TRUE)
        if len(found) > 1:
            break
    return found


def _as_fact(kinds: dict[str, Kind], condition: Condition) -> Condition:
    """Return `some_add_on` as a fact of its own, whose kind is put among `kinds`: no when it can never be true."""
    if not isinstance(condition, SomeAddOn):
        return condition
    fact = f"some_add_on.{hash(condition)}"
    kinds[fact] = Kind("choice", ("no",) if outcomes(condition.part, kinds) == {False} else ("no", "yes"))
    return Is(fact, *verdicts_on(fact), frozenset(("yes",)))


def _values(fact: str, tests: Iterable[Is | Includes | Counts], kind: Kind) -> list[Value]:
    """Return values of a fact that bring out every difference its tests can make."""
    own = [test for test in tests if test.fact == fact]
    counts = [test for test in own if isinstance(test, Counts)]
    if kind.kind == "count":
        ends = {end for test in counts for end in (test.low - 1, test.low, test.high, test.high + 1)}
        return [Interval(end, end) for end in sorted(ends) if 0 <= end < inf]
    tested = [test.options for test in own if not isinstance(test, Counts)]
    alike = {tuple(option in some for some in tested): option for option in kind.options}
    return list(alike.values() if kind.kind == "choice" else _sets(list(alike.values())))


def _sets(options: list[str]) -> Iterator[frozenset[str]]:
    sizes = range(len(options) + 1)
    return map(frozenset, chain.from_iterable(combinations(options, size) for size in sizes))
