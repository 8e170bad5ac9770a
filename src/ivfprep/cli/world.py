"""What a command asks of the world: the day and the width of the screen."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime, timezone

NOTHING_SAVED = "There are no saved answers."


def today() -> date:
    """Return the day, or the one that SOURCE_DATE_EPOCH names, for results that can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), timezone.utc).date() if epoch.isdecimal() else datetime.now().date()


def screen_width() -> int:
    """Return the columns of the screen, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns
