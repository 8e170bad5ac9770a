"""`ivfprep start` and `ivfprep forget`: the interview, joined to the content and the list."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from ivfprep.cli.opening import Packs, catalog_with, own_session, private_session, saved_session
from ivfprep.cli.world import NOTHING_SAVED, today
from ivfprep.interview import run
from ivfprep.interview.ending import DELETED, NOT_DELETED, Page
from ivfprep.interview.review import Line
from ivfprep.loading.content import load_interview
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist, FlagLine, QuestionLine
from ivfprep.writing import print_out, write_file


def interview(*, plain: bool, quick: bool, packs: Packs = None) -> int:
    """Ask, save each answer, show the list, and return the exit code."""
    gc.enable()  # an interview is long
    day, catalog = today(), catalog_with(packs)

    # The first question does not wait for what makes the list.
    def lines(profile: Profile) -> Sequence[Line]:
        from ivfprep.checklist import build_checklist

        return as_lines(on_the_page(build_checklist(profile, catalog, day)))

    def page(profile: Profile, drawn: bool) -> Page:
        from ivfprep.checklist import build_checklist

        return page_of(build_checklist(profile, catalog, day), drawn)

    return run.start(load_interview(), catalog, day, page, lines, private_session(), plain=plain, quick=quick)


def page_of(checklist: Checklist, drawn: bool) -> Page:
    """Return what can be done with a finished list at the end of the interview; not `drawn` is for a screen reader."""
    from ivfprep.cli.printing import print_sheet
    from ivfprep.cli.tasks import Look, file_bytes, show, show_front

    def write(place: Path, is_ours: bool) -> None:
        write_file(place, file_bytes(checklist, None, place, Look()), replace=is_ours)

    return Page(
        show_front=lambda: show_front(checklist, drawn),
        show_all=lambda: show(checklist, None if drawn else "text"),
        write=write,
        send_to_printer=lambda: print_sheet(checklist, Look(), None, agreed=True),
    )


def notes(answers: str | None, *, plain: bool, packs: Packs = None) -> int:
    """Ask what the doctor said, keep it with the answers, and return the exit code."""
    from ivfprep.checklist import build_checklist
    from ivfprep.interview import visit_notes
    from ivfprep.loading.answers import read_answers

    gc.enable()  # it asks, and that is long
    day, catalog = today(), catalog_with(packs)
    session = own_session(Path(answers)) if answers is not None else saved_session()
    profile = read_answers(session.file, catalog, day)
    checklist = build_checklist(profile, catalog, day)
    lines = to_note(checklist)
    return visit_notes.start(session, lines, profile.visit.date, day, plain=plain)


def to_note(checklist: Checklist) -> list[Line]:
    """Return what the doctor may have said something to: the three questions, then what else stands on the sheet."""
    sheet = checklist.handover
    three = [Line(asked.id, asked.ask) for asked in sheet.three]
    checks = [Line(item.ids[0], item.text, True) for block in sheet.checks for item in block.items if item.ids]
    more = [Line(one.id, one.text) for one in sheet.more]
    return list({line.id: line for line in (*three, *more, *checks)}.values())


def as_lines(lines: Sequence[FlagLine | QuestionLine], *, asked: bool = False) -> list[Line]:
    """Return lines as a person chooses among them: a flag by what it says, or by what it asks."""
    return [
        Line(line.id, line.ask if asked and isinstance(line, FlagLine) else line.text, isinstance(line, FlagLine))
        for line in lines
    ]


def on_the_page(checklist: Checklist) -> list[FlagLine | QuestionLine]:
    """Return the lines that stand on the printed page, those at the top first."""
    printed = [line for line in checklist.ranked() if line.id not in {left.id for left in checklist.left_out}]
    return sorted(printed, key=lambda line: (line.id not in checklist.top, line.rank))


def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    print_out(f"{DELETED if private_session().forget() else NOTHING_SAVED}\n{NOT_DELETED}\n")
