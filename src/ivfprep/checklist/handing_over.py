"""The sheet that is handed over: her story, the three, the checks, the card; the plan, more questions, the evidence.

Its parts are made in printing order, since the marks of sources and the explanations of words go by first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ivfprep import clinic as clinics
from ivfprep.catalog import HistoryItem, Question
from ivfprep.checklist import notes
from ivfprep.checklist.card import card_signs, short_phones
from ivfprep.checklist.cells import CellMaker
from ivfprep.checklist.checks import CheckMaker, history_before, looked_for
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.lines import named_points
from ivfprep.checklist.more import MoreMaker
from ivfprep.checklist.plan import build_plan
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.story import story
from ivfprep.checklist.three import TOP, ThreeMaker, Told, asks_by_pattern
from ivfprep.checklist.treatments import Treatment, in_role, joined, treatments_of, twins_of
from ivfprep.checklist.visits import answered, last_day, last_visit_part
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Interval, Kind
from ivfprep.full_list import FullList
from ivfprep.handover import (
    Agreed,
    Asked,
    Card,
    CheckBlock,
    Column,
    Evidence,
    Handover,
    LastVisit,
    Leaving,
    LeftOff,
    More,
    Moved,
    Part,
    Step,
    StoryLine,
    Visit,
    ids_of,
)
from ivfprep.handover import Told as Across
from ivfprep.matching import Match
from ivfprep.printed import Logo
from ivfprep.profile import UNSAID
from ivfprep.sheet import AddOnEvidence, in_rank
from ivfprep.transfers import in_the_story
from ivfprep.truth import Truth

APS, STEROID = "aps", "steroid"
OF_CHANCES = "next_chances"
CAUSES_FIRST = ("investigate-first",)
"""The claim that causes are looked for before anything is added."""

NOT_THE_SAME = ("dexa-not-autoimmune",)
"""The claim that a steroid around a transfer is not the treatment of a disease."""

AGREED_ROWS = 2
ASIDE_FROM = 2
"""Up to so many treatments stand side by side; of more, what is taken beside them stands below."""


class Ready(Struct, frozen=True):
    """Everything that was decided before the sheet is made. `newer_left_out` counts lines of the newer layer."""

    lines: Lines
    matches: Sequence[Match]
    evidence: Sequence[AddOnEvidence]
    kinds: Mapping[str, Kind]
    documents_only: bool = False
    newer_left_out: int = 0


class SheetMaker:
    """Makes the parts of one sheet, in printing order; a blank sheet makes some of them in its own way."""

    def __init__(
        self, ready: Ready, wording: Wording, clinic: clinics.Clinic | None = None, logo: Logo | None = None
    ) -> None:
        self.clinic, self.logo = clinic, logo
        self.ready, self.wording, self.say = ready, wording, wording.say
        self.citations = Citations(wording.catalog)
        self.glosser = Glosser(tuple(term for term in wording.glossary if not term.is_source))
        self.treatments = treatments_of(wording)
        self.twins = twins_of(self.treatments)
        self.once = [one for one in self.treatments if one.key in self.twins]
        self.history = history_before(wording, self.once, ready.documents_only)
        self.looked = looked_for(wording, self._kept_matches()) if self._has_a_past() else []
        self.more = MoreMaker(wording, self.citations, self.treatments, clinic.questions if clinic else ())

    def sheet(self, today: date) -> Handover:
        """Return the whole sheet; the order of these lines is the order of printing."""
        told = self.told()
        three = self.three()
        checks = tuple(map(self._explained, self.blocks()))
        card = self._card()
        plan = build_plan(self.wording, self.treatments)
        more, left = self._more(three, checks)
        last_visit = self._last_visit(three, more)
        evidence = self._evidence(three)
        return Handover(
            title=self.say("sheet_title"),
            visit=self.visit(),
            name_box=": ".join(filter(None, (self.say("sheet_name_box"), self.wording.profile.visit.name))),
            steps=tuple(self.steps()),
            story_part=Part(self.say("story_heading"), self.say("story_note" if checks else "story_note_alone")),
            story=told,
            three_part=Part(
                self.say("three_heading" if len(three) == TOP else "three_heading_fewer"), self.say("three_note")
            ),
            three=three,
            checks_part=Part(self.say("checks_heading"), self.say("checks_note")),
            checks=checks,
            card=card,
            plan=plan,
            more_part=Part(self.say("more_heading")),
            more=more,
            own_lines=self.say("more_own"),
            agreed=Agreed(
                Part(self.say("agreed_heading"), self.say("agreed_note")),
                (self.say("agreed_step"), self.say("agreed_who"), self.say("agreed_when")),
                AGREED_ROWS,
                self._leaving(len(three)),
            ),
            evidence=evidence,
            sources=self.citations.sources(),
            newer_lead=self.say("sources_newer"),
            footer_front=self.say("sheet_footer_front"),
            sources_on=self.wording.catalog.words["sheet_sources_on"],
            footer_back=self._footer(),
            left_off=LeftOff(
                len(left),
                self.say("more_left_one"),
                self.wording.catalog.words["more_left"],
                tuple(id_ for one in left for id_ in one.ids),
            ),
            moved=Moved(self.say("checks_moved_one"), self.wording.catalog.words["checks_moved"]),
            notes=self.say("sheet_notes"),
            footer_large=self.say("sheet_footer_large"),
            foot_name=" ".join(filter(None, (self.say("sheet_foot_name"), self.wording.profile.visit.name))),
            warnings=tuple(
                notes.warnings(self.wording, today, {*self.ready.lines.ids(), *(asked.id for asked in three)})
            ),
            last_visit=last_visit,
            logo=self.logo,
            sources_heading=self.say("sources_heading"),
        )

    def _leaving(self, asked: int) -> Leaving:
        answers = "leaving_answers" if asked == TOP else "leaving_answers_fewer"
        return Leaving(
            self.say("leaving_lead"), (self.say(answers), self.say("leaving_step"), self.say("leaving_whom"))
        )

    def full_list(self) -> FullList:
        """Return the full list, made after the sheet: its marks go on from the sheet's."""
        from ivfprep.checklist.list_maker import FullListMaker, Listed  # noqa: PLC0415  # a sheet alone starts without

        ready = self.ready
        maker = FullListMaker(self.wording, self.citations, self.more, ready.kinds, ready.documents_only)
        return maker.full_list(Listed(self.lines(), named_points(ready.matches), ready.evidence))

    def lines(self) -> Lines:
        """Return what stands in the full list."""
        return self.ready.lines.without(set(self.wording.profile.leave_out))

    def blocks(self) -> Iterator[CheckBlock]:
        """Yield what to check; of a medicine that is named twice it is the same, and stands once for both."""
        for block in CheckMaker(self.wording, self.citations, self.history).blocks(self.once, self.looked):
            items = (replace(item, ids=tuple(_with_twins(item.ids, self.twins))) for item in block.items)
            yield replace(block, items=tuple(items))

    def _kept_matches(self) -> list[Match]:
        return [match for match in self.ready.matches if match.line.id not in self.settled]

    @cached_property
    def settled(self) -> frozenset[str]:
        """Return the ids of what she left out and of what her doctor answered, with all that such a question asks."""
        profile, patterns = self.wording.profile, self.wording.catalog.patterns
        said = {**dict.fromkeys(profile.leave_out, ""), **answered(profile)}
        # A pattern is worded for the treatments of its day; every other line, hers too, is the same line at any visit.
        keys = {one.id: self._keys_in(said[one.id]) for one in patterns if one.id in said}
        asked = ((id_, key) for one in patterns for key in keys.get(one.id, ()) for id_ in one.covers)
        done = frozenset(id_ for id_ in said if keys.get(id_, ("",)))
        return done | {f"{id_}@{key}" if key else id_ for id_, key in asked}

    def _keys_in(self, asked: str) -> tuple[str, ...]:
        """Return the keys of the treatments that a question names, after ""; all where it names none, none of others.

        What was answered about one treatment says nothing of the next one.
        """
        hers = {one.key: self.wording.names[one.key].casefold() for one in self.treatments}
        others = {one.name.casefold() for one in self.wording.catalog.add_ons}.difference(hers.values())
        words = asked.casefold()
        named = tuple(key for key, name in hers.items() if name in words)
        if named or not any(name in words for name in others):
            return ("", *(named or hers))
        return ()

    def told(self) -> tuple[StoryLine, ...]:
        """Return the story, its words explained."""
        explain = self.glosser.explain
        return tuple(replace(line, text=explain(line.text)) for line in story(self.wording, self.treatments))

    def three(self) -> tuple[Asked, ...]:
        """Return the questions to ask first."""
        profile = self.wording.profile
        own = {f"own-{number}": text for number, text in enumerate(profile.own_questions, 1)}
        told = Told(
            self.treatments,
            self.history,
            self._silent(),
            [one.question.check for one in self.looked if one.kind == "not_looked_for"],
            {id_: text for id_, text in own.items() if id_ not in self.settled},
            self.settled,
        )
        maker = ThreeMaker(self.wording, self.citations)
        lines = {line.id: line for line in in_rank(self.ready.lines.flags, self.ready.lines.questions)}
        three = maker.three([id_ for id_ in profile.top if id_ not in self.settled], lines, told)
        return tuple(replace(one, more=self.glosser.explain(one.more)) for one in three)

    def _silent(self) -> dict[str, list[HistoryItem]]:
        """Return, by treatment, what she has or had that a question is about though no document names it."""
        found: dict[str, list[HistoryItem]] = {}
        for match in self._kept_matches():
            if isinstance(match.line, Question) and match.line.history and match.truth is Truth.TRUE:
                found.setdefault(match.entry, []).append(self.wording.history[match.line.history])
        return found

    def _card(self) -> Card:
        signs, claims = card_signs(self.wording, self.treatments)
        explained = tuple(replace(one, signs=tuple(map(self.glosser.explain, one.signs))) for one in signs)
        phones = short_phones(self.wording)
        number = " or ".join(phone.number for phone in phones[2:])
        until = self.say("card_until_number", number=number) if number else self.say("card_until")
        return Card(
            part=Part(self.say("sheet_card_heading"), until),
            signs=explained,
            what_i_do=tuple(self.say(word) for word in ("card_clinic_if", "card_ambulance_if")),
            phones=phones,
            marks=self.citations.mark(claims, "documents") if claims else "",
        )

    def _more(self, three: Sequence[Asked], checks: Sequence[CheckBlock]) -> tuple[tuple[More, ...], tuple[More, ...]]:
        more, left = self.more.more(self.ready.lines, ids_of(three, checks) | self.settled)
        return tuple(replace(one, text=self.glosser.explain(one.text)) for one in more), left

    def _last_visit(self, three: Sequence[Asked], more: Sequence[More]) -> LastVisit | None:
        lines = in_rank(self.ready.lines.flags, self.ready.lines.questions)
        return last_visit_part(self.wording, lines, (*three, *more), asks_by_pattern(self.wording))

    def _footer(self) -> str:
        about = self.wording.catalog.about
        checked, next_check = notes.in_few_letters(about.checked), notes.in_few_letters(about.next_check)
        return self.say("sheet_footer_back", version=about.version, checked=checked, next_check=next_check)

    def _evidence(self, three: Sequence[Asked]) -> Evidence:
        maker = CellMaker(self.wording, self.ready.kinds, self.citations, self.ready.documents_only)
        named = [one for one in self.treatments if one.key not in self.wording.unnamed]
        shown, ill = in_role(named, "offered", "taken"), in_role(named, "illness")
        taken = [one for one in shown if self._is_aside(one)] if len(shown) > ASIDE_FROM else []
        columns = tuple(maker.columns([one for one in shown if one not in taken]))
        beside = tuple(maker.beside(taken))
        treated = tuple(maker.beside([one for one in ill if self._treats_aps(one)], ("for",)))
        in_short = self._in_short(shown)
        part = Part(self.say("sheet_evidence_heading"), self.say("sheet_evidence_use") if columns else "")
        aside = (*self._aside((*beside, *treated)), *self._for_illness(ill))
        # What the chances taken together leave out is said where the sheet speaks of them.
        adds_up = any(one.id == OF_CHANCES for one in three)
        first = () if in_short else (self._in_short_of_none(),)
        across = (*first, *aside, *self._across(has_evidence=bool(columns), adds_up=adds_up))
        return Evidence(part, self._explained_by_turn(columns), across, in_short)

    def _explained_by_turn(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return the evidence, its words explained where they stay longest: a later turn may find no room on paper."""
        cells = [(place, row) for place, column in enumerate(columns) for row in range(len(column.cells))]
        texts = {
            (place, row): self.glosser.explain(columns[place].cells[row].text)
            for place, row in sorted(cells, key=lambda at: columns[at[0]].cells[at[1]].turn)
        }
        return tuple(
            replace(column, cells=tuple(replace(cell, text=texts[place, row]) for row, cell in enumerate(column.cells)))
            for place, column in enumerate(columns)
        )

    def _in_short(self, shown: Sequence[Treatment]) -> str:
        """Return how it stands with the immune treatments among them, in a few words."""
        names = [one.name for one in shown if one.entry.values["this.immune"] == "yes"]
        if not names:
            return ""
        few = len(names) <= ASIDE_FROM
        return self.say("sheet_evidence_note", names=joined(names)) if few else self.say("sheet_evidence_note_many")

    def _in_short_of_none(self) -> Across:
        """Return what there is to say in short where no immune treatment is named."""
        lead = self.say("sheet_in_short_lead")
        if any(one.key in self.wording.unnamed for one in self.treatments):
            return Across(lead, self.say("sheet_in_short_unnamed"))
        if self.treatments or not self._may_have("transfers"):
            return Across(lead, self.say("sheet_in_short_first"))
        return Across(lead, self.say("sheet_in_short_none"), self.citations.mark(CAUSES_FIRST, "documents"))

    def _treats_aps(self, one: Treatment) -> bool:
        """Return whether a treatment is one of a family that treats what she has: then its evidence is about that."""
        families = one.add_on.families if one.add_on else ()
        own = (family for family in self.wording.catalog.families if family.id in families)
        values = self.wording.facts.values
        return any(
            values[f"history.{item}"] == "yes" and item == APS for family in own for item in family.no_extra_with
        )

    def _for_illness(self, treatments: Sequence[Treatment]) -> Iterator[Across]:
        """Yield that a medicine for an illness is another thing: what is said of it as an extra is not about her."""
        steroids = [one.name for one in treatments if one.add_on and STEROID in one.add_on.families]
        if steroids:
            names = joined(steroids)
            marks = self.citations.mark(NOT_THE_SAME, "documents")
            yield Across(f"{names[:1].upper()}{names[1:]}:", self.say("aside_illness"), marks)

    def _is_aside(self, one: Treatment) -> bool:
        """Return whether a treatment is taken beside those that are on offer, and is none of the immune system."""
        return one.role in ("taken", "illness") and one.entry.values["this.immune"] == "no"

    def _aside(self, columns: Sequence[Column]) -> Iterator[Across]:
        """Yield the evidence on what is taken beside, in one line for each: how sure, and the risks."""
        for column in columns:
            said = [self.glosser.explain(cell.brief or cell.text) for cell in column.cells]
            marks = dict.fromkeys(mark for cell in column.cells for mark in cell.marks.split())
            yield Across(f"{column.heading}:", " ".join(said), " ".join(marks))

    def _across(self, *, has_evidence: bool, adds_up: bool) -> Iterator[Across]:
        unknown = [
            self.say("sheet_unknown_person" if has_evidence else "sheet_unknown_chance"),
            *(notes.unknown_chances(self.wording) if adds_up else ()),
            *((self.say("sheet_unknown_cover"),) if has_evidence else ()),
        ]
        yield Across(self.say("sheet_unknown_lead"), " ".join(unknown))
        for pack in self.wording.catalog.packs:
            yield Across(self.say("sheet_pack_lead"), self.say("footer_pack", name=pack.name, version=pack.version))
        if self.ready.newer_left_out:
            said = self.say("documents_only", count=self.ready.newer_left_out)
            yield Across(self.say("sheet_left_out_lead"), said)
        if self.wording.profile.timeline == "yes" and in_the_story(self.wording.profile):
            yield Across(self.say("sheet_left_out_lead"), self.say("sheet_timeline_left"))
        yield Across(self.say("sheet_made_lead"), self.wording.catalog.about.made_by)

    def _has_a_past(self) -> bool:
        """Return whether there may have been a transfer or a loss: before, there is no cause to look for yet."""
        return self._may_have("transfers") or self._may_have("pregnancies_lost")

    def _may_have(self, name: str) -> bool:
        value = self.wording.facts.values[name]
        return isinstance(value, Interval) and value.high > 0

    def visit(self) -> Visit:
        """Return when and with whom the visit is; no day where the one that was planned is noted already."""
        visit = self.wording.profile.visit
        is_over = notes.last_day_of(visit.date) <= last_day(self.wording.profile)
        day = "" if visit.date in UNSAID or is_over else notes.in_words(visit.date)
        return Visit(self.say("visit_on"), day, self.say("visit_with"), visit.doctor or visit.clinic)

    def steps(self) -> Iterator[Step]:
        """Yield what to do with the page, step by step."""
        yield Step("add", self.say("step_add"), text_paper=self.say("step_add_paper"))
        yield Step("hand_over", self.say("step_hand_over"), self.say("step_hand_over_pages"))
        yield Step("ask", self.say("step_ask"))
        yield Step("say_back", self.say("step_say_back"))

    def _explained(self, block: CheckBlock) -> CheckBlock:
        explain = self.glosser.explain
        self.glosser.heed(block.says)
        return replace(
            block,
            items=tuple(replace(item, text=explain(item.text)) for item in block.items),
        )


def _with_twins(ids: Sequence[str], twins: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the ids of lines, each with the same line of a treatment that is named again."""
    for id_ in ids:
        line, _, key = id_.partition("@")
        yield from (id_, *(f"{line}@{twin}" for twin in twins.get(key, ())))
