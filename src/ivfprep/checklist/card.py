"""The safety card: what to ask about, and whom to call. It sorts no symptoms into levels."""

from __future__ import annotations

from ivfprep.catalog import CardPart, Catalog, EmergencyNumber
from ivfprep.checklist.wording import Wording
from ivfprep.sheet import Phone, SafetyCard


def build_card(wording: Wording) -> SafetyCard:
    """Return the card for the patient's treatments, with the numbers that are known and lines for the rest."""
    catalog = wording.catalog
    everyone = next(part for part in catalog.card if not part.add_ons)
    part = next((part for part in catalog.card if _is_for(part, wording)), everyone)
    # The symptoms of one family say nothing about a treatment of another.
    others = (wording.say("card_others"),) if part is not everyone and _has_others(part, wording) else ()
    visit = wording.profile.visit
    country = find_country(catalog, visit.country)
    return SafetyCard(
        heading=wording.say("card_heading"),
        intro=part.intro,
        bullets=(*part.bullets, *others),
        phones=(
            Phone(
                wording.say("phone_day_at", clinic=visit.clinic) if visit.clinic else wording.say("phone_day"),
                visit.phone_day,
            ),
            Phone(wording.say("phone_night"), visit.phone_night),
            _emergency(country, wording),
        ),
        claims=part.claims,
    )


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


def _emergency(country: EmergencyNumber | None, wording: Wording) -> Phone:
    if country is None:
        return Phone(wording.say("phone_emergency"), "")
    return Phone(wording.say("phone_emergency_in", country=country.name), country.number)
