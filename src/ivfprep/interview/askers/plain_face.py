"""The plain face: numbered rows and typed answers. Nothing is drawn or drawn again, so a screen reader can follow.

What is heard last is what is asked. What was said before (the part, the words that can be typed, the rows of a list
that comes again) is not said again unless it has changed; "repeat" says all of it, and "list" the rows.
"""

from __future__ import annotations

import select
import sys
from collections.abc import Callable, Sequence
from itertools import takewhile

from ivfprep.interview.askers.wrapping import screen_width, wrap
from ivfprep.interview.asking import SOME, Ask, Command, Reply, Row, asks_for_help, command_in, label_of, said_of_rest
from ivfprep.interview.entries import CALLED, NAMED
from ivfprep.interview.finding import called, in_a_row, is_hedged, read_back, rows_inside, unsaid_row
from ivfprep.interview.reading import ended, shortened

WORDS = "You can type: {}? (why I ask), skip, back, stop, repeat."
UNSAID = "not sure", "rather not say"
LIST_WORDS = "In a list also: more, list."
SILENT = frozenset({"not_sure", "prefer_not_to_say"})
"""Rows that can always be typed, by their words, and are not read out in each list."""

OR_NOT_SURE = "Type a number, or not sure."
"""How to answer a list in which that can be typed; said once in each part."""

READ_BACK = ("choice", "fit")
"""The kinds of prompts with one answer; what is chosen in a menu, or after a loss, is done, and heard by that."""

LEAST_KNOWN = 3
"""A list that begins with so many rows of one that was heard is not read out from its beginning again."""

REPEAT, LIST, MORE = ("repeat", "r"), "list", "more"
AT_A_TIME = 10
"""So many rows are read out at a time: more are hard to keep in mind."""


ENTER_AGAIN = "Nothing is ticked. Press Enter again for: {}"
KEPT = "Kept: {} {} not read out yet: type more to hear them. Enter alone goes on."
BOTH = "Press Enter if that is right, or type both to keep these ticked too."
AS_TYPED = "Press Enter if that is right, or type back."
BOTH_WORDS = frozenset({"both", "keep", "keep both", "all", "add"})
DONE = frozenset({"done", "finished", "that is all", "that's all"})
FITS_SEVERAL = '"{}" fits rows {} and {}.'
NO_PLAIN_YES = '"{}" is not a plain yes, so I have not taken it.'
WHERE_UNSURE = "Type the numbers of what is true. If you are not sure about some, type {} as well ({}): I ask which."
HEAR_AGAIN = "to hear them, type list"
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


MOST_FITTING = 6


