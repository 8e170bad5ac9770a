"""The sheet that a patient hands over, finished: two sides of words in their order, for every format to place.

Side 1 is handed over and asked from: who she is, her story, her three questions, what to check with her, whom to call.
Side 2 is filled in together and kept: the plan, more questions, what was agreed, and what articles and studies say.
Texts are plain; `marks` names the sources of a text, such as `[1] [3]`. An empty text or tuple is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ivfprep.printed import Frozen, Logo, Phone, Source

CheckKind: TypeAlias = Literal["yes", "not_sure", "ask_me", "not_looked_for", "tell_us"]
AskedBy: TypeAlias = Literal["own", "specific", "general", "clinic"]
CellSide: TypeAlias = Literal["for", "against", "sure", "risk"]


class Visit(Frozen, frozen=True):
    """The line under the title: the day and with whom, each empty where it is to be written in."""

    on: str
    day: str
    with_: str
    whom: str


class Part(Frozen, frozen=True):
    """The head of a part of the sheet, and the words at its right hand, for whoever reads it."""

    heading: str
    note: str = ""


class Step(Frozen, frozen=True):
    """One of the steps at the top: the name of its picture, and two to four words.

    `text_paper` stands in its place on a sheet of two sides, and `text_pages` where the three questions need more pages
    than one, as in large print.
    """

    icon: Literal["add", "mark", "hand_over", "ask", "say_back"]
    text: str
    text_pages: str = ""
    text_paper: str = ""


class StoryLine(Frozen, frozen=True):
    """A sentence of the story: `lead` is its bold beginning, `text` goes on from it. `id` is what leaves it out.

    `goes_on` lets it stand on the line of the one before, where there is room.
    """

    id: str
    lead: str
    text: str
    goes_on: bool = False


class Figure(Frozen, frozen=True):
    """A number to write down as it is told: the words before it, and those after it."""

    before: str
    after: str


class Asked(Frozen, frozen=True):
    """One of the three questions, with the line under it. `note` says whose it is, where that is not plain.

    `figures` stand on its first line to write on.

    `marks` go with the line under it, where there is one: without that line they are not printed.

    `covers` holds the ids of the lines of the full list that it asks: they stand nowhere else.
    """

    id: str
    ask: str
    more: str = ""
    marks: str = ""
    note: str = ""
    covers: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


class CheckItem(Frozen, frozen=True):
    """A sentence with a box: to be ticked when it was talked about, so that an empty box is never a no.

    A point of the kind `tell_us`, on a clinic's handout, is ticked by its reader: its box stands before it.
    """

    kind: CheckKind
    text: str
    ids: tuple[str, ...]


class CheckBlock(Frozen, frozen=True):
    """What to check before one treatment: who says so, and the points of this patient.

    `framed` holds the listed contraindications of a treatment; framed blocks come first and never leave the front.
    """

    head: str
    says: str
    marks: str
    items: tuple[CheckItem, ...]
    framed: bool = False


class Signs(Frozen, frozen=True):
    """Signs to watch for. Without `signs`, a line to write them on stands after `intro`."""

    intro: str
    signs: tuple[str, ...] = ()


class Card(Frozen, frozen=True):
    """The boxed card: what to do if I feel unwell. The note of its part says what I do until somebody fills it in.

    `what_i_do` heads the lines that say when I do what.
    """

    part: Part
    signs: tuple[Signs, ...]
    what_i_do: tuple[str, ...]
    phones: tuple[Phone, ...]
    marks: str = ""


class PlanRow(Frozen, frozen=True):
    """One piece of the plan: a cell for each treatment, empty where it is to be written in.

    `[ ]` in a cell is a box to tick: "[ ] it ends [ ] it goes on, until week:".
    """

    head: str
    cells: tuple[str, ...]


PURPOSE_FROM = 4
"""From so many treatments on, the first row of the plan is what each one is for."""


class Plan(Frozen, frozen=True):
    """The plan to fill in, a column a treatment. Without columns nothing is printed."""

    part: Part
    columns: tuple[str, ...]
    rows: tuple[PlanRow, ...]


class More(Frozen, frozen=True):
    """A question with a box to tick, in the order of asking; the last ones give way first.

    Her own never gives way, nor does one that `stays`, such as the cost. `ids` holds the ids of all lines that it asks.
    """

    id: str
    text: str
    marks: str
    by: AskedBy
    stays: bool = False
    ids: tuple[str, ...] = ()


class LeftOff(Frozen, frozen=True):
    """How many questions of the full list stand nowhere on the sheet. What gives way on paper is added to `count`.

    `ids` holds the ids of their lines.

    The words stand at the right hand of the head of the questions, in place of its note, unless nothing is left off.
    """

    count: int = 0
    one: str = ""
    many: str = ""
    ids: tuple[str, ...] = ()

    def said(self, given_way: int = 0) -> str:
        """Return the words, or nothing where nothing is left off; `given_way` counts what the paper had no room for."""
        count = self.count + given_way
        return "" if count == 0 else self.one if count == 1 else self.many.format(count=count)


class Moved(Frozen, frozen=True):
    """What the front says of points to check that found room on the back only."""

    one: str = ""
    many: str = ""

    def said(self, count: int) -> str:
        """Return the words for so many points, or nothing for none."""
        return "" if count == 0 else self.one if count == 1 else self.many.format(count=count)


class Clinic(Frozen, frozen=True):
    """The clinic whose handout it is: its name, lines such as its hours, and its numbers in short."""

    name: str
    lines: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


class Leaving(Frozen, frozen=True):
    """What to know before leaving, each with a box to tick, after words that lead to them."""

    lead: str = ""
    known: tuple[str, ...] = ()


class Agreed(Frozen, frozen=True):
    """The table of what was agreed: its heads, and how many rows to write in; `leaving` stands under it."""

    part: Part
    columns: tuple[str, str, str]
    rows: int
    leaving: Leaving = Leaving()


class Cell(Frozen, frozen=True):
    """What speaks for, what speaks against, how sure, which risks: whole sentences, each with its caveat in it.

    `turn` is 1 for what stays longest where paper is short; the highest turns give way first. `brief` says the same in
    the fewest words, for paper that many treatments share.
    """

    side: CellSide
    head: str
    text: str
    marks: str
    turn: int = 1
    brief: str = ""


class Column(Frozen, frozen=True):
    """The evidence on a treatment, or on several that share it."""

    heading: str
    cells: tuple[Cell, ...]


class Told(Frozen, frozen=True):
    """A sentence of the back after its bold beginning, such as "Not known:"."""

    lead: str
    text: str
    marks: str = ""


class Evidence(Frozen, frozen=True):
    """What articles and studies say: in short, treatments side by side, then what holds for all of them."""

    part: Part
    columns: tuple[Column, ...]
    across: tuple[Told, ...]
    in_short: str = ""


class LastVisit(Frozen, frozen=True):
    """What the last visit left. `short` stands on top: what was agreed, what changed, how much is open.

    `groups` stand on side 2 under the head `notes`: what was answered, what is still open, each with her notes, and
    what is new since then. Where paper is short `brief` holds her notes alone, and `rest` says where others are.
    """

    part: Part
    short: tuple[Told, ...]
    notes: Part
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    brief: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rest: str = ""


class Handover(Frozen, frozen=True):
    """The whole sheet, in printing order.

    `title_note` stands at the right hand of the title,
    such as what kind of medicine it is about; `welcome` is what the clinic says to its readers. `notes` heads the ruled
    lines where room is left over. `footer_large` stands on every page in large print, where there is little room.
    `foot_name` stands at the foot of each paper page but the first; where it ends with a colon, the name is written in.
    `sources_on` says on which page the sources stand, where there are pages; `sources_heading` heads them elsewhere.
    """

    title: str
    visit: Visit
    name_box: str
    steps: tuple[Step, ...]
    story_part: Part
    story: tuple[StoryLine, ...]
    three_part: Part
    three: tuple[Asked, ...]
    checks_part: Part
    checks: tuple[CheckBlock, ...]
    card: Card
    plan: Plan
    more_part: Part
    more: tuple[More, ...]
    own_lines: str
    agreed: Agreed
    evidence: Evidence
    sources: tuple[Source, ...]
    newer_lead: str
    footer_front: str
    footer_back: str
    warnings: tuple[str, ...] = ()
    logo: Logo | None = None
    language: str = "en-GB"
    clinic: Clinic | None = None
    title_note: str = ""
    welcome: str = ""
    moved: Moved = Moved()
    left_off: LeftOff = LeftOff()
    notes: str = "Notes"
    footer_large: str = ""
    foot_name: str = ""
    sources_on: str = ""
    last_visit: LastVisit | None = None
    sources_heading: str = ""


def ids_of(three: Iterable[Asked], checks: Iterable[CheckBlock], more: Iterable[More] = ()) -> frozenset[str]:
    """Return the ids of the lines of the full list that stand among the three, the checks and the questions."""
    asked = (id_ for one in three for id_ in (one.id, *one.covers))
    ticked = (id_ for block in checks for item in block.items for id_ in item.ids)
    return frozenset((*asked, *ticked, *(id_ for one in more for id_ in one.ids)))
