"""`ivfprep notes`: what a visit brought, kept with the answers after each word.

First what was said to her three questions, then to what else she ticks; what is still open of it; what changed with her
treatments; and what was agreed. Where she stands is a function of what is noted, so that going on asks only the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple, TypeAlias

from ivfprep.catalog import Catalog
from ivfprep.choosing import Line
from ivfprep.dates import When, read_when
from ivfprep.interview.agreed import read_step, step_in_words
from ivfprep.interview.asking import Ask, Command, Reply, Row
from ivfprep.interview.conversation import FIRST, Keeper, Stopped
from ivfprep.interview.dialogue import Dialogue
from ivfprep.interview.entries import entries, reorder
from ivfprep.interview.finding import in_a_row
from ivfprep.interview.paths import Data, find_entries, find_mapping, find_texts, find_word
from ivfprep.interview.reading import IF_UNKNOWN, TOO_LONG, UNSAID_WORDS, Again, clean, ended, read_day
from ivfprep.interview.steps import entry_name
from ivfprep.interview.talk import ask_lines, settle
from ivfprep.plans import pieces_of
from ivfprep.profile import LONGEST, MOST_LINES, OWN_QUESTION

Said: TypeAlias = dict[str, dict[str, str]]
"""What was noted to each line, by its id: the `status`, the line as it was `asked`, and the `text` if there is one."""

TALKED, ANSWERED, PARTLY, NOT_ASKED, NOT_SURE = "talked_about", "answered", "partly", "not_asked", "not_sure"
NONE = Row("none", "None of these", alone=True)
ALL_ANSWERED = Row("none", "No, all of it was answered", alone=True)
NOTHING_CHANGED = Row("none", "Nothing changed", alone=True)

LATELY = timedelta(days=60)
"""The planned day is taken for the day of the visit for so long, and not asked."""

TWO_WEEKS = timedelta(days=14)
"""For so long notes that were not finished are gone on with unasked: after that there may have been another visit."""

DAY_ASKED = "On what day was the visit?"
NOTES_THERE = "You have notes of your visit on {}. To go on with them, type that day."
NOTED_BEFORE = "On {} you noted: {}"
OPEN_BEFORE = "Still open from before"
DAY_EXAMPLE = "a day such as today, yesterday or 3 April"
DAY_HELP = "The next page says since when something is open."
WORDS_HELP = "Your notes stay with your answers, and stand on your next page. What you leave empty stays open."
WHAT_SAID = "What did your doctor say?"
WORDS_EXAMPLE = "a few words; or only Enter if you did not get to it"
MORE_EXAMPLE = "a few words; or only Enter if there is nothing to note"
TALKED_HELP = "What is not ticked stays open for the next visit."
OPEN_HELP = "What is open comes first on your next page. What was answered makes room."
CHANGED_HELP = "Your next page then says it as it is now: a new plan, or a treatment that was stopped."
PIECE_HELP = "It stands in the plan of your next page, in your words."
PIECE_EXAMPLE = "what was agreed, such as: day 8, or: until week 10"
PIECE_TOO_LONG = "That is longer than the plan can hold. Type 100 letters at most."
AGREED_HELP = "It stands on top of your next page. Who does it, and by when, need not be known."
AGREED_EXAMPLE = "one step and Enter, such as: repeat the blood test, my clinic, 12 December. Enter alone ends"
FULL = f"There are notes of {MOST_LINES} visits already. Type the day of one of them."

SOMEBODY = "somebody"
STOPPED = (
    Row("my_doctor", "My doctor stopped it", alone=True),
    Row("me", "I stopped it myself", alone=True),
    Row(SOMEBODY, "It was stopped, and I am not sure who decided", alone=True),
)
DROPPED = (
    Row("my_doctor", "My doctor no longer suggests it", alone=True),
    Row("me", "I decided against it", alone=True),
    Row(SOMEBODY, "It is no longer planned, and I am not sure who decided", alone=True),
)
PIECES = {
    "start": "When it starts",
    "stop": "When it ends",
    "until_week": "Until which week of pregnancy",
    "how_reduced": "How it is reduced",
    "monitoring": "Which checks you have",
    "whom_to_call": "Whom to call about it",
}


class Screen(NamedTuple):
    """Something to ask: `is_done` where it was answered at an earlier run, and need not be asked again."""

    key: str
    ask: Callable[[], Dialogue[Command | None]]
    is_done: bool = False


class Way:
    """Where she stands among the screens: what she went back over comes again in its order, to where she was.

    `asked` are the screens that were answered at this run; `far` is the one that she went back from.
    """

    def __init__(self, at: str) -> None:
        self.at, self.far, self.here = at, "", ""
        self.asked: set[str] = set()

    def next(self, screens: Sequence[Screen]) -> Screen | None:
        """Return the screen to ask now; None where all was asked."""
        order = [one.key for one in screens]
        at = self.at or self._after_here(order)
        fresh = (one for one in screens if not one.is_done and one.key not in self.asked)
        screen = next((one for one in screens if one.key == at), None) or next(fresh, None)
        self.at, self.here = "", screen.key if screen else ""
        return screen

    def _after_here(self, order: Sequence[str]) -> str:
        """Return the screen that follows, where it lies no further than she was before; else ""."""
        if self.here not in order or self.far not in order or order.index(self.here) >= order.index(self.far):
            self.far = ""
            return ""
        return order[order.index(self.here) + 1]

    def go_on(self) -> None:
        """Take the screen for answered."""
        self.asked.add(self.here)

    def go_back(self, screens: Sequence[Screen]) -> None:
        """Go to the screen before this one."""
        order = [one.key for one in screens]
        here = order.index(self.here) if self.here in order else 0
        self.far = self.far if self.far in order[here:] else self.here
        self.at = order[max(0, here - 1)]


LinesAt: TypeAlias = Callable[[str], Sequence[Line]]
"""The lines of the sheet that was handed over at a visit, by its ISO date; the three questions are `suggested`."""


class Notes:
    """The notes of one visit, in the answers that they are kept with."""

    def __init__(self, session: Keeper, answers: Data, lines: LinesAt, catalog: Catalog) -> None:
        self.session, self.answers, self.lines_at, self.catalog = session, answers, cache(lines), catalog
        self.day = ""

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the sheet of this visit, and what was open before it; none while its day is not known."""
        if not self.day:
            return ()
        sheet = self.lines_at(self.day)
        return (*sheet, *self._open_elsewhere(sheet))

    @property
    def first(self) -> list[Line]:
        """The questions that came first on the sheet."""
        return [line for line in self.lines if line.suggested]

    @property
    def others(self) -> list[Line]:
        """All other lines, first what an earlier visit left open."""
        before = self._before()
        others = [line for line in self.lines if not line.suggested]
        still_open = [line._replace(group=OPEN_BEFORE) for line in others if _is_open(before.get(line.id), line)]
        known = {line.id for line in still_open}
        return [*still_open, *(line for line in others if line.id not in known)]

    def take(self, planned: str, today: date) -> Dialogue[None]:
        """Ask what is not noted yet of the visit, and let the person go back over the rest. Raises Stopped."""
        self.today = today
        self.day = self._to_go_on_with(planned) or self._just_planned(planned)
        way = Way(at="" if self.day else "day")
        while True:
            screen = way.next(self._screens(planned))
            if screen is None:
                return
            if (yield from screen.ask()) is Command.BACK:
                way.go_back(self._screens(planned))
            else:
                way.go_on()

    def _screens(self, planned: str) -> list[Screen]:
        """Return every screen in its order; what was said on one may bring or take others."""
        said = self._said()
        talked = [line for line in self.others if said.get(line.id, {}).get("status", NOT_ASKED) != NOT_ASKED]
        named = entries(self.answers, "add_ons")
        return [
            Screen("day", partial(self._ask_day, planned), is_done=bool(self.day)),
            *(Screen(line.id, partial(self._ask_first, line), line.id in said) for line in self.first),
            *(
                [Screen("talked", self._ask_talked, all(line.id in said for line in self.others))]
                if self.others
                else []
            ),
            *(
                Screen(line.id, partial(self._ask_other, line), said[line.id] != _noted(TALKED, line.text))
                for line in talked
            ),
            *([Screen("open", self._ask_open, TALKED not in _statuses(said))] if self._discussed() else []),
            *([Screen("changed", self._ask_changed)] if named else []),
            Screen("agreed", self._ask_agreed),
        ]

    # --- the day ------------------------------------------------------------------------------------------------------

    def _begun(self) -> str:
        """Return the day of a visit whose notes are not finished; "" for none."""
        return next((find_word(visit, "date") for visit in self._visits() if TALKED in _statuses(_said_at(visit))), "")

    def _to_go_on_with(self, planned: str) -> str:
        """Return the day of notes that are not finished, unless there may have been another visit since; else ""."""
        begun = self._begun()
        is_lately = bool(begun) and date.fromisoformat(begun) >= self.today - TWO_WEEKS
        return begun if is_lately and self._just_planned(planned) <= begun else ""

    def _just_planned(self, planned: str) -> str:
        """Return the planned day where it is over, not for long, and nothing is noted of it yet; else ""."""
        day = _day_past(planned, self.today)
        noted = {visit.get("date") for visit in self._visits()}
        lately = day and date.fromisoformat(day) >= self.today - LATELY
        return day if lately and day not in noted and self._has_room(day) else ""

    def _ask_day(self, planned: str) -> Dialogue[Command | None]:
        # A visit that has its notes is no answer that stands: only its day, typed, leads back to them.
        days = [find_word(visit, "date") for visit in self._visits()]
        past = _day_past(planned, self.today)
        usual = self.day or (past if past not in days else "")
        text, note = self._day_asked(planned, usual), ""
        opening = NOTES_THERE.format(_in_words(max(days))) if days and not self.day else ""
        while True:
            so_far = _in_words(usual) if usual else ""
            screen = Ask("line", text, DAY_HELP, example=DAY_EXAMPLE, so_far=so_far, opening=opening)
            reply = yield from self._reply(screen._replace(note=note), of_visit=False)
            if reply is Command.BACK:
                yield FIRST
                continue
            if isinstance(reply, Command):
                self.day = usual or self.today.isoformat()
                return None
            when = read_when(planned)
            meant = when if isinstance(when, When) else None
            reading = read_day(clean(str(reply)), self.today, ahead=False, planned=meant)
            if isinstance(reading, Again):
                # The notes stand under their day, so that one is needed here.
                note = reading.message.removesuffix(IF_UNKNOWN)
                continue
            day = yield from settle(screen, reading)
            if day is Command.STOP:
                raise Stopped
            if isinstance(day, str) and self._has_room(day):
                self._move_to(day)
                return None
            note = FULL if isinstance(day, str) else ""

    def _day_asked(self, planned: str, usual: str) -> str:
        """Return the question for the day; a visit that was planned for a day to come is said to be."""
        when = read_when(planned)
        if usual or not isinstance(when, When) or when.latest <= self.today:
            return DAY_ASKED
        return f"{DAY_ASKED} You planned it for {when.text}, which is still to come."

    def _move_to(self, day: str) -> None:
        """Take `day` for the day of the visit, for what was noted of it already too."""
        before, self.day = self.day, day
        if not before or before == day or any(visit.get("date") == day for visit in self._visits()):
            return
        answers = deepcopy(self.answers)
        changes = (one for entry in entries(answers, "add_ons") for one in find_entries(entry, "changes"))
        noted = [(one, "on") for one in (*find_entries(answers, "stopped"), *changes)]
        for one, key in (*noted, *((visit, "date") for visit in find_entries(answers, "visits"))):
            one[key] = day if one.get(key) == before else one[key]
        self._keep(answers)

    def _has_room(self, day: str) -> bool:
        days = {visit.get("date") for visit in self._visits()}
        return day in days or len(days) < MOST_LINES

    # --- what was said ------------------------------------------------------------------------------------------------

    def _ask_first(self, line: Line) -> Dialogue[Command | None]:
        return (yield from self._ask_words(line, Ask("line", "", WORDS_HELP, example=WORDS_EXAMPLE), NOT_ASKED))

    def _ask_other(self, line: Line) -> Dialogue[Command | None]:
        return (yield from self._ask_words(line, Ask("line", "", WORDS_HELP, example=MORE_EXAMPLE), TALKED))

    def _ask_words(self, line: Line, screen: Ask, if_empty: str) -> Dialogue[Command | None]:
        standing = self._said().get(line.id, {})
        screen = screen._replace(
            text=f"{ended(line.text)} {WHAT_SAID}",
            so_far=standing.get("text", ""),
            may_be_empty=True,
            opening=self._noted_before(line),
        )
        note = ""
        while True:
            reply = yield from self._reply(screen._replace(note=note))
            if reply is Command.BACK or (isinstance(reply, Command) and "text" in standing):
                return Command.BACK if reply is Command.BACK else None
            words = "" if isinstance(reply, Command) else clean(str(reply))
            if len(words) > LONGEST:
                note = TOO_LONG
                continue
            unsure = words.lower().rstrip(".") in UNSAID_WORDS
            status = NOT_SURE if unsure else TALKED if words else if_empty
            self._save({**self._said(), line.id: _noted(status, line.text, "" if unsure else words)})
            return None

    def _ask_talked(self) -> Dialogue[Command | None]:
        rows = tuple(Row(line.id, line.text, group=line.group) for line in self.others)
        said = self._said()
        ticked = tuple(row.value for row in rows if said.get(row.value, {}).get("status", NOT_ASKED) != NOT_ASKED)
        is_told = all(row.value in said for row in rows)
        screen = _standing(
            Ask("many", "What else did you talk about?", TALKED_HELP, rows=(*rows, NONE)), ticked, is_told
        )
        reply = yield from self._reply(screen)
        if reply is Command.BACK:
            return reply
        talked = set(ticked) if isinstance(reply, Command) else set(_values(reply))
        for line in self.others:
            if line.id not in talked:
                said[line.id] = _noted(NOT_ASKED, line.text)
            elif line.id not in ticked:
                said[line.id] = _noted(TALKED, line.text)
        self._save(said)
        return None

    def _discussed(self) -> list[Line]:
        said = self._said()
        return [line for line in self.lines if said.get(line.id, {}).get("status") in (TALKED, ANSWERED, PARTLY)]

    def _ask_open(self) -> Dialogue[Command | None]:
        said, discussed = self._said(), self._discussed()
        rows = tuple(Row(line.id, line.text) for line in discussed)
        ticked = tuple(row.value for row in rows if said[row.value]["status"] == PARTLY)
        is_told = all(said[row.value]["status"] in (PARTLY, ANSWERED) for row in rows)
        screen = Ask("many", "Is any of this still open?", OPEN_HELP, rows=(ALL_ANSWERED, *rows))
        reply = yield from self._reply(_standing(screen, ticked, is_told))
        if isinstance(reply, Command):
            return reply
        still_open = set(_values(reply))
        for line in discussed:
            said[line.id] = {**said[line.id], "status": PARTLY if line.id in still_open else ANSWERED}
        self._save(said)
        return None

    # --- what earlier visits left -------------------------------------------------------------------------------------

    def _before(self) -> dict[str, tuple[str, dict[str, str]]]:
        """Return what was last noted to each line before this visit, with the day of that."""
        before: dict[str, tuple[str, dict[str, str]]] = {}
        for visit in self._visits():
            day = find_word(visit, "date")
            if day < self.day:
                before |= {id_: (day, noted) for id_, noted in _said_at(visit).items()}
        return before

    def _open_elsewhere(self, sheet: Sequence[Line]) -> list[Line]:
        """Return what is open and stands on another sheet than this one: it can be answered at any visit."""
        here = {line.id for line in sheet} | {line.text for line in sheet}
        found = []
        for id_, (day, noted) in self._before().items():
            line = Line(id_, noted.get("asked", ""))
            if line.text and _is_open((day, noted), line) and here.isdisjoint((id_, line.text)) and self._is_hers(line):
                found.append(line)
        return found

    def _is_hers(self, line: Line) -> bool:
        """Return whether a line asks about nothing that was stopped, and is no question that she took back."""
        if line.id.startswith(OWN_QUESTION):
            return line.text in find_texts(self.answers, "own_questions")
        named = {find_word(entry, "id") for entry in entries(self.answers, "add_ons")}
        gone = [find_mapping(one, "was") for one in find_entries(self.answers, "stopped")]
        names = [entry_name(was, self.catalog) for was in gone if find_word(was, "id") not in named]
        key = line.id.partition("@")[2]
        return (not key or any(key.startswith(id_) for id_ in named)) and not any(name in line.text for name in names)

    def _noted_before(self, line: Line) -> str:
        """Return what she noted to the same question at an earlier visit, in a sentence; "" for nothing."""
        day, noted = self._before().get(line.id, ("", {}))
        is_same = noted.get("asked", line.text) == line.text
        return NOTED_BEFORE.format(_in_words(day), ended(noted["text"])) if is_same and noted.get("text") else ""

    # --- what changed -------------------------------------------------------------------------------------------------

    def _ask_changed(self) -> Dialogue[Command | None]:
        if len(entries(self.answers, "add_ons")) == 1:
            return (yield from self._ask_what_changed(0, only=True))
        text = "Did anything change with your treatments?"
        while True:
            names = (entry_name(entry, self.catalog) for entry in entries(self.answers, "add_ons"))
            rows = tuple(Row(str(at), _capital(name)) for at, name in enumerate(names))
            screen = Ask("many", text, CHANGED_HELP, rows=(NOTHING_CHANGED, *rows), opening=self._noted_changes())
            reply = yield from self._reply(screen)
            if isinstance(reply, Command):
                return Command.BACK if reply is Command.BACK else None
            # The last one first: a treatment that is stopped leaves its place to the next.
            chosen = [int(at) for at in _values(reply) if at != NOTHING_CHANGED.value]
            for at in sorted(chosen, reverse=True):
                if (yield from self._ask_what_changed(at)) is Command.BACK:
                    break
            else:
                return None

    def _ask_what_changed(self, at: int, *, only: bool = False) -> Dialogue[Command | None]:
        entry = entries(self.answers, "add_ons")[at]
        name, is_taken = entry_name(entry, self.catalog), entry.get("status") == "taking"
        add_on = next((one for one in self.catalog.add_ons if one.id == entry.get("id")), None)
        pieces = tuple(Row(piece, label) for piece, label in PIECES.items() if piece in pieces_of(add_on))
        rows = (*((NOTHING_CHANGED,) if only else ()), *(STOPPED if is_taken else DROPPED), *pieces)
        noted = self._noted_changes() if only else ""
        screen = Ask("many", f"What changed with {name}?", CHANGED_HELP, rows=rows, opening=noted)
        reply = yield from self._reply(screen)
        if isinstance(reply, Command):
            return Command.BACK if reply is Command.BACK else None
        chosen = _values(reply)
        by = next((row.value for row in STOPPED if row.value in chosen), "")
        if by:
            self._stop(at, by if by != SOMEBODY else NOT_SURE)
        for piece in [one for one in PIECES if one in chosen]:
            yield from self._ask_piece(at, piece, name)
        return None

    def _noted_changes(self) -> str:
        """Return what was noted already of changes at this visit, in a sentence; "" for nothing."""
        noted = [
            f"{entry_name(entry, self.catalog)}, {_small(PIECES[piece])}: {find_word(one, 'says')}"
            for entry in entries(self.answers, "add_ons")
            for one in find_entries(entry, "changes")
            if one.get("on") == self.day and (piece := find_word(one, "piece")) in PIECES
        ]
        gone = [find_mapping(one, "was") for one in find_entries(self.answers, "stopped") if one.get("on") == self.day]
        noted += [f"{entry_name(was, self.catalog)}, no longer" for was in gone]
        return f"You noted: {ended('; '.join(noted))}" if noted else ""

    def _ask_piece(self, at: int, piece: str, name: str) -> Dialogue[None]:
        text = f"{_capital(name)}: {_small(PIECES[piece])}?"
        note = ""
        while True:
            reply = yield from self._reply(Ask("line", text, PIECE_HELP, example=PIECE_EXAMPLE, note=note))
            if isinstance(reply, Command):
                return
            says = clean(str(reply))
            if 0 < len(says) <= SHORT:
                self._change(at, piece, says)
                return
            note = PIECE_TOO_LONG if says else ""

    def _change(self, at: int, piece: str, says: str) -> None:
        entry = entries(self.answers, "add_ons")[at]
        changes = [
            one for one in find_entries(entry, "changes") if (one.get("on"), one.get("piece")) != (self.day, piece)
        ]
        changes.append({"on": self.day, "piece": piece, "says": says})
        now: Data = {**entry, "changes": list(changes)}
        named = [now if one is entry else one for one in entries(self.answers, "add_ons")]
        self._keep({**self.answers, "add_ons": list(named)})

    def _stop(self, at: int, by: str) -> None:
        """Take a treatment from the list with all its answers: nothing that is asked or printed takes it for hers."""
        named = entries(self.answers, "add_ons")
        stopped: Data = {"on": self.day, "by": by, "was": named[at]}
        left = reorder(self.answers, "add_ons", [other for other in range(len(named)) if other != at])
        self._keep({**left, "stopped": [*find_entries(self.answers, "stopped"), stopped]})

    # --- what was agreed ----------------------------------------------------------------------------------------------

    def _ask_agreed(self) -> Dialogue[Command | None]:
        standing = self._agreed()
        so_far = "; ".join(map(step_in_words, standing))
        text = "What was agreed? What comes next, who does it, by when?"
        screen = Ask("lines", text, AGREED_HELP, part=self._part, example=AGREED_EXAMPLE, so_far=so_far)
        ended_by = yield from ask_lines(screen, len(standing), self._agree)
        if ended_by is Command.STOP:
            raise Stopped
        return Command.BACK if ended_by is Command.BACK else None

    def _agree(self, line: str) -> Dialogue[None]:
        step = read_step(line, self.today)
        self._save(self._said(), [*self._agreed(), step])
        yield f"Noted. {step_in_words(step)}."

    def _agreed(self) -> list[Data]:
        return [
            step for visit in self._visits() if visit.get("date") == self.day for step in find_entries(visit, "agreed")
        ]

    # --- keeping ------------------------------------------------------------------------------------------------------

    @property
    def _part(self) -> str:
        return f"Your visit on {_in_words(self.day)}"

    def _reply(self, screen: Ask, *, of_visit: bool = True) -> Dialogue[Reply]:
        reply = yield screen._replace(part=self._part) if of_visit else screen
        if reply is Command.STOP:
            raise Stopped
        return reply

    def _said(self) -> Said:
        visits = (visit for visit in self._visits() if visit.get("date") == self.day)
        return next((_said_at(visit) for visit in visits), {})

    def _visits(self) -> list[Data]:
        return find_entries(self.answers, "visits")

    def _save(self, said: Said, agreed: Sequence[Data] | None = None) -> None:
        steps = self._agreed() if agreed is None else list(agreed)
        visit: Data = {"date": self.day, "said": {id_: dict(one) for id_, one in said.items()}}
        if steps:
            visit["agreed"] = list(steps)
        others = [visit for visit in self._visits() if visit.get("date") != self.day]
        visits = sorted([*others, visit], key=lambda visit: find_word(visit, "date"))
        self._keep({**self.answers, "visits": list(visits)})

    def _keep(self, answers: Data) -> None:
        self.answers = answers
        self.session.save(answers)


