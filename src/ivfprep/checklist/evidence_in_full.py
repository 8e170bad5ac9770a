"""All that the documents say of each treatment, for and against; what is said of several stands once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ivfprep.checklist.citations import Citations
from ivfprep.checklist.evidence import SIDES
from ivfprep.checklist.glossing import Glosser
from ivfprep.checklist.wording import Wording
from ivfprep.full_list import Entry, EntryGroup
from ivfprep.sheet import AddOnEvidence, EvidenceLine


class EvidenceInFull:
    """Words the evidence for one full list."""

    def __init__(self, wording: Wording, citations: Citations, glosser: Glosser) -> None:
        self.say, self.citations, self.glosser = wording.say, citations, glosser

    def groups(self, evidence: Sequence[AddOnEvidence]) -> Iterator[EntryGroup]:
        """Return a group for each treatment, then one for each set of treatments that share a line."""
        sharing = _sharing(evidence)
        for part in evidence:
            lines = [line for line in part.lines if len(sharing[line.claims]) == 1]
            yield _led_once(_heading([part.name]), [*self._own(part, lines), *self._disagreements(part)])
        for names in dict.fromkeys(names for names in sharing.values() if len(names) > 1):
            lines = [line for part in evidence for line in part.lines if sharing[line.claims] == names]
            shared = {(line.side, line.claims): line for line in lines}.values()
            yield _led_once(_heading(names), list(self._sided(list(shared))))

    def _own(self, part: AddOnEvidence, lines: Sequence[EvidenceLine]) -> Iterator[Entry]:
        if not part.lines:
            yield Entry(self.say("nothing"), lead=self._lead("about"))
            return
        yield from self._sided(lines)
        for side in ("for", "against"):
            if side not in {line.side for line in part.lines}:
                yield Entry(self.say(f"nothing_{side}"), lead=self._lead(side))

    def _sided(self, lines: Sequence[EvidenceLine]) -> Iterator[Entry]:
        return (self._entry(line) for line in sorted(lines, key=lambda line: SIDES.index(line.side)))

    def _disagreements(self, part: AddOnEvidence) -> Iterator[Entry]:
        return map(self._entry, part.disagree)

    def _entry(self, line: EvidenceLine) -> Entry:
        marks = self.citations.mark(line.claims, line.layer)
        return Entry(self.glosser.explain(line.text), marks=marks, lead=self._lead(line.side))

    def _lead(self, side: str) -> str:
        return f"{self.say(f'side_{side}')}:"


def _led_once(heading: str, entries: Sequence[Entry]) -> EntryGroup:
    """Return a group in which each side is named once, before its first entry."""
    before = ["", *(entry.lead for entry in entries)]
    named = (
        replace(entry, lead="") if entry.lead == lead else entry for entry, lead in zip(entries, before, strict=False)
    )
    return EntryGroup(heading, tuple(named))


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
