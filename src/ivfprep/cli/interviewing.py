"""`ivfprep start` and `ivfprep forget`: the interview, joined to the content and the list."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from ivfprep.choosing import Line, before_visit, to_choose, to_note
from ivfprep.cli.opening import Packs, catalog_with, own_session, private_session, saved_session
from ivfprep.cli.world import NOTHING_SAVED, today
from ivfprep.interview import run
from ivfprep.interview.askers.wrapping import screen_width, wrap
from ivfprep.interview.ending import DELETED, NOT_DELETED, Page
from ivfprep.loading.content import load_interview
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist
from ivfprep.writing import print_out, write_file


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

        def whole() -> Checklist:
            return build_checklist(profile, catalog, day, everything=True)

        return page_of(build_checklist(profile, catalog, day), whole, drawn)

    return run.start(load_interview(), catalog, day, page, lines, private_session(), plain=plain, quick=quick)


def page_of(checklist: Checklist, whole: Callable[[], Checklist], drawn: bool) -> Page:
    """Return what can be done with a finished list at the end of the interview; not `drawn` is for a screen reader.

    `whole` makes it with the full list after it, which is read on the screen alone.
    """
    from ivfprep.cli.printing import print_sheet
    from ivfprep.cli.tasks import Look, file_bytes, show, show_front

    def write(place: Path, is_ours: bool, is_large: bool) -> None:
        write_file(place, file_bytes(checklist, None, place, Look(large=is_large)), replace=is_ours)

    return Page(
        show_front=lambda: show_front(checklist, drawn),
        show_all=lambda: show(whole(), None if drawn else "text"),
        write=write,
        send_to_printer=lambda is_large: print_sheet(checklist, Look(large=is_large), None, agreed=True),
    )


def notes(answers: str | None, *, plain: bool, packs: Packs = None) -> int:
    """Ask what the doctor said, keep it with the answers, and return the exit code."""
    from ivfprep.checklist import build_checklist
    from ivfprep.interview import note_taking
    from ivfprep.loading.answers import read_answers

    gc.enable()  # it asks, and that is long
    day, catalog = today(), catalog_with(packs)
    session = own_session(Path(answers)) if answers is not None else saved_session()
    profile = read_answers(session.file, catalog, day)

    def lines(on: str) -> Sequence[Line]:
        return to_note(build_checklist(before_visit(profile, on), catalog, day))

    return note_taking.start(session, lines, catalog, profile.visit.date, day, plain=plain)


def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    said = f"{DELETED if private_session().forget() else NOTHING_SAVED}\n{NOT_DELETED}"
    print_out("\n".join(wrap(said, screen_width())) + "\n")
