"""When a rule applies: a tree of conditions, and what comes out when it meets the facts.

A tree is plain data: `{all: [...]}`, `{any: [...]}`, `{not: ...}`, `{this: ...}` (about the extra treatment in hand),
`{some_add_on: ...}` (about at least one of them), or a leaf `{fact: test}`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cache
from math import inf
from typing import NamedTuple, Protocol, TypeAlias

from msgspec import Struct

from ivfprep.truth import Truth, negation

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

Tree: TypeAlias = Mapping[str, object]


class Interval(NamedTuple):
    """A count that lies between `low` and `high`, both included."""

    low: float
    high: float


Value: TypeAlias = str | frozenset[str] | Interval | Truth
"""What a fact can be: an option, a set of options, a count, or `Truth.UNKNOWN`."""


class Kind(NamedTuple):
    """The kind of a fact: `choice` or `choices` with their options, or `count` (of things, from 0)."""

    kind: str
    options: tuple[str, ...] = ()


class Ground(NamedTuple):
    """A leaf that a verdict rests on: the fact, and the extra treatment that it is about ("" for none)."""

    fact: str
    entry: str = ""


class Verdict(Struct, frozen=True, gc=False):
    """What a condition came to, the facts that made it so, and the facts that would settle it."""

    truth: Truth
    because: tuple[Ground, ...]
    open: tuple[Ground, ...] = ()


class Entry(NamedTuple):
    """One extra treatment to judge: its key, whether it is there at all, and every fact with its own among them."""

    key: str
    present: Truth
    values: Mapping[str, Value]


Entries: TypeAlias = Sequence[Entry]


class Condition(Protocol):
    """Anything that can be judged against the facts."""

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return what the condition comes to for these facts."""
        ...


class Leaf(ABC):
    """One fact put to one test; its three verdicts are made once."""

    def __init__(self, fact: str) -> None:
        ground = (Ground(fact),)
        self.fact = fact
        self.yes, self.no, self.open = (
            Verdict(TRUE, ground),
            Verdict(FALSE, ground),
            Verdict(UNKNOWN, (), ground),
        )

    @abstractmethod
    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the verdict for the value that the fact has."""

    def negated(self) -> Leaf:
        """Return the leaf that says the opposite: nothing is left to swap when it is judged."""
        other = copy(self)
        other.yes, other.no = _opposite(self.yes), _opposite(self.no)
        return other


def _opposite(verdict: Verdict) -> Verdict:
    return Verdict(negation(verdict.truth), verdict.because, verdict.open)


class Is(Leaf):
    """The fact is one of the wanted options."""

    def __init__(self, fact: str, wanted: Iterable[str]) -> None:
        super().__init__(fact)
        self.wanted = frozenset(wanted)

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the option is a wanted one."""
        value = values[self.fact]
        if value is UNKNOWN:
            return self.open
        return self.yes if value in self.wanted else self.no


class Includes(Leaf):
    """The fact is a set that holds at least one of the wanted options."""

    def __init__(self, fact: str, wanted: Iterable[str]) -> None:
        super().__init__(fact)
        self.wanted = frozenset(wanted)

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the set and the wanted options meet."""
        value = values[self.fact]
        if not isinstance(value, frozenset):
            return self.open
        return self.no if self.wanted.isdisjoint(value) else self.yes


class Counts(Leaf):
    """The fact is a count from `low` to `high`."""

    def __init__(self, fact: str, low: float, high: float) -> None:
        super().__init__(fact)
        self.low, self.high = low, high

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the whole interval lies inside, false when it lies outside."""
        value = values[self.fact]
        if not isinstance(value, Interval):
            return self.open
        if self.low <= value.low and value.high <= self.high:
            return self.yes
        return self.no if value.high < self.low or self.high < value.low else self.open


class All:
    """Every part holds."""

    def __init__(self, parts: Sequence[Condition]) -> None:
        self.judges = tuple(part.judge for part in parts)

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the least of the parts; the first false one is reason enough."""
        because: tuple[Ground, ...] = ()
        open_: tuple[Ground, ...] = ()
        for judge in self.judges:
            verdict = judge(values, entries)
            if verdict.truth is FALSE:
                return verdict
            because += verdict.because
            open_ += verdict.open
        return Verdict(UNKNOWN if open_ else TRUE, because, open_)


class Any:
    """At least one part holds."""

    def __init__(self, parts: Sequence[Condition]) -> None:
        self.judges = tuple(part.judge for part in parts)

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the greatest of the parts; the first true one is reason enough."""
        because: tuple[Ground, ...] = ()
        open_: tuple[Ground, ...] = ()
        for judge in self.judges:
            verdict = judge(values, entries)
            if verdict.truth is TRUE:
                return verdict
            because += verdict.because
            open_ += verdict.open
        return Verdict(UNKNOWN if open_ else FALSE, because, open_)


