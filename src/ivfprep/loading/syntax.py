"""What the YAML parser complains of, in plain words, with the line and what to do."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from ivfprep.errors import Problem
from ivfprep.loading.spelling import visible

_SHOWN_WIDTH: Final = 76
_SHOWN_BEFORE: Final = 50


class _Fault(NamedTuple):
    """What the parser's words mean; `at_opening` points at where the broken piece began."""

    sign: str
    message: str
    advice: str
    at_opening: bool = False


_TAB: Final = _Fault("", "This line is indented with a tab.", "Replace every tab with two spaces.")
_AFTER_END: Final = _Fault(
    "",
    "There is something more after the closing quotation mark or bracket.",
    "Remove what is too much; or, if it is all one text, put double quotes round the whole of it.",
)
_FAULTS: Final = (
    _Fault(
        "quoted scalar.*(end of stream|document)",
        "This quotation mark is never closed.",
        'Close it with the same mark; if it is an apostrophe, put double quotes round the whole text: "...".',
        at_opening=True,
    ),
    _Fault(
        "quoted scalar",
        "In double quotes a backslash begins a code, and this one is not known.",
        "Use single quotes, or write the backslash twice.",
    ),
    _Fault(
        "flow (sequence|mapping)",
        "This bracket is not closed, or a comma is missing after one of the values.",
        "Put commas between the values, and close [ with ] and { with }.",
        at_opening=True,
    ),
    _Fault(
        "flow node",
        "A value is missing here, or a bracket before it is not closed.",
        "Write the value, and close [ with ] and { with }.",
    ),
    _Fault(
        "simple key|expected ':'",
        "A colon is missing here.",
        "Write `key: value`, with a space after the colon; put long text in quotes.",
        at_opening=True,
    ),
    _Fault(
        "mapping values are not allowed",
        "A colon cannot stand here.",
        "Put quotes round text that has a colon in it; or indent this line exactly like the lines it belongs to.",
    ),
    _Fault(
        "block sequence entries|mapping keys are not allowed",
        "A list cannot begin in the middle of a line.",
        "Begin the list on a line of its own, below the key.",
    ),
    _Fault(
        "cannot start any token|block node",
        "Text without quotes cannot begin with this sign.",
        "Put quotes round the text.",
    ),
    _Fault("block scalar", "After | or > the text begins on the next line.", "Move it there and indent it."),
    _Fault(
        "block (mapping|collection|sequence)",
        "This does not fit the lines above it.",
        "Indent it exactly like the lines it belongs to, and write `key: value`, or `- ` before each item of a list.",
    ),
    _Fault(
        "directive|incompatible|a tag|an anchor|an alias",
        "Text without quotes cannot begin with %, !, & or *.",
        "Put quotes round the text.",
    ),
    _Fault("", "This cannot be read as YAML.", "Check the quotes, brackets and indentation here and just above."),
)


def explained(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return the parser's complaint in plain words, with the line, a caret and what to do."""
    lines = text.splitlines() or [""]
    fault = _fault(error, lines)
    mark = (error.context_mark if fault.at_opening else None) or error.problem_mark or error.context_mark
    line, column = _inside(mark.line, mark.column, lines) if mark else (0, 0)
    hint = "\n    ".join([*_shown(lines[line], column), fault.advice])
    return Problem(file, line + 1, column + 1, fault.message, hint)


def _inside(line: int, column: int, lines: list[str]) -> tuple[int, int]:
    """Return the place, or the end of the last line when it lies beyond: an editor cannot go further."""
    return (line, column) if line < len(lines) else (len(lines) - 1, len(lines[-1]))


def _fault(error: yaml.MarkedYAMLError, lines: list[str]) -> _Fault:
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if mark and "\t" in line[: mark.column + 1] and not line[: mark.column].strip():
        return _TAB
    said = f"{error.context} {error.problem}"
    if mark and re.search(r"expected key|<block end>|document start", said) and _is_closed(line[: mark.column]):
        return _AFTER_END
    return next(fault for fault in _FAULTS if re.search(fault.sign, said))


def _is_closed(before: str) -> bool:
    return before.rstrip().endswith(("'", '"', "]", "}"))


def _shown(line: str, column: int) -> list[str]:
    """Return the part of `line` round `column` and a caret below it; nothing for a blank line."""
    if not line.strip():
        return []
    start = max(0, column - _SHOWN_BEFORE)
    return [visible(line[start : start + _SHOWN_WIDTH]), " " * (column - start) + "^"]
