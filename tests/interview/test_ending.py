"""What is offered at the end of the interview: the page as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivfprep.errors import OutputFailed, Problem
from ivfprep.interview.asking import Command
from ivfprep.interview.ending import offer_page
from tests.interview.robots import Scripted

QUESTION = "your page as a file"


def write(place: Path) -> None:
    place.write_text("the page")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("ending", [".pdf", ".html"])
def test_the_page_is_written_where_the_person_is_and_nothing_is_replaced(here: Path, ending: str) -> None:
    (here / f"visit-questions{ending}").write_text("an older page")
    asker = Scripted((QUESTION, ending))
    offer_page(asker, write)
    assert (here / f"visit-questions{ending}").read_text() == "an older page"
    assert (here / f"visit-questions-2{ending}").read_text() == "the page"
    assert str(here / f"visit-questions-2{ending}") in asker.said[-1]


@pytest.mark.parametrize("reply", ["no", Command.SKIP, Command.BACK])
def test_nothing_is_written_unasked(here: Path, reply: object) -> None:
    offer_page(Scripted((QUESTION, reply)), write)
    assert list(here.iterdir()) == []


def test_where_one_kind_cannot_be_made_the_other_can(here: Path) -> None:
    def no_pdf(place: Path) -> None:
        if place.suffix == ".pdf":
            raise OutputFailed(Problem("PDF", 0, 0, "There is no PDF here.", "Use HTML."))
        write(place)

    asker = Scripted((QUESTION, ".pdf"), (QUESTION, ".html"))
    offer_page(asker, no_pdf)
    assert [path.name for path in here.iterdir()] == ["visit-questions.html"]
    assert "There is no PDF here." in asker.asked[1].note
