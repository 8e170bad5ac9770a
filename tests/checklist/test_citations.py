from __future__ import annotations

from ivfprep.checklist.citations import Citations, gathered
from ivfprep.loading.content import load_catalog

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
