"""What articles and studies say of each treatment, in the fewest words that stay true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ivfprep.catalog import EvidenceCell
from ivfprep.checklist.citations import Citations
from ivfprep.checklist.treatments import Treatment, joined
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Kind, judge_entry
from ivfprep.handover import Cell, CellSide, Column
from ivfprep.parsing import compile_tree
from ivfprep.truth import Truth

SIDES: tuple[CellSide, ...] = ("for", "against", "sure", "risk")


class CellMaker:
    """Makes the columns of one sheet. `documents_only` leaves out what rests on newer findings or labels alone."""

    def __init__(
        self, wording: Wording, kinds: Mapping[str, Kind], citations: Citations, documents_only: bool = False
    ) -> None:
        self.wording, self.kinds, self.citations = wording, kinds, citations
        self.documents_only = documents_only

    def columns(self, treatments: Sequence[Treatment]) -> Iterator[Column]:
        """Yield a column for each treatment; those about which the same is said share one."""
        shared: dict[tuple[EvidenceCell, ...], list[Treatment]] = {}
        for one in treatments:
            shared.setdefault(tuple(self._cells(one)), []).append(one)
        for cells, group in shared.items():
            names = joined([one.name for one in group])
            yield Column(names[:1].upper() + names[1:], tuple(self._placed(cells)))

    def _cells(self, one: Treatment) -> Iterator[EvidenceCell]:
        for cell in self.wording.catalog.cells:
            if _speaks_of(cell, one) and (cell.claims or not self.documents_only) and self._is_for(cell, one):
                yield cell

    def _is_for(self, cell: EvidenceCell, one: Treatment) -> bool:
        if cell.when is None:
            return True
        verdict = judge_entry(compile_tree(cell.when, self.kinds), one.entry, self.wording.facts.entries)
        return verdict.truth is Truth.TRUE

    def _placed(self, cells: Sequence[EvidenceCell]) -> Iterator[Cell]:
        if not any(cell.claims for cell in cells):
            yield Cell("sure", self.wording.say("cell_sure"), self.wording.say("cells_nothing"), "")
        elif not any(cell.side == "for" for cell in cells):
            yield Cell("for", self.wording.say("cell_for"), self.wording.say("cells_nothing_for"), "")
        for side in SIDES:
            for cell in cells:
                if cell.side == side:
                    marks = self.citations.mark((*cell.claims, *cell.updates), "documents")
                    yield Cell(side, self.wording.say(f"cell_{side}"), self._said(cell), marks)

    def _said(self, cell: EvidenceCell) -> str:
        in_words = self.wording.profile.numbers in ("none", "words_first")
        return cell.words if in_words and cell.words else cell.says


def _speaks_of(cell: EvidenceCell, one: Treatment) -> bool:
    add_on = one.add_on
    return add_on is not None and (add_on.id in cell.add_ons or not set(add_on.families).isdisjoint(cell.families))
