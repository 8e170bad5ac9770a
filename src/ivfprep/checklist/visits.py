"""What the last visit left: answered, still open, and new since then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ivfprep.checklist.notes import in_words
from ivfprep.checklist.wording import Wording
from ivfprep.handover import LastVisit, Part
from ivfprep.profile import Noted, PastVisit, Profile
from ivfprep.sheet import FlagLine, QuestionLine

SHOWN = 3
"""How many lines of each kind are named where nothing was noted of them; the rest are counted."""

SETTLED = frozenset({"answered", "talked_about"})
OPEN = frozenset({"partly", "not_asked", "not_sure"})


def last_visit(profile: Profile) -> PastVisit | None:
    """Return the latest visit that something was noted about, or None."""
    return max((visit for visit in profile.visits if visit.said), key=lambda visit: visit.date, default=None)


def answered(profile: Profile) -> frozenset[str]:
    """Return the ids of the lines that were answered when they last came up: they need no place among the first."""
    latest: dict[str, Noted] = {}
    for visit in sorted(profile.visits, key=lambda visit: visit.date):
        latest |= visit.said
    return frozenset(id_ for id_, noted in latest.items() if noted.status == "answered")


def last_visit_part(
    wording: Wording, lines: Sequence[FlagLine | QuestionLine], here: Collection[str], asks: Mapping[str, str]
) -> LastVisit | None:
    """Return what the last visit left, and of the lines with ids in `here` what is new since; None without a visit.

    `asks` words the three questions by the ids of their patterns. What was noted in words always stands there.
    """
    visit = last_visit(wording.profile)
    if visit is None:
        return None
    texts = {**asks, **{line.id: _asked(line) for line in lines}}
    new = [(texts[line.id], "") for line in lines if line.id in here and line.id not in visit.said]
    groups = (
        ("visit_answered", _noted(visit, texts, SETTLED)),
        ("visit_open", _noted(visit, texts, OPEN)),
        ("visit_new", new),
    )
    named = tuple((wording.say(name), tuple(_shown(wording, pairs))) for name, pairs in groups if pairs)
    return LastVisit(Part(wording.say("visit_heading", date=in_words(visit.date))), named) if named else None


def _noted(visit: PastVisit, texts: Mapping[str, str], statuses: Collection[str]) -> list[tuple[str, str]]:
    """Return each question with what was noted of it; of a line that the content has lost, the note alone."""
    said = [(texts.get(id_, ""), noted.text) for id_, noted in visit.said.items() if noted.status in statuses]
    return [(text, note) for text, note in said if text or note]


def _asked(line: FlagLine | QuestionLine) -> str:
    return line.ask if isinstance(line, FlagLine) else line.text


def _shown(wording: Wording, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what was noted in words, then others as far as there is room, and how many more there are."""
    noted = [f"{text} {wording.say('visit_noted', text=note)}".strip() for text, note in pairs if note]
    bare = list(dict.fromkeys(text for text, note in pairs if not note))
    room = max(0, SHOWN - len(noted))
    yield from (*noted, *bare[:room])
    if bare[room:]:
        yield wording.say("visit_more", count=len(bare) - room)
