"""The lines of a list as a person chooses among them: what comes first, and what stays off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.profile import Profile
from ivfprep.sheet import Checklist, FlagLine, QuestionLine

OWN, OTHER, GENERAL = "your own questions", "another treatment", "your history, tests and care"
"""What a line is about, where that is no treatment with a name."""


class Line(NamedTuple):
    """A line that can stand on the page: its id, its words, and whether it is something to raise.

    `group` names what it is about. One that is `suggested` is among the three that come first if nothing is chosen.
    What `can_be_first` is a question that is not asked by one of those already.
    """

    id: str
    text: str
    raised: bool = False
    group: str = ""
    suggested: bool = False
    can_be_first: bool = True


def before_visit(profile: Profile, day: str) -> Profile:
    """Return the answers as they were for the sheet of a visit: without what it and later ones noted and changed."""
    stopped = tuple(one for one in profile.stopped if one.on >= day)
    named = () if isinstance(profile.add_ons, str) else profile.add_ons
    changed = [replace(one, changes=tuple(change for change in one.changes if change.on < day)) for one in named]
    return replace(
        profile,
        visits=tuple(visit for visit in profile.visits if visit.date < day),
        stopped=tuple(one for one in profile.stopped if one.on < day),
        add_ons=(*changed, *(one.was for one in stopped)) or profile.add_ons,
    )


def to_choose(checklist: Checklist, names: Mapping[str, str]) -> list[Line]:
    """Return the lines as a person chooses among them: the three that are suggested, then all, by what they are about.

    A suggested one that is a line of the list too stands in both places. `names` are those of the treatments.
    """
    suggested = [Line(asked.id, asked.ask, suggested=True) for asked in checklist.handover.three]
    left_out = {left.id for left in checklist.left_out}
    asked = {id_ for one in checklist.handover.three for id_ in one.covers}
    printed = [_about(line, names, asked) for line in checklist.ranked() if line.id not in left_out]
    groups = list(dict.fromkeys(line.group for line in printed))
    return [*suggested, *sorted(printed, key=lambda line: groups.index(line.group))]


def _about(line: FlagLine | QuestionLine, names: Mapping[str, str], asked: Collection[str]) -> Line:
    group = OWN if line.layer == "own" else names.get(line.add_on, OTHER) if line.add_on else GENERAL
    # What is to be found out stands on the front, among the checks, whatever comes first.
    is_flag = isinstance(line, FlagLine)
    can_be_first = line.id not in asked and not (is_flag and line.status == "find-out")
    return Line(line.id, line.text, is_flag, group[:1].upper() + group[1:], can_be_first=can_be_first)


def to_note(checklist: Checklist) -> list[Line]:
    """Return what the doctor may have said something to: the three questions, then what else stands on the sheet.

    What is checked before several treatments in the same words names in each line before which.
    """
    sheet = checklist.handover
    three = [Line(asked.id, asked.ask, group=sheet.three_part.heading, suggested=True) for asked in sheet.three]
    head = sheet.checks_part.heading
    items = [(block.head, item) for block in sheet.checks for item in block.items if item.ids]
    times = Counter(item.text for _, item in items)
    said = (f"{before}: {item.text}" if times[item.text] > 1 else item.text for before, item in items)
    checks = [Line(item.ids[0], text, True, head) for text, (_, item) in zip(said, items, strict=True)]
    more = [Line(one.id, one.text, group=sheet.more_part.heading) for one in sheet.more]
    by_id: dict[str, Line] = {}
    for line in (*three, *checks, *more):
        by_id.setdefault(line.id, line)
    return list(by_id.values())
