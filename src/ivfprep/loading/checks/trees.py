"""What is wrong with a condition, in words: with its place, and with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ivfprep.conditions import Kind
from ivfprep.errors import Problem
from ivfprep.loading.checks.places import Place
from ivfprep.loading.spelling import clipped, did_you_mean, listed
from ivfprep.parsing import THIS, Flaw, What

HINTS: Final[Mapping[What, str]] = {
    What.NOT_ONE_KEY: "Put several conditions in a list below `all` or `any`.",
    What.NO_LIST: "Write each condition after `- `, or in [ ].",
    What.NO_TREATMENT: "Add `for_each: add_on` to the rule, or write `some_add_on`.",
    What.NO_COUNT: "Write `{name}: {{at_least: 2}}`.",
    What.NO_NUMBER: "Use plain digits.",
    What.CROSSED: "Swap the two numbers.",
    What.NO_CHOICE: "It has: {options}.",
}
"""What to do; for a name that is not known, the nearest one is looked up."""


def problem_of(flaw: Flaw, when: Place, kinds: Mapping[str, Kind]) -> Problem:
    """Return the problem that a flaw is in the condition which stands at `when`."""
    name, said, options = clipped(flaw.name), clipped(flaw.said), listed(flaw.options, flaw.said)
    message = flaw.what.value.format(name=name, said=said, options=options)
    hint = HINTS[flaw.what].format(name=name, options=options) if flaw.what in HINTS else _nearest(flaw, kinds)
    return when.at(*flaw.path).problem(message, hint)


def _nearest(flaw: Flaw, kinds: Mapping[str, Kind]) -> str:
    if flaw.what is What.NO_OPTION:
        return did_you_mean(flaw.said, flaw.options)
    if THIS + flaw.name in kinds:
        hint = "add `for_each: add_on` to the rule, or write it below `some_add_on`."
        return f"It is a fact of an extra treatment: {hint}"
    return did_you_mean(flaw.name, flaw.options) or "The facts are listed in facts.yaml and history.yaml."