SHORT = 100
"""So many letters of a piece of a plan fit its cell."""


def _is_open(noted: tuple[str, Mapping[str, str]] | None, line: Line) -> bool:
    """Return whether a line was left open when it was last asked in these words."""
    if noted is None or noted[1].get("asked", line.text) != line.text:
        return False
    return noted[1].get("status") in (PARTLY, NOT_SURE)


def _standing(screen: Ask, ticked: tuple[str, ...], is_told: bool) -> Ask:
    """Return a list with what was ticked in it; where that `is_told`, it is an answer that Enter keeps."""
    stands = ticked or tuple(row.value for row in screen.rows if row.alone) if is_told else ticked
    so_far = in_a_row([row.label for row in screen.rows if row.value in stands]) if is_told else ""
    return screen._replace(ticked=stands, so_far=so_far)


def _values(reply: str | tuple[str, ...]) -> tuple[str, ...]:
    return (reply,) if isinstance(reply, str) else tuple(reply)


def _noted(status: str, asked: str, text: str = "") -> dict[str, str]:
    return {"status": status, "asked": asked, **({"text": text} if text else {})}


def _statuses(said: Mapping[str, Mapping[str, str]]) -> set[str]:
    return {one.get("status", "") for one in said.values()}


def _said_at(visit: Data) -> Said:
    noted = find_mapping(visit, "said")
    # An id may hold a dot, so it is a key and no path.
    return {id_: {key: str(text) for key, text in one.items()} for id_, one in noted.items() if isinstance(one, dict)}


def _day_past(text: str, today: date) -> str:
    """Return the ISO form of a day that was planned, where it is not still to come; else ""."""
    when = read_when(text)
    return when.latest.isoformat() if isinstance(when, When) and when.latest <= today else ""


def _in_words(day: str) -> str:
    when = read_when(day)
    return when.text if isinstance(when, When) else day


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
