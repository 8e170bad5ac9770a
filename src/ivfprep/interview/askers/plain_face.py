"""The plain face: numbered rows and typed answers. Nothing is drawn or drawn again, so a screen reader can follow."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable

from ivfprep.interview.askers.wrapping import screen_width, wrap
from ivfprep.interview.asking import Ask, Command, Reply, Row, asks_for_help, command_in
from ivfprep.interview.entries import NAMED

FOOTER = "Or type: ? (why I ask), skip, back, stop"


AT_ONCE = 0.05
"""Seconds within which lines come that were pasted, and not typed one by one."""


def read_from_terminal(prompt: str) -> str:
    """Return one line from the terminal; lines that come all at once were pasted, and are one.

    So no pasted line answers a prompt that nobody has seen. Raises EOFError at the end of the input.
    """
    lines = [input(prompt)]
    while _more_waits():
        lines.append(input())
    return " ".join(line for line in lines if line.strip())


def _more_waits() -> bool:
    try:
        return bool(select.select([sys.stdin], [], [], AT_ONCE)[0])
    except (OSError, ValueError):  # no terminal, or a system that waits for sockets alone
        return False


LEAST_INSIDE = 3
"""So many letters at least find a row by what stands inside its label."""


MOST_SHOWN = 40


class Plain:
    """Numbered rows and typed answers on standard input and output."""

    def __init__(
        self,
        read: Callable[[str], str] = read_from_terminal,
        write: Callable[[str], object] = sys.stdout.write,
    ) -> None:
        self.read, self.write = read, write

    def say(self, text: str) -> None:
        """Show some lines."""
        self._wrapped(text)

    def ask(self, screen: Ask) -> Reply:
        """Show a screen and read until there is a reply."""
        self.write("\n")
        for text in (screen.part, "", screen.text):
            self.say(text)
        self._rows(screen)
        if screen.so_far:
            self.say(f"Your answer so far: {screen.so_far}. Press Enter to keep it.")
        self.say(screen.note or how_to_answer(screen))
        self.say(FOOTER)
        return self._lines(screen) if screen.kind == "lines" else self._reply(screen)

    def _reply(self, screen: Ask) -> Reply:
        offered = ""
        while True:
            text = self.read("> ").strip()
            if asks_for_help(text):
                self.say(screen.help)
                continue
            others = not_listed(screen, text)
            if others and text != offered:
                offered = text
                self.say(f"Not in this list: {', '.join(others)}. Type the same again to add it, or type numbers.")
                continue
            reply = command_in(text) or understand(screen, text)
            is_nothing = isinstance(reply, str) and not reply and not screen.may_be_empty
            if is_nothing or reply == ():
                self.say(f"{not_understood(text)} {how_to_answer(screen)}")
                continue
            self._read_back(screen, reply)
            return reply

    def _lines(self, screen: Ask) -> Reply:
        lines: list[str] = []
        while True:
            text = self.read("> ").strip()
            if asks_for_help(text):
                self.say(screen.help)
            elif command := command_in(text):
                return tuple(lines) if lines and command is Command.SKIP else command
            elif text:
                lines.append(text)
            else:
                return tuple(lines) if lines or not screen.so_far else Command.KEEP

    def _read_back(self, screen: Ask, reply: Reply) -> None:
        """Say by name what was ticked: a number is soon mistyped."""
        if screen.kind == "many" and isinstance(reply, tuple):
            labels = {row.value: row.label for row in screen.rows}
            self.say(f"Ticked: {', '.join(labels.get(one, one.partition(NAMED)[2]) for one in reply)}.")

    def _rows(self, screen: Ask) -> None:
        digits, group = len(str(len(screen.rows))), ""
        for number, row in enumerate(screen.rows, 1):
            if row.group and row.group != group:
                count = sum(one.group == row.group for one in screen.rows)
                self._wrapped(f"{row.group} ({count}):")
            group = row.group
            mark = " (ticked)" if row.value in screen.ticked else ""
            self._wrapped(f"  {number:>{digits}}. {row.label}{mark}", indent=" " * (digits + 2))

    def _wrapped(self, text: str, indent: str = "") -> None:
        self.write("\n".join(wrap(text, screen_width(), indent)) + "\n")


def not_understood(text: str) -> str:
    """Return what could not be used, in a sentence."""
    shown = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
    return f'I find no row for "{shown}".' if text else "I did not get that."


def how_to_answer(screen: Ask) -> str:
    """Return one sentence that says what to type."""
    if screen.kind == "one":
        return f"Type a number from 1 to {len(screen.rows)}." if len(screen.rows) > 1 else "Type 1."
    if screen.kind == "many":
        return "Type the numbers that are true, such as 1, 3."
    if screen.kind == "lines":
        return f"Type {screen.example}. An empty line ends."
    return f"Type {screen.example}." if screen.example else "Type your answer."


def understand(screen: Ask, text: str) -> Reply:
    """Return what `text` chooses on this screen; "" or () when it chooses nothing."""
    if not text and screen.so_far:
        return Command.KEEP
    if screen.kind == "line":
        return text
    if screen.kind == "one":
        return _one(screen.rows, text)
    others = not_listed(screen, text)
    chosen = [
        f"{screen.other}{NAMED}{part.strip()}" if part.strip() in others else _one(screen.rows, part.strip())
        for part in _parts(screen.rows, text)
    ]
    alone = [row.value for row in screen.rows if row.alone and row.value in chosen]
    if "" in chosen or (alone and len(set(chosen)) > 1):
        return ()
    return tuple(dict.fromkeys(chosen))


def not_listed(screen: Ask, text: str) -> list[str]:
    """Return the words that are no row of a list which can have others; nothing for a number or a command."""
    if not screen.other or command_in(text):
        return []
    parts = [part.strip() for part in _parts(screen.rows, text)]
    return [part for part in parts if not _one(screen.rows, part) and any(letter.isalpha() for letter in part)]


def _parts(rows: tuple[Row, ...], text: str) -> list[str]:
    if _one(rows, text):
        return [text]
    parts = text.replace(" and ", ",").replace(";", ",").split(",")
    spaced = [word for part in parts for word in (part.split() if _is_numbers(part) else [part])]
    return [part for part in spaced if part.strip()]


def _is_numbers(part: str) -> bool:
    return all(word.isdecimal() for word in part.split())


def _one(rows: tuple[Row, ...], text: str) -> str:
    """Return the row whose number or label is `text`, or the only one that begins with it, or has it inside."""
    plain = text.strip().rstrip(".").lower()
    if plain.isascii() and plain.isdecimal():
        return rows[int(plain) - 1].value if 0 < int(plain) <= len(rows) else ""
    exact = [row.value for row in rows if row.label.lower() == plain]
    begins = [row.value for row in rows if plain and row.label.lower().startswith(plain)]
    named = [row.value for row in rows if plain and plain in [name.lower().replace("_", " ") for name in row.also]]
    inside = [row.value for row in rows if len(plain) >= LEAST_INSIDE and plain in row.label.lower()]
    found = exact or named or begins or inside
    return found[0] if len(found) == 1 else ""
