"""Stands in for Pyodide's module of this name, of which the page's engine runs code and no more."""

from _pyodide._base import eval_code, eval_code_async, find_imports

__all__ = ["eval_code", "eval_code_async", "find_imports"]
