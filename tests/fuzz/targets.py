"""What is fuzzed: each target takes any input, and raises when something is wrong with what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from ivfprep.checklist import build_checklist
from ivfprep.conditions import Entry, Interval, Kind, OpenSet, Value
from ivfprep.cumulative import cumulative_chance, read_chance
from ivfprep.dates import When, read_when
from ivfprep.errors import BadInput
from ivfprep.full_list import FullList
from ivfprep.handover import Handover
from ivfprep.interview.reading import clean, read_line
from ivfprep.interview.steps import Step
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog, load_interview
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.migrations import migrate
from ivfprep.parsing import compile_tree
from ivfprep.profile import Transfer
from ivfprep.render import render, render_file
from ivfprep.sheet import Checklist
from ivfprep.truth import Truth, all_of, any_of, negation
from tests import any_text
from tests.cases.patients import FOLDER as CASES
from tests.commands import EXAMPLES
from tests.render.any_page import full_lists, handovers, headed, headed_list, page_with, pages
from tests.test_migrations import FROZEN, OLD, TOY

T = TypeVar("T")
Run = TypeVar("Run", bound=Callable[..., None])
DAY = date(2026, 11, 21)
CATALOG = load_catalog()
STEPS = [Step(prompt, section.each) for section in load_interview().sections for prompt in section.prompts]
FILES = [path.read_text("utf-8") for folder in (EXAMPLES, CASES, FROZEN) for path in sorted(folder.glob("*.yaml"))]
SIGNS = [
    *"\t\n :-[]{},#'\"&*!|>%@`?\\",
    "\r",
    "\0",
    "\ufeff",
    "\u2028",
    "\x85",
    "- ",
    ": ",
    "~",
    "yes",
    "012",
    "<<: ",
    "---\n",
]
JUNK = any_text.text(max_size=40) | st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """Return a real file with pieces cut out, doubled and put in, or text made of the signs of YAML."""
    text = draw(st.sampled_from(FILES) | JUNK)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 60)))
        kept = draw(st.sampled_from(["", text[start:end] * 2]))
        text = text[:start] + draw(JUNK) + kept + text[end:]
    return text


class Target(NamedTuple):
    """A part of the program: its share of the inputs, what the inputs are drawn from, and what is done with one."""

    share: int
    inputs: st.SearchStrategy[tuple[Any, ...]]
    run: Callable[..., None]


TARGETS: dict[str, Target] = {}


def target(name: str, share: int, *inputs: st.SearchStrategy[Any]) -> Callable[[Run], Run]:
    """Enter a function among the targets."""

    def enter(run: Run) -> Run:
        TARGETS[name] = Target(share, st.tuples(*inputs), run)
        return run

    return enter


def or_refused(read: Callable[[], T]) -> T | BadInput:
    """Return what was read, or why it was refused."""
    try:
        return read()
    except BadInput as error:
        return error


@target("yaml loader", 30, yaml_texts())
def yaml_loader(text: str) -> None:
    tree = or_refused(lambda: read_tree(text, "it"))
    if isinstance(tree, BadInput):
        lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + 2
        assert all(problem.message and 0 <= problem.line <= lines for problem in tree.problems)
    else:
        assert tree.line >= 1


@target("answers loader", 30, yaml_texts() | st.binary(max_size=60))
def answers_loader(text: str | bytes) -> None:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    profile = or_refused(lambda: read_answers(BytesIO(data), CATALOG, DAY))
    if isinstance(profile, BadInput):
        assert str(profile)
    else:
        assert render(build_checklist(profile, CATALOG, DAY), "text")


KEYS = ["format", "visit", "transfers", "add_ons", "history", "work_up", "own_questions", "visits", "top", "id", "why"]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | any_text.text(max_size=8)
    | st.sampled_from(["yes", "none"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | any_text.text(max_size=6), inner)
    ),
    max_leaves=12,
)


ANSWERS = st.dictionaries(st.sampled_from(KEYS), VALUES)


@target("answers of any shape", 20, ANSWERS, st.sampled_from([0, 1, 1, 1, 2, "1", "x"]))
def answers_of_any_shape(data: dict[str, Any], version: object) -> None:
    text = json.dumps({**data, "format": version})
    assert str(or_refused(lambda: read_answers(BytesIO(text.encode()), CATALOG, DAY)))


@target("migration", 10, VALUES, VALUES, st.sampled_from([1, 2, 3]))
def migration(boats: Any, crew: Any, version: int) -> None:
    migrated = migrate({**OLD, "boats": boats, "crew": crew, "format": version}, TOY, to=3)
    assert migrated.answers["format"] == 3
    assert migrated.said()


KINDS = {
    "colour": Kind("choice", ("red", "blue")),
    "boats": Kind("count"),
    "this.sails": Kind("choices", ("big", "small")),
    "this.old": Kind("choice", ("yes", "no")),
}
COUNTS = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda pair: Interval(min(pair), max(pair)))
SAILS = st.frozensets(st.sampled_from(["big", "small"]))
FACTS: dict[str, st.SearchStrategy[Value]] = {
    "colour": st.sampled_from(["red", "blue", Truth.UNKNOWN]),
    "boats": COUNTS,
    "this.sails": SAILS | SAILS.map(OpenSet) | st.just(Truth.UNKNOWN),
    "this.old": st.sampled_from(["yes", "no", Truth.UNKNOWN]),
}
LEAVES = st.one_of(
    st.sampled_from(
        [{"colour": "red"}, {"colour": ["red", "blue"]}, {"this": {"old": "yes"}}, {"this.sails": ["big"]}]
    ),
    st.builds(lambda low: {"boats": {"at_least": low}}, st.integers(0, 5)),
    st.builds(lambda high: {"boats": {"at_most": high}}, st.integers(0, 5)),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=12,
)


@target("conditions", 20, TREES, st.fixed_dictionaries(FACTS))
def conditions(tree: Any, values: dict[str, Value]) -> None:
    verdict = compile_tree(tree, KINDS).judge(values, (Entry("one", Truth.TRUE, values),))
    assert verdict.truth is slowly(tree, values)
    assert (verdict.truth is Truth.UNKNOWN) == bool(verdict.open)


def slowly(tree: Any, values: dict[str, Value]) -> Truth:
    """Return what a condition comes to by the tables alone, without what makes the evaluator quick."""
    key, inner = next(iter(tree.items()))
    if key in ("all", "any"):
        return (all_of if key == "all" else any_of)(slowly(part, values) for part in inner)
    if key == "not":
        return negation(slowly(inner, values))
    if key == "this":
        return slowly({f"this.{name}": test for name, test in inner.items()}, values)
    return slowly_tested(values[key], inner)


def slowly_tested(value: Value, inner: Any) -> Truth:
    wanted = {inner} if isinstance(inner, str) else set(inner)
    if isinstance(value, Interval):
        low, high = inner.get("at_least", 0), inner.get("at_most", 99)
        inside = [low <= number <= high for number in range(int(value.low), int(value.high) + 1)]
        return Truth.TRUE if all(inside) else Truth.UNKNOWN if any(inside) else Truth.FALSE
    if value is Truth.UNKNOWN:
        return Truth.UNKNOWN
    is_met = bool(wanted & value) if isinstance(value, frozenset) else value in wanted
    missed = Truth.UNKNOWN if isinstance(value, OpenSet) else Truth.FALSE
    return Truth.TRUE if is_met else missed


@target(
    "conditions of any shape",
    10,
    st.recursive(
        st.none() | any_text.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["all", "any", "not", "this", "some_add_on", "colour", "boats", "at_least"]), inner
            )
        ),
        max_leaves=8,
    ),
)
def conditions_of_any_shape(tree: Any) -> None:
    said = ""
    try:
        compile_tree(tree, KINDS)
    except ValueError as error:
        said = str(error)
    assert not said or said.endswith(".")


NUMERALS = st.text("0123456789 .,-/%~ªº²½٣", max_size=12)
MONTHS = st.sampled_from(["Jan", "March", "sept", "spring", "about", "early", "of", "the", "3rd", "last year", "May"])
WRITTEN = st.lists(MONTHS | NUMERALS, max_size=4).map(" ".join) | any_text.text(max_size=20)


@target("dates", 20, WRITTEN)
def dates(text: str) -> None:
    when = read_when(text)
    if isinstance(when, When):
        assert when.earliest <= when.latest
        assert read_when(when.text) is not None


@target("typed lines", 20, WRITTEN | NUMERALS, st.sampled_from(STEPS))
def typed_lines(text: str, step: Step) -> None:
    read_line(step, text, DAY)
    assert "\n" not in clean(text)


CHANCES = st.from_regex(
    r"\A(\d{1,3}(\.\d{1,2})?(-\d{1,3}(\.\d{1,2})?)?|not_told|not_sure|skipped)\Z", alphabet=any_text.SIGNS
)


OF_WHAT = st.sampled_from(["pregnancy", "live_birth", "not_sure"])


@target("chances", 10, st.lists(st.tuples(CHANCES, OF_WHAT), max_size=4))
def chances(told: list[tuple[str, Any]]) -> None:
    read = [(text, of, read_chance(text)) for text, of in told]
    done = [
        Transfer(outcome="no_pregnancy", chance=text, chance_of=of)
        for text, of, range_ in read
        if range_ is None or 0 <= range_.low <= range_.high <= 1
    ]
    total = cumulative_chance(done).range
    assert 0 <= total.low <= total.high <= 1


def prints(format_: str, checklist: Checklist, width: int) -> None:
    page = render(checklist, format_, width=width)
    assert page.encode("utf-8")
    assert "\u202e" not in page or format_ == "json"


for _form in ("text", "markdown", "terminal", "html", "json"):
    target(f"{_form} renderer", 7, pages, st.integers(1, 200))(partial(prints, _form))


@target("pdf renderer", 1, handovers, st.none() | full_lists, st.booleans())
def pdf(sheet: Handover, full_list: FullList | None, large: bool) -> None:
    page = render_file(page_with(headed(sheet), full_list and headed_list(full_list)), "pdf", large=large)
    assert page.startswith(b"%PDF-")
