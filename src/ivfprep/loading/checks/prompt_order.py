"""The interview: asked in an order that its conditions can follow, and nothing asked that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ivfprep.conditions import Kind
from ivfprep.errors import Problem
from ivfprep.facts import treated_conditions
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.places import Item, Place
from ivfprep.loading.checks.rules import tested_facts
from ivfprep.loading.checks.trees import problem_of
from ivfprep.loading.spelling import clipped, did_you_mean
from ivfprep.parsing import Flaw, Scope, What, parse
from ivfprep.profile import AddOnAnswer, Plan, Transfer, Visit, WorkUp
from ivfprep.prompts import AT_ONCE_FACTS, Interview, Option, Prompt, Section, joined_kinds, place_of_row, prompt_kinds

STEERING: Final = "asked."
"""How answers begin that only the interview reads."""

NEEDS_OPTIONS: Final = ("choice", "choices", "fit")
BOTH: Final = "both"
"""The option of a prompt of kind `fit` that leads back to no other prompt."""

LEADING: Final[Mapping[str, set[str]]] = {"fit": {BOTH}, "notice": set()}
"""The kinds of prompts whose options name other prompts, and what else an option of them may be."""

OF_TREATMENTS: Final = ("this.id", "this.family", "this.course", "this.plan_pieces")
"""Facts that an extra treatment has before anything is asked about it."""

_FAR: Final = ("early_losses", "late_losses")
_LOSSES: Final = ("losses", "pregnancies_lost", "losses_outside_in_a_row", *_FAR)
_PREGNANCIES: Final = ("biochemical_pregnancies", "ectopic", "losses_in_a_row", "left_out_of_chances")
_OUTCOMES: Final = ("transfers", "transfers_without_pregnancy", *_PREGNANCIES, *_LOSSES)
_EXTRA: Final = ("this.extra", "stack", "immune_add_ons")
_FOR_DISEASE: Final = ("this.for_disease", *_EXTRA)
_ON_PAGE: Final = None
"""Marks an answer that the page itself prints or sorts by."""

RESTS_ON: Final[Mapping[str, tuple[str, ...] | None]] = {
    **dict.fromkeys((f"visit.{name}" for name in Visit.__struct_fields__), _ON_PAGE),
    **dict.fromkeys(("numbers", "timeline", "own_questions", "top", "leave_out", "allergies"), _ON_PAGE),
    "transfers": _OUTCOMES,
    **{f"transfers.*.{name}": () for name in Transfer.__struct_fields__},
    "transfers.*.outcome": (*_OUTCOMES, "cumulative_chance", "chance_missing", "embryo_details"),
    "transfers.*.weeks": _FAR,
    "transfers.*.when": ("years_since_last_transfer",),
    "transfers.*.kind": ("tried_fresh", "tried_frozen"),
    "transfers.*.stage": ("embryo_details",),
    "transfers.*.quality": ("embryo_details",),
    "transfers.*.tested": ("embryos_tested",),
    "transfers.*.embryos": ("several_embryos",),
    "transfers.*.own_word": _ON_PAGE,
    "transfers.*.chance": ("cumulative_chance", "chance_missing"),
    "transfers.*.chance_of": ("cumulative_chance", "chance_missing"),
    "losses_outside_transfers": _LOSSES,
    "losses_in_a_row": ("losses_outside_in_a_row",),
    "losses_far": _FAR,
    "add_ons": ("this.id", "this.family", "this.course", "add_ons", *_EXTRA),
    **{f"add_ons.*.{name}": (f"this.{name}",) for name in AddOnAnswer.__struct_fields__},
    "add_ons.*.name": _ON_PAGE,
    "add_ons.*.target": _ON_PAGE,
    "add_ons.*.status": _ON_PAGE,
    "add_ons.*.for_disease": _FOR_DISEASE,
    "add_ons.*.prescribed_by": ("this.prescribed_by", *_FOR_DISEASE),
    "add_ons.*.why": ("this.why", *_FOR_DISEASE),
    "add_ons.*.illness": _FOR_DISEASE,
    "add_ons.*.luteal_support": ("this.luteal_support", *_EXTRA),
    "add_ons.*.immune": ("this.immune", "immune_add_ons"),
    **{f"add_ons.*.plan.{name}": (f"this.plan.{name}",) for name in Plan.__struct_fields__},
    **{f"work_up.{name}": (f"work_up.{name}",) for name in WorkUp.__struct_fields__},
    "work_up.embryo_testing": ("work_up.embryo_testing", "embryos_tested"),
}
"""The facts that rest on each answer; history items are added from the content."""


def interview_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield everything wrong with the prompts."""
    used, answers = set(tested_facts(inventory)), _answers(inventory)
    prompts = {item.value.id for _, item in inventory.prompts()}
    yield from _conditions(inventory)
    for each, item in inventory.prompts():
        yield from _options(item, prompts)
        yield from _answer(each, item, answers, used if inventory.is_whole else None)


def _conditions(inventory: Inventory) -> Iterator[Problem]:
    earlier = prompt_kinds(Interview(()), inventory.catalog)
    earlier = {fact: kind for fact, kind in earlier.items() if fact not in AT_ONCE_FACTS}
    for section in inventory.items("sections", Section):
        for index, prompt in enumerate(section.value.prompts):
            item = Item(prompt, section.place.at("prompts", index))
            yield from _of_prompt(item, _seen_from(section.value, earlier), section.value.each, inventory)
            earlier = joined_kinds(earlier, _kinds_of(prompt, section.value, inventory))
    for item in inventory.items("at_once", Prompt):
        yield from _of_prompt(item, prompt_kinds(inventory.interview, inventory.catalog), "", inventory)


