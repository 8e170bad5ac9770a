"""The one order of all flags and questions.

Order: listed contraindications; what each offered treatment is for; the missing pieces of the plan of each treatment
that is taken; the other flags; the patient's own questions; the other questions by topic. Within each, what is sure
comes before what is to be found out, what ships before a clinic's own, then the treatments in the patient's order,
then the order of the data files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from ivfprep.catalog import Catalog, Flag, Question, pack_of
from ivfprep.facts import Facts
from ivfprep.sheet import FlagLine, QuestionLine

LISTED, PURPOSE, PLAN, FLAGS, QUESTIONS = range(5)
LEVELS = {"listed": 0, "history": 1, "discuss": 2}


class Lines(Struct, frozen=True):
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


class Place(Struct, frozen=True, order=True):
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
