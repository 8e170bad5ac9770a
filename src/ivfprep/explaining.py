"""Why each line is on the list, why it is not, or which answer would decide it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ivfprep.catalog import Catalog, Flag, Question
from ivfprep.checklist.lines import build_lines, line_id
from ivfprep.checklist.ranking import Ranking
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.facts import derive_facts
from ivfprep.matching import Match, Matcher
from ivfprep.profile import Profile
from ivfprep.sheet import Explanation, FlagLine, QuestionLine, in_rank
from ivfprep.truth import Truth


def explain(profile: Profile, catalog: Catalog, today: date) -> tuple[Explanation, ...]:
    """Return an explanation of every line: those on the list in rank order, then those to find out, then the rest.

    A line that runs once per extra treatment is explained once for each; without any treatment it is named alone.
    """
    facts = derive_facts(profile, catalog, today)
    wording = Wording(catalog, profile, facts)
    matches = Matcher(catalog).match(facts)
    lines = build_lines(matches, wording, Ranking(catalog, facts))
    there = [_on_the_list(line) for line in in_rank(lines.flags, lines.questions)]
    off = [_off_the_list(match, wording) for match in matches if match.truth is Truth.FALSE]
    explained = [*there, *off, *_without_treatment(catalog, matches, wording)]
    return tuple(sorted(explained, key=lambda line: ("ask", "find-out", "off").index(line.status)))


def _on_the_list(line: FlagLine | QuestionLine) -> Explanation:
    return Explanation(line.id, line.status, line.text, line.because, line.settled_by, line.claims)


def _off_the_list(match: Match, wording: Wording) -> Explanation:
    grounds = dict.fromkeys(ground for reason in match.reasons for ground in reason.verdict.because)
    said = tuple(wording.fact(ground) for ground in grounds)
    return Explanation(line_id(match), "off", _text(match.line, match.entry, wording), said, (), claims_of(match.line))


def _without_treatment(catalog: Catalog, matches: tuple[Match, ...], wording: Wording) -> Iterator[Explanation]:
    named = {match.line.id for match in matches}
    lines: tuple[Question | Flag, ...] = (*catalog.flags, *catalog.questions)
    for line in lines:
        everyone = isinstance(line, Question) and line.for_ == "everyone"
        if line.id not in named and not everyone:
            reason = wording.say("explain_no_treatment")
            yield Explanation(line.id, "off", _text(line, "", wording), (reason,), (), claims_of(line))


def _text(line: Question | Flag, entry: str, wording: Wording) -> str:
    return wording.fill(line.text if isinstance(line, Question) else line.said, entry)
