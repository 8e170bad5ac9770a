"""`ivfprep start`: joins the flow, the saved answers and a face, from the first line to the last."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import FrameType

from ivfprep.catalog import Catalog
from ivfprep.errors import BadInput, Problem
from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.asking import Ask, Asker, ClosedWindow, Command, Row
from ivfprep.interview.carried_over import carry_over
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.dialogue import Dialogue, hold
from ivfprep.interview.ending import Files, Page, finish, offer_page
from ivfprep.interview.flow import Flow
from ivfprep.interview.forms import in_form, is_short
from ivfprep.interview.paths import Data, to_profile
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.review import Lines, look_over, review
from ivfprep.interview.session import Session
from ivfprep.interview.talk import Talk
from ivfprep.profile import FORMAT, Profile
from ivfprep.prompts import Interview

LEAST_COLUMNS, LEAST_LINES = 40, 10
SAVED = "Your answers are saved. To go on, type: ivfprep start{}"
UNKEPT = "What you ticked in the list that was open is not kept. It is asked again."
INTERRUPTED = 130
PLAIN_ADVICE = "This window cannot show menus, so I ask in plain lines."
NO_TERMINAL = "This needs a terminal: it asks, and somebody answers."
NO_TERMINAL_HINT = "To make a list from a file of answers, use `ivfprep make FILE`; `ivfprep make -` reads from a pipe."

FEW, MANY, QUICK = 15, 36, 8
"""How many prompts it takes: the fewest and the most of five patients in the tests, and the most of the quick form."""

AFTER = 4
"""What is answered after that: the line that ends her own questions, the page and Done, what becomes of the answers."""

SECONDS_EACH = 13
MINUTE = 60
PROMISE = (
    "I will ask {asked}. It takes {minutes} minutes. Nothing leaves this computer.\n"
    "You can skip any question, go back, or stop. Every answer is saved as you give it.\n"
    "This is not medical advice, and does not replace your clinic."
)


CONTINUE = Row("go_on", "Go on where I stopped")
LOOK = Row("look", "Look at my answers first")
AFRESH = Row("afresh", "Start afresh, and delete these answers")
LONG = Row("long", "Go on with the long form, which asks about each transfer and treatment")
WHY = "Your answers from last time are on this computer. You decide what becomes of them."


def welcome_text(quick: bool) -> str:
    """Return the first screen: how much is asked and how long that takes, computed from what was counted."""
    if quick:
        return PROMISE.format(asked=f"{QUICK} short questions at most", minutes=f"about {minutes(QUICK)}")
    asked = f"{FEW} to {MANY} short questions, for most people, and then show your answers and your page"
    return PROMISE.format(asked=asked, minutes=f"{minutes(FEW)} to {minutes(MANY)}")


def minutes(prompts: int) -> int:
    """Return how many minutes so many prompts take with what comes after them, never too few."""
    return -(-(prompts + AFTER) * SECONDS_EACH // MINUTE)


def start(
    interview: Interview,
    catalog: Catalog,
    today: date,
    page: Callable[[Profile, bool], Page],
    lines: Lines,
    session: Session,
    *,
    plain: bool = False,
    quick: bool = False,
) -> int:
    """Run the interview in the terminal and return the exit code: 0, or 130 when it was interrupted and saved.

    `page` makes the page of a profile, drawn with lines and boxes or not, and `lines` the lines of its list, for
    choosing among them. Raises BadInput without a terminal, and when saved answers cannot be read.
    """
    need_terminal("ivfprep start", NO_TERMINAL_HINT)
    asker = choose_face(plain, os.environ)
    words = "".join(f" {word}" for word, given in (("--quick", quick), ("--plain", plain)) if given)
    with ending_well(asker, SAVED.format(words)) as ending:
        files = Files()
        run_interview(
            interview,
            catalog,
            today,
            asker,
            session,
            lines=lines,
            quick=quick,
            is_done=lambda profile: offer_page(asker, page(profile, not isinstance(asker, Plain)), files),
        )
        finish(asker, session, files, quick or is_short(session.load() or {}))
    return ending.code


class Ending:
    """How a run in the terminal ended: `code` is the exit code."""

    code = 0


@contextmanager
def ending_well(asker: Asker, saved: str) -> Iterator[Ending]:
    """Say that everything is saved, however the person ends: by choice, by the end of the keys, or by interrupting."""
    ending = Ending()
    try:
        with closing_window(asker):
            yield ending
    except Stopped:
        asker.say(_what_is_kept(asker, saved))
    except EOFError:
        _last_words(_what_is_kept(asker, saved))
    except (KeyboardInterrupt, ClosedWindow):
        _last_words(_what_is_kept(asker, saved))
        ending.code = INTERRUPTED


def _what_is_kept(asker: Asker, saved: str) -> str:
    """Return what to say at the end: ticks of a list that was left open are no answer, and go."""
    return f"{UNKEPT}\n{saved}" if getattr(asker, "has_unkept_ticks", False) else saved


def run_interview(
    interview: Interview,
    catalog: Catalog,
    today: date,
    asker: Asker,
    session: Session,
    *,
    lines: Lines = lambda profile: (),
    quick: bool = False,
    is_done: Callable[[Profile], bool] = lambda profile: True,
) -> Profile:
    """Ask what is open, save each answer, let the person look over all of them, and return the profile.

    They look over them again for as long as `is_done` returns false.
    Raises Stopped when the person stops, EOFError and KeyboardInterrupt at the end of the keys; everything answered
    is saved by then.
    """
    saved = session.load()
    flow = Flow(interview, catalog, today, Relevance(catalog, today).useful, quick or is_short(saved or {}))
    for said in session.notices:
        asker.say(said)
    if saved is not None:
        to_profile(saved, str(session.file))
    blank = in_form(new_answers(), quick)
    talk = Conversation(Talk(flow, today), session, carry_over(saved) if saved else blank)
    if saved is None:
        asker.say(welcome_text(quick))
    else:
        hold(resume(talk, blank), asker)
    hold(talk.ask_all(), asker)
    while True:
        hold(review(talk, lines), asker)
        profile = to_profile(talk.answers)
        if is_done(profile):
            return profile


def resume(talk: Conversation, blank: Data) -> Dialogue[None]:
    """Offer to go on, to look at the answers, or to start afresh. Raises Stopped."""
    while True:
        rows = (CONTINUE, LOOK, AFRESH, *([LONG] if is_short(talk.answers) else []))
        text = "I have saved answers of yours. What would you like to do?"
        reply = yield from talk.choose(Ask("one", text, WHY, rows, id="resume"))
        if reply == LOOK.value:
            yield from look_over(talk)
        elif reply == AFRESH.value and (yield from _is_sure(talk)):
            talk.session.forget()
            talk.flow.quick = is_short(blank)
            talk.begin(blank)
            yield welcome_text(talk.flow.quick)
            return
        elif reply == LONG.value:
            talk.flow.quick = False
            yield from talk.keep(in_form(talk.answers, quick=False))
            return
        elif reply in (CONTINUE.value, Command.SKIP):
            return


def _is_sure(talk: Conversation) -> Dialogue[bool]:
    rows = (Row("keep", "No, keep them"), Row("delete", "Yes, delete them"))
    text = "This deletes the saved answers. Are you sure?"
    reply = yield from talk.choose(Ask("one", text, WHY, rows, id="is_sure"))
    return reply == "delete"


def new_answers() -> Data:
    """Return the answers of somebody who has not said anything yet."""
    return {"format": FORMAT}


def need_terminal(command: str, hint: str) -> None:
    """Raise BadInput unless somebody sits at a terminal: what is piped in is never taken for an answer.

    `hint` says what to do instead.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput(Problem(command, 0, 0, NO_TERMINAL, hint))


