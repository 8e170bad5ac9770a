"""Words in braces: each text has only those that the program fills in."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from ivfprep.catalog import Flag, Question
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.texts import Text, texts
from ivfprep.loading.spelling import did_you_mean, listed

NAME = "name"


def placeholder_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield words in braces that nothing fills in, and braces without a word."""
    for text in texts(inventory):
        yield from unknown_placeholders(text, text.placeholders)


def unknown_placeholders(text: Text, allowed: tuple[str, ...]) -> Iterator[Problem]:
    """Yield words in braces in `text` that are not `allowed`."""
    try:
        found = placeholders(text.words)
    except ValueError:
        yield text.place.problem("A brace stands alone here.", "Write `{name}` with both braces, or take it out.")
        return
    for name in dict.fromkeys(found):
        if name not in allowed:
            hint = f"It can have: {listed(f'{{{one}}}' for one in allowed)}." if allowed else "Take it out."
            message = f"Nothing fills in {{{name}}} here."
            yield text.place.problem(message, did_you_mean(name, allowed) or hint)


def placeholders(text: str) -> list[str]:
    """Return the words in braces in `text`; raise ValueError for a brace that is not closed."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def names_the_treatment(line: Question | Flag, why: str) -> bool:
    """Return whether a line, or the `why` that a rule gives it, holds {name}."""
    return any(f"{{{NAME}}}" in text for text in (*_said(line), why))


def holds_braces(line: Question | Flag) -> bool:
    """Return whether a line holds any word in braces."""
    return any("{" in text for text in _said(line))


def _said(line: Question | Flag) -> tuple[str, ...]:
    if isinstance(line, Question):
        return (line.text, line.words, line.why)
    return (line.said, line.ask, line.unsure, line.why, line.words)


def is_sentence(line: Question | Flag) -> bool:
    """Return whether a line stands by itself, not as an item of a list that names the treatment."""
    return isinstance(line, Question) or line.alone or line.level == "discuss"
