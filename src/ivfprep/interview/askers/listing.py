"""A list on a screen: what is pointed at, ticked, typed and seen of it, and what Space and Enter make of that.

A number or words find a row. Space takes it and stays; Enter takes it and goes on. That is so in every list. Where
words could go on, or mean another thing, Space is a letter, and a second one takes what they name: "high blood
pressure" ticks nothing that begins with "blood", and nothing but that. Whoever always types two ticks the same.
"""

from __future__ import annotations

from ivfprep.interview.asking import CHOOSE, SOME, Ask, Command, Reply, Row, asks_for_help, command_in, label_of
from ivfprep.interview.entries import NAMED
from ivfprep.interview.finding import (
    LEAST_PLAIN,
    called,
    is_hedged,
    names_of,
    plainly_named,
    rows_inside,
    rows_near,
    rows_with,
    unsaid_row,
    with_name,
)

NOTHING_TICKED = "Tick a row with Space first. If none is true, tick the row that says so."
ENTER_AGAIN = "Nothing is ticked. Enter again means: {}"
NOTHING_CHOSEN = f"{CHOOSE} first: move with the arrow keys, or type a number or a word."
NOT_FOUND = 'No row says "{}". Type a number such as 1 or 2, some letters of a row, or back, skip, stop.'
NO_PLAIN_YES = '"{}" is not a plain yes. {}'
TICK_UNSURE = 'For what you are not sure about there is the row "{}".'
TICK_TRUE = "Choose what is true."
NOT_LISTED = '"{0}" is not in this list. Enter again adds "{0}" as you typed it. Or type another name.'
ALMOST = 'No row says "{}". Did you mean {}?'
ALMOST_LISTED = 'Did you mean {0}? "{1}" is not in this list. Enter again adds "{1}" as you typed it.'
MOST_NEAR = 2
"""So many names that are almost what was typed are asked about at once."""

FITS_SEVERAL = "That fits {}. Enter again takes: {}"
AGAIN_TICKS = "Space again ticks: {}"
AGAIN_UNTICKS = "Ticked: {}. Space again takes the tick away."
IS_NOT_TICKED = "Not ticked any more: {}. Space again ticks it."
TAKES_AWAY = "That takes {} away. {} again does it."
NOT_SEEN = "There {} that you have not seen. PageDown and PageUp show {}. Enter again goes on."
UNSURE = (SOME, "not_sure")
"""The rows for what somebody is not sure about; the first of them that a list has comes first."""

NOWHERE = -1


