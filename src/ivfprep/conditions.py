"""When a rule applies: a tree of conditions, and what comes out when it meets the facts.

`parsing` makes the tree of what a YAML file says. Whoever judges, checks, explains or covers a condition walks this one
tree; its nodes are frozen, and a leaf serves every rule that puts the same test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.truth import Truth, negation

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in a tree as it was written: the keys and the numbers of the items that lead there."""


class Interval(NamedTuple):
    """A count that lies between `low` and `high`, both included."""

    low: float
    high: float


class OpenSet(frozenset[str]):
    """The options that are known of a set which may hold more: none that it lacks is known to be missing."""

    __slots__ = ()


def at_least(value: object, least: float) -> bool:
    """Return whether a fact is a count that is surely `least` or more."""
    return isinstance(value, Interval) and value.low >= least


Value: TypeAlias = str | frozenset[str] | Interval | Truth
"""What a fact can be: an option, a set of options (an OpenSet where one is unsaid), a count, or `Truth.UNKNOWN`."""


class Kind(Struct, frozen=True):
    """The kind of a fact: `choice` or `choices` with their options, or `count` (of things, from 0)."""

    kind: str
    options: tuple[str, ...] = ()


class Ground(Struct, frozen=True):
    """A leaf that a verdict rests on: the fact, and the extra treatment that it is about ("" for none)."""

    fact: str
    entry: str = ""


class Verdict(Struct, frozen=True, gc=False):
    """What a condition came to, the facts that made it so, and the facts that would settle it."""

    truth: Truth
    because: tuple[Ground, ...]
    open: tuple[Ground, ...] = ()


class Entry(Struct, frozen=True):
    """One extra treatment to judge: its key, whether it is there at all, and every fact with its own among them."""

    key: str
    present: Truth
    values: Mapping[str, Value]


Entries: TypeAlias = Sequence[Entry]


class Part(Struct, frozen=True):
    """A part of a condition, and where it stands; `per_entry` says that it is about each of the extra treatments."""

    path: Path
    condition: Condition
    per_entry: bool = False


class Leaf(Struct, frozen=True):
    """One fact put to one test, with the verdict for each way it can come out. Below `not`, `yes` is a false one."""

    fact: str
    yes: Verdict
    no: Verdict
    open: Verdict

    def inside(self) -> Iterator[Part]:
        """Return nothing: a leaf has no parts."""
        return iter(())


def _opposite(verdict: Verdict) -> Verdict:
    return Verdict(negation(verdict.truth), verdict.because, verdict.open)


@cache
def verdicts_on(fact: str) -> tuple[Verdict, Verdict, Verdict]:
    """Return the three verdicts that rest on one fact: true, false and unknown. They are made once."""
    ground = (Ground(fact),)
    return Verdict(TRUE, ground), Verdict(FALSE, ground), Verdict(UNKNOWN, (), ground)


class Is(Leaf, frozen=True):
    """The fact is one of the options."""

    options: frozenset[str]

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the answer is one of the options."""
        value = values[self.fact]
        if value is UNKNOWN:
            return self.open
        return self.yes if value in self.options else self.no


class Includes(Leaf, frozen=True):
    """The fact is a set that holds at least one of the options."""

    options: frozenset[str]

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the set and the options meet; they still may where a member is unsaid."""
        value = values[self.fact]
        if not isinstance(value, frozenset):
            return self.open
        if not self.options.isdisjoint(value):
            return self.yes
        return self.open if isinstance(value, OpenSet) else self.no


class Counts(Leaf, frozen=True):
    """The fact is a count from `low` to `high`."""

    low: float
    high: float

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return true when the whole interval lies inside, false when it lies outside."""
        value = values[self.fact]
        if not isinstance(value, Interval):
            return self.open
        if self.low <= value.low and value.high <= self.high:
            return self.yes
        return self.no if value.high < self.low or self.high < value.low else self.open


class Joint(Struct, frozen=True):
    """Several parts; `at` is where their list stands."""

    parts: tuple[Condition, ...]
    at: Path = ()

    def inside(self) -> Iterator[Part]:
        """Yield each part with its place in the list."""
        return (Part((*self.at, index), part) for index, part in enumerate(self.parts))


class All(Joint, frozen=True):
    """Every part holds."""

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the least of the parts; the first false one is reason enough."""
        because: tuple[Ground, ...] = ()
        open_: tuple[Ground, ...] = ()
        for part in self.parts:
            verdict = part.judge(values, entries)
            if verdict.truth is FALSE:
                return verdict
            because += verdict.because
            open_ += verdict.open
        return Verdict(UNKNOWN if open_ else TRUE, because, open_)


class Any(Joint, frozen=True):
    """At least one part holds."""

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the greatest of the parts; the first true one is reason enough."""
        because: tuple[Ground, ...] = ()
        open_: tuple[Ground, ...] = ()
        for part in self.parts:
            verdict = part.judge(values, entries)
            if verdict.truth is TRUE:
                return verdict
            because += verdict.because
            open_ += verdict.open
        return Verdict(UNKNOWN if open_ else FALSE, because, open_)


class Not(Struct, frozen=True):
    """The part, which is no leaf and no other `not`, does not hold."""

    part: Condition

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the opposite; unknown stays unknown, and the reasons stay the same."""
        return _opposite(self.part.judge(values, entries))

    def inside(self) -> Iterator[Part]:
        """Yield the parts of what is denied: that itself comes out as this does, only swapped."""
        return self.part.inside()


class SomeAddOn(Struct, frozen=True):
    """The part, which stands at `at`, holds for at least one extra treatment."""

    part: Condition
    at: Path = ()

    def judge(self, values: Mapping[str, Value], entries: Entries) -> Verdict:
        """Return the greatest over the treatments, each named in its reasons."""
        if not entries:
            return Verdict(FALSE, (Ground("add_ons"),))
        return strongest(judge_entry(self.part, entry, entries) for entry in entries)

    def inside(self) -> Iterator[Part]:
        """Yield the one part."""
        yield Part(self.at, self.part, per_entry=True)


Condition: TypeAlias = All | Any | Not | SomeAddOn | Is | Includes | Counts


def opposite(condition: Condition) -> Condition:
    """Return the condition that holds when this one does not; in a leaf nothing is left to swap when it is judged."""
    if isinstance(condition, Leaf):
        return replace(condition, yes=_opposite(condition.yes), no=_opposite(condition.no))
    return condition.part if isinstance(condition, Not) else Not(condition)


def leaves(condition: Condition) -> Iterator[Is | Includes | Counts]:
    """Yield every test in a condition, from the first to the last."""
    if isinstance(condition, Leaf):
        yield condition
    for part in condition.inside():
        yield from leaves(part.condition)


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
