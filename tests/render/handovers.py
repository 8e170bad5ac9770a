"""A sheet to hand over, made by hand: every part of it once."""

import msgspec

from ivfprep.handover import (
    Agreed,
    Asked,
    Card,
    Cell,
    CheckBlock,
    CheckItem,
    Column,
    Evidence,
    Figure,
    Handover,
    Leaving,
    More,
    Part,
    Plan,
    PlanRow,
    Signs,
    Step,
    StoryLine,
    Told,
    Visit,
)
from ivfprep.printed import Phone, Source

LEAVING = Leaving("Before I go ashore, I know:", ("how deep it is", "whom to hail"))

SMALL = Handover(
    title="Questions for my harbour master",
    visit=Visit("Visit on", "26 November 2026", "with", ""),
    name_box="Name, or sticker",
    steps=(Step("mark", "Mark your questions"), Step("ask", "Ask 1, 2, 3 first")),
    story_part=Part("My story", "Please read this first."),
    story=(StoryLine("story_trips", "I have had", "two trips."), StoryLine("story_wet", "I have", "wet feet.", True)),
    three_part=Part("My 3 questions", "Please write here, or I will."),
    three=(
        Asked("why", "Why a keel for me?", "What shows that I need it?", "[1]"),
        Asked(
            "helps",
            "How likely is a keel to help?",
            "How sure are you?",
            figures=(Figure("Of 100:", "with it,"), Figure("", "without.")),
        ),
        Asked("own-1", "Can I bring the dog?", note="(my own question)"),
    ),
    checks_part=Part("Please go over these with me", "Tick the box when we have talked about it."),
    checks=(
        CheckBlock(
            "First, before any keel",
            "The builder lists it.",
            "[1]",
            (CheckItem("yes", "I have a leak.", ("leak@keel",)),),
            framed=True,
        ),
        CheckBlock("Before a keel", "A book names it.", "[2]", (CheckItem("not_sure", "I do not know of rot.", ()),)),
    ),
    card=Card(
        Part("If I feel seasick", "Until you tell me otherwise, I call the harbour."),
        (Signs("With a keel, if I have:", ("a list", "a leak")), Signs("Signs with a sail:")),
        ("I call the clinic if:", "An ambulance if:"),
        (Phone("By day", "020 7946 0000"), Phone("At night", ""), Phone("Emergency", "999")),
        "[1]",
    ),
    plan=Plan(Part("My plan", "Please fill this in."), ("keel", "sail"), (PlanRow("Start day", ("I was told:", "")),)),
    more_part=Part("More questions", "3 more are on my full list."),
    more=(More("cost", "What does it cost?", "[2]", "general"),),
    own_lines="My own:",
    agreed=Agreed(Part("What we agreed", "Let me say it back."), ("Next step", "Who", "By when"), 2, LEAVING),
    evidence=Evidence(
        Part("To read at home", "Put a ? here."),
        (Column("Keel", (Cell("for", "For:", "It kept 3 of 5 boats upright; none was compared.", "[1]"),)),),
        (Told("Not known:", "Who gains from it."),),
        "In short: not settled.",
    ),
    sources=(Source("builder", "[1]", "The builder's book.", "documents"), Source("label", "[2]", "A label.", "newer")),
    newer_lead="From outside our documents:",
    footer_front="Not advice.",
    footer_back="Content 1.",
)


def bare(**parts: object) -> Handover:
    """Return a sheet with nothing on it but `parts`."""
    empty = {name: _emptied(value) for name, value in msgspec.to_builtins(SMALL).items() if value is not None}
    empty |= {"language": "en-GB", "agreed": Agreed(Part("", ""), ("", "", ""), 0)}
    sheet: Handover = msgspec.convert({**empty, **parts}, Handover)
    return sheet


def _emptied(value: object) -> object:
    match value:
        case dict():
            return {name: _emptied(part) for name, part in value.items()}
        case str():
            return ""
        case list() | tuple():
            return []
        case _:
            return 0
