"""Why each line is on the list, why it is not, or which answer would decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ivfprep.catalog import Catalog, Flag, Question
from ivfprep.checklist import View, build_from
from ivfprep.checklist.lines import line_id
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.handover import Handover
from ivfprep.matching import Match
from ivfprep.profile import Profile
from ivfprep.sheet import Explanation, FlagLine, QuestionLine, in_rank
from ivfprep.truth import Truth


def explain(profile: Profile, catalog: Catalog, today: date) -> tuple[Explanation, ...]:
    """Return an explanation of every line: those on the list in rank order, then those to find out, then the rest.

    A line that runs once per extra treatment is explained once for each; without any treatment it is named alone.
    """
    made = build_from(profile, catalog, today, View())
    wording, matches = made.wording, made.ready.matches
    stands = _stands(made.checklist.handover, wording)
    there = [
        _on_the_list(line, stands, wording) for line in in_rank(made.ready.lines.flags, made.ready.lines.questions)
    ]
    off = [_off_the_list(match, wording) for match in matches if match.truth is Truth.FALSE]
    explained = [*there, *off, *_without_treatment(catalog, matches, wording)]
    return tuple(sorted(explained, key=lambda line: ("ask", "find-out", "off").index(line.status)))


def _stands(sheet: Handover, wording: Wording) -> dict[str, str]:
    """Return where each line stands on the sheet, by its id; a line that stands in two places is told by the first."""
    three = {
        id_: wording.say("explain_three", number=number)
        for number, asked in enumerate(sheet.three, 1)
        for id_ in (asked.id, *asked.covers)
    }
    checks = {
        id_: wording.say("explain_checks", head=block.head)
        for block in sheet.checks
        for item in block.items
        for id_ in item.ids
    }
    more = {id_: wording.say("explain_more") for one in sheet.more for id_ in one.ids}
    return {**more, **checks, **three}


def _on_the_list(line: FlagLine | QuestionLine, stands: Mapping[str, str], wording: Wording) -> Explanation:
    where = stands.get(line.id) or wording.say("explain_list")
    return Explanation(line.id, line.status, line.text, line.because, line.settled_by, line.claims, where)


def _off_the_list(match: Match, wording: Wording) -> Explanation:
    grounds = dict.fromkeys(ground for reason in match.reasons for ground in reason.verdict.because)
    said = tuple(wording.fact(ground) for ground in grounds)
    return Explanation(line_id(match), "off", _text(match.line, match.entry, wording), said, (), claims_of(match.line))


def _without_treatment(catalog: Catalog, matches: Sequence[Match], wording: Wording) -> Iterator[Explanation]:
    named = {match.line.id for match in matches}
    lines: tuple[Question | Flag, ...] = (*catalog.flags, *catalog.questions)
    for line in lines:
        everyone = isinstance(line, Question) and line.for_ == "everyone"
        if line.id not in named and not everyone:
            reason = wording.say("explain_no_treatment")
            yield Explanation(line.id, "off", _text(line, "", wording), (reason,), (), claims_of(line))


def _text(line: Question | Flag, entry: str, wording: Wording) -> str:
    return wording.fill(line.text if isinstance(line, Question) else line.said, entry)
