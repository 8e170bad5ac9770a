"""The last lines of the interview: the front of the page, what to do with it, and what becomes of the answers."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ivfprep.errors import OutputFailed
from ivfprep.formats import ending_of
from ivfprep.interview.asking import Ask, Asker, Command, Row
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.session import Session

PDF = Row(ending_of("pdf"), "Save it as a PDF: best for printing and sending")
LARGE = Row("large", "Save it as a PDF in large letters")
HTML = Row(ending_of("html"), "Save it as a web page, for any browser")
TEXT = Row(ending_of("text"), "Save it as a plain text file")
PRINT = Row("print", "Print it")
PRINT_LARGE = Row("print_large", "Print it in large letters")
READ = Row("read", "Read all of it here, with my full list")
CHANGE = Row("change", "Change something")
DONE = Row("done", "Done")
READY = "Your page is ready. It holds private health facts. What would you like to do?"
READY_WHY = (
    "Above is the front, which you hand over. The back has your plan, more questions and the sources.\n"
    "A saved file stays in this folder until you delete it. To leave lines off, choose: Change something."
)
LONG_FRONT = "The front is longer than this window. Scroll up to read it from its beginning."
HINTS = 6
"""So many lines stand about the rows of the choice that follows the front."""

SCROLL = "That was all of it. Scroll up to read it from the top."
PAGE = "visit-questions"

KEEP = Row("keep", "Keep them where they are")
MOVE = Row("move", "Move them to a place I choose")
DELETE = Row("delete", "Delete them")
WHY = "They are private. Keep them to change an answer later. Delete them if others use this computer."
KEPT = (
    "They stay where they are. To see your page or change it, type: ivfprep\n"
    "After the visit, to note what was said, type: ivfprep notes\n"
    "To delete your answers, type: ivfprep forget"
)
QUICK_ADDS = (
    "This was the short form. The long form asks about each transfer and treatment, your health and your tests.\n"
    "It keeps what you said. To go on with it, type ivfprep, and choose the long form."
)
DELETED = "Your answers are deleted."
NOT_DELETED = (
    "I cannot delete what is elsewhere: pages you printed or saved, the printer's queue, backups, and the lines "
    "that you can scroll back to in this window."
)


class Page(NamedTuple):
    """What can be done with a page. `write` and `send_to_printer` raise OutputFailed.

    `show_front` returns how many lines it took.
    `write` takes a new file, or one of ours that it may replace; both take whether the letters are to be large.
    """

    show_front: Callable[[], int]
    show_all: Callable[[], None]
    write: Callable[[Path, bool, bool], None]
    send_to_printer: Callable[[bool], None]


class Files:
    """The files that were made of the page in this run, by what was chosen."""

    def __init__(self) -> None:
        self.by_choice: dict[str, Path] = {}

    def place(self, choice: str) -> tuple[Path, bool]:
        """Return where the page goes, and whether a file of ours is there already; raises OSError."""
        if choice in self.by_choice:
            return self.by_choice[choice], True
        name, ending = (f"{PAGE}-large", PDF.value) if choice == LARGE.value else (PAGE, choice)
        return _new_name(Path.cwd(), name, ending), False

    def __str__(self) -> str:
        """Return where they are, in a sentence; "" where there are none."""
        places = " and ".join(map(str, self.by_choice.values()))
        return f"Your page is in {places}. Delete it when you are done." if places else ""


def offer_page(asker: Asker, page: Page, files: Files) -> bool:
    """Show the front, do with the page what is wished, and return whether that is all; else answers are to change.

    Raises Stopped. Where something cannot be done the person is told, and can choose something else.
    """
    again = _saved_again(page, files)
    lines = page.show_front()
    rows, note = [PDF, LARGE, TEXT, PRINT, PRINT_LARGE, READ, CHANGE, DONE], ""
    if lines + len(rows) + HINTS > shutil.get_terminal_size().lines:
        asker.say(LONG_FRONT)
    if again:
        asker.say(again)
    while True:
        reply = asker.ask(Ask("one", READY, READY_WHY, tuple(rows), note=note))
        note = ""
        if reply is Command.STOP:
            raise Stopped
        if reply in (CHANGE.value, Command.BACK):
            return False
        if reply == DONE.value or isinstance(reply, Command):
            return True
        if reply == READ.value:
            page.show_all()
            asker.say(SCROLL)
        elif reply in (PRINT.value, PRINT_LARGE.value):
            note = _sent(page, reply == PRINT_LARGE.value)
        else:
            note = _saved(asker, page, files, str(reply))
            if note and HTML not in rows:
                rows.insert(2, HTML)


def _sent(page: Page, is_large: bool) -> str:
    """Print the page; return what went wrong, if anything."""
    try:
        page.send_to_printer(is_large)
    except OutputFailed as error:
        return f"{error.problems[0].message} Save it as a PDF instead, and print that from any PDF viewer."
    return ""


def _saved(asker: Asker, page: Page, files: Files, choice: str) -> str:
    """Make a file of the page; return what went wrong, if anything."""
    try:
        place, is_ours = files.place(choice)
        page.write(place, is_ours, choice == LARGE.value)
    except OutputFailed as error:
        return f"{error.problems[0].message} Choose another kind, or done."
    except OSError as error:
        return f"I cannot write in this folder: {error.strerror}. Choose done, and start in another folder."
    files.by_choice[choice] = place
    asker.say(f"Your page is now in {place}")
    return ""


def _saved_again(page: Page, files: Files) -> str:
    """Make the files of this run again, as the answers may have changed since; return what was done, "" for nothing."""
    said = []
    for choice, place in files.by_choice.items():
        if not place.exists():
            continue
        try:
            page.write(place, True, choice == LARGE.value)
        except OutputFailed as error:
            said.append(f"{error.problems[0].message} {place} is still as it was before the change.")
        else:
            said.append(f"Your page in {place} is made again, as your answers are now.")
    return "\n".join(said)


def _new_name(folder: Path, name: str, ending: str) -> Path:
    """Return a name for the page that no file in this folder has."""
    names = (f"{name}{'' if number == 1 else f'-{number}'}{ending}" for number in count(1))
    return next(folder / one for one in names if not (folder / one).exists())


def finish(asker: Asker, session: Session, files: Files, quick: bool) -> None:
    """Say what is kept and where; ask what becomes of the answers, and say how to come back to them or forget them."""
    kept = f"Nothing left this computer. Your answers are in {session.file}"
    asker.say("\n".join(filter(None, ["", kept, str(files)])))
    screen = Ask("one", "Do you want to keep, move or delete your answers?", WHY, (KEEP, MOVE, DELETE))
    reply = asker.ask(screen)
    if reply == MOVE.value:
        _move(asker, session)
    elif reply == DELETE.value:
        session.forget()
        asker.say(f"{DELETED}\n{NOT_DELETED}")
    else:
        asker.say(KEPT + (f"\n{QUICK_ADDS}" if quick else ""))


def _move(asker: Asker, session: Session) -> None:
    note = ""
    while True:
        screen = Ask("line", "Where do you want them?", WHY, note=note, example="a folder or a new file")
        reply = asker.ask(screen)
        if isinstance(reply, Command) or not isinstance(reply, str):
            asker.say(KEPT)
            return
        try:
            place = session.move(Path(reply))
        except OutputFailed as error:
            note = f"{error} Type another place, or skip."
        else:
            name = shlex.quote(str(place))
            asker.say(
                f"Your answers are now in {place}\nTo print your page, type: ivfprep print {name}\n"
                f"After the visit, type: ivfprep notes {name}\nTo forget your answers, delete that file."
            )
            return
