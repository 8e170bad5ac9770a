"""Which member of a union is meant, by what was written."""

from __future__ import annotations

import re
from typing import Final

from msgspec import inspect

from ivfprep.loading.kinds import bare, is_one_or_many, options_of
from ivfprep.loading.nodes import Node, Scalar, Sequence
from ivfprep.loading.wanted import Spot

BOOLS: Final = {"true": True, "yes": True, "false": False, "no": False}
WHOLE_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
LIKE_A_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9a-fA-FxX_.,:]*")
ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def chosen_member(node: Node, members: list[inspect.Type], spot: Spot) -> inspect.Type | None:
    """Return the member that `node` is meant to be, by what it looks like; None when it is like none of them."""
    if isinstance(node, Scalar):
        return _chosen_for_scalar(node, members, spot)
    group = (inspect.StructType, inspect.DictType)
    wanted = inspect.CollectionType if isinstance(node, Sequence) else group
    return first_of(members, wanted) or first_of(members, inspect.AnyType)


def first_of(
    members: list[inspect.Type], kinds: type[inspect.Type] | tuple[type[inspect.Type], ...]
) -> inspect.Type | None:
    """Return the first of `members` that is of one of the `kinds`, or None."""
    return next((member for member in members if isinstance(bare(member), kinds)), None)


def _chosen_for_scalar(node: Scalar, members: list[inspect.Type], spot: Spot) -> inspect.Type | None:
    """Return an option first, then what the text looks like, then what takes any text; quoted text stays text."""
    takes_text = first_of(members, (inspect.StrType, inspect.AnyType))
    option = next((member for member in members if node.text in options_of(member)), None)
    look = None if node.quoted and takes_text else first_of(members, _looks(node.text))
    single = first_of(
        [member for member in members if spot.one_or_many or is_one_or_many(member)], inspect.CollectionType
    )
    return option or look or takes_text or (None if node.is_empty else single)


def _looks(text: str) -> tuple[type[inspect.Type], ...]:
    if text in BOOLS:
        return (inspect.BoolType,)
    if WHOLE_NUMBER.fullmatch(text):
        return (inspect.IntType,)
    return (inspect.DateType,) if ISO_DATE.fullmatch(text) else ()
