"""Stands in for the colours of a traceback, which are loaded where one is written."""

from typing import Any


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module has
    import _colorize_whole

    return getattr(_colorize_whole, name)