def _kinds_of(prompt: Prompt, section: Section, inventory: Inventory) -> dict[str, Kind]:
    alone = Section(section.id, section.name, (prompt,), section.each)
    found = prompt_kinds(Interview((alone,)), inventory.catalog)
    before = prompt_kinds(Interview(()), inventory.catalog)
    return {fact: kind for fact, kind in found.items() if fact not in before}


def _seen_from(section: Section, earlier: Mapping[str, Kind]) -> Mapping[str, Kind]:
    """Return the facts that a section can see; a treatment has no facts of a transfer."""
    if section.each != "transfers":
        return earlier
    return {fact: kind for fact, kind in earlier.items() if fact not in OF_TREATMENTS}


def _of_prompt(item: Item[Prompt], earlier: Mapping[str, Kind], each: str, inventory: Inventory) -> Iterator[Problem]:
    scope = Scope(earlier, in_hand=bool(each))
    conditions = [(item.value.ask_if, item.place.at("ask_if")), (item.value.worth_if, item.place.at("worth_if"))]
    for index, option in enumerate(item.value.options):
        conditions.append((option.ask_if, item.place.at("options", index, "ask_if")))
    for tree, place in conditions:
        parsed = parse(tree, scope) if tree is not None else ()
        for flaw in parsed if isinstance(parsed, tuple) else ():
            yield _later(flaw, problem_of(flaw, place, earlier), inventory)


def _later(flaw: Flaw, problem: Problem, inventory: Inventory) -> Problem:
    """Return the problem in the words of the interview: what is unknown here may be asked later."""
    if flaw.what is What.NO_TREATMENT:
        return problem._replace(hint="Write `some_add_on`, or ask it in the section of the treatments.")
    if flaw.what is not What.NO_FACT:
        return problem
    if flaw.name.removeprefix("this.") in {item.value.id for _, item in inventory.prompts()}:
        hint = "A condition looks at earlier prompts only: move this prompt down, or that one up."
        return problem._replace(message=f"`{flaw.name}` is not asked before this.", hint=hint)
    hint = did_you_mean(flaw.name, flaw.options) or "Write the id of an earlier prompt."
    return problem._replace(message=f"There is no prompt `{clipped(flaw.name)}`.", hint=hint)


def _options(item: Item[Prompt], prompts: set[str]) -> Iterator[Problem]:
    prompt, seen = item.value, set[str]()
    for index, option in enumerate(prompt.options):
        place = item.place.at("options", index, "value")
        if option.value in seen:
            yield place.problem(f"The option '{clipped(option.value)}' is given twice.", "Keep one of the two.")
        if prompt.kind in LEADING and option.value not in prompts | LEADING[prompt.kind]:
            hint = did_you_mean(option.value, prompts) or "Write the id of the prompt to go back to, or both."
            yield place.problem(f"There is no prompt '{clipped(option.value)}' to go back to.", hint)
        seen.add(option.value)
    if prompt.kind in NEEDS_OPTIONS and not prompt.options and not prompt.options_from:
        yield item.place.problem("This prompt has nothing to choose from.", "Give it `options` or `options_from`.")


def _answers(inventory: Inventory) -> dict[str, tuple[str, ...] | None]:
    history: dict[str, tuple[str, ...] | None] = {
        f"history.{item.id}": (f"history.{item.instead_of or item.id}",) for item in inventory.catalog.history
    }
    treated = {name: (name, *_EXTRA) for name in treated_conditions(inventory.catalog) if name in history}
    return {**RESTS_ON, **history, **treated}


def _answer(
    each: str, item: Item[Prompt], answers: Mapping[str, tuple[str, ...] | None], used: set[str] | None
) -> Iterator[Problem]:
    """Yield an answer that the answers file has no place for, or that no rule (of those `used`) looks at."""
    for path, place in _paths(each, item, answers):
        if path.startswith(STEERING):
            continue
        if path not in answers:
            hint = did_you_mean(path, answers) or "The answers file has the fields of src/ivfprep/profile.py."
            yield place.problem(f"The answers file has no place `{clipped(path)}`.", hint)
            continue
        facts = answers[path]
        if facts is not None and used is not None and used.isdisjoint(facts):
            message = f"No rule uses the answer `{path}`, so it need not be asked."
            yield place.problem(message, "Write a rule about it, or take the prompt out.")


def _paths(each: str, item: Item[Prompt], answers: Mapping[str, object]) -> Iterator[tuple[str, Place]]:
    """Yield each place in the answers file that a prompt fills: its own, its rows', and those that its rows give."""
    prompt = item.value
    if prompt.kind == "ticks" and prompt.options_from == "history":
        yield from ((row, item.place.at("answer")) for row in answers if row.startswith("history."))
    elif prompt.kind != "ticks" or prompt.options_from == "treatments":
        yield _in_file(each, prompt.answer), item.place.at("answer")
    for index, option in enumerate(prompt.options):
        place = item.place.at("options", index, "value")
        yield from ((_in_file(each, path), place) for path in _of_option(prompt, option))
    yield from ((_in_file(each, field), item.place.at("same")) for field in prompt.same if field != "plan")


def _of_option(prompt: Prompt, option: Option) -> Iterator[str]:
    if prompt.kind == "ticks":
        yield place_of_row(prompt, option)
    yield from (*option.gives, *option.lacks)


def _in_file(each: str, path: str) -> str:
    return f"{each}.*.{path}" if each and not path.startswith(STEERING) else path
