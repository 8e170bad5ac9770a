"""Random patients for property tests: every field of the answers, known or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec import convert, to_builtins

from ivfprep.facts import options_of
from ivfprep.loading.content import load_catalog
from ivfprep.profile import UNSAID as OPEN
from ivfprep.profile import AddOnAnswer, Plan, Profile, Reason, Transfer, WorkUp

CATALOG = load_catalog()
UNSAID = st.sampled_from(["not_sure", "prefer_not_to_say", "skipped"])
YES_NO = st.sampled_from(["yes", "no"])
CHANCES = st.sampled_from(["0", "20", "50", "40", "35", "65", "100", "30-40", "12.5", "not_told"])
WHY = tuple(option for option in get_args(Reason) if option not in OPEN)


WEEKS = st.just("very_early") | st.integers(5, 20)
TREATED = ("status", "before_visit", "prescribed_by", "luteal_support", "immune", "test_repeated")
FAR = ("losses_in_a_row", "losses_far")
PLAIN: dict[tuple[Any, ...], list[Any]] = {
    ("losses_outside_transfers",): [0, 1, 2, 5],
    ("transfers",): ["none"],
    ("add_ons",): ["none"],
    ("allergies",): ["penicillin"],
}


def maybe(known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return known | UNSAID


def choices(struct: type, *names: str) -> dict[str, st.SearchStrategy[Any]]:
    return {name: maybe(st.sampled_from(options_of(struct, name))) for name in names}


TRANSFERS = st.fixed_dictionaries(
    {
        **choices(Transfer, "kind", "stage", "quality", "tested", "outcome", "chance_of"),
        "when": maybe(st.sampled_from(["2020", "about 2024", "March 2026"])),
        "embryos": maybe(st.integers(1, 3)),
        "chance": maybe(CHANCES),
        "weeks": maybe(WEEKS),
    }
)
ADD_ONS = st.fixed_dictionaries(
    {
        "id": st.sampled_from([*(add_on.id for add_on in CATALOG.add_ons), "not_sure"]),
        "why": st.lists(maybe(st.sampled_from(WHY)), unique=True, max_size=3),
        "plan": st.fixed_dictionaries(choices(Plan, *Plan.__struct_fields__)),
        **choices(AddOnAnswer, *TREATED),
    },
    optional={
        **choices(AddOnAnswer, "for_disease"),
        "illness": st.sampled_from(["", "lupus"]),
        "number_told": st.sampled_from(["", "91% had a baby"]),
    },
)
DATA = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "transfers": maybe(st.just("none") | st.lists(TRANSFERS, min_size=1, max_size=4)),
        "losses_outside_transfers": maybe(st.integers(0, 3)),
        **choices(Profile, *FAR),
        "add_ons": maybe(st.just("none") | st.lists(ADD_ONS, min_size=1, max_size=3)),
        "history": st.fixed_dictionaries({item.id: maybe(YES_NO) for item in CATALOG.history}),
        "work_up": st.fixed_dictionaries(choices(WorkUp, *WorkUp.__struct_fields__)),
        "numbers": maybe(st.sampled_from(["numbers", "words_first", "none"])),
        "allergies": st.sampled_from(["", "not_sure", "skipped", "penicillin"]),
        "own_questions": st.lists(st.sampled_from(["Is [/] fine?", "And {name}?"]), max_size=2),
    }
)


def profile(data: Any) -> Profile:
    """Return the profile that plain answers make."""
    return convert(data, Profile)


def plain(patient: Profile) -> Any:
    """Return plain answers."""
    return to_builtins(patient)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every single answer about health."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        if key in ("format", "id", "illness", "number_told", "own_questions", "numbers", "when"):
            continue
        here = (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, here)
        else:
            yield here


def get(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of plain answers with one of them replaced."""
    if not path:
        return value
    key, *rest = path
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[key] = put(data[key], tuple(rest), value)
    return copy


def known_values(path: tuple[Any, ...]) -> list[Any]:
    """Return what a patient could say at a place."""
    name = path[-1]
    if path[0] == "history":
        return ["yes", "no"]
    if path[0] == "work_up":
        return list(options_of(WorkUp, name))
    if path in PLAIN:
        return PLAIN[path]
    if name in FAR:
        return list(options_of(Profile, name))
    special: dict[str, list[Any]] = {
        "embryos": [1, 2],
        "weeks": ["very_early", 7, 14],
        "chance": ["20", "40", "65", "30-40", "not_told"],
    }
    struct = Transfer if path[0] == "transfers" else Plan if "plan" in path else AddOnAnswer
    return list(WHY) if "why" in path else special.get(name) or list(options_of(struct, name))
