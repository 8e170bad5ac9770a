"""What a page does with the door: ask for things by name, and answer screens that are plain data."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ivfprep.interview.asking import Ask, Command, Reply, Row
from ivfprep.web.door import Door
from tests.interview.robots import Asked

TODAY = "2026-11-21"


class Page:
    """A page with a door of its own. `state` is what the last answer of the program was."""

    def __init__(self, **begun: Any) -> None:
        self.door = Door()
        self.call("begin", today=TODAY, **begun)
        self.state: dict[str, Any] = {}

    def call(self, name: str, **payload: Any) -> Any:
        return json.loads(self.door.call(name, json.dumps(payload)))

    def start(self, **how: Any) -> dict[str, Any]:
        self.state = self.call("start", **how)
        return self.state

    def open(self, text: str, **how: Any) -> dict[str, Any]:
        self.state = self.call("open", text=text, **how)
        return self.state

    def give(self, value: Any) -> dict[str, Any]:
        self.state = self.call("reply", value=value)
        return self.state

    def say(self, command: str) -> dict[str, Any]:
        self.state = self.call("reply", command=command)
        return self.state

    @property
    def screen(self) -> dict[str, Any]:
        screen: dict[str, Any] = self.state["screen"]
        return screen

    def answers(self) -> str:
        text: str = self.call("answers")["text"]
        return text

    def sheet(self, format_: str = "html") -> str:
        text: str = self.call("sheet", format=format_)["text"]
        return text

    def skip_to(self, id_: str) -> dict[str, Any]:
        """Skip every screen before the one that is named so."""
        skipped = Asked()
        while self.screen["id"] != id_:
            skipped.note(asked(self.screen), Command.SKIP)
            self.say("skip")
        return self.screen

    def answer_all(self, decide: Callable[[Ask], Reply]) -> None:
        """Answer each screen as `decide` does, to the end of the interview."""
        replied = Asked()
        while not self.state["is_over"]:
            screen = asked(self.screen)
            reply = decide(screen)
            replied.note(screen, reply)
            self.say(reply.value) if isinstance(reply, Command) else self.give(reply)


def asked(screen: dict[str, Any]) -> Ask:
    """Return the screen that a terminal would show in its place."""
    part = "\n".join(filter(None, (screen["part"], screen["place"])))
    rows = tuple(
        Row(**{**row, "also": tuple(row["also"]), "called": tuple(map(tuple, row["called"]))}) for row in screen["rows"]
    )
    known = {name: screen[name] for name in Ask._fields if name in screen}
    ticked, progress = tuple(screen["ticked"]), tuple(screen["progress"])
    return Ask(**{**known, "part": part, "rows": rows, "ticked": ticked, "progress": progress})
