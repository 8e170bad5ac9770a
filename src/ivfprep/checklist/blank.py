"""The blank sheet of a clinic: the same sheet without a patient. Its history is ticked by whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from ivfprep import clinic as clinics
from ivfprep.checklist.checks import Before, Point, history_before
from ivfprep.checklist.handing_over import SheetMaker
from ivfprep.checklist.ranking import Lines
from ivfprep.checklist.three import Case, ThreeMaker
from ivfprep.checklist.treatments import joined
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.handover import Asked, CheckBlock, CheckItem, Clinic, Handover, LeftOff, Step, StoryLine, Visit
from ivfprep.printed import Phone

WITHOUT_A_TREATMENT = ("chance", "handout_look", "what_it_costs")
ABOUT_TREATMENTS = ("handout_why", "handout_helps", "handout_if_not")
"""The patterns of the three questions, where nothing is known of who asks."""

OWN_WORDS = ("illness", "medicine", "allergy")
"""What there is to tell before a treatment of which no document lists anything."""


class BlankMaker(SheetMaker):
    """Makes a blank sheet for the treatments of a profile that says nothing else, where it differs from a patient's."""

    def sheet(self, today: date) -> Handover:
        """Return the whole sheet, headed by the clinic where one hands it out."""
        sheet = super().sheet(today)
        names = joined([one.name for one in self.treatments])
        first = "sheet_welcome_ticks" if names else "sheet_welcome_none"
        return replace(
            sheet,
            title=self.say("sheet_title_about", names=names) if names else sheet.title,
            title_note=self.gloss(),
            welcome=self.say("sheet_welcome" if self.clinic else first),
            clinic=_clinic(self.clinic, self.wording),
            left_off=LeftOff(),
        )

    def steps(self) -> Iterator[Step]:
        """Yield the steps; where there is something to tick about oneself, that comes first."""
        first, *others = super().steps()
        yield Step("mark", self.say("step_tick")) if self.treatments else first
        yield from others

    def lines(self) -> Lines:
        """Return the questions alone: the history, which a patient raises, stands on the sheet to be ticked."""
        return replace(super().lines(), flags=())

    def gloss(self) -> str:
        """Return what kind of treatment the only one is, and when it is given."""
        if len(self.treatments) != 1:
            return ""
        name = self.treatments[0].name
        plain = next((term.plain for term in self.wording.catalog.glossary if term.term == name), "")
        return self.say("sheet_title_note", plain=f"{plain[:1].upper()}{plain[1:]}") if plain else ""

    @cached_property
    def settled(self) -> frozenset[str]:
        """Return what nobody asks of a blank sheet: it has no list that a treatment could be missing from."""
        return super().settled | {"which_add_ons"}

    def told(self) -> tuple[StoryLine, ...]:
        """Return no story: nobody has told one. The head of the sheet says what its only treatment is."""
        if len(self.treatments) == 1:
            self.glosser.seen.add(self.treatments[0].name)
        return ()

    def visit(self) -> Visit:
        """Return a line to write the day on, but where the clinic stands in its place."""
        return Visit("", "", "", "") if self.clinic else super().visit()

    def three(self) -> tuple[Asked, ...]:
        """Return the three questions that anybody can ask of these treatments, or of a visit without any."""
        maker = ThreeMaker(self.wording, self.citations)
        patterns = ABOUT_TREATMENTS if self.treatments else WITHOUT_A_TREATMENT
        return tuple(maker.asked(Case(pattern, self.treatments)) for pattern in patterns)

    def blocks(self) -> Iterator[CheckBlock]:
        """Yield what to tell before each treatment, to be ticked: listed contraindications in a frame."""
        for one in self.treatments:
            history = history_before(self.wording, [one])
            framed = [before for before in history if before.is_listed]
            yield from (self._block(before, "frame_before", one.name) for before in framed)
            others = [before for before in history if before not in framed]
            if others:
                yield self._list(others, self._head("checks_also" if framed else "checks_before", one.name))
            elif not framed:
                yield CheckBlock(
                    self._head("checks_before", one.name), self.say("checks_silent"), "", tuple(self._own_words())
                )

    def _head(self, words: str, name: str) -> str:
        return self.say(words, names=name)

    def _block(self, before: Before, words: str, name: str) -> CheckBlock:
        says = next((matters.says for matters in before.matters if matters.says), "")
        items = (*_ticks(before.points), self._none())
        return CheckBlock(self._head(words, name), says, self._marks([before]), items, framed=True)

    def _list(self, history: Sequence[Before], head: str) -> CheckBlock:
        says = list(dict.fromkeys(matters.says for before in history for matters in before.matters if matters.says))
        words = says[0] if len(says) == 1 else self.say("checks_several")
        # In the order of the whole list of history, what belongs together stands together.
        order = {item.id: place for place, item in enumerate(self.wording.catalog.history)}
        points = [point for before in history for point in before.points]
        items = (*_ticks(sorted(points, key=lambda point: order[point.item.id])), self._none())
        return CheckBlock(head, words, self._marks(history), items)

    def _none(self) -> CheckItem:
        """Return a box for none of a block: a box for all of them could be ticked over an allergy in the frame."""
        return CheckItem("tell_us", self.say("checks_none_of_these"), ())

    def _own_words(self) -> Iterator[CheckItem]:
        yield from (CheckItem("tell_us", self.say(f"checks_own_{what}"), ()) for what in OWN_WORDS)
        yield self._none()

    def _marks(self, history: Sequence[Before]) -> str:
        claims = [claim for before in history for point in before.points for claim in claims_of(point.flag)]
        return self.citations.mark(claims, "documents")


def _ticks(points: Iterable[Point]) -> Iterator[CheckItem]:
    once = {point.item.id: point for point in points}
    return (CheckItem("tell_us", point.noun, (point.id,)) for point in once.values())


def _clinic(clinic: clinics.Clinic | None, wording: Wording) -> Clinic | None:
    if clinic is None:
        return None
    numbers = (("sheet_day", clinic.phone_day), ("sheet_night", clinic.phone_night))
    phones = tuple(Phone(wording.say(words), number) for words, number in numbers if number)
    return Clinic(clinic.name, (clinic.hours,) if clinic.hours else (), phones)
