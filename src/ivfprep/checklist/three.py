"""The three questions to ask first; their words stand in `data/three.yaml`.

What she chose comes first, and what is suggested fills the three after it: what is urgent in her history; why this for
me, in the most specific form that her answers allow; how likely it is to help and how sure anyone is; then her own
first question, or what her own story makes the next thing to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.catalog import HistoryItem, Pattern
from ivfprep.checklist.checks import Before, Point, urgent_points
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.treatments import Treatment, in_role, joined, pronouns, treatments_of
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.conditions import Interval, at_least
from ivfprep.handover import Asked, Figure
from ivfprep.profile import UNSAID
from ivfprep.sheet import FlagLine, QuestionLine

TOP = 3
BLANK = "____"
"""Where a number is to be written down in the words around it."""

FITS = 58
"""How many letters of a question fit one line on paper."""

SPECIALIST = "why_specialist"
OF_NOBODY = frozenset({"everybody", "reassurance"})
"""Reasons that have nothing to do with what somebody has or had."""

SEVERAL = 2

FITS_UNDER = 80
"""How many letters fit the line under a question."""

FITS_TWICE = 145
"""How many letters fit two lines there, which what matters of her history may take."""

MATTERING = 3
"""How many points of her history are named there at most; the checks name them all."""

NAMED = 2
"""How many things that were not looked for are named in a question; the checks name them all."""

IS = "I am"
"""How a clause begins whose noun does not stand alone: such a point is asked about in its check."""

MANY = 3
"""From so many treatments on, they are counted in the questions: the story names them."""


class Case(Struct, frozen=True):
    """A pattern of a question, the treatments that it is about, and what else it is filled with.

    `is_named` names the treatments at any length: where a question before it speaks of more of them. `history` is what
    she has or had that matters for them.
    """

    pattern: str
    group: Sequence[Treatment] = ()
    items: str = ""
    told: str = ""
    sources: tuple[str, ...] = ()
    is_named: bool = False
    history: tuple[HistoryItem, ...] = ()


class Told(Struct, frozen=True):
    """What the questions are chosen from.

    `silent` holds, by the key of a treatment, what she has or had and may ask about though no document names it.
    """

    treatments: Sequence[Treatment]
    history: Sequence[Before]
    silent: Mapping[str, Sequence[HistoryItem]]
    not_looked_for: Sequence[str]
    own: Mapping[str, str]
    answered: frozenset[str]


class Pick(Struct, frozen=True):
    """What makes a question, and the lines that it asks."""

    make: Callable[[], Asked]
    covers: tuple[str, ...]


class ThreeMaker:
    """Makes the questions of one sheet, with the marks of their sources."""

    def __init__(self, wording: Wording, citations: Citations) -> None:
        self.wording, self.citations = wording, citations
        self.patterns: Mapping[str, Pattern] = {pattern.id: pattern for pattern in wording.catalog.patterns}

    def three(self, ids: Sequence[str], lines: Mapping[str, FlagLine | QuestionLine], told: Told) -> tuple[Asked, ...]:
        """Return the ones that she chose, each as she saw it on her list, then what is suggested to fill the three."""
        picks = self._picks(told)
        suggested = dict(islice(picks.items(), TOP))
        hers = [id_ for id_ in dict.fromkeys(ids) if id_ in suggested or id_ in lines][:TOP]
        asked = [suggested[id_].make() if id_ in suggested else self._line(lines[id_]) for id_ in hers]
        # Filled here and not in her answers: what is suggested follows whatever she changes later.
        left = [pick for id_, pick in picks.items() if set(hers).isdisjoint((id_, *pick.covers))]
        return (*asked, *(pick.make() for pick in left[: TOP - len(asked)]))

    def _picks(self, told: Told) -> dict[str, Pick]:
        """Return what is suggested, by id, the three first: a source is marked only where its question is asked."""
        urgent = [self._urgent(before) for before in urgent_points(told.history)[:1]]
        why = [case for case in self._why(told.treatments) if not self._is_answered(case, told)]
        helps = [case for case in self._helps(told.treatments, bool(urgent)) if not self._is_answered(case, told)]
        why, helps = ([replace(case, history=_mattering(told, case.group)) for case in some] for some in (why, helps))
        cases = [*urgent, *why[:1], *helps[:1]]
        following = [case for case in self._next(told, cases, why[1:]) if not self._is_answered(case, told)]
        before, after = cases[: TOP - 1], [*cases[TOP - 1 :], *following]
        picks = [(case.pattern, self._pick(case)) for case in before]
        # With more room what comes next has a place of its own, and is not asked under hers as well.
        also = following if len(before) == TOP - 1 else []
        for id_, text in islice(told.own.items(), 1):
            picks.append((id_, Pick(partial(self._own, id_, text, also), (id_,))))
        picks += [(case.pattern, self._pick(case)) for case in after]
        by_id: dict[str, Pick] = {}
        for id_, pick in picks:
            by_id.setdefault(id_, pick)
        return by_id

    def _is_answered(self, case: Case, told: Told) -> bool:
        """Return whether what a case asks before all else was answered, for each treatment that it is about."""
        asked = self.patterns[case.pattern].covers[:1]
        keys = [f"{id_}@{one.key}" for id_ in asked for one in case.group] or asked or [case.pattern]
        return told.answered.issuperset(keys)

    def _pick(self, case: Case) -> Pick:
        return Pick(partial(self.asked, case), self._covers(case))

    def _line(self, line: FlagLine | QuestionLine) -> Asked:
        text = line.ask if isinstance(line, FlagLine) else line.text
        note = self.wording.say("three_own") if line.layer == "own" else ""
        return Asked(line.id, text, "", self.citations.of_line(line), note, (line.id,))

    def _own(self, id_: str, text: str, following: Sequence[Case]) -> Asked:
        after = self.asked(following[0]) if following else None
        note = self.wording.say("three_own")
        if after is None:
            return Asked(id_, text, note=note, covers=(id_,))
        both = self._also(f"{after.ask} {after.more}".strip())
        more = both if len(both) <= FITS_UNDER else self._also(after.ask)
        return Asked(id_, text, more, after.marks, note, (id_, *after.covers))

    def _also(self, text: str) -> str:
        starts = text if text.startswith("I ") else text[:1].lower() + text[1:]
        return self.wording.say("three_also", more=starts)

    def asked(self, case: Case) -> Asked:
        """Return a case as a question with its line and its marks."""
        pattern = self.patterns[case.pattern]
        sources = (*case.sources, *pattern.claims, *pattern.updates)
        return Asked(
            id=pattern.id,
            ask=self._filled(pattern.ask, case),
            more=self._under(pattern, case),
            marks=self.citations.mark(sources, "documents"),
            covers=self._covers(case),
            figures=tuple(
                _figure(self._filled(words, case)) for words in (() if self.wording.wants_words else pattern.figures)
            ),
        )

    def _covers(self, case: Case) -> tuple[str, ...]:
        entries = [one.key for one in case.group] or [""]
        ids = self.patterns[case.pattern].covers
        return tuple(dict.fromkeys(f"{id_}@{key}" if key else id_ for id_ in ids for key in ("", *entries)))

    def _under(self, pattern: Pattern, case: Case) -> str:
        """Return the line under a question; it names the first of her history, and what else it holds."""
        counts = range(min(len(case.history), MATTERING), 0, -1) if pattern.knowing else ()
        named = [self._filled(pattern.knowing, replace(case, history=case.history[:count])) for count in counts]
        fitting = [text for text in named if len(text) <= FITS_TWICE]
        return [*fitting, *named[-1:], self._filled(pattern.more, case)][0]

    def _history(self, items: Sequence[HistoryItem]) -> str:
        words = {"three_with": [one for one in items if not one.event]}
        words["three_after"] = [one for one in items if one.event]
        parts = [
            self.wording.say(word, items=joined([one.noun or one.said for one in some]))
            for word, some in words.items()
            if some
        ]
        return joined(parts)

    def _filled(self, text: str, case: Case) -> str:
        names = joined([one.name for one in case.group])
        fits = len(text.format_map(_Filled(case, names))) <= FITS or len(case.group) == 1
        if not case.is_named and (len(case.group) >= MANY or not fits):
            names = self.wording.say("three_these", count=len(case.group))
        filled = text.format_map(_Filled(case, names, self._history(case.history)))
        return filled[:1].upper() + filled[1:]

    # --- the cases ----------------------------------------------------------------------------------------------------

    def _urgent(self, before: Before) -> Case:
        points, group = before.points, before.treatments
        sources = tuple(claim for point in points for claim in claims_of(point.flag))
        if points[0].kind == "not_sure":
            return Case("urgent_unsure", group, joined([point.noun for point in points]), sources=sources)
        if not before.is_listed:
            return Case("now_taken" if group[0].is_taken else "now_offered", group, _sentence(points), sources=sources)
        pattern = "urgent_taken" if group[0].is_taken else "urgent_offered"
        return Case(pattern, group, _sentence(points), sources=sources)

    def _why(self, treatments: Sequence[Treatment]) -> list[Case]:
        offered, taken = in_role(treatments, "offered"), in_role(treatments, "taken")
        illness = in_role(treatments, "illness")
        unnamed = [one for one in offered if one.key in self.wording.unnamed]
        named = [one for one in offered if one not in unnamed]
        cases = [Case("why_unnamed", unnamed[:1])] if unnamed else []
        if named and len(offered) + len(taken) > MANY:
            cases.append(Case("why_many", [*offered, *taken]))
        elif named:
            cases.append(_why_offered(named))
        if taken and not any(case.pattern == "why_many" for case in cases):
            by_nobody = all(one.answer.prescribed_by == "nobody" for one in taken)
            cases.append(Case("why_own" if by_nobody else "why_taken", taken))
        cases += _why_for_illness(illness)
        return cases or [Case("chance_in_words" if self.wording.wants_no_numbers else "chance")]

    def _helps(self, treatments: Sequence[Treatment], is_urgent: bool) -> list[Case]:
        offered, taken = in_role(treatments, "offered"), in_role(treatments, "taken")
        # Of what she takes, or may take, "what if I do not have it" could be read as a word to stop.
        if any(one.answer.status in UNSAID for one in offered):
            return [Case("helps_taken", offered)]
        if is_urgent and offered:
            return [Case("helps_and_next", offered)]
        if offered:
            pattern = {1: "helps_one", 2: "helps_two"}.get(len(offered), "helps_many")
            return [Case(pattern, offered, is_named=bool(taken) and len(offered) + len(taken) > MANY)]
        return [Case("helps_taken", taken)] if taken else []

    def _next(self, told: Told, before: Sequence[Case], others: Sequence[Case]) -> Iterator[Case]:
        """Yield what comes next: what her story opens, a medicine without an end day, the `others`, then the rest."""
        offered = in_role(told.treatments, "offered")
        story = list(islice(self._to_look_at(told, offered), 1))
        yield from story
        for one in in_role(told.treatments, "taken"):
            if one.answer.told.stop == "not_told":
                steroid = bool(one.add_on and "steroid" in one.add_on.families)
                yield Case("no_end" if steroid else "no_end_general", [one])
        yield from (case for case in others if case.pattern == SPECIALIST)
        has_immune = any(one.entry.values["this.immune"] == "yes" for one in offered)
        if has_immune and self.wording.profile.history.get("autoimmune_disease") != "yes":
            yield Case("next_early", offered)
        if offered and not any(case.pattern.startswith("helps_") for case in before):
            yield Case("if_not", offered)
        yield from (case for case in others if case.pattern != SPECIALIST)
        if not any(case.pattern == "next_not_looked" for case in story):  # that asks the same
            yield Case(_whatever_comes(self.wording.facts.values["transfers"]), offered)
        yield Case("what_it_costs", offered)

    def _to_look_at(self, told: Told, offered: Sequence[Treatment]) -> Iterator[Case]:
        """Yield what her story opens, the most telling first; they are one topic, of which the first is asked."""
        values, say = self.wording.facts.values, self.wording.say
        found = [
            name for name in ("chronic_endometritis", "polyps", "adenomyosis") if values[f"work_up.{name}"] == "found"
        ]
        if found:
            yield Case("next_found", offered, joined([say(f"next_{name}") for name in found]))
        if told.not_looked_for:
            pattern = "next_losses" if _lost_twice(self.wording) else "next_not_looked"
            yield Case(pattern, offered, joined(told.not_looked_for[:NAMED], self.wording.say("next_and_no")))
        elif _lost_twice(self.wording) and values["work_up.aps_tests"] != "yes":
            yield Case("next_losses_open", offered)
        chances = values["cumulative_chance"]
        if chances in ("above", "at"):
            yield Case("next_chances", offered, say(f"next_{chances}"))
        elif values["work_up.rif_evaluation"] in ("under_way", "done"):
            yield Case("next_search", offered)
        elif at_least(values["transfers_without_pregnancy"], SEVERAL):
            count = values["transfers_without_pregnancy"]
            low = int(count.low) if isinstance(count, Interval) else 0
            yield Case("next_several", offered, say("next_without", count=low))


def asks_by_pattern(wording: Wording) -> dict[str, str]:
    """Return how each pattern of the three asks about all that is offered or taken; none where nothing was noted."""
    if not wording.profile.visits:
        return {}
    treatments = in_role(treatments_of(wording), "offered", "taken")
    maker = ThreeMaker(wording, Citations(wording.catalog))
    return {id_: maker.asked(Case(id_, treatments)).ask for id_ in maker.patterns if treatments}


class _Filled(dict[str, str]):
    """What a case fills in."""

    def __init__(self, case: Case, names: str, history: str = "") -> None:
        super().__init__(
            names=names,
            count=str(len(case.group)),
            items=case.items,
            told=case.told,
            history=history,
            **pronouns(case.group),
        )


def _why_offered(offered: Sequence[Treatment]) -> Case:
    reasons = [frozenset(one.answer.why) - UNSAID for one in offered]
    # What nobody offered was given no reason: "why this for me?" would be put to a doctor who never spoke of it.
    if all(one.answer.status == "considering" for one in offered) and not any(some - {NOT_TOLD} for some in reasons):
        return Case("why_considered", offered)
    if len(offered) >= MANY:
        return Case("why_many", offered)
    if len(offered) > 1:
        same = len(set(reasons)) == 1
        return Case("why_one_test_two" if same and "one_test" in reasons[0] else "why_two", offered)
    reason, target = reasons[0], offered[0].answer.target.rstrip(".")
    if "named_target" in reason and target:
        return Case("why_target", offered, told=target)
    for known, pattern in REASONS.items():
        if known in reason:
            return Case(pattern, offered)
    return Case("why_unsaid", offered)


NOT_TOLD = "not_told"

REASONS = {
    "illness": "why_illness",
    "repeated_tests": "why_tests",
    "one_test": "why_one_test",
    "named_target": "why_target_bare",
    "other_clinic": "why_other_clinic",
    "everybody": "why_everybody",
    "reassurance": "why_reassurance",
    NOT_TOLD: "why_not_told",
}
"""Which reason decides how the question is asked, the most specific first."""


def _mattering(told: Told, group: Sequence[Treatment]) -> tuple[HistoryItem, ...]:
    """Return what she has or had that matters for these treatments, but for what is asked about first of all."""
    urgent = {point for before in urgent_points(told.history) for point in before.points}
    items = [
        point.item
        for before in told.history
        if any(one in group for one in before.treatments)
        for point in before.points
        if point.kind == "yes" and point not in urgent and point.item.lead != IS
    ]
    items += [item for one in group for item in told.silent.get(one.key, ())]
    return tuple({item.id: item for item in items}.values())


def _sentence(points: Sequence[Point]) -> str:
    """Return what she has as a sentence: "I have an allergy to egg and an allergy to soya."."""
    lead = points[0].item.lead
    same = [point.noun for point in points if point.item.lead == lead]
    return f"{lead} {joined(same)}."


def _whatever_comes(transfers: object) -> str:
    """Return how to ask what comes next of somebody whose story opens nothing: before the first transfer, or after."""
    if not isinstance(transfers, Interval) or transfers.low < 1 <= transfers.high:
        return "next_open"
    return "next_nothing" if transfers.low else "next_first"


def _lost_twice(wording: Wording) -> bool:
    """Return whether she speaks of two losses: a very early one counts here as she tells it."""
    losses, early = wording.facts.values["losses"], wording.facts.values["biochemical_pregnancies"]
    return at_least(losses, SEVERAL) or (at_least(losses, 1) and at_least(early, 1)) or at_least(early, SEVERAL)


def _why_for_illness(illness: Sequence[Treatment]) -> Iterator[Case]:
    """Yield who plans what is for an illness; where she was told that everybody gets it, what it is for comes first."""
    unclear = [one for one in illness if one.answer.why and OF_NOBODY.issuperset(one.answer.why)]
    if unclear:
        yield Case("why_taken", unclear)
    if others := [one for one in illness if one not in unclear]:
        yield Case(SPECIALIST, others)


def _figure(words: str) -> Figure:
    """Return words with a number to write down; without a blank among them it stands at their end."""
    before, _, after = words.partition(BLANK)
    return Figure(before.strip(), after.strip())
