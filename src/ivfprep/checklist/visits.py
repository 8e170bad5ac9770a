"""What the last visit left: answered, still open, and new since then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ivfprep.checklist.wording import Wording
from ivfprep.profile import Noted, PastVisit, Profile
from ivfprep.sheet import FlagLine, QuestionLine, VisitPart

SHOWN = 3
"""How many lines of each kind are named; the rest are counted."""

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


def visit_part(wording: Wording, lines: Sequence[FlagLine | QuestionLine], asks: Mapping[str, str]) -> VisitPart | None:
    """Return what the last visit left, seen from the lines that stand on the page now; None without a visit.

    `asks` words the three questions by the ids of their patterns.
    """
    visit = last_visit(wording.profile)
    if visit is None:
        return None
    groups = (
        (wording.say("visit_answered"), _shortened(wording, _told(wording, visit, lines, asks))),
        (wording.say("visit_open"), _shortened(wording, _open(wording, visit, lines, asks))),
        (wording.say("visit_new"), _shortened(wording, [_asked(line) for line in lines if line.id not in visit.said])),
    )
    named = tuple((name, items) for name, items in groups if items)
    return VisitPart(wording.say("visit_heading", date=visit.date), named) if named else None


def _told(
    wording: Wording, visit: PastVisit, lines: Sequence[FlagLine | QuestionLine], asks: Mapping[str, str]
) -> list[str]:
    texts = {**asks, **{line.id: _asked(line) for line in lines}}
    settled = [(id_, noted) for id_, noted in visit.said.items() if noted.status in ("answered", "talked_about")]
    return [_with_note(wording, texts[id_], noted) for id_, noted in settled if id_ in texts]


def _open(
    wording: Wording, visit: PastVisit, lines: Sequence[FlagLine | QuestionLine], asks: Mapping[str, str]
) -> list[str]:
    texts = {**asks, **{line.id: _asked(line) for line in lines}}
    noted = [(texts[id_], visit.said[id_]) for id_ in texts if id_ in visit.said]
    return [_with_note(wording, text, said) for text, said in noted if said.status in OPEN]


def _with_note(wording: Wording, text: str, noted: Noted) -> str:
    return f"{text} {wording.say('visit_noted', text=noted.text)}" if noted.text else text


def _asked(line: FlagLine | QuestionLine) -> str:
    return line.ask if isinstance(line, FlagLine) else line.text


def _shortened(wording: Wording, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_shown(wording, list(dict.fromkeys(texts))))


def _shown(wording: Wording, texts: Sequence[str]) -> Iterator[str]:
    yield from texts[:SHOWN]
    if texts[SHOWN:]:
        yield wording.say("visit_more", count=len(texts) - SHOWN)
