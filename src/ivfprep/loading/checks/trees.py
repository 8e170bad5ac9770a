"""The shape of one condition: known facts, tests that fit their kind, `this` only with a treatment in hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ivfprep.conditions import Kind
from ivfprep.errors import Problem
from ivfprep.loading.checks.pool import Place
from ivfprep.loading.spelling import close, did_you_mean, listed
from ivfprep.loading.text import clipped

JOINTS = ("all", "any", "not", "this", "some_add_on")
THIS = "this."


class Scope(NamedTuple):
    """What a condition may be about. `in_hand`: there is an entry; `inside`: names are tried with `this.` first."""

    kinds: Mapping[str, Kind]
    in_hand: bool = False
    inside: bool = False


def tree_problems(tree: object, place: Place, scope: Scope) -> Iterator[Problem]:
    """Yield everything that is wrong with a condition, each at the very part that is wrong."""
    if not isinstance(tree, Mapping) or len(tree) != 1:
        message = "A condition has exactly one key: all, any, not, this, some_add_on or the name of a fact."
        yield place.problem(message, "Put several conditions in a list below `all` or `any`.")
        return
    key, inner = next(iter(tree.items()))
    yield from _joint(key, inner, place, scope) if key in JOINTS else _leaf(key, inner, place, scope)


def _joint(key: str, inner: object, place: Place, scope: Scope) -> Iterator[Problem]:
    below = place.at(key)
    if key in ("all", "any"):
        yield from _parts(key, inner, below, scope)
    elif key == "not":
        yield from tree_problems(inner, below, scope)
    elif key == "this" and not scope.in_hand:
        message = "`this` speaks of one extra treatment, and here is none in hand."
        yield place.problem(message, "Add `for_each: add_on` to the rule, or write `some_add_on`.")
    else:
        yield from tree_problems(inner, below, scope._replace(in_hand=True, inside=True))


def _parts(key: str, inner: object, place: Place, scope: Scope) -> Iterator[Problem]:
    if not isinstance(inner, list | tuple) or not inner:
        yield place.problem(f"`{key}` holds a list of conditions.", "Write each condition after `- `, or in [ ].")
        return
    for index, part in enumerate(inner):
        yield from tree_problems(part, place.at(index), scope)


def _leaf(key: str, test: object, place: Place, scope: Scope) -> Iterator[Problem]:
    fact = fact_name(key, scope)
    if fact not in scope.kinds:
        yield place.problem(f"There is no fact `{clipped(key)}`.", _nearest(key, scope))
    elif fact.startswith(THIS) and not scope.in_hand:
        message = f"`{fact}` speaks of one extra treatment, and here is none in hand."
        yield place.problem(message, "Add `for_each: add_on` to the rule, or write it below `some_add_on`.")
    elif scope.kinds[fact].kind == "count":
        yield from _count(key, test, place)
    else:
        yield from _options(key, test, place, scope.kinds[fact].options)


def fact_name(key: str, scope: Scope) -> str:
    """Return the fact that `key` names: one of the treatment in hand before one of the patient."""
    return THIS + key if scope.inside and THIS + key in scope.kinds else key


def _nearest(key: str, scope: Scope) -> str:
    own = [fact.removeprefix(THIS) for fact in scope.kinds if fact.startswith(THIS)]
    others = [fact for fact in scope.kinds if not fact.startswith(THIS)]
    names = [*own, *others] if scope.inside else others
    if not close(key, names) and key in own:
        return "It is a fact of an extra treatment: write it below `this` or `some_add_on`."
    return did_you_mean(key, names) or "The facts are listed in facts.yaml and history.yaml."


def _count(key: str, test: object, place: Place) -> Iterator[Problem]:
    if not isinstance(test, Mapping) or not test or set(test) - {"at_least", "at_most"}:
        message = f"`{key}` is a count: test it with at_least or at_most."
        yield place.at(key).problem(message, f"Write `{key}: {{at_least: 2}}`.")
        return
    odd = [name for name, number in test.items() if not str(number).isdecimal()]
    for name in odd:
        yield place.at(key, name).problem(f"`{name}` takes a whole number.", "Use plain digits.")
    if not odd and len(test) > 1 and int(test["at_least"]) > int(test["at_most"]):
        yield place.at(key).problem("No count is at least the one and at most the other.", "Swap the two numbers.")


def _options(key: str, test: object, place: Place, options: tuple[str, ...]) -> Iterator[Problem]:
    wanted = [test] if isinstance(test, str) else test
    if not isinstance(wanted, list | tuple) or not wanted:
        message = f"`{key}` is tested against an option or a list of options."
        yield place.at(key).problem(message, f"It has: {listed(options)}.")
        return
    for index, option in enumerate(wanted):
        if option not in options:
            at = place.at(key) if isinstance(test, str) else place.at(key, index)
            message = f"`{key}` has no option '{clipped(str(option))}'. It has: {listed(options, str(option))}."
            yield at.problem(message, did_you_mean(str(option), options))
