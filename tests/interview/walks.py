"""Random walks over the whole interview: what somebody may answer at each prompt, to its end or to any place."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from ivfprep.interview.flow import Flow, Seen, View, open_rows
from ivfprep.interview.paths import Data
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.replies import SKIPPED
from ivfprep.interview.steps import options
from tests.interview.content import load_catalog, load_interview

TODAY = date(2026, 11, 21)
INTERVIEW, CATALOG = load_interview(), load_catalog()
RELEVANCE = Relevance(CATALOG, TODAY)
LONG = Flow(INTERVIEW, CATALOG, TODAY, RELEVANCE.useful)
QUICK = Flow(INTERVIEW, CATALOG, TODAY, RELEVANCE.useful, quick=True)
UNSAID = ("not_sure", "prefer_not_to_say", SKIPPED)
# Without shrinking: to shrink a walk takes minutes, and the answers that it ends in say enough.
BRISK = settings(phases=(Phase.explicit, Phase.generate))


def nothing_said() -> Data:
    return {"format": 1}


def a_reply(draw: Any, flow: Flow, view: View, seen: Seen) -> Any:
    """Return some reply that a face could give to this step."""
    prompt = seen.step.prompt
    rows = [option.value for option in options(seen.step, view.answers, CATALOG) if option.value not in seen.without]
    unsaid = st.sampled_from(UNSAID if prompt.unsaid else (SKIPPED,))
    some = st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique=True).map(tuple) if rows else st.nothing()
    if prompt.kind == "ticks":
        page = open_rows(seen, view) or [row for row in seen.rows if row.applies]
        answer = st.sampled_from(("yes", "no", "not_sure", SKIPPED))
        return {row.option.value: draw(answer) for row in page}
    by_kind = {
        "choice": st.sampled_from(rows) if rows else st.nothing(),
        "choices": some,
        "which": some | st.just("none") | st.just(("something_else: vitamin D", "heparin")),
        "when": st.sampled_from(["March 2024", "about 2023", "3 April 2099"]),
        "day": st.just("2027-04-03"),
        "count": st.integers(max(prompt.low, 0), min(prompt.high, 4)),
        "how_many": st.integers(0, 4),
        "chance": st.sampled_from(["40", "30-40"]),
        "text": st.sampled_from(["ABC", "none", "not_sure"]),
        "lines": st.just(("What now?",)),
        "fit": st.just("both"),
        "notice": st.just("read"),
    }
    return draw(by_kind[prompt.kind] | unsaid)


@st.composite
def walks(draw: Any, flow: Flow) -> Data:
    """Return the answers at the end of a walk: mostly forward, now and then a change of an earlier answer."""
    view = flow.look(nothing_said())
    for _ in range(draw(st.integers(0, 60))):
        trail = flow.trail(view)
        change = trail and draw(st.integers(0, 5)) == 0
        seen = draw(st.sampled_from(trail)) if change else flow.current(view)
        if seen is None:
            break
        view = flow.give(view.answers, seen.step, a_reply(draw, flow, view, seen))
    return view.answers
