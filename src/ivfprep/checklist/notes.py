"""The small print of the sheet: what is not known of the chances, and warnings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ivfprep.checklist.wording import Wording
from ivfprep.conditions import at_least
from ivfprep.dates import When, read_when
from ivfprep.profile import OWN_QUESTION


def in_words(day: str) -> str:
    """Return a day as a page says it."""
    when = read_when(day)
    return when.text if isinstance(when, When) else day


def in_few_letters(day: str) -> str:
    """Return a day with the first three letters of its month, for a line where there is little room."""
    return " ".join(word[:3] if word.isalpha() else word for word in in_words(day).split())


def last_day_of(day: str) -> str:
    """Return the ISO form of a day in any form, the last one of several; the text itself where it is none."""
    when = read_when(day)
    return when.latest.isoformat() if isinstance(when, When) else day


def unknown_chances(wording: Wording) -> Iterator[str]:
    """Yield gaps in the chances taken together; they may stand on one side of the point all the same."""
    values, chances = wording.facts.values, wording.chances
    if at_least(values["biochemical_pregnancies"], 1):
        yield wording.say("unknown_biochemical")
    stands = values["cumulative_chance"] in ("above", "at", "below")
    if chances.low != chances.high and at_least(values["transfers_without_pregnancy"], 1):
        yield wording.say("unknown_even_so" if stands else "unknown_total")


def warnings(wording: Wording, today: date, ids: Collection[str]) -> Iterator[str]:
    """Yield what the patient needs to know about the page itself: old content, a chosen line that is not there."""
    if today.isoformat() > wording.catalog.about.next_check:
        yield wording.say("warn_old", next_check=wording.catalog.about.next_check)
    yield from dict.fromkeys(_of_chosen(wording, ids))


def _of_chosen(wording: Wording, ids: Collection[str]) -> Iterator[str]:
    """Yield what to say of chosen lines that are not there: nothing of one that was noted at a visit."""
    catalog, profile = wording.catalog, wording.profile
    noted = {id_ for visit in profile.visits for id_ in visit.said}
    known = {line.id for lines in (catalog.questions, catalog.flags, catalog.patterns) for line in lines}
    for chosen in profile.top:
        if chosen in ids or chosen in noted:
            continue
        is_known = chosen.partition("@")[0] in known or chosen.startswith(OWN_QUESTION)
        yield wording.say("warn_top_gone") if is_known else wording.say("warn_top", id=chosen)
