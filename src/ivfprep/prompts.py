"""What the interview asks, typed: what `data/interview.yaml` holds once it is read and checked."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from ivfprep.catalog import Catalog, Content, Id, Sentence
from ivfprep.conditions import Kind
from ivfprep.plans import EVERY_PIECE

Asks: TypeAlias = Literal[
    "choice",  # one of the options
    "choices",  # several of the options
    "ticks",  # a page of things: each one ticked or not
    "when",  # a date, as exact as the person knows it
    "day",  # one exact day
    "count",  # a whole number
    "chance",  # percent, or a range of percent
    "text",  # one line
    "lines",  # any number of lines
    "how_many",  # how many of a repeated part there are
    "which",  # which extra treatments there are
    "tally",  # how many of the transfers did not lead to a pregnancy
    "fit",  # two answers that do not fit: each option names the prompt to go back to
    "notice",  # something to be said at once
]
Repeats: TypeAlias = Literal["", "transfers", "add_ons"]
Rows: TypeAlias = Literal["", "history", "add_ons", "treatments", "countries"]

TYPED = frozenset({"when", "day", "chance", "text", "lines"})
COUNTED = frozenset({"count", "how_many", "tally"})


class Option(Content, frozen=True):
    """One row to choose. `ask_if` leaves it out where it does not apply."""

    value: str
    label: Sentence
    ask_if: dict[str, object] | None = None


class Prompt(Content, frozen=True):
    """One thing that the interview asks. `name` is how the review page calls its answer.

    `answer` is where the answer goes: a path in the answers file, seen from the entry in a section that repeats, with
    `*` for every entry at once; a path that begins with `asked.` is read by the interview alone. `help` says why it is
    asked and what it changes. When `ask_if` is false the prompt does not apply and its answer is put aside; when
    `worth_if` is false it is passed over, and an answer that stands there all the same stays. An unknown `ask_if` asks,
    unless the prompt is only for what is `sure`. The quick form asks what is `quick`, the long form what is `long`.
    `ticked` and `unticked` are what a page of things stores. `options_from` takes rows from the catalog, of one `group`
    of the history. `low` and `high` bound a number.
    """

    id: Id
    name: Sentence
    kind: Asks
    answer: str
    text: Sentence
    help: Sentence
    options: tuple[Option, ...] = ()
    options_from: Rows = ""
    group: str = ""
    ask_if: dict[str, object] | None = None
    worth_if: dict[str, object] | None = None
    sure: bool = False
    quick: bool = False
    long: bool = True
    unsaid: bool = True
    none: str = ""
    ticked: str = "yes"
    unticked: str = "no"
    low: int = 0
    high: int = 30
    example: str = ""


class Section(Content, frozen=True):
    """Prompts that belong together; `each` repeats them for every entry. Sections of one `name` are one part."""

    id: Id
    name: Sentence
    prompts: tuple[Prompt, ...]
    each: Repeats = ""


class Interview(Content, frozen=True):
    """Everything that is asked, in asking order. `at_once` comes before the rest as soon as it is true."""

    sections: tuple[Section, ...]
    at_once: tuple[Prompt, ...] = ()


def prompt_kinds(interview: Interview, catalog: Catalog) -> dict[str, Kind]:
    """Return the kind of each fact that `ask_if` and `worth_if` may be about.

    A prompt is named by its id, with `this.` before it in a section that repeats; a row of a page by the path of its
    answer, such as `history.diabetes`. The order is the asking order, so that "earlier" can be checked.
    """
    kinds = dict(_entry_kinds(catalog))
    for section in interview.sections:
        scope = "this." if section.each else ""
        for prompt in section.prompts:
            kinds.update(_kinds(prompt, scope, catalog))
    for prompt in interview.at_once:
        kinds.update(_kinds(prompt, "", catalog))
    return kinds | dict.fromkeys(AT_ONCE_FACTS, YES_OR_NO)


YES_OR_NO = Kind("choice", ("yes", "no"))
AT_ONCE_FACTS = (
    "unlikely.losses_counted_twice",
    "unlikely.waiting_twice",
    "unlikely.waiting_long_ago",
    "unlikely.after_today",
    "call_today",
)
"""Facts that no single answer holds; `interview.at_once` finds them."""


def _entry_kinds(catalog: Catalog) -> dict[str, Kind]:
    return {
        "this.id": Kind("choice", (*(add_on.id for add_on in catalog.add_ons), "not_sure")),
        "this.family": Kind("choices", tuple(family.id for family in catalog.families)),
        "this.course": Kind("choice", ("medicine", "infusion", "procedure", "unknown")),
        "this.plan_pieces": Kind("choices", EVERY_PIECE),
    }


def _kinds(prompt: Prompt, scope: str, catalog: Catalog) -> Iterator[tuple[str, Kind]]:
    options = tuple(option.value for option in prompt.options)
    if prompt.kind == "ticks":
        rows = [item.id for item in catalog.history] if prompt.options_from == "history" else options
        for row in rows:
            yield f"{scope}{prompt.answer}.{row}", Kind("choice", (prompt.ticked, prompt.unticked))
    elif prompt.kind == "choices":
        yield scope + prompt.id, Kind("choices", options)
    elif prompt.kind == "which":
        yield scope + prompt.id, Kind("choices", ("none", "not_sure", *(add_on.id for add_on in catalog.add_ons)))
    elif prompt.kind in COUNTED:
        yield scope + prompt.id, Kind("count")
    else:
        yield scope + prompt.id, Kind("choice", ("given", "not_given") if prompt.kind in TYPED else options)
