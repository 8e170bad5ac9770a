from __future__ import annotations

from typing import Any

import pytest
from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.loading.content import load_catalog
from ivfprep.pictures import ChanceBar, IconArray, Picture, Timeline
from ivfprep.profile import Profile
from tests.cases.patients import TODAY

CATALOG = load_catalog()
NONE = {"outcome": "no_pregnancy"}


def pictures(**answers: Any) -> tuple[Picture, ...]:
    options = {name: answers.pop(name) for name in ("documents_only",) if name in answers}
    profile = convert({"format": 1, **answers}, Profile)
    full = build_checklist(profile, CATALOG, TODAY, everything=True, **options).full_list
    return tuple(picture for part in (full.parts if full else ()) for picture in part.pictures)


def icons(found: tuple[Picture, ...]) -> list[str]:
    return [picture.heading for picture in found if isinstance(picture, IconArray)]


IVIG = {"transfers": [NONE, NONE], "add_ons": [{"id": "ivig", "status": "offered"}]}
GCSF = {
    "transfers": [NONE],
    "losses_outside_transfers": 2,
    "add_ons": [{"id": "g_csf", "status": "offered"}],
    "history": {"aps": "no"},
}


@pytest.mark.parametrize("answers", [IVIG, GCSF])
def test_a_trial_is_drawn_for_people_like_those_studied(answers: dict[str, Any]) -> None:
    assert len(icons(pictures(**answers))) == 1


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
    assert icons(pictures(**answers)) == []


@pytest.mark.parametrize("wish", ["words_first", "none"])
def test_no_number_is_drawn_for_a_reader_who_wants_none_today(wish: str) -> None:
    chances = [{**NONE, "chance": "40", "chance_of": "pregnancy"}] * 2
    assert pictures(**{**IVIG, "transfers": chances, "numbers": wish}) == ()
    assert len(pictures(**{**IVIG, "transfers": chances})) == 2


def test_a_picture_of_newer_findings_goes_with_them() -> None:
    assert icons(pictures(**IVIG, documents_only=True)) == []
    assert icons(pictures(**GCSF, documents_only=True)) == []


def test_a_trial_says_who_was_studied_what_it_does_not_show_and_what_differs() -> None:
    for picture in (picture for answers in (IVIG, GCSF) for picture in pictures(**answers)):
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
    bars = [picture for picture in pictures(transfers=transfers or "none") if isinstance(picture, ChanceBar)]
    assert [bar.low for bar in bars] == ([] if low is None else [low])
    assert all(bar.threshold == 60 and f"{low:g} of 100" in bar.words for bar in bars)


def test_the_timeline_is_there_when_it_is_wanted_in_the_persons_own_words() -> None:
    told = [{"when": "2023", "outcome": "miscarriage", "own_word": "our little one"}, NONE]
    (line,) = pictures(transfers=told, timeline="yes", numbers="none")
    assert isinstance(line, Timeline)
    assert [(point.outcome, point.filled) for point in line.points] == [
        ("our little one", True),
        ("no pregnancy", False),
    ]
    assert pictures(transfers=told) == ()
