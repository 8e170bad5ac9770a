"""The small print of the page: what is not known, what is left out, who made it, and warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from ivfprep.checklist.wording import Wording
from ivfprep.conditions import at_least
from ivfprep.cumulative import in_words as chance_in_words
from ivfprep.dates import When, read_when
from ivfprep.profile import UNSAID
from ivfprep.sheet import Counted, LeftOut, LeftOver, QuestionLine


def title(wording: Wording) -> str:
    """Return the title of the page, with the date of the visit if it is known."""
    date_ = wording.profile.visit.date
    return wording.say("title") if date_ in UNSAID else wording.say("title_dated", date=in_words(date_))


def in_words(day: str) -> str:
    """Return a day as a page says it."""
    when = read_when(day)
    return when.text if isinstance(when, When) else day


def messages(wording: Wording, count: int) -> tuple[str, ...]:
    """Return the main message, and the line for the team."""
    name = {0: "message_none", 1: "message_one"}.get(count, "message")
    return wording.say(name, count=count), wording.say("message_team")


def flags(wording: Wording, count: int, moved: int) -> str:
    """Return that no flag came up, or how many stand on the back; nothing where all stand on the front."""
    if not count:
        return wording.say("flags_none")
    return wording.say("flags_more", count=moved, heading=wording.say("more_flags_heading")) if moved else ""


def unknown(wording: Wording, has_evidence: bool) -> Iterator[str]:
    """Yield what is not known: always what the list covers, and gaps in the chances taken together."""
    if has_evidence:
        yield wording.say("unknown_person")
    yield wording.say("unknown_cover")
    yield from unknown_chances(wording)


def unknown_chances(wording: Wording) -> Iterator[str]:
    """Yield gaps in the chances taken together."""
    values, chances = wording.facts.values, wording.chances
    if at_least(values["biochemical_pregnancies"], 1):
        yield wording.say("unknown_biochemical")
    if chances.low == chances.high or not at_least(values["transfers_without_pregnancy"], 1):
        return
    if chances.low and not wording.wants_words:
        yield wording.say("unknown_at_least", total=chance_in_words(chances).removeprefix("at least "))
    else:
        yield wording.say("unknown_total")


def left_out(
    wording: Wording, lines: Sequence[LeftOut], questions: Sequence[QuestionLine], topics: Mapping[str, str]
) -> LeftOver:
    """Return how many questions are not printed, by topic."""
    ids = {line.id for line in lines}
    counts = Counter(topics[question.topic] for question in questions if question.id in ids)
    words = wording.catalog.words
    counted = tuple(Counted(topic, count) for topic, count in counts.items())
    return LeftOver(counted, words["left_out"], words["left_out_one"])


def footer(wording: Wording, newer_left_out: int) -> Iterator[str]:
    """Yield what the page is, which content made it and who made that."""
    about = wording.catalog.about
    if newer_left_out:
        yield wording.say("documents_only", count=newer_left_out)
    yield wording.say("footer_content", version=about.version, checked=about.checked, next_check=about.next_check)
    for pack in wording.catalog.packs:
        yield wording.say("footer_pack", name=pack.name, version=pack.version)
    yield about.made_by


def warnings(wording: Wording, today: date, ids: Collection[str]) -> Iterator[str]:
    """Yield what the patient needs to know about the page itself: old content, a chosen line that is not there."""
    if today.isoformat() > wording.catalog.about.next_check:
        yield wording.say("warn_old", next_check=wording.catalog.about.next_check)
    for chosen in wording.profile.top:
        if chosen not in ids:
            yield wording.say("warn_top", id=chosen)
