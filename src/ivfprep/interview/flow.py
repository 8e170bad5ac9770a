"""Where the interview stands: a function of the answers, and of nothing else.

`Flow.look` walks once through every prompt, brings back what applies again and puts aside what does not, and tells what
it saw. The next prompt, the way back, progress and the review page all follow from that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from ivfprep.catalog import Catalog
from ivfprep.conditions import Condition, Entry, Value
from ivfprep.interview.at_once import UrgentHistory, at_once_facts
from ivfprep.interview.entries import entries
from ivfprep.interview.paths import Answer, Data, find, find_mapping, find_word, hidden, hide, restore, take
from ivfprep.interview.replies import SAME, Given, write_reply
from ivfprep.interview.steps import (
    Step,
    chosen,
    entry_facts,
    for_all,
    given,
    known,
    number_of,
    options,
    row_path,
    row_state,
    value_of,
)
from ivfprep.parsing import compile_tree
from ivfprep.plans import pieces_of
from ivfprep.prompts import Interview, Option, Prompt, Section, later_fact, place_of_row, prompt_kinds, stored_by
from ivfprep.truth import Truth

Useful = Callable[[str], bool]
"""Whether filling in a fact can still change the list."""

MATTERING = ("history.", "work_up.")
"""The answers that are facts as they stand, so that the rules tell whether they can still change the list."""


SKIP_PART = "skip_part"
"""The option of any prompt that passes over the rest of its part."""


class Row(NamedTuple):
    """A row of a page of things: its option, where its answer stands, whether it applies, and what was said of it.

    `state` is "yes", "no", a word that leaves it open, or None while nobody said.
    """

    option: Option
    path: str
    applies: bool
    state: str | None

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be asked."""
        return self.applies and self.state is None


class Seen(NamedTuple):
    """A step as the walk saw it: whether it applies, whether it is worth asking, and its rows if it is a page.

    `likely` is false where an answer that is still to come decides whether it is asked. `without` are the options of a
    choice that do not apply.
    """

    step: Step
    applies: bool
    worth: bool
    answered: bool
    likely: bool = True
    rows: tuple[Row, ...] = ()
    without: frozenset[str] = frozenset()


class View(Struct, frozen=True, dict=True):
    """The answers, with what does not apply put aside; and every step in asking order, what is urgent first."""

    answers: Data
    seen: tuple[Seen, ...]
    judge: Callable[[Data], Useful]

    @cached_property
    def useful(self) -> Useful:
        """Return the test whether filling in a fact can still change the list; it is worked out once for a view."""
        return self.judge(self.answers)


