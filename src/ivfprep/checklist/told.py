"""What the patient told the program, in a few lines: it can be left off the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ivfprep.checklist.picture_maker import outcome_in_words
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Ground
from ivfprep.facts import keyed
from ivfprep.profile import TOLD, UNSAID
from ivfprep.transfers import transfers_of


def told(wording: Wording) -> Iterator[str]:
    """Yield a line for the transfers, the treatments, the history and the tests; nothing for what was not said."""
    if TOLD not in wording.profile.leave_out:
        yield from _transfers(wording)
        yield from _treatments(wording)
        yield from _history(wording)
        yield from _tests(wording)


def _transfers(wording: Wording) -> Iterator[str]:
    transfers = transfers_of(wording.profile)
    outcomes = Counter(outcome_in_words(wording, transfer) for transfer in transfers)
    if transfers:
        items = ", ".join(f"{outcome} {count}" for outcome, count in outcomes.items())
        yield wording.say("told_transfers", count=len(transfers), items=items)
    elif wording.profile.transfers == "none":
        yield wording.say("told_no_transfers")
    outside = wording.profile.losses_outside_transfers
    if isinstance(outside, int):
        yield wording.say("told_losses", count=outside)


def _treatments(wording: Wording) -> Iterator[str]:
    answers = keyed(() if isinstance(wording.profile.add_ons, str) else wording.profile.add_ons)
    items = [_treatment(wording, wording.names[key], answer.status) for key, answer in answers]
    items += [_treatment(wording, wording.name_of(one.was), "stopped") for one in wording.profile.stopped]
    if items:
        yield wording.say("told_treatments", items=", ".join(items))
    if not wording.wants_no_numbers:
        # Here stands at the end what words first keep off the sheet.
        for key, answer in answers:
            if told := answer.number_told.rstrip("."):
                yield wording.say("told_number", told=told, name=wording.names[key])


def _treatment(wording: Wording, name: str, status: str) -> str:
    return name if status in UNSAID else f"{name} ({wording.say(f'status_{status}')})"


def _history(wording: Wording) -> Iterator[str]:
    for answer, words in (("yes", "told_yes"), ("not_sure", "told_unsure")):
        said = [wording.history[id_].said for id_, told_ in wording.profile.history.items() if told_ == answer]
        if said:
            yield wording.say(words, items=", ".join(said))
    if wording.profile.allergies:
        yield wording.say("told_allergies", items=wording.profile.allergies)


def _tests(wording: Wording) -> Iterator[str]:
    values = wording.facts.values
    facts = [fact for fact in values if fact.startswith("work_up.") and isinstance(values[fact], str)]
    if facts:
        yield wording.say("told_tests", items="; ".join(wording.fact(Ground(fact, "")) for fact in facts))
