from __future__ import annotations

import msgspec

from ivfprep.printed import Phone
from ivfprep.render.block_kinds import Bullet, Drawing, Heading, Numbered, Paragraph, Reference, Rule, Tick
from ivfprep.render.blocks import blocks, without_drawings, words_of
from ivfprep.sheet import Box, Grid, Group, LeftOver, SafetyCard, Sheet
from tests.render.toy import SHEET

NO_CARD = SafetyCard("", "", (), (), ())
EMPTY = msgspec.convert(
    {
        **{name: "" if isinstance(getattr(SHEET, name), str) else [] for name in SHEET.__struct_fields__},
        "card": NO_CARD,
        "left_out": LeftOver(),
        "logo": None,
        "visit": None,
    },
    Sheet,
)


def headings(sheet: Sheet) -> list[Heading]:
    return [block for block in blocks(sheet) if isinstance(block, Heading)]


def test_the_parts_come_in_the_order_of_the_page() -> None:
    assert [(heading.level, heading.text) for heading in headings(SHEET)] == [
        (1, "Questions for my talk with the boat builder"),
        (2, "Ask these first"),
        (2, "Please check before the trip"),
        (3, "Before anyone unties the rope"),
        (3, "At this visit"),
        (2, "If there is time"),
        (2, "More to check"),
        (3, "Not sure"),
        (2, "More questions"),
        (3, "The trip"),
        (3, "What things are for"),
        (3, "My own questions"),
        (2, "Numbers in a picture"),
        (3, "Boats heard in fog"),
        (3, "Fog on any one day, taken together"),
        (3, "My boats so far"),
        (2, "What the books say"),
        (3, "A brass bell"),
        (4, "About"),
        (4, "For"),
        (4, "Against"),
        (3, "Paint"),
        (2, "What is not known"),
        (2, "What I told this program"),
        (2, "Where this comes from"),
        (3, "Newer than the books"),
    ]


def test_warnings_come_before_the_title_and_the_front_ends_with_the_card_and_the_notice() -> None:
    run = list(blocks(SHEET))
    assert run[0] == Paragraph("This page is older than its next check.", strong=True)
    card = run.index(SHEET.card)
    assert run[card - 1] == Tick(SHEET.time[-1].text)
    assert run[card + 1 : card + 3] == [Paragraph(SHEET.notice), Heading(2, SHEET.more_flags_heading)]


def test_a_picture_says_all_that_it_shows_in_words() -> None:
    run = list(blocks(SHEET))
    icons, bar, timeline = SHEET.pictures
    place = run.index(Drawing(icons))
    assert run[place + 1 : place + 6] == [
        Paragraph("Each circle is one boat. A filled circle is a boat that was heard."),
        Paragraph("With a bell: 29 of 35 were heard, 6 were not."),
        Paragraph("Without one: 16 of 33 were heard, 17 were not."),
        Paragraph("It shows small boats alone.", "[1]"),
        Paragraph("Another count found no difference.", "[2]"),
    ]
    assert words_of(timeline) == ("2023: sank", "about 2024: sails on")
    assert not any(isinstance(block, Drawing) for block in without_drawings(run))
    assert words_of(bar)[0].startswith("61 of 100")


def test_what_is_left_out_stands_after_the_unknown_and_before_the_sources() -> None:
    run = list(blocks(SHEET))
    place = run.index(Paragraph(SHEET.left_out.said()))
    assert run[place - 2 : place + 2] == [
        Bullet(SHEET.told[-1]),
        Rule(),
        Paragraph(SHEET.left_out.said()),
        Heading(2, SHEET.sources_heading),
    ]


def test_a_flag_says_what_then_why_then_what_to_ask() -> None:
    run = list(blocks(SHEET))
    place = run.index(Heading(3, "Before anyone unties the rope"))
    flag = SHEET.flags[0]
    assert run[place + 1 : place + 4] == [
        Paragraph(flag.text, flag.marks),
        Paragraph(flag.whys[0]),
        Tick(flag.asks[0]),
    ]


def test_documents_come_first_and_newer_sources_under_their_own_heading() -> None:
    run = list(blocks(SHEET))
    place = run.index(Heading(2, "Where this comes from"))
    marks = [block.mark if isinstance(block, Reference) else "" for block in run[place : place + 5]]
    assert marks == ["", "[1]", "[2]", "", "[3]"]


def test_the_first_questions_are_numbered_without_a_hole() -> None:
    sheet = msgspec.structs.replace(EMPTY, top=(Box("a", "One?", ""), Box("b", "", ""), Box("c", "Two?", "[1]")))
    assert list(blocks(sheet)) == [Numbered(1, "One?", ""), Numbered(2, "Two?", "[1]")]


def test_an_empty_sheet_gives_no_block() -> None:
    assert list(blocks(EMPTY)) == []


def test_headings_and_notes_of_empty_parts_are_not_printed() -> None:
    heads = {name: "Words" for name in SHEET.__struct_fields__ if name.endswith(("_heading", "_note"))}
    del heads["flags_note"]
    empty_groups = (Group("Nothing", ()), Group("Nothing", (), Grid("For each:", ("Cost",), (), ())))
    assert list(blocks(msgspec.structs.replace(EMPTY, **heads, groups=empty_groups))) == []


def test_a_page_without_flags_says_what_that_means() -> None:
    run = blocks(msgspec.structs.replace(EMPTY, flags_heading="Raise", flags_note="No flag is not no risk."))
    assert list(run) == [Heading(2, "Raise"), Paragraph("No flag is not no risk.")]


def test_a_number_without_a_label_and_a_label_without_a_number_stay_on_the_card() -> None:
    card = SafetyCard("", "", (), (Phone("", "112"), Phone("By day", ""), Phone("", "")), ())
    assert list(blocks(msgspec.structs.replace(EMPTY, card=card))) == [card]
