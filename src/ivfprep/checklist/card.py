"""The safety card: what to ask about, and whom to call. It sorts no symptoms into levels."""

from __future__ import annotations

from collections.abc import Sequence

from ivfprep.catalog import CardPart, Catalog, EmergencyNumber
from ivfprep.checklist.treatments import Treatment, joined
from ivfprep.checklist.wording import Wording
from ivfprep.handover import Signs
from ivfprep.printed import Phone
from ivfprep.profile import Visit
from ivfprep.sheet import SafetyCard

APART = 2
"""Up to so many treatments have a line of their own to write signs on; more share one."""


def build_card(wording: Wording) -> SafetyCard:
    """Return the card for the patient's treatments, with the numbers that are known and lines for the rest."""
    catalog = wording.catalog
    everyone = next(part for part in catalog.card if not part.add_ons)
    hers = sorted((part for part in catalog.card if _is_for(part, wording)), key=lambda part: part.of_risks)
    part = next(iter(hers), everyone)
    # The symptoms of one family say nothing about a treatment of another.
    others = (wording.say("card_others"),) if part is not everyone and _has_others(part, wording) else ()
    return SafetyCard(
        heading=wording.say("card_heading"),
        intro=part.intro,
        bullets=(*part.bullets, *others),
        phones=phones_of(wording),
        claims=part.claims,
    )


def phones_of(wording: Wording) -> tuple[Phone, ...]:
    """Return the clinic's number by day, the one for the night, and the emergency numbers of the country."""
    visit = wording.profile.visit
    day = wording.say("phone_day_at", clinic=visit.clinic) if visit.clinic else wording.say("phone_day")
    day = _with_hours(day, visit)
    country = find_country(wording.catalog, visit.country)
    return (
        Phone(day, visit.phone_day),
        Phone(wording.say("phone_night"), visit.phone_night),
        *_emergency(country, wording),
    )


def short_phones(wording: Wording) -> tuple[Phone, ...]:
    """Return the same numbers with labels that find room side by side."""
    visit, (_, _, *emergency) = wording.profile.visit, phones_of(wording)
    day = wording.say("sheet_phone_day_at", clinic=visit.clinic) if visit.clinic else wording.say("sheet_phone_day")
    day = _with_hours(day, visit)
    return (
        Phone(day, visit.phone_day),
        Phone(wording.say("sheet_phone_night"), visit.phone_night),
        *(Phone(wording.say("sheet_phone_emergency"), phone.number) for phone in emergency),
    )


def _with_hours(label: str, visit: Visit) -> str:
    return f"{label} ({visit.hours})" if visit.hours else label


def card_signs(wording: Wording, treatments: Sequence[Treatment]) -> tuple[tuple[Signs, ...], tuple[str, ...]]:
    """Return the signs to watch for, treatment by treatment, and the claims behind the list, or else behind the lines.

    What a document names as risks, to write signs of, is no source of the signs that another one lists.

    The signs of one family say nothing about a treatment of another: that one has a line to write on.
    """
    known: list[Signs] = []
    claims: tuple[str, ...] = ()
    rest = [one for one in treatments if one.role != "support"]
    for part in wording.catalog.card:
        group = [one for one in rest if _is_of(part, one) and not part.of_risks]
        if group:
            known.append(Signs(_intro(wording, group, part), part.bullets))
            claims += part.claims
            rest = [one for one in rest if one not in group]
    if len(rest) > APART:
        return (*known, Signs(wording.say("card_signs_others" if known else "card_signs_each"))), claims
    is_listed = bool(known)
    for one in rest:
        named = next((part for part in wording.catalog.card if part.of_risks and _is_of(part, one)), None)
        known.append(_line(wording, one, named))
        claims += () if named is None or is_listed else named.claims
    return tuple(known) or (Signs(wording.say("card_signs_any")),), claims


def _is_of(part: CardPart, treatment: Treatment) -> bool:
    return treatment.add_on is not None and treatment.add_on.id in part.add_ons


def _line(wording: Wording, one: Treatment, part: CardPart | None) -> Signs:
    """Return a line to write signs on: of the risks that a document names, where there is one."""
    if part is None:
        return Signs(wording.say(_blank(wording.catalog, one), name=one.name))
    return Signs(wording.say("card_signs_of", name=one.name, items=joined(part.bullets, "or")))


def _blank(catalog: Catalog, treatment: Treatment) -> str:
    """Return what heads the line for the signs of a treatment; it says so where no source names a risk of it."""
    if treatment.add_on is None or treatment.add_on.unnamed:
        return "card_signs"
    risks = (row for row in catalog.evidence if row.side == "risk")
    named = any(treatment.is_among(row.add_ons, row.families) for row in risks)
    return "card_signs" if named else "card_signs_silent"


def _intro(wording: Wording, group: Sequence[Treatment], part: CardPart) -> str:
    """Return whose signs these are; a document speaks of the first treatment of a part, and others are of its class."""
    names, first = joined([one.name for one in group]), part.add_ons[0]
    if any(one.add_on and one.add_on.id == first for one in group):
        return wording.say("card_with", names=names)
    like = next(add_on.name for add_on in wording.catalog.add_ons if add_on.id == first)
    return wording.say("card_with_like", names=names, like=like)


def find_country(catalog: Catalog, text: str) -> EmergencyNumber | None:
    """Return the country that a code or a name stands for; None where the table does not have it."""
    wanted = text.strip().casefold()
    return next(
        (row for row in catalog.emergency_numbers if wanted in (row.country.casefold(), row.name.casefold())), None
    )


def _is_for(part: CardPart, wording: Wording) -> bool:
    return any(entry.values["this.id"] in part.add_ons for entry in wording.facts.entries)


def _has_others(part: CardPart, wording: Wording) -> bool:
    return any(entry.values["this.id"] not in part.add_ons for entry in wording.facts.entries)


def _emergency(country: EmergencyNumber | None, wording: Wording) -> tuple[Phone, ...]:
    if country is None:
        return (Phone(wording.say("phone_emergency"), ""),)
    label = wording.say("phone_emergency_in", country=country.name)
    return tuple(Phone(label, number) for number in country.numbers)
