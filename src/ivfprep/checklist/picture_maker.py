"""Pictures of numbers, for the patients whom a study looked at, and only where numbers are wanted.

The timeline of a patient's own transfers is no study's number: it is there when the patient wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivfprep.catalog import PictureCaption, PictureContent
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.wording import Wording, rest_in_words
from ivfprep.conditions import Entry, Interval, Kind, judge_entry
from ivfprep.cumulative import THRESHOLD, Range, in_words
from ivfprep.parsing import compile_tree
from ivfprep.pictures import Caption, ChanceBar, IconArray, IconGroup, Picture, Timeline, TimePoint
from ivfprep.printed import Layer
from ivfprep.profile import UNSAID, Transfer
from ivfprep.transfers import PREGNANT, in_the_story
from ivfprep.truth import Truth

WANTED = frozenset({"numbers", "not_sure", "prefer_not_to_say", "skipped"})
"""The wishes about numbers that allow a picture of them: not words first, and not none."""


class PictureMaker:
    """Makes the pictures of one list. `documents_only` leaves out each that rests on newer findings."""

    def __init__(
        self, wording: Wording, kinds: Mapping[str, Kind], citations: Citations, glosser: Glosser, documents_only: bool
    ) -> None:
        self.wording, self.kinds, self.documents_only = wording, kinds, documents_only
        self.citations, self.glosser = citations, glosser

    def pictures(self) -> Iterator[Picture]:
        """Return the pictures for this patient, in the order of the content, the timeline last."""
        if self.wording.profile.numbers in WANTED:
            for content in self.wording.catalog.pictures:
                yield from self._trial(content) if content.kind == "trial" else self._chance(content)
        if self.wording.profile.timeline == "yes":
            yield from self._timeline()

    def _trial(self, content: PictureContent) -> Iterator[Picture]:
        newer = any(caption.updates for caption in content.captions)
        if not (newer and self.documents_only) and any(self._is_for(content, entry) for entry in self._extras()):
            groups = [IconGroup(group.label, group.count, group.of, group.words) for group in content.groups]
            yield IconArray(content.heading, content.legend, tuple(groups), tuple(self._captions(content)))

    def _extras(self) -> list[Entry]:
        entries = self.wording.facts.entries
        return [entry for entry in entries if entry.present is Truth.TRUE and entry.values["this.extra"] == "yes"]

    def _is_for(self, content: PictureContent, entry: Entry) -> bool:
        if entry.values["this.id"] not in content.add_ons:
            return False
        if content.when is None:
            return True
        verdict = judge_entry(compile_tree(content.when, self.kinds), entry, self.wording.facts.entries)
        return verdict.truth is Truth.TRUE

    def _chance(self, content: PictureContent) -> Iterator[Picture]:
        chances = self.wording.chances
        if self._has_total(chances):
            yield ChanceBar(
                heading=content.heading,
                low=float(chances.low * 100),
                high=float(chances.high * 100),
                threshold=float(THRESHOLD * 100),
                threshold_label=content.threshold,
                words=content.words.format(total=in_words(chances), rest=rest_in_words(chances)),
                captions=tuple(self._captions(content)),
            )

    def _has_total(self, chances: Range) -> bool:
        without = self.wording.facts.values["transfers_without_pregnancy"]
        counted = isinstance(without, Interval) and without.low >= 1
        return counted and chances.low == chances.high

    def _captions(self, content: PictureContent) -> Iterator[Caption]:
        return (Caption(self.glosser.explain(caption.text), self._marks(caption)) for caption in content.captions)

    def _marks(self, caption: PictureCaption) -> str:
        cited: tuple[tuple[tuple[str, ...], Layer], ...] = ((caption.claims, "documents"), (caption.updates, "newer"))
        return " ".join(self.citations.mark(ids, layer) for ids, layer in cited if ids)

    def _timeline(self) -> Iterator[Picture]:
        points = tuple(map(self._point, in_the_story(self.wording.profile)))
        if points:
            yield Timeline(self.wording.say("timeline_heading"), points, ())

    def _point(self, transfer: Transfer) -> TimePoint:
        when = self.wording.say("outcome_unsaid") if transfer.when in UNSAID else transfer.when
        return TimePoint(when, outcome_in_words(self.wording, transfer), transfer.outcome in PREGNANT)


def outcome_in_words(wording: Wording, transfer: Transfer) -> str:
    """Return how a transfer ended, in the patient's own word for a loss where there is one, as far as it is told."""
    is_told = transfer.in_story == "yes"
    if transfer.own_word and is_told:
        return transfer.own_word
    return wording.say("outcome_unsaid" if transfer.outcome in UNSAID or not is_told else f"outcome_{transfer.outcome}")
