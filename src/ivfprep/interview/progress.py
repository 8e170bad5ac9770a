"""How far the interview is, in words."""

from __future__ import annotations

from ivfprep.interview.flow import Flow, Seen, View

SECONDS = {"ticks": 25, "which": 40, "choices": 20, "text": 15, "lines": 40}
SECONDS_EACH = 8
MINUTE = 60


def progress(flow: Flow, view: View, at: Seen) -> str:
    """Return a line such as "Part 2 of 5: Your tests. About 3 minutes left."."""
    parts = _parts(flow)
    name = _part_of(flow, at)
    place = f"Part {parts.index(name) + 1} of {len(parts)}: {name}. " if name in parts else ""
    return place + _time_left(flow, view)


def _parts(flow: Flow) -> list[str]:
    asked = [
        section.name for section in flow.interview.sections if any(flow.asks(prompt) for prompt in section.prompts)
    ]
    return list(dict.fromkeys(asked))


def _part_of(flow: Flow, at: Seen) -> str:
    sections = flow.interview.sections
    return next((section.name for section in sections if at.step.prompt in section.prompts), "")


def _time_left(flow: Flow, view: View) -> str:
    open_ = [seen for seen in view.seen if seen.likely and flow.is_open(seen, view)]
    minutes = -(-sum(SECONDS.get(seen.step.prompt.kind, SECONDS_EACH) for seen in open_) // MINUTE)
    return f"About {minutes} minutes left." if minutes > 1 else "About a minute left."
