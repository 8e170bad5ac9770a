"""The answers file: YAML that a person can read and change by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ivfprep.errors import BadInput, Problem
from ivfprep.interview.paths import Answer, Data
from ivfprep.profile import Profile

if TYPE_CHECKING:
    import yaml

HEADER = """\
# My answers for ivfprep. They are private. You can change this file by hand.
# ivfprep writes it anew after each answer that you give: comments that you add are then lost.
"""
NUMBERS = ("embryos", "losses_outside_transfers", "format")


@cache
def _plain() -> type[yaml.SafeDumper]:
    """Return what writes the same list twice where it stands twice: a person reads no `&id001`."""
    import yaml  # noqa: PLC0415 - slow to import, and the first question does not wait for it

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    return Plain


def write_answers(answers: Data) -> str:
    """Return the text of an answers file. `answers` is plain data; of a Profile take `msgspec.to_builtins`."""
    import yaml  # noqa: PLC0415

    return HEADER + yaml.dump(answers, Dumper=_plain(), sort_keys=False, allow_unicode=True, width=100)


def read_answers(text: str, name: str, notice: Callable[[str], None] = lambda said: None) -> Data:
    """Return the plain data of an answers file; `name` is what a problem calls it.

    A file that was changed by hand is read as `ivfprep make` reads it, and `notice` is told what became of answers of
    an older format. Raises BadInput with every problem.
    """
    # The first question of somebody new does not wait for the reader.
    from ivfprep.loading.answers import of_this_format  # noqa: PLC0415
    from ivfprep.loading.shapes import check  # noqa: PLC0415
    from ivfprep.loading.yaml_tree import read_tree  # noqa: PLC0415

    checked = check(of_this_format(read_tree(text, name), name, notice), Profile, name)
    if checked.problems:
        raise BadInput((*checked.problems, Problem(name, 0, 0, "The saved answers cannot be used yet.", HINT)))
    answers: Data = _with_numbers(checked.value)
    return answers


HINT = "Mend the file, move it away, or run `ivfprep forget` to start afresh."


def _with_numbers(place: Answer, key: str = "") -> Answer:
    if isinstance(place, dict):
        return {inner: _with_numbers(value, inner) for inner, value in place.items()}
    if isinstance(place, list):
        return [_with_numbers(value) for value in place]
    is_number = isinstance(place, str) and place.isdecimal() and key in (*NUMBERS, "quick_tally", "all_embryos")
    return int(place) if is_number else place
