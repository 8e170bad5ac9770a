"""Her story, in a few sentences: what happened so far, what is offered and why, what she takes, what she has or had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ivfprep.checklist.treatments import Treatment, in_role, joined
from ivfprep.checklist.visits import stopped_in_words
from ivfprep.checklist.wording import Wording
from ivfprep.handover import StoryLine
from ivfprep.profile import TOLD, UNSAID, Transfer
from ivfprep.transfers import in_the_story, transfers_of

ONE_BY_ONE = 4
"""Up to so many transfers are told one by one; more are counted by how they ended."""

LOST = frozenset({"biochemical", "miscarriage", "ectopic"})
"""Outcomes that she may have a word of her own for, and that have a week."""

IN_THE_WOMB = ("polyps", "adenomyosis", "chronic_endometritis")

WITH_TARGET = frozenset({"named_target", "one_test", "repeated_tests"})
"""Reasons that go with what was named or measured."""

ALLERGIES = "allergies"

FEW_UNSURE = 3
"""Up to so many things that she is not sure about are named in the story."""

TWO = 2
OPEN_ENDS = {"not_sure": "unsaid", "skipped": "left_open", "prefer_not_to_say": "left_open"}

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
        yield from self._stopped()
        yield from self._told_numbers()
        yield from self._history()

    def _line(self, id_: str, text: str, lead: str = "", goes_on: bool = False) -> StoryLine:
        return StoryLine(f"story_{id_}", lead or self.say(f"story_{id_}"), text, goes_on)

    # --- transfers, losses, tests -----------------------------------------------------------------------------------

    def _transfers(self) -> Iterator[StoryLine]:
        parts = [part for part in (self._of_transfers(), self._outside()) if part]
        sentence = f"{'; '.join(parts)}." if parts else ""
        if self.wording.profile.transfers == "not_sure":
            sentence = " ".join(filter(None, (sentence, self.say("story_transfers_not_sure"))))
            yield self._line("transfers", sentence) if parts else StoryLine("story_transfers", "", sentence)
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
        in_story = in_the_story(self.wording.profile)
        ends, is_all = [self._end(one) for one in in_story], len(in_story) == count
        if all(one.outcome in UNSAID for one in in_story):
            return said
        if is_all and len(set(ends)) == 1 and count > 1:
            told = self.say("story_each_time", end=ends[0])
        elif len(ends) > ONE_BY_ONE:
            told = joined([self._times(end, times) for end, times in Counter(ends).items()])
        else:
            if len(set(ends)) == len(ends) <= TWO:
                ends = [self._dated(end, one) for end, one in zip(ends, in_story, strict=True)]
            told = joined([self._times(end, len(list(some))) for end, some in groupby(ends)], once=False)
        among = "" if is_all else self.say("story_among", count=_number(len(ends)))
        return f"{said}{among}: {told}{self._last(transfers[-1]) if count > ONE_BY_ONE else ''}"

    def _times(self, end: str, times: int) -> str:
        if times == 1:
            return end
        return self.say("story_twice", end=end) if times == TWO else self.say("story_times", count=times, end=end)

    def _last(self, transfer: Transfer) -> str:
        is_told = transfer.in_story != "no" and transfer.when not in UNSAID
        return self.say("story_last", when=transfer.when) if is_told else ""

    def _dated(self, end: str, transfer: Transfer) -> str:
        """Return how a transfer ended, with when it was: where there are few, that is soon read."""
        is_told = transfer.when not in UNSAID and not end.endswith(")")
        return self.say("story_dated", end=end, when=transfer.when) if is_told else end

    def _end(self, transfer: Transfer) -> str:
        if transfer.own_word and transfer.outcome in LOST:
            # Her word comes first; alone, "our little one" among births and transfers would be read as a birth.
            return self._in_her_word(transfer)
        outcome = OPEN_ENDS.get(transfer.outcome, transfer.outcome)
        if transfer.outcome not in LOST or transfer.weeks in UNSAID:
            return self.say(f"story_end_{outcome}")
        # How far it came says more than a name for it, which is not hers.
        told = "loss" if outcome == "miscarriage" else outcome
        end = self.say(f"story_end_{told}")
        if transfer.weeks == "very_early":
            return self.say("story_very_early", end=end)
        return self.say("story_at_weeks", end=end, weeks=transfer.weeks)

    def _in_her_word(self, transfer: Transfer) -> str:
        if transfer.weeks in UNSAID:
            return self.say("story_own_word", word=transfer.own_word)
        if transfer.weeks == "very_early":
            return self.say("story_own_word_early", word=transfer.own_word)
        return self.say("story_own_word_at", word=transfer.own_word, weeks=transfer.weeks)

    def _outside(self) -> str:
        outside = self.wording.profile.losses_outside_transfers
        if isinstance(outside, str) or not outside:
            return ""
        far = self.wording.profile.losses_far
        said = self.say("story_one_loss") if outside == 1 else self.say("story_losses", count=_number(outside))
        if far in UNSAID:
            return said
        ended = self.say(f"story_far_{far}")
        return f"{said}, {ended if outside == 1 else self.say('story_far_longest', far=ended)}"

    def _tests(self) -> Iterator[str]:
        transfers = transfers_of(self.wording.profile)
        if transfers and all(one.tested == "yes" for one in transfers):
            yield self.say("story_tested_one" if len(transfers) == 1 else "story_tested")
        work_up = self.wording.profile.work_up
        found = [self.say(f"womb_{name}") for name in IN_THE_WOMB if getattr(work_up, name) == "found"]
        treated = [self.say(f"womb_{name}") for name in IN_THE_WOMB if getattr(work_up, name) == "treated"]
        if work_up.hysteroscopy == "yes" and not (found or treated):
            clear = [self.say(f"womb_{name}") for name in IN_THE_WOMB if getattr(work_up, name) == "not_found"]
            yield self.say("story_womb_nothing", items=joined(clear, "or")) if clear else self.say("story_womb_seen")
        if found:
            yield self.say("story_womb_found", items=joined(found))
        if treated:
            yield self.say("story_womb_treated", items=joined(treated))

    # --- treatments ---------------------------------------------------------------------------------------------------

    def _offered(self) -> Iterator[StoryLine]:
        offered = in_role(self.treatments, "offered")
        thought = [one for one in offered if one.answer.status == "considering"]
        unsaid = [one for one in offered if one.answer.status in UNSAID]
        told = [one for one in offered if one not in (*thought, *unsaid)]
        for id_, group in (("offered", told), ("offered_or_taken", unsaid), ("considered", thought)):
            if group:
                yield self._line(id_, f"{self._with_reasons(group)}.")

    def _with_reasons(self, group: Sequence[Treatment]) -> str:
        by_reason = [(reason, list(some)) for reason, some in groupby(group, key=self._reason)]
        return "; ".join(joined([one.name for one in some]) + reason for reason, some in by_reason)

    def _reason(self, one: Treatment) -> str:
        # Of what she only thinks about nobody owes her a reason yet.
        unsaid = {*UNSAID, "not_told"} if one.answer.status == "considering" else UNSAID
        reasons = [reason for reason in one.answer.why if reason not in unsaid]
        said = [self._reason_in_words(one, reason) for reason in reasons]
        return ", " + joined(said) if said else ""

    def _reason_in_words(self, one: Treatment, reason: str) -> str:
        if one.answer.target and reason in WITH_TARGET:
            return self.say(f"reason_{reason}_of", target=one.answer.target.rstrip("."))
        return self.say(f"reason_{reason}")

    def _taken(self) -> Iterator[StoryLine]:
        support = [self.say("story_support", name=one.name) for one in in_role(self.treatments, "support")]
        hers = in_role(self.treatments, "taken", "illness")
        taken, planned = [one for one in hers if one.is_taken], [one for one in hers if not one.is_taken]
        for id_, parts in (("taken", [*self._as_told(taken), *support]), ("planned", [*self._as_told(planned)])):
            if parts:
                yield self._line(id_, f"{'; '.join(parts)}.")

    def _as_told(self, group: Sequence[Treatment]) -> Iterator[str]:
        """Yield what each is for, as far as she said: an illness that it may be for is not hers to be told of."""
        illness = [one for one in group if _is_for_an_illness(one)]
        if others := [one for one in group if one not in illness]:
            yield self._with_reasons(others)
        yield from self._for_illness(illness)

    def _stopped(self) -> Iterator[StoryLine]:
        for lead, text in stopped_in_words(self.wording, self.wording.profile.stopped):
            yield self._line("stopped", text, lead)

    def _for_illness(self, group: Sequence[Treatment]) -> Iterator[str]:
        for illness, some in groupby(group, key=self._illness):
            treatments = list(some)
            by = "_specialist" if all(one.answer.prescribed_by == "specialist" for one in treatments) else ""
            yield self.say(f"story_illness{by}", name=joined([one.name for one in treatments]), illness=illness)

    def _illness(self, one: Treatment) -> str:
        return one.answer.illness.rstrip(".") or self.say("story_an_illness")

    def _told_numbers(self) -> Iterator[StoryLine]:
        for one in () if self.wording.wants_words else self.treatments:
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
            # "An allergy to egg and APS" would be read as an allergy to both: allergies come last.
            own = sorted((item for item in told if item.lead == lead), key=lambda item: item.group == ALLERGIES)
            nouns = [item.noun or item.said for item in own]
            yield StoryLine(f"story_{lead.lower().replace(' ', '_')}", lead, f"{joined(nouns)}.", goes_on=True)
        if self.wording.profile.allergies and self.wording.profile.allergies not in UNSAID:
            yield self._line("allergies", f"{self.wording.profile.allergies.rstrip('.')}.", goes_on=True)
        unsure = self._unnamed_unsure()
        noes = self._noes(bool(told), unsure)
        # Before a treatment that has no name no check names anything.
        is_said = unsure and (noes or any(one.key in self.wording.unnamed for one in self.treatments))
        if said := " ".join([*([self.say("story_not_sure", items=joined(unsure))] if is_said else []), *noes]):
            yield StoryLine("story_noes" if noes else "story_not_sure", "", said, goes_on=True)

    def _unnamed_unsure(self) -> list[str]:
        """Return what she is not sure about and no check names, where that is little: it could be read as a no."""
        answers, named = self.wording.profile.history, self._matters()
        unsure = [one for one in self.wording.catalog.history if answers.get(one.id) == "not_sure"]
        items = [one.noun or one.said for one in unsure if one.id not in named and not one.instead_of]
        return items if len(items) <= FEW_UNSURE and not self.wording.profile.leave_out else []

    def _matters(self) -> set[str]:
        return {
            history
            for row in self.wording.catalog.history_matters
            if any(one.is_among(row.add_ons, row.families) for one in self.treatments)
            for history in row.flags
        }

    def _noes(self, is_more_told: bool, unsure: Sequence[str]) -> list[str]:
        """Return how it is said that the rest is a no, where all that matters for her treatments was answered.

        What she passed over or kept to herself, anywhere, is no answer, and a line that she left out might be one of
        these: then nothing is said.
        """
        profile = self.wording.profile
        answers = {self._answer(history) for history in self._matters()}
        if "no" not in answers or profile.leave_out:
            return []
        answers |= {*profile.history.values(), *({profile.allergies} & UNSAID)}
        if not answers <= {"yes", "no", "not_sure"}:
            return []
        if "not_sure" in answers:
            return [self.say(f"story_noes_{self._where_unsure(unsure)}")]
        return [self.say("story_noes_else" if is_more_told else "story_noes")]

    def _where_unsure(self, said: Sequence[str]) -> str:
        """Return whether what she is not sure about stands in the checks below, before this (else), or is not said."""
        profile, named = self.wording.profile, self._matters()
        unsure = {id_ for id_, answer in profile.history.items() if answer == "not_sure"}
        if profile.allergies == "not_sure" or (unsure - named and not said):
            return "unsure"
        return "below" if unsure & named else "else"

    def _answer(self, history: str) -> str:
        value = self.wording.facts.values[f"history.{history}"]
        return str(value) if value in ("yes", "no") else self.wording.profile.history.get(history, "")


def _is_for_an_illness(one: Treatment) -> bool:
    """Return whether she said that it is for an illness."""
    return one.answer.for_disease == "yes" or "illness" in one.answer.why or bool(one.answer.illness)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