class Listing:
    """One list while it is on the screen.

    `seen` are the rows that have been there so far, `shown` the first and the last of those that stand there now.
    """

    def __init__(self, screen: Ask) -> None:
        self.screen, self.note, self.typed = screen, screen.note, ""
        self.rows = list(screen.rows)
        self.ticked = [row.value for row in self.rows if row.value in screen.ticked]
        self.names: dict[str, tuple[str, str]] = {}
        self.is_many = screen.kind == "many"
        self.at = 0 if self.is_many else NOWHERE
        self.seen: set[int] = set()
        self.shown = (0, 0)
        self.has_warned = self.has_just_turned = self.has_asked = False
        self.offered = self.clears = ""

    def move(self, by: int) -> None:
        """Point at the row so many further on, at most at the first or the last."""
        self.point(max(0, min(len(self.rows) - 1, self.at + by)))

    def page_down(self) -> None:
        """Point at the last row that is shown: the next rows are drawn around it, so that none is jumped over."""
        self.point(max(self.shown[1], min(self.at + 1, len(self.rows) - 1)))

    def page_up(self) -> None:
        """Point at the first row that is shown."""
        self.point(min(self.shown[0], max(self.at - 1, 0)))

    def point(self, at: int) -> None:
        """Point at a row; what was typed is dropped."""
        self.at, self.has_just_turned = at, False
        self.clear()

    def clear(self) -> None:
        """Drop what was typed, and what was said of it."""
        self.typed = self.note = self.offered = self.clears = ""

    def type(self, letter: str) -> None:
        """Take a letter: `?` explains at once, others find a row."""
        if letter == "?":
            self.explain()
            return
        self.typed, self.note, self.offered, self.has_just_turned = self.typed + letter, "", "", False
        self.clears = ""
        self._mark()

    def erase(self) -> None:
        """Take back a letter."""
        self.typed, self.note, self.offered, self.clears = self.typed[:-1], "", "", ""
        self._mark()

    def _mark(self) -> None:
        """Mark what the words name; what names no row leaves none marked that began alike."""
        found = self.found()
        if found is not None:
            self.at = found
        elif self.typed.strip():
            self.at = NOWHERE

    def explain(self) -> None:
        """Say why it is asked."""
        self.note, self.typed = self.screen.help, ""

    def space(self) -> None:
        """Take the row that is pointed at or plainly named, or the tick away from it.

        After other letters it is a letter, and a second one takes what they name: several names in one line are all
        taken.
        """
        if self.clears and not self.typed:
            self._turn(self.rows[self.at])
            return
        if self.is_many and plainly_named(self.rows, self.typed) is not None:
            self._tick_named()
            self.has_just_turned = not self.clears
            return
        if self.has_just_turned:
            # A second Space is the habit of whoever found rows by words that could go on: it takes nothing back.
            row, self.has_just_turned = self.rows[self.at], False
            self.note = (AGAIN_UNTICKS if row.value in self.ticked else IS_NOT_TICKED).format(row.label)
            return
        if self.typed and not self.typed.strip().isdecimal() and not self.typed.endswith(" "):
            self.type(" ")
            named, _ = self._named()
            if self.is_many and named:
                self.note = AGAIN_TICKS.format(", ".join(self.rows[at].label for at in named))
            return
        if self.typed.strip() and not self.typed.strip().isdecimal() and self.is_many:
            self._tick_named()
            return
        self.typed = ""
        if self.is_many and self.at != NOWHERE:
            self._turn(self.rows[self.at])

    def _named(self) -> tuple[list[int], str]:
        """Return the rows that are typed, and what of it names none."""
        found = rows_with(self.rows, self.typed.strip().lower())
        if found or not self.typed.strip():
            return found[:1], ""
        return rows_inside(self.rows, self.typed)

    def _tick_named(self) -> None:
        """Tick what is named; what names no row stays typed where it can be added, and is said."""
        named, left = self._named()
        turned = len(named) == 1 and not left
        for at in named:
            self._turn(self.rows[at], only_on=not turned, said=self.typed)
            self.at = at
        self.typed, self.offered = (left if self.screen.other else ""), ""
        if left:
            self._not_found(left)

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
            if self.is_many and self._named()[0]:
                self._tick_named()
            else:
                self._not_found(typed)
            return None
        return self._ticks() if self.is_many else self._choice()

    def _choice(self) -> Reply | None:
        if self.at == NOWHERE:
            self.note = NOTHING_CHOSEN
            return Command.KEEP if self.screen.so_far else None
        typed, fits = self.typed.strip(), self._fitting()
        if len(fits) > 1 and self.offered != typed:
            self.offered, self.note = typed, FITS_SEVERAL.format(_rows(len(fits)), self.rows[self.at].label)
            return None
        return self.rows[self.at].value

    def _fitting(self) -> list[int]:
        """Return the rows that words could mean; one where it is named whole, or where no other begins so."""
        typed = self.typed.strip().lower()
        if len(typed) < LEAST_PLAIN or typed.isdecimal() or unsaid_row(self.rows, typed) is not None:
            return [self.at]
        named = [at for at, row in enumerate(self.rows) if typed in names_of(row)]
        if named:
            return named
        fits = rows_with(self.rows, typed)
        begun = [at for at in fits if self.rows[at].label.lower().startswith(typed)]
        return begun if len(begun) == 1 else fits

    def _ticks(self) -> Reply | None:
        if self.typed:
            self._turn(self.rows[self.at], only_on=True, said=self.typed, key="Enter")
            if self.clears:
                return None
            self.typed = ""
        ticked = tuple(self._value(row) for row in self.rows if row.value in self.ticked)
        if self.screen.so_far and ticked == self.screen.ticked:
            return Command.KEEP
        unseen = len(self.rows) - len(self.seen)
        if unseen > 0 and not self.has_warned:
            self.has_warned, self.note = (
                True,
                NOT_SEEN.format(*(("is 1 row", "it") if unseen == 1 else (f"are {unseen} rows", "them"))),
            )
            return None
        return ticked or self._nothing()

    def _nothing(self) -> Reply | None:
        """Return what it means that nothing is ticked; None where that is asked or said first."""
        if self.screen.empty and not self.screen.so_far:
            if self.has_asked:
                return (self.screen.empty,)
            self.has_asked, self.note = True, ENTER_AGAIN.format(label_of(self.screen, self.screen.empty))
            return None
        self.note = NOTHING_TICKED
        return Command.KEEP if self.screen.so_far else None

    def _turn(self, row: Row, *, only_on: bool = False, said: str = "", key: str = "Space") -> None:
        """Tick a row or take the tick away; a row that stands alone clears the others, the second time it is meant.

        One that is ticked and `said` by another name is known by that name from then on.
        """
        self.note = ""
        name = called(row, said)
        if row.value in self.ticked and name[0] and self.names.get(row.value) != name:
            self.names[row.value] = name
            return
        if row.value in self.ticked:
            if not only_on:
                self.ticked.remove(row.value)
                self.names.pop(row.value, None)
            return
        alone = {one.value for one in self.rows if one.alone}
        lost = [value for value in self.ticked if value not in alone]
        if row.alone and lost and self.clears != row.value:
            self.clears, self.note = row.value, TAKES_AWAY.format(_ticks(len(lost)), key)
            return
        self.clears = ""
        if name[0]:
            self.names[row.value] = name
        kept = [] if row.alone else [value for value in self.ticked if value not in alone]
        self.ticked = [*kept, row.value]

    def _value(self, row: Row) -> str:
        return self.names[row.value][1] if row.value in self.names else row.value

    def _not_found(self, typed: str) -> None:
        if is_hedged(typed):
            unsure = next((row.label for row in self.rows if row.value in UNSURE), "")
            self.note = NO_PLAIN_YES.format(typed, TICK_UNSURE.format(unsure) if unsure else TICK_TRUE)
            self.typed = ""
            return
        near = " or ".join(self.rows[at].label for at in rows_near(self.rows, typed)[:MOST_NEAR])
        if not self.screen.other or typed.isdecimal():
            self.note, self.typed = (ALMOST.format(typed, near) if near else NOT_FOUND.format(typed)), ""
        elif self.offered != typed:
            self.note, self.offered = (ALMOST_LISTED.format(near, typed) if near else NOT_LISTED.format(typed)), typed
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
        unsaid = unsaid_row(self.rows, typed)
        if unsaid is not None:
            return unsaid
        # Several names are no row; one of several words is, with words around it.
        named, left = self._named()
        return named[0] if len(named) == 1 and not (left and self.screen.other) else None

    @property
    def has_changed(self) -> bool:
        """Return whether other rows are ticked than when the list was opened."""
        return self.is_many and set(self.ticked) != set(self.screen.ticked) & {row.value for row in self.rows}

    def ticked_names(self) -> list[str]:
        """Return how the ticked rows are read back."""
        ticked = (row for row in self.rows if row.value in self.ticked)
        return [with_name(row, self.names.get(row.value, ("", ""))[0]) for row in ticked]


def _ticks(number: int) -> str:
    return "1 tick" if number == 1 else f"{number} ticks"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
