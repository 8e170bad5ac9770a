"""Pictures, finished: what is drawn, and every word that says the same to a reader who does not see it."""

from __future__ import annotations

from typing import TypeAlias

from ivfprep.printed import Frozen


class Caption(Frozen, frozen=True):
    """A sentence under a picture, and its sources."""

    text: str
    marks: str = ""


class IconGroup(Frozen, frozen=True):
    """One group of people in a picture: `count` of `of` of them, and the same in words."""

    label: str
    count: int
    of: int
    words: str


class IconArray(Frozen, frozen=True, tag="icons"):
    """One icon a person, in each of the groups that a study compared. `legend` says what a filled icon means."""

    heading: str
    legend: str
    groups: tuple[IconGroup, ...]
    captions: tuple[Caption, ...]


class ChanceBar(Frozen, frozen=True, tag="bar"):
    """Chances taken together on a bar from 0 to 100: from `low` to `high`, beside a threshold. All in percent."""

    heading: str
    low: float
    high: float
    threshold: float
    threshold_label: str
    words: str
    captions: tuple[Caption, ...]


class TimePoint(Frozen, frozen=True):
    """One transfer on a timeline: when, how it ended, and whether that was a pregnancy."""

    when: str
    outcome: str
    filled: bool


class Timeline(Frozen, frozen=True, tag="timeline"):
    """The transfers of a patient in the order in which they are told."""

    heading: str
    points: tuple[TimePoint, ...]
    captions: tuple[Caption, ...]


Picture: TypeAlias = IconArray | ChanceBar | Timeline


def in_words(picture: Picture) -> tuple[str, ...]:
    """Return what a picture shows, in words: all of it, for a reader who does not see it."""
    match picture:
        case IconArray():
            return (picture.legend, *(f"{group.label}: {group.words}" for group in picture.groups))
        case ChanceBar():
            return (picture.words,)
        case Timeline():
            return tuple(f"{point.when}: {point.outcome}" for point in picture.points)
