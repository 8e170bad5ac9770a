"""What each command does: load, call, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import typer

from ivfprep import __version__
from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.cli.clinics import Setting, without_its_logo
from ivfprep.cli.opening import Packs, catalog_with, private_session, saved_session
from ivfprep.cli.streams import say
from ivfprep.cli.world import screen_width, today, usual_paper
from ivfprep.clinic import for_its_patient
from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.formats import FORMATS, IN_FILES, PAPERS, SHEET, ending_of, format_of, named
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.render import render, render_file, render_front
from ivfprep.sheet import Checklist, Explanation
from ivfprep.writing import print_out, shows_lines, wants_colour

FINDING = 1
"""The exit code for a warning when the caller asks to fail on one."""


class Look(NamedTuple):
    """How a PDF looks: on which paper (None: the usual one here), and in large print or not."""

    paper: str | None = None
    large: bool = False


class Kind(NamedTuple):
    """What a page has: the full list too or the sheet alone, the newer layer or not, a clinic's own or not."""

    everything: bool = False
    documents_only: bool = False
    setting: Setting = Setting()


def demo(name: str, everything: bool, packs: Packs) -> None:
    """Show the list for a made-up patient, and name the others."""
    from ivfprep.loading.content import example_names, example_path

    day, catalog = today(), catalog_with(packs)
    profile = read_answers(example_path(name), catalog, day)
    show(build_checklist(profile, catalog, day, everything=everything))
    others = ", ".join(other for other in example_names() if other != name)
    say(f"This was a made-up patient, {name}. Others: {others}. Your own list: ivfprep")


def checklist_for(answers: str | None, kind: Kind) -> Checklist:
    """Return the checklist of a file of answers, of standard input for `-`, or of the saved answers."""
    day, catalog = today(), catalog_with(kind.setting.packs)
    return _listed(answered(answers, catalog, day), catalog, day, kind)


def _listed(profile: Profile, catalog: Catalog, day: date, kind: Kind) -> Checklist:
    everything, documents_only, setting = kind
    own = for_its_patient(profile, setting.clinic)
    return build_checklist(
        own,
        catalog,
        day,
        everything=everything,
        documents_only=documents_only,
        clinic=setting.clinic,
        logo=setting.logo,
    )


def make_all(
    folder: Path, output: Path | None, format_: str | None, kind: Kind, look: Look, *, force: bool, index: bool
) -> int:
    """Write the list of each file of answers in a folder, and return the exit code."""
    from ivfprep.cli import batch
    from ivfprep.cli.index_page import Row, row_of
    from ivfprep.cli.records import MadeOf, hashed

    form = form_of(SHEET if format_ is None else format_, folder, look)
    job = batch.Job(folder, batch.output_folder(output), ending_of(form), force, index)
    day, catalog = today(), catalog_with(kind.setting.packs)
    own = [kind.setting.file, kind.setting.logo_file()]
    clinic = hashed(*(file.read_bytes() for file in own if file))
    is_old = catalog.about.next_check < day.isoformat()
    options = repr((form, look, usual_paper(), kind.everything, kind.documents_only, is_old))

    def sheet(answers: Path) -> bytes:
        return file_bytes(_listed(read_answers(answers, catalog, day), catalog, day, kind), form, Path(), look)

    def row(answers: Path, place: Path) -> Row:
        profile = read_answers(answers, catalog, day)
        return row_of(answers.stem, profile, _listed(profile, catalog, day, kind), catalog, place.name)

    def made_of(answers: bytes) -> MadeOf:
        return MadeOf(hashed(answers), catalog.hash, clinic, hashed(options.encode()), __version__)

    return batch.make_all(job, batch.Maker(sheet, row, made_of))


def show(checklist: Checklist, format_: str | None = None) -> None:
    """Print the list as the screen can show it."""
    form = form_of(format_, None, Look())
    if not FORMATS[form].is_text:
        hint = f"Name a file for it: -o visit-questions{ending_of(form)}"
        raise BadInput(Problem("--format", 0, 0, f"A screen cannot show {form}.", hint))
    print_out(render(checklist, form, width=screen_width(), colour=wants_colour()))


def show_front(checklist: Checklist, drawn: bool) -> int:
    """Print side 1 of the sheet as the screen can show it, or in plain text where nothing is to be drawn.

    Returns how many lines it took.
    """
    form = _screen_form() if drawn else "text"
    front = render_front(checklist, form, width=screen_width(), colour=wants_colour())
    print_out(front)
    return len(front.splitlines())


def form_of(format_: str | None, output: Path | None, look: Look) -> str:
    """Return the format of a result: the one that was named, that its ending stands for, or the screen's for None.

    Raises BadInput for one that there is not, and for words about paper where there is none.
    """
    form = named(format_) if format_ is not None else format_of(output.suffix) if output else _screen_form()
    known = IN_FILES if output else tuple(FORMATS)
    if form not in known:
        hint = f"Type one of these: {', '.join(known)}."
        raise BadInput(Problem("--format", 0, 0, f"There is no format named {form!r}.", hint))
    if look.paper is not None and look.paper not in PAPERS:
        hint = f"Type one of these: {', '.join(PAPERS)}."
        raise BadInput(Problem("--paper", 0, 0, f"There is no paper named {look.paper!r}.", hint))
    if (look.paper is not None or look.large) and not FORMATS[form].has_paper:
        word = "--large" if look.large else "--paper"
        hint = f"Leave it out, or write a PDF: -o visit-questions{ending_of(SHEET)}"
        raise BadInput(Problem(word, 0, 0, f"It is for a PDF, and this is {form}.", hint))
    return form


