"""The whole result, finished: every format places these values and decides nothing about medicine.

`Checklist` holds every line with its reasons (JSON, `explain`), the sheet that was made from them, and the full list
where it was asked for. All text is plain: a format escapes it for itself.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ivfprep.full_list import FullList
from ivfprep.handover import Handover
from ivfprep.printed import Frozen, Layer, Phone, Source

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
    """A line that the sheet does not print, and why."""

    id: str
    reason: str


class ContentInfo(Frozen, frozen=True):
    """Which content made this page. Dates are ISO dates; `hash` is a SHA-256 in hex of the data files."""

    version: str
    checked: str
    next_check: str
    hash: str


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
    """The whole result: every line, complete and ranked, and the sheet that was made from them.

    `full_list` follows the sheet where everything is to be printed; it is None where the sheet stands alone.
    """

    questions: tuple[QuestionLine, ...]
    flags: tuple[FlagLine, ...]
    evidence: tuple[AddOnEvidence, ...]
    safety_card: SafetyCard
    top: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[Source, ...]
    content: ContentInfo
    handover: Handover
    full_list: FullList | None = None

    def ranked(self) -> list[FlagLine | QuestionLine]:
        """Return all flags and questions in their one order."""
        return in_rank(self.flags, self.questions)


def in_rank(flags: Iterable[FlagLine], questions: Iterable[QuestionLine]) -> list[FlagLine | QuestionLine]:
    """Return flags and questions together in their one order."""
    lines: list[FlagLine | QuestionLine] = [*flags, *questions]
    return sorted(lines, key=lambda line: line.rank)
