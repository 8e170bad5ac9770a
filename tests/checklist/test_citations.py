from __future__ import annotations

from msgspec.structs import replace

from ivfprep.checklist.citations import Citations, documents_first, gathered
from ivfprep.full_list import FullList
from ivfprep.handover import Cell, Column, More
from ivfprep.loading.content import load_catalog
from ivfprep.printed import Source
from tests.render.handovers import SMALL

CATALOG = load_catalog()


def test_sources_are_numbered_as_they_are_first_cited_and_documents_stand_first() -> None:
    citations = Citations(CATALOG)
    assert citations.mark(["label-ivig-iga"], "newer") == "[1]"
    assert citations.mark(["risk-ivig", "not-rejection"], "documents") == "[2]"
    assert citations.mark(["ask-goal", "risk-ivig"], "documents") == "[3] [2]"
    sources = citations.sources_with_places()
    assert [source.mark for source in sources] == ["[2]", "[3]", "[1]"]
    assert "2026" in sources[0].text
    assert "places: risk table; first question." in sources[0].text
    assert "no date given" in sources[1].text


def test_a_general_question_has_no_mark() -> None:
    assert Citations(CATALOG).mark([], "general") == ""
    assert Citations(CATALOG).mark([], "own") == ""


def test_numbered_places_of_a_kind_stand_together() -> None:
    places = ["key risks", "question 3", "FAQ 2", "question 1", "bottom line"]
    assert gathered(places) == ["key risks", "question 1, 3", "FAQ 2", "bottom line"]


def source(name: str, mark: str, layer: str) -> Source:
    return Source(name, mark, f"The {name}.", "newer" if layer == "newer" else "documents")


LABEL, REVIEW = source("label", "[1]", "newer"), source("review", "[2]", "documents")
LATE, STUDY = source("trial", "[3]", "newer"), source("study", "[4]", "documents")
CITING = replace(
    SMALL,
    three=(replace(SMALL.three[0], ask="Why [1]?", marks="[1] [2]"),),
    checks=(),
    more=(More("q", "What of [2]?", "[Our clinic] [2]", "clinic"),),
    card=replace(SMALL.card, marks=""),
    evidence=replace(
        SMALL.evidence,
        columns=(Column("Tea", (Cell("for", "For:", "It calms.", "[1]"), Cell("for", "", "Or not.", "[3]", turn=2))),),
        across=(),
    ),
    sources=(REVIEW, LABEL, LATE),
)


def test_a_sheet_numbers_the_documents_first_and_last_what_paper_may_leave_out_and_changes_no_word() -> None:
    sheet, _ = documents_first(CITING, None)
    assert [(one.id, one.mark) for one in sheet.sources] == [("review", "[1]"), ("label", "[2]"), ("trial", "[3]")]
    assert (sheet.three[0].ask, sheet.three[0].marks) == ("Why [1]?", "[2] [1]")
    assert (sheet.more[0].text, sheet.more[0].marks) == ("What of [2]?", "[Our clinic] [1]")
    assert [cell.marks for cell in sheet.evidence.columns[0].cells] == ["[2]", "[3]"]


def test_a_source_of_the_full_list_alone_has_its_number_after_those_of_the_sheet() -> None:
    whole = FullList("All", "Contents:", (), "Sources", (REVIEW, STUDY, LABEL, LATE), "Newer")
    sheet, full_list = documents_first(CITING, whole)
    assert sheet == documents_first(CITING, None)[0]
    assert full_list is not None
    assert [one.mark for one in full_list.sources] == ["[1]", "[4]", "[2]", "[3]"]
