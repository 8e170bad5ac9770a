"""A step: one prompt put about one entry, where its answer stands, and what that answer is to a condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ivfprep.catalog import AddOn, Catalog
from ivfprep.conditions import Interval, Value
from ivfprep.facts import members
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Answer, Data, find, find_texts, find_word
from ivfprep.plans import pieces_of
from ivfprep.profile import UNSAID
from ivfprep.prompts import COUNTED, TYPED, Option, Prompt, Repeats, place_of_row
from ivfprep.truth import Truth

DIFFER = "differ"
"""The option that answers for no entry: they are not all alike."""

LEAST_NAME = 5
"""So many letters has a name that a treatment is known by at least; fewer are a short form."""

SOME_DOCTOR = "a_doctor"
CERTAIN_DOCTORS = ("fertility_clinic", "specialist", "other_doctor")
"""Who was named by another prompt is still one of the doctors whom an option asks for."""

STEERING = "asked."
"""How answers begin that only the interview reads."""


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
        return f"{STEERING}{self.prompt.id}" if "*" in answer else self.path_to(answer)

    def path_to(self, place: str) -> str:
        """Return where a `place` is that is named as seen from the entry."""
        if not self.part:
            return place
        first, rest = (STEERING, place.removeprefix(STEERING)) if place.startswith(STEERING) else ("", place)
        return f"{first}{self.part}.{self.at}.{rest}"

    @property
    def place(self) -> str:
        """Return where in the answers file a typed answer stands, the first such place of several; "" for nowhere.

        A number of entries stands nowhere: they are counted.
        """
        if self.prompt.kind == "how_many":
            return ""
        place = self.prompt.answer.replace("*", "0") if "*" in self.prompt.answer else self.path
        return "" if place.startswith(STEERING) else place

    @property
    def fact(self) -> str:
        """Return the name by which a condition asks about the answer."""
        return f"this.{self.prompt.id}" if self.part else self.prompt.id


def for_all(place: str, answers: Data) -> list[str]:
    """Return the places that a place with `*` stands for: one for each entry."""
    part, _, field = place.partition(".*.")
    return [f"{part}.{index}.{field}" for index in range(len(entries(answers, part)))] if field else [place]


def options(step: Step, answers: Data, catalog: Catalog) -> tuple[Option, ...]:
    """Return the rows of a step, from the prompt or from the catalog, those of a group together."""
    prompt = step.prompt
    if prompt.options_from == "history":
        order = list(prompt.groups)
        items = sorted(catalog.history, key=lambda item: order.index(item.group) if item.group in order else len(order))
        return tuple(Option(item.id, item.label) for item in items)
    if prompt.options_from == "add_ons":
        order = list(prompt.groups)
        add_ons = sorted(catalog.add_ons, key=lambda one: order.index(group_of(one, order)) if order else 0)
        return tuple(Option(add_on.id, add_on.label) for add_on in add_ons)
    if prompt.options_from == "treatments":
        listed = enumerate(entries(answers, "add_ons"))
        return tuple(Option(str(index), _entry_label(entry, catalog)) for index, entry in listed)
    if prompt.options_from == "countries":
        rows = sorted(catalog.emergency_numbers, key=lambda row: row.name)
        return tuple(Option(row.country, row.name) for row in rows)
    return prompt.options


def group_of(add_on: AddOn, groups: Iterable[str]) -> str:
    """Return in which of the `groups` a treatment stands: that of its family, or that of its course."""
    return next((family for family in add_on.families if family in groups), add_on.course)


def row_path(step: Step, option: Option) -> str:
    """Return where the answer to one row of a page stands."""
    if step.prompt.options_from == "treatments":
        return step.prompt.answer.replace("*", option.value)
    return step.path_to(place_of_row(step.prompt, option))


def marker_path(step: Step, option: Option) -> str:
    """Return where it stands that a row was ticked whose answer is only told by a prompt that follows."""
    return step.path_to(f"{STEERING}{step.prompt.id}.{option.value}")


def row_state(step: Step, option: Option, path: str, answers: Data) -> str | None:
    """Return "yes" for a ticked row whose answer stands at `path`, "no", a word that leaves it open, or None."""
    found = find(answers, path)
    if option.later:
        if found in (None, "") or (found in UNSAID and found == find(answers, marker_path(step, option))):
            return find_word(answers, marker_path(step, option)) or None
        return "no" if found == option.unticked else "yes"
    if found is None:
        return None
    ticked = option.ticked or step.prompt.ticked
    return "yes" if found == ticked else str(found) if _is_unsaid(found) else "no"


def given(step: Step, option: Option, answers: Data) -> bool:
    """Return whether all that an option gives stands in the answers."""
    return bool(option.gives) and all(
        _is_said(find(answers, step.path_to(at)), said) for at, said in option.gives.items()
    )


def _is_said(found: Answer | None, said: str) -> bool:
    """Return whether an answer is what an option gives: which doctor it was may be known by now."""
    return found == said or (said == SOME_DOCTOR and found in CERTAIN_DOCTORS)


def chosen(step: Step, answers: Data) -> Answer | None:
    """Return what a step of one choice was answered with: the option that fits best what stands in the answers."""
    fitting = [option for option in step.prompt.options if given(step, option, answers)]
    if fitting:
        return max(fitting, key=lambda option: len(option.gives)).value
    found = find(answers, step.path)
    if not any(option.value == found and option.gives for option in step.prompt.options):
        return found
    # Of those that nothing speaks against, the one that says least: what was only "not taken" starts at no known time.
    left = [option for option in step.prompt.options if _may_be(step, option, found, answers)]
    return min(left, key=lambda option: len(option.gives)).value if left else found


def _may_be(step: Step, option: Option, found: Answer | None, answers: Data) -> bool:
    """Return whether an option gives what was found, and nothing that the answers say otherwise."""
    gives = {step.path_to(at): said for at, said in option.gives.items()}
    return gives.get(step.path) == found and all(
        find(answers, at) is None or _is_said(find(answers, at), said) for at, said in gives.items()
    )


def listed(step: Step, answers: Data) -> list[str]:
    """Return the options that a step of several choices was answered with."""
    told = find_texts(answers, step.path)
    return [option.value for option in step.prompt.options if option.value in told or given(step, option, answers)] + [
        word for word in told if word in UNSAID
    ]


def entry_name(entry: Data, catalog: Catalog) -> str:
    """Return what a treatment is called: in the patient's words, or by the catalog and by the name that she knows."""
    names = {add_on.id: add_on.name for add_on in catalog.add_ons}
    return str(entry.get("name") or as_known(names.get(str(entry.get("id")), "the treatment"), entry))


