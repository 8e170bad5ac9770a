from __future__ import annotations

from typing import Any

import pytest
from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.sheet import ChanceBar, IconArray, Sheet, Timeline
from tests.cases.patients import TODAY

CATALOG = load_catalog()
NONE = {"outcome": "no_pregnancy"}


def sheet(**answers: Any) -> Sheet:
    options = {name: answers.pop(name) for name in ("documents_only",) if name in answers}
    return build_checklist(convert({"format": 1, **answers}, Profile), CATALOG, TODAY, **options).sheet


def icons(page: Sheet) -> list[str]:
    return [picture.heading for picture in page.pictures if isinstance(picture, IconArray)]


IVIG = {"transfers": [NONE, NONE], "add_ons": [{"id": "ivig", "status": "offered"}]}
GCSF = {
    "transfers": [NONE],
    "losses_outside_transfers": 2,
    "add_ons": [{"id": "g_csf", "status": "offered"}],
    "history": {"aps": "no"},
}


@pytest.mark.parametrize("answers", [IVIG, GCSF])
def test_a_trial_is_drawn_for_people_like_those_studied(answers: dict[str, Any]) -> None:
    assert len(icons(sheet(**answers))) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {**IVIG, "transfers": [NONE]},
        {**IVIG, "transfers": "not_sure"},
        {**IVIG, "add_ons": [{"id": "ivig", "status": "offered", "for_disease": "yes"}]},
        {**GCSF, "losses_outside_transfers": 0},
        {**GCSF, "history": {"aps": "yes"}},
        {**GCSF, "history": {}},
        {"transfers": [NONE, NONE, NONE], "add_ons": [{"id": "anti_tnf", "status": "offered"}]},
    ],
)
def test_a_trial_is_not_drawn_for_others_and_never_for_anti_tnf(answers: dict[str, Any]) -> None:
    assert icons(sheet(**answers)) == []


@pytest.mark.parametrize("wish", ["words_first", "none"])
def test_no_number_is_drawn_for_a_reader_who_wants_none_today(wish: str) -> None:
    chances = [{**NONE, "chance": "40", "chance_of": "pregnancy"}] * 2
    assert sheet(**{**IVIG, "transfers": chances, "numbers": wish}).pictures == ()
    assert len(sheet(**{**IVIG, "transfers": chances}).pictures) == 2


def test_a_picture_of_newer_findings_goes_with_them() -> None:
    assert icons(sheet(**IVIG, documents_only=True)) == []
    assert icons(sheet(**GCSF, documents_only=True)) == []


def test_a_trial_says_who_was_studied_what_it_does_not_show_and_what_differs() -> None:
    for picture in (picture for answers in (IVIG, GCSF) for picture in sheet(**answers).pictures):
        assert isinstance(picture, IconArray)
        words = " ".join(caption.text for caption in picture.captions)
        assert "does not show" in words
        assert "Chance decided" in words
        assert len({caption.marks for caption in picture.captions}) > 1
        assert all(f"{group.count} of {group.of}" in group.words for group in picture.groups)


@pytest.mark.parametrize(
    ("chances", "low"), [(["40", "35"], 61), (["20", "50"], 60), (["65"], 65), (["40", "not_told"], None), ([], None)]
)
def test_the_bar_stands_only_where_there_is_a_total(chances: list[str], low: float | None) -> None:
    transfers = [{**NONE, "chance": chance, "chance_of": "pregnancy"} for chance in chances]
    bars = [picture for picture in sheet(transfers=transfers or "none").pictures if isinstance(picture, ChanceBar)]
    assert [bar.low for bar in bars] == ([] if low is None else [low])
    assert all(bar.threshold == 60 and f"{low:g} of 100" in bar.words for bar in bars)


def test_the_timeline_is_there_when_it_is_wanted_in_the_persons_own_words() -> None:
    told = [{"when": "2023", "outcome": "miscarriage", "own_word": "our little one"}, NONE]
    (line,) = sheet(transfers=told, timeline="yes", numbers="none").pictures
    assert isinstance(line, Timeline)
    assert [(point.outcome, point.filled) for point in line.points] == [
        ("our little one", True),
        ("no pregnancy", False),
    ]
    assert sheet(transfers=told).pictures == ()
