"""A clinic that hands the sheet out: what its file holds."""

from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from ivfprep.profile import Profile

Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
MOST = Meta(max_length=50)
"""More questions or packs are no clinic's, and would keep the program busy for minutes."""


class Clinic(Struct, frozen=True, forbid_unknown_fields=True):
    """A clinic's name, how to reach it, and the questions that it adds under its own name.

    `packs` are the folders of its packs and `logo` a PNG, JPEG or SVG file, both from the folder of the clinic's file;
    `hours` stand with the number by day; `country` is a two-letter code or a name, for the emergency number.
    """

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    phone_day: Annotated[str, Meta(max_length=60)] = ""
    phone_night: Annotated[str, Meta(max_length=60)] = ""
    hours: Annotated[str, Meta(max_length=60)] = ""
    country: Annotated[str, Meta(max_length=60)] = ""
    logo: str = ""
    questions: Annotated[tuple[Line, ...], MOST] = ()
    packs: Annotated[tuple[Line, ...], MOST] = ()


def for_its_patient(profile: Profile, clinic: Clinic | None) -> Profile:
    """Return a patient's answers with the clinic's name and numbers, where she gave no other."""
    if clinic is None:
        return profile
    own = {name: getattr(clinic, key) for name, key in FILLED_IN.items() if not getattr(profile.visit, name)}
    if "phone_day" in own and not profile.visit.hours:  # another number by day has other hours
        own["hours"] = clinic.hours
    return replace(profile, visit=replace(profile.visit, **own))


FILLED_IN: Final = {"clinic": "name", "phone_day": "phone_day", "phone_night": "phone_night", "country": "country"}
"""What a clinic fills in of a visit, and what it is called in its own file."""
