"""Answers that an earlier version of the interview saved: what it asked in other words is not asked again."""

from __future__ import annotations

from copy import deepcopy

from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Data, find, find_word, put, take

LOSSES = ("biochemical", "miscarriage", "ectopic")


def carry_over(answers: Data) -> Data:
    """Return the answers as the interview asks for them now; nothing that they say becomes another thing."""
    now = deepcopy(answers)
    _one_answer_after_every_loss(now)
    for entry in entries(now, "add_ons"):
        if entry.get("for_disease") == "yes" and "why" not in entry:
            entry["why"] = ["illness"]
    if find_word(now, "allergies") and find(now, "history.allergy_medicine") is None:
        put(now, "history.allergy_medicine", "yes")
    return now


def _one_answer_after_every_loss(answers: Data) -> None:
    """Take what was said once of all losses for what is asked after each of them now."""
    said = find(answers, "asked.loss")
    if not isinstance(said, str):
        return
    take(answers, "asked.loss")
    put(answers, "asked.loss_outside", said)
    for number, transfer in enumerate(entries(answers, "transfers")):
        if transfer.get("outcome") in LOSSES:
            put(answers, f"asked.transfers.{number}.loss", said)
