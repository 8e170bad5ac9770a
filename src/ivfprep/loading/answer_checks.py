"""What is wrong with answers beyond their shape: ids, dates and chances that cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from ivfprep.catalog import Catalog
from ivfprep.errors import Problem
from ivfprep.limits import ANSWER, CHECKS, GRACE, Doubt
from ivfprep.loading import nodes
from ivfprep.loading.nodes import Node, Scalar
from ivfprep.loading.spelling import clipped, close, did_you_mean
from ivfprep.profile import TOLD

NOT_SURE: Final = "not_sure"
ANY_ADD_ON: Final = "any"
"""The key of lines about extra treatments that nobody has named."""

_OWN_LINE: Final = r"own-[1-9]\d*|story_[a-z_]+"
"""Lines that the content does not hold: her own questions, and the lines of her story."""
_KEY: Final = r"(.+?)(?:-[2-9]|-[1-9]\d+)?"


class _Known(Struct, frozen=True):
    """What the answers are held against."""

    add_ons: Mapping[str, str]
    history: frozenset[str]
    lines: frozenset[str]
    today: date


def answer_problems(tree: nodes.Mapping, file: str, catalog: Catalog, today: date) -> Iterator[Problem]:
    """Yield every problem with the values in `tree`. What has not the shape of answers is passed over."""
    known = _known(catalog, today + GRACE)
    for scalar, doubt in _doubts(tree, known):
        if doubt is not None:
            message = doubt.message.replace(ANSWER, clipped(scalar.text))
            yield Problem(file, scalar.line, scalar.column, message, doubt.hint)


def _known(catalog: Catalog, today: date) -> _Known:
    names: dict[str, str] = {}
    for add_on in catalog.add_ons:
        names |= {_fold(name): add_on.id for name in (*add_on.also, add_on.name, add_on.label)}
    names |= {add_on.id: add_on.id for add_on in catalog.add_ons}
    lines = {*(question.id for question in catalog.questions), *(flag.id for flag in catalog.flags)}
    lines |= {pattern.id for pattern in catalog.patterns}
    return _Known(names, frozenset(item.id for item in catalog.history), frozenset(lines), today)


def _fold(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _doubts(tree: nodes.Mapping, known: _Known) -> Iterator[tuple[Scalar, Doubt | None]]:
    for place, check in CHECKS.items():
        for value in _at(tree, place):
            yield value, check(value.text, known.today)
    for place in ("add_ons.*.id", "stopped.*.was.id"):
        for value in _at(tree, place):
            yield value, _doubt_add_on(value.text, known)
    for key in _keys(tree.get("history")):
        yield key, _doubt_history(key.text, known)
    for line in (*_items(tree.get("top")), *_items(tree.get("leave_out"))):
        if isinstance(line, Scalar):
            yield line, _doubt_line(line.text, known)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _keys(node: Node | None) -> Iterable[Scalar]:
    return [key for key, _ in node.pairs] if isinstance(node, nodes.Mapping) else ()


def _at(tree: Node | None, place: str) -> Iterator[Scalar]:
    """Yield what stands at `place`, such as "transfers.*.when"; nothing where it has the wrong shape."""
    key, _, rest = place.partition(".")
    found = _items(tree) if key == "*" else (tree.get(key) if isinstance(tree, nodes.Mapping) else None,)
    for value in found:
        if rest:
            yield from _at(value, rest)
        elif isinstance(value, Scalar) and not value.is_empty:
            yield value


def _doubt_add_on(text: str, known: _Known) -> Doubt | None:
    if text == NOT_SURE or text in known.add_ons.values():
        return None
    message = f"There is no extra treatment with the id '{clipped(text)}'."
    if meant := known.add_ons.get(_fold(text)):
        return Doubt(message, f"Write `{meant}`.")
    near = close(_fold(text), known.add_ons)
    if near:
        return Doubt(message, f"Write `{known.add_ons[near[0]]}` if that is meant.")
    return Doubt(message, "Write `something_else`, and what it is called after `name:`.")


def _doubt_history(text: str, known: _Known) -> Doubt | None:
    if text in known.history:
        return None
    message = f"There is no history item `{clipped(text)}`."
    return Doubt(message, did_you_mean(text, known.history) or "Take it out, or write it as one of your own questions.")


def _doubt_line(text: str, known: _Known) -> Doubt | None:
    line, at, key = text.partition("@")
    if "/" in line:
        return None  # a line of a clinic's pack, which need not be at hand
    if not re.fullmatch(_OWN_LINE, line) and line not in known.lines and text != TOLD:
        message = f"There is no question or flag with the id '{clipped(line)}'."
        return Doubt(message, did_you_mean(line, known.lines) or "Copy the id from the JSON output, or take it out.")
    ids = {*known.add_ons.values(), NOT_SURE, ANY_ADD_ON}
    found = re.fullmatch(_KEY, key)
    if at and (not found or found[1] not in ids):
        message = f"There is no extra treatment '{clipped(key)}'."
        return Doubt(message, did_you_mean(key, ids) or "Copy the id from the JSON output, or take it out.")
    return None
