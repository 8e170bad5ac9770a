"""`ivfprep handout`: the blank sheet that a clinic hands out, one or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ivfprep.catalog import AddOn, Catalog
from ivfprep.checklist.handout import build_handout
from ivfprep.cli.clinics import Setting
from ivfprep.cli.named_files import refuse_inputs
from ivfprep.cli.opening import catalog_with
from ivfprep.cli.progress import progress
from ivfprep.cli.streams import say
from ivfprep.cli.tasks import Look, file_bytes, form_of, may_replace, show
from ivfprep.cli.world import today
from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.formats import SHEET, ending_of
from ivfprep.loading.spelling import did_you_mean
from ivfprep.sheet import Checklist
from ivfprep.writing import print_out, write_file

GENERAL = "general"
"""The handout for a visit without any extra treatment in view."""


class Desk(NamedTuple):
    """What every handout of one run is made from."""

    catalog: Catalog
    setting: Setting
    everything: bool

    def handout(self, add_ons: Sequence[str]) -> Checklist:
        """Return the blank checklist for some treatments, or for the general visit."""
        clinic, logo = self.setting.clinic, self.setting.logo
        return build_handout(self.catalog, add_ons, clinic, logo, today(), everything=self.everything)


def desk(setting: Setting, everything: bool) -> Desk:
    """Return what handouts are made from; raises BadContent for a pack that is not sound."""
    return Desk(catalog_with(setting.packs), setting, everything)


def refuse_together(add_ons: Sequence[str], list_: bool, every: bool, output: str | None) -> None:
    """Raise BadInput for words of the call that say two things at once: one of them would be passed over."""
    asked = [
        word for word, is_asked in (("--list", list_), ("--every", every), ("treatments", bool(add_ons))) if is_asked
    ]
    if list_ and output is not None:
        asked.append("-o")
    if len(asked) > 1:
        raise BadInput(Problem("handout", 0, 0, f"{' and '.join(asked)} do not go together.", "Leave one of them out."))


def list_all(catalog: Catalog) -> None:
    """Print each handout that there is, by the word to type and its name."""
    names = {GENERAL: "the general visit", **{add_on.id: add_on.name for add_on in _treatments(catalog)}}
    width = max(map(len, names))
    print_out("".join(f"{id_:{width}}  {name}\n" for id_, name in names.items()))


def one(desk_: Desk, names: Sequence[str], format_: str | None, output: Path | None, look: Look, force: bool) -> None:
    """Show or write the handout for some treatments, or for the general visit."""
    if output is not None:
        refuse_inputs(output, desk_.setting.files())
    form = form_of(format_, output, look)
    checklist = desk_.handout(_ids(desk_.catalog, names))
    if output is None:
        show(checklist, form)
        return
    data = file_bytes(checklist, form, output, look)
    write_file(output, data, replace=force or may_replace(output), private=False)
    say(f"Written to {output}.")


def every(desk_: Desk, format_: str | None, folder: Path | None, look: Look, force: bool) -> None:
    """Write every handout into a folder, which is made if need be, with a progress bar."""
    if folder is None:
        raise BadInput(Problem("--every", 0, 0, "It needs a folder to write into.", "Add -o FOLDER."))
    form = form_of(SHEET if format_ is None else format_, folder, look)
    files = dict(_files(desk_.catalog, folder, ending_of(form)))
    _refuse_standing(list(files), force)
    for file in files:
        refuse_inputs(file, desk_.setting.files())
    folder.mkdir(parents=True, exist_ok=True)
    for file, add_ons in progress("Handouts", files.items()):
        write_file(file, file_bytes(desk_.handout(add_ons), form, file, look), replace=force, private=False)
    say(f"Written: {len(files)} handouts in {folder}.")


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
