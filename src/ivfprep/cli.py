"""The command line: read the words, call, print, exit."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Annotated

import typer

from ivfprep import __version__
from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.errors import BadInput, IvfprepError, Problem
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_names, example_path, find_data, load_catalog, load_interview
from ivfprep.profile import Profile
from ivfprep.render import FORMATS, render
from ivfprep.sheet import Checklist, Explanation
from ivfprep.writing import print_out, shows_lines, wants_colour, write_file

INTERRUPTED = 130
NOTHING_SAVED = "There are no saved answers."
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json"}

app = typer.Typer(
    name="ivfprep",
    help="A short list of questions to take to your fertility doctor. It gives no advice.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Answers = Annotated[str | None, typer.Argument(metavar="[ANSWERS]", help="A file of answers, or - for standard input.")]
Everything = Annotated[bool, typer.Option("--all", help="Print every line, not the short page.")]
DocumentsOnly = Annotated[bool, typer.Option("--documents-only", help="Leave out what is not from the five documents.")]
Plain = Annotated[bool, typer.Option("--plain", help="Ask in plain numbered lines, for a screen reader.")]
Quick = Annotated[bool, typer.Option("--quick", help="Ask at most 8 questions.")]


def today() -> date:
    """Return the day, or the one that SOURCE_DATE_EPOCH names, for results that can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), timezone.utc).date() if epoch.isdecimal() else datetime.now().date()


@app.callback(invoke_without_command=True)
def entry(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    plain: Plain = False,
    quick: Quick = False,
) -> None:
    """Without a command: ask, and show the list."""
    if version:
        print_out(f"ivfprep {__version__}\n")
    elif context.invoked_subcommand is None:
        raise typer.Exit(interview(plain, quick))


@app.command()
def start(plain: Plain = False, quick: Quick = False) -> None:
    """Answer questions step by step. Every answer is saved on this computer."""
    raise typer.Exit(interview(plain, quick))


@app.command()
def demo(
    name: Annotated[str, typer.Argument(help="The name of an example.")] = "first_transfer",
    everything: Everything = False,
) -> None:
    """Show the list for a made-up patient."""
    day, catalog = today(), load_catalog()
    profile = read_answers(example_path(name), catalog, day)
    show(build_checklist(profile, catalog, day, everything=everything))
    others = ", ".join(other for other in example_names() if other != name)
    typer.echo(f"This was a made-up patient, {name}. Others: {others}. Your own list: ivfprep", err=True)


@app.command()
def make(
    answers: Answers = None,
    format_: Annotated[str | None, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    everything: Everything = False,
    documents_only: DocumentsOnly = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Make the list from a file of answers, or from the saved ones."""
    day, catalog = today(), load_catalog()
    profile = answered(answers, catalog, day)
    checklist = build_checklist(profile, catalog, day, everything=everything, documents_only=documents_only)
    if output is None:
        show(checklist, format_)
        return
    text = render(checklist, format_ or SUFFIXES.get(output.suffix.lower(), "text"))
    write_file(output, text, replace=force or may_replace(output))
    typer.echo(f"Written to {output}. It holds private health facts.", err=True)


@app.command()
def explain(
    answers: Answers = None,
    id_: Annotated[str | None, typer.Option("--id", help="Explain one line, by its id.")] = None,
) -> None:
    """Say for each line why it is there, why it is not, or which answer would decide it."""
    from ivfprep.explaining import explain as explained
    from ivfprep.render.listings import explanations

    day, catalog = today(), load_catalog()
    lines = explained(answered(answers, catalog, day), catalog, day)
    if id_ is not None:
        lines = with_id(lines, id_)
    print_out(explanations(lines, catalog.words, screen_width()))


@app.command()
def check(path: Annotated[Path | None, typer.Argument(help="A folder of data, or a file of answers.")] = None) -> None:
    """Check the questions and rules, or a file of answers, and list every problem."""
    from ivfprep.loading.checking import check_folder

    report = check_folder(path, today())
    for problem in (*report.warnings, *report.problems):
        typer.echo(str(problem), err=True)
    print_out(f"{report.summary}\n")
    raise typer.Exit(report.exit_code)


@app.command()
def sources() -> None:
    """List the documents, what each says, and what is newer."""
    from ivfprep.bibliography import list_sources
    from ivfprep.render.listings import sources as listed

    catalog = load_catalog()
    print_out(listed(catalog.words["sources_title"], list_sources(catalog), screen_width()))


@app.command()
def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    from ivfprep.interview.ending import DELETED, NOT_DELETED
    from ivfprep.interview.run import forget as forget_saved

    print_out(f"{DELETED if forget_saved() else NOTHING_SAVED}\n{NOT_DELETED}\n")


def interview(plain: bool, quick: bool) -> int:
    """Ask, save each answer, show the list, and return the exit code."""
    from ivfprep.interview.review import Line
    from ivfprep.interview.run import start as ask

    day, folder = today(), find_data()
    catalog = load_catalog(folder)

    def list_for(profile: Profile) -> Checklist:
        return build_checklist(profile, catalog, day)

    def lines(profile: Profile) -> Sequence[Line]:
        return [Line(line.id, line.text) for line in list_for(profile).ranked()]

    def shown(profile: Profile) -> None:
        show(list_for(profile))

    return ask(load_interview(folder), catalog, day, shown, lines, plain=plain, quick=quick)


def answered(answers: str | None, catalog: Catalog, day: date) -> Profile:
    """Return the answers in the named file, from standard input for `-`, or the saved ones without a name."""
    if answers == "-":
        return read_answers(sys.stdin.buffer, catalog, day)
    return read_answers(Path(answers) if answers is not None else saved_answers(), catalog, day)


def saved_answers() -> Path:
    """Return where the saved answers are; raises BadInput when there are none."""
    from ivfprep.interview.session import Session

    file = Session().file
    if not file.is_file():
        hint = "Type `ivfprep` to answer the questions, or name a file: ivfprep make FILE."
        raise BadInput(Problem("ivfprep", 0, 0, NOTHING_SAVED, hint))
    return file


def show(checklist: Checklist, format_: str | None = None) -> None:
    """Print the list as the screen can show it."""
    form = format_ or ("terminal" if shows_lines() else "text")
    print_out(render(checklist, form, width=screen_width(), colour=wants_colour()))


def screen_width() -> int:
    """Return the columns of the screen, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def may_replace(output: Path) -> bool:
    """Return whether the person at the terminal agrees to replace a file; without a terminal nobody is asked."""
    if not output.exists() or not sys.stdin.isatty():
        return False
    return typer.confirm(f"{output} is there already. Replace it?", err=True)


def with_id(lines: Sequence[Explanation], id_: str) -> tuple[Explanation, ...]:
    """Return the lines with this id, or that begin with it before the `@`; raises BadInput when there are none."""
    from ivfprep.loading.spelling import did_you_mean

    wanted = tuple(line for line in lines if id_ in (line.id, line.id.partition("@")[0]))
    if not wanted:
        hint = did_you_mean(id_, [line.id for line in lines]) or "`ivfprep explain` without --id lists them all."
        raise BadInput(Problem("--id", 0, 0, f"There is no line '{id_}'.", hint))
    return wanted


def main() -> None:
    """Run the program; the one place where an error becomes an exit code."""
    try:
        app()
    except IvfprepError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
