"""What the interview asks, typed: what `data/interview.yaml` holds once it is read and checked."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import field

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
    "fit",  # two answers that do not fit: each option names the prompt to go back to
    "notice",  # something to be said at once; each option names a prompt to answer now, while it is open
]
Repeats: TypeAlias = Literal["", "transfers", "add_ons"]
Rows: TypeAlias = Literal["", "history", "add_ons", "treatments", "countries"]

TYPED = frozenset({"when", "day", "chance", "text", "lines"})
COUNTED = frozenset({"count", "how_many"})


class Option(Content, frozen=True):
    """One row to choose. `ask_if` leaves it out where it does not apply; one that stands `alone` excludes the others.

    `gives` are the answers that choosing it gives, by their places, where that is more or other than its value;
    `lacks` those that leaving it unticked gives. `about` is the place of what is asked next because of it: nobody is
    asked whether they can tell what they have told. `leaves_off` is a line that it takes off the page.

    On a page of things `answer` is the place of its answer where that is not named as the row is, and `ticked` and
    `unticked` what it stores; where it is `later`, what is ticked is only told by a prompt that follows.
    """

    value: str
    label: Sentence
    ask_if: dict[str, object] | None = None
    alone: bool = False
    gives: dict[str, str] = field(default_factory=dict)
    lacks: dict[str, str] = field(default_factory=dict)
    about: str = ""
    leaves_off: str = ""
    answer: str = ""
    ticked: str = ""
    unticked: str = ""
    later: bool = False


class Prompt(Content, frozen=True):
    """One thing that the interview asks. `name` is how the review page calls its answer.

    `answer` is where the answer goes: a path in the answers file, seen from the entry in a section that repeats, with
    `*` for every entry at once; a path that begins with `asked.` is read by the interview alone. `help` says why it is
    asked and what it changes. When `ask_if` is false the prompt does not apply and its answer is put aside; when
    `worth_if` is false it is passed over, and an answer that stands there all the same stays. An unknown `ask_if` asks,
    unless the prompt is only for what is `sure`. The quick form asks what is `quick`, the long form what is `long`.
    `ticked` and `unticked` are what a page of things stores, and `rest` says what a row counts as that is not ticked.
    `options_from` takes rows from the catalog; `groups` names
    the groups that they stand in, in their order. `same` are the answers that "the same as for" another treatment takes
    over. `low` and `high` bound a number; `words` are typed in the place of a value. `other` is the row for what is not
    in the list; `partly` is how an answer reads back that says less than any option; `also` are more names that a row
    is found by. `opening` is said before the question; `aloud` is what she can say on the phone, with {takes}, {had}
    and {also} filled in by her answers.
    """

    id: Id
    name: Sentence
    kind: Asks
    answer: str
    text: Sentence
    help: Sentence
    options: tuple[Option, ...] = ()
    options_from: Rows = ""
    groups: dict[str, Sentence] = field(default_factory=dict)
    other: str = ""
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    partly: dict[str, Sentence] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    ask_if: dict[str, object] | None = None
    worth_if: dict[str, object] | None = None
    sure: bool = False
    quick: bool = False
    long: bool = True
    unsaid: bool = True
    none: str = ""
    ticked: str = "yes"
    unticked: str = "no"
    rest: str = ""
    low: int = 0
    high: int = 30
    words: dict[str, str] = field(default_factory=dict)
    example: str = ""
    opening: str = ""
    aloud: str = ""


class Section(Content, frozen=True):
    """Prompts that belong together; `each` repeats them for every entry. Sections of one `name` are one part."""

    id: Id
    name: Sentence
    prompts: tuple[Prompt, ...]
    each: Repeats = ""


class Interview(Content, frozen=True):
    """Everything that is asked, in asking order. `at_once` comes before the rest as soon as it is true.

    `browser` are the words of the page that asks in a browser, by name.
    """

    sections: tuple[Section, ...]
    at_once: tuple[Prompt, ...] = ()
    browser: dict[str, str] = field(default_factory=dict)


def prompt_kinds(interview: Interview, catalog: Catalog) -> dict[str, Kind]:
    """Return the kind of each fact that `ask_if` and `worth_if` may be about.

    A prompt is named by its id, with `this.` before it in a section that repeats; a row of a page by the path of its
    answer, such as `history.diabetes`. The order is the asking order, so that "earlier" can be checked.
    """
    kinds = dict(_entry_kinds(catalog))
    for section in interview.sections:
        scope = "this." if section.each else ""
        for prompt in section.prompts:
            kinds = joined_kinds(kinds, dict(_kinds(prompt, scope, catalog)))
    for prompt in interview.at_once:
        kinds = joined_kinds(kinds, dict(_kinds(prompt, "", catalog)))
    return kinds | dict.fromkeys(AT_ONCE_FACTS, YES_OR_NO)


def joined_kinds(kinds: Mapping[str, Kind], more: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return both; a fact that several prompts tell has the options of all of them."""
    both = {
        fact: Kind(kind.kind, tuple(dict.fromkeys((*kinds[fact].options, *kind.options))))
        for fact, kind in more.items()
        if fact in kinds
    }
    return {**kinds, **more, **both}


YES_OR_NO = Kind("choice", ("yes", "no"))
AT_ONCE_FACTS = (
    "unlikely.losses_counted_twice",
    "unlikely.waiting_twice",
    "unlikely.waiting_long_ago",
    "unlikely.after_today",
    "unlikely.another_order",
    "unlikely.after_the_visit",
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
        yield from _kinds_of_rows(prompt, scope, catalog)
    elif prompt.kind == "choices":
        yield scope + prompt.id, Kind("choices", options)
    elif prompt.kind == "which":
        yield scope + prompt.id, Kind("choices", ("none", "not_sure", *(add_on.id for add_on in catalog.add_ons)))
        yield f"{scope}{prompt.id}.count", Kind("count")
    elif prompt.kind in COUNTED:
        yield scope + prompt.id, Kind("count")
    else:
        yield scope + prompt.id, Kind("choice", ("given", "not_given") if prompt.kind in TYPED else options)


def _kinds_of_rows(prompt: Prompt, scope: str, catalog: Catalog) -> Iterator[tuple[str, Kind]]:
    listed = tuple(Option(item.id, item.label) for item in catalog.history)
    told: dict[str, tuple[str, ...]] = {}
    for option in listed if prompt.options_from == "history" else prompt.options:
        if option.later:
            yield scope + later_fact(prompt, option), YES_OR_NO
        place = place_of_row(prompt, option)
        told[place] = tuple(dict.fromkeys((*told.get(place, ()), *stored_by(prompt, option))))
    for place, values in told.items():
        if values:
            yield scope + place, Kind("choice", values)


def place_of_row(prompt: Prompt, option: Option) -> str:
    """Return where the answer to a row of a page stands, seen from the entry in a section that repeats."""
    return option.answer or f"{prompt.answer}.{option.value}"


def stored_by(prompt: Prompt, option: Option) -> tuple[str, ...]:
    """Return what a row of a page can store in its place."""
    if option.later:
        return (option.unticked,) if option.unticked else ()
    return (option.ticked or prompt.ticked, option.unticked or prompt.unticked)


def later_fact(prompt: Prompt, option: Option) -> str:
    """Return the fact whether a row is ticked whose answer is only told by a prompt that follows."""
    return f"{prompt.id}.{option.value}"
