"""The sheet to hand over, read from the PDF itself."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec
import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from ivfprep.handover import Agreed, Column, Evidence, Handover, Part, Plan, PlanRow, Signs, Step
from ivfprep.printed import Logo, Source
from ivfprep.render.handover_pdf import render_handover
from ivfprep.render.plain import clean
from tests.render.printed_handovers import ENDLESS, FOUR, HANDOUT, NON_LATIN, NONE, PATIENT, TOYS
from tests.render.reading_pdf import Page, about, actions, pages, squeezed, tags
from tests.render.toy import BIDI, HTML, LONG, MARKUP, RAW

PAPERS = {"a4": (595, 842), "letter": (612, 792)}
MILLIMETRE = 72 / 25.4
MARGIN = 13 * MILLIMETRE

MOST_LARGE = 6

SHEETS = [
    *((name, paper, False) for name in TOYS for paper in PAPERS if name != "non_latin"),
    ("non_latin", "a4", False),
    *(("handout", "a4", True), ("four", "letter", True), ("long_names", "letter", True)),
]
RATHER_THAN_A_THIRD_PAGE = {("long_names", "letter")}
"""Sheets whose blocks, once moved, would need a third page: there a question loses its second line first."""

each_sheet = pytest.mark.parametrize(
    ("name", "paper", "large"),
    SHEETS,
    scope="module",  # one sheet after the other, so that each is read once by one worker
)
every_normal = pytest.mark.parametrize(
    ("name", "paper"), [(name, paper) for name, paper, large in SHEETS if not large], scope="module"
)


@cache
def printed(name: str, paper: str, large: bool = False) -> bytes:
    return render_handover(TOYS[name], paper=paper, large=large)


@cache
def read(name: str, paper: str, large: bool = False) -> list[Page]:
    return pages(printed(name, paper, large))


@cache
def endless() -> bytes:
    return render_handover(ENDLESS, paper="a4", large=False)


def marked(text: str, marks: str) -> str:
    return f"{text} {marks}".strip()


def front_texts(sheet: Handover, *, large: bool) -> Iterator[str]:
    """Yield what side 1 never gives up, in the order of reading."""
    if sheet.clinic:
        yield from (sheet.clinic.name, *sheet.clinic.lines)
        yield from (text for phone in sheet.clinic.phones for text in (phone.label, phone.number))
    own = (sheet.title, sheet.visit.on, sheet.visit.day, sheet.visit.with_, sheet.visit.whom)
    yield from (sheet.name_box, sheet.title, sheet.title_note, sheet.welcome) if sheet.clinic else (sheet.title,)
    yield from () if sheet.clinic else (*own[1:], sheet.name_box)
    if sheet.story:
        yield from (sheet.story_part.heading, sheet.story_part.note)
    yield from (text for line in sheet.story for text in (line.lead, line.text))
    yield from (sheet.three_part.heading, sheet.three_part.note)
    for asked in sheet.three:
        yield from (asked.ask, asked.note, *([marked(asked.more, asked.marks)] if large and asked.more else []))
    yield from checks(sheet)
    yield from card(sheet)


def checks(sheet: Handover) -> Iterator[str]:
    if sheet.checks:
        yield from (sheet.checks_part.heading, sheet.checks_part.note)
    for block in sheet.checks:
        yield from (block.head, marked(block.says, block.marks), *(item.text for item in block.items))


def card(sheet: Handover) -> Iterator[str]:
    yield from (sheet.card.part.heading, sheet.card.part.note)
    for signs in sheet.card.signs:
        yield from (signs.intro, *signs.signs)
    yield from actions(sheet)
    yield from (text for phone in sheet.card.phones for text in (phone.label, phone.number))


def back_texts(sheet: Handover) -> Iterator[str]:
    """Yield what side 2 never gives up, in the order of reading, but for tables."""
    if sheet.plan.columns:
        yield from (sheet.plan.part.heading, sheet.plan.part.note)
    yield sheet.more_part.heading
    yield from (marked(question.text, question.marks) for question in sheet.more[:3])
    yield from (sheet.own_lines, sheet.agreed.part.heading, sheet.agreed.part.note, *sheet.agreed.columns)
    yield from (sheet.evidence.part.heading, sheet.evidence.part.note, sheet.evidence.in_short)
    yield from (text for told in sheet.evidence.across for text in (told.lead, marked(told.text, told.marks)))


def listed(sheet: Handover, words: str) -> list[Source]:
    """Return the sources that are listed among `words`."""
    return [source for source in sheet.sources if seen(f"{source.mark} {source.text}") in words]


def table_texts(sheet: Handover) -> Iterator[str]:
    if len(sheet.plan.columns) > 1:
        yield from sheet.plan.columns
    for row in sheet.plan.rows:
        yield from (row.head, *(part for cell in row.cells for part in cell.split("[ ]")))
    for column in sheet.evidence.columns:
        yield column.heading if len(sheet.evidence.columns) > 1 else ""
        for cell in column.cells:
            yield cell.head if cell.turn == 1 else ""


def evidence_stands(sheet: Handover, words: str, *, large: bool) -> list[str]:
    """Return each first text of a side that stands neither whole nor in its brief form; large print has them whole."""
    firsts = [cell for column in sheet.evidence.columns for cell in column.cells if cell.turn == 1]
    forms = [(cell.text, cell.text if large else cell.brief or cell.text) for cell in firsts]
    return [
        texts[0]
        for cell, texts in zip(firsts, forms, strict=True)
        if not any(seen(marked(text, cell.marks)) in words for text in texts)
    ]


def seen(text: str) -> str:
    """Return `text` as a page shows it on a computer without fonts for every script: its ASCII, squeezed."""
    return squeezed(text).encode("ascii", "ignore").decode()


def all_seen(found: list[Page]) -> str:
    return seen("".join(page.words for page in found))


@every_normal
def test_one_sheet_has_two_sides(name: str, paper: str) -> None:
    assert len(read(name, paper)) == 2


@pytest.mark.parametrize(("name", "paper"), [(name, paper) for name, paper, large in SHEETS if large], scope="module")
def test_large_print_takes_few_pages(name: str, paper: str) -> None:
    assert len(read(name, paper, large=True)) <= MOST_LARGE


@each_sheet
def test_nothing_is_lost_and_the_order_of_the_text_is_that_of_reading(name: str, paper: str, large: bool) -> None:
    sheet, words, place = TOYS[name], all_seen(read(name, paper, large)), 0
    sources = listed(sheet, words)
    told = (f"{source.mark} {source.text}" for source in sources)
    for text in (*front_texts(sheet, large=large), *back_texts(sheet), *told):
        found = words.find(seen(text), place)
        assert found >= 0, text
        place = found + len(seen(text))
    assert [text for text in table_texts(sheet) if seen(text) not in words] == []
    assert evidence_stands(sheet, words, large=large) == []
    for footer in (sheet.footer_front, sheet.footer_back, sheet.sources_on if sources else ""):
        assert all(seen(part) in words for part in footer.split("{page}"))


@each_sheet
def test_each_source_that_is_cited_is_listed_and_no_other(name: str, paper: str, large: bool) -> None:
    sheet, words = TOYS[name], all_seen(read(name, paper, large))
    sources = listed(sheet, words)
    told = words
    for source in sources:
        told = told.replace(seen(f"{source.mark} {source.text}"), "")
    assert set(re.findall(r"\[\d+\]", told)) == {source.mark for source in sources}
    assert ("Sources:page" in words) == bool(sources)


@every_normal
def test_a_second_line_and_its_marks_stand_while_blocks_can_move(name: str, paper: str) -> None:
    sheet, front = TOYS[name], seen(read(name, paper)[0].words)
    gone = [asked for asked in sheet.three if asked.more and seen(marked(asked.more, asked.marks)) not in front]
    movable = [block for block in sheet.checks if not block.framed]
    if (name, paper) in RATHER_THAN_A_THIRD_PAGE:
        assert gone
        assert sheet.three[1] not in gone
    else:
        assert not gone or not [block for block in movable if seen(block.head + block.items[0].text) in front]


def test_a_sheet_without_a_source_does_not_say_where_they_stand() -> None:
    more = tuple(replace(question, marks="") for question in NONE.more)
    for large in (False, True):
        sheet = replace(NONE, more=more, sources=())
        words = all_seen(pages(render_handover(sheet, paper="a4", large=large)))
        assert "Sources" not in words
        assert seen(sheet.footer_front) in words


@each_sheet
def test_type_is_large_enough_and_inside_the_margins(name: str, paper: str, large: bool) -> None:
    width, height = PAPERS[paper]
    for page in read(name, paper, large):
        assert (round(page.width), round(page.height)) == (width, height)
        assert min(letter.size for letter in page.letters) >= (17.9 if large else 11.9)
        assert min(letter.left for letter in page.letters) >= MARGIN - 1
        assert max(letter.right for letter in page.letters) <= width - MARGIN + 1
        assert min(letter.bottom for letter in page.letters) >= 5 * MILLIMETRE
        assert max(letter.top for letter in page.letters) <= height - 9 * MILLIMETRE


@each_sheet
def test_boxes_are_large_enough_for_a_pen_and_hide_no_word(name: str, paper: str, large: bool) -> None:
    sheet, found = TOYS[name], read(name, paper, large)
    ticks = [tick for page in found for tick in page.ticks]
    assert min(min(tick.right - tick.left, tick.top - tick.bottom) for tick in ticks) >= 4 * MILLIMETRE
    assert len(ticks) >= len(sheet.three) + sum(len(block.items) for block in sheet.checks) + 3
    assert not [tick for page in found for tick in page.ticks for letter in page.letters if tick.covers(letter)]


@each_sheet
def test_what_belongs_together_is_not_split_and_each_page_says_which_it_is(name: str, paper: str, large: bool) -> None:
    sheet, found = TOYS[name], read(name, paper, large)
    for number, page in enumerate(found, 1):
        assert f"Page{number}of{len(found)}" in page.words
    together = [
        *((asked.ask, asked.more if large else "") for asked in sheet.three),
        *((block.head, *(item.text for item in block.items)) for block in sheet.checks),
        *((*signs.signs, sheet.card.part.heading) for signs in sheet.card.signs),
        *((told.lead, told.text) for told in sheet.evidence.across),
        *((cell.text,) for column in sheet.evidence.columns for cell in column.cells),
    ]
    for texts in together:
        assert any(all(seen(text) in seen(page.words) for text in texts) for page in found), texts


@pytest.mark.parametrize("large", [False, True])
def test_a_number_is_written_between_its_words_on_a_line_of_its_question(large: bool) -> None:
    """It takes the place of a line to write on, so the page is as long as without it."""
    question, (with_, without) = PATIENT.three[1], PATIENT.three[1].figures
    found = read("patient", "a4") if not large else pages(render_handover(PATIENT, paper="a4", large=True))
    words = squeezed("".join(page.words for page in found))
    said = squeezed(f"{question.more} {with_.before} {with_.after} {without.before} {without.after}")
    assert said in words
    bare = replace(PATIENT, three=tuple(replace(one, figures=()) for one in PATIENT.three))
    assert len(pages(render_handover(bare, paper="a4", large=large))) == len(found)


@pytest.mark.parametrize(("large", "shown"), [(False, "Add mine (page 2)"), (True, "Add mine")])
def test_a_step_says_on_which_side_where_there_are_two(large: bool, shown: str) -> None:
    sheet = replace(PATIENT, steps=(Step("add", "Add mine", text_paper="Add mine (page 2)"),))
    first, *_ = pages(render_handover(sheet, paper="a4", large=large))
    assert squeezed(shown) in first.words
    assert ("page2" in first.words.partition(squeezed(PATIENT.story_part.heading))[0]) is not large


@pytest.mark.parametrize(
    ("name", "shown"), [("Name:", "Name:"), ("Name: A. B.", "Name:A.B."), (f"Name: {'Anna ' * 9}", ""), ("", "")]
)
def test_each_page_but_the_first_says_whose_it_is_where_that_fits(name: str, shown: str) -> None:
    sheet = replace(NONE, foot_name=name, name_box="")
    first, *others = pages(render_handover(sheet, paper="a4"))
    assert others
    assert "Name:" not in first.words
    for page in others:
        assert ("Name:" in page.words) == bool(shown)
        assert shown in page.words


@every_normal
def test_little_paper_is_left_empty_at_the_foot_of_the_first_page(name: str, paper: str) -> None:
    page = pypdfium2.PdfDocument(printed(name, paper))[0]
    drawn = [path.get_bounds()[1] for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    assert min(drawn) - 14 * MILLIMETRE <= 25 * MILLIMETRE


@each_sheet
def test_the_tags_are_those_of_a_document_that_can_be_heard(name: str, paper: str, large: bool) -> None:
    data = printed(name, paper, large)
    found = [tag.name for tag in tags(data)]
    levels = [int(name[1]) for name in found if name in ("H1", "H2", "H3", "H4")]
    assert levels.count(1) == 1
    assert TOYS[name].clinic or levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"L", "LI", "Lbl", "LBody", "Table", "TH", "P"} <= set(found)
    assert "Figure" not in found  # the icons are decoration: each stands beside its words
    said = about(data)
    assert (said.title, said.language) == (TOYS[name].title, "en-GB")
    assert said.is_tagged
    assert said.shows_title
    assert said.has_outline
    assert said.is_for_everybody
    assert said.fonts
    assert all(said.fonts.values())


def test_names_that_fit_are_not_broken() -> None:
    for paper in PAPERS:
        back = read("long_names", paper)[1].words
        assert "hydroxychloroquinegranulocyte-colony-stimulatingfactorcertolizumabdexamethasone" in back
    assert "dexamethasoneintralipidslow-doseaspirin" in read("patient", "letter")[1].words


def test_what_finds_no_room_on_the_front_stands_on_the_back_and_is_counted() -> None:
    first, *others = pages(endless())
    items = [item.text for block in ENDLESS.checks for item in block.items]
    heads = {squeezed(block.head) for block in ENDLESS.checks}
    rest = "".join(page.words for page in others)
    moved = int(re.findall(r"(\d+)moreontheback", first.words)[0])
    assert 0 < moved < len(items)
    stay = sum(map(first.words.count, heads))
    assert moved == sum(len(block.items) for block in ENDLESS.checks[stay:])
    assert squeezed(ENDLESS.checks_part.heading) in rest
    words = first.words + rest
    assert all(words.count(squeezed(text)) >= items.count(text) for text in items)
    framed = next(block for block in ENDLESS.checks if block.framed)
    assert all(squeezed(item.text) in first.words for item in framed.items)
    assert squeezed(ENDLESS.card.part.heading) in first.words


def test_a_card_gives_up_what_i_do_only_where_that_saves_a_line() -> None:
    known = tuple(one for one in FOUR.card.signs if one.signs)
    long = Signs("Signs with the treatment of a clot, kidney failure or a severe allergy")
    for sign, both in ((long, True), (Signs("Signs with it"), False)):
        crowded = replace(FOUR, card=replace(FOUR.card, signs=(*known, sign)), checks=(*FOUR.checks, *FOUR.checks[1:]))
        front = pages(render_handover(crowded, paper="letter"))[0].words
        assert [squeezed(words) in front for words in FOUR.card.what_i_do] == [both, True]


def test_evidence_that_finds_no_room_gets_a_page_that_starts_with_its_head() -> None:
    found = pages(endless())
    assert len(found) == 3
    assert found[2].words.startswith(squeezed(ENDLESS.evidence.part.heading))
    assert "Sources:page3." in found[0].words


def test_a_later_text_of_the_evidence_stands_where_the_rest_fits_with_fewer_lines_to_write_on() -> None:
    first, *others = PATIENT.evidence.columns
    later = replace(first.cells[-1], text="More, the label says, of it. Last.", turn=2)
    columns = (replace(first, cells=(*first.cells, later)), *others)
    evidence = replace(PATIENT.evidence, columns=columns, in_short="")
    sheet = replace(PATIENT, more=PATIENT.more[:3], evidence=evidence)
    found = pages(render_handover(sheet, paper="a4", large=False))
    assert len(found) == 2
    assert seen(later.text) in found[1].words


def test_what_to_know_before_leaving_stands_under_what_was_agreed_until_the_evidence_runs_on() -> None:
    leaving = PATIENT.agreed.leaving
    for name in ("patient", "none"):
        assert seen("".join((PATIENT.agreed.columns[-1], leaving.lead, *leaving.known))) in read(name, "a4")[-1].words
    assert seen(leaving.lead) not in read("long_names", "letter")[-1].words


def test_room_that_is_left_over_is_ruled_for_notes() -> None:
    front, back = read("none", "a4")
    assert squeezed(PATIENT.notes) in front.words
    assert squeezed(PATIENT.notes) in back.words
    assert squeezed(PATIENT.notes) not in read("four", "a4")[0].words


def test_what_gives_way_among_the_questions_is_counted() -> None:
    gone = [question for question in FOUR.more if squeezed(question.text) not in read("four", "letter")[1].words]
    assert gone
    assert FOUR.more[0] not in gone
    assert f"{FOUR.left_off.count + len(gone)}moreareonmyfulllist." in read("four", "letter")[1].words


def test_signs_that_cannot_be_shown_side_by_side_are_replaced() -> None:
    odd = replace(NONE, three=(replace(NONE.three[0], ask="Is 0\u20db good?"), *NONE.three[1:]))
    assert "Is0?good?" in "".join(page.words for page in pages(render_handover(odd)))


def test_only_a_sign_that_no_font_has_is_replaced() -> None:
    words = "".join(page.words for page in read("non_latin", "a4"))
    own = NON_LATIN.three[2].ask
    assert "Żółć,or" in words
    assert "is�allright?" in words
    assert words.count("�") < sum(not sign.isascii() for sign in own) * 2


@pytest.mark.parametrize("large", [False, True])
def test_what_kind_of_medicine_it_is_stands_by_the_title_with_a_clinic_and_without(large: bool) -> None:
    for sheet in (HANDOUT, replace(HANDOUT, clinic=None, title="Questions about one")):
        assert seen(HANDOUT.title_note) in pages(render_handover(sheet, paper="a4", large=large))[0].words


def test_the_logo_of_a_clinic_says_its_name_and_stands_beside_a_long_title() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'
    logo = Logo("svg+xml", b64encode(drawing.encode()).decode(), "Example Fertility Clinic")
    title = "Questions about intralipids, hydroxychloroquine and IVIG"
    data = render_handover(replace(NONE, logo=logo, title=title), paper="a4", large=False)
    assert [tag.alt for tag in tags(data) if tag.name == "Figure"] == [logo.name]
    assert pages(data)[0].words.startswith(squeezed(title))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert printed("none", "a4") == render_handover(TOYS["none"], paper="a4", large=False)


def test_a_treatment_of_which_nothing_is_told_breaks_no_sheet() -> None:
    part, long_name = Part("Head", ""), "Rumpel" * 34
    told = replace(
        NONE,
        **dict.fromkeys(("story", "three", "checks", "sources", "steps", "warnings"), ()),
        plan=Plan(part, ("", "", ""), (PlanRow("", ("", "", "")), PlanRow("", ("", "", long_name)))),
        agreed=Agreed(part, ("", "", long_name), 0),
        evidence=Evidence(part, (Column("", ()),), ()),
    )
    assert pages(render_handover(told))


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    texts = [
        LONG,
        MARKUP,
        RAW,
        BIDI,
        "\0",
        "`tick` #let x = 1",
        "$x$ *b*",
        "a" * 900,
        "[ ] [1]",
        "= x",
        "- y",
        "/ z: w",
    ]
    own = tuple(replace(PATIENT.more[0], text=text, by="own") for text in texts)
    three = (replace(PATIENT.three[0], ask=MARKUP, more=HTML),)
    words = all_seen(pages(render_handover(replace(NONE, three=three, more=own), paper="a4", large=False)))
    assert [text for text in (*texts, HTML) if seen(clean(text)) not in words] == []


def test_nothing_of_an_endless_text_is_cut() -> None:
    texts = [f"word-{number}." for number in range(900)]
    sheet = replace(NONE, three=(replace(PATIENT.three[0], ask=" ".join(texts)),))
    words = "".join(page.words for page in pages(render_handover(sheet, paper="a4", large=False)))
    assert [text for text in texts if text not in words] == []


def with_texts(sheet: Handover, changed: Callable[[str], str]) -> Handover:
    kept = {"kind", "icon", "side", "by", "layer", "language", "one", "many"}

    def walked(value: Any) -> Any:
        match value:
            case str():
                return changed(value)
            case dict():
                return {key: item if key in kept else walked(item) for key, item in value.items()}
            case list() | tuple():
                return [walked(item) for item in value]
            case _:
                return value

    return msgspec.convert(walked(msgspec.to_builtins(sheet)), Handover)
