"""From a patient's answers to the finished checklist, ready to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.catalog import Catalog, Flag
from ivfprep.checklist.card import build_card
from ivfprep.checklist.choosing import ROOM, Choice, choose
from ivfprep.checklist.evidence import build_evidence
from ivfprep.checklist.handing_over import Ready, build_handover
from ivfprep.checklist.lines import build_lines, is_sentence, line_id
from ivfprep.checklist.page import Draft, build_sheet
from ivfprep.checklist.ranking import Lines, Ranking, top_three
from ivfprep.checklist.visits import answered
from ivfprep.checklist.wording import Wording
from ivfprep.facts import Facts, derive_facts
from ivfprep.matching import Match, Matcher
from ivfprep.profile import Profile
from ivfprep.sheet import AddOnEvidence, Checklist, ContentInfo, LeftOut

__all__ = ["Made", "View", "build_checklist", "build_from"]


class View(NamedTuple):
    """How a checklist sees its patient: as answered, unless another view of the facts or of the matches is taken.

    Without `flags_on_top` the questions of flags are not among those to ask first.
    """

    facts: Callable[[Facts], Facts] = lambda facts: facts
    matches: Callable[[tuple[Match, ...]], tuple[Match, ...]] = lambda matches: matches
    flags_on_top: bool = True


class Made(NamedTuple):
    """A checklist, the words that it was made with, and what its sheet is made from."""

    checklist: Checklist
    wording: Wording
    ready: Ready


def build_checklist(
    profile: Profile, catalog: Catalog, today: date, *, everything: bool = False, documents_only: bool = False
) -> Checklist:
    """Return the checklist for one patient: the same answers, content and day give the same checklist.

    `everything` prints each line on the sheet; `documents_only` leaves the layer of newer findings out. The lists of
    questions and flags are complete either way.
    """
    return build_from(profile, catalog, today, View(), everything=everything, documents_only=documents_only).checklist


def build_from(
    profile: Profile,
    catalog: Catalog,
    today: date,
    view: View,
    *,
    everything: bool = False,
    documents_only: bool = False,
) -> Made:
    """Return a checklist in one view of the facts and of what matches them, and its words."""
    facts = view.facts(derive_facts(profile, catalog, today))
    wording = Wording(catalog, profile, facts)
    matcher = Matcher(catalog)
    matches, evidence = view.matches(matcher.match(facts)), build_evidence(wording, matcher.kinds)
    newer = _count_newer(matches, evidence) if documents_only else 0
    if documents_only:
        matches, evidence = _documents_only(matches, evidence)
    lines = build_lines(matches, wording, Ranking(catalog, facts))
    draft = _draft(lines, wording, everything, view.flags_on_top)._replace(
        said=_said(matches), evidence=evidence, newer_left_out=newer
    )
    draft = draft._replace(documents_only=documents_only, kinds=matcher.kinds)
    sheet = build_sheet(draft, wording, today)
    ready = Ready(draft.lines, matches, matcher.kinds, documents_only)
    about = catalog.about
    checklist = Checklist(
        questions=lines.questions,
        flags=lines.flags,
        evidence=evidence,
        safety_card=draft.card,
        top=draft.top,
        left_out=draft.left_out,
        sources=sheet.sources,
        content=ContentInfo(about.version, about.checked, about.next_check, catalog.hash),
        sheet=sheet,
        handover=build_handover(ready, wording, today),
    )
    return Made(checklist, wording, ready)


def _draft(lines: Lines, wording: Wording, everything: bool, flags_on_top: bool) -> Draft:
    unwanted = set(wording.profile.leave_out)
    done = frozenset() if everything else answered(wording.profile)
    first = lines if flags_on_top else lines._replace(flags=())
    top = top_three(first.without(unwanted), wording)
    choice = choose(
        lines.questions,
        wording.catalog,
        not_these=unwanted | done | set(top),
        unnamed=wording.unnamed,
        everything=everything,
    )
    return Draft(
        lines=lines.without(unwanted),
        card=build_card(wording),
        top=top,
        choice=choice,
        left_out=_left_out(lines, choice, top, unwanted, wording),
        everything=everything,
    )


def _said(matches: Sequence[Match]) -> dict[str, str]:
    """Return what each flag adds to a list of things I have or had; nothing for one that is a sentence."""
    flags = [(line_id(match), match.line) for match in matches if isinstance(match.line, Flag)]
    return {id_: "" if is_sentence(flag) else flag.said for id_, flag in flags}


def _left_out(
    lines: Lines, choice: Choice, top: Sequence[str], unwanted: set[str], wording: Wording
) -> tuple[LeftOut, ...]:
    printed = {question.id for question in (*choice.single, *choice.in_grid)} | set(top)
    own, room = wording.say("left_out_own"), wording.say("left_out_room", count=ROOM)
    done = dict.fromkeys(answered(wording.profile), wording.say("left_out_answered"))
    return (
        *(LeftOut(id_, own) for id_ in lines.ids() if id_ in unwanted),
        *(LeftOut(line.id, done.get(line.id, room)) for line in lines.questions if line.id not in printed | unwanted),
    )


def _count_newer(matches: Sequence[Match], evidence: Sequence[AddOnEvidence]) -> int:
    lines = [match for match in matches if match.line.updates and match.truth.value]
    said = [line for part in evidence for line in (*part.lines, *part.disagree) if line.layer == "newer"]
    return len(lines) + len(said)


def _documents_only(
    matches: Sequence[Match], evidence: Sequence[AddOnEvidence]
) -> tuple[tuple[Match, ...], tuple[AddOnEvidence, ...]]:
    kept = [
        replace(
            part,
            lines=tuple(line for line in part.lines if line.layer != "newer"),
            disagree=tuple(line for line in part.disagree if line.layer != "newer"),
        )
        for part in evidence
    ]
    return tuple(match for match in matches if not match.line.updates), tuple(kept)
