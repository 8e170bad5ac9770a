"""Keys and footer of a typed line, laid over what questionary has built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.filters import is_done, to_filter
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window

from ivfprep.interview.askers.list_drawing import KEYS, SHORT_KEYS
from ivfprep.interview.askers.wrapping import is_small, screen_width, wrap
from ivfprep.interview.asking import Ask, Command, Reply, asks_for_help, command_in

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyPressEvent

QUICKLY = 0.05
"""Seconds to wait whether Esc begins another key: the usual half second feels like a program that hangs."""


class State:
    """What the footer of a typed line says."""

    def __init__(self, screen: Ask) -> None:
        self.note = screen.note

    def footer(self, screen: Ask) -> str:
        """Return the lines under a prompt."""
        texts = (self.note or _how(screen), SHORT_KEYS if is_small() else KEYS)
        lines = [line for text in texts if text for line in wrap(text, screen_width())]
        return "\n".join(lines if is_small() else ["", *lines])


def _how(screen: Ask) -> str:
    keep = " Enter alone keeps it." if screen.so_far else ""
    so_far = f"Your answer so far: {screen.so_far}.{keep} " if screen.so_far else ""
    return so_far + (f"Type {screen.example}." if screen.example else "")


def with_footer(app: Application[Any], screen: Ask, state: State) -> None:
    """Put the footer under a typed line."""
    for window in app.layout.find_all_windows():
        window.wrap_lines = to_filter(True)
    footer = Window(
        FormattedTextControl(lambda: [("class:instruction", state.footer(screen))]), dont_extend_height=True
    )
    focused = app.layout.current_window
    app.layout = Layout(
        HSplit([app.layout.container, ConditionalContainer(footer, filter=~is_done)]), focused_element=focused
    )
    app.ttimeoutlen = app.timeoutlen = QUICKLY


def add_keys(app: Application[Any], screen: Ask) -> State:
    """Add back, skip, why and stop to a typed line; return what the footer shows."""
    state = State(screen)
    keys = KeyBindings()
    for key, command in (("escape", Command.BACK), ("f2", Command.SKIP)):
        keys.add(key, eager=True)(_leave_with(command))
    keys.add("f1", eager=True)(lambda event: _explain(state, screen))
    keys.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))
    _add_enter(keys, screen, state)
    app.key_bindings = merge_key_bindings([app.key_bindings, keys] if app.key_bindings else [keys])
    return state


def _leave_with(command: Command) -> Any:  # noqa: ANN401
    return lambda event: event.app.exit(result=command)


def _explain(state: State, screen: Ask) -> None:
    state.note = screen.help


def _add_enter(keys: KeyBindings, screen: Ask, state: State) -> None:
    @keys.add("enter", eager=True)
    def accept(event: KeyPressEvent) -> None:
        text = event.current_buffer.text.strip()
        if asks_for_help(text):
            event.current_buffer.reset()
            _explain(state, screen)
        elif text or screen.so_far or screen.may_be_empty:
            keep: Reply = Command.KEEP if screen.so_far else ""
            event.app.exit(result=(command_in(text) or text) if text else keep)
        else:
            state.note = f"Type {screen.example}. Or type skip." if screen.example else "Type an answer, or skip."
