"""Any text at all, as Hypothesis draws it when nothing is said of its signs, without what that costs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SIGNS = st.characters(exclude_categories=["Cs"])
"""Every sign that UTF-8 can write. Unsaid, Hypothesis asks its codec about each: two seconds in each fresh checkout."""


def text(**sizes: Any) -> st.SearchStrategy[str]:
    """Return texts of any signs; `min_size` and `max_size` bound them."""
    return st.text(SIGNS, **sizes)
