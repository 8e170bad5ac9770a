"""The one reading of a condition: from what a YAML file says to the tree of `conditions`, or to what is wrong with it.

A condition is written as a mapping with one key: `all` or `any` of a list, `not`, `some_add_on` (about at least one of
the extra treatments), or the name of a fact with the test that it is put to. Where a condition is about one treatment,
`this` may mark what is said of it, and need not.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from math import inf
from typing import Final, TypeAlias, cast

from msgspec import Struct

from ivfprep.conditions import All, Any, Condition, Counts, Includes, Is, Kind, Path, SomeAddOn, opposite, verdicts_on

THIS: Final = "this."
"""How the facts of an extra treatment begin."""

MOST_DIGITS: Final = 9
ENDS: Final = {"at_least", "at_most"}
LISTS: Final = (list, tuple)


class What(Enum):
    """What can be wrong with a condition, each with its sentence."""

    NOT_ONE_KEY = "A condition has exactly one key: all, any, not, this, some_add_on or the name of a fact."
    NO_LIST = "`{name}` holds a list of conditions."
    NO_TREATMENT = "`{name}` speaks of one extra treatment, and here is none in hand."
    NO_FACT = "There is no fact `{name}`."
    NO_COUNT = "`{name}` is a count: test it with at_least or at_most."
    NO_NUMBER = "`{name}` takes a whole number."
    CROSSED = "No count is at least the one and at most the other."
    NO_CHOICE = "`{name}` is tested against an option or a list of options."
    NO_OPTION = "`{name}` has no option '{said}'. It has: {options}."


class Flaw(Struct, frozen=True):
    """Something that is wrong in a condition, and where. `options` are those that there are to choose from."""

    what: What
    path: Path
    name: str = ""
    said: str = ""
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the sentence for the author."""
        return self.what.value.format(name=self.name, said=self.said, options=", ".join(self.options))


class Scope(Struct, frozen=True):
    """What a condition may be about. `in_hand`: there is an extra treatment, whose facts need no `this.` before them.

    `inside`: the condition is about that treatment alone, so that its facts come before those of the patient.
    """

    kinds: Mapping[str, Kind]
    in_hand: bool = False
    inside: bool = False

    def fact(self, name: str) -> str:
        """Return the fact that `name` names: one of the patient, or one of the treatment in hand."""
        is_own = self.inside or (self.in_hand and name not in self.kinds)
        return THIS + name if is_own and THIS + name in self.kinds else name

    def names(self) -> tuple[str, ...]:
        """Return every name that a fact has here."""
        own = [fact.removeprefix(THIS) for fact in self.kinds if fact.startswith(THIS)]
        return (*(own if self.in_hand else ()), *(fact for fact in self.kinds if not fact.startswith(THIS)))


Flaws: TypeAlias = tuple[Flaw, ...]
Parsed: TypeAlias = Condition | Flaws
"""A condition, or everything that is wrong with it."""


def compile_tree(tree: object, kinds: Mapping[str, Kind]) -> Condition:
    """Return the condition that `tree` writes down, with a treatment in hand.

    Raises ValueError with a sentence for the author when there is a flaw in it.
    """
    parsed = parse(tree, Scope(kinds, in_hand=True))
    if isinstance(parsed, tuple):
        raise ValueError(str(parsed[0]))
    return parsed


def parse(tree: object, scope: Scope, path: Path = ()) -> Parsed:
    """Return the condition that `tree` writes down, or every flaw in it, each at the very part that is wrong.

    `path` is where the tree stands in the one that it is a part of.
    """
    if not isinstance(tree, dict) or len(tree) != 1:
        return (Flaw(What.NOT_ONE_KEY, path),)
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        return _joint(key, inner, scope, (*path, key))
    if key == "not":
        part = parse(inner, scope, (*path, key))
        return part if isinstance(part, tuple) else opposite(part)
    if key in ("this", "some_add_on"):
        return _about_one(key, inner, scope, path)
    return _leaf(key, inner, scope, path)


def _joint(key: str, inner: object, scope: Scope, at: Path) -> Parsed:
    if not isinstance(inner, LISTS) or not inner:
        return (Flaw(What.NO_LIST, at, key),)
    read = [parse(part, scope, (*at, index)) for index, part in enumerate(inner)]
    flaws = tuple([flaw for part in read if isinstance(part, tuple) for flaw in part])
    parts = tuple([part for part in read if not isinstance(part, tuple)])
    return flaws or (All(parts, at) if key == "all" else Any(parts, at))


def _about_one(key: str, inner: object, scope: Scope, path: Path) -> Parsed:
    """Return what stands below `this`, which says only how the names in it are read, or a node for `some_add_on`."""
    if key == "this" and not scope.in_hand:
        return (Flaw(What.NO_TREATMENT, path, key),)
    part = parse(inner, Scope(scope.kinds, in_hand=True, inside=True), (*path, key))
    return part if key == "this" or isinstance(part, tuple) else SomeAddOn(part, (*path, key))


def _leaf(name: str, test: object, scope: Scope, path: Path) -> Parsed:
    fact = scope.fact(name)
    if fact not in scope.kinds:
        return (Flaw(What.NO_FACT, path, name, options=scope.names()),)
    if fact.startswith(THIS) and not scope.in_hand:
        return (Flaw(What.NO_TREATMENT, path, fact),)
    kind, at = scope.kinds[fact], (*path, name)
    flaws = _count_flaws(name, test, at) if kind.kind == "count" else _option_flaws(name, test, kind.options, at)
    return flaws or _made(fact, kind.kind, test)


def _count_flaws(name: str, test: object, at: Path) -> Flaws:
    if not isinstance(test, dict) or not test or set(test) - ENDS:
        return (Flaw(What.NO_COUNT, at, name),)
    odd = tuple(Flaw(What.NO_NUMBER, (*at, end), end) for end, number in test.items() if not _is_number(number))
    crossed = not odd and len(test) > 1 and int(test["at_least"]) > int(test["at_most"])
    return (Flaw(What.CROSSED, at),) if crossed else odd


def _is_number(number: object) -> bool:
    return str(number).isdecimal() and len(str(number)) <= MOST_DIGITS


def _option_flaws(name: str, test: object, options: tuple[str, ...], at: Path) -> Flaws:
    if isinstance(test, str):
        return () if test in options else (Flaw(What.NO_OPTION, at, name, test, options),)
    if not isinstance(test, LISTS) or not test:
        return (Flaw(What.NO_CHOICE, at, name, options=options),)
    odd = [(index, str(option)) for index, option in enumerate(test) if option not in options]
    return tuple([Flaw(What.NO_OPTION, (*at, index), name, said, options) for index, said in odd])


def _made(fact: str, kind: str, test: object) -> Condition:
    """Return the leaf of a test without a flaw."""
    if isinstance(test, dict):
        return _counts(fact, int(test.get("at_least", 0)), float(test.get("at_most", inf)))
    return _options(fact, kind, frozenset([test] if isinstance(test, str) else cast("list[str]", test)))


@cache
def _counts(fact: str, low: float, high: float) -> Condition:
    # Rules share most of their leaves, and a leaf never changes.
    return Counts(fact, *verdicts_on(fact), low, high)


@cache
def _options(fact: str, kind: str, wanted: frozenset[str]) -> Condition:
    return (Is if kind == "choice" else Includes)(fact, *verdicts_on(fact), wanted)
