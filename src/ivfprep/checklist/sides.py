"""What the documents say, as the page prints it: for and against side by side, and what several share only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ivfprep.checklist.citations import Citations
from ivfprep.checklist.evidence import SIDES
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.wording import Wording
from ivfprep.sheet import AddOnEvidence, EvidenceLine, EvidencePart, Said

TURNS = {"strength": 2, "about": 3, "numbers": 3}
"""The turn of a side's first line, where it is not 1: what speaks for or against and the risks stay longest."""


class SaidMaker:
    """Makes the evidence of one page."""

    def __init__(self, wording: Wording, citations: Citations, glosser: Glosser) -> None:
        self.say, self.citations, self.glosser = wording.say, citations, glosser

    def parts(self, evidence: Sequence[AddOnEvidence]) -> Iterator[EvidencePart]:
        """Return a part for each treatment, then one for each set of treatments that share a line."""
        sharing = _sharing(evidence)
        for part in evidence:
            lines = [line for line in part.lines if len(sharing[line.claims]) == 1]
            yield _in_turns(_heading([part.name]), [*self._own(part, lines), *self._disagreements(part)])
        for names in dict.fromkeys(names for names in sharing.values() if len(names) > 1):
            lines = [line for part in evidence for line in part.lines if sharing[line.claims] == names]
            shared = {(line.side, line.claims): line for line in lines}.values()
            yield _in_turns(_heading(names), list(self._sided(list(shared))))

    def _own(self, part: AddOnEvidence, lines: Sequence[EvidenceLine]) -> Iterator[Said]:
        if not part.lines:
            yield Said(self.say("side_about"), self.say("nothing"), "")
            return
        yield from self._sided(lines)
        for side in ("for", "against"):
            if side not in {line.side for line in part.lines}:
                yield Said(self.say(f"side_{side}"), self.say(f"nothing_{side}"), "")

    def _sided(self, lines: Sequence[EvidenceLine]) -> Iterator[Said]:
        for line in sorted(lines, key=lambda line: SIDES.index(line.side)):
            said = self._line(self.say(f"side_{line.side}"), line)
            yield replace(said, turn=TURNS.get(line.side, 1))

    def _disagreements(self, part: AddOnEvidence) -> Iterator[Said]:
        for line in part.disagree:
            yield self._line(self.say("side_disagree"), line)

    def _line(self, side: str, line: EvidenceLine) -> Said:
        return Said(side, self.glosser.explain(line.text), self.citations.mark(line.claims, line.layer))


def _in_turns(heading: str, lines: Sequence[Said]) -> EvidencePart:
    """Return a part whose lines give way in turns: the first of every side stays longest."""
    places: Counter[str] = Counter()
    turned = []
    for line in lines:
        places[line.side] += 1
        turned.append(replace(line, turn=line.turn + places[line.side] - 1))
    return EvidencePart(heading, tuple(turned))


def _sharing(evidence: Sequence[AddOnEvidence]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the treatments that each claim is printed for."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for part in evidence:
        for line in part.lines:
            names[line.claims] = tuple(dict.fromkeys((*names.get(line.claims, ()), part.name)))
    return names


def _heading(names: Sequence[str]) -> str:
    heading = ", ".join(names)
    return heading[:1].upper() + heading[1:]
