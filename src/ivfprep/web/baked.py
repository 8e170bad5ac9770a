"""What a page was written with: the content with a clinic's packs, and the clinic. The page's engine reads it again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct, json

from ivfprep.catalog import Catalog
from ivfprep.clinic import Clinic
from ivfprep.printed import Logo
from ivfprep.prompts import Interview

NAME: Final = "baked.json"
PLACE: Final = Path(__file__).with_name(NAME)
"""Where it stands in a page; in an installed program nothing does."""


class Baked(Struct, frozen=True):
    """The content of one page, and the clinic it is for, if any, with its picture."""

    catalog: Catalog
    interview: Interview
    clinic: Clinic | None = None
    logo: Logo | None = None


def written(baked: Baked) -> bytes:
    """Return it as the bytes that stand in a page."""
    return json.encode(baked)


def held(place: Path = PLACE) -> Baked:
    """Return what this page was written with; in a program that is no page, the shipped content without a clinic."""
    if not place.is_file():
        from ivfprep.loading.content import load_catalog, load_interview  # noqa: PLC0415 - no page has it

        return Baked(load_catalog(), load_interview())
    return json.decode(place.read_bytes(), type=Baked)
