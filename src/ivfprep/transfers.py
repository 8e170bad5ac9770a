"""Facts about the embryo transfers so far, each as the interval or the truth that the answers allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import inf

from ivfprep.conditions import Interval, Value
from ivfprep.cumulative import chance_is_known, cumulative_chance
from ivfprep.dates import When, read_when
from ivfprep.profile import UNSAID, Profile, Transfer
from ivfprep.truth import Truth, all_of, any_of, negation, truth

LATE = 12
"""Weeks: where the answers tell an earlier loss from a later one. No source draws this line; it says when, not why."""

ANY_NUMBER, NONE = Interval(0, inf), Interval(0, 0)
LOSSES = frozenset({"miscarriage", "ectopic"})
PREGNANT = LOSSES | {"biochemical", "live_birth"}
UNSETTLED = frozenset({"biochemical"}) | UNSAID
"""Outcomes that may or may not count: the documents do not settle how a biochemical pregnancy is counted."""

YES_NO: Mapping[Truth, Value] = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: Truth.UNKNOWN}
TOLD: Mapping[Truth, Value] = {Truth.TRUE: "told", Truth.FALSE: "not_told", Truth.UNKNOWN: Truth.UNKNOWN}


def transfer_facts(profile: Profile, today: date) -> dict[str, Value]:
    """Return every fact that rests on the transfers and the losses outside them."""
    if isinstance(profile.transfers, str) and profile.transfers in UNSAID:
        return {**_nothing_known(), **_losses((), profile, open_end=ANY_NUMBER)}
    told = transfers_of(profile)
    done = [transfer for transfer in told if transfer.outcome != "waiting"]
    return {
        **_losses(done, profile),
        "transfers": Interval(len(told), len(told)),
        "transfers_without_pregnancy": _count(done, {"no_pregnancy"}, UNSETTLED),
        "biochemical_pregnancies": _count(done, {"biochemical"}, UNSAID),
        "losses_in_a_row": losses_in_a_row(done),
        "left_out_of_chances": _count(done, PREGNANT, UNSAID),
        "cumulative_chance": cumulative_chance(done).stands or Truth.UNKNOWN,
        "chance_missing": _some(done, _lacks_chance),
        "embryo_details": TOLD[all_of(any_of((negation(_counts(one)), _details_told(one))) for one in done)],
        "tried_fresh": _some(told, lambda transfer: _is(transfer.kind, "fresh")),
        "tried_frozen": _some(told, lambda transfer: _is(transfer.kind, "frozen")),
        "several_embryos": _some(told, _had_several),
        "years_since_last_transfer": _years_since(told, today),
    }


def transfers_of(profile: Profile) -> tuple[Transfer, ...]:
    """Return the transfers that the profile lists; none when it says "none" or does not say."""
    return () if isinstance(profile.transfers, str) else profile.transfers


def in_the_story(profile: Profile) -> tuple[Transfer, ...]:
    """Return the transfers that the patient did not leave out of what is printed of each."""
    return tuple(transfer for transfer in transfers_of(profile) if transfer.in_story == "yes")


def losses_in_a_row(done: Iterable[Transfer]) -> Interval:
    """Return the longest run of pregnancies that ended in a loss; transfers without a pregnancy do not break it."""
    low = high = longest_low = longest_high = 0
    for transfer in done:
        if transfer.outcome in LOSSES:
            low, high = low + 1, high + 1
        elif transfer.outcome == "biochemical":
            high += 1
        elif transfer.outcome in UNSAID:
            low, high = 0, high + 1
        elif transfer.outcome == "live_birth":
            low = high = 0
        longest_low, longest_high = max(low, longest_low), max(high, longest_high)
    return Interval(longest_low, longest_high)


def _losses(done: Sequence[Transfer], profile: Profile, open_end: Interval = NONE) -> dict[str, Value]:
    """Return how many losses there were, and of which kind; `open_end` is what transfers that nobody told may add.

    What is known is a lower bound: three losses outside transfers are at least three, whatever the transfers were.
    """
    outside = _outside(profile)
    among = {
        "losses": (_count(done, LOSSES, UNSETTLED), outside),
        "pregnancies_lost": (_count(done, LOSSES | {"biochemical"}, UNSAID), outside),
        "early_losses": (_sum(map(_was_very_early, done)), _early_outside(outside, profile.losses_far)),
        "late_losses": (_sum(map(_was_late, done)), _late_outside(outside, profile.losses_far)),
    }
    return {
        **{name: _plus(_plus(*parts), open_end) for name, parts in among.items()},
        "ectopic": _any_ectopic(done, open_end),
        "losses_outside_in_a_row": _in_a_row(profile, outside),
    }


def _sum(truths: Iterable[Truth]) -> Interval:
    found = list(truths)
    return Interval(found.count(Truth.TRUE), len(found) - found.count(Truth.FALSE))


def _was_very_early(transfer: Transfer) -> Truth:
    """Return whether a pregnancy ended very early: a biochemical one did, an ectopic one is told as such."""
    if transfer.outcome == "miscarriage" and transfer.weeks not in UNSAID:
        return truth(transfer.weeks == "very_early")
    if transfer.outcome in UNSAID | {"miscarriage"}:
        return Truth.UNKNOWN
    return truth(transfer.outcome == "biochemical")


def _was_late(transfer: Transfer) -> Truth:
    if transfer.outcome == "miscarriage" and transfer.weeks not in UNSAID:
        return truth(isinstance(transfer.weeks, int) and transfer.weeks >= LATE)
    return Truth.UNKNOWN if transfer.outcome in UNSAID | {"miscarriage"} else Truth.FALSE


def _early_outside(outside: Interval, furthest: str) -> Interval:
    if furthest == "very_early":
        return outside
    return Interval(0, outside.high if furthest in UNSAID else max(0, outside.high - 1))


def _late_outside(outside: Interval, furthest: str) -> Interval:
    if furthest in UNSAID:
        return Interval(0, outside.high)
    return Interval(min(1, outside.low), outside.high) if furthest == "after_12" else NONE


def _any_ectopic(done: Sequence[Transfer], open_end: Interval) -> Value:
    known = (_is(transfer.outcome, "ectopic") for transfer in done)
    return YES_NO[any_of((*known, Truth.UNKNOWN if open_end.high else Truth.FALSE))]


def _in_a_row(profile: Profile, outside: Interval) -> Value:
    """Return whether losses outside transfers came one after another; one alone did not."""
    several = truth(outside.low > 1) if outside.low == outside.high else Truth.UNKNOWN
    return YES_NO[all_of((several, _is(profile.losses_in_a_row, "yes")))]


def _nothing_known() -> dict[str, Value]:
    counts = ("transfers", "transfers_without_pregnancy", "biochemical_pregnancies", "losses_in_a_row")
    truths = ("chance_missing", "embryo_details", "tried_fresh", "tried_frozen", "several_embryos")
    return {
        **dict.fromkeys((*counts, "left_out_of_chances", "years_since_last_transfer"), ANY_NUMBER),
        **dict.fromkeys((*truths, "cumulative_chance"), Truth.UNKNOWN),
    }


def _count(done: Sequence[Transfer], sure: Iterable[str], perhaps: Iterable[str]) -> Interval:
    low = sum(transfer.outcome in set(sure) for transfer in done)
    return Interval(low, low + sum(transfer.outcome in set(perhaps) for transfer in done))


def _plus(one: Interval, other: Interval) -> Interval:
    return Interval(one.low + other.low, one.high + other.high)


def _outside(profile: Profile) -> Interval:
    told = profile.losses_outside_transfers
    return ANY_NUMBER if isinstance(told, str) else Interval(told, told)


def _some(transfers: Sequence[Transfer], test: Callable[[Transfer], Truth]) -> Value:
    return YES_NO[any_of(test(transfer) for transfer in transfers)]


def _is(answer: str, option: str) -> Truth:
    return Truth.UNKNOWN if answer in UNSAID else truth(answer == option)


def _lacks_chance(transfer: Transfer) -> Truth:
    return all_of((_counts(transfer), negation(chance_is_known(transfer))))


def _counts(transfer: Transfer) -> Truth:
    """Return whether a transfer did not lead to a pregnancy, as far as its outcome settles it."""
    return Truth.UNKNOWN if transfer.outcome in UNSETTLED else truth(transfer.outcome == "no_pregnancy")


def _details_told(transfer: Transfer) -> Truth:
    """Return whether stage and quality were told; unknown while an answer that is left open may still say it."""
    return all_of(map(_told, (transfer.stage, transfer.quality)))


def _told(answer: str) -> Truth:
    return Truth.UNKNOWN if answer in UNSAID else truth(answer != "not_told")


def _had_several(transfer: Transfer) -> Truth:
    return Truth.UNKNOWN if isinstance(transfer.embryos, str) else truth(transfer.embryos > 1)


def _years_since(told: Sequence[Transfer], today: date) -> Interval:
    """Return how many years ago the last transfer was: the latest by its date, in whatever order they are listed."""
    if not told:
        return NONE
    read = [read_when(transfer.when) for transfer in told]
    dated = [when for when in read if isinstance(when, When)]
    if not dated:
        return ANY_NUMBER
    latest = max(when.latest for when in dated) if len(dated) == len(told) else today
    return Interval(_years(latest, today), _years(max(when.earliest for when in dated), today))


def _years(start: date, today: date) -> int:
    had_day = (today.month, today.day) >= (start.month, start.day)
    return max(0, today.year - start.year - (0 if had_day else 1))
