"""The sheet: what was chosen, worded and numbered in its printing order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.checklist import notes
from ivfprep.checklist.blocks import BlockMaker, Raised, front_and_back
from ivfprep.checklist.choosing import Choice
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.pictures import PictureMaker
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.sides import SaidMaker
from ivfprep.checklist.three import asks_by_pattern
from ivfprep.checklist.told import told
from ivfprep.checklist.visits import visit_part
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Kind
from ivfprep.sheet import (
    AddOnEvidence,
    Box,
    EvidencePart,
    FlagBlock,
    FlagLine,
    Grid,
    Group,
    LeftOut,
    Picture,
    QuestionLine,
    SafetyCard,
    Sheet,
    in_rank,
)

IN_TIME = 3
"""How many questions stand on the front, under those to ask first."""


class Draft(NamedTuple):
    """Everything that is decided before it is placed on the page. `said` holds what each flag adds to a list."""

    lines: Lines
    card: SafetyCard
    top: tuple[str, ...]
    choice: Choice
    left_out: tuple[LeftOut, ...]
    everything: bool
    said: Mapping[str, str] = {}
    evidence: tuple[AddOnEvidence, ...] = ()
    newer_left_out: int = 0
    documents_only: bool = False
    kinds: Mapping[str, Kind] = {}

    def printed(self) -> list[FlagLine | QuestionLine]:
        """Return every line that stands on the page, in rank order."""
        ids = {line.id for line in (*self.choice.single, *self.choice.in_grid)} | set(self.top)
        asked = [line for line in self.lines.questions if line.id in ids]
        return in_rank(self.lines.flags, asked)


def build_sheet(draft: Draft, wording: Wording, today: date) -> Sheet:
    """Return the sheet. Its parts are made in printing order, since marks and explanations go by first use."""
    page, say = _Page(wording, draft.said, draft.everything), wording.say
    top = page.top(draft.lines, draft.top)
    raised = page.raise_flags(draft.lines.flags, draft.top)
    flags = page.explained(raised.front)
    time = tuple(map(page.box, draft.choice.single[:IN_TIME]))
    card = page.card(draft.card)
    more_flags = page.explained(raised.back)
    groups = page.groups(draft.choice)
    pictures = page.pictures(draft.kinds, draft.documents_only)
    evidence = page.evidence(draft.evidence)
    chosen = set(draft.top) & set(wording.profile.top)
    return Sheet(
        title=notes.title(wording),
        messages=notes.messages(wording, len(top)),
        top_heading=say("top_heading"),
        top_note=say("top_own" if chosen else "top_suggested"),
        top=top,
        flags_heading=say("flags_heading"),
        flags_note=notes.flags(wording, len(flags), raised.moved),
        flags=flags,
        time_heading=say("time_heading"),
        time=time,
        card=card,
        notice=say("footer_advice"),
        more_flags_heading=say("more_flags_heading"),
        more_flags=more_flags,
        groups_heading=say("groups_heading_all" if draft.everything else "groups_heading"),
        groups=groups,
        pictures_heading=say("pictures_heading"),
        pictures=pictures,
        evidence_heading=say("evidence_heading") if evidence else "",
        evidence=evidence,
        unknown_heading=say("unknown_heading"),
        unknown=tuple(notes.unknown(wording, bool(evidence))),
        sources_heading=say("sources_heading"),
        sources=page.citations.sources(),
        newer_heading=say("newer_heading"),
        left_out=notes.left_out(wording, draft.left_out, draft.lines.questions, page.topics),
        told_heading=say("told_heading"),
        told=tuple(told(wording)),
        footer=tuple(notes.footer(wording, draft.newer_left_out)),
        visit=visit_part(wording, draft.printed(), asks_by_pattern(wording)),
        warnings=tuple(notes.warnings(wording, today, draft.lines.ids())),
    )


class _Page:
    """Makes the parts of one page; each call goes on from the marks and explanations of the one before."""

    def __init__(self, wording: Wording, said: Mapping[str, str], everything: bool) -> None:
        self.wording, self.catalog, self.everything = wording, wording.catalog, everything
        self.citations = Citations(wording.catalog)
        self.glosser = Glosser(wording.catalog.glossary)
        self.block_maker = BlockMaker(wording, self.citations, said)
        own = {"own": wording.say("topic_own")}
        self.topics = own | {topic.id: topic.name for topic in wording.catalog.topics}

    def top(self, lines: Lines, top: Sequence[str]) -> tuple[Box, ...]:
        """Return the top questions as boxes; a flag stands there with its question."""
        asks: dict[str, FlagLine | QuestionLine] = {flag.id: flag for flag in lines.flags}
        asks |= {question.id: question for question in lines.questions}
        return tuple(self.box(asks[id_]) for id_ in top)

    def raise_flags(self, flags: Sequence[FlagLine], top: Sequence[str]) -> Raised:
        """Return every flag, in blocks: the most urgent for the front, the rest for the back."""
        return front_and_back(list(self.block_maker.blocks(flags, top, self.everything)), self.wording.say("more_whys"))

    def explained(self, blocks: Sequence[FlagBlock]) -> tuple[FlagBlock, ...]:
        """Return blocks with their medical words explained."""
        return tuple(map(self._explained, blocks))

    def groups(self, choice: Choice) -> tuple[Group, ...]:
        """Return the chosen questions of the back by topic, the patient's own first, then the grids."""
        order = list(self.topics)
        by_topic = sorted(choice.single[IN_TIME:], key=lambda question: order.index(question.topic))
        groups = [
            Group(self.topics[topic], tuple(map(self.box, questions)))
            for topic, questions in groupby(by_topic, key=lambda question: question.topic)
        ]
        return (*groups, *self._grids(choice.in_grid))

    def card(self, card: SafetyCard) -> SafetyCard:
        """Return the card with its medical words explained."""
        return replace(card, bullets=tuple(self.glosser.explain(bullet) for bullet in card.bullets))

    def pictures(self, kinds: Mapping[str, Kind], documents_only: bool) -> tuple[Picture, ...]:
        """Return the pictures for this patient."""
        maker = PictureMaker(self.wording, kinds, self.citations, self.glosser, documents_only)
        return tuple(maker.pictures())

    def evidence(self, evidence: Sequence[AddOnEvidence]) -> tuple[EvidencePart, ...]:
        """Return what the documents say about each treatment, side by side; what is said of several stands once."""
        said = SaidMaker(self.wording, self.citations, self.glosser)
        return tuple(said.parts(evidence))

    def box(self, line: FlagLine | QuestionLine) -> Box:
        """Return a line as a question with a box to tick; the reason stands beside it only where all is printed."""
        text = self.glosser.explain(line.ask if isinstance(line, FlagLine) else line.text)
        mark = self.citations.of_line(line)
        if (
            not self.everything
            or not line.why
            or isinstance(line, FlagLine)
            or line.layer in ("general", "own", "clinic")
        ):
            return Box(line.id, text, mark)
        return Box(line.id, text, mark, self.glosser.explain(self.wording.say("why", text=line.why)))

    def _explained(self, block: FlagBlock) -> FlagBlock:
        explain = self.glosser.explain
        return replace(
            block,
            text=explain(block.text),
            whys=tuple(explain(why) for why in block.whys),
            asks=tuple(explain(ask) for ask in block.asks),
        )

    def _grids(self, questions: Sequence[QuestionLine]) -> Iterator[Group]:
        plan_topics = {topic.id for topic in self.catalog.topics if topic.band == "plan"}
        for is_plan, intro in ((False, "grid_general"), (True, "grid_plan")):
            part = [question for question in questions if (question.topic in plan_topics) == is_plan]
            if part:
                heading = self.wording.say("grid_heading_plan" if is_plan else "grid_heading")
                yield Group(heading, (), self._grid(part, self.wording.say(intro)))

    def _grid(self, questions: Sequence[QuestionLine], intro: str) -> Grid:
        heads = {question.id: question.grid for question in self.catalog.questions if question.grid}
        there = {(heads[question.id.partition("@")[0]], question.add_on) for question in questions}
        columns = [head for head in dict.fromkeys(heads.values()) if any(head == column for column, _ in there)]
        keys = [entry.key for entry in self.wording.facts.entries if any(entry.key == key for _, key in there)]
        return Grid(
            intro=intro,
            columns=tuple(columns),
            rows=tuple(self.wording.names[key] for key in keys),
            cells=tuple(tuple((column, key) in there for column in columns) for key in keys),
        )
