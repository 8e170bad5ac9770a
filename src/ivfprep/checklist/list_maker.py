"""The full list of one patient: all that she raises, all her questions, all evidence, and what she told the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from ivfprep.checklist import notes
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.evidence_in_full import EvidenceInFull
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.more import MoreMaker
from ivfprep.checklist.picture_maker import PictureMaker
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.three import asks_by_pattern
from ivfprep.checklist.told import told
from ivfprep.checklist.visits import every_visit
from ivfprep.checklist.wording import Wording, listed
from ivfprep.conditions import Kind
from ivfprep.full_list import Entry, EntryGroup, FullList, ListPart
from ivfprep.handover import More
from ivfprep.pictures import Picture
from ivfprep.sheet import AddOnEvidence, FlagLine, QuestionLine, in_rank

OWN = "own"
"""The topic of a patient's own questions."""


class Listed(Struct, frozen=True):
    """What a full list is made from. `named` holds what each flag adds to a list of things that I have or had."""

    lines: Lines
    named: Mapping[str, str]
    evidence: Sequence[AddOnEvidence]


class FullListMaker:
    """Makes one full list; its marks go on from those of the sheet, which `citations` has given."""

    def __init__(
        self, wording: Wording, citations: Citations, more: MoreMaker, kinds: Mapping[str, Kind], documents_only: bool
    ) -> None:
        self.wording, self.say, self.citations, self.more = wording, wording.say, citations, more
        self.glosser = Glosser(wording.glossary)
        self.evidence = EvidenceInFull(wording, citations, self.glosser)
        self.pictures = PictureMaker(wording, kinds, citations, self.glosser, documents_only)

    def full_list(self, listed_: Listed) -> FullList:
        """Return the list. Its parts are made in printing order, since marks and explanations go by first use."""
        lines = in_rank(listed_.lines.flags, listed_.lines.questions)
        parts = (
            self._part("visits_heading", every_visit(self.wording, lines, asks_by_pattern(self.wording))),
            self._part("flags_heading", self._raised(listed_)),
            self._part("groups_heading_all", self._asked(listed_.lines.questions)),
            self._part("pictures_heading", pictures=self.pictures.pictures()),
            self._part("evidence_heading", self.evidence.groups(listed_.evidence)),
            self._part("unknown_heading", _bare(map(Entry, notes.unknown_chances(self.wording)))),
            self._part("told_heading", _bare(map(Entry, told(self.wording)))),
        )
        return FullList(
            heading=self.say("list_heading"),
            contents=self.say("list_contents"),
            parts=tuple(part for part in parts if part.groups or part.pictures),
            sources_heading=self.say("sources_heading"),
            sources=self.citations.sources_with_places(),
            newer_heading=self.say("newer_heading"),
        )

    def _part(self, heading: str, groups: Iterable[EntryGroup] = (), pictures: Iterable[Picture] = ()) -> ListPart:
        return ListPart(self.say(heading), tuple(group for group in groups if group.entries), tuple(pictures))

    def _raised(self, listed_: Listed) -> Iterator[EntryGroup]:
        """Yield the flags by how urgent they are, and in the end what is not sure, together for each treatment."""
        flags = listed_.lines.flags
        sure = [flag for flag in flags if flag.status == "ask" or self._stands_alone(flag)]
        for level, group in groupby(sure, key=lambda flag: flag.level):
            yield EntryGroup(self.say(f"level_{level}"), tuple(map(self._flag, group)))
        unsure = [flag for flag in flags if flag not in sure]
        yield EntryGroup(self.say("level_not_sure"), tuple(self._not_sure(unsure, listed_.named)))

    def _stands_alone(self, flag: FlagLine) -> bool:
        return flag.level == "listed" and flag.add_on not in self.wording.unnamed

    def _flag(self, flag: FlagLine) -> Entry:
        # The question about a point of the history names the point; what comes up in a talk is said before it is asked.
        says_itself = flag.level != "discuss" and flag.status == "ask" and flag.layer != "clinic"
        return Entry(
            text="" if says_itself else self.glosser.explain(flag.text),
            ask=self.glosser.explain(flag.ask),
            marks=self.citations.of_line(flag),
            why=self._why(flag.why),
            ids=(flag.id,),
        )

    def _not_sure(self, flags: Sequence[FlagLine], named: Mapping[str, str]) -> Iterator[Entry]:
        points = sorted((flag for flag in flags if named[flag.id]), key=lambda flag: flag.add_on or "")
        for add_on, group in groupby(points, key=lambda flag: flag.add_on):
            yield self._points(list(group), named, self.wording.names[add_on or ""])
        rest = [flag for flag in flags if not named[flag.id]]
        if rest:
            items = self.wording.to_check(item for flag in rest for item in flag.settled_by)
            yield Entry(ask=self.glosser.explain(self.say("discuss_not_sure", items=items)), ids=_ids(rest))

    def _points(self, flags: Sequence[FlagLine], named: Mapping[str, str], name: str) -> Entry:
        if flags[0].add_on in self.wording.unnamed:
            return Entry(ask=self.say("block_unnamed", name=name), ids=_ids(flags))
        said = self.say("block_not_sure", name=name, items=listed(named[flag.id] for flag in flags))
        marks = " ".join(dict.fromkeys(mark for flag in flags for mark in self.citations.of_line(flag).split()))
        return Entry(ask=self.glosser.explain(said), marks=marks, ids=_ids(flags))

    def _asked(self, questions: Sequence[QuestionLine]) -> Iterator[EntryGroup]:
        """Yield the questions by topic, her own first; what is asked of several treatments is asked together."""
        topics = {OWN: self.say("topic_own"), **{topic.id: topic.name for topic in self.wording.catalog.topics}}
        order = list(topics)
        by_topic = sorted(questions, key=lambda line: order.index(line.topic))
        for topic, group in groupby(by_topic, key=lambda line: line.topic):
            asked = (self._question(one, lines[0]) for one, lines in self.more.together(list(group)))
            yield EntryGroup(topics[topic], tuple(asked))

    def _question(self, one: More, line: FlagLine | QuestionLine) -> Entry:
        is_general = line.layer in ("general", "own", "clinic")
        return Entry(
            ask=self.glosser.explain(one.text),
            marks=self.citations.of_line(line),
            why="" if is_general else self._why(line.why),
            ids=one.ids,
        )

    def _why(self, text: str) -> str:
        return self.glosser.explain(self.say("why", text=text)) if text else ""


def _bare(entries: Iterable[Entry]) -> tuple[EntryGroup, ...]:
    return (EntryGroup("", tuple(entries)),)


def _ids(lines: Iterable[FlagLine]) -> tuple[str, ...]:
    return tuple(line.id for line in lines)
