"""JSON for programs: one object in UTF-8, the same bytes for the same checklist.

Its keys, in this order:

- `format`: the version of this object, 1. It rises when a key changes its meaning or goes; a new key may come without.
- `questions`: each question of the whole list, printed or not, in no format's order but with its `rank` from 1:
  `id`, `add_on` (null for none), `topic`, `text`, `why`, `rank`, `status` (`ask` or `find-out`), `claims` (ids),
  `because` (reasons in words), `layer` (`documents`, `newer`, `general` or `own`), `settled_by` (names of answers).
- `flags`: each flag in the same way, with `level` and `ask`, the question to put.
- `evidence`: for each extra treatment `add_on`, `name`, `lines` and `disagree` (each of `side`, `text`, `claims`,
  `layer`), and `ask` (questions).
- `safety_card`: `heading`, `intro`, `bullets`, `phones` (each of `label` and `number`, empty where unknown), `claims`.
- `top`: ids of the questions and flags to ask first, in order.
- `left_out`: what stands nowhere on the sheet, each of `id` and `reason`.
- `sources`: each of `id`, `mark`, `text`, `layer`.
- `content`: `version`, `checked` and `next_check` (ISO dates), `hash` (SHA-256 in hex of the data files).
- `handover`: the sheet to hand over as it is printed: `story`, `three`, `checks` (each block with its `items`), `card`,
  `plan`, `more`, `agreed`, `evidence` (`columns` of cells: `side`, `head`, `text`, `marks`, and what holds `across`
  them), `sources` with the marks of this sheet.
"""

from __future__ import annotations

import msgspec

from ivfprep.sheet import Checklist

FORMAT = 1
"""The version of the object that is written."""


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the lines and the sheet of `checklist` as indented JSON; the rest changes nothing."""
    lines = {key: getattr(checklist, key) for key in checklist.__struct_fields__ if key != "full_list"}
    return msgspec.json.format(msgspec.json.encode({"format": FORMAT, **lines}), indent=2).decode() + "\n"
