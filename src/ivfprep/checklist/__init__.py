"""From a patient's answers to the finished checklist, ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ivfprep.catalog import Catalog
from ivfprep.checklist.card import build_card
from ivfprep.checklist.citations import documents_first
from ivfprep.checklist.evidence import build_evidence
from ivfprep.checklist.handing_over import Ready, SheetMaker
from ivfprep.checklist.lines import build_lines
from ivfprep.checklist.local_words import in_local_words
from ivfprep.checklist.more import MOST
from ivfprep.checklist.ranking import Lines, Ranking
from ivfprep.checklist.visits import answered
from ivfprep.checklist.wording import Wording
from ivfprep.clinic import Clinic
from ivfprep.facts import Facts, derive_facts
from ivfprep.handover import Handover
from ivfprep.matching import Match, matcher_of
from ivfprep.printed import Logo
from ivfprep.profile import Profile
from ivfprep.sheet import AddOnEvidence, Checklist, ContentInfo, LeftOut

__all__ = ["Made", "View", "build_checklist", "build_from"]


class View(Struct, frozen=True):
    """How a checklist sees its patient: as answered, unless another view of the facts or of the matches is taken.

    `maker` makes the sheet from what was decided and its words.
    """

    facts: Callable[[Facts], Facts] = lambda facts: facts
    matches: Callable[[tuple[Match, ...]], tuple[Match, ...]] = lambda matches: matches
    maker: Callable[[Ready, Wording], SheetMaker] = SheetMaker


class Made(Struct, frozen=True):
    """A checklist, the words that it was made with, and what its sheet is made from."""

    checklist: Checklist
    wording: Wording
    ready: Ready


def build_checklist(
    profile: Profile,
    catalog: Catalog,
    today: date,
    *,
    everything: bool = False,
    documents_only: bool = False,
    clinic: Clinic | None = None,
    logo: Logo | None = None,
) -> Checklist:
    """Return the checklist for one patient: the same answers, content, clinic and day give the same checklist.

    `everything` adds the full list; `documents_only` leaves the layer of newer findings out. The lists of questions and
    flags are complete either way. A `clinic` adds its questions and its `logo` to the sheet.
    """
    view = View(maker=partial(SheetMaker, clinic=clinic, logo=logo))
    return build_from(profile, catalog, today, view, everything=everything, documents_only=documents_only).checklist


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
    catalog = in_local_words(catalog, profile.visit.country)
    facts = view.facts(derive_facts(profile, catalog, today))
    wording = Wording(catalog, profile, facts)
    ready = _ready(wording, view, documents_only)
    maker = view.maker(ready, wording)
    handover = maker.sheet(today)
    full_list = maker.full_list() if everything else None
    handover, full_list = documents_first(handover, full_list)
    about = catalog.about
    checklist = Checklist(
        questions=ready.lines.questions,
        flags=ready.lines.flags,
        evidence=tuple(ready.evidence),
        safety_card=build_card(wording),
        top=tuple(asked.id for asked in handover.three),
        left_out=tuple(_left_out(ready.lines, handover, wording)),
        sources=full_list.sources if full_list else handover.sources,
        content=ContentInfo(about.version, about.checked, about.next_check, catalog.hash),
        handover=handover,
        full_list=full_list,
    )
    return Made(checklist, wording, ready)


def _ready(wording: Wording, view: View, documents_only: bool) -> Ready:
    matcher = matcher_of(wording.catalog)
    matches, evidence = view.matches(matcher.match(wording.facts)), build_evidence(wording, matcher.kinds)
    newer = _count_newer(matches, evidence) if documents_only else 0
    if documents_only:
        matches, evidence = _documents_only(matches, evidence)
    lines = build_lines(matches, wording, Ranking(wording.catalog, wording.facts))
    return Ready(lines, matches, evidence, matcher.kinds, documents_only, newer)


def _left_out(lines: Lines, handover: Handover, wording: Wording) -> Iterator[LeftOut]:
    own, room = wording.say("left_out_own"), wording.say("left_out_room", count=MOST)
    unwanted, done = set(wording.profile.leave_out), set(answered(wording.profile))
    yield from (LeftOut(id_, own) for id_ in lines.ids() if id_ in unwanted)
    for line in lines.questions:
        if line.id in done - unwanted:
            yield LeftOut(line.id, wording.say("left_out_answered"))
        elif line.id in handover.left_off.ids:
            yield LeftOut(line.id, room)


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
