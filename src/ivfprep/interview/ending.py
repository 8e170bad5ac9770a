"""The last lines of the interview: where the answers are, what comes next, and whether to keep, move or delete them."""

from __future__ import annotations

from pathlib import Path

from ivfprep.errors import OutputFailed
from ivfprep.interview.asking import Ask, Asker, Command, Row
from ivfprep.interview.session import Session

KEEP = Row("keep", "Keep them where they are")
MOVE = Row("move", "Move them to a place I choose")
DELETE = Row("delete", "Delete them")
WHY = "They are private. Keep them to change an answer later. Delete them if others use this computer."
NEXT = (
    "Nothing left this computer.\n"
    "To print your page, type: ivfprep make\n"
    "To change an answer, type: ivfprep start\n"
    "To delete what is saved, type: ivfprep forget"
)
QUICK_ADDS = (
    "This was the short form. The long form asks about each transfer and treatment, your health and your tests.\n"
    "It keeps what you said. To go on with it, type: ivfprep start"
)
DELETED = "Your answers are deleted."
NOT_DELETED = (
    "I cannot delete what is elsewhere: pages you printed or saved, the printer's queue, backups, and the lines\n"
    "that you can scroll back to in this window."
)


def finish(asker: Asker, session: Session, quick: bool) -> None:
    """Say what there is and what to do next; ask what becomes of the answers."""
    asker.say(f"\nYour answers are in {session.file}")
    asker.say(NEXT + (f"\n{QUICK_ADDS}" if quick else ""))
    screen = Ask("one", "Do you want to keep, move or delete your answers?", WHY, (KEEP, MOVE, DELETE))
    reply = asker.ask(screen)
    if reply == MOVE.value:
        _move(asker, session)
    elif reply == DELETE.value:
        session.forget()
        asker.say(f"{DELETED}\n{NOT_DELETED}")
    else:
        asker.say("They stay where they are.")


def _move(asker: Asker, session: Session) -> None:
    note = ""
    while True:
        screen = Ask("line", "Where do you want them?", WHY, note=note, example="a folder or a new file")
        reply = asker.ask(screen)
        if isinstance(reply, Command) or not isinstance(reply, str):
            return
        try:
            place = session.move(Path(reply))
        except OutputFailed as error:
            note = f"{error} Type another place, or skip."
        else:
            asker.say(f"Your answers are now in {place}\nTo print your page, type: ivfprep make {place}")
            return
