"""More questions, if there is time: her own, then those that only this treatment or history raises, then others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ivfprep.catalog import Flag, Question
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.treatments import Treatment, in_role, joined
from ivfprep.checklist.wording import Wording
from ivfprep.handover import AskedBy, More
from ivfprep.sheet import FlagLine, QuestionLine, in_rank

MOST = 7
"""So many more questions stand on the sheet; the others are in the full list."""

OF_A_TOPIC = 2
"""So many of them are about one topic, while other topics wait."""

COST, EMERGENCIES = "cost", "emergencies"
UNTOLD = frozenset({"purpose", "clot_reason"})
"""What nobody told her of a medicine that she takes: what it is for."""

TOLD = frozenset({"number_told", "on_my_own"})
"""What she told and a doctor may not know: a number never stands in her story without its question."""

MANAGED = "clot_medicine"
"""Who manages a medicine that she takes around the transfer, which is no extra."""

FIRST, HEALTH = "first", "my_history"
"""Topics of what her own story makes the thing to look at, whether or not a source asks about it."""

FROM_A_PACK = 3
"""So many questions of a clinic's pack always have a place, what it asks everyone first."""

ALWAYS = ((COST, "support"), ("pregnancy",))
"""Topics of each of which one always has a place."""

BEFORE_THE_VISIT = "before_visit"
"""What begins before she can ask about it: it keeps its place on paper."""

TURNS: Sequence[AskedBy] = ("own", "specific", "clinic", "general")


