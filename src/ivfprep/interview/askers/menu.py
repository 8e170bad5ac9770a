"""The menu face: lists to move in or to type in, drawn by prompt_toolkit, and typed lines by questionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from ivfprep.interview.askers.drawing import after, draw
from ivfprep.interview.askers.keys import QUICKLY, add_keys, with_footer
from ivfprep.interview.askers.listing import Listing
from ivfprep.interview.askers.wrapping import is_small, screen_width, wrap
from ivfprep.interview.asking import Ask, ClosedWindow, Command, Reply

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent


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

    def say(self, text: str) -> None:
        """Show some lines."""
        self.write("\n".join(wrap(text, screen_width())))

    def ask(self, screen: Ask) -> Reply:
        """Show a screen and return the reply. Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError."""
        if screen.kind == "lines":
            return self._lines(screen)
        return self._line(screen) if screen.kind == "line" else self._list(screen)

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
        app: Application[Reply] = Application(
            layout=Layout(Window(_control(listing), dont_extend_height=True)),
            key_bindings=_list_keys(listing),
            erase_when_done=True,
            **self.streams.named(),
        )
        app.ttimeoutlen = app.timeoutlen = QUICKLY
        reply = self._run(app)
        for line in after(screen, listing, reply, app.output.get_size().columns):
            self.write(line)
        return reply

    def _line(self, screen: Ask) -> Reply:
        question = questionary.text(_heading(screen) + "\n", qmark="", instruction=">", **self.streams.named())
        state = add_keys(question.application, screen)
        with_footer(question.application, screen, state)
        return self._run(question.application)

    def _lines(self, screen: Ask) -> Reply:
        lines: list[str] = []
        while True:
            reply = self._line(screen._replace(so_far="") if lines else screen)
            if reply is Command.KEEP or (lines and (reply == "" or reply is Command.SKIP)):
                return tuple(lines) if lines else Command.KEEP
            if not isinstance(reply, str) or not reply:
                return () if reply == "" else reply
            lines.append(reply)

    def _run(self, app: Application[Any]) -> Reply:
        self.running = app
        try:
            reply: Reply = app.run(pre_run=self._end)
        finally:
            self.running = None
        if self.is_closed:  # the prompt had its answer in the moment in which the window was closed
            raise ClosedWindow
        return reply


def _control(listing: Listing) -> FormattedTextControl:
    """Return what draws a list anew after each key, in the window as it is then."""
    cursor = Point(0, 0)

    def text() -> StyleAndTextTuples:
        nonlocal cursor
        size = get_app().output.get_size()
        drawn = draw(listing, size.columns, size.rows)
        cursor = Point(0, drawn.pointed)
        shown: StyleAndTextTuples = [(style, f"{line}\n") for style, line in drawn.lines[:-1]]
        return [*shown, drawn.lines[-1]]

    return FormattedTextControl(text, focusable=True, show_cursor=False, get_cursor_position=lambda: cursor)


def _list_keys(listing: Listing) -> KeyBindings:
    keys = KeyBindings()

    def bind(name: str, act: Callable[[], object]) -> None:
        keys.add(name, eager=True)(lambda event: act() and None)

    def page() -> int:
        size = get_app().output.get_size()
        numbers = [line for _, line in draw(listing, size.columns, size.rows).lines if ". " in line[:12]]
        return max(1, len(numbers) - 1)

    bind("up", lambda: listing.move(-1))
    bind("down", lambda: listing.move(1))
    bind("pageup", lambda: listing.move(-page()))
    bind("pagedown", lambda: listing.move(page()))
    bind("home", lambda: listing.point(0))
    bind("end", lambda: listing.point(len(listing.rows) - 1))
    bind("backspace", listing.erase)
    bind("f1", listing.explain)
    bind(" ", listing.space)
    keys.add("escape", eager=True)(lambda event: event.app.exit(result=Command.BACK))
    keys.add("f2", eager=True)(lambda event: event.app.exit(result=Command.SKIP))
    keys.add("c-c", eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    keys.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))

    @keys.add("enter", eager=True)
    def accept(event: KeyPressEvent) -> None:
        reply = listing.enter()
        if reply is not None:
            event.app.exit(result=reply)

    @keys.add("<any>")
    def letter(event: KeyPressEvent) -> None:
        if len(event.data) == 1 and event.data.isprintable():
            listing.type(event.data)

    return keys


def _heading(screen: Ask) -> str:
    if is_small():
        part = screen.part.partition(". ")[0]  # the time that is left has no room here
        lines = [*wrap(part, screen_width() - 1)[:1], *wrap(screen.text, screen_width() - 1)]
    else:
        lines = wrap(f"\n{screen.part}\n\n{screen.text}" if screen.part else f"\n{screen.text}", screen_width() - 1)
    # A line of its own for the answer that stands there once it is given, where there is room.
    return "\n ".join(lines if is_small() else [*lines, ""])


def can_draw() -> bool:
    """Return whether this console can be drawn on; some refuse only when they are opened."""
    try:
        questionary.text("").application.output.get_size()
    except Exception:
        return False
    return True
