"""The shipped interview on the shipped content, as far as it decides what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from ivfprep.catalog import Catalog
from ivfprep.prompts import Interview

DATA = Path(__file__).parents[2] / "data"
EMPTY = ("documents", "claims", "updates", "topics", "questions", "disagreements", "card", "glossary", "facts")
ABOUT = {"version": "1", "checked": "2026-11-01", "next_check": "2027-05-01", "made_by": "us", "emergency_source": "x"}


def load(name: str) -> Any:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - text, lists and mappings only


def load_interview() -> Interview:
    return msgspec.convert(load("interview.yaml"), Interview, strict=False)


def load_catalog(**parts: Any) -> Catalog:
    """Return a catalog of what the interview reads; `parts` replace what is shipped."""
    shipped = {
        **{name: load(f"{name}.yaml")[name] for name in ("add_ons", "history", "history_matters", "flags")},
        "emergency_numbers": load("emergency_numbers.yaml")["emergency_numbers"],
        "rules": [
            rule for file in sorted((DATA / "rules").glob("*.yaml")) for rule in load(f"rules/{file.name}")["rules"]
        ],
        "evidence": load("evidence.yaml")["evidence"],
    }
    content = {"about": ABOUT, "words": {}, **dict.fromkeys(EMPTY, ()), **shipped, **parts}
    for row in content["add_ons"]:
        if isinstance(row, dict) and row["immune"] in ("null", ""):
            row["immune"] = None
    return msgspec.convert(content, Catalog, strict=False)
