"""A made-up checklist about toy boats, with text that a format could trip over. Nothing in it is medicine."""

from __future__ import annotations

from ivfprep.printed import Phone, Source
from ivfprep.sheet import (
    AddOnEvidence,
    Box,
    Caption,
    ChanceBar,
    Checklist,
    ContentInfo,
    Counted,
    EvidenceLine,
    EvidencePart,
    FlagBlock,
    FlagLine,
    Grid,
    Group,
    IconArray,
    IconGroup,
    LeftOut,
    LeftOver,
    Picture,
    QuestionLine,
    SafetyCard,
    Said,
    Sheet,
    Timeline,
    TimePoint,
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

GRID = Grid(
    intro="For each thing that someone offered me:",
    columns=("What for?", "Benefit", "Risks", "Other ways", "If not", "Cost", "Start", "Stop"),
    rows=("Paint", "A brass bell", "#raw | varnish 船"),
    cells=(
        (True, True, True, True, True, True, True, True),
        (True, True, False, True, False, True, False, False),
        (False, True, True, False, False, False, False, True),
    ),
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

SHEET = Sheet(
    title="Questions for my talk with the boat builder",
    messages=("Ask the 3 questions at the top first.", "You can hand this page over."),
    top_heading="Ask these first",
    top_note="The order is suggested. You can change it.",
    top=(
        Box("top-1", "I keep a cat on board. Who will check with me that the deck is dry before the trip?", "[1]"),
        Box("top-2", "What is the bell for, on a boat as small as mine?", ""),
        Box("top-3", "Out of 100 boats like mine, how many come home before dark?", "[1] [2]"),
    ),
    flags_heading="Please check before the trip",
    flags_note="You told me these things. 2 more are on the back.",
    flags=(
        FlagBlock(
            ids=("cat", "dog"),
            label="Before anyone unties the rope",
            text="Tell the builder that I have on board: a cat, a dog.",
            whys=("A wet deck is slippery for animals.",),
            asks=("What would you want to know about the cat and the dog before the trip?",),
            marks="[1]",
        ),
        FlagBlock(
            ids=("sail",),
            label="At this visit",
            text="Nobody has said when the sail was last mended.",
            whys=("An old seam can open.", "The date is on the ticket."),
            asks=("When was it mended?", MARKUP),
            marks="[2]",
        ),
    ),
    time_heading="If there is time",
    time=(Box("time-1", "Who sweeps the deck, and when?", "[2]"), Box("time-2", "Is there a map on board?", "")),
    notice="This page does not replace the harbour master.",
    more_flags_heading="More to check",
    more_flags=(
        FlagBlock(
            ids=("anchor",),
            label="Not sure",
            text="I am not sure about: an anchor.",
            whys=(),
            asks=(),
            marks="[1]",
            asked="My question 1 at the top asks about this.",
        ),
    ),
    groups_heading="More questions",
    groups=(
        Group("The trip", (Box("q-1", "Who comes with me, and who waits on the shore?", ""), Box("q-2", RAW, "[2]"))),
        Group("What things are for", (Box("q-3", BIDI, ""),), GRID),
        Group("My own questions", (Box("own-1", HTML, ""), Box("own-2", WIDE, ""), Box("own-3", WORD, ""))),
        Group("Nothing in here", ()),
    ),
    card=CARD,
    pictures_heading="Numbers in a picture",
    pictures=PICTURES,
    evidence_heading="What the books say",
    evidence=(
        EvidencePart(
            "A brass bell",
            (
                Said("About", "A bell is cast from copper and tin.", "[1]"),
                Said("For", "In fog, 29 of 35 boats with a bell and 16 of 33 boats without one were heard.", "[1]"),
                Said("Against", "A bell is heavy, and a small boat can carry only so much.", "[2]"),
            ),
        ),
        EvidencePart("Paint", (Said("", "The books say little about paint.", ""),)),
    ),
    unknown_heading="What is not known",
    unknown=("Nobody has counted how many boats have a cat.", "It is not known whether blue paint is better than red."),
    sources_heading="Where this comes from",
    sources=(
        Source("books", "[1]", "The Book of Small Boats, 1931, page 12", "documents"),
        Source("letter", "[3]", "A letter from the harbour, no date given, https://example.org/a_b_c", "newer"),
        Source(
            "bells", "[2]", "Bells and What They Are Made Of: a Survey of Two Harbours, 1950, section 4", "documents"
        ),
    ),
    newer_heading="Newer than the books",
    told_heading="What I told this program",
    told=("Boats so far: 2.", "On board: a cat, a dog."),
    left_out=LeftOver(
        (Counted("Boats", 11), Counted("Bells", 1)), "{count} more are not printed: {topics}.", "1 more."
    ),
    footer=(
        "Made by the toy shop. No boat builder paid for this page.",
        "Version 1.0. Checked 2026-01-02. Next check 2027-01-02.",
    ),
    warnings=("This page is older than its next check.",),
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
    sources=SHEET.sources,
    content=ContentInfo("1.0", "2026-01-02", "2027-01-02", "0" * 64),
    sheet=SHEET,
    handover=SMALL,
)
