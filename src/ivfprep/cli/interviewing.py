"""`ivfprep start` and `ivfprep forget`: the interview, joined to the content and the list."""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from ivfprep.cli.opening import Packs, catalog_with, own_session, private_session, saved_session
from ivfprep.cli.world import NOTHING_SAVED, today
from ivfprep.interview import run
from ivfprep.interview.ending import DELETED, NOT_DELETED, Page
from ivfprep.interview.review import Line
from ivfprep.loading.content import load_interview
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist, FlagLine, QuestionLine
from ivfprep.writing import print_out, write_file

OWN, OTHER, GENERAL = "your own questions", "another treatment", "your history, tests and care"
"""What a line is about, where that is no treatment with a name."""


def interview(*, plain: bool, quick: bool, packs: Packs = None) -> int:
    """Ask, save each answer, show the list, and return the exit code."""
    gc.enable()  # an interview is long
    day, catalog = today(), catalog_with(packs)

    # The first question does not wait for what makes the list.
    def lines(profile: Profile) -> Sequence[Line]:
        from ivfprep.checklist import build_checklist

        names = {one.id: one.name for one in catalog.add_ons}
        return to_choose(build_checklist(msgspec.structs.replace(profile, top=()), catalog, day), names)

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

    def lines(on: str) -> Sequence[Line]:
        return to_note(build_checklist(before_visit(profile, on), catalog, day))

    return visit_notes.start(session, lines, catalog, profile.visit.date, day, plain=plain)


def before_visit(profile: Profile, day: str) -> Profile:
    """Return the answers as they were for the sheet of a visit: without what it and later ones noted and changed."""
    replace = msgspec.structs.replace
    stopped = tuple(one for one in profile.stopped if one.on >= day)
    named = () if isinstance(profile.add_ons, str) else profile.add_ons
    changed = [replace(one, changes=tuple(change for change in one.changes if change.on < day)) for one in named]
    return replace(
        profile,
        visits=tuple(visit for visit in profile.visits if visit.date < day),
        stopped=tuple(one for one in profile.stopped if one.on < day),
        add_ons=(*changed, *(one.was for one in stopped)) or profile.add_ons,
    )


def to_note(checklist: Checklist) -> list[Line]:
    """Return what the doctor may have said something to: the three questions, then what else stands on the sheet."""
    sheet = checklist.handover
    three = [Line(asked.id, asked.ask, group=sheet.three_part.heading, suggested=True) for asked in sheet.three]
    head = sheet.checks_part.heading
    checks = [Line(item.ids[0], item.text, True, head) for block in sheet.checks for item in block.items if item.ids]
    more = [Line(one.id, one.text, group=sheet.more_part.heading) for one in sheet.more]
    by_id: dict[str, Line] = {}
    for line in (*three, *checks, *more):
        by_id.setdefault(line.id, line)
    return list(by_id.values())


def to_choose(checklist: Checklist, names: Mapping[str, str]) -> list[Line]:
    """Return the lines as a person chooses among them: the three that are suggested, then all, by what they are about.

    A suggested one that is a line of the list too stands in both places. `names` are those of the treatments.
    """
    suggested = [Line(asked.id, asked.ask, suggested=True) for asked in checklist.handover.three]
    left_out = {left.id for left in checklist.left_out}
    asked = {id_ for one in checklist.handover.three for id_ in one.covers}
    printed = [_about(line, names, asked) for line in checklist.ranked() if line.id not in left_out]
    groups = list(dict.fromkeys(line.group for line in printed))
    return [*suggested, *sorted(printed, key=lambda line: groups.index(line.group))]


def _about(line: FlagLine | QuestionLine, names: Mapping[str, str], asked: Collection[str]) -> Line:
    group = OWN if line.layer == "own" else names.get(line.add_on, OTHER) if line.add_on else GENERAL
    # What is to be found out stands on the front, among the checks, whatever comes first.
    is_flag = isinstance(line, FlagLine)
    can_be_first = line.id not in asked and not (is_flag and line.status == "find-out")
    return Line(line.id, line.text, is_flag, group[:1].upper() + group[1:], can_be_first=can_be_first)


def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    print_out(f"{DELETED if private_session().forget() else NOTHING_SAVED}\n{NOT_DELETED}\n")