def choose_face(plain: bool, environment: Mapping[str, str]) -> Asker:
    """Return the plain face when it is asked for, or when the terminal can show no other; otherwise menus."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal is a TextIOWrapper
    asked = plain or environment.get("IVFPREP_PLAIN", "") not in ("", "0")
    if asked or environment.get("TERM") == "dumb":
        return Plain()
    size = shutil.get_terminal_size()
    # Some consoles answer the question where the cursor is with rubbish or not at all; menus do without it.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    if size.columns >= LEAST_COLUMNS and size.lines >= LEAST_LINES and (menu := _menu()):
        return menu
    face = Plain()
    face.say(PLAIN_ADVICE)
    return face


def _menu() -> Asker | None:
    """Return the menu face, or None where the console cannot draw it."""
    from ivfprep.interview.askers.menu import Menu, can_draw  # noqa: PLC0415 - 100 ms that the plain face spares

    return Menu() if can_draw() else None


@contextmanager
def closing_window(asker: Asker) -> Iterator[None]:
    """Turn a closed window and a request to end into ClosedWindow, so that everything is left in order."""

    def close(number: int, frame: FrameType | None) -> None:
        # A prompt that is being drawn ends by itself: what is raised here would be lost in its loop.
        end = getattr(asker, "close", None)
        if end is None or not end():
            raise ClosedWindow

    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), close) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _last_words(text: str) -> None:
    try:
        sys.stdout.write(f"\n{text}\n")
        sys.stdout.flush()
    except OSError:  # the window is gone, and nobody can read it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
