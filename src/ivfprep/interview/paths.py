"""The answers as plain data: places in them (`visit.date`, `transfers.0.kind`), and the Profile that they make.

What begins with `asked.` is read by the interview alone.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from ivfprep.errors import BadInput, Problem
from ivfprep.profile import FORMAT, Profile

Data: TypeAlias = dict[str, Any]
"""The answers as plain data, in the shape of the answers file."""

Answer: TypeAlias = Any
"""What stands at one place of the answers: text, a number, a list or a mapping, or ABSENT."""

ABSENT: Answer = object()
"""What stands where there is no answer."""


def to_profile(answers: Data, name: str = "the saved answers") -> Profile:
    """Return the answers as a Profile. Raises BadInput when a file changed by hand holds something else."""
    try:
        return msgspec.convert({"format": FORMAT, **answers}, Profile)
    except msgspec.ValidationError as error:
        hint = "Mend the file, or run `ivfprep forget` to start afresh."
        raise BadInput(Problem(name, 0, 0, f"The answers cannot be used: {error}.", hint)) from None


def find(answers: Data, path: str) -> Answer:
    """Return what stands at `path`, or ABSENT."""
    place: Any = answers
    for key in _keys(path):
        if isinstance(place, list):
            place = place[int(key)] if int(key) < len(place) else ABSENT
        else:
            place = place.get(key, ABSENT) if isinstance(place, dict) else ABSENT
    return place


def put(answers: Data, path: str, value: object) -> None:
    """Write `value` at `path`, making the mappings on the way to it."""
    *way, last = _keys(path)
    place: Any = answers
    for key in way:
        place = place[int(key)] if isinstance(place, list) else place.setdefault(key, {})
    place[last] = value


def take(answers: Data, path: str) -> Answer:
    """Remove what stands at `path` and return it, or ABSENT; a mapping left empty goes too."""
    above, _, last = ".".join(_keys(path)).rpartition(".")
    place = find(answers, above) if above else answers
    if not isinstance(place, dict) or last not in place:
        return ABSENT
    value = place.pop(last)
    if not place and above and not above.rpartition(".")[2].isdigit():
        take(answers, above)
    return value


def hidden(answers: Data) -> Data:
    """Return the answers that a changed answer hides, by path."""
    found = find(answers, "put_aside.hidden")
    return {} if found is ABSENT else found


def hide(answers: Data, path: str) -> None:
    """Move the answer at `path` out of the way."""
    value = take(answers, path)
    if value is not ABSENT:
        answers.setdefault("put_aside", {}).setdefault("hidden", {})[path] = value


def restore(answers: Data, path: str) -> None:
    """Bring a hidden answer back to `path`, unless another stands there."""
    if path in hidden(answers):
        value = hidden(answers).pop(path)
        if find(answers, path) is ABSENT:
            put(answers, path, value)
        if not hidden(answers):
            take(answers, "put_aside.hidden")


def _keys(path: str) -> list[str]:
    keys = path.split(".")
    return ["put_aside", *keys] if keys[0] == "asked" else keys
