"""What a command asks of the world: the day and the width of the screen."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime, timezone

NOTHING_SAVED = "There are no saved answers."


def today() -> date:
    """Return the day, or the one that SOURCE_DATE_EPOCH names, for results that can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), timezone.utc).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().date()


LETTER = frozenset({"BZ", "US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV", "VE"})
"""Where Letter is the usual paper: the territories of the Unicode CLDR's paper size data."""


def usual_paper() -> str:
    """Return the paper of this computer's locale: `letter` in the countries that use it, `a4` elsewhere."""
    named = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))), "")
    return "letter" if named.partition(".")[0].partition("_")[2] in LETTER else "a4"


def screen_width() -> int:
    """Return the columns of the screen, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns
