"""What the documents say about each treatment of a patient, for and against side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivfprep.catalog import Claim, Disagreement, Evidence, Update
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Entry, Kind, judge_entry
from ivfprep.parsing import compile_tree
from ivfprep.sheet import AddOnEvidence, EvidenceLine
from ivfprep.truth import Truth

SIDES = ("about", "for", "against", "strength", "risk", "numbers")


def build_evidence(wording: Wording, kinds: Mapping[str, Kind]) -> tuple[AddOnEvidence, ...]:
    """Return the evidence for each treatment that is an extra or may be one, in the patient's order."""
    book = _Book(wording, kinds)
    return tuple(
        AddOnEvidence(
            add_on=entry.key,
            name=wording.names[entry.key],
            lines=tuple(book.lines(entry)),
            disagree=tuple(book.disagreements(entry)),
            ask=tuple(dict.fromkeys(row.question for row in book.disagree(entry))),
        )
        for entry in wording.facts.entries
        if entry.present is Truth.TRUE and entry.values["this.extra"] != "no"
    )


class _Book:
    def __init__(self, wording: Wording, kinds: Mapping[str, Kind]) -> None:
        catalog = wording.catalog
        self.catalog, self.wording, self.kinds = catalog, wording, kinds
        self.wish = wording.profile.numbers
        self.texts: dict[str, Claim | Update] = {claim.id: claim for claim in catalog.claims}
        self.texts |= {update.id: update for update in catalog.updates}

    def lines(self, entry: Entry) -> Iterator[EvidenceLine]:
        rows = [row for row in self.catalog.evidence if _speaks_of(row, entry)]
        rows = sorted(rows, key=lambda row: (SIDES.index(row.side), bool(row.update)))
        told = [(row, self.texts[row.claim or row.update]) for row in rows if self._is_for(row, entry)]
        for row, text in told:
            yield _line(row.side, self._first_words(text), row)
        if self.wish == "words_first":
            yield from (_line("numbers", text.says, row) for row, text in told if text.words)

    def disagree(self, entry: Entry) -> list[Disagreement]:
        return [row for row in self.catalog.disagreements if row.add_on == entry.values["this.id"]]

    def disagreements(self, entry: Entry) -> Iterator[EvidenceLine]:
        for row in self.disagree(entry):
            yield EvidenceLine("disagree", row.says, row.updates or row.claims, "newer" if row.updates else "documents")

    def _is_for(self, row: Evidence, entry: Entry) -> bool:
        if row.when is None:
            return True
        verdict = judge_entry(compile_tree(row.when, self.kinds), entry, self.wording.facts.entries)
        return verdict.truth is Truth.TRUE

    def _first_words(self, text: Claim | Update) -> str:
        return text.words if text.words and self.wording.wants_words else text.says


def _speaks_of(row: Evidence, entry: Entry) -> bool:
    families = entry.values["this.family"]
    named = isinstance(families, frozenset) and not families.isdisjoint(row.families)
    return named or entry.values["this.id"] in row.add_ons


def _line(side: str, text: str, row: Evidence) -> EvidenceLine:
    return EvidenceLine(side, text, (row.claim or row.update,), "newer" if row.update else "documents")
