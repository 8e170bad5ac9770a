"""Stands in for what writes the documentation of Pyodide's own functions each time that it starts."""

from collections.abc import Callable
from typing import Any


def get_cmeth_docstring(func: Callable[..., Any]) -> str:
    """Return the least that Python takes as the documentation of a function."""
    return f"{func.__name__}()\n--\n\n"
