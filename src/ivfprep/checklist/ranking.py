"""The one order of all flags and questions, and the three that come first.

Order: listed contraindications; what each offered treatment is for; the missing pieces of the plan of each treatment
that is taken; the other flags; the patient's own questions; the other questions by topic. Within each, what is sure
comes before what is to be found out, what ships before a clinic's own, then the treatments in the patient's order,
then the order of the data files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from ivfprep.catalog import Catalog, Flag, Question, pack_of
from ivfprep.checklist.visits import answered
from ivfprep.checklist.wording import Wording
from ivfprep.facts import Facts
from ivfprep.sheet import FlagLine, QuestionLine

AnyLine: TypeAlias = FlagLine | QuestionLine
LISTED, PURPOSE, PLAN, FLAGS, QUESTIONS = range(5)
TOP = 3
LEVELS = {"listed": 0, "history": 1, "discuss": 2}


class Lines(NamedTuple):
    """Every line that is on the list, in rank order."""

    questions: tuple[QuestionLine, ...]
    flags: tuple[FlagLine, ...]

    def ids(self) -> list[str]:
        """Return the ids of all lines, flags first."""
        return [*(flag.id for flag in self.flags), *(question.id for question in self.questions)]

    def without(self, unwanted: Collection[str]) -> Lines:
        """Return the lines but for those with an id in `unwanted`."""
        return Lines(
            tuple(line for line in self.questions if line.id not in unwanted),
            tuple(line for line in self.flags if line.id not in unwanted),
        )


class Place(NamedTuple):
    """Where a line stands; smaller comes first."""

    band: int
    unsure: bool
    part: int
    clinics: bool
    no_allergy: bool
    entry: int
    line: int


class Ranking:
    """The order that a catalog and the patient's treatments give."""

    def __init__(self, catalog: Catalog, facts: Facts) -> None:
        self.taken = {entry.key for entry in facts.entries if entry.values["this.status"] == "taking"}
        self.entries = {entry.key: number for number, entry in enumerate(facts.entries, 1)}
        self.allergies = set(_allergies(catalog))
        self.bands = {topic.id: topic.band for topic in catalog.topics}
        self.topics = {topic.id: number for number, topic in enumerate(catalog.topics)}
        lines: tuple[Question | Flag, ...] = (*catalog.flags, *catalog.questions)
        self.order = {line.id: number for number, line in enumerate(lines)}

    def place(self, line: Question | Flag, entry: str, unsure: bool) -> Place:
        """Return where a line stands in the one order."""
        part = LEVELS[line.level] if isinstance(line, Flag) else self.topics[line.topic]
        return Place(
            self._band(line, entry),
            unsure,
            part,
            bool(pack_of(line.id)),
            line.id not in self.allergies,
            self.entries.get(entry, 0),
            self.order[line.id],
        )

    def _band(self, line: Question | Flag, entry: str) -> int:
        if isinstance(line, Flag):
            return LISTED if line.level == "listed" else FLAGS
        band, taking = self.bands[line.topic], entry in self.taken
        if entry and band == "purpose" and not taking:
            return PURPOSE
        return PLAN if entry and band == "plan" and taking else QUESTIONS


def _allergies(catalog: Catalog) -> Iterator[str]:
    """Yield the ids of the flags about an allergy: they come before the other points of the history."""
    allergies = {item.id for item in catalog.history if item.group == "allergies"}
    for matters in catalog.history_matters:
        yield from (flag for history, flag in matters.flags.items() if history in allergies)


def top_three(lines: Lines, wording: Wording) -> tuple[str, ...]:
    """Return the ids of the lines to ask first: those the patient chose, or the three that the rules suggest.

    Suggested: the question of the most urgent flag; then what a treatment is for if it is offered, or the first missing
    piece of its plan if it is taken; then by rank. No topic twice, and not all three on one treatment when there are
    several. What the doctor answered does not come back, chosen or not.
    """
    lines = lines.without(answered(wording.profile))
    ids = lines.ids()
    if picked := [id_ for id_ in dict.fromkeys(wording.profile.top) if id_ in ids]:
        return tuple(picked[:TOP])
    bands = {topic.id: topic.band for topic in wording.catalog.topics}
    return tuple(line.id for line in _suggested(lines, bands))


def _suggested(lines: Lines, bands: Mapping[str, str]) -> list[AnyLine]:
    top: list[AnyLine] = []
    several = len({line.add_on for line in lines.questions if line.add_on}) > 1
    flags = [line for line in lines.flags if line.status == "ask"]
    asked = lines.questions
    pieces = [line for line in asked if line.add_on and bands.get(line.topic) in ("purpose", "plan")]
    for choices, most in ((flags, 1), (pieces, 1), (asked, TOP)):
        for line in _fitting(choices, top, several, most):
            top.append(line)
    return top[:TOP]


def _fitting(choices: Iterable[AnyLine], top: Sequence[AnyLine], several: bool, most: int) -> list[AnyLine]:
    taken, picked = list(top), []
    for line in choices:
        one_treatment = len(taken) == TOP - 1 and {other.add_on for other in taken} == {line.add_on} != {None}
        if line.topic in {other.topic for other in taken} or (several and one_treatment):
            continue
        taken.append(line)
        picked.append(line)
        if len(picked) == most or len(taken) == TOP:
            break
    return picked
