"""Keys and footer that every menu prompt shares, laid over what questionary has built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.filters import Condition, is_done, to_filter
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension

from ivfprep.interview.askers.wrapping import is_small, screen_width, wrap
from ivfprep.interview.asking import Ask, Command, Reply, Row, asks_for_help, command_in

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyPressEvent

CHOOSE_ROW = "Move with the arrow keys or type a number, then press Enter."
TICK_ROW = "Space ticks a row. Enter when you are done."
NOTHING_TICKED = "Tick a row with Space first. If none is true, tick the row that says so."
NOT_FOUND = "No row says that. Type a number, some letters of a row, or back, skip, stop."
KEYS = "? why  Esc back  F2 skip  Ctrl-D stop, all saved"
SHORT_KEYS = "?=why Esc=back F2=skip Ctrl-D=stop"
LEAST_ROWS = 2
QUICKLY = 0.05
"""Seconds to wait whether Esc begins another key: the usual half second feels like a program that hangs."""


class State:
    """What the person has typed in a list so far, and what the footer says."""

    def __init__(self, screen: Ask) -> None:
        self.typed = ""
        self.note = screen.note

    def footer(self, screen: Ask) -> str:
        """Return the lines under a prompt."""
        typed = f"Typed: {self.typed}" if self.typed else ""
        hint = "" if is_small() and screen.rows else _how(screen)
        texts = (typed, self.note or hint, SHORT_KEYS if is_small() else KEYS)
        lines = [line for text in texts if text for line in wrap(text, screen_width())]
        return "\n".join(lines if is_small() else ["", *lines])


def _how(screen: Ask) -> str:
    if screen.kind == "one":
        return CHOOSE_ROW
    if screen.kind == "many":
        return TICK_ROW
    keep = " Enter alone keeps it." if screen.so_far else ""
    so_far = f"Your answer so far: {screen.so_far}.{keep} " if screen.so_far else ""
    return so_far + (f"Type {screen.example}." if screen.example else "")


def rows_of(app: Application[Any]) -> Any:  # noqa: ANN401 - questionary's control has no public type
    """Return the control that holds the rows of a list, or None for a typed line."""
    return next((one for one in app.layout.find_all_controls() if hasattr(one, "pointed_at")), None)


def with_footer(app: Application[Any], screen: Ask, state: State, heading: int) -> None:
    """Put the footer under a prompt of `heading` lines, and give the rows what is left of the window."""
    control = rows_of(app)
    for window in app.layout.find_all_windows():
        window.wrap_lines = to_filter(True)
        if window.content is control:
            window.height = lambda: Dimension(max=_lines_left(app, heading, state.footer(screen)))
    footer = Window(
        FormattedTextControl(lambda: [("class:instruction", state.footer(screen))]), dont_extend_height=True
    )
    focused = app.layout.current_window
    app.layout = Layout(
        HSplit([app.layout.container, ConditionalContainer(footer, filter=~is_done)]), focused_element=focused
    )
    app.ttimeoutlen = app.timeoutlen = QUICKLY


def _lines_left(app: Application[Any], heading: int, footer: str) -> int:
    return max(LEAST_ROWS, app.output.get_size().rows - heading - footer.count("\n") - 1)


def add_keys(app: Application[Any], screen: Ask, control: Any, rows: tuple[Row, ...]) -> State:  # noqa: ANN401
    """Add back, skip, why and stop to a prompt, and typed words to a list; return what the footer shows."""
    state = State(screen)
    keys = KeyBindings()
    for key, command in (("escape", Command.BACK), ("f2", Command.SKIP)):
        keys.add(key, eager=True)(_leave_with(command))
    keys.add("f1", eager=True)(lambda event: _explain(state, screen))
    keys.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))
    if control is None:
        _add_line_keys(keys, screen, state)
    else:
        _add_list_keys(keys, screen, state, control, rows)
    app.key_bindings = merge_key_bindings([app.key_bindings, keys] if app.key_bindings else [keys])
    return state


def _leave_with(command: Command) -> Any:  # noqa: ANN401
    return lambda event: event.app.exit(result=command)


def _explain(state: State, screen: Ask) -> None:
    state.note, state.typed = screen.help, ""


def _add_line_keys(keys: KeyBindings, screen: Ask, state: State) -> None:
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


def _add_list_keys(
    keys: KeyBindings,
    screen: Ask,
    state: State,
    control: Any,  # noqa: ANN401
    rows: tuple[Row, ...],
) -> None:
    finder = Finder(screen, state, control, rows)
    keys.add("<any>")(finder.type)
    keys.add("backspace", eager=True)(finder.erase)
    keys.add("enter", eager=True)(finder.accept)
    if screen.kind == "many":
        keys.add(" ", eager=True)(finder.tick)
        for letter in "ai":  # questionary's own: tick all, turn all around; here they are letters
            keys.add(letter, eager=True)(finder.type)
        return
    keys.add(" ", eager=True, filter=Condition(lambda: bool(state.typed)))(finder.type)


class Finder:
    """Typed words in a list: they move to a row, and Enter takes it."""

    def __init__(self, screen: Ask, state: State, control: Any, rows: tuple[Row, ...]) -> None:  # noqa: ANN401
        self.screen, self.state, self.control, self.rows = screen, state, control, rows

    def type(self, event: KeyPressEvent) -> None:
        """Take a letter; `?` explains at once."""
        letter = event.data
        if len(letter) != 1 or not letter.isprintable():
            return
        if letter == "?":
            _explain(self.state, self.screen)
            return
        self.state.typed, self.state.note = self.state.typed + letter, ""
        self._move()

    def erase(self, event: KeyPressEvent) -> None:
        """Take back a letter."""
        self.state.typed = self.state.typed[:-1]

    def tick(self, event: KeyPressEvent) -> None:
        """Tick the row or take the tick away; a row that stands alone clears the others."""
        row = self.rows[self.control.pointed_at]
        ticked: list[str] = self.control.selected_options
        self.state.typed = self.state.note = ""
        if row.value in ticked:
            ticked.remove(row.value)
            return
        alone = {one.value for one in self.rows if one.alone}
        ticked[:] = [] if row.alone else [value for value in ticked if value not in alone]
        ticked.append(row.value)

    def accept(self, event: KeyPressEvent) -> None:
        """Take the command that was typed, or the row, or the ticks."""
        command = command_in(self.state.typed)
        if command:
            event.app.exit(result=command)
        elif asks_for_help(self.state.typed):
            _explain(self.state, self.screen)
        elif self.state.typed and self._found() is None:
            self.state.note, self.state.typed = NOT_FOUND, ""
        elif self.screen.kind == "many":
            self._accept_ticks(event)
        else:
            self._accept_row(event)

    def _accept_row(self, event: KeyPressEvent) -> None:
        if self.control.pointed_at == 0 and not self.screen.so_far:
            self.state.note = "Choose a row first. " + CHOOSE_ROW
            return
        self.control.is_answered = True
        event.app.exit(result=self.rows[self.control.pointed_at].value)

    def _accept_ticks(self, event: KeyPressEvent) -> None:
        if self.state.typed:
            self.tick(event)
            return
        ticked = tuple(row.value for row in self.rows if row.value in self.control.selected_options)
        if not ticked and not self.screen.so_far:
            self.state.note = NOTHING_TICKED
            return
        self.control.is_answered = True
        event.app.exit(result=ticked)

    def _move(self) -> None:
        found = self._found()
        if found is not None:
            self.control.pointed_at = found

    def _found(self) -> int | None:
        typed = self.state.typed.strip().lower()
        # A list of one answer has a first row that is no answer, so that its numbers begin after it.
        shift = 0 if self.screen.kind == "many" else 1
        if typed.isdecimal():
            number = int(typed) - 1 + shift
            return number if shift <= number < len(self.rows) else None
        labels = [row.label.lower() for row in self.rows]
        starts = [number for number, label in enumerate(labels) if label.startswith(typed)]
        return next(iter(starts or [number for number, label in enumerate(labels) if typed in label]), None)
