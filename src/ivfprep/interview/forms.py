"""Which form of the interview the answers are given in: whoever comes back goes on in the same one."""

from __future__ import annotations

from copy import deepcopy

from ivfprep.interview.paths import Data, find, put, take

FORM, SHORT = "asked.form", "quick"


def is_short(answers: Data) -> bool:
    """Return whether the answers were begun in the short form, and not gone on with in the long one."""
    return find(answers, FORM) == SHORT


def in_form(answers: Data, quick: bool) -> Data:
    """Return the answers as those of the short form, or of the long one."""
    changed = deepcopy(answers)
    if quick:
        put(changed, FORM, SHORT)
    else:
        take(changed, FORM)
    return changed