def _screen_form() -> Literal["terminal", "text"]:
    return "terminal" if shows_lines() else "text"


def read_for(answers: str | None, kind: Kind) -> list[Path]:
    """Return the files that a list is made of, and the saved answers, which nothing may replace either."""
    own = [Path(answers)] if answers and answers != "-" else []
    return [*own, private_session().file, *kind.setting.files()]


def write(checklist: Checklist, format_: str | None, output: Path, look: Look, force: bool) -> None:
    """Write the list to a file, in the format that was named or that its ending stands for."""
    from ivfprep.writing import write_file

    write_file(output, file_bytes(checklist, format_, output, look), replace=force or may_replace(output))
    say(f"Written to {output}. It holds private health facts.")


def file_bytes(checklist: Checklist, format_: str | None, output: Path, look: Look) -> bytes:
    """Return the list as the bytes of a file, in the format that was named or that its ending stands for.

    Raises BadInput where a clinic's logo is what cannot be drawn, and OutputFailed where the rest cannot.
    """
    form, paper = form_of(format_, output, look), look.paper or usual_paper()
    try:
        return render_file(checklist, form, paper=paper, large=look.large)
    except OutputFailed:
        if checklist.handover.logo is None:
            raise
        render_file(without_its_logo(checklist), form, paper=paper, large=look.large)
        message, hint = "The clinic's logo cannot be drawn.", "Save the picture again as PNG, or leave it out."
        raise BadInput(Problem("logo", 0, 0, message, hint)) from None


def explain(answers: str | None, id_: str | None, packs: Packs) -> None:
    """Print why each line is on the list or not, or one line by its id."""
    from ivfprep.explaining import explain as explained
    from ivfprep.render.listings import explanations

    day, catalog = today(), catalog_with(packs)
    lines = explained(answered(answers, catalog, day), catalog, day)
    chosen = lines if id_ is None else with_id(lines, id_)
    print_out(explanations(chosen, catalog.words, screen_width()))


def check(path: Path | None, *, coverage: bool, cases: Path | None, strict: bool) -> int:
    """Print every problem of the content or of a file of answers, and return the exit code.

    With `coverage`, or a folder of `cases`, also what the cases leave untried. `strict` makes a warning end with 1.
    """
    from ivfprep.loading.checking import check_folder

    report = check_folder(path, today())
    findings, summary = list(report.warnings), report.summary
    if not report.problems and (coverage or cases):
        from ivfprep.loading.coverage import cover

        covered = cover(path, cases, today())
        findings += covered.gaps
        summary += f"\n{covered.summary}"
    for problem in (*findings, *report.problems):
        say(str(problem))
    print_out(f"{summary}\n")
    return report.exit_code or (FINDING if strict and findings else 0)


def sources() -> None:
    """Print the documents, what each says, and what is newer."""
    from ivfprep.bibliography import list_sources
    from ivfprep.render.listings import sources as listed

    catalog = load_catalog()
    print_out(listed(catalog.words["sources_title"], list_sources(catalog), screen_width()))


def answered(answers: str | None, catalog: Catalog, day: date) -> Profile:
    """Return the answers in the named file, from standard input for `-`, or the saved ones without a name."""
    if answers == "-":
        return read_answers(sys.stdin.buffer, catalog, day, say)
    return read_answers(Path(answers) if answers is not None else saved_session().file, catalog, day, say)


def may_replace(output: Path) -> bool:
    """Return whether the person at the terminal agrees to replace a file; without a terminal nobody is asked."""
    if not output.exists() or not sys.stdin.isatty():
        return False
    return agreed(f"{output} is there already. Replace it?")


def may_print() -> bool:
    """Return whether the person at the terminal agrees to print; without a terminal nobody is asked."""
    if not sys.stdin.isatty():
        hint = "Add --yes to print without being asked."
        raise BadInput(Problem("print", 0, 0, "There is no terminal to ask you in.", hint))
    say("This page holds private health facts. You can leave lines out first: ivfprep, then the review.")
    return agreed("Print it now?")


def agreed(question: str) -> bool:
    """Return whether the person says yes; raises KeyboardInterrupt when they end it."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def with_id(lines: Sequence[Explanation], id_: str) -> tuple[Explanation, ...]:
    """Return the lines with this id, or that begin with it before the `@`; raises BadInput when there are none."""
    from ivfprep.loading.spelling import did_you_mean

    chosen = tuple(line for line in lines if id_ in (line.id, line.id.partition("@")[0]))
    if not chosen:
        hint = did_you_mean(id_, [line.id for line in lines]) or "`ivfprep explain` without --id lists them all."
        raise BadInput(Problem("--id", 0, 0, f"There is no line '{id_}'.", hint))
    return chosen
