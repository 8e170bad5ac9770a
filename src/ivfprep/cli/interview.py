"""`ivfprep start` and `ivfprep forget`: the interview, joined to the content and the list."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from ivfprep.cli.tasks import Packs, catalog_with
from ivfprep.cli.world import NOTHING_SAVED, today
from ivfprep.interview import run
from ivfprep.interview.ending import DELETED, NOT_DELETED
from ivfprep.interview.review import Line
from ivfprep.loading.content import load_interview
from ivfprep.profile import Profile
from ivfprep.writing import print_out


def interview(*, plain: bool, quick: bool, packs: Packs = None) -> int:
    """Ask, save each answer, show the list, and return the exit code."""
    gc.enable()  # an interview is long
    day, catalog = today(), catalog_with(packs)

    def lines(profile: Profile) -> Sequence[Line]:
        from ivfprep.checklist import build_checklist  # the first question does not wait for it

        return [Line(line.id, line.text) for line in build_checklist(profile, catalog, day).ranked()]

    def shown(profile: Profile) -> None:
        from ivfprep.checklist import build_checklist
        from ivfprep.cli.tasks import show

        show(build_checklist(profile, catalog, day))

    return run.start(load_interview(), catalog, day, shown, lines, plain=plain, quick=quick)


def forget() -> None:
    """Delete the saved answers, and say what cannot be deleted."""
    print_out(f"{DELETED if run.forget() else NOTHING_SAVED}\n{NOT_DELETED}\n")
