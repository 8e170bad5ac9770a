"""The clinic that sheets are made for: named in the call, by IVFPREP_CLINIC, or once for all in our private folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.cli.opening import Packs, files_of
from ivfprep.errors import harmless
from ivfprep.writing import default_folder

if TYPE_CHECKING:
    from ivfprep.catalog import Catalog, Pack
    from ivfprep.clinic import Clinic
    from ivfprep.printed import Logo
    from ivfprep.sheet import Checklist

VARIABLE: Final = "IVFPREP_CLINIC"
"""The variable of the environment that names a clinic's file."""

NAME: Final = "clinic.yaml"
"""What a clinic's file is called in our private folder."""


class Setting(Struct, frozen=True):
    """A clinic's file and what it holds, and the packs of the call with its own; all empty where nothing is set."""

    file: Path | None = None
    clinic: Clinic | None = None
    logo: Logo | None = None
    packs: Sequence[Path] = ()

    def files(self) -> list[Path]:
        """Return every file that it was read from: none may be lost to a result."""
        return [*filter(None, (self.file, self.logo_file())), *files_of(self.packs)]

    def logo_file(self) -> Path | None:
        """Return the file of the logo, or None without one."""
        return self.file.parent / self.clinic.logo if self.file and self.clinic and self.clinic.logo else None


def find_setting(clinic_file: Path | None, packs: Packs) -> Setting:
    """Return what is set; raises BadInput for a clinic's file that is not sound, or that is named and not there."""
    file = clinic_file or set_file()
    if file is None:
        return Setting(packs=tuple(packs or ()))
    from ivfprep.loading.clinic_file import read_clinic, read_logo

    clinic = read_clinic(file)
    own = [file.parent / name for name in clinic.packs]
    given = [pack for pack in packs or () if pack.resolve() not in {one.resolve() for one in own}]
    return Setting(file, clinic, read_logo(clinic, file), (*own, *given))


def set_file() -> Path | None:
    """Return the clinic's file that is set for every call, or None."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    file = default_folder() / NAME
    with suppress(OSError):  # a folder that cannot be read is for whoever reads the answers in it
        return file if file.is_file() else None
    return None


def without_its_logo(checklist: Checklist) -> Checklist:
    """Return a sheet without the picture on it."""
    return replace(checklist, handover=replace(checklist.handover, logo=None))


def show_setting(clinic_file: Path | None, packs: Packs) -> int:
    """Print what is set and whether it is sound, and return the exit code; raises BadInput and BadContent."""
    from ivfprep.checklist.card import find_country
    from ivfprep.cli.opening import catalog_with
    from ivfprep.writing import print_out

    setting = find_setting(clinic_file, packs)
    catalog = catalog_with(setting.packs)
    if setting.clinic is None:
        print_out(f"{NOT_SET.format(place=_place())}{_pack_lines(catalog)}")
        return 0
    clinic = setting.clinic
    country = find_country(catalog, clinic.country)
    emergency = (
        " or ".join(country.numbers) if country else f"not in our table: {clinic.country}" if clinic.country else ""
    )
    lines = {
        "File": str(setting.file),
        "Name": clinic.name,
        "By day": " ".join(filter(None, (clinic.phone_day, f"({clinic.hours})" if clinic.hours else ""))),
        "At night": clinic.phone_night,
        "Emergency": emergency,
        "Logo": f"{clinic.logo} (can be shown)" if setting.logo else "",
        "Questions": str(len(clinic.questions)) if clinic.questions else "",
    }
    told = "".join(f"{head + ':':<12}{harmless(text) or 'not given'}\n" for head, text in lines.items())
    print_out(f"{told}{_pack_lines(catalog)}{SOUND}")
    return 0


NOT_SET: Final = """\
No clinic is set: sheets leave lines to write its name and numbers on.
To set one, write a file with `name: ...` and the rest as the README shows, and put it here:
    {place}
or name it in the variable IVFPREP_CLINIC, or with --clinic each time.
"""
SOUND: Final = "All of it is sound. It stands on every sheet and every handout that is made here.\n"


def _place() -> Path:
    return default_folder() / NAME


def _pack_lines(catalog: Catalog) -> str:
    return "".join(
        f"{'Pack:':<12}{pack.name}, version {pack.version} ({_counts(catalog, pack)})\n" for pack in catalog.packs
    )


def _counts(catalog: Catalog, pack: Pack) -> str:
    lists = (("question", catalog.questions), ("flag", catalog.flags))
    counts = [(word, sum(line.id.startswith(f"{pack.id}/") for line in lines)) for word, lines in lists]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts)
