"""From the plain data of an interview to a Profile."""

from __future__ import annotations

import msgspec

from ivfprep.errors import BadInput, Problem
from ivfprep.interview.paths import Data
from ivfprep.profile import FORMAT, Profile


def to_profile(answers: Data, name: str = "the saved answers") -> Profile:
    """Return the answers as a Profile. Raises BadInput when a file changed by hand holds something else."""
    try:
        return msgspec.convert({"format": FORMAT, **answers}, Profile)
    except msgspec.ValidationError as error:
        hint = "Mend the file, or run `ivfprep forget` to start afresh."
        raise BadInput(Problem(name, 0, 0, f"The answers cannot be used: {error}.", hint)) from None
