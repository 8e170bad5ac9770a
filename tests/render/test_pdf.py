"""The printed sheet, read from the PDF itself."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from msgspec.structs import replace

from ivfprep.checklist import build_checklist
from ivfprep.full_list import Entry, EntryGroup, FullList, ListPart
from ivfprep.handover import Asked
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_names, example_path, load_catalog
from ivfprep.render import render_file
from ivfprep.render.plain import clean
from ivfprep.sheet import Checklist
from tests.cases.patients import TODAY, cases, checklist_of, profile_of
from tests.render.any_page import page_with
from tests.render.handovers import SMALL
from tests.render.reading_pdf import Page, about, pages, squeezed, tags
from tests.render.toy import BIDI, HTML, LONG, RAW

PAPERS = {"a4": (595, 842), "letter": (612, 792)}
MARGIN = 13 / 25.4 * 72

# Four treatments at once need a third page on the smaller paper.
THREE = {("several_at_once", "letter")}


@cache
def example(name: str, everything: bool = False) -> Checklist:
    catalog = load_catalog()
    return build_checklist(read_answers(example_path(name), catalog, TODAY), catalog, TODAY, everything=everything)


@cache
def printed(name: str, paper: str, large: bool = False) -> bytes:
    return render_file(example(name), "pdf", paper=paper, large=large)


@cache
def read(name: str, paper: str, large: bool = False) -> list[Page]:
    return pages(printed(name, paper, large))


# `tests/long/test_every_case_on_paper.py` has the other paper of each.
every_sheet = pytest.mark.parametrize(
    ("name", "paper", "large"),
    [(name, paper, large) for name in example_names() for paper, large in (("a4", False), ("letter", True))],
    scope="module",  # one sheet after the other, so that each is read once by one worker
)


@every_sheet
def test_one_sheet_has_two_sides(name: str, paper: str, large: bool) -> None:
    assert len(read(name, paper, large)) <= (6 if large else 3 if (name, paper) in THREE else 2)


@every_sheet
def test_the_story_the_three_and_the_card_stand_on_the_first_page(name: str, paper: str, large: bool) -> None:
    sheet, words = example(name).handover, "".join(page.words for page in read(name, paper, large)[: 3 if large else 1])
    wanted = [*(line.text for line in sheet.story), *(asked.ask for asked in sheet.three), sheet.card.part.heading]
    wanted += [sign for signs in sheet.card.signs for sign in signs.signs]
    assert [text for text in wanted if squeezed(text) not in words] == []


@every_sheet
def test_type_is_large_enough_and_inside_the_margins(name: str, paper: str, large: bool) -> None:
    width, height = PAPERS[paper]
    for page in read(name, paper, large):
        assert (round(page.width), round(page.height)) == (width, height)
        assert min(letter.size for letter in page.letters) >= (17.9 if large else 11.9)
        assert min(letter.left for letter in page.letters) >= MARGIN - 1
        assert max(letter.right for letter in page.letters) <= width - MARGIN + 1
        assert min(letter.bottom for letter in page.letters) >= 19
        assert max(letter.top for letter in page.letters) <= height - 25


@every_sheet
def test_the_tags_are_those_of_a_document_that_can_be_heard(name: str, paper: str, large: bool) -> None:
    data = printed(name, paper, large)
    found = tags(data)
    levels = [int(tag.name[1]) for tag in found if tag.name in ("H1", "H2", "H3", "H4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"L", "LI", "Lbl", "LBody"} <= {tag.name for tag in found}
    assert all(tag.alt for tag in found if tag.name == "Figure")
    said = about(data)
    assert (said.title, said.language) == (example(name).handover.title, "en-GB")
    assert said.is_tagged
    assert said.shows_title
    assert said.has_outline
    assert said.is_for_everybody
    assert said.fonts
    assert all("AtkinsonHyperlegibleNext" in font and is_inside for font, is_inside in said.fonts.items())


LONGEST = 2


@cache
def longest_first() -> list[str]:
    """Return every case, the one with the most to print first."""
    return sorted(
        (case.file for case in cases()), key=lambda file: -len(str(checklist_of(file, everything=False).handover))
    )


@pytest.mark.parametrize("place", range(LONGEST))
def test_the_longest_sheets_have_two_sides_or_three_pages_at_most(place: int) -> None:
    """Where these find room, the others do: `tests/long/test_every_case_on_paper.py` prints all of them."""
    find_room(longest_first()[place])


def find_room(file: str) -> None:
    checklist = build_checklist(profile_of(file), load_catalog(), TODAY)
    found = pages(render_file(checklist, "pdf", paper="letter"))
    assert len(found) <= 3, file
    words = "".join(page.words for page in found)
    checks = [item.text for block in checklist.handover.checks for item in block.items]
    assert [text for text in checks if squeezed(clean(text)) not in words] == [], file


@pytest.mark.parametrize("large", [False, True])
def test_the_full_list_stands_whole_behind_the_sheet(large: bool) -> None:
    whole = example("several_at_once", everything=True)
    data = render_file(whole, "pdf", large=large)
    found, sheet = pages(data), read("several_at_once", "a4", large)
    words = "".join(page.words for page in found[len(sheet) :])
    assert whole.full_list is not None
    entries = [entry for part in whole.full_list.parts for group in part.groups for entry in group.entries]
    assert [text for one in entries for text in (one.text, one.ask, one.why) if squeezed(text) not in words] == []
    names = [part.heading for part in whole.full_list.parts]
    assert all(f"{squeezed(name)},page{len(sheet) + 1}" in words for name in names[:1])
    assert {"H4", "Link"} <= {tag.name for tag in tags(data)}


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert printed("aps", "a4") == render_file(example("aps"), "pdf", paper="a4")


@pytest.mark.parametrize("text", [LONG, HTML, RAW, BIDI, "\0"])
def test_hostile_words_are_shown_and_not_obeyed(text: str) -> None:
    """Others stand in `tests/long/test_any_words.py`."""
    are_shown_and_not_obeyed(text)


def are_shown_and_not_obeyed(text: str) -> None:
    entries = EntryGroup("", (Entry(ask=text), Entry(text, lead="A heading")))
    listed = FullList("A list", "In it:", (ListPart("A part", (entries,)),), "Sources", (), "")
    sheet = replace(SMALL, three=(Asked("top-1", text),), title=text if clean(text) else "x")
    found = pages(render_file(page_with(sheet, listed), "pdf"))
    words = "".join(page.words for page in found)
    seen = squeezed("".join(sign for sign in clean(text) if sign.isascii()))
    assert all(sign in words for sign in seen)
