"""The command line: which words there are. What they do is in `tasks`, loaded when a command runs."""

# Annotations are not postponed here: typer would evaluate every one of them whenever it starts, which takes 4 ms.
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ivfprep import __version__
from ivfprep.cli import streams
from ivfprep.cli.named_files import named, named_path, refuse_inputs, result_file, result_folder
from ivfprep.errors import BadInput, IvfprepError, OutputFailed, Problem
from ivfprep.formats import FORMATS, IN_FILES, PAPERS, in_words

INTERRUPTED = 130

WRONG_WORDS: Any = typer.BadParameter.__base__
"""What typer raises for words of the call that it does not know; it gives the class no name of its own."""

app = typer.Typer(
    name="ivfprep",
    help="A short list of questions to take to your fertility doctor. It gives no advice.",
    epilog="Exit codes: 0 done; 1 a finding, with --strict; 2 a word of the call or an answer cannot be used; "
    "3 broken questions or rules; 4 the result could not be written; 70 a fault in the program; 129, 130 and 143 "
    "the window was closed, you interrupted, or the system ended it, answers saved.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Answers = Annotated[
    str | None, typer.Argument(metavar="[ANSWERS]", parser=named, help="A file of answers, or - for standard input.")
]
AnswersOrFolder = Annotated[
    str | None,
    typer.Argument(
        metavar="[ANSWERS]", parser=named, help="A file of answers, a folder of them, or - for standard input."
    ),
]
AnswersFile = Annotated[str | None, typer.Argument(metavar="[ANSWERS]", parser=named, help="A file of answers.")]
Everything = Annotated[bool, typer.Option("--all", help="Add the full list: every line, on pages of its own.")]
DocumentsOnly = Annotated[bool, typer.Option("--documents-only", help="Leave out what is not from the five documents.")]
Packs = Annotated[
    list[Path] | None,
    typer.Option("--pack", metavar="FOLDER", parser=named_path, help="Add a clinic's own questions. May be repeated."),
]
ClinicFile = Annotated[
    Path | None,
    typer.Option("--clinic", metavar="FILE", parser=named_path, help="A clinic's own file, for its name and numbers."),
]
Paper = Annotated[str | None, typer.Option("--paper", metavar="PAPER", help=f"{in_words(PAPERS)}, for a PDF.")]
Large = Annotated[bool, typer.Option("--large", help="Large print (18 pt), for a PDF.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]
Plain = Annotated[bool, typer.Option("--plain", help="Ask in plain numbered lines, for a screen reader.")]
Quick = Annotated[bool, typer.Option("--quick", help="Ask at most 8 questions.")]


@app.callback(invoke_without_command=True)
def entry(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version, and when the content was checked.")
    ] = False,
    plain: Plain = False,
    quick: Quick = False,
) -> None:
    """Without a command: ask, and show the list."""
    if version:
        from ivfprep.cli import opening

        about = opening.catalog_with(None).about
        typer.echo(f"ivfprep {__version__}")
        typer.echo(f"Content {about.version}, checked on {about.checked}, next check {about.next_check}.")
    elif context.invoked_subcommand is None:
        start(plain, quick)


@app.command()
def start(plain: Plain = False, quick: Quick = False, packs: Packs = None) -> None:
    """Answer questions step by step. Every answer is saved on this computer."""
    from ivfprep.cli.clinics import find_setting
    from ivfprep.cli.interviewing import interview

    raise typer.Exit(interview(plain=plain, quick=quick, packs=find_setting(None, packs).packs))


@app.command()
def demo(
    name: Annotated[str, typer.Argument(help="The name of an example.")] = "first_transfer",
    everything: Everything = False,
    packs: Packs = None,
) -> None:
    """Show the list for a made-up patient."""
    from ivfprep.cli import tasks

    tasks.demo(name, everything, packs)


@app.command()
def make(
    answers: AnswersOrFolder = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{in_words(FORMATS)}.")] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            parser=named,
            help="Write to this file, or - for the screen; for a folder of answers, into this folder.",
        ),
    ] = None,
    everything: Everything = False,
    documents_only: DocumentsOnly = False,
    paper: Paper = None,
    large: Large = False,
    clinic: ClinicFile = None,
    packs: Packs = None,
    force: Force = False,
    index: Annotated[
        bool, typer.Option("--index", help="For a folder: also write index.html, which lists the sheets.")
    ] = False,
) -> None:
    """Make the list from your answers. They are in a file, in a folder of files, or saved."""
    from ivfprep.cli import tasks
    from ivfprep.cli.clinics import find_setting

    kind = tasks.Kind(everything, documents_only, find_setting(clinic, packs))
    look = tasks.Look(paper, large)
    if answers is not None and Path(answers).is_dir():
        folder = result_folder(output)
        raise typer.Exit(tasks.make_all(Path(answers), folder, format_, kind, look, force=force, index=index))
    if index:
        raise BadInput(Problem("--index", 0, 0, "It lists the sheets of a folder of answers.", "Leave it out."))
    file = result_file(output)
    if file is not None:
        refuse_inputs(file, tasks.read_for(answers, kind))
    tasks.form_of(format_, file, look)
    checklist = tasks.checklist_for(answers, kind)
    if file is None:
        tasks.show(checklist, format_)
    else:
        tasks.write(checklist, format_, file, look, force)


