"""Rules as an author writes them, spelled out as the rest of the program reads them: one condition, said in full.

`for_each: extra` stands for each treatment that is an extra. In a treatment's file a rule is about the treatments of
the file without saying so, and `for_any` adds its lines once, when any of them is on the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from msgspec import field

from ivfprep.catalog import Id, Rule
from ivfprep.loading.things import Path, Raw, Thing

EXTRA: Final[Raw] = {"extra": "yes"}
WRITTEN_ONLY: Final = frozenset({"for_any", "for"})
"""Keys that only the author's form of a rule has."""


class WrittenRule(Rule, frozen=True, kw_only=True):
    """A rule in a file of rules; what is said of every extra treatment needs no `when`."""

    when: dict[str, object] | None = None  # type: ignore[assignment]
    for_each: Literal["add_on", "extra", ""] = ""  # type: ignore[assignment]


class OwnRule(WrittenRule, frozen=True, kw_only=True):
    """A rule in a treatment's file; `for` is said where not all treatments of the file are meant."""

    for_any: Literal["add_on", "extra", ""] = ""
    add_ons: tuple[Id, ...] = field(default=(), name="for")


class Part(NamedTuple):
    """A part of a condition, and where it is written, seen from its rule."""

    tree: Any
    path: Path


def spelled_out(thing: Thing, who: Part | None = None) -> Thing:
    """Return a rule with its whole condition below `when`; `who` is the test for the treatments of its file."""
    raw = thing.raw
    if not isinstance(raw, dict) or (who is None and raw.get("for_each") != "extra"):
        return thing
    named = Part({"id": raw["for"]}, ("for",)) if raw.get("for") else who
    target, once = raw.get("for_each") or raw.get("for_any"), not raw.get("for_each") and bool(raw.get("for_any"))
    about = [*([named] if named else ()), *([Part(EXTRA, ("for_each",))] if target == "extra" else ())]
    if once:
        about = [Part({"some_add_on": _joined(about)}, ("for_any",))]
    parts = [*about, *_parts(raw.get("when"))]
    kept = {key: value for key, value in raw.items() if key not in WRITTEN_ONLY}
    spelled = {**kept, "for_each": "" if once else "add_on", "when": _joined(parts)}
    return thing._replace(raw=spelled, moved=_moved(parts))


def _parts(when: object) -> list[Part]:
    """Return what is written below `when`; a list below `all` goes on with what stands before it."""
    if isinstance(when, dict) and len(when) == 1 and isinstance(when.get("all"), list) and when["all"]:
        return [Part(tree, ("when", "all", index)) for index, tree in enumerate(when["all"])]
    return [] if when is None else [Part(when, ("when",))]


def _joined(parts: Sequence[Part]) -> Raw:
    trees = [part.tree for part in parts]
    return trees[0] if len(trees) == 1 else {"all": trees}


def _moved(parts: Sequence[Part]) -> Mapping[Path, Path]:
    """Return where each part of the condition stands in the file."""
    if len(parts) == 1:
        return {("when",): parts[0].path}
    return {("when", "all", index): part.path for index, part in enumerate(parts)}