class Plain:
    """Numbered rows and typed answers on standard input and output."""

    def __init__(
        self,
        read: Callable[[str], str] = read_from_terminal,
        write: Callable[[str], object] = sys.stdout.write,
    ) -> None:
        self.read, self.write = read, write

        self.part = self.place = ""
        self.has_told_words = False
        self.told_how: set[str] = set()
        self.known: dict[str, tuple[Row, ...]] = {}

    def say(self, text: str) -> None:
        """Show some lines."""
        self._wrapped(text)

    def ask(self, screen: Ask) -> Reply:
        """Show a screen and read until there is a reply."""
        listing = Pages(screen)
        if not screen.begun:
            self._show(screen, listing)
        elif screen.note:
            self.say(screen.note)
        self.known[screen.id] = tuple(listing.rows)
        return self._next_line(screen, listing) if screen.kind == "lines" else self._reply(screen, listing)

    def _known_of(self, screen: Ask, listing: Pages) -> int:
        """Return how many rows come again that were heard when this prompt was last asked in this part.

        What there is to do, in a menu or after a loss, is read out each time: a number that means something else there
        is soon typed.
        """
        if not screen.typed or screen.opening:
            return 0
        known = _shared(self.known.get(screen.id, ()), listing.rows)
        return known if known >= LEAST_KNOWN else 0

    def _show(self, screen: Ask, listing: Pages, *, again: bool = False) -> None:
        """Say the part if it has changed, the rows, what was answered, how to answer; and last of all the question."""
        self.write("\n")
        for text in self._where(screen):
            self.say(text)
        self._rows(screen, listing, 0 if again or screen.so_far else self._known_of(screen, listing))
        if screen.so_far:
            self.say(f"Your answer so far: {ended(screen.so_far)} Press Enter to keep it.")
        how = how_to_answer(screen)
        if screen.note or how not in self.told_how:
            self.told_how.add(how)
            self.say(screen.note or how)
        if not self.has_told_words:
            self.has_told_words = True
            self._tell_words(screen)
        self.say(screen.whole)

    def _where(self, screen: Ask) -> list[str]:
        """Return the part and the place in it, each if it is another than before."""
        progress, _, place = screen.part.partition("\n")
        part = progress.partition(". ")[0]
        said = [progress] * (part != self.part) + [place] * (place != self.place or part != self.part)
        if part != self.part:
            self.told_how.discard(OR_NOT_SURE)
            self.known.clear()
        self.part, self.place = part, place
        return [text for text in said if text]

    def _tell_words(self, screen: Ask) -> None:
        taken = "".join(f"{word}, " for word in UNSAID if takes(screen, word))
        self.say(WORDS.format(taken) + (f" {LIST_WORDS}" if len(screen.rows) > AT_A_TIME else ""))

    def _said_again(self, screen: Ask, listing: Pages, text: str) -> bool:
        """Return whether a word asked to hear something; it is said then."""
        word = text.lower()
        if asks_for_help(text):
            self.say(f"{screen.help} {how_to_answer(screen)}")
            self._tell_words(screen)
        elif word in REPEAT:
            self.part = self.place = ""
            self._show(screen, listing, again=True)
            return True
        elif word == LIST and screen.rows:
            listing.turn_back()
            self._rows(screen, listing)
        elif word == MORE and listing.has_more:
            listing.turn()
            self._rows(screen, listing)
        else:
            return False
        self.say(screen.text)
        return True

    def _reply(self, screen: Ask, listing: Pages) -> Reply:
        pending, asked = "", False
        held: tuple[str, ...] = ()
        while True:
            typed = self._typed(screen)
            if self._said_again(screen, listing, typed):
                continue
            if held and not typed and not pending:
                return self._done(screen, typed, held)
            text = typed or pending
            others = not_listed(screen, text)
            if others and text != pending:
                pending = text
                self.say(f"Not in this list: {', '.join(others)}. Press Enter to add it, or type numbers.")
                continue
            pending = ""
            reply = command_in(text) or understand(screen, text)
            is_nothing = isinstance(reply, str) and not reply and not screen.may_be_empty
            if reply == () and not text and screen.empty:
                if not asked:
                    asked = True
                    self.say(ENTER_AGAIN.format(label_of(screen, screen.empty)))
                    continue
                reply = (screen.empty,)
            if is_nothing or reply == ():
                self.say(f"{_not_found(screen, text)} {_such_as(screen, text)}")
                continue
            if isinstance(reply, tuple):
                reply = held = _with_held(screen, held, reply)
                if listing.unheard and text:
                    self.say(KEPT.format(ended(_labels_in_a_row(screen, held)), _rows(listing.unheard)))
                    continue
            return self._done(screen, text, reply)

    def _typed(self, screen: Ask) -> str:
        """Return the next line; a word for being done with a list is the same as Enter alone."""
        typed = self.read("> ").strip()
        return "" if screen.kind == "many" and typed.lower().rstrip(".") in DONE else typed

    def _done(self, screen: Ask, typed: str, reply: Reply) -> Reply:
        if isinstance(reply, tuple):
            reply = self._with_what_was_ticked(screen, reply)
        self._read_back(screen, typed, reply)
        return reply

    def _with_what_was_ticked(self, screen: Ask, reply: tuple[str, ...]) -> Reply:
        """Say what is no longer ticked, and return the reply with it where that is wanted, or another command."""
        gone = _no_longer_ticked(screen, reply)
        if not gone:
            return reply
        both = tuple(row.value for row in screen.rows if row.value in (*gone, *reply) and not row.alone)
        can_be_both = not any(row.alone for row in screen.rows if row.value in (*gone, *reply))
        self.say(f"No longer ticked: {ended(_labels_in_a_row(screen, gone))} {BOTH if can_be_both else AS_TYPED}")
        while True:
            typed = self.read("> ").strip().lower().rstrip(".")
            if can_be_both and typed in BOTH_WORDS:
                added = tuple(one for one in reply if one not in both)
                return (*both, *added)
            command = command_in(typed)
            if command or typed in ("", *DONE):
                return command or reply
            self.say(BOTH if can_be_both else AS_TYPED)

    def _next_line(self, screen: Ask, listing: Pages) -> Reply:
        while True:
            text = self.read("> ").strip()
            if self._said_again(screen, listing, text):
                continue
            return command_in(text) or (Command.KEEP if screen.so_far and not text else text)

    def _read_back(self, screen: Ask, typed: str, reply: Reply) -> None:
        """Say by name what was chosen or ticked, and what becomes of the rest: a number is soon mistyped."""
        if screen.typed in READ_BACK and not screen.opening and isinstance(reply, str):
            chosen = in_words(screen.rows, reply)
            if typed.rstrip(".").casefold() not in chosen.casefold():
                self.say(chosen)
        if screen.kind == "many" and isinstance(reply, tuple):
            ticked = ended(f"Ticked: {_labels_in_a_row(screen, reply)}")
            self.say(f"{ticked} {said_of_rest(screen, reply)}".rstrip())

    def _rows(self, screen: Ask, listing: Pages, known: int = 0) -> None:
        group = ""
        if known:
            known_how = "as last asked" if HEAR_AGAIN in self.told_how else "are as when I last asked this"
            self._say_in_short(f"Rows 1 to {known} {known_how}", HEAR_AGAIN)
            listing.pass_over(known)
        for number, row in listing.page():
            if row.group and row.group != group:
                self._wrapped(f"{row.group}:")
            group = row.group
            mark = " (ticked)" if row.value in screen.ticked else ""
            self._wrapped(f"{number}. {row.label}{mark}", indent="   ")
        if listing.has_more:
            self._say_in_short(f"{listing.after} more", "type more")

    def _say_in_short(self, text: str, advice: str) -> None:
        """Say something, and what to type: the second time it is known."""
        self.say(f"{text}." if advice in self.told_how else f"{text}: {advice}.")
        self.told_how.add(advice)

    def _wrapped(self, text: str, indent: str = "") -> None:
        self.write("\n".join(wrap(text, screen_width(), indent)) + "\n")


