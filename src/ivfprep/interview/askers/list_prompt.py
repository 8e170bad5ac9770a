"""A list as a prompt of prompt_toolkit: drawn anew after each key, in the window as it is then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from ivfprep.interview.askers.keys import QUICKLY
from ivfprep.interview.askers.list_drawing import draw
from ivfprep.interview.askers.listing import Listing
from ivfprep.interview.asking import Command, Reply

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

__all__ = ["Application", "list_prompt"]


def list_prompt(listing: Listing, **streams: Any) -> Application[Reply]:  # noqa: ANN401 - as prompt_toolkit takes them
    """Return the prompt of a list; it ends with the reply, and Ctrl-C and Ctrl-D raise what they raise everywhere."""
    app: Application[Reply] = Application(
        layout=Layout(Window(_control(listing), dont_extend_height=True)),
        key_bindings=_list_keys(listing),
        erase_when_done=True,
        **streams,
    )
    app.ttimeoutlen = app.timeoutlen = QUICKLY
    return app


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

    bind("up", lambda: listing.move(-1))
    bind("down", lambda: listing.move(1))
    bind("pageup", listing.page_up)
    bind("pagedown", listing.page_down)
    bind("home", lambda: listing.point(0))
    bind("end", lambda: listing.point(len(listing.rows) - 1))
    bind("backspace", listing.erase)
    bind("f1", listing.explain)
    bind(" ", listing.space)

    @keys.add("escape", eager=True)
    def back(event: KeyPressEvent) -> None:
        """Take back what was typed first: whoever looked for a row wants another, and not another question."""
        if listing.typed:
            listing.clear()
        else:
            event.app.exit(result=Command.BACK)

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
