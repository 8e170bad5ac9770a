"""Runs inside of Pyodide: what the page may do, done once, so that it is seen what it imports."""

import importlib
import pkgutil
import sys
from pathlib import Path

WORK = Path("/work")
LEFT_OUT = (
    *("ivfprep.cli", "ivfprep.__main__", "ivfprep.render.terminal", "ivfprep.render.text", "ivfprep.interview.askers"),
    *("ivfprep.interview.session", "ivfprep.web.page_file", "ivfprep.web.packing"),
)
"""Of the program, what only a terminal needs; it imports what the page has not."""


def use_the_program() -> None:
    """Import every module that the page may, and take each road once: read, judge, write in every format."""
    sys.path[:0] = [str(WORK / "site"), str(WORK / "src")]
    import ivfprep

    for found in pkgutil.walk_packages(ivfprep.__path__, "ivfprep."):
        if not found.name.startswith((*LEFT_OUT, "ivfprep.web.")):
            try:
                importlib.import_module(found.name)
            except ModuleNotFoundError as error:
                if error.name and error.name.startswith("ivfprep"):
                    raise
    from datetime import date

    from msgspec import to_builtins

    from ivfprep.checklist import build_checklist
    from ivfprep.interview.answers_file import write_answers
    from ivfprep.loading.answers import read_answers
    from ivfprep.loading.content import example_names, example_path, load_catalog
    from ivfprep.render import render

    catalog, day = load_catalog(WORK / "data"), date.today()
    for name in example_names(WORK / "data"):
        profile = read_answers(example_path(name, WORK / "data"), catalog, day)
        write_answers(to_builtins(profile))
        for form in ("html", "json", "markdown"):
            render(build_checklist(profile, catalog, day, everything=True), form)
    import traceback

    try:
        raise ValueError
    except ValueError as error:
        traceback.format_exception(error)
        traceback.extract_tb(error.__traceback__)
