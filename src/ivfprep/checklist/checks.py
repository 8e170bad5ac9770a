"""What to check before a treatment: her history that matters for it, and what nobody has looked for yet.

A listed contraindication stands in a frame at the head, whatever was answered but no. What she is not sure about is
named; what she skipped is named in a frame only, and else asked for together. What she would rather not say is never
named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.catalog import Flag, HistoryItem, HistoryMatters, Question
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.treatments import Treatment, joined
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.conditions import at_least
from ivfprep.handover import CheckBlock, CheckItem, CheckKind
from ivfprep.matching import Match
from ivfprep.truth import Truth

TOGETHER = 3
"""So many skipped points are asked about in one line; more are asked for as "the rest of this list"."""

APART = 3
"""Up to so many points that she is not sure about have a line each; more share their lines."""

SEVERAL = 2

SHARED = 3
"""From so many lines on that two treatments share, they are asked about once, for both."""

HAVE = "I have"
"""How a clause begins that can be said of several points together."""


class Point(Struct, frozen=True):
    """One point of history before one treatment, and what was answered.

    `is_private` says she would rather not say. `also` are the ids of the flags that it raises before other treatments.
    """

    item: HistoryItem
    kind: CheckKind
    flag: Flag
    key: str
    is_private: bool = False
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of its flag on the list."""
        return f"{self.flag.id}@{self.key}"

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of every flag that it raises: before another treatment too, where two share it."""
        return (self.id, *self.also)

    @property
    def noun(self) -> str:
        """Return what it is about: "high blood pressure"."""
        return self.item.noun or self.item.said

    @property
    def clause(self) -> str:
        """Return it as the clause of a sentence: "I have had high blood pressure"."""
        return f"{self.item.lead} {self.noun}"


class Before(Struct, frozen=True):
    """Points of history for the same reason, before one or more treatments."""

    treatments: tuple[Treatment, ...]
    matters: tuple[HistoryMatters, ...]
    points: tuple[Point, ...]

    @property
    def is_listed(self) -> bool:
        """Return whether these are listed contraindications."""
        return all(point.flag.level == "listed" for point in self.points)


def history_before(wording: Wording, treatments: Sequence[Treatment], documents_only: bool = False) -> list[Before]:
    """Return what of her history matters, by treatment and reason; what she answered with no is not there.

    `documents_only` leaves out what labels and newer findings alone name.
    """
    flags = {flag.id: flag for flag in wording.catalog.flags if flag.claims or not documents_only}
    found = [
        Before((treatment,), (matters,), tuple(_points(wording, treatment, matters, flags)))
        for treatment in treatments
        if treatment.key not in wording.unnamed
        for matters in wording.catalog.history_matters
        if treatment.is_among(matters.add_ons, matters.families)
    ]
    return [before for before in found if before.points]


def _points(
    wording: Wording, treatment: Treatment, matters: HistoryMatters, flags: Mapping[str, Flag]
) -> Iterator[Point]:
    for history, flag in matters.flags.items():
        value = wording.facts.values[f"history.{history}"]
        if value != "no" and flag in flags:
            answer = wording.profile.history.get(history, "skipped")
            kind: CheckKind = "yes" if value == "yes" else "not_sure" if answer == "not_sure" else "ask_me"
            private = answer == "prefer_not_to_say"
            yield Point(wording.history[history], kind, flags[flag], treatment.key, private)


class Looked(Struct, frozen=True):
    """Something to look for before a treatment, and what she knows: not_looked_for, not_sure, or ask_me (skipped)."""

    question: Question
    kind: CheckKind


def looked_for(wording: Wording, matches: Sequence[Match]) -> list[Looked]:
    """Return what was not looked for as far as she knows."""
    return [
        Looked(match.line, _known(str(getattr(wording.profile.work_up, match.line.looked))))
        for match in matches
        if isinstance(match.line, Question) and match.line.check and match.truth is not Truth.FALSE
    ]


def _known(answer: str) -> CheckKind:
    if answer in ("no", "not_checked"):
        return "not_looked_for"
    return "not_sure" if answer == "not_sure" else "ask_me"


class CheckMaker:
    """Makes the blocks of one sheet from her history, with the marks of their sources."""

    def __init__(self, wording: Wording, citations: Citations, history: Sequence[Before]) -> None:
        self.wording, self.citations, self.say = wording, citations, wording.say
        self.framed = [one for one in history if one.is_listed]
        self.others = [one for one in history if not one.is_listed]

    def blocks(self, treatments: Sequence[Treatment], looked: Sequence[Looked]) -> Iterator[CheckBlock]:
        """Yield the framed blocks, then the others treatment by treatment, then what was not looked for yet."""
        others = self.others
        yield from map(self._frame, self.framed)
        spoken = {point.key for before in others for point in before.points if point.kind != "ask_me"}
        told = [before for before in others if before.points[0].key in spoken]
        wholes = [_as_one(list(group)) for _, group in groupby(told, key=lambda before: before.treatments)]
        yield from map(self._block, shared(wholes))
        untold = [before for before in others if before not in told]
        whole = [before.treatments[0] for before in untold]
        open_ = [one for one in treatments if one in whole]
        if open_:
            yield self._whole(open_, [before for before in untold if before.treatments[0] in open_])
        yield from (self._unnamed(one) for one in treatments if one.key in self.wording.unnamed)
        yield from self._not_looked_for(looked)

    def _frame(self, before: Before) -> CheckBlock:
        private = _ids([point for point in before.points if point.is_private])
        blanks = [point for point in before.points if point.kind == "ask_me" and not point.is_private]
        items = [*map(self._item, (point for point in before.points if point.kind != "ask_me"))]
        if blanks:
            items.append(self._asked(blanks))
        if private:
            items.append(CheckItem("ask_me", self.say("checks_rest" if items else "checks_whole"), private))
        return replace(self._head("frame", before), items=tuple(items), framed=True)

    def _block(self, before: Before) -> CheckBlock:
        blanks = [point for point in before.points if point.kind == "ask_me"]
        items = [*map(self._item, (point for point in before.points if point.kind == "yes"))]
        items += self._unsure([point for point in before.points if point.kind == "not_sure"])
        if blanks and (len(blanks) > TOGETHER or any(point.is_private for point in blanks)):
            items.append(CheckItem("ask_me", self.say("checks_rest"), _ids(blanks)))
        elif blanks:
            items.append(self._asked(blanks))
        return replace(self._head("checks", before), items=tuple(items))

    def _head(self, words: str, before: Before) -> CheckBlock:
        names = joined([one.name for one in before.treatments])
        said = [point for point in before.points if point.kind != "ask_me"] or before.points
        items = {point.item.id for point in said}
        behind = [matters for matters in before.matters if not items.isdisjoint(matters.flags)] or before.matters
        says = list(dict.fromkeys(matters.says for matters in behind if matters.says))
        return CheckBlock(
            head=self.say(f"{words}_{self._goes_on(before, words)}", names=names),
            says=says[0] if len(says) == 1 else self.say("checks_several") if says else "",
            marks=self._marks(before.points),
            items=(),
        )

    def _goes_on(self, before: Before, words: str) -> str:
        """Return how the head of a block goes on: two blocks before one treatment have heads that differ."""
        when = _when(before.treatments)
        is_next = any(one in framed.treatments for framed in self.framed for one in before.treatments)
        return "also" if (words, when, is_next) == ("checks", "before", True) else when

    def _marks(self, points: Sequence[Point]) -> str:
        return self.citations.mark([claim for point in points for claim in claims_of(point.flag)], "documents")

    def _item(self, point: Point) -> CheckItem:
        words = "checks_yes" if point.kind == "yes" else "checks_not_sure"
        return CheckItem(point.kind, self.say(words, clause=point.clause), point.ids)

    def _unsure(self, points: Sequence[Point]) -> Iterator[CheckItem]:
        """Yield a sentence for each, or where there are many, one for three of them that "I have or had" speaks of."""
        had = [point for point in points if point.item.lead.startswith(HAVE)]
        if len(had) <= APART:
            yield from map(self._item, points)
            return
        for first in range(0, len(had), TOGETHER):
            some = had[first : first + TOGETHER]
            leads = {point.item.lead for point in some}
            lead = leads.pop() if len(leads) == 1 else self.say("checks_have_or_had")
            clause = f"{lead} {joined([point.noun for point in some], 'or')}"
            yield CheckItem("not_sure", self.say("checks_not_sure", clause=clause), _ids(some))
        yield from map(self._item, (point for point in points if point not in had))

    def _asked(self, blanks: Sequence[Point]) -> CheckItem:
        items = joined([point.noun for point in blanks])
        return CheckItem("ask_me", self.say("checks_ask", items=items), _ids(blanks))

    def _whole(self, treatments: Sequence[Treatment], history: Sequence[Before]) -> CheckBlock:
        points = [point for before in history for point in before.points]
        item = CheckItem("ask_me", self.say("checks_whole"), _ids(points))
        head = self._head("checks", Before(tuple(treatments), (), ()))
        return replace(head, items=(item,))

    def _unnamed(self, treatment: Treatment) -> CheckBlock:
        item = CheckItem("ask_me", self.say("checks_unnamed"), ())
        return replace(self._head("checks", Before((treatment,), (), ())), items=(item,))

    def _not_looked_for(self, looked: Sequence[Looked]) -> Iterator[CheckBlock]:
        if looked:
            yield CheckBlock(
                head=self.say("checks_first"),
                says=self.say(self._why_looked_for(looked)),
                marks=self.citations.mark([claim for one in looked for claim in claims_of(one.question)], "documents"),
                items=tuple(self._looked(looked)),
            )

    def _why_looked_for(self, looked: Sequence[Looked]) -> str:
        """Return the word for when an article looks for these: after losses, or after transfers that did not work."""
        if any(one.question.looked == "aps_tests" for one in looked):
            return "checks_cause_losses"
        has_several = at_least(self.wording.facts.values["transfers_without_pregnancy"], SEVERAL)
        return "checks_cause" if has_several else "checks_cause_early"

    def _looked(self, looked: Sequence[Looked]) -> Iterator[CheckItem]:
        for kind in ("not_looked_for", "not_sure"):
            some = [one.question for one in looked if one.kind == kind]
            yield from (
                CheckItem(kind, self.say(f"checks_{kind}_test", item=question.check), (question.id,))
                for question in some
            )
        blanks = [one.question for one in looked if one.kind == "ask_me"]
        if blanks:
            nouns = joined([self.say("checks_a", item=question.check) for question in blanks])
            yield CheckItem("ask_me", self.say("checks_ask_test", items=nouns), tuple(one.id for one in blanks))


def _as_one(group: Sequence[Before]) -> Before:
    """Return several reasons before the same treatments as one, what she has before what she is not sure about."""
    points = sorted((point for before in group for point in before.points), key=lambda point: point.kind != "yes")
    matters = tuple(matters for before in group for matters in before.matters)
    return Before(group[0].treatments, matters, tuple({point.item.id: point for point in points}.values()))


def shared(wholes: Sequence[Before]) -> list[Before]:
    """Return the same, but what several treatments share is asked about once, where that is much; each point stays."""
    left = [{point.item.id: point for point in before.points} for before in wholes]
    # Every pair, and all that share a point: a set for each choice of thirty treatments would be too many to look at.
    pairs, items = combinations(range(len(wholes)), 2), chain.from_iterable(left)
    sharing = (tuple(place for place, points in enumerate(left) if item in points) for item in items)
    several = [places for places in dict.fromkeys((*pairs, *sharing)) if len(places) > 1]
    common: list[tuple[int, Before]] = []
    while several:
        # What saves most lines is taken out first.
        best = max(several, key=lambda places: _lines(_in_common(left, places)) * (len(places) - 1))
        points = _in_common(left, best)
        if _lines(points) < SHARED:
            break
        some = [wholes[place] for place in best]
        treatments = tuple(treatment for before in some for treatment in before.treatments)
        common.append((best[0], Before(treatments, tuple(one for before in some for one in before.matters), points)))
        for place in best:
            left[place] = {
                item: left[place][item] for item in left[place] if item not in {one.item.id for one in points}
            }
    return [
        before
        for place, whole in enumerate(wholes)
        for before in (
            *(both for first, both in common if first == place),
            replace(whole, points=tuple(left[place].values())),
        )
        if before.points
    ]


def _in_common(left: Sequence[Mapping[str, Point]], places: Sequence[int]) -> tuple[Point, ...]:
    first, *others = (left[place] for place in places)
    return tuple(
        replace(point, also=tuple(other[item].id for other in others))
        for item, point in first.items()
        if all(item in other for other in others)
    )


def _lines(points: Sequence[Point]) -> int:
    said = sum(point.kind != "ask_me" for point in points)
    return said + (said < len(points))


def _when(treatments: Sequence[Treatment]) -> str:
    statuses = {one.is_taken for one in treatments}
    return "about" if len(statuses) > 1 else "with" if statuses == {True} else "before"


def _ids(points: Sequence[Point]) -> tuple[str, ...]:
    return tuple(id_ for point in points for id_ in point.ids)


def urgent_points(history: Sequence[Before]) -> list[Before]:
    """Return the listed contraindications to ask about first: yes, or not sure of something taken now.

    Then come points that the content says to ask about first, such as an infection now. Those that she has come before
    those that she is not sure about; each keeps only its urgent points.
    """
    found = []
    for before in history:
        if not before.is_listed:
            now = tuple(point for point in before.points if point.kind == "yes" and point.item.first)
            found += [replace(before, points=now)] if now else []
        else:
            yes = tuple(point for point in before.points if point.kind == "yes")
            unsure = tuple(
                point for point in before.points if point.kind == "not_sure" and before.treatments[0].is_taken
            )
            if yes or unsure:
                found.append(replace(before, points=yes or unsure))
    return sorted(
        found,
        key=lambda before: (
            before.points[0].kind != "yes",
            not before.is_listed,
            not before.treatments[0].is_taken,
        ),
    )
