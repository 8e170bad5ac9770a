"""More questions, if there is time: her own, then those that only this treatment or history raises, then others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ivfprep.catalog import Question, Topic
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.treatments import Treatment, joined
from ivfprep.checklist.wording import Wording
from ivfprep.handover import AskedBy, More
from ivfprep.sheet import FlagLine, QuestionLine, in_rank

MOST = 7
"""So many more questions stand on the sheet; the others are in the full list."""

ALWAYS = ("cost", "support")
"""Topics of which one always has a place."""

PURPOSE = "purpose"

ON_THE_CARD = frozenset({"emergencies"})


class MoreMaker:
    """Chooses and words the questions of one sheet."""

    def __init__(self, wording: Wording, citations: Citations, treatments: Sequence[Treatment]) -> None:
        self.wording, self.citations = wording, citations
        self.taken = {one.key for one in treatments if one.is_taken}
        self.questions: Mapping[str, Question] = {question.id: question for question in wording.catalog.questions}
        self.topics: Mapping[str, Topic] = {topic.id: topic for topic in wording.catalog.topics}

    def more(self, lines: Lines, elsewhere: Collection[str]) -> tuple[tuple[More, ...], int]:
        """Return the questions for the sheet, and how many others the full list has.

        `elsewhere` holds the ids of the lines that stand somewhere else on the sheet.
        """
        asked = list(self._asked(lines, elsewhere))
        chosen = self._chosen(asked)
        return tuple(chosen), len(asked) - len(chosen)

    def _asked(self, lines: Lines, elsewhere: Collection[str]) -> Iterator[More]:
        """Yield each question once, in the order of asking; what is asked of several treatments is asked together."""
        ranked = in_rank(lines.flags, lines.questions)
        waiting = sorted((line for line in ranked if self._is_asked(line, elsewhere)), key=self._taken_first)
        together: dict[str, list[FlagLine | QuestionLine]] = {}
        for line in waiting:
            together.setdefault(self._key(line), []).append(line)
        groups = sorted(together.values(), key=lambda group: _turn(self._by(group[0])))
        texts: set[str] = set()
        for group in groups:
            one = self._worded(group)
            if one.text not in texts:
                texts.add(one.text)
                yield one

    def _taken_first(self, line: FlagLine | QuestionLine) -> bool:
        """Return false for what a treatment is for that she takes already: nobody told her, so it comes first."""
        return not (line.add_on in self.taken and line.id.startswith(f"{PURPOSE}@"))

    def _is_asked(self, line: FlagLine | QuestionLine, elsewhere: Collection[str]) -> bool:
        bare = line.id.partition("@")[0]
        if line.id in elsewhere or (isinstance(line, FlagLine) and line.level != "discuss"):
            return False
        question = self.questions.get(bare)
        if question is None:
            return line.status == "ask" or isinstance(line, QuestionLine)
        in_plan = bool(question.grid) and self.topics[question.topic].band == "plan"
        return not (in_plan or question.check or question.topic in ON_THE_CARD)

    def _key(self, line: FlagLine | QuestionLine) -> str:
        bare = line.id.partition("@")[0]
        return bare if bare in self.questions and self.questions[bare].each else line.id

    def _by(self, line: FlagLine | QuestionLine) -> AskedBy:
        if line.layer == "own":
            return "own"
        if line.layer == "clinic":
            return "clinic"
        question = self.questions.get(line.id.partition("@")[0])
        if question is None or (line.add_on in self.taken and question.id == PURPOSE):
            return "specific"
        is_for_any = question.for_ == "everyone" or bool(question.each) or line.layer == "general"
        return "general" if is_for_any else "specific"

    def _worded(self, group: Sequence[FlagLine | QuestionLine]) -> More:
        first = group[0]
        question = self.questions.get(first.id.partition("@")[0])
        text = first.ask if isinstance(first, FlagLine) else first.text
        if question is not None and len(group) > 1:
            names = joined([self.wording.names[line.add_on or ""] for line in group])
            text = question.each.format_map({"names": names, "count": len(group)})
        return More(first.id, text[:1].upper() + text[1:], self.citations.of_line(first), self._by(first))

    def _chosen(self, asked: Sequence[More]) -> list[More]:
        kept = list(asked[:MOST])
        if not any(self._topic(one) in ALWAYS for one in kept):
            wanted = next((one for one in asked if self._topic(one) in ALWAYS), None)
            if wanted is not None:
                kept = [*kept[: MOST - 1], wanted]
        return kept

    def _topic(self, one: More) -> str:
        question = self.questions.get(one.id.partition("@")[0])
        return question.topic if question else ""


def _turn(by: AskedBy) -> int:
    return ("own", "specific", "clinic", "general").index(by)
