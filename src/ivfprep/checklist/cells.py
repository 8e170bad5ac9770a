"""What articles and studies say of each treatment, in the fewest words that stay true."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from ivfprep.catalog import EvidenceCell
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.treatments import Treatment, joined
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Kind, judge_entry
from ivfprep.handover import Cell, CellSide, Column
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

EvidenceId: TypeAlias = int
"""A cell by its identity: it holds a condition, which has no hash."""

SIDES: tuple[CellSide, ...] = ("for", "against", "sure", "risk")
BESIDE: tuple[CellSide, ...] = ("sure", "risk")
"""What is said of a treatment that is taken beside those on offer."""


class Ready(Struct, frozen=True):
    """A cell and its turn: 1 for the first of its side."""

    cell: EvidenceCell
    turn: int


class CellMaker:
    """Makes the columns of one sheet. `documents_only` leaves out what rests on newer findings or labels alone."""

    def __init__(
        self, wording: Wording, kinds: Mapping[str, Kind], citations: Citations, documents_only: bool = False
    ) -> None:
        self.wording, self.kinds, self.citations = wording, kinds, citations
        self.documents_only = documents_only

    def columns(self, treatments: Sequence[Treatment]) -> Iterator[Column]:
        """Yield a column for each treatment; those about which the same is said share one."""
        groups = [(self._ready(places), group) for places, group in self._shared(treatments).items()]
        marks = self._marks(groups)
        for ready, group in groups:
            cells = tuple(self._placed(one, marks) for one in ready) or (self._nothing(),)
            yield Column(_heading(group), (*self._missing(ready), *cells))

    def beside(self, treatments: Sequence[Treatment], sides: Collection[str] = BESIDE) -> Iterator[Column]:
        """Yield a column for each treatment with what is said first on some sides: no more."""
        for places, group in self._shared(treatments).items():
            ready = [one for one in self._ready(places) if one.turn == 1 and one.cell.side in sides]
            marks = self._marks([(ready, group)])
            cells = tuple(self._placed(one, marks) for one in ready)
            if cells or not places:
                yield Column(_heading(group), cells or (self._nothing(),))

    def _shared(self, treatments: Sequence[Treatment]) -> Mapping[tuple[int, ...], Sequence[Treatment]]:
        """Return the treatments by the places of their cells in the content."""
        shared: dict[tuple[int, ...], list[Treatment]] = {}
        for one in treatments:
            shared.setdefault(tuple(self._cells(one)), []).append(one)
        return shared

    def _cells(self, one: Treatment) -> Iterator[int]:
        """Yield where the cells about a treatment stand in the content."""
        for place, cell in enumerate(self.wording.catalog.cells):
            is_kept = bool(cell.claims) or not self.documents_only
            if is_kept and one.is_among(cell.add_ons, cell.families) and self._is_for(cell, one):
                yield place

    def _ready(self, places: Sequence[int]) -> list[Ready]:
        """Return the cells side by side, each with its turn."""
        cells = [self.wording.catalog.cells[place] for place in places]
        by_side = ([cell for cell in cells if cell.side == side] for side in SIDES)
        return [Ready(cell, turn) for some in by_side for turn, cell in enumerate(some, 1)]

    def _marks(self, groups: Sequence[tuple[Sequence[Ready], Sequence[Treatment]]]) -> Mapping[EvidenceId, str]:
        """Return the marks of each cell; what stays longest is numbered first, so that no number is missed on paper."""
        every = sorted((one for ready, _ in groups for one in ready), key=lambda one: one.turn)
        return {id(one.cell): self.citations.mark((*one.cell.claims, *one.cell.updates), "documents") for one in every}

    def _is_for(self, cell: EvidenceCell, one: Treatment) -> bool:
        if cell.when is None:
            return True
        verdict = judge_entry(compile_tree(cell.when, self.kinds), one.entry, self.wording.facts.entries)
        return verdict.truth is Truth.TRUE

    def _missing(self, ready: Sequence[Ready]) -> Iterator[Cell]:
        """Yield that nothing speaks for a treatment, where the documents speak of it and do not say so."""
        if ready and not any(one.cell.side == "for" for one in ready):
            words = "cells_nothing_for" if any(one.cell.claims for one in ready) else "cells_nothing"
            yield Cell("for", self.wording.say("cell_for"), self.wording.say(words), "")

    def _nothing(self) -> Cell:
        return Cell("sure", self.wording.say("cell_sure"), self.wording.say("cells_nothing"), "")

    def _placed(self, one: Ready, marks: Mapping[EvidenceId, str]) -> Cell:
        cell = one.cell
        return Cell(
            cell.side, self.wording.say(f"cell_{cell.side}"), self._said(cell), marks[id(cell)], one.turn, cell.brief
        )

    def _said(self, cell: EvidenceCell) -> str:
        return cell.words if self.wording.wants_words and cell.words else cell.says


def _heading(group: Sequence[Treatment]) -> str:
    names = joined([one.name for one in group])
    return names[:1].upper() + names[1:]
