"""`ivfprep notes` in a terminal: joins the notes of a visit, the saved answers and a face."""

from __future__ import annotations

import os
from datetime import date

from ivfprep.catalog import Catalog
from ivfprep.interview.dialogue import hold
from ivfprep.interview.run import choose_face, ending_well, need_terminal
from ivfprep.interview.session import Session
from ivfprep.interview.visit_notes import LinesAt, Notes

NO_TERMINAL_HINT = "You can also write `visits` into the answers file by hand; the README shows how."
SAVED = "Your notes are saved. To go on, type: ivfprep notes"
DONE = "Thank you. Your notes are saved with your answers. They stand on your next page: ivfprep make"


def start(session: Session, lines: LinesAt, catalog: Catalog, planned: str, today: date, *, plain: bool = False) -> int:
    """Ask what the visit brought and return the exit code: 0, or 130 when it was interrupted and saved.

    `planned` is the ISO date of the visit that was planned, or another text for none. Raises BadInput without a
    terminal.
    """
    need_terminal("ivfprep notes", NO_TERMINAL_HINT)
    asker = choose_face(plain, os.environ)
    with ending_well(asker, SAVED) as ending:
        hold(Notes(session, session.load() or {}, lines, catalog).take(planned, today), asker)
        asker.say(DONE)
    return ending.code