class Pages:
    """The rows of a screen that are read out, ten at a time; `unheard` is how many have not been yet."""

    def __init__(self, screen: Ask) -> None:
        self.rows = [row for row in screen.rows if row.value not in SILENT] or list(screen.rows)
        self.numbers = [number for number, row in enumerate(screen.rows, 1) if row in self.rows]
        self.start, self.heard = 0, 0

    def page(self) -> list[tuple[int, Row]]:
        """Return the rows to read out now, with their numbers."""
        self.heard = max(self.heard, self.end)
        return [(self.numbers[at], self.rows[at]) for at in range(self.start, self.end)]

    @property
    def end(self) -> int:
        """Return where these rows end; a last one alone is read out with them."""
        end = self.start + AT_A_TIME
        return len(self.rows) if len(self.rows) <= end + 1 else end

    @property
    def after(self) -> int:
        """Return how many rows come after these."""
        return len(self.rows) - self.end

    @property
    def has_more(self) -> bool:
        """Return whether rows come after these."""
        return self.after > 0

    @property
    def unheard(self) -> int:
        """Return how many rows have not been read out yet."""
        return len(self.rows) - self.heard

    def pass_over(self, known: int) -> None:
        """Begin after so many rows, which were heard before."""
        self.start = self.heard = known

    def turn(self) -> None:
        """Go on to the rows that come after these."""
        self.start += AT_A_TIME

    def turn_back(self) -> None:
        """Go back to the first rows."""
        self.start = 0


