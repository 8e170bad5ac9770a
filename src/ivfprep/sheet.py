"""What is printed, finished: every format places these values and decides nothing about medicine.

`Checklist` holds every line with its reasons (JSON, `explain`). `Sheet` holds what was chosen for the page: worded,
grouped, numbered and in its order. All text is plain: a format escapes it for itself.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ivfprep.handover import Handover
from ivfprep.printed import Frozen, Layer, Logo, Phone, Source

Status: TypeAlias = Literal["ask", "find-out"]


class ListLine(Frozen, frozen=True):
    """What questions and flags on the list share. `id` is unique: its own, then `@` and its treatment's key if any.

    `rank` is the place in the one order of all flags and questions, from 1. `because` holds reasons in words.
    `settled_by` names the answers that would turn `find-out` into yes or no.
    """

    id: str
    add_on: str | None
    topic: str
    text: str
    why: str
    rank: int
    status: Status
    claims: tuple[str, ...]
    because: tuple[str, ...]
    layer: Layer
    settled_by: tuple[str, ...]


class QuestionLine(ListLine, frozen=True):
    """A question for the doctor."""


class FlagLine(ListLine, frozen=True):
    """Something to raise, how urgent it is, and the question that goes with it."""

    level: str
    ask: str


class EvidenceLine(Frozen, frozen=True):
    """One thing that a source says about a treatment.

    `side` is about, for, against, strength or risk; numbers for those of a reader who wants words first.
    """

    side: str
    text: str
    claims: tuple[str, ...]
    layer: Layer


class AddOnEvidence(Frozen, frozen=True):
    """What the documents say about one extra treatment. `disagree` is empty where they do not disagree."""

    add_on: str
    name: str
    lines: tuple[EvidenceLine, ...]
    disagree: tuple[EvidenceLine, ...]
    ask: tuple[str, ...]


class SafetyCard(Frozen, frozen=True):
    """The boxed card: what to ask about, and whom to call."""

    heading: str
    intro: str
    bullets: tuple[str, ...]
    phones: tuple[Phone, ...]
    claims: tuple[str, ...]


class LeftOut(Frozen, frozen=True):
    """A line that the default page does not print, and why."""

    id: str
    reason: str


class ContentInfo(Frozen, frozen=True):
    """Which content made this page. Dates are ISO dates; `hash` is a SHA-256 in hex of the data files."""

    version: str
    checked: str
    next_check: str
    hash: str


class Box(Frozen, frozen=True):
    """A question with a box to tick. `marks` names its sources, such as `[1]`; `why` says what they say about it.

    Both may be empty: a general question states no fact.
    """

    id: str
    text: str
    marks: str
    why: str = ""


class FlagBlock(Frozen, frozen=True):
    """Flags printed together. `label` is the word for their urgency; each text stands on lines of its own.

    `asked` points to the top of the page where a question of theirs stands already; it is empty where none does.
    `urgent` blocks are the ones to raise first; their label says so too.
    """

    ids: tuple[str, ...]
    label: str
    text: str
    whys: tuple[str, ...]
    asks: tuple[str, ...]
    marks: str
    asked: str = ""
    urgent: bool = False


class Grid(Frozen, frozen=True):
    """The questions that repeat for each treatment: a row per treatment, a box per column.

    `cells[row][column]` says whether that question is on the list.
    """

    intro: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[bool, ...], ...]


class Group(Frozen, frozen=True):
    """Questions under one heading."""

    heading: str
    boxes: tuple[Box, ...]
    grid: Grid | None = None


class Said(Frozen, frozen=True):
    """One line of evidence as printed: whose side, the words, the sources.

    `turn` says which give way first where paper is short: the highest. Lines of one turn go together, so that what
    speaks for a treatment never stands without what speaks against it.
    """

    side: str
    text: str
    marks: str
    turn: int = 1


class EvidencePart(Frozen, frozen=True):
    """What the documents say about one treatment, as printed."""

    heading: str
    lines: tuple[Said, ...]


class Counted(Frozen, frozen=True):
    """How many lines of one kind."""

    name: str
    count: int


class LeftOver(Frozen, frozen=True):
    """What a short page does not print, by kind, and the sentences that say so with {count} and {topics}."""

    counts: tuple[Counted, ...] = ()
    several: str = ""
    one: str = ""

    def said(self, more: Iterable[Counted] = ()) -> str:
        """Return how many lines are not printed and of which kinds, with `more` added; nothing when all are."""
        counts = [*self.counts, *more]
        total = sum(part.count for part in counts)
        topics = ", ".join(f"{part.name} {part.count}" for part in counts)
        sentence = self.one if total == 1 else self.several
        return sentence.replace("{count}", str(total)).replace("{topics}", topics) if total else ""


class Caption(Frozen, frozen=True):
    """A sentence under a picture, and its sources."""

    text: str
    marks: str = ""


class IconGroup(Frozen, frozen=True):
    """One group of people in a picture: `count` of `of` of them, and the same in words."""

    label: str
    count: int
    of: int
    words: str


class IconArray(Frozen, frozen=True, tag="icons"):
    """One icon a person, in each of the groups that a study compared. `legend` says what a filled icon means."""

    heading: str
    legend: str
    groups: tuple[IconGroup, ...]
    captions: tuple[Caption, ...]


class ChanceBar(Frozen, frozen=True, tag="bar"):
    """Chances taken together on a bar from 0 to 100: from `low` to `high`, beside a threshold. All in percent."""

    heading: str
    low: float
    high: float
    threshold: float
    threshold_label: str
    words: str
    captions: tuple[Caption, ...]


class TimePoint(Frozen, frozen=True):
    """One transfer on a timeline: when, how it ended, and whether that was a pregnancy."""

    when: str
    outcome: str
    filled: bool


class Timeline(Frozen, frozen=True, tag="timeline"):
    """The transfers of a patient in the order in which they are told."""

    heading: str
    points: tuple[TimePoint, ...]
    captions: tuple[Caption, ...]


Picture: TypeAlias = IconArray | ChanceBar | Timeline


class VisitPart(Frozen, frozen=True):
    """What the last visit left: what was answered, what is still open, and what is new since then."""

    heading: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


class Sheet(Frozen, frozen=True):
    """The sheet in its printing order: the front down to `notice`, then the back.

    An empty text or tuple means that the part is not printed.
    """

    title: str
    messages: tuple[str, ...]
    top_heading: str
    top_note: str
    top: tuple[Box, ...]
    flags_heading: str
    flags_note: str
    flags: tuple[FlagBlock, ...]
    time_heading: str
    time: tuple[Box, ...]
    card: SafetyCard
    notice: str
    more_flags_heading: str
    more_flags: tuple[FlagBlock, ...]
    groups_heading: str
    groups: tuple[Group, ...]
    pictures_heading: str
    pictures: tuple[Picture, ...]
    evidence_heading: str
    evidence: tuple[EvidencePart, ...]
    unknown_heading: str
    unknown: tuple[str, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    newer_heading: str
    left_out: LeftOver
    told_heading: str
    told: tuple[str, ...]
    footer: tuple[str, ...]
    warnings: tuple[str, ...]
    logo: Logo | None = None
    visit: VisitPart | None = None


class Explanation(Frozen, frozen=True):
    """Why a line is on the list (`ask`), what would decide it (`find-out`), or why it is not there (`off`).

    `where` says where on the sheet it stands; it is empty for a line that is off the list.
    """

    id: str
    status: Literal["ask", "find-out", "off"]
    text: str
    because: tuple[str, ...]
    settled_by: tuple[str, ...]
    claims: tuple[str, ...]
    where: str = ""


class SourceEntry(Frozen, frozen=True):
    """A source as `ivfprep sources` lists it: what it is, and each thing it says with the place or id."""

    heading: str
    about: tuple[str, ...]
    points: tuple[str, ...]


class Checklist(Frozen, frozen=True):
    """The whole result: every line, complete and ranked, and the sheet that was chosen from it."""

    questions: tuple[QuestionLine, ...]
    flags: tuple[FlagLine, ...]
    evidence: tuple[AddOnEvidence, ...]
    safety_card: SafetyCard
    top: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[Source, ...]
    content: ContentInfo
    sheet: Sheet
    handover: Handover

    def ranked(self) -> list[FlagLine | QuestionLine]:
        """Return all flags and questions in their one order."""
        return in_rank(self.flags, self.questions)


def in_rank(flags: Iterable[FlagLine], questions: Iterable[QuestionLine]) -> list[FlagLine | QuestionLine]:
    """Return flags and questions together in their one order."""
    lines: list[FlagLine | QuestionLine] = [*flags, *questions]
    return sorted(lines, key=lambda line: line.rank)
