"""What a condition can come to: one form for conditions that say the same, and whether it can be true and be false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from math import inf, prod
from typing import NamedTuple, TypeAlias

from ivfprep.conditions import Kind
from ivfprep.loading.checks.trees import Scope, fact_name

MOST_CASES = 200_000
"""So many sets of answers to one condition are gone through."""


class Test(NamedTuple):
    """A fact against options, or against a count from `low` to `high`."""

    fact: str
    options: frozenset[str] = frozenset()
    low: float = 0
    high: float = inf


class Some(NamedTuple):
    """At least one extra treatment of which `part` holds."""

    part: Form


class Not(NamedTuple):
    """The part does not hold."""

    part: Form


class Joined(NamedTuple):
    """All parts hold, or any of them."""

    how: str
    parts: frozenset[Form]


Form: TypeAlias = Test | Some | Not | Joined
Leaf: TypeAlias = Test | Some
Case: TypeAlias = Mapping[object, object]


def normal_form(tree: Mapping[str, object], scope: Scope) -> Form:
    """Return a well-formed condition so that two that are written alike, but for order and nesting, are equal."""
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        return _joined(key, [normal_form(part, scope) for part in inner])  # type: ignore[attr-defined]
    if not isinstance(inner, Mapping) or key not in ("not", "this", "some_add_on"):
        return _test(key, inner, scope)
    if key == "not":
        part = normal_form(inner, scope)
        return part.part if isinstance(part, Not) else Not(part)
    part = normal_form(inner, scope._replace(in_hand=True, inside=True))
    return Some(part) if key == "some_add_on" else part


def _joined(how: str, parts: Iterable[Form]) -> Form:
    flat = frozenset(chain.from_iterable(_opened(how, part) for part in parts))
    return next(iter(flat)) if len(flat) == 1 else Joined(how, flat)


def _opened(how: str, part: Form) -> Iterable[Form]:
    return part.parts if isinstance(part, Joined) and part.how == how else (part,)


def _test(key: str, test: object, scope: Scope) -> Test:
    fact = fact_name(key, scope)
    if isinstance(test, Mapping):
        return Test(fact, low=int(test.get("at_least", 0)), high=float(test.get("at_most", inf)))
    return Test(fact, frozenset([test] if isinstance(test, str) else test))  # type: ignore[call-overload]


def outcomes(form: Form, kinds: Mapping[str, Kind]) -> set[bool]:
    """Return what `form` can come to, or nothing when it has more than MOST_CASES.

    Facts are taken as free of each other.
    """
    leaves = list(dict.fromkeys(_leaves(form)))
    values = {subject: list(_values(subject, leaves, kinds)) for subject in dict.fromkeys(map(_subject, leaves))}
    if prod(map(len, values.values())) > MOST_CASES:
        return set()
    found: set[bool] = set()
    for case in product(*values.values()):
        found.add(_holds(form, dict(zip(values, case, strict=True))))
        if len(found) > 1:
            break
    return found


def _leaves(form: Form) -> Iterator[Leaf]:
    if isinstance(form, Joined):
        for part in form.parts:
            yield from _leaves(part)
    elif isinstance(form, Not):
        yield from _leaves(form.part)
    else:
        yield form


def _subject(leaf: Leaf) -> object:
    return leaf.fact if isinstance(leaf, Test) else leaf


def _values(subject: object, leaves: Iterable[Leaf], kinds: Mapping[str, Kind]) -> Iterable[object]:
    """Return values of a fact that bring out every difference its tests can make."""
    if isinstance(subject, Some):
        return (False,) if outcomes(subject.part, kinds) == {False} else (False, True)
    tests = [leaf for leaf in leaves if isinstance(leaf, Test) and leaf.fact == subject]
    kind = kinds[str(subject)]
    if kind.kind == "count":
        ends = {end for test in tests for end in (test.low - 1, test.low, test.high, test.high + 1)}
        return sorted(end for end in ends if 0 <= end < inf)
    alike = {tuple(option in test.options for test in tests): option for option in kind.options}
    return alike.values() if kind.kind == "choice" else _sets(list(alike.values()))


def _sets(options: list[str]) -> Iterator[frozenset[str]]:
    sizes = range(len(options) + 1)
    return map(frozenset, chain.from_iterable(combinations(options, size) for size in sizes))


def _holds(form: Form, case: Case) -> bool:
    match form:
        case Joined("all", parts):
            return all(_holds(part, case) for part in parts)
        case Joined(_, parts):
            return any(_holds(part, case) for part in parts)
        case Not(part):
            return not _holds(part, case)
        case Some():
            return bool(case[form])
    value = case[form.fact]
    if isinstance(value, frozenset):
        return not value.isdisjoint(form.options)
    return value in form.options if isinstance(value, str) else form.low <= value <= form.high  # type: ignore[operator]
