"""The answers of one patient: read strictly, and refused with every problem at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from msgspec import convert, json

from ivfprep.catalog import Catalog
from ivfprep.errors import BadInput, Problem
from ivfprep.loading.answer_checks import answer_problems
from ivfprep.loading.files import read_file, read_stream, refuse
from ivfprep.loading.nodes import Mapping, Node, Scalar
from ivfprep.loading.shapes import check
from ivfprep.loading.spelling import clipped
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.profile import FORMAT, Profile

STDIN: Final = "standard input"
"""What a problem calls answers that come from no file."""


LETTERS_TO_TELL: Final = 1000
"""So many letters at the beginning of a text tell whether it is a web page."""

LAST_DAY: Final = date(9000, 1, 1)
"""A day before which every answer lies."""

SHEET: Final = "This is a sheet or another web page, not a file of answers."
ELSEWHERE: Final = "Your answers are in another file, such as visit-answers.yaml."

MEND: Final = "Mend the file, move it away, or run `ivfprep forget` to start afresh."


def read_answers(
    source: Path | BinaryIO, catalog: Catalog, today: date, notice: Callable[[str], None] = lambda said: None
) -> Profile:
    """Return the answers in a file, or in a stream of bytes such as `sys.stdin.buffer`.

    Those of an older format are brought to the present one, and `notice` is told what became of them. Raises BadInput
    with every problem: of syntax and shape, and values that the content or the calendar rules out.
    """
    name = str(source) if isinstance(source, Path) else STDIN
    text = read_file(source) if isinstance(source, Path) else read_stream(source, STDIN)
    refuse_sheet(text, name)
    tree = of_this_format(read_tree(text, name), name, notice)
    checked = check(tree, Profile, name)
    problems = [*checked.problems, *answer_problems(tree, name, catalog, today)]
    if problems:
        raise BadInput(problems)
    return convert(checked.value, Profile)


def read_data(path: Path, notice: Callable[[str], None], catalog: Catalog | None = None) -> dict[str, Any]:
    """Return the answers in a file as plain data in the shape of a Profile, with `notice` as in `read_answers`.

    Raises BadInput with every problem of syntax and shape, and of the ids where there is a `catalog`. Which day it is
    makes no difference: answers that were fit to be saved can always be opened.
    """
    name = str(path)
    try:
        return data_in(read_file(path), name, notice, catalog)
    except Unusable as error:
        raise BadInput((*error.problems, Problem(name, 0, 0, "The saved answers cannot be used yet.", MEND))) from None


def data_in(text: str, name: str, notice: Callable[[str], None], catalog: Catalog | None = None) -> dict[str, Any]:
    """Return the answers in the text of a file as `read_data` does; `name` is the name to use in problems."""
    refuse_sheet(text, name)
    tree = of_this_format(read_tree(text, name), name, notice)
    checked = check(tree, Profile, name)
    problems = [*checked.problems, *(answer_problems(tree, name, catalog, LAST_DAY) if catalog else ())]
    if problems:
        raise Unusable(problems)
    answers: dict[str, Any] = checked.value
    return answers


def refuse_sheet(text: str, name: str) -> None:
    """Raise BadInput for a saved sheet: it lies beside the answers, and is easily taken for them."""
    if text[:LETTERS_TO_TELL].lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html")):
        refuse(name, SHEET, ELSEWHERE)


class Unusable(BadInput):
    """Answers in the present format that hold something else than answers."""


def of_this_format(tree: Node, name: str, notice: Callable[[str], None]) -> Mapping:
    """Return `tree` in the present format; raise BadInput when it is newer, or says nothing usable about its format."""
    if not isinstance(tree, Mapping):
        advice = f"An answers file begins with `format: {FORMAT}`."
        raise BadInput(Problem(name, tree.line, tree.column, "This is not an answers file.", advice))
    node = tree.get("format")
    if node is None:
        refuse(name, "The line `format` is missing.", f"Write `format: {FORMAT}` as the first line.")
    text = node.text if isinstance(node, Scalar) else ""
    if text.isascii() and text.isdigit() and int(text[:9]) > FORMAT:
        from ivfprep.migrations import NEWER, NEWER_HINT  # noqa: PLC0415 - not needed for the present format

        raise BadInput(Problem(name, node.line, node.column, NEWER, NEWER_HINT))
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) < FORMAT and text == str(int(text[:9])):
        return _of_older(tree, name, notice)
    if text != str(FORMAT):
        message = f"`format` cannot be '{clipped(text)}'."
        raise BadInput(Problem(name, node.line, node.column, message, f"Write `format: {FORMAT}`."))
    return tree


def _of_older(tree: Mapping, name: str, notice: Callable[[str], None]) -> Mapping:
    from ivfprep.migrations import migrate  # noqa: PLC0415 - as above

    checked = check(tree, dict[str, Any], name)
    if checked.problems:
        raise BadInput(checked.problems)
    migrated = migrate(checked.value)
    notice(migrated.said())
    newer = read_tree(json.encode(migrated.answers).decode(), name)
    return newer if isinstance(newer, Mapping) else tree
