"""The menu face: lists to move in or to type in, drawn by prompt_toolkit, and typed lines by questionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import questionary

from ivfprep.interview.askers.keys import add_keys, with_footer
from ivfprep.interview.askers.list_drawing import after, short_part
from ivfprep.interview.askers.list_prompt import Application, list_prompt
from ivfprep.interview.askers.listing import Listing
from ivfprep.interview.askers.wrapping import is_small, screen_width, wrap
from ivfprep.interview.asking import Ask, ClosedWindow, Command, Reply


class Streams(NamedTuple):
    """Where keys come from and where the screen goes; None for the terminal. Tests give their own."""

    input: Any = None
    output: Any = None

    def named(self) -> dict[str, Any]:
        """Return those that are given, as questionary takes them."""
        return {name: stream for name, stream in self._asdict().items() if stream is not None}


class Menu:
    """Lists and typed lines in a terminal that can be drawn on."""

    def __init__(self, streams: Streams | None = None, write: Callable[[str], object] = print) -> None:
        self.streams, self.write = streams or Streams(), write
        self.running: Application[Reply] | None = None
        self.is_closed = False
        self.open_list: Listing | None = None

    @property
    def has_unkept_ticks(self) -> bool:
        """Return whether the list that was left open has ticks that were not there before it."""
        return self.open_list is not None and self.open_list.has_changed

    def say(self, text: str) -> None:
        """Show some lines."""
        self.write("\n".join(wrap(text, screen_width())))

    def ask(self, screen: Ask) -> Reply:
        """Show a screen and return the reply. Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError."""
        return self._line(screen) if screen.kind in ("line", "lines") else self._list(screen)

    def close(self) -> bool:
        """End the prompt that is on the screen with ClosedWindow; return whether there was one.

        It is called from the handler of a signal: what is raised there would be lost among the tasks of the loop.
        """
        app = self.running
        if app is None:
            return False
        self.is_closed = True
        if app.loop is not None:
            app.loop.call_soon_threadsafe(self._end)
        return True

    def _end(self) -> None:
        app = self.running
        if self.is_closed and app is not None and app.future is not None and not app.future.done():
            app.exit(exception=ClosedWindow())

    def _list(self, screen: Ask) -> Reply:
        listing = Listing(screen)
        self.open_list = listing
        app = list_prompt(listing, **self.streams.named())
        reply = self._run(app)
        if reply is not Command.STOP:
            self.open_list = None
        for line in after(screen, listing, reply, app.output.get_size().columns):
            self.write(line)
        return reply

    def _line(self, screen: Ask) -> Reply:
        question = questionary.text(_heading(screen) + "\n", qmark="", instruction=">", **self.streams.named())
        state = add_keys(question.application, screen)
        with_footer(question.application, screen, state)
        return self._run(question.application)

    def _run(self, app: Application[Any]) -> Reply:
        self.running = app
        try:
            reply: Reply = app.run(pre_run=self._end)
        finally:
            self.running = None
        if self.is_closed:  # the prompt had its answer in the moment in which the window was closed
            raise ClosedWindow
        return reply


def _heading(screen: Ask) -> str:
    if is_small():
        lines = [*wrap(short_part(screen), screen_width() - 1)[:1], *wrap(screen.whole, screen_width() - 1)]
    else:
        lines = wrap(f"\n{screen.part}\n\n{screen.whole}" if screen.part else f"\n{screen.whole}", screen_width() - 1)
    # A line of its own for the answer that stands there once it is given, where there is room.
    return "\n ".join(lines if is_small() else [*lines, ""])


def can_draw() -> bool:
    """Return whether this console can be drawn on; some refuse only when they are opened."""
    try:
        questionary.text("").application.output.get_size()
    except Exception:
        return False
    return True
