"""What was agreed, typed in one line: the step, who takes it and by when, each found where it plainly stands.

What is not plainly a person or a day stays in the step: no word is ever lost.
"""

from __future__ import annotations

import re
from datetime import date

from ivfprep.dates import SEASONS, When
from ivfprep.interview.paths import Data
from ivfprep.profile import NOTHING
from ivfprep.said_dates import read_said

SHORT = 100
"""So many letters fit who does it, and by when."""

MOST_PARTS = 3
WHO = re.compile(
    r"(?:i|me|myself|us|we|both|(?:my|the|our|your|his|her) .+|(?:dr|doctor|nurse|prof|clinic|hospital|lab|gp|partner"
    r"|specialist|pharmacy)\b.*)",
    re.IGNORECASE,
)
"""How somebody is named: in a few words, and by what they are to her."""

FEW_WORDS = 5
UNTIL = re.compile(r"(?:by|before|until|on|at|in|next|this|within|after|from)\b", re.IGNORECASE)
BY = re.compile(r"^(?:by|on) ", re.IGNORECASE)
LAST_BY = re.compile(r"^(?P<step>.+?\S),? by (?P<when>[^,;]+)$", re.IGNORECASE)


def read_step(text: str, today: date) -> Data:
    """Return a line as `step`, and as `who` and `by_when` where it names them."""
    parts = [part.strip() for part in re.split(r";" if ";" in text else r",", text) if part.strip()]
    found: dict[str, str] = {}
    for key, read in (("by_when", _when), ("who", _who)):
        said = read(parts[-1], today) if len(parts) > 1 else ""
        if said:
            parts.pop()
            found[key] = said
    step = ("; " if ";" in text else ", ").join(parts)
    inside = LAST_BY.match(step)
    if "by_when" not in found and inside and (when := _when(inside["when"], today)):
        step, found["by_when"] = inside["step"], when
    return {"step": step or text, **{key: found[key] for key in ("who", "by_when") if key in found}}


def _when(text: str, today: date) -> str:
    """Return the day that a text names, with its year where it is plain; "" where it names none."""
    bare = BY.sub("", text.strip(" ."))
    said = read_said(bare, today, ahead=True)
    if isinstance(said, When):
        # The season to come has another year on each half of the earth, and "early 2027" says more than about when.
        is_open = said.about or (said.text.partition(" ")[0] in SEASONS and not re.search(r"\d", bare))
        return re.sub(r"^in ", "", bare, flags=re.IGNORECASE) if is_open else said.text
    is_a_time = said is not None or bool(UNTIL.match(text))
    return bare if is_a_time and len(bare) <= SHORT and len(bare.split()) <= FEW_WORDS else ""


def _who(text: str, today: date) -> str:
    is_few = len(text.split()) <= FEW_WORDS and len(text) <= SHORT
    return text if is_few and WHO.fullmatch(text.strip(" .")) and text.casefold() not in NOTHING else ""


def step_in_words(step: Data) -> str:
    """Return a step as it is read back: "repeat the test (my clinic, by 12 December 2026)"."""
    when = f"by {step['by_when']}" if step.get("by_when") else ""
    beside = ", ".join(filter(None, (str(step.get("who", "")), when)))
    said = str(step["step"]).rstrip(".")
    return f"{said} ({beside})" if beside else said
