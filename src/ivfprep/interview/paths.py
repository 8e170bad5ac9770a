"""The answers as plain data: places in them (`visit.date`, `transfers.0.kind`), and the Profile that they make.

What begins with `asked.` is read by the interview alone.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import msgspec

from ivfprep.errors import BadInput, Problem
from ivfprep.profile import FORMAT, Profile

Answer: TypeAlias = "str | int | list[Answer] | dict[str, Answer]"
"""What stands at one place of the answers: a word or a text, a number, a list, or a mapping such as a transfer."""

Data: TypeAlias = dict[str, Answer]
"""The answers, or one entry of them, in the shape of the answers file."""


def to_profile(answers: Data, name: str = "the saved answers") -> Profile:
    """Return the answers as a Profile. Raises BadInput when a file changed by hand holds something else."""
    try:
        return msgspec.convert({"format": FORMAT, **answers}, Profile)
    except msgspec.ValidationError as error:
        hint = "Mend the file, or run `ivfprep forget` to start afresh."
        raise BadInput(Problem(name, 0, 0, f"The answers cannot be used: {error}.", hint)) from None


def find(answers: Data, path: str) -> Answer | None:
    """Return what stands at `path`, or None where there is no answer."""
    place: Answer | None = answers
    for key in _keys(path):
        if isinstance(place, dict):
            place = place.get(key)
        elif isinstance(place, list):
            place = place[int(key)] if int(key) < len(place) else None
        else:
            return None
    return place


def find_word(answers: Data, path: str) -> str:
    """Return the word or text at `path`; "" where there is none."""
    found = find(answers, path)
    return found if isinstance(found, str) else ""


def find_texts(answers: Data, path: str) -> list[str]:
    """Return the texts in the list at `path`; none where there is no list."""
    found = find(answers, path)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def find_entries(answers: Data, path: str) -> list[Data]:
    """Return the mappings in the list at `path`, themselves and no copies; none where there is no list."""
    found = find(answers, path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def find_mapping(answers: Data, path: str) -> Data:
    """Return the mapping at `path` itself; an empty one that stands nowhere where there is none."""
    found = find(answers, path)
    return found if isinstance(found, dict) else {}


def put(answers: Data, path: str, value: Answer) -> None:
    """Write `value` at `path`, making the mappings on the way to it."""
    *way, last = _keys(path)
    place: Answer = answers
    for key in way:
        place = _below(place, key)
    if not isinstance(place, dict):
        raise TypeError("There is no room for an answer in a list, a word or a number.")
    place[last] = value


def _below(place: Answer, key: str) -> Answer:
    if isinstance(place, list):
        return place[int(key)]
    if isinstance(place, dict):
        return place.setdefault(key, {})
    raise TypeError("There is no answer inside of a word or a number.")


def take(answers: Data, path: str) -> Answer | None:
    """Remove what stands at `path` and return it, or None; a mapping left empty goes too."""
    above, _, last = ".".join(_keys(path)).rpartition(".")
    place = find(answers, above) if above else answers
    if not isinstance(place, dict) or last not in place:
        return None
    value = place.pop(last)
    if not place and above and not above.rpartition(".")[2].isdigit():
        take(answers, above)
    return value


def hidden(answers: Data) -> Data:
    """Return the answers that a changed answer hides, by path."""
    return find_mapping(answers, "put_aside.hidden")


def hide(answers: Data, path: str) -> None:
    """Move the answer at `path` out of the way."""
    value = take(answers, path)
    if value is not None:
        # Not `put`: the path is one key here, with its dots.
        put(answers, "put_aside.hidden", {**hidden(answers), path: value})


def restore(answers: Data, path: str) -> None:
    """Bring a hidden answer back to `path`, unless another stands there."""
    if "put_aside" in answers and path in hidden(answers):
        value = hidden(answers).pop(path)
        if find(answers, path) is None:
            put(answers, path, value)
        if not hidden(answers):
            take(answers, "put_aside.hidden")


@cache
def _keys(path: str) -> tuple[str, ...]:
    # The places that there are, a few thousand at most, are looked at some hundred times for each answer.
    keys = tuple(path.split("."))
    return ("put_aside", *keys) if keys[0] == "asked" else keys
