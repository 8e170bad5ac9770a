"""What the first sheet needs, made ready in small pieces while a question is read: a reply waits for one at most.

Nothing depends on it: whoever is quicker finds the rest loaded when it is wanted, a little later.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from ivfprep.profile import FORMAT, Profile
from ivfprep.web.door import house_of_this_page
from ivfprep.web.sitting import House

MODULES: Final = (
    *("ivfprep.checklist", "ivfprep.interview.visit_notes", "ivfprep.loading.answer_checks", "yaml"),
    *("ivfprep.web.results", "tempfile", "importlib.resources", "hashlib", "pickle", "jinja2", "ivfprep.render.html"),
)
"""What takes long to load, in an order in which none brings too many others."""


def pieces(house: Callable[[], House | None]) -> Iterator[str]:
    """Do one piece before the name of each: load what is needed, make a sheet without answers, look for what is unused.

    Until that is done Python does not look for it by itself, which it would do several times while it loads.
    """
    try:
        for name in MODULES:
            import_module(name)
            yield name
        yield from _rehearsed(house())
        gc.collect()
        gc.freeze()  # what is there by now stays, and need not be looked through again
    finally:
        gc.enable()


def _rehearsed(house: House | None) -> Iterator[str]:
    if house is None:
        return
    from ivfprep.web import results  # noqa: PLC0415 - loaded by now, and not before

    blank = results.list_of(Profile(format=FORMAT), house.catalog, house.today, house.clinic, house.logo)
    yield "the list"
    results.written(blank, "html")
    yield "the sheet"


_PIECES = pieces(house_of_this_page)


def warm() -> bool:
    """Do the next piece; return whether there may be more."""
    return next(_PIECES, None) is not None
