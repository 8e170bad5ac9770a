"""The patient's treatments as the sheet speaks of them: what each is to her, by name, with "it" or "they"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from ivfprep.catalog import AddOn
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Entry
from ivfprep.facts import keyed
from ivfprep.profile import AddOnAnswer

Role: TypeAlias = Literal["offered", "taken", "illness", "support"]
"""Offered (or thought about), taken as an extra, for a diagnosed illness, or the usual support after a transfer."""


class Treatment(Struct, frozen=True):
    """One treatment that the patient names. `add_on` is None where the catalog does not know it."""

    key: str
    name: str
    answer: AddOnAnswer
    add_on: AddOn | None
    entry: Entry
    role: Role

    @property
    def is_taken(self) -> bool:
        """Return whether she takes it now."""
        return self.answer.status == "taking"

    def is_among(self, add_ons: Collection[str], families: Collection[str]) -> bool:
        """Return whether content that names these treatments, or these families of them, speaks of this one."""
        add_on = self.add_on
        return add_on is not None and (add_on.id in add_ons or not set(add_on.families).isdisjoint(families))

    @property
    def course(self) -> str:
        """Return what kind of treatment it is: medicine, infusion, procedure or unknown."""
        return self.add_on.course if self.add_on else "unknown"


def treatments_of(wording: Wording) -> tuple[Treatment, ...]:
    """Return the treatments in the patient's order."""
    known = {add_on.id: add_on for add_on in wording.catalog.add_ons}
    entries = {entry.key: entry for entry in wording.facts.entries}
    answers = () if isinstance(wording.profile.add_ons, str) else wording.profile.add_ons
    return tuple(
        Treatment(
            key,
            wording.names[key],
            answer,
            known.get(answer.id),
            entries[key],
            _role(answer, known.get(answer.id), entries[key]),
        )
        for key, answer in keyed(answers)
    )


def _role(answer: AddOnAnswer, add_on: AddOn | None, entry: Entry) -> Role:
    if add_on and add_on.no_extra_as and getattr(answer, add_on.no_extra_as) == "yes":
        return "support"
    if answer.for_disease == "yes" or entry.values["this.extra"] == "no":
        return "illness"
    return "taken" if answer.status == "taking" else "offered"


def in_role(treatments: Sequence[Treatment], *roles: Role) -> list[Treatment]:
    """Return the treatments with one of the roles."""
    return [treatment for treatment in treatments if treatment.role in roles]


def pronouns(group: Sequence[Treatment]) -> dict[str, str]:
    """Return how a sentence goes on about a group: they, them and are, or it, it and is."""
    only = group[0].add_on if len(group) == 1 else None
    if len(group) == 1 and not (only and only.plural):
        return {"they": "it", "them": "it", "are": "is"}
    return {"they": "they", "them": "them", "are": "are"}


def twins_of(treatments: Sequence[Treatment]) -> dict[str, tuple[str, ...]]:
    """Return the key of each treatment with those of the same one named again: what is taken stands for the others."""
    twins: dict[str, tuple[str, ...]] = {}
    firsts: dict[str, str] = {}
    for one in sorted(treatments, key=lambda one: not one.is_taken):
        first = firsts.setdefault(one.add_on.id if one.add_on and not one.add_on.unnamed else one.key, one.key)
        twins[first] = (*twins.get(first, ()), *([one.key] if one.key != first else []))
    return twins


def joined(items: Sequence[str], word: str = "and", once: bool = True) -> str:
    """Return "a", "a and b" or "a, b and c"; each item once, unless it may come again."""
    parts = list(dict.fromkeys(items)) if once else list(items)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)
