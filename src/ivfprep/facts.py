"""From answers to facts: everything that a condition can be about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.catalog import AddOn, Catalog, Family
from ivfprep.conditions import Entry, Interval, Kind, OpenSet, Value
from ivfprep.plans import EVERY_PIECE, NO_PIECE, pieces_of
from ivfprep.profile import NOT_ASKED, UNSAID, AddOnAnswer, Plan, Profile, Reason, WorkUp
from ivfprep.transfers import ANY_NUMBER, YES_NO, transfer_facts
from ivfprep.truth import Truth, all_of, any_of, negation, truth

COUNT = Kind("count")
YES_OR_NO = Kind("choice", ("yes", "no"))
ANYTHING = "any"
"""The key of the one entry that stands for treatments nobody has named."""


SAYS_NOTHING = UNSAID | {NOT_ASKED}
"""The answers that are no option of a fact."""

ALWAYS_KNOWN = frozenset({"phone_night", "this.number_told"})
"""Facts about what stands in the answers themselves: never unknown."""


class Facts(Struct, frozen=True):
    """What is known of a patient: facts by name, and the extra treatments with facts of their own."""

    values: Mapping[str, Value]
    entries: tuple[Entry, ...]


def derive_facts(profile: Profile, catalog: Catalog, today: date) -> Facts:
    """Return the facts of `profile`; what is not known is `Truth.UNKNOWN` or a wide interval, never left out."""
    values = {
        **transfer_facts(profile, today),
        **{f"history.{item.id}": known(profile.history.get(item.id, "skipped")) for item in catalog.history},
        **{f"work_up.{name}": known(getattr(profile.work_up, name)) for name in WorkUp.__struct_fields__},
        "phone_night": YES_NO[truth(bool(profile.visit.phone_night))],
    }
    if profile.allergies:
        values["history.allergy_medicine"] = _allergy(values["history.allergy_medicine"], profile.allergies)
    entries = _entries(profile, catalog, values)
    values["embryos_tested"] = _embryos_tested(profile)
    values["add_ons"] = _count(entries, Truth.TRUE)
    values["stack"] = _tally(entries, "this.extra")
    values["immune_add_ons"] = _tally(entries, "this.extra", "this.immune")
    return Facts(values, tuple(replace(entry, values={**values, **entry.values}) for entry in entries))


def fact_kinds(catalog: Catalog) -> dict[str, Kind]:
    """Return the kind of each fact, in the order in which they are explained."""
    transfers = ("transfers", "transfers_without_pregnancy", "biochemical_pregnancies", "left_out_of_chances")
    losses = ("losses", "pregnancies_lost", "early_losses", "late_losses", "losses_in_a_row")
    truths = ("ectopic", "losses_outside_in_a_row", "chance_missing", "tried_fresh", "tried_frozen", "several_embryos")
    return {
        **dict.fromkeys((*transfers, *losses, "years_since_last_transfer"), COUNT),
        **dict.fromkeys(("add_ons", "stack", "immune_add_ons"), COUNT),
        **dict.fromkeys((*truths, "embryos_tested", "phone_night"), YES_OR_NO),
        "embryo_details": Kind("choice", ("told", "not_told")),
        "cumulative_chance": Kind("choice", ("above", "at", "below")),
        **{f"history.{item.id}": YES_OR_NO for item in catalog.history},
        **{f"work_up.{name}": Kind("choice", options_of(WorkUp, name)) for name in WorkUp.__struct_fields__},
        **_entry_kinds(catalog),
    }


def _entry_kinds(catalog: Catalog) -> dict[str, Kind]:
    choices = ("status", "prescribed_by", "before_visit", "for_disease", "luteal_support", "test_repeated")
    return {
        "this.id": Kind("choice", tuple(add_on.id for add_on in catalog.add_ons)),
        "this.family": Kind("choices", tuple(family.id for family in catalog.families)),
        "this.immune": YES_OR_NO,
        "this.extra": YES_OR_NO,
        "this.course": Kind("choice", ("medicine", "infusion", "procedure", "unknown")),
        "this.why": Kind("choices", tuple(option for option in get_args(Reason) if option not in UNSAID)),
        "this.number_told": YES_OR_NO,
        **{f"this.{name}": Kind("choice", options_of(AddOnAnswer, name)) for name in choices},
        **{f"this.plan.{name}": Kind("choice", (*options_of(Plan, name), NO_PIECE)) for name in EVERY_PIECE},
    }


def options_of(struct: type, name: str) -> tuple[str, ...]:
    """Return the options of a choice in the answers file, without those that leave it unknown."""
    return tuple(option for option in get_args(struct.__annotations__[name]) if option not in SAYS_NOTHING)


def known(answer: str) -> Value:
    """Return the answer itself, or unknown for "not sure", "prefer not to say" and skipped."""
    return Truth.UNKNOWN if answer in UNSAID else answer


def members(answers: Iterable[str]) -> Value:
    """Return the options that were listed; the set stays open where an answer beside them leaves something unsaid."""
    listed = frozenset(answers)
    said = listed - UNSAID
    if not said:
        return Truth.UNKNOWN
    return said if said == listed else OpenSet(said)


def _entries(profile: Profile, catalog: Catalog, values: Mapping[str, Value]) -> tuple[Entry, ...]:
    if profile.add_ons == "none":
        return ()
    if isinstance(profile.add_ons, str):
        nobody = AddOnAnswer(id="not_sure", for_disease="skipped")
        return (Entry(ANYTHING, Truth.UNKNOWN, _entry_values(nobody, None, catalog.families, values)),)
    by_id = {add_on.id: add_on for add_on in catalog.add_ons}
    return tuple(
        Entry(key, Truth.TRUE, _entry_values(answer, by_id.get(answer.id), catalog.families, values))
        for key, answer in keyed(profile.add_ons)
    )


def keyed(answers: tuple[AddOnAnswer, ...]) -> list[tuple[str, AddOnAnswer]]:
    """Return each treatment with a key of its own: its id, then `-2`, `-3` when it stands there again."""
    seen: Counter[str] = Counter()
    pairs = []
    for answer in answers:
        seen[answer.id] += 1
        pairs.append((answer.id if seen[answer.id] == 1 else f"{answer.id}-{seen[answer.id]}", answer))
    return pairs


def _allergy(ticked: Value, named: str) -> Value:
    """Return whether there is an allergy to a medicine: one that was ticked, or one that was named."""
    return YES_NO[any_of((_yes(ticked), Truth.UNKNOWN if named in UNSAID else Truth.TRUE))]


def _entry_values(
    answer: AddOnAnswer, add_on: AddOn | None, families: Sequence[Family], values: Mapping[str, Value]
) -> dict[str, Value]:
    plain = ("status", "prescribed_by", "before_visit", "luteal_support", "test_repeated")
    return {
        "this.id": add_on.id if add_on else Truth.UNKNOWN,
        "this.family": frozenset(add_on.families) if add_on else Truth.UNKNOWN,
        "this.course": add_on.course if add_on else Truth.UNKNOWN,
        "this.immune": _immune(answer, add_on),
        "this.extra": YES_NO[_extra(answer, add_on, families, values)],
        "this.why": members(answer.why),
        "this.for_disease": YES_NO[_for_disease(answer)],
        "this.number_told": YES_NO[truth(bool(answer.number_told))],
        **{f"this.{name}": known(getattr(answer, name)) for name in plain},
        **_plan(answer.told, add_on),
    }


def _plan(told: Plan, add_on: AddOn | None) -> dict[str, Value]:
    pieces = pieces_of(add_on)
    return {f"this.plan.{name}": known(getattr(told, name)) if name in pieces else NO_PIECE for name in EVERY_PIECE}


def _immune(answer: AddOnAnswer, add_on: AddOn | None) -> Value:
    if add_on is None or add_on.immune is None:
        return known(answer.immune)
    return YES_NO[truth(add_on.immune)]


def _extra(answer: AddOnAnswer, add_on: AddOn | None, families: Sequence[Family], values: Mapping[str, Value]) -> Truth:
    """Three situations look like an add-on and are not: a diagnosed disease, the usual support, a clot or APS."""
    as_support = Truth.UNKNOWN if add_on is None else truth(add_on.no_extra_as == "luteal_support")
    as_treatment = any_of(_is_treatment_of(family, add_on, values) for family in families)
    return negation(
        any_of((_for_disease(answer), all_of((as_support, _yes(known(answer.luteal_support)))), as_treatment))
    )


def _for_disease(answer: AddOnAnswer) -> Truth:
    """Return whether a treatment is for a diagnosed disease.

    Where nobody asked, what is offered around a transfer is not; what is taken may be, unless the fertility clinic or
    nobody prescribes it, or another reason was told. So the purpose of an offer stays a sure question, and a medicine
    from a specialist is no extra because one answer is missing.
    """
    if answer.for_disease != NOT_ASKED:
        return _yes(known(answer.for_disease))
    is_offer = answer.status in ("offered", "considering")
    if is_offer or answer.prescribed_by in ("fertility_clinic", "nobody") or _has_another_reason(answer):
        return Truth.FALSE
    by_another = answer.status == "taking" and answer.prescribed_by in ("specialist", "other_doctor")
    return Truth.TRUE if by_another and _names_an_illness(answer) else Truth.UNKNOWN


def _has_another_reason(answer: AddOnAnswer) -> bool:
    """Return whether every reason that she was told is known, and none is an illness; the usual support is one."""
    has_one = bool(answer.why) or answer.luteal_support == "yes"
    return has_one and UNSAID.isdisjoint(answer.why) and "illness" not in answer.why


def _names_an_illness(answer: AddOnAnswer) -> bool:
    return "illness" in answer.why or bool(answer.illness)


def _is_treatment_of(family: Family, add_on: AddOn | None, values: Mapping[str, Value]) -> Truth:
    """Return whether the treatment is one of a family and the patient has what that family treats."""
    member = Truth.UNKNOWN if add_on is None else truth(family.id in add_on.families)
    return all_of((member, any_of(_yes(values[f"history.{item}"]) for item in family.no_extra_with)))


def treated_conditions(catalog: Catalog) -> tuple[str, ...]:
    """Return the facts that decide whether a treatment is an extra, because some family of medicines treats them."""
    items = [item for family in catalog.families for item in family.no_extra_with]
    return tuple(f"history.{item}" for item in dict.fromkeys(items))


def _yes(value: Value) -> Truth:
    return value if isinstance(value, Truth) else truth(value == "yes")


def _count(entries: tuple[Entry, ...], least: Truth) -> Interval:
    if any(entry.present is not least for entry in entries):
        return ANY_NUMBER
    return Interval(len(entries), len(entries))


def _tally(entries: tuple[Entry, ...], *facts: str) -> Interval:
    if any(entry.present is Truth.UNKNOWN for entry in entries):
        return ANY_NUMBER
    truths = [all_of(_yes(entry.values[fact]) for fact in facts) for entry in entries]
    return Interval(truths.count(Truth.TRUE), len(truths) - truths.count(Truth.FALSE))


def _embryos_tested(profile: Profile) -> Value:
    unsaid = isinstance(profile.transfers, str) and profile.transfers in UNSAID
    transfers = () if isinstance(profile.transfers, str) else profile.transfers
    answers = [profile.work_up.embryo_testing, *(transfer.tested for transfer in transfers), *["skipped"] * unsaid]
    return YES_NO[any_of(_yes(known(answer)) for answer in answers)]