class MoreMaker:
    """Chooses and words the questions of one sheet."""

    def __init__(
        self, wording: Wording, citations: Citations, treatments: Sequence[Treatment], clinics: Sequence[str] = ()
    ) -> None:
        self.wording, self.citations = wording, citations
        self.clinics = [self._of_clinic(number, text) for number, text in enumerate(clinics, 1)]
        self.taken = {one.key for one in in_role(treatments, "taken", "illness") if one.is_taken}
        self.in_plan = {one.key for one in in_role(treatments, "offered", "taken")}
        lines: Sequence[Question | Flag] = (*wording.catalog.questions, *wording.catalog.flags)
        self.lines: Mapping[str, Question | Flag] = {line.id: line for line in lines}

    def more(self, lines: Lines, elsewhere: Collection[str]) -> tuple[tuple[More, ...], tuple[More, ...]]:
        """Return the questions for the sheet, and the others, which the full list has.

        `elsewhere` holds the ids of the lines that stand somewhere else on the sheet.
        """
        asked = list(self._asked(lines, elsewhere))
        chosen = self._chosen(asked)
        by_id = {line.id: line for line in (*lines.flags, *lines.questions)}
        marked = tuple(
            replace(one, marks=self.citations.of_line(by_id[one.id])) if one.id in by_id else one for one in chosen
        )
        return marked, tuple(one for one in asked if one not in chosen)

    def together(self, lines: Sequence[QuestionLine]) -> Iterator[tuple[More, list[FlagLine | QuestionLine]]]:
        """Yield every question with its lines, in their order: what asks the same for the same reason is asked once."""
        groups: dict[tuple[str, str], list[FlagLine | QuestionLine]] = {}
        for line in lines:
            groups.setdefault((self._key(line), line.why), []).append(line)
        return ((self._worded(group), group) for group in groups.values())

    def _asked(self, lines: Lines, elsewhere: Collection[str]) -> Iterator[More]:
        """Yield each question once, in the order of asking; what is asked of several treatments is asked together.

        Their sources are marked when they are chosen: what is left off cites nothing.
        """
        groups: dict[str, list[FlagLine | QuestionLine]] = {}
        for line in in_rank(lines.flags, lines.questions):
            if line.id not in elsewhere and self._is_asked(line):
                groups.setdefault(self._key(line), []).append(line)
        self._join_what_is_covered(groups)
        texts: set[str] = set()
        for group in sorted(groups.values(), key=lambda group: self._turn(group[0])):
            one = self._worded(group)
            if one.text not in texts:
                texts.add(one.text)
                yield one

    def _join_what_is_covered(self, groups: dict[str, list[FlagLine | QuestionLine]]) -> None:
        """Put what a line asks too into its group: it is not asked again."""
        for key in list(groups):
            content = self._content(groups[key][0]) if key in groups else None
            for covered in content.covers if content else ():
                groups[key] += groups.pop(covered, [])

    def _of_clinic(self, number: int, text: str) -> More:
        said = f"{text} {self.wording.say('sheet_added')}"
        return More(f"clinic-{number}", said, "", "clinic", stays=True)

    def _is_asked(self, line: FlagLine | QuestionLine) -> bool:
        if isinstance(line, FlagLine) and line.level != "discuss":
            return False
        content = self._content(line)
        if content is None:
            return True
        # An empty cell is no question: what nobody told her of what she takes, and a document asks for, is one.
        is_raised = isinstance(content, Flag) and line.add_on in self.taken
        has_a_cell = bool(content.piece) and line.add_on in self.in_plan and not is_raised
        is_checked = isinstance(content, Question) and bool(content.check)
        is_on_the_card = content.topic == EMERGENCIES and line.layer != "clinic"
        return not (has_a_cell or is_checked or is_on_the_card)

    def _content(self, line: FlagLine | QuestionLine) -> Question | Flag | None:
        return self.lines.get(line.id.partition("@")[0])

    def _key(self, line: FlagLine | QuestionLine) -> str:
        content = self._content(line)
        if not isinstance(content, Question) or not content.each:
            return line.id
        # What is asked of several says what is known of them: where that is open, each has its own open question.
        return line.id if content.unsure and line.status != "ask" else content.id

    def _turn(self, line: FlagLine | QuestionLine) -> tuple[bool, int, bool, bool]:
        """Return when a line is asked: what is sure first, and first of all what hangs on what she was told or not."""
        is_open = line.status != "ask" and not self._is_told_or_not(line)
        return is_open, TURNS.index(self._by(line)), not self._is_told_or_not(line), self._is_for_all(line)

    def _by(self, line: FlagLine | QuestionLine) -> AskedBy:
        if line.layer in ("own", "clinic"):
            return "own" if line.layer == "own" else "clinic"
        content = self._content(line)
        if not isinstance(content, Question) or self._is_told_or_not(line) or self._is_managed(line):
            return "specific"
        is_hers = (content.topic == FIRST and line.add_on is None) or content.topic == HEALTH
        is_for_any = content.for_ == "everyone" or bool(content.each) or (line.layer == "general" and not is_hers)
        return "general" if is_for_any else "specific"

    def _is_for_all(self, line: FlagLine | QuestionLine) -> bool:
        return line.add_on is None and self._by(line) == "general"

    def _is_told_or_not(self, line: FlagLine | QuestionLine) -> bool:
        name = line.id.partition("@")[0]
        return (name in TOLD and line.status == "ask") or (line.add_on in self.taken and name in UNTOLD)

    def _is_managed(self, line: FlagLine | QuestionLine) -> bool:
        return line.add_on in self.taken and line.id.partition("@")[0] == MANAGED

    def _worded(self, group: Sequence[FlagLine | QuestionLine]) -> More:
        first, content = group[0], self._content(group[0])
        text = first.ask if isinstance(first, FlagLine) else first.text
        same = [line for line in group if self._content(line) is content]
        if isinstance(content, Question) and len(same) > 1:
            names = joined([self.wording.names[line.add_on or ""] for line in same])
            text = content.each.format_map({"names": names, "count": len(same)})
        is_always = content is not None and any(content.topic in topics for topics in ALWAYS)
        stays = is_always or (content is not None and content.id == BEFORE_THE_VISIT)
        ids = tuple(line.id for line in group)
        return More(first.id, text[:1].upper() + text[1:], "", self._by(first), stays, ids)

    def _chosen(self, asked: Sequence[More]) -> list[More]:
        """Return those that find room: few of one topic while others wait, and always some of what must have a place.

        That is one about cost or support, one about a pregnancy, and what the clinic asks everyone.
        """
        counts: Counter[str] = Counter()
        first: list[More] = []
        later: list[More] = []
        for one in asked:
            counts[self._topic(one)] += 1
            (first if one.by == "own" or counts[self._topic(one)] <= OF_A_TOPIC else later).append(one)
        kept = [*first, *later][:MOST]
        of_topics = [[one for one in first if self._topic(one) in topics] for topics in ALWAYS]
        for wanted in of_topics:
            if not any(one in kept for one in wanted):
                kept = _with(kept, sorted(wanted, key=self._is_of_all)[:1])
        of_packs = sorted((one for one in asked if one.by == "clinic"), key=lambda one: not self._is_of_all(one))
        for one in (*of_packs[:FROM_A_PACK], *self.clinics):
            kept = _with([other for other in kept if other != one], [one])
        return kept

    def _is_of_all(self, one: More) -> bool:
        return "@" not in one.id

    def _topic(self, one: More) -> str:
        content = self.lines.get(one.id.partition("@")[0])
        return content.topic if content else ""


def _with(kept: Sequence[More], wanted: Sequence[More]) -> list[More]:
    """Return the questions with the wanted ones at the end; where there is no room the last that may go makes it."""
    going = [one for one in kept if not one.stays and one.by != "own"]
    dropped = going[-1:] if wanted and len(kept) >= MOST else []
    return [*(one for one in kept if one not in dropped), *(replace(one, stays=True) for one in wanted)]