class Not:
    """The part does not hold."""

    def __init__(self, part: Condition) -> None:
        self.part = part

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the opposite; unknown stays unknown, and the reasons stay the same."""
        return _opposite(self.part.judge(values, entries))


class SomeAddOn:
    """The part holds for at least one extra treatment."""

    def __init__(self, part: Condition) -> None:
        self.part = part

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the greatest over the treatments, each named in its reasons."""
        if not entries:
            return Verdict(FALSE, (Ground("add_ons"),))
        return strongest(judge_entry(self.part, entry, entries) for entry in entries)


def judge_entry(condition: Condition, entry: Entry, entries: Entries) -> Verdict:
    """Return the verdict for one extra treatment; one that may not be there gives no better than unknown."""
    verdict = condition.judge(entry.values, entries)
    because = tuple(_about(ground, entry) for ground in verdict.because)
    open_ = tuple(_about(ground, entry) for ground in verdict.open)
    if entry.present is UNKNOWN and verdict.truth is not FALSE:
        return Verdict(UNKNOWN, because, (Ground("add_ons"), *open_))
    return Verdict(verdict.truth, because, open_)


def _about(ground: Ground, entry: Entry) -> Ground:
    return Ground(ground.fact, entry.key) if ground.fact.startswith("this.") else ground


def strongest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the first true verdict; otherwise unknown with all that is open, or false with all the reasons."""
    because: tuple[Ground, ...] = ()
    open_: tuple[Ground, ...] = ()
    for verdict in verdicts:
        if verdict.truth is TRUE:
            return verdict
        because += verdict.because
        open_ += verdict.open
    return Verdict(UNKNOWN if open_ else FALSE, because, open_)


def compile_tree(tree: object, kinds: Mapping[str, Kind], scope: str = "") -> Condition:
    """Return the condition that `tree` writes down.

    Raises ValueError with a sentence for the author when the tree has the wrong shape, names a fact that is not in
    `kinds`, or puts a test to it that its kind does not have.
    """
    if not isinstance(tree, Mapping) or len(tree) != 1:
        raise ValueError("A condition has exactly one key: all, any, not, this, some_add_on or the name of a fact.")
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        if not isinstance(inner, list | tuple) or not inner:
            raise ValueError(f"`{key}` holds a list of conditions.")
        parts = [compile_tree(part, kinds, scope) for part in inner]
        return All(parts) if key == "all" else Any(parts)
    if key == "not":
        part = compile_tree(inner, kinds, scope)
        return part.negated() if isinstance(part, Leaf) else Not(part)
    if key == "this":
        return compile_tree(inner, kinds, "this.")
    if key == "some_add_on":
        return SomeAddOn(compile_tree(inner, kinds, "this."))
    return _leaf(scope + key if scope + key in kinds else key, inner, kinds)


def _leaf(fact: str, test: object, kinds: Mapping[str, Kind]) -> Condition:
    if fact not in kinds:
        raise ValueError(f"There is no fact `{fact}`.")
    kind = kinds[fact]
    if kind.kind == "count":
        return _counts(fact, test)
    wanted = [test] if isinstance(test, str) else test
    if not isinstance(wanted, list | tuple) or not wanted:
        raise ValueError(f"`{fact}` is tested against an option or a list of options.")
    for option in wanted:
        if option not in kind.options:
            raise ValueError(f"`{fact}` has no option '{option}'. It has: {', '.join(kind.options)}.")
    return _options(fact, kind.kind, tuple(wanted))


@cache
def _options(fact: str, kind: str, wanted: tuple[str, ...]) -> Condition:
    # Rules share most of their leaves, and a leaf never changes.
    return Is(fact, wanted) if kind == "choice" else Includes(fact, wanted)


def _counts(fact: str, test: object) -> Condition:
    if not isinstance(test, Mapping) or not test or set(test) - {"at_least", "at_most"}:
        raise ValueError(f"`{fact}` is a count: test it with at_least or at_most.")
    try:
        low, high = int(str(test.get("at_least", 0))), float(str(test.get("at_most", inf)))
    except ValueError:
        raise ValueError(f"`{fact}` is a count: at_least and at_most take a whole number.") from None
    return Counts(fact, low, high)
