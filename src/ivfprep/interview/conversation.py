"""The interview as it goes: ask the next prompt, save the answer, until nothing is left to ask."""

from __future__ import annotations

from typing import Literal

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.flow import Seen, View, put_aside_since
from ivfprep.interview.paths import Data
from ivfprep.interview.replies import SKIPPED, Given
from ivfprep.interview.session import Session
from ivfprep.interview.steps import Step
from ivfprep.interview.talk import Talk, ask_step
from ivfprep.interview.words import place_in_words

FIRST = "This is the first question."
NOT_GUESSED = "Skipped. I will not guess."
BOTH = "both"


class Stopped(Exception):
    """The person chose to save and stop."""


class Conversation:
    """One person's interview. Whatever they answer is saved before anything else is asked."""

    def __init__(self, talk: Talk, session: Session, answers: Data) -> None:
        self.talk, self.session = talk, session
        self.flow, self.asker = talk.flow, talk.asker
        self.begin(answers)

    def begin(self, answers: Data) -> None:
        """Stand where `answers` leave off. They are looked at once, and once more after each answer."""
        self.answers, self.view = answers, self.flow.look(answers)

    def ask_all(self, at: Step | None = None) -> None:
        """Ask from `at`, or from the first open prompt, until nothing is open. Raises Stopped."""
        while True:
            seen = find_step(self.view, at) or self.flow.current(self.view)
            if seen is None:
                return
            at = self._ask(self.view, seen)

    def keep(self, answers: Data) -> None:
        """Take `answers` for the answers, save them, and say what is put aside by that."""
        self._keep(self.flow.look(answers))

    def _keep(self, view: View) -> None:
        aside = put_aside_since(self.answers, view.answers)
        names = self._names(aside) if aside else ""
        self.answers, self.view = view.answers, view
        self.session.save(self.answers)
        if names:
            self.asker.say(f"Put aside, and kept in case you change it back: {names}.")

    def choose(self, screen: Ask) -> str | Command:
        """Return the row that the person chose on a screen that is not a prompt. Raises Stopped."""
        reply = self.asker.ask(screen)
        if reply is Command.STOP:
            raise Stopped
        return reply if isinstance(reply, Command) else str(reply)

    def _ask(self, view: View, seen: Seen) -> Step | None:
        """Ask one step; return the step to go to, or None for the next open one."""
        reply = ask_step(self.talk, view, seen)
        if reply is Command.STOP:
            raise Stopped
        if reply is Command.BACK:
            return self._back(view, seen.step)
        if reply is Command.KEEP:
            return None
        if seen.step.prompt.kind == "fit" and reply not in (Command.SKIP, BOTH):
            return self._to_mend(view, str(reply))
        self._give(seen.step, reply)
        return None

    def _give(self, step: Step, reply: Given | Literal[Command.SKIP]) -> None:
        if reply is Command.SKIP and step.prompt.kind not in ("fit", "notice"):
            self.asker.say(NOT_GUESSED)
        self._keep(self.flow.give(self.answers, step, SKIPPED if reply is Command.SKIP else reply))

    def _back(self, view: View, here: Step) -> Step:
        earlier = self.flow.before(view, here)
        if earlier is None:
            self.asker.say(FIRST)
        return earlier or here

    def _to_mend(self, view: View, prompt: str) -> Step | None:
        """Return the step to change so that two answers fit, asking which entry when there are several."""
        steps = [seen.step for seen in view.seen if seen.step.prompt.id == prompt and seen.applies]
        if len(steps) <= 1:
            return steps[0] if steps else None
        rows = tuple(Row(str(n), place_in_words(one, view.answers, self.flow.catalog)) for n, one in enumerate(steps))
        reply = self.choose(Ask("one", "Which one do you want to change?", "You can change one, or go back.", rows))
        return None if isinstance(reply, Command) else steps[int(reply)]

    def _names(self, paths: list[str]) -> str:
        names = {"transfers": "a transfer", "add_ons": "a treatment"}
        for seen in self.view.seen:
            place = place_in_words(seen.step, self.answers, self.flow.catalog)
            names[seen.step.path] = f"{place}, {seen.step.prompt.name.lower()}" if place else seen.step.prompt.name
            names |= {row.path: row.option.label for row in seen.rows}
        return "; ".join(dict.fromkeys(names.get(path, path) for path in paths))


def find_step(view: View, at: Step | None) -> Seen | None:
    """Return a step as it stands now, or None where it no longer applies."""
    return next((seen for seen in view.seen if at and seen.step.key == at.key and seen.applies), None)
