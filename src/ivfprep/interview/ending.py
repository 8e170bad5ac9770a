"""The last lines of the interview: the page as a file, what comes next, and what becomes of the answers."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from itertools import count
from pathlib import Path

from ivfprep.errors import OutputFailed
from ivfprep.formats import ending_of
from ivfprep.interview.asking import Ask, Asker, Command, Row
from ivfprep.interview.session import Session

KEEP = Row("keep", "Keep them where they are")
MOVE = Row("move", "Move them to a place I choose")
DELETE = Row("delete", "Delete them")
WHY = "They are private. Keep them to change an answer later. Delete them if others use this computer."
PDF = Row(ending_of("pdf"), "Yes, as a PDF: best for printing")
HTML = Row(ending_of("html"), "Yes, as a web page, for any browser")
NO_FILE = Row("no", "No, not now")
FILE_WHY = "You can print the file, or send it to yourself. It holds private health facts. Delete it when you are done."
PAGE = "visit-questions"
NEXT = (
    "Nothing left this computer.\n"
    "To print your page, type: ivfprep print\n"
    "To save it as a file, type: ivfprep make -o visit-questions.pdf\n"
    "To change an answer or leave lines out, type: ivfprep start\n"
    "After the visit, to note what was said, type: ivfprep notes\n"
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


def offer_page(asker: Asker, write: Callable[[Path], None]) -> None:
    """Ask whether the page is wanted as a file, and `write` it to the folder the person is in, under a new name.

    `write` raises OutputFailed when it cannot; the person is told, and can choose another kind or none.
    """
    note = ""
    while True:
        screen = Ask("one", "Do you want your page as a file?", FILE_WHY, (PDF, HTML, NO_FILE), note=note)
        reply = asker.ask(screen)
        if reply not in (PDF.value, HTML.value):
            return
        try:
            place = _new_name(Path.cwd(), reply)
            write(place)
        except OutputFailed as error:
            note = f"{error} Choose another kind, or no."
        except OSError as error:
            note = f"I cannot write in this folder: {error.strerror}. Choose no."
        else:
            asker.say(f"Your page is now in {place}")
            return


def _new_name(folder: Path, ending: str) -> Path:
    """Return a name for the page that no file in this folder has."""
    names = (f"{PAGE}{'' if number == 1 else f'-{number}'}{ending}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


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
            asker.say(
                f"Your answers are now in {place}\nTo print your page, type: ivfprep print {shlex.quote(str(place))}"
            )
            return
