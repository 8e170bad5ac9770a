"""Her story, in a few sentences: what happened so far, what is offered and why, what she takes, what she has or had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ivfprep.checklist.treatments import Treatment, in_role, joined
from ivfprep.checklist.wording import Wording
from ivfprep.handover import StoryLine
from ivfprep.profile import TOLD, UNSAID, Transfer
from ivfprep.transfers import transfers_of

ONE_BY_ONE = 4
"""Up to so many transfers are told one by one; more are counted by how they ended."""

IN_THE_WOMB = ("polyps", "adenomyosis", "chronic_endometritis")

WITH_TARGET = frozenset({"named_target", "one_test", "repeated_tests"})
"""Reasons that go with what was named or measured."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def story(wording: Wording, treatments: Sequence[Treatment]) -> tuple[StoryLine, ...]:
    """Return the lines of the story, without those that the patient left out."""
    unwanted = set(wording.profile.leave_out)
    if TOLD in unwanted:
        return ()
    teller = _Teller(wording, treatments)
    return tuple(line for line in teller.lines() if line.id not in unwanted)


class _Teller:
    def __init__(self, wording: Wording, treatments: Sequence[Treatment]) -> None:
        self.wording, self.treatments, self.say = wording, treatments, wording.say

    def lines(self) -> Iterator[StoryLine]:
        yield from self._transfers()
        yield from self._offered()
        yield from self._taken()
        yield from self._told_numbers()
        yield from self._history()

    def _line(self, id_: str, text: str, lead: str = "", goes_on: bool = False) -> StoryLine:
        return StoryLine(f"story_{id_}", lead or self.say(f"story_{id_}"), text, goes_on)

    # --- transfers, losses, tests -----------------------------------------------------------------------------------

    def _transfers(self) -> Iterator[StoryLine]:
        parts = [part for part in (self._of_transfers(), self._outside()) if part]
        sentence = f"{joined(parts)}." if parts else ""
        if self.wording.profile.transfers == "not_sure":
            sentence = " ".join(filter(None, (sentence, self.say("story_transfers_not_sure"))))
            yield StoryLine("story_transfers", "", sentence)
        elif sentence:
            yield self._line("transfers", sentence)
        if womb := " ".join(self._tests()):
            yield StoryLine("story_tests", "", womb, goes_on=True)

    def _of_transfers(self) -> str:
        transfers = transfers_of(self.wording.profile)
        if not transfers:
            return self.say("story_no_transfer") if self.wording.profile.transfers == "none" else ""
        count = len(transfers)
        said = self.say("story_one_transfer") if count == 1 else self.say("story_some_transfers", count=count)
        ends = self._counted(transfers) if count > ONE_BY_ONE else [self._end(one) for one in transfers]
        return f"{said}: {joined(ends) if count > ONE_BY_ONE else _in_turn(ends)}"

    def _counted(self, transfers: Sequence[Transfer]) -> list[str]:
        ends = Counter(self._end(one) for one in transfers)
        counted = [end if count == 1 else self.say("story_times", count=count, end=end) for end, count in ends.items()]
        when = transfers[-1].when
        return counted if when in UNSAID else [*counted[:-1], f"{counted[-1]}, {self.say('story_last', when=when)}"]

    def _end(self, transfer: Transfer) -> str:
        if transfer.own_word and transfer.outcome in ("biochemical", "miscarriage", "ectopic"):
            return transfer.own_word
        outcome = "unsaid" if transfer.outcome in UNSAID else transfer.outcome
        end = self.say(f"story_end_{outcome}")
        if isinstance(transfer.weeks, int):
            return self.say("story_at_weeks", end=end, weeks=transfer.weeks)
        return self.say("story_very_early", end=end) if transfer.weeks == "very_early" else end

    def _outside(self) -> str:
        outside = self.wording.profile.losses_outside_transfers
        if isinstance(outside, str) or not outside:
            return ""
        far = self.wording.profile.losses_far
        said = self.say("story_one_loss") if outside == 1 else self.say("story_losses", count=_number(outside))
        return said if far in UNSAID else f"{said}, {self.say(f'story_far_{far}')}"

    def _tests(self) -> Iterator[str]:
        work_up = self.wording.profile.work_up
        found = [self.say(f"womb_{name}") for name in IN_THE_WOMB if getattr(work_up, name) == "found"]
        treated = [self.say(f"womb_{name}") for name in IN_THE_WOMB if getattr(work_up, name) == "treated"]
        if work_up.hysteroscopy == "yes" and not (found or treated):
            is_clear = work_up.polyps == "not_found"
            yield self.say("story_womb_nothing" if is_clear else "story_womb_seen")
        if found:
            yield self.say("story_womb_found", items=joined(found))
        if treated:
            yield self.say("story_womb_treated", items=joined(treated))

    # --- treatments ---------------------------------------------------------------------------------------------------

    def _offered(self) -> Iterator[StoryLine]:
        offered = in_role(self.treatments, "offered")
        thought = [one for one in offered if one.answer.status == "considering"]
        for id_, group in (("offered", [one for one in offered if one not in thought]), ("considered", thought)):
            if group:
                yield self._line(id_, f"{self._with_reasons(group)}.")

    def _with_reasons(self, group: Sequence[Treatment]) -> str:
        by_reason = [(reason, list(some)) for reason, some in groupby(group, key=self._reason)]
        return "; ".join(joined([one.name for one in some]) + reason for reason, some in by_reason)

    def _reason(self, one: Treatment) -> str:
        reasons = [reason for reason in one.answer.why if reason not in UNSAID]
        said = [self._reason_in_words(one, reason) for reason in reasons]
        return ", " + joined(said) if said else ""

    def _reason_in_words(self, one: Treatment, reason: str) -> str:
        if one.answer.target and reason in WITH_TARGET:
            return self.say(f"reason_{reason}_of", target=one.answer.target.rstrip("."))
        return self.say(f"reason_{reason}")

    def _taken(self) -> Iterator[StoryLine]:
        taken = [one.name for one in in_role(self.treatments, "taken")]
        support = [self.say("story_support", name=one.name) for one in in_role(self.treatments, "support")]
        illness = [self._for_illness(one) for one in in_role(self.treatments, "illness") if one.is_taken]
        planned = [self._for_illness(one) for one in in_role(self.treatments, "illness") if not one.is_taken]
        if parts := [*taken, *illness, *support]:
            yield self._line("taken", f"{joined(parts)}.")
        if planned:
            yield self._line("planned", f"{joined(planned)}.")

    def _for_illness(self, one: Treatment) -> str:
        by = "_specialist" if one.answer.prescribed_by == "specialist" else ""
        illness = one.answer.illness.rstrip(".") or self.say("story_an_illness")
        return self.say(f"story_illness{by}", name=one.name, illness=illness)

    def _told_numbers(self) -> Iterator[StoryLine]:
        for one in self.treatments:
            if told := one.answer.number_told.rstrip("."):
                yield self._line("number", self.say("story_number_about", told=told, name=one.name))

    # --- health -------------------------------------------------------------------------------------------------------

    def _history(self) -> Iterator[StoryLine]:
        values = self.wording.facts.values
        told = [item for item in self.wording.catalog.history if values[f"history.{item.id}"] == "yes"]
        if self.wording.profile.allergies:
            told = [item for item in told if item.id != "allergy_medicine"]
        leads = dict.fromkeys(item.lead for item in told)
        for lead in leads:
            nouns = [item.noun or item.said for item in told if item.lead == lead]
            yield StoryLine(f"story_{lead.lower().replace(' ', '_')}", lead, f"{joined(nouns)}.", goes_on=True)
        if self.wording.profile.allergies and self.wording.profile.allergies not in UNSAID:
            yield self._line("allergies", f"{self.wording.profile.allergies.rstrip('.')}.", goes_on=True)


def _in_turn(ends: Sequence[str]) -> str:
    """Return the ends in their order, also where two are alike: "no pregnancy, no pregnancy and a birth"."""
    return f"{', '.join(ends[:-1])} and {ends[-1]}" if len(ends) > 1 else "".join(ends)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
