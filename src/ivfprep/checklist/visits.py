"""What the visits left: what was agreed, changed and stopped, and what was answered, is still open, or is new since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from ivfprep.checklist.notes import in_words
from ivfprep.checklist.plan import PIECES, agreed_in_words
from ivfprep.checklist.treatments import joined
from ivfprep.checklist.wording import Wording
from ivfprep.facts import keyed
from ivfprep.full_list import Entry, EntryGroup
from ivfprep.handover import Asked, LastVisit, More, Part, Told
from ivfprep.profile import (
    OWN_QUESTION,
    AddOnAnswer,
    NextStep,
    Noted,
    PastVisit,
    PlanChange,
    Profile,
    StoppedTreatment,
)
from ivfprep.sheet import FlagLine, QuestionLine

SHOWN = 3
"""How many lines of each kind are named where nothing was noted of them; the rest are counted."""

NOTED = 240
"""So many letters of her notes stand on the sheet where paper is short: whole sentences."""

Groups: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

SETTLED = frozenset({"answered", "talked_about"})
OPEN = frozenset({"partly", "not_sure", "not_asked"})


class Left(Struct, frozen=True):
    """Everything that one visit left; `changes` come with the names of their treatments."""

    visit: PastVisit
    changes: Sequence[tuple[str, PlanChange]]
    stopped: Sequence[StoppedTreatment]


def last_day(profile: Profile) -> str:
    """Return the ISO date of the latest visit that left anything; "" where none did."""
    return max(_days(profile), default="")


def _days(profile: Profile) -> Iterator[str]:
    yield from (visit.date for visit in profile.visits if visit.said or visit.agreed)
    yield from (one.on for one in profile.stopped)
    answers = () if isinstance(profile.add_ons, str) else profile.add_ons
    yield from (change.on for answer in answers for change in answer.changes)


def answered(profile: Profile) -> Mapping[str, str]:
    """Return the lines that were answered when they last came up, by id, with their words then; "" where none are kept.

    They need no place among the first. Her own questions go by their words: they are numbered anew where she takes one
    back, or writes another.
    """
    latest: dict[str, Noted] = {}
    hers: dict[str, Noted] = {}
    for visit in sorted(profile.visits, key=lambda visit: visit.date):
        latest |= visit.said
        hers |= {
            _bare(noted.asked): noted
            for id_, noted in visit.said.items()
            if id_.startswith(OWN_QUESTION) and noted.asked
        }
    for number, text in enumerate(profile.own_questions, 1):
        id_ = f"{OWN_QUESTION}{number}"
        noted = hers.get(_bare(text))
        if noted is not None:
            latest[id_] = noted
        elif id_ in latest and latest[id_].asked:
            del latest[id_]
    return {id_: noted.asked for id_, noted in latest.items() if noted.status == "answered"}


def _bare(text: str) -> str:
    return text.casefold().rstrip(" .?!")


def last_visit_part(
    wording: Wording, lines: Sequence[FlagLine | QuestionLine], here: Sequence[Asked | More], asks: Mapping[str, str]
) -> LastVisit | None:
    """Return what the last visit left, and which of the questions `here` are new since; None without a visit.

    `asks` words the three questions by the ids of their patterns. What was noted in words always stands there.
    """
    day = last_day(wording.profile)
    if not day:
        return None
    left, texts = _left(wording, day), _texts(lines, asks)
    still_open = list(_still_open(wording, left.visit, texts, here))
    said = {*left.visit.said, *(text for text, _ in still_open)}
    new = [(_text(one), "") for one in here if said.isdisjoint((_text(one), *_ids(one)))] if left.visit.said else []
    done = _noted(left.visit, texts, SETTLED)
    pairs = (("visit_answered", done), ("visit_open", still_open), ("visit_new", new))
    groups = tuple((wording.say(name), tuple(_shown(wording, some))) for name, some in pairs if some)
    counts = len(done), len(dict.fromkeys(text for text, _ in still_open))
    short = (*_agreed(wording, left), *_changed(wording, left), *_counted(wording, *counts))
    heading = Part(wording.say("visit_heading", date=in_words(day)))
    notes = Part(wording.say("visit_notes_heading"))
    brief, rest = _brief(wording, pairs)
    return LastVisit(heading, short, notes, groups, brief, rest) if short or groups else None


def _brief(wording: Wording, pairs: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> tuple[Groups, str]:
    """Return what was noted in words as far as it stays short, and what to say of the rest of it."""
    room, left, brief = NOTED, 0, dict[str, list[str]]()
    for name, some in pairs:
        for said in (_with_note(wording, text, note) for text, note in some if note):
            fits = len(said) <= room
            room, left = (room - len(said), left) if fits else (room, left + 1)
            if fits:
                brief.setdefault(wording.say(name), []).append(said)
    rest = "" if not left else wording.say("visit_rest" if brief else "visit_all_rest")
    return tuple((name, tuple(items)) for name, items in brief.items()), rest


def every_visit(
    wording: Wording, lines: Sequence[FlagLine | QuestionLine], asks: Mapping[str, str]
) -> Iterator[EntryGroup]:
    """Yield all that was ever noted, the latest visit first: nothing that she typed is lost from the full list."""
    texts = _texts(lines, asks)
    for day in sorted(set(_days(wording.profile)), reverse=True):
        left = _left(wording, day)
        stopped = (Told(lead, text) for lead, text in stopped_in_words(wording, left.stopped))
        decided = (*_agreed(wording, left), *_changed(wording, left), *stopped)
        said = [
            Entry(text=_with_note(wording, noted.asked or texts.get(id_, ""), noted.text))
            for id_, noted in left.visit.said.items()
            if noted.text
        ]
        entries = (Entry(lead=one.lead, text=one.text) for one in decided)
        yield EntryGroup(wording.say("visit_day", date=in_words(day)), (*entries, *said))


def _left(wording: Wording, day: str) -> Left:
    profile = wording.profile
    said: dict[str, Noted] = {}
    agreed: list[NextStep] = []
    for visit in profile.visits:
        if visit.date == day:
            said |= visit.said
            agreed += visit.agreed
    changes = [
        (name, change) for name, answer in _named(wording) for change in _latest(answer.changes) if change.on == day
    ]
    return Left(PastVisit(day, said, tuple(agreed)), changes, [one for one in profile.stopped if one.on == day])


def _named(wording: Wording) -> Iterator[tuple[str, AddOnAnswer]]:
    answers = wording.profile.add_ons
    for key, answer in keyed(() if isinstance(answers, str) else answers):
        yield wording.names[key], answer


def _latest(changes: Iterable[PlanChange]) -> list[PlanChange]:
    """Return the changes without those that a later one of the same visit took back."""
    return list({(change.on, change.piece): change for change in changes}.values())


def _agreed(wording: Wording, left: Left) -> Iterator[Told]:
    if steps := [_step(wording, one) for one in left.visit.agreed]:
        yield Told(wording.say("visit_agreed"), f"{'; '.join(steps)}.")


def _changed(wording: Wording, left: Left) -> Iterator[Told]:
    if changes := [_change(wording, name, change) for name, change in left.changes]:
        yield Told(wording.say("visit_changed"), f"{'; '.join(changes)}.")


def _step(wording: Wording, one: NextStep) -> str:
    when = wording.say("visit_by_when", when=one.by_when) if one.by_when else ""
    beside = ", ".join(filter(None, (one.who, when)))
    return f"{one.step.rstrip('.')} ({beside})" if beside else one.step.rstrip(".")


def _change(wording: Wording, name: str, change: PlanChange) -> str:
    head = next(head for head, piece in PIECES.items() if piece == change.piece)
    words = wording.say(f"plan_{head}")
    return f"{name}, {words[:1].lower()}{words[1:]}: {agreed_in_words(wording, change)}"


def stopped_in_words(wording: Wording, stopped: Sequence[StoppedTreatment]) -> Iterator[tuple[str, str]]:
    """Yield who stopped what, or dropped it from the plan, and at which visit: the bold beginning, and the rest."""
    together: dict[tuple[str, str], list[str]] = {}
    for one in stopped:
        was_taken = "stopped" if one.was.status == "taking" else "dropped"
        together.setdefault((f"story_{was_taken}_{one.by}", one.on), []).append(wording.name_of(one.was))
    for (lead, day), names in together.items():
        yield wording.say(lead), wording.say("story_stopped_on", names=joined(names), date=in_words(day))


def _counted(wording: Wording, done: int, still_open: int) -> Iterator[Told]:
    counts = (("visit_done", done), ("visit_partly", still_open))
    if said := [wording.say(words, count=count) for words, count in counts if count]:
        yield Told(wording.say("visit_questions"), f"{', '.join(said)}.")


def _still_open(
    wording: Wording, visit: PastVisit, texts: Mapping[str, str], here: Sequence[Asked | More]
) -> Iterator[tuple[str, str]]:
    """Yield each open question with its note, her own first, without what asks only about a treatment that is gone."""
    noted = [(id_, one) for id_, one in visit.said.items() if one.status in OPEN]
    for id_, one in sorted(noted, key=lambda pair: not pair[0].startswith(OWN_QUESTION)):
        text = _asked_now(wording, id_, one.asked or texts.get(id_, ""), texts, here)
        if text is not None and (text or one.text):
            yield text, one.text


def _asked_now(
    wording: Wording, id_: str, text: str, texts: Mapping[str, str], here: Sequence[Asked | More]
) -> str | None:
    """Return a question with the treatments that are left of those it named; None where none of them is."""
    names = set(wording.names.values())
    gone = {wording.name_of(one.was) for one in wording.profile.stopped} - names
    line, _, key = id_.partition("@")
    is_left = any(name in text for name in names) or not any(name in text for name in gone)
    if not gone or id_.startswith(OWN_QUESTION):
        return text
    if key and key not in wording.names:
        others = [texts[f"{line}@{other}"] for other in wording.names if f"{line}@{other}" in texts]
        return others[0] if others and is_left else None
    if key or not any(name in text for name in gone):
        return text
    kind = line.partition("_")[0]
    today = [one.ask for one in here if isinstance(one, Asked) and one.id.partition("_")[0] == kind]
    return [*today, text][0] if is_left else None


def _text(one: Asked | More) -> str:
    return one.ask if isinstance(one, Asked) else one.text


def _ids(one: Asked | More) -> tuple[str, ...]:
    return (one.id, *(one.covers if isinstance(one, Asked) else one.ids))


def _texts(lines: Sequence[FlagLine | QuestionLine], asks: Mapping[str, str]) -> dict[str, str]:
    return {**asks, **{line.id: _asked(line) for line in lines}}


def _noted(visit: PastVisit, texts: Mapping[str, str], statuses: Collection[str]) -> list[tuple[str, str]]:
    """Return each question with what was noted of it; of a line that the content has lost, the note alone."""
    noted = [(id_, one) for id_, one in visit.said.items() if one.status in statuses]
    said = [(one.asked or texts.get(id_, ""), one.text) for id_, one in noted]
    return [(text, note) for text, note in said if text or note]


def _asked(line: FlagLine | QuestionLine) -> str:
    return line.ask if isinstance(line, FlagLine) else line.text


def _with_note(wording: Wording, text: str, note: str) -> str:
    ended = note if note[-1:] in (".", "?", "!") else f"{note}."
    return f"{text} {wording.say('visit_noted', text=ended)}".strip()


def _shown(wording: Wording, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what was noted in words, then others as far as there is room, and how many more there are."""
    noted = [_with_note(wording, text, note) for text, note in pairs if note]
    bare = list(dict.fromkeys(text for text, note in pairs if not note))
    room = max(0, SHOWN - len(noted))
    yield from (*noted, *bare[:room])
    if bare[room:]:
        yield wording.say("visit_more", count=len(bare) - room)