@app.command(name="print")
def print_(
    answers: Answers = None,
    everything: Everything = False,
    documents_only: DocumentsOnly = False,
    paper: Paper = None,
    large: Large = False,
    clinic: ClinicFile = None,
    packs: Packs = None,
    printer: Annotated[str | None, typer.Option("--printer", parser=named, help="The name of the printer.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Print without being asked first.")] = False,
) -> None:
    """Print the sheet on paper, both sides of one sheet."""
    from ivfprep.cli import printing, tasks
    from ivfprep.cli.clinics import find_setting

    checklist = tasks.checklist_for(answers, tasks.Kind(everything, documents_only, find_setting(clinic, packs)))
    printing.print_sheet(checklist, tasks.Look(paper, large), printer, yes)


@app.command()
def handout(
    add_ons: Annotated[list[str] | None, typer.Argument(metavar="[ADD_ON]...", help="For which treatments.")] = None,
    clinic: ClinicFile = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{in_words(IN_FILES)}.")] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", parser=named, help="Write to this file or folder."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List every handout.")] = False,
    every: Annotated[bool, typer.Option("--every", help="Write every handout into the folder -o.")] = False,
    everything: Everything = False,
    paper: Paper = None,
    large: Large = False,
    packs: Packs = None,
    force: Force = False,
) -> None:
    """Make the blank sheet that a clinic hands out. There is no personal fact on it."""
    from ivfprep.cli import handouts
    from ivfprep.cli.clinics import find_setting
    from ivfprep.cli.tasks import Look

    handouts.refuse_together(add_ons or (), list_, every, output)
    desk, look = (
        handouts.desk(find_setting(clinic, packs), everything),
        Look(paper, large),
    )
    if list_:
        handouts.list_all(desk.catalog)
    elif every:
        handouts.every(desk, format_, result_folder(output), look, force)
    else:
        handouts.one(desk, add_ons or (), format_, result_file(output), look, force)


@app.command()
def page(
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", parser=named, help="Write to this file.")
    ] = None,
    clinic: ClinicFile = None,
    packs: Packs = None,
    force: Force = False,
) -> None:
    """Make one HTML file that asks the questions in a browser. Nothing leaves the device it is opened on."""
    from ivfprep.cli.clinics import find_setting
    from ivfprep.cli.pages import write_page

    write_page(result_file(output), find_setting(clinic, packs), force)


@app.command()
def clinic(clinic: ClinicFile = None, packs: Packs = None) -> None:
    """Show which clinic is set for the sheets made here, and check its file and its packs."""
    from ivfprep.cli.clinics import show_setting

    raise typer.Exit(show_setting(clinic, packs))


@app.command()
def explain(
    answers: Answers = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Explain one line, by its id.")] = None,
    packs: Packs = None,
) -> None:
    """Say why each line is there or not. Or say which answer would decide it."""
    from ivfprep.cli import tasks
    from ivfprep.cli.clinics import find_setting

    tasks.explain(answers, id_, find_setting(None, packs).packs)


@app.command()
def check(
    path: Annotated[
        Path | None,
        typer.Argument(parser=named_path, metavar="[PATH]", help="A folder of data, a pack, or a file of answers."),
    ] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Say what no case tries.")] = False,
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FOLDER", parser=named_path, help="Which cases to try.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 when there is a warning.")] = False,
) -> None:
    """Check the questions and rules, or a file of answers. Every problem is listed.

    Every rule can fire and be silent, every line can be reached, every prompt matters, every claim is carried, and no
    two rules are the same.
    """
    from ivfprep.cli import tasks

    raise typer.Exit(tasks.check(path, coverage=coverage, cases=cases, strict=strict))


@app.command()
def sources() -> None:
    """List the documents, what each says, and what is newer."""
    from ivfprep.cli import tasks

    tasks.sources()


@app.command()
def notes(answers: AnswersFile = None, plain: Plain = False, packs: Packs = None) -> None:
    """After the visit: note what the doctor said. Your next list shows what is still open."""
    from ivfprep.cli import opening
    from ivfprep.cli.clinics import find_setting
    from ivfprep.cli.interviewing import notes

    opening.warn_of_comments(answers)
    raise typer.Exit(notes(answers, plain=plain, packs=find_setting(None, packs).packs))


@app.command()
def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    from ivfprep.cli.interviewing import forget
    from ivfprep.writing import sweep

    sweep(Path.cwd())
    forget()


def main() -> None:
    """Run the program, and end with its code."""
    sys.exit(_run())


def _run() -> int:
    """Return the exit code: the one place where an error becomes one."""
    try:
        streams.open_streams()
        streams.end_in_order()
        _keep_to(sys.argv[1:2])
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as ended:
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        return _said(ended.__context__)  # typer calls a closed pipe a failure
    except Exception as error:
        return _said(error)
    return code if isinstance(code, int) else 0


def _keep_to(words: Sequence[str]) -> None:
    """Leave out the other commands where the first word is one: to make them all ready takes longer than to run one."""
    called = [one for one in app.registered_commands if one.callback and (one.name or one.callback.__name__) in words]
    app.registered_commands = called or app.registered_commands


def _said(error: Exception) -> int:
    """Say what went wrong, and return the exit code for it."""
    if isinstance(error, BrokenPipeError):
        streams.give_up_output()
        return 0
    if isinstance(error, IvfprepError):
        streams.say(str(error))
        return error.exit_code
    if isinstance(error, WRONG_WORDS):
        words = io.StringIO()
        error.show(file=words)
        streams.say(words.getvalue().rstrip())
        return BadInput.exit_code
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        said = f"{place}{error.strerror or error}."
        streams.say(str(Problem("ivfprep", 0, 0, said, "Check the place and its rights.")))
        streams.give_up_output()
        return OutputFailed.exit_code
    if os.environ.get("IVFPREP_TRACEBACK"):
        raise error
    from ivfprep.cli import crash

    streams.say(crash.report(error))
    return crash.EXIT_CODE
