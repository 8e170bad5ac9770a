"""The blank sheet that a clinic hands out: for some treatments, or for the general visit, with no personal fact on it.

It is the list of a patient who was offered the treatments and said nothing else. What depends on a patient's own
answers is left off, but for the history to tell: that is asked about instead of stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256

from msgspec import json
from msgspec.structs import replace

from ivfprep.catalog import Catalog, Flag, pack_of
from ivfprep.checklist import View, build_from
from ivfprep.checklist.blank import BlankMaker
from ivfprep.checklist.lines import is_sentence
from ivfprep.checklist.wording import Wording
from ivfprep.clinic import Clinic
from ivfprep.conditions import Entry
from ivfprep.facts import Facts
from ivfprep.handover import Handover, Told
from ivfprep.matching import Match
from ivfprep.printed import Logo
from ivfprep.profile import FORMAT, TOLD, AddOnAnswer, Plan, Profile, Visit
from ivfprep.sheet import Checklist
from ivfprep.truth import Truth

PREFIX = "handout_"
"""A sentence of the page whose name begins so stands, on a handout, for the one without the prefix."""

GROUP = 4

DIGITS = 12
"""How many hexadecimal digits of its hash a handout shows."""


NO_PLAN = Plan(
    start="not_told",
    stop="not_told",
    after_positive="not_told",
    until_week="not_told",
    how_reduced="not_told",
    monitoring="not_told",
    whom_to_call="not_told",
    written="no",
)
"""Nobody has told the reader of a blank sheet any piece of a plan."""


def build_handout(
    catalog: Catalog,
    add_ons: Sequence[str],
    clinic: Clinic | None,
    logo: Logo | None,
    today: date,
    *,
    everything: bool = False,
) -> Checklist:
    """Return the blank checklist for the treatments with the ids `add_ons`; without any, for the general visit.

    The same treatments, content, clinic and day give the same handout, and its footer the same hash.
    """
    catalog = _named_as_extras(replace(catalog, words=_for_handouts(catalog.words)))
    view = View(_as_extras, _blank, partial(BlankMaker, clinic=clinic, logo=logo))
    made = build_from(_nobody(add_ons, clinic), catalog, today, view, everything=everything)
    return replace(made.checklist, handover=_with_code(made.checklist.handover, made.wording))


def _for_handouts(words: Mapping[str, str]) -> dict[str, str]:
    own = {name.removeprefix(PREFIX): text for name, text in words.items() if name.startswith(PREFIX)}
    return {**words, **own}


def _named_as_extras(catalog: Catalog) -> Catalog:
    """Return the catalog with each treatment under the name that it has as an extra, and that name explained."""
    names = {add_on.name: add_on.extra_name for add_on in catalog.add_ons if add_on.extra_name}
    return replace(
        catalog,
        add_ons=tuple(replace(add_on, name=names.get(add_on.name, add_on.name)) for add_on in catalog.add_ons),
        glossary=tuple(replace(term, term=names.get(term.term, term.term)) for term in catalog.glossary),
    )


def _nobody(add_ons: Sequence[str], clinic: Clinic | None) -> Profile:
    visit = Visit(
        clinic=clinic.name if clinic else "",
        phone_day=clinic.phone_day if clinic else "",
        phone_night=clinic.phone_night if clinic else "",
        country=clinic.country if clinic else "",
    )
    offered = tuple(AddOnAnswer(id=id_, status="offered", plan=NO_PLAN) for id_ in add_ons)
    return Profile(format=FORMAT, visit=visit, add_ons=offered or "none", leave_out=(TOLD,))


def _blank(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the questions that any patient with these treatments has, and the history to ask about."""
    history = [replace(match, truth=Truth.TRUE) for match in matches if _is_history(match)]
    questions = [match for match in matches if match.truth is Truth.TRUE and not isinstance(match.line, Flag)]
    packs = [replace(match, truth=Truth.TRUE) for match in matches if _is_of_a_pack(match)]
    return (*history, *packs, *questions)


def _as_extras(facts: Facts) -> Facts:
    """Return the facts with each treatment as an extra: what a patient's own history makes of it, nobody knows here."""
    return replace(facts, entries=tuple(_as_extra(entry) for entry in facts.entries))


def _as_extra(entry: Entry) -> Entry:
    return replace(entry, values={**entry.values, "this.extra": "yes"}) if entry.present is Truth.TRUE else entry


def _is_history(match: Match) -> bool:
    return isinstance(match.line, Flag) and match.truth is Truth.UNKNOWN and not is_sentence(match.line)


def _is_of_a_pack(match: Match) -> bool:
    """Return whether it is something that a clinic's pack raises: its question is for any reader it may be about."""
    is_flag = isinstance(match.line, Flag) and bool(pack_of(match.line.id))
    return is_flag and match.truth is not Truth.FALSE and not _is_history(match)


def _with_code(sheet: Handover, wording: Wording) -> Handover:
    digest = sha256(json.encode(sheet)).hexdigest()[:DIGITS].upper()
    code = " ".join(digest[place : place + GROUP] for place in range(0, DIGITS, GROUP))
    told = Told(wording.say("sheet_code_lead"), wording.say("sheet_code", code=code))
    return replace(sheet, evidence=replace(sheet.evidence, across=(*sheet.evidence.across, told)))
