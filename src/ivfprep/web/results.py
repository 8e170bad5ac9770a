"""What comes of the answers: their review, the list, the sheet, the numbers to call; and the answers in an opened file.

This is the heavy half of the engine. A page loads it while the first question is read, or when it is wanted first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.checklist.card import find_country
from ivfprep.choosing import before_visit, to_choose, to_note
from ivfprep.clinic import Clinic, for_its_patient
from ivfprep.interview.answers_file import with_numbers
from ivfprep.interview.paths import Data
from ivfprep.interview.review import look_over, review
from ivfprep.interview.visit_notes import Notes
from ivfprep.loading.answers import data_in
from ivfprep.printed import Logo
from ivfprep.profile import Profile
from ivfprep.render import render
from ivfprep.render.linking import callable_number
from ivfprep.sheet import Checklist

__all__ = [
    "Notes",
    "answers_in",
    "before_visit",
    "list_of",
    "look_over",
    "phones",
    "review",
    "to_choose",
    "to_note",
    "written",
]


def list_of(
    profile: Profile,
    catalog: Catalog,
    today: date,
    clinic: Clinic | None,
    logo: Logo | None,
    *,
    everything: bool = False,
) -> Checklist:
    """Return the list of one person, as a patient of the clinic that gives the page out, if any."""
    theirs = for_its_patient(profile, clinic)
    return build_checklist(theirs, catalog, today, everything=everything, clinic=clinic, logo=logo)


def written(checklist: Checklist, format_: str) -> str:
    """Return a list as the text of a format."""
    return render(checklist, format_)


def phones(profile: Profile, catalog: Catalog, clinic: Clinic | None) -> list[dict[str, str]]:
    """Return the numbers that are known: the clinic's by day and by night, and those for an emergency."""
    visit = for_its_patient(profile, clinic).visit
    country = find_country(catalog, visit.country)
    known = [("day", visit.phone_day), ("night", visit.phone_night)]
    known += [("emergency", number) for number in (country.numbers if country else ())]
    return [{"of": of, "text": text, "call": callable_number(text)} for of, text in known if text]


def answers_in(text: str, file: str, say: Callable[[str], None], catalog: Catalog) -> Data:
    """Return the answers in the text of a file, and `say` what became of older ones; raises BadInput."""
    return with_numbers(data_in(text, file, say, catalog))