def _entry_label(entry: Data, catalog: Catalog) -> str:
    labels = {add_on.id: add_on.label for add_on in catalog.add_ons}
    return str(entry.get("name") or as_known(labels.get(str(entry.get("id")), "The treatment"), entry))


def as_known(name: str, entry: Data) -> str:
    """Return the name of a treatment of the list, without what explains it where she knows it by a name of her own."""
    return f"{name.partition(' (')[0]} ({entry['called']})" if entry.get("called") else name


def known_names(add_on: AddOn) -> tuple[str, ...]:
    """Return the names of a treatment that somebody may know it by: no short form of it, and no word inside of it."""
    own = add_on.name.lower()
    return tuple(
        name
        for name in add_on.also
        if name.isalpha() and len(name) >= LEAST_NAME and name.lower() not in own and own not in name.lower()
    )


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
        return _said(step, answers) if applies else frozenset()
    if not applies:
        return ""
    answer = chosen(step, answers) if prompt.kind == "choice" else find(answers, step.path)
    if prompt.kind in TYPED:
        return "not_given" if _is_unsaid(answer) or answer == "" else _given(answer)
    # What only steers the interview is not a fact about the person: skipped, it is settled.
    return str(answer) if step.path.startswith(STEERING) and answer is not None else known(answer)


def _said(step: Step, answers: Data) -> Value:
    if step.path.startswith(STEERING) and find(answers, step.path) is not None:
        return frozenset(listed(step, answers)) - UNSAID
    return members(listed(step, answers))


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


def number_of(step: Step, answers: Data) -> Value:
    """Return how many entries a step is answered with."""
    return _number(find(answers, step.path))


def _treatments(answers: Data, answer: Answer | None) -> Value:
    """Return the treatments there are; one that nobody named is still one, so that it is never "none"."""
    if answer == "none":
        return frozenset({"none"})
    return frozenset(find_word(entry, "id") for entry in entries(answers, "add_ons")) - UNSAID or Truth.UNKNOWN
