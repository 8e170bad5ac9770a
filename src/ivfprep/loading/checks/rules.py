"""Rules: conditions that can be met, lines that are added once, and no line left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivfprep.catalog import Flag, HistoryMatters, Question, Rule, pack_of
from ivfprep.conditions import All, Condition, Is, leaves
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory, When
from ivfprep.loading.checks.logic import normal_form, outcomes
from ivfprep.loading.checks.placeholders import holds_braces, is_sentence, names_the_treatment
from ivfprep.loading.checks.places import Item, Place
from ivfprep.loading.checks.trees import problem_of
from ivfprep.parsing import Parsed
from ivfprep.truth import Truth


def rule_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield everything wrong with the rules, the history table and the conditions of the evidence."""
    lines = {item.value.id: item for item in inventory.lines()}
    yield from _same_conditions(inventory.of_rules)
    for when in (*inventory.of_rules, *inventory.of_evidence):
        yield from _condition(when, inventory)
    for rule, when in zip(inventory.items("rules", Rule), inventory.of_rules, strict=True):
        yield from _added(rule, when.parsed, lines)
    for matters in inventory.items("history_matters", HistoryMatters):
        yield from _of_table(matters)
    yield from _for_whom(inventory)
    if inventory.is_whole:
        yield from _left_over(inventory, lines)


def _named(line: Question | Flag) -> str:
    return f"{'flag' if isinstance(line, Flag) else 'question'} '{line.id}'"


def _condition(when: When, inventory: Inventory) -> Iterator[Problem]:
    if isinstance(when.parsed, tuple):
        yield from (problem_of(flaw, when.place, inventory.kinds) for flaw in when.parsed)
    else:
        yield from _one_way(when.parsed, when.place, inventory)


def _one_way(condition: Condition, place: Place, inventory: Inventory) -> Iterator[Problem]:
    found = outcomes(normal_form(condition), inventory.kinds)
    if not found:
        yield place.problem("This condition has too many cases to go through.", "Make two rules of it.")
    elif found == {False}:
        yield place.problem("This condition can never be true.", "Look for two parts that exclude each other.")
    elif found == {True}:
        yield place.problem("This condition can never be false.", "Look for a part that holds whatever is answered.")


def _same_conditions(rules: list[When]) -> Iterator[Problem]:
    seen: dict[tuple[Condition, bool, str], Place] = {}
    for when in rules:
        if isinstance(when.parsed, tuple):
            continue
        key = normal_form(when.parsed), when.per_entry, pack_of(when.of)
        if key in seen:
            message = f"This condition is the same as that of the rule at {seen[key]}."
            yield when.place.problem(message, "Let one rule add the lines of both.")
        seen.setdefault(key, when.owner)


def _added(rule: Item[Rule], parsed: Parsed, lines: Mapping[str, Item[Question | Flag]]) -> Iterator[Problem]:
    if not rule.value.adds:
        yield rule.place.at("adds").problem("This rule adds nothing.", "Write the id of a question or a flag.")
    for index, added in enumerate(rule.value.adds):
        place = rule.place.at("adds", index)
        if added in lines:
            yield from _fits(rule.value, parsed, lines[added].value, place)
        if added in rule.value.adds[:index]:
            yield place.problem(f"This rule adds {added} twice.", "Keep one of the two.")


def _fits(rule: Rule, parsed: Parsed, line: Question | Flag, place: Place) -> Iterator[Problem]:
    """Yield what keeps a line from being worded for this rule: a name that is missing, or not in the text."""
    name = f"The {_named(line)}"
    if isinstance(line, Question) and line.for_ == "everyone":
        yield place.problem(f"{name} is for everyone, so no rule adds it.", "Take it out, or take out `for: everyone`.")
    elif names_the_treatment(line, rule.why) and not rule.for_each:
        message = f"{name} speaks of a treatment by {{name}}, and this rule runs once for the patient."
        yield place.problem(message, "Add `for_each: add_on` to the rule, or take {name} out of the text.")
    elif rule.for_each and is_sentence(line) and not holds_braces(line) and not _is_for_one(parsed):
        message = f"{name} has no {{name}} in its text, and this rule adds it once for each treatment."
        yield place.problem(message, "Put {name} into the text, or let the rule run once: take out `for_each`.")


def _is_for_one(parsed: Parsed) -> bool:
    """Return whether a condition holds for one known treatment at most, so that a line need not name it."""
    if isinstance(parsed, All):
        return any(map(_is_for_one, parsed.parts))
    if isinstance(parsed, Is) and parsed.fact == "this.id":
        return parsed.yes.truth is Truth.TRUE and len(parsed.options) == 1
    return isinstance(parsed, tuple)


def _for_whom(inventory: Inventory) -> Iterator[Problem]:
    """Yield rules that do not say for whom they are; in a treatment's file, not whether for each treatment or once."""
    for rule, place, is_own in inventory.written_rules():
        if not is_own and "when" not in rule and rule.get("for_each") != "extra":
            hint = "Write `when`, or `for_each: extra` for every extra treatment."
            yield place.problem("This rule has no condition.", hint)
        if is_own and bool(rule.get("for_each")) == bool(rule.get("for_any")):
            message = "A rule in a treatment's file has exactly one of `for_each` and `for_any`."
            yield place.problem(message, "Write `for_each: extra`, or `for_any: extra` to add its lines once.")


def _of_table(row: Item[HistoryMatters]) -> Iterator[Problem]:
    if bool(row.value.add_ons) == bool(row.value.families):
        message = "This row is for treatments or for families of them: exactly one of `add_ons` and `families`."
        yield row.place.problem(message, "Give one of the two.")
    if not row.value.flags:
        yield row.place.at("flags").problem(
            "This row raises no flag.", "Write lines such as `diabetes: steroid_diabetes`."
        )


def _left_over(inventory: Inventory, lines: Mapping[str, Item[Question | Flag]]) -> Iterator[Problem]:
    added = {line for rule in inventory.items("rules", Rule) for line in rule.value.adds}
    for row in inventory.items("history_matters", HistoryMatters):
        added |= set(row.value.flags.values())
    for id_, item in lines.items():
        is_for_all = isinstance(item.value, Question) and item.value.for_ == "everyone"
        if id_ not in added and not is_for_all:
            or_else = "take it out" if isinstance(item.value, Flag) else "write `for: everyone`"
            message = f"No rule adds the {_named(item.value)}, so it would never print."
            yield item.place.at("id").problem(message, f"Add it in a rule, or {or_else}.")


def tested_facts(inventory: Inventory) -> Iterator[str]:
    """Yield each fact that a rule, the evidence or the history table tests."""
    for when in (*inventory.of_rules, *inventory.of_evidence):
        if not isinstance(when.parsed, tuple):
            yield from (leaf.fact for leaf in leaves(when.parsed))
    for matters in inventory.items("history_matters", HistoryMatters):
        yield from (f"history.{history}" for history in matters.value.flags)
        yield from ("this.id", "this.family")