def _no_longer_ticked(screen: Ask, reply: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows that were ticked before and are not now; that nothing was ticked is no loss.

    A treatment that is ticked by a name of hers is still ticked.
    """
    now = {one.partition(NAMED)[0].partition(CALLED)[0] for one in reply} | set(reply)
    rows = (row for row in screen.rows if not row.alone or row.value in SILENT)
    return tuple(row.value for row in rows if row.value in screen.ticked and row.value not in now)


def _labels_in_a_row(screen: Ask, values: Sequence[str]) -> str:
    """Return rows and what was added to them, by name."""
    labels = read_back(screen.rows)
    return in_a_row([labels.get(one, one.partition(NAMED)[2]) for one in values])


def _with_held(screen: Ask, held: tuple[str, ...], reply: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was ticked with what was ticked before the rest of the list was heard, unless one stands alone."""
    alone = {row.value for row in screen.rows if row.alone}
    if not alone.isdisjoint((*held, *reply)):
        return reply
    return tuple(dict.fromkeys((*held, *reply)))


def takes(screen: Ask, word: str) -> bool:
    """Return whether a word that leaves the answer open can be typed here."""
    if screen.rows:
        return unsaid_row(screen.rows, word) is not None
    return screen.can_be_unsure or screen.may_be_empty


def in_words(rows: Sequence[Row], value: str) -> str:
    """Return a row as it is read back, without what explains it in brackets.

    Nothing else is left away: "a positive test" alone would say more than she said.
    """
    label = next(row.label for row in rows if row.value == value)
    return ended(label.partition(" (")[0])


def _shared(before: Sequence[Row], now: Sequence[Row]) -> int:
    """Return how many rows two lists begin with that say the same."""
    pairs = takewhile(lambda pair: pair[0].label == pair[1].label, zip(before, now, strict=False))
    return sum(1 for _ in pairs)


def _rows(number: int) -> str:
    return "1 row is" if number == 1 else f"{number} rows are"


def _not_found(screen: Ask, text: str) -> str:
    """Return what could not be used; of several things typed, those that are in no row and those that are."""
    parts = [part.strip() for part in _parts(screen, text)] if screen.kind == "many" else []
    missing = [part for part in parts if not _one(screen.rows, part)]
    if len(parts) <= 1 or not missing:
        return _refused(screen, text)
    labels = {row.value: row.label for row in screen.rows}
    found = [labels[_one(screen.rows, part)] for part in parts if part not in missing]
    known = f" I found: {', '.join(found)}. Nothing is ticked yet." if found else ""
    return " ".join(_refused(screen, part) for part in missing) + known


def _refused(screen: Ask, text: str) -> str:
    """Return why something typed was not taken: it is no row, or says that it is not sure."""
    if screen.rows and is_hedged(text):
        return NO_PLAIN_YES.format(shortened(text))
    fits = [str(at + 1) for at in _fitting(screen.rows, text)]
    if 1 < len(fits) <= MOST_FITTING:
        return FITS_SEVERAL.format(shortened(text), ", ".join(fits[:-1]), fits[-1])
    return not_understood(text)


def not_understood(text: str) -> str:
    """Return what could not be used, in a sentence."""
    return f'I find no row for "{shortened(text)}".' if text else "I did not get that."


def _such_as(screen: Ask, text: str) -> str:
    """Return what to type after something that could not be used: two examples, and whether not sure is one more."""
    how = how_to_answer(screen)
    some = next((number for number, row in enumerate(screen.rows, 1) if row.value == SOME), 0)
    if some and is_hedged(text):
        return WHERE_UNSURE.format(some, screen.rows[some - 1].label)
    if screen.kind == "one" and len(screen.rows) > 1:
        return how.replace("a number", "a number such as 1 or 2")
    return how.replace("1, 3.", "1, 3; or not sure.") if takes(screen, "not sure") and screen.kind == "many" else how


def how_to_answer(screen: Ask) -> str:
    """Return one sentence that says what to type."""
    if screen.kind == "one":
        if any(row.value in SILENT for row in screen.rows):
            return OR_NOT_SURE
        return "Type a number." if len(screen.rows) > 1 else "Type 1."
    if screen.kind == "many":
        return "Type the numbers that are true, such as 1, 3."
    if screen.kind == "lines":
        return f"Type {screen.example}."
    return f"Type {screen.example}." if screen.example else "Type your answer."


def understand(screen: Ask, text: str) -> Reply:
    """Return what `text` chooses on this screen; "" or () when it chooses nothing."""
    if not text and screen.so_far:
        return Command.KEEP
    if screen.kind == "line":
        return text
    if screen.kind == "one":
        named = _named_inside(screen.rows, text)
        return _one(screen.rows, text) or (_one(screen.rows, named[0]) if len(named) == 1 else "")
    others = not_listed(screen, text)
    chosen = [
        f"{screen.other}{NAMED}{part.strip()}" if part.strip() in others else _called(screen.rows, part.strip())
        for part in _parts(screen, text)
    ]
    alone = [row.value for row in screen.rows if row.alone and row.value in chosen]
    if "" in chosen or (alone and len(set(chosen)) > 1):
        return ()
    return tuple(dict.fromkeys(chosen))


def not_listed(screen: Ask, text: str) -> list[str]:
    """Return the words that are no row of a list which can have others; nothing for a number or a command."""
    if not screen.other or command_in(text):
        return []
    parts = [part.strip() for part in _parts(screen, text)]
    named = [part for part in parts if any(letter.isalpha() for letter in part) and not is_hedged(part)]
    return [part for part in named if not _one(screen.rows, part)]


def _parts(screen: Ask, text: str) -> list[str]:
    """Return the answers in a line: what stands between commas, and the names of rows inside of that."""
    if _one(screen.rows, text):
        return [text]
    parts = text.replace(" and ", ",").replace(";", ",").split(",")
    spaced = [word for part in parts for word in (part.split() if _is_numbers(part) else [part])]
    return [one for part in spaced if part.strip() for one in _names_in(screen, part)]


def _names_in(screen: Ask, part: str) -> list[str]:
    """Return the names in one part; where what is no row can be added, the part as it is unless all of it is rows."""
    if _one(screen.rows, part):
        return [part]
    _, left = rows_inside(screen.rows, part)
    return [part] if left and screen.other else _named_inside(screen.rows, part) or [part]


def _named_inside(rows: tuple[Row, ...], part: str) -> list[str]:
    """Return the labels of the rows whose names stand in what is typed; words around one are left, around more not."""
    found, left = rows_inside(rows, part)
    return [] if left and len(found) > 1 else [called(rows[at], part)[0] or rows[at].label for at in found]


def _is_numbers(part: str) -> bool:
    return all(word.isdecimal() for word in part.split())


def _called(rows: tuple[Row, ...], text: str) -> str:
    """Return the value of the row that `text` is, with the name that she knows it by."""
    value = _one(rows, text)
    return next((called(row, text)[1] for row in rows if row.value == value), "") or value


def _one(rows: tuple[Row, ...], text: str) -> str:
    """Return the row whose number or label is `text`, or the only one that begins with it, or has it inside."""
    plain = text.strip().rstrip(".").lower()
    unsaid = unsaid_row(rows, text)
    if unsaid is not None:
        return rows[unsaid].value
    if plain.isascii() and plain.isdecimal():
        return rows[int(plain) - 1].value if 0 < int(plain) <= len(rows) else ""
    found = _fitting(rows, plain)
    return rows[found[0]].value if len(found) == 1 else ""


def _fitting(rows: tuple[Row, ...], text: str) -> list[int]:
    """Return the rows that words fit best: by the whole label, by another name, by its beginning, or inside of it."""
    plain = text.strip().rstrip(".").lower()
    labels = [row.label.lower() for row in rows]
    exact = [at for at, label in enumerate(labels) if label == plain]
    begins = [at for at, label in enumerate(labels) if plain and label.startswith(plain)]
    named = [
        at for at, row in enumerate(rows) if plain and plain in [one.lower().replace("_", " ") for one in row.also]
    ]
    inside = [at for at, label in enumerate(labels) if len(plain) >= LEAST_INSIDE and plain in label]
    return exact or named or begins or inside
