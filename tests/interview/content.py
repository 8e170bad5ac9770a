"""The shipped interview on the shipped content, as far as it decides what is asked."""

from __future__ import annotations

from typing import Any

import msgspec

from ivfprep.catalog import Catalog
from ivfprep.loading import content
from ivfprep.prompts import Interview


def load_interview() -> Interview:
    """Return the shipped interview."""
    return content.load_interview()


def load_catalog(**parts: Any) -> Catalog:
    """Return the shipped content; `parts` replace what is shipped."""
    shipped = content.load_catalog()
    return msgspec.convert({**msgspec.to_builtins(shipped), **parts}, Catalog, strict=False) if parts else shipped
