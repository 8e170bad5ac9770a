"""A transfer that she left out of the printed story: nothing printed tells of it, and whatever counts it stays true."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from ivfprep.checklist import build_checklist
from ivfprep.facts import derive_facts
from tests.cases.patients import TODAY
from tests.profiles import CATALOG, DATA, profile

WORD, DAY = "our little Zebedee", "7 July 2019"
SEEN = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def printed(data: Any) -> str:
    made = build_checklist(profile({**data, "timeline": "yes"}), CATALOG, TODAY, everything=True)
    return json.dumps([to_builtins(part) for part in (made.handover, made.full_list)], default=str)


def with_one_more(data: Any, at: int, in_story: str) -> Any:
    """Return the answers with a loss among the transfers that her own word and its day give away."""
    loss = {"outcome": "miscarriage", "weeks": 9, "own_word": WORD, "when": DAY, "in_story": in_story}
    others = [] if isinstance(data["transfers"], str) else data["transfers"]
    return {**data, "transfers": [*others[:at], loss, *others[at:]]}


@SEEN
@given(DATA, st.integers(0, 4))
def test_nothing_printed_tells_of_it_and_all_that_is_counted_stays(data: Any, at: int) -> None:
    out, told = with_one_more(data, at, "no"), with_one_more(data, at, "yes")
    assert WORD in printed(told)
    assert DAY in printed(told)
    shown = printed(out)
    assert WORD not in shown
    assert DAY not in shown
    assert "9 weeks" not in shown
    facts = [derive_facts(profile(one), CATALOG, TODAY) for one in (out, told)]
    assert facts[0].values == facts[1].values
    assert f"{len(out['transfers'])} embryo transfers" in shown or len(out["transfers"]) == 1
