"""`ivfprep handout`: the blank sheet that a clinic hands out, one or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from ivfprep.catalog import AddOn, Catalog
from ivfprep.checklist.handout import build_handout
from ivfprep.cli.opening import Packs, catalog_with
from ivfprep.cli.progress import progress
from ivfprep.cli.tasks import Look, file_bytes, may_replace, show
from ivfprep.cli.world import today
from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.formats import FOR_PEOPLE, ending_of
from ivfprep.loading.clinic_file import read_clinic, read_logo
from ivfprep.loading.spelling import did_you_mean
from ivfprep.printed import Logo
from ivfprep.sheet import Checklist
from ivfprep.writing import print_out, write_file

GENERAL = "general"
"""The handout for a visit without any extra treatment in view."""


class Desk(NamedTuple):
    """What every handout of one run is made from."""

    catalog: Catalog
    clinic: Clinic | None
    logo: Logo | None
    everything: bool

    def handout(self, add_ons: Sequence[str]) -> Checklist:
        """Return the blank checklist for some treatments, or for the general visit."""
        return build_handout(self.catalog, add_ons, self.clinic, self.logo, today(), everything=self.everything)


def desk(clinic_file: Path | None, packs: Packs, everything: bool) -> Desk:
    """Return what handouts are made from; raises BadInput for a clinic's file that is not sound."""
    clinic = read_clinic(clinic_file) if clinic_file else None
    logo = read_logo(clinic, clinic_file) if clinic and clinic_file else None
    return Desk(catalog_with(packs), clinic, logo, everything)


def list_all(catalog: Catalog) -> None:
    """Print each handout that there is, by the word to type and its name."""
    names = {GENERAL: "the general visit", **{add_on.id: add_on.name for add_on in _treatments(catalog)}}
    width = max(map(len, names))
    print_out("".join(f"{id_:{width}}  {name}\n" for id_, name in names.items()))


def one(desk_: Desk, names: Sequence[str], format_: str | None, output: Path | None, look: Look, force: bool) -> None:
    """Show or write the handout for some treatments, or for the general visit."""
    checklist = desk_.handout(_ids(desk_.catalog, names))
    if output is None:
        show(checklist, format_)
        return
    write_file(output, file_bytes(checklist, format_, output, look), replace=force or may_replace(output))
    typer.echo(f"Written to {output}.", err=True)


def every(desk_: Desk, format_: str, folder: Path | None, look: Look, force: bool) -> None:
    """Write every handout into a folder, which is made if need be, with a progress bar."""
    if folder is None:
        raise BadInput(Problem("--every", 0, 0, "It needs a folder to write into.", "Add -o FOLDER."))
    if format_ not in FOR_PEOPLE:
        hint = f"Type one of these: {', '.join(FOR_PEOPLE)}."
        raise BadInput(Problem("--format", 0, 0, f"there is no handout as {format_!r}.", hint))
    files = dict(_files(desk_.catalog, folder, ending_of(format_)))
    _refuse_standing(list(files), force)
    folder.mkdir(parents=True, exist_ok=True)
    for file, add_ons in progress("Handouts", files.items()):
        write_file(file, file_bytes(desk_.handout(add_ons), format_, file, look), replace=force)
    typer.echo(f"Written: {len(files)} handouts in {folder}.", err=True)


def _files(catalog: Catalog, folder: Path, ending: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield folder / f"{GENERAL}{ending}", ()
    for add_on in _treatments(catalog):
        yield folder / f"{add_on.id}{ending}", (add_on.id,)


def _refuse_standing(files: Sequence[Path], force: bool) -> None:
    standing = [file for file in files if file.exists()]
    if standing and not force:
        message = f"{len(standing)} of the handouts are there already; nothing was written."
        raise OutputFailed(Problem(str(standing[0].parent), 0, 0, message, "Add --force to replace them."))


def _ids(catalog: Catalog, names: Sequence[str]) -> tuple[str, ...]:
    if list(names) == [GENERAL]:
        return ()
    known = {spelt.casefold(): add_on.id for add_on in _treatments(catalog) for spelt in _spellings(add_on)}
    for name in names:
        if name.casefold() not in known:
            hint = did_you_mean(name, known) or "`ivfprep handout --list` names them all."
            raise BadInput(Problem("ADD_ON", 0, 0, f"There is no handout for {name!r}.", hint))
    return tuple(dict.fromkeys(known[name.casefold()] for name in names))


def _treatments(catalog: Catalog) -> list[AddOn]:
    # A blank sheet could not name a treatment that a patient names in words of their own.
    return [add_on for add_on in catalog.add_ons if not add_on.unnamed]


def _spellings(add_on: AddOn) -> tuple[str, ...]:
    return (add_on.id, add_on.name, *add_on.also)
