"""A list on a screen: what is pointed at, ticked, typed and seen of it, and what Space and Enter make of that.

A number or words find a row. Space takes it and stays; Enter takes it and goes on. That is so in every list. Inside a
name Space is a letter: "high blood pressure" ticks nothing that begins with "blood".
"""

from __future__ import annotations

from ivfprep.interview.asking import CHOOSE, Ask, Command, Reply, Row, asks_for_help, command_in
from ivfprep.interview.entries import NAMED

NOTHING_TICKED = "Tick a row with Space first. If none is true, tick the row that says so."
NOTHING_CHOSEN = f"{CHOOSE} first: move with the arrow keys, or type a number or a word."
NOT_FOUND = 'No row says "{}". Type a number, some letters of a row, or back, skip, stop.'
NOT_LISTED = '"{}" is not in this list. Enter again adds it. Or type another name.'
AGAIN_TICKS = "Space again ticks: {}"
NOT_SEEN = "There are {} that you have not seen. PageDown and PageUp show them. Enter again goes on."
NOWHERE = -1
LEAST_INSIDE = 2
"""So many letters may stand anywhere in a row; one letter begins it."""


class Listing:
    """One list while it is on the screen. `seen` are the rows that have been on the screen so far."""

    def __init__(self, screen: Ask) -> None:
        self.screen, self.note, self.typed = screen, screen.note, ""
        self.rows = list(screen.rows)
        self.ticked = [row.value for row in self.rows if row.value in screen.ticked]
        self.is_many = screen.kind == "many"
        self.at = 0 if self.is_many else NOWHERE
        self.seen: set[int] = set()
        self.has_warned = False
        self.offered = ""

    def move(self, by: int) -> None:
        """Point at the row so many further on, at most at the first or the last."""
        self.point(max(0, min(len(self.rows) - 1, self.at + by)))

    def point(self, at: int) -> None:
        """Point at a row; what was typed is dropped."""
        self.at, self.typed, self.note = at, "", ""

    def type(self, letter: str) -> None:
        """Take a letter: `?` explains at once, others find a row."""
        if letter == "?":
            self.explain()
            return
        self.typed, self.note, self.offered = self.typed + letter, "", ""
        found = self.found()
        self.at = self.at if found is None else found

    def erase(self) -> None:
        """Take back a letter."""
        self.typed = self.typed[:-1]

    def explain(self) -> None:
        """Say why it is asked."""
        self.note, self.typed = self.screen.help, ""

    def space(self) -> None:
        """Take the row that is found or pointed at, or the tick away from it; inside a name it is a letter."""
        if self._goes_on():
            self.type(" ")
            found = self.found()
            if self.is_many and found is not None:
                self.note = AGAIN_TICKS.format(self.rows[found].label)
            return
        self.typed = ""
        if self.is_many:
            self._turn(self.rows[self.at])

    def _goes_on(self) -> bool:
        """Return whether what is typed may go on after a space: in the name of a row, or in a name of none."""
        typed = self.typed.lower()
        if not typed or typed.strip().isdecimal():
            return False
        # What is explained in brackets after a name is not typed with it.
        names = [name.partition(" (")[0] for row in self.rows for name in (row.label, *row.also)]
        return self.found() is None or any(f"{typed} " in name.lower().replace("_", " ") for name in names)

    def enter(self) -> Reply | None:
        """Return the reply, or None where something is to be said first."""
        typed = self.typed.strip()
        command = command_in(typed)
        if command:
            return command
        if asks_for_help(typed):
            self.explain()
            return None
        if typed and self.found() is None:
            self._not_found(typed)
            return None
        return self._ticks() if self.is_many else self._choice()

    def _choice(self) -> Reply | None:
        if self.at == NOWHERE:
            self.note = NOTHING_CHOSEN
            return Command.KEEP if self.screen.so_far else None
        return self.rows[self.at].value

    def _ticks(self) -> Reply | None:
        if self.typed:
            self._turn(self.rows[self.at], only_on=True)
            self.typed = ""
        ticked = tuple(row.value for row in self.rows if row.value in self.ticked)
        if self.screen.so_far and ticked == self.screen.ticked:
            return Command.KEEP
        unseen = len(self.rows) - len(self.seen)
        if unseen > 0 and not self.has_warned:
            self.has_warned, self.note = True, NOT_SEEN.format(_rows(unseen))
            return None
        if not ticked:
            self.note = NOTHING_TICKED
            return Command.KEEP if self.screen.so_far else None
        return ticked

    def _turn(self, row: Row, *, only_on: bool = False) -> None:
        """Tick a row or take the tick away; a row that stands alone clears the others."""
        self.note = ""
        if row.value in self.ticked:
            if not only_on:
                self.ticked.remove(row.value)
            return
        alone = {one.value for one in self.rows if one.alone}
        kept = [] if row.alone else [value for value in self.ticked if value not in alone]
        self.ticked = [*kept, row.value]

    def _not_found(self, typed: str) -> None:
        if not self.screen.other or typed.isdecimal():
            self.note, self.typed = NOT_FOUND.format(typed), ""
        elif self.offered != typed:
            self.note, self.offered = NOT_LISTED.format(typed), typed
        else:
            self._add(typed)

    def _add(self, name: str) -> None:
        """Add what is not in the list as a row of its own, ticked."""
        row = Row(f"{self.screen.other}{NAMED}{name}", name, group=self.rows[self._end()].group)
        self.rows.insert(self._end() + 1, row)
        self.seen.add(len(self.rows) - 1)
        self._turn(row)
        self.point(self.rows.index(row))

    def _end(self) -> int:
        return max(number for number, row in enumerate(self.rows) if not row.alone)

    def found(self) -> int | None:
        """Return the row that was typed: by its number, by the beginning of its words or of another name, or inside."""
        typed = self.typed.strip().lower()
        if not typed:
            return None
        if typed.isdecimal():
            return int(typed) - 1 if typed.isascii() and 0 < int(typed) <= len(self.rows) else None
        return next(iter(rows_with(self.rows, typed)), None)

    def ticked_names(self) -> list[str]:
        """Return the labels of the ticked rows."""
        return [row.label for row in self.rows if row.value in self.ticked]


def rows_with(rows: list[Row], typed: str) -> list[int]:
    """Return the rows that words name, best first: as they begin, as another name begins, as they stand inside."""
    labels = [row.label.lower() for row in rows]
    names = [[name.lower().replace("_", " ") for name in row.also] for row in rows]
    exact = [at for at, label in enumerate(labels) if typed == label or typed in names[at]]
    begins = [at for at, label in enumerate(labels) if label.startswith(typed)]
    named = [at for at, some in enumerate(names) if any(name.startswith(typed) for name in some)]
    is_long = len(typed) >= LEAST_INSIDE
    inside = [at for at, label in enumerate(labels) if is_long and any(typed in one for one in (label, *names[at]))]
    return list(dict.fromkeys((*exact, *begins, *named, *inside)))


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