class Flow:
    """The interview in motion, for one catalog. `quick` asks the short form."""

    def __init__(
        self, interview: Interview, catalog: Catalog, today: date, useful: Callable[[Data], Useful], quick: bool = False
    ) -> None:
        self.interview, self.catalog, self.today, self.useful, self.quick = interview, catalog, today, useful, quick
        self.kinds = prompt_kinds(interview, catalog)
        self.urgent = UrgentHistory(catalog, today)
        self.conditions: dict[int, Condition] = {}

    def look(self, answers: Data) -> View:
        """Return the view of `answers`; looking again at its answers changes nothing."""
        return self._settle(deepcopy(answers))

    def give(self, answers: Data, step: Step, reply: Given) -> View:
        """Return the view of the answers with `reply` given to `step`."""
        changed = deepcopy(answers)
        rows = options(step, changed, self.catalog) if step.prompt.kind == "ticks" else ()
        write_reply(changed, step, reply, rows, self._others_that_leave_off(changed, step))
        if reply in (SAME, (SAME,)):
            self._fit_the_plan(changed, step)
        return self._settle(changed)

    def _others_that_leave_off(self, answers: Data, step: Step) -> list[Step]:
        """Return the other steps that can take a line off the page, where this one can."""
        if not _leaves_off(step.prompt):
            return []
        every = (
            Step(prompt, section.each, index if section.each else 0)
            for section in self.interview.sections
            for prompt in section.prompts
            if _leaves_off(prompt)
            for index in _indexes(section, answers)
        )
        return [other for other in every if other.key != step.key]

    def _fit_the_plan(self, answers: Data, step: Step) -> None:
        """Drop the pieces of a plan that was taken over which this treatment's plan has not."""
        id_ = find_word(answers, step.path_to("id"))
        pieces = pieces_of(next((add_on for add_on in self.catalog.add_ons if add_on.id == id_), None))
        for piece in set(find_mapping(answers, step.path_to("plan"))) - set(pieces):
            take(answers, step.path_to(f"plan.{piece}"))

    def _settle(self, answers: Data) -> View:
        seen = self._walk(answers)
        _hide_what_does_not_apply(answers, seen)
        return View(answers, seen, self.useful)

    def current(self, view: View) -> Seen | None:
        """Return the step to ask now, or None when all is asked."""
        return next((seen for seen in view.seen if self.is_open(seen, view)), None)

    def is_open(self, seen: Seen, view: View) -> bool:
        """Return whether a step is still to be asked in this form of the interview."""
        may_be_asked = self.asks(seen.step.prompt) and seen.applies and seen.worth and not seen.answered
        return may_be_asked and _matters(seen, view)

    def asks(self, prompt: Prompt) -> bool:
        """Return whether a prompt belongs to this form of the interview."""
        return prompt.quick if self.quick else prompt.long

    def trail(self, view: View) -> list[Seen]:
        """Return the steps that were asked and answered, in asking order, each answer once.

        What one answer filled in for every entry was not asked of each: that one alone is there.
        """
        first: dict[str, Seen] = {}
        filled: dict[str, Answer | None] = {}
        for seen in view.seen:
            said = find(view.answers, seen.step.path)
            if not self.asks(seen.step.prompt) or not _was_asked(seen, view.answers):
                continue
            if said is None or filled.get(seen.step.path) != said:
                first.setdefault(seen.step.path, seen)
            if "*" in seen.step.prompt.answer:
                filled |= dict.fromkeys(for_all(seen.step.prompt.answer, view.answers), said)
        return list(first.values())

    def before(self, view: View, at: Step | None) -> Step | None:
        """Return the answered step before `at`, or before the step to ask now; None at the start."""
        here = at or getattr(self.current(view), "step", None)
        # What is said at once has no place of its own: it stands behind whatever was answered last.
        steps = [seen.step.key for seen in view.seen]
        order = [*steps[len(self.interview.at_once) :], *steps[: len(self.interview.at_once)]]
        limit = order.index(here.key) if here else len(order)
        earlier = [seen.step for seen in self.trail(view) if order.index(seen.step.key) < limit]
        return earlier[-1] if earlier else None

    def _walk(self, answers: Data) -> tuple[Seen, ...]:
        values: dict[str, Value] = dict.fromkeys(self.kinds, Truth.UNKNOWN)
        about: list[dict[str, Value]] = []
        seen: list[Seen] = []
        passed: set[str] = set()
        for section in self.interview.sections:
            for index in _indexes(section, answers):
                own = dict(values)
                if section.each:
                    own |= entry_facts(answers, section.each, index, self.catalog)
                for prompt in section.prompts:
                    one = self._see(Step(prompt, section.each, index if section.each else 0), answers, own)
                    seen.append(one._replace(worth=False) if section.name in passed else one)
                    if one.applies and find(answers, one.step.path) == SKIP_PART:
                        passed.add(section.name)
                about += [own] if section.each == "add_ons" else []
                values = values if section.each else own
        return (*self._see_at_once(answers, values, about), *seen)

    def _see(self, step: Step, answers: Data, values: dict[str, Value]) -> Seen:
        may_apply = self._judge(step.prompt.ask_if, values)
        may_be_worth = self._judge(step.prompt.worth_if, values)
        doubtful = (Truth.FALSE, Truth.UNKNOWN) if step.prompt.sure else (Truth.FALSE,)
        applies = may_apply not in doubtful and self._has_entries(step, answers)
        likely = Truth.UNKNOWN not in (may_apply, may_be_worth)
        is_page = step.prompt.kind == "ticks"
        rows = tuple(self._rows(step, answers, values, applies)) if is_page else ()
        if applies and not is_page:
            restore(answers, step.path)
            for place in given_places(step):
                restore(answers, place)
        values[step.fact] = value_of(step, answers, applies)
        if step.prompt.kind == "which":
            values[f"{step.fact}.count"] = number_of(step, answers)
        for row in rows:
            # Another page may tell the same: what does not apply here is no answer to it.
            told = _facts_of_row(step, row, answers)
            values |= {fact: said for fact, said in told.items() if row.applies or values[fact] is Truth.UNKNOWN}
        without = frozenset() if is_page else self._without(step.prompt, values)
        applies = applies and (not is_page or any(row.applies for row in rows))
        answered = _is_answered(step, answers, rows)
        return Seen(step, applies, may_be_worth is not Truth.FALSE, answered, likely, rows, without)

    def _without(self, prompt: Prompt, values: Mapping[str, Value]) -> frozenset[str]:
        """Return the options of a choice that do not apply."""
        judged = {option.value: self._judge(option.ask_if, values) for option in prompt.options if option.ask_if}
        return frozenset(value for value, found in judged.items() if found is Truth.FALSE)

    def _see_at_once(self, answers: Data, values: dict[str, Value], about: list[dict[str, Value]]) -> Iterator[Seen]:
        values |= at_once_facts(answers, self.urgent)
        some = [Entry(str(number), Truth.TRUE, {**values, **_own(facts)}) for number, facts in enumerate(about)]
        for prompt in self.interview.at_once:
            applies = self._judge(prompt.ask_if, values, some) is Truth.TRUE
            step = Step(prompt)
            if applies:
                restore(answers, step.path)
            yield Seen(step, applies, True, _is_answered(step, answers, ()), without=self._without(prompt, values))

    def _rows(self, step: Step, answers: Data, values: dict[str, Value], applies: bool) -> Iterator[Row]:
        for option in options(step, answers, self.catalog):
            path = row_path(step, option)
            fits = applies and self._judge(option.ask_if, values) is not Truth.FALSE
            if fits:
                restore(answers, path)
            yield Row(option, path, fits, row_state(step, option, path, answers))

    def _has_entries(self, step: Step, answers: Data) -> bool:
        return "*" not in step.prompt.answer or bool(entries(answers, step.prompt.answer.partition(".")[0]))

    def _judge(self, tree: object, values: Mapping[str, Value], some: list[Entry] | None = None) -> Truth:
        if tree is None:
            return Truth.TRUE
        if id(tree) not in self.conditions:
            self.conditions[id(tree)] = compile_tree(tree, self.kinds)
        return self.conditions[id(tree)].judge(values, some or []).truth


