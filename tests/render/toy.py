"""A made-up checklist about toy boats, with text that a format could trip over. Nothing in it is medicine."""

from __future__ import annotations

from ivfprep.full_list import Entry, EntryGroup, FullList, ListPart
from ivfprep.pictures import Caption, ChanceBar, IconArray, IconGroup, Picture, Timeline, TimePoint
from ivfprep.printed import Phone, Source
from ivfprep.sheet import (
    AddOnEvidence,
    Checklist,
    ContentInfo,
    EvidenceLine,
    FlagLine,
    LeftOut,
    QuestionLine,
    SafetyCard,
)
from tests.render.handovers import SMALL

LONG = "Rumpel" * 33 + "zz"
MARKUP = "My cousin wrote [/] and [red]paint[/red] and \x1b[31mink\x1b[0m on it. Is that all right?"
HTML = "Does <script>alert('boat')</script> float, and do *stars*, _lines_, `ticks` and a|b?"
RAW = "#raw starts with a mark. Is it still a question?"
BIDI = "Is \u202ebackwards\u202c the \u2066right\u2069 way round\u200f?"
WIDE = "May I name it 海の小さな船が静かに港へ帰ります, or \N{SAILBOAT}\ufe0f \N{FAMILY} Żółć, or שלום?"
WORD = f"Is {LONG} a name?"

CARD = SafetyCard(
    heading="If the boat takes on water",
    intro="Ask what to do, and whom to call, if I see:",
    bullets=("water over the floor boards", "a rope that has come loose, or a knot that I cannot tie again", "fog"),
    phones=(Phone("Harbour by day", "0123 456 789"), Phone("Harbour at night and at the weekend", "")),
    claims=("claim-water",),
)

PICTURES: tuple[Picture, ...] = (
    IconArray(
        heading="Boats heard in fog",
        legend="Each circle is one boat. A filled circle is a boat that was heard.",
        groups=(
            IconGroup("With a bell", 29, 35, "29 of 35 were heard, 6 were not."),
            IconGroup("Without one", 16, 33, "16 of 33 were heard, 17 were not."),
        ),
        captions=(Caption("It shows small boats alone.", "[1]"), Caption("Another count found no difference.", "[2]")),
    ),
    ChanceBar(
        heading="Fog on any one day, taken together",
        low=61,
        high=61,
        threshold=60,
        threshold_label="where the harbour lights its lamp",
        words="61 of 100 days have fog, and 39 do not. The harbour lights its lamp above 60.",
        captions=(Caption("The harbour counted.", "[1]"),),
    ),
    Timeline(
        heading="My boats so far",
        points=(TimePoint("2023", "sank", False), TimePoint("about 2024", "sails on", True)),
        captions=(),
    ),
)

FULL_LIST = FullList(
    heading="My full list",
    contents="In this list:",
    parts=(
        ListPart(
            "What I want to raise",
            (
                EntryGroup(
                    "Before anyone unties the rope",
                    (Entry(ask="I keep a cat on board. Is the deck dry?", marks="[1]", why="Why: wet decks slip."),),
                ),
                EntryGroup("At this visit", (Entry("Nobody has said when the sail was mended.", MARKUP, "[2]"),)),
            ),
        ),
        ListPart(
            "All my questions",
            (
                EntryGroup("The trip", (Entry(ask="Who comes with me?"), Entry(ask=RAW, marks="[2]"))),
                EntryGroup("My own questions", (Entry(ask=HTML), Entry(ask=WIDE), Entry(ask=WORD), Entry(ask=BIDI))),
            ),
        ),
        ListPart("Numbers in a picture", pictures=PICTURES),
        ListPart(
            "What the books say",
            (
                EntryGroup(
                    "A brass bell",
                    (
                        Entry("A bell is cast from copper and tin.", marks="[1]", lead="About:"),
                        Entry("In fog, 29 of 35 boats with a bell were heard.", marks="[1]", lead="For:"),
                        Entry("So were 16 of 33 without one.", marks="[1]"),
                    ),
                ),
                EntryGroup("Paint", (Entry("The books say little about paint.", lead="About:"),)),
            ),
        ),
        ListPart("What I told this program", (EntryGroup("", (Entry("Boats so far: 2."), Entry("A cat, a dog."))),)),
    ),
    sources_heading="Where this comes from",
    sources=(
        Source("books", "[1]", "The Book of Small Boats, 1931, page 12", "documents"),
        Source("bells", "[2]", "Bells: a Survey of Two Harbours, 1950, section 4", "documents"),
        Source("letter", "[3]", "A letter from the harbour, no date given, https://example.org/a_b_c", "newer"),
    ),
    newer_heading="Newer than the books",
)

QUESTIONS = (
    QuestionLine(
        id="bell-what-for@bell",
        add_on="bell",
        topic="bell",
        text="What is the bell for, on a boat as small as mine?",
        why="Someone offered a bell.",
        rank=2,
        status="ask",
        claims=("claim-bell",),
        because=("You said that someone offered a bell.",),
        layer="documents",
        settled_by=(),
    ),
    QuestionLine(
        id="own-1",
        add_on=None,
        topic="own",
        text=MARKUP,
        why="",
        rank=3,
        status="find-out",
        claims=(),
        because=(),
        layer="own",
        settled_by=("boat.paint",),
    ),
)

FLAGS = (
    FlagLine(
        id="cat",
        add_on=None,
        topic="animals",
        level="before",
        text="Tell the builder that I have a cat on board.",
        why="A wet deck is slippery for animals.",
        ask="What would you want to know about the cat before the trip?",
        rank=1,
        status="ask",
        claims=("claim-cat",),
        because=("You said that a cat lives on board.",),
        layer="newer",
        settled_by=(),
    ),
)

EVIDENCE = (
    AddOnEvidence(
        add_on="bell",
        name="A brass bell",
        lines=(EvidenceLine("for", "In fog, 29 of 35 boats were heard.", ("claim-fog",), "documents"),),
        disagree=(EvidenceLine("against", "A bell is heavy: \u202e海\u202c.", ("claim-heavy",), "newer"),),
        ask=("Is the bell loud?",),
    ),
)

CHECKLIST = Checklist(
    questions=QUESTIONS,
    flags=FLAGS,
    evidence=EVIDENCE,
    safety_card=CARD,
    top=("cat", "bell-what-for@bell", "own-1"),
    left_out=(LeftOut("own-1", "Twelve more do not fit."),),
    sources=FULL_LIST.sources,
    content=ContentInfo("1.0", "2026-01-02", "2027-01-02", "0" * 64),
    handover=SMALL,
    full_list=FULL_LIST,
)
