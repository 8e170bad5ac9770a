"""A step: one prompt put about one entry, where its answer stands, and what that answer is to a condition."""

from __future__ import annotations

from typing import NamedTuple

from ivfprep.catalog import Catalog
from ivfprep.conditions import Interval, Value
from ivfprep.facts import members
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Answer, Data, find, find_texts, find_word
from ivfprep.plans import pieces_of
from ivfprep.profile import UNSAID
from ivfprep.prompts import COUNTED, TYPED, Option, Prompt, Repeats
from ivfprep.truth import Truth

DIFFER = "differ"
"""The option that answers for no entry: they are not all alike."""


class Step(NamedTuple):
    """A prompt, and the entry that it is put about (`part` is "" and `at` 0 outside a section that repeats)."""

    prompt: Prompt
    part: Repeats = ""
    at: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells this step from every other."""
        return (self.prompt.id, self.at)

    @property
    def path(self) -> str:
        """Return where the answer stands that shows that this step was answered."""
        answer = self.prompt.answer
        if "*" in answer:
            return f"asked.{self.prompt.id}"
        return answer if answer.startswith("asked.") or not self.part else f"{self.part}.{self.at}.{answer}"

    @property
    def place(self) -> str:
        """Return where in the answers file a typed answer stands, the first such place of several; "" for nowhere.

        A number of entries stands nowhere: they are counted.
        """
        if self.prompt.kind in ("how_many", "tally"):
            return ""
        place = self.prompt.answer.replace("*", "0") if "*" in self.prompt.answer else self.path
        return "" if place.startswith("asked.") else place

    @property
    def fact(self) -> str:
        """Return the name by which a condition asks about the answer."""
        return f"this.{self.prompt.id}" if self.part else self.prompt.id


def for_all(step: Step, answers: Data) -> list[str]:
    """Return the places of an answer that is given for every entry at once."""
    part, _, field = step.prompt.answer.partition(".*.")
    return [f"{part}.{index}.{field}" for index in range(len(entries(answers, part)))]


def options(step: Step, answers: Data, catalog: Catalog) -> tuple[Option, ...]:
    """Return the rows of a step, from the prompt or from the catalog."""
    prompt = step.prompt
    if prompt.options_from == "history":
        items = [item for item in catalog.history if prompt.group in ("", item.group)]
        return tuple(Option(item.id, item.label) for item in items)
    if prompt.options_from == "add_ons":
        return tuple(Option(add_on.id, add_on.label) for add_on in catalog.add_ons)
    if prompt.options_from == "treatments":
        listed = enumerate(entries(answers, "add_ons"))
        return tuple(Option(str(index), _entry_label(entry, catalog)) for index, entry in listed)
    if prompt.options_from == "countries":
        rows = sorted(catalog.emergency_numbers, key=lambda row: row.name)
        return tuple(Option(row.country, row.name) for row in rows)
    return prompt.options


def row_path(step: Step, row: str) -> str:
    """Return where the answer to one row of a page stands."""
    if step.prompt.options_from == "treatments":
        return step.prompt.answer.replace("*", row)
    return f"{step.path}.{row}"


def entry_name(entry: Data, catalog: Catalog) -> str:
    """Return what a treatment is called: in the patient's words, or by the catalog."""
    names = {add_on.id: add_on.name for add_on in catalog.add_ons}
    return str(entry.get("name") or names.get(str(entry.get("id")), "the treatment"))


def _entry_label(entry: Data, catalog: Catalog) -> str:
    labels = {add_on.id: add_on.label for add_on in catalog.add_ons}
    return str(entry.get("name") or labels.get(str(entry.get("id")), "The treatment"))


def entry_facts(answers: Data, part: str, index: int, catalog: Catalog) -> dict[str, Value]:
    """Return what is known of an entry before anything is asked about it."""
    id_ = find_word(entries(answers, part)[index], "id") if part == "add_ons" else ""
    add_on = next((add_on for add_on in catalog.add_ons if add_on.id == id_), None)
    return {
        "this.id": id_,
        "this.family": frozenset(add_on.families) if add_on else Truth.UNKNOWN,
        "this.course": add_on.course if add_on else Truth.UNKNOWN,
        "this.plan_pieces": frozenset(pieces_of(add_on)),
    }


def value_of(step: Step, answers: Data, applies: bool) -> Value:
    """Return the answer as a condition sees it; what does not apply is none of the options, and no number."""
    prompt = step.prompt
    if prompt.kind in COUNTED:
        return _number(find(answers, step.path)) if applies else Interval(0, 0)
    if prompt.kind == "which":
        return _treatments(answers, find(answers, step.path)) if applies else frozenset()
    if prompt.kind == "choices":
        return members(find_texts(answers, step.path)) if applies else frozenset()
    if not applies:
        return ""
    answer = find(answers, step.path)
    if prompt.kind in TYPED:
        return "not_given" if _is_unsaid(answer) or answer == "" else _given(answer)
    # What only steers the interview is not a fact about the person: skipped, it is settled.
    return str(answer) if step.path.startswith("asked.") and answer is not None else known(answer)


def _given(answer: Answer | None) -> Value:
    return Truth.UNKNOWN if answer is None else "given"


def known(answer: Answer | None) -> Value:
    """Return an option as it stands; unknown when there is no answer, or one that leaves it open."""
    return Truth.UNKNOWN if answer is None or _is_unsaid(answer) else str(answer)


def _is_unsaid(answer: Answer | None) -> bool:
    return isinstance(answer, str) and answer in UNSAID


def _number(answer: Answer | None) -> Value:
    if isinstance(answer, list):
        return Interval(len(answer), len(answer))
    if answer == "none":
        return Interval(0, 0)
    return Interval(answer, answer) if isinstance(answer, int) else Truth.UNKNOWN


def _treatments(answers: Data, answer: Answer | None) -> Value:
    """Return the treatments there are; one that nobody named is still one, so that it is never "none"."""
    if answer == "none":
        return frozenset({"none"})
    return frozenset(find_word(entry, "id") for entry in entries(answers, "add_ons")) - UNSAID or Truth.UNKNOWN