def open_rows(seen: Seen, view: View) -> list[Row]:
    """Return the rows of a page that are still to be asked: they apply, have no answer and can change the list."""
    return [row for row in seen.rows if row.is_open and _row_matters(row, view)]


def put_aside_since(before: Data, after: Data) -> list[str]:
    """Return the places of answers that are put aside in `after` and were not in `before`."""
    aside = [path for path in hidden(after) if path not in hidden(before) and not path.startswith("asked.")]
    for part in ("transfers", "add_ons"):
        fewer = len(entries(before, part)) - len(entries(after, part))
        aside += [part] * max(0, fewer)
    return aside


def _leaves_off(prompt: Prompt) -> bool:
    return any(option.leaves_off for option in prompt.options)


def _indexes(section: Section, answers: Data) -> range:
    return range(len(entries(answers, section.each))) if section.each else range(1)


def _own(facts: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in facts.items() if name.startswith("this.")}


def _matters(seen: Seen, view: View) -> bool:
    if seen.rows:
        return bool(open_rows(seen, view))
    return not seen.step.path.startswith(MATTERING) or view.useful(seen.step.path)


def _row_matters(row: Row, view: View) -> bool:
    return not row.path.startswith(MATTERING) or view.useful(row.path)


def _facts_of_row(step: Step, row: Row, answers: Data) -> dict[str, Value]:
    """Return what a condition may ask about a row: whether it is ticked where that is told later, else its answer."""
    prompt, scope = step.prompt, "this." if step.part else ""
    facts: dict[str, Value] = {}
    if stored_by(prompt, row.option):
        facts[scope + place_of_row(prompt, row.option)] = known(find(answers, row.path)) if row.applies else ""
    if row.option.later:
        facts[scope + later_fact(prompt, row.option)] = known(row.state) if row.applies else ""
    return facts


def given_places(step: Step) -> list[str]:
    """Return the places that the options of a step give answers to, besides its own."""
    named: dict[str, None] = {}
    for option in step.prompt.options:
        if option.gives or option.lacks:
            named |= dict.fromkeys((*option.gives, *option.lacks))
    return [step.path_to(place) for place in named]


def given_values(step: Step, place: str) -> set[str]:
    """Return what the options of a step give to one place."""
    told = [pair for option in step.prompt.options for pair in (*option.gives.items(), *option.lacks.items())]
    return {said for at, said in told if step.path_to(at) == place}


def _is_answered(step: Step, answers: Data, rows: tuple[Row, ...]) -> bool:
    if rows and "*" not in step.prompt.answer:
        # A row that only leads to another prompt does not bring back a page whose other rows have their answers.
        return not any(row.is_open and not _only_leads_on(row.option) for row in rows)
    if find(answers, step.path) is not None or any(given(step, option, answers) for option in step.prompt.options):
        return True
    leads = [option.about for option in step.prompt.options if option.about]
    places = [place for about in leads for place in for_all(about, answers)]
    if not places and "*" in step.prompt.answer:
        places = for_all(step.prompt.answer, answers)
    return bool(places) and all(find(answers, place) is not None for place in places)


def _only_leads_on(option: Option) -> bool:
    return option.later and not option.unticked


def _was_asked(seen: Seen, answers: Data) -> bool:
    if not (seen.applies and seen.worth) or seen.step.prompt.kind == "notice":
        return False
    if seen.rows and "*" not in seen.step.prompt.answer:
        return any(row.applies and row.state is not None for row in seen.rows)
    return find(answers, seen.step.path) is not None or chosen(seen.step, answers) is not None


def _hide_what_does_not_apply(answers: Data, walk: tuple[Seen, ...]) -> None:
    applies: dict[str, bool] = defaultdict(bool)
    for seen in walk:
        if not seen.rows:
            applies[seen.step.path] |= seen.applies
            for place in given_places(seen.step):
                # What another prompt gave to the same place stays.
                applies[place] |= seen.applies or find(answers, place) not in given_values(seen.step, place)
        for row in seen.rows:
            applies[row.path] |= row.applies
        for option in seen.step.prompt.options if seen.without else ():
            if option.value in seen.without:
                _drop(answers, seen.step, option)
    for path, stays in applies.items():
        if not stays:
            hide(answers, path)


def _drop(answers: Data, step: Step, option: Option) -> None:
    """Take away what an option gives that was not there to choose."""
    for place, said in (*option.gives.items(), *option.lacks.items()):
        if find(answers, step.path_to(place)) == said:
            take(answers, step.path_to(place))
