"""The interview as it goes: ask the next prompt, save the answer, until nothing is left to ask."""

from __future__ import annotations

from typing import Literal, Protocol

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.dialogue import Dialogue
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Seen, View, put_aside_since
from ivfprep.interview.paths import Data, find_texts
from ivfprep.interview.replies import SKIPPED, Given
from ivfprep.interview.steps import Step, entry_name
from ivfprep.interview.talk import READ, Talk, ask_lines, ask_step, is_told, screen_of
from ivfprep.interview.words import place_in_words

FIRST = "This is the first question."
NOT_GUESSED = "Skipped. I will not guess."
STAYS = "Skipped. Your answer stays as it was."
BOTH = "both"


class Stopped(Exception):
    """The person chose to save and stop."""


class Left(Exception):
    """The person went back from the answer that she meant to change."""


class Keeper(Protocol):
    """Keeps the answers of one person: in a file, or only for as long as a page is open."""

    def save(self, answers: Data) -> None:
        """Keep the answers in the place of those before them."""
        ...

    def forget(self) -> bool:
        """Delete what is kept; return whether there was anything."""
        ...


class Conversation:
    """One person's interview. Whatever they answer is saved before anything else is asked."""

    def __init__(self, talk: Talk, session: Keeper, answers: Data) -> None:
        self.talk, self.session, self.flow = talk, session, talk.flow
        self.here: Step | None = None
        self.changing: Step | None = None
        self.begin(answers)

    def begin(self, answers: Data) -> None:
        """Stand where `answers` leave off. They are looked at once, and once more after each answer."""
        self.answers, self.view = answers, self.flow.look(answers)

    def ask_all(self, at: Step | None = None) -> Dialogue[None]:
        """Ask from `at`, or from the first open prompt, until nothing is open. Raises Stopped."""
        while True:
            seen = find_step(self.view, at) or self.flow.current(self.view)
            if seen is None:
                return
            at = yield from self._ask(self.view, seen)

    def change(self, at: Step) -> Dialogue[None]:
        """Ask `at` again, then what that opens; going back from it leaves it as it was. Raises Stopped."""
        self.changing = at
        try:
            yield from self.ask_all(at)
        except Left:
            return
        finally:
            self.changing = None

    @property
    def is_at_start(self) -> bool:
        """Return whether there is nothing to go back to from the step that is asked now."""
        if self.here is None or self._is_changing(self.here):
            return False
        return self.flow.before(self.view, self.here) is None

    def _is_changing(self, step: Step) -> bool:
        return self.changing is not None and self.changing.key == step.key

    def keep(self, answers: Data) -> Dialogue[None]:
        """Take `answers` for the answers, save them, and say what is put aside by that."""
        yield from self._keep(self.flow.look(answers))

    def _keep(self, view: View) -> Dialogue[None]:
        aside = put_aside_since(self.answers, view.answers)
        names = self._names(aside, view.answers) if aside else ""
        self.answers, self.view = view.answers, view
        self.session.save(self.answers)
        if names:
            yield (f"Put aside, and kept in case you change it back: {names}.")

    def choose(self, screen: Ask) -> Dialogue[str | Command]:
        """Return the row that the person chose on a screen that is not a prompt. Raises Stopped."""
        reply = yield screen
        if reply is Command.STOP:
            raise Stopped
        return reply if isinstance(reply, Command) else str(reply)

    def _ask(self, view: View, seen: Seen) -> Dialogue[Step | None]:
        """Ask one step; return the step to go to, or None for the next open one."""
        self.here = seen.step
        asked = self._ask_lines(view, seen) if seen.step.prompt.kind == "lines" else ask_step(self.talk, view, seen)
        reply = yield from asked
        if reply is Command.STOP:
            raise Stopped
        if reply is Command.BACK and self._is_changing(seen.step):
            raise Left
        if reply is Command.BACK:
            return (yield from self._back(view, seen.step))
        if reply is Command.KEEP:
            return None
        if reply is Command.SKIP and is_told(seen, view) and not self.flow.is_open(seen, view):
            yield STAYS
            return None
        if leads_elsewhere(seen.step.prompt.kind, reply):
            return (yield from self._to_mend(view, str(reply)))
        yield from self._give(seen.step, reply)
        return None

    def _ask_lines(self, view: View, seen: Seen) -> Dialogue[Command]:
        def keep(line: str) -> Dialogue[None]:
            yield from self._give(seen.step, (line,))

        standing = len(find_texts(view.answers, "own_questions"))
        return (yield from ask_lines(screen_of(self.talk, view, seen), standing, keep))

    def _give(self, step: Step, reply: Given | Literal[Command.SKIP]) -> Dialogue[None]:
        # A page that is passed over comes as a word for each of its rows.
        is_page = isinstance(reply, dict) and set(reply.values()) == {SKIPPED}
        if is_page or (reply is Command.SKIP and step.prompt.kind not in ("fit", "notice", "lines")):
            yield NOT_GUESSED
        yield from self._keep(self.flow.give(self.answers, step, SKIPPED if reply is Command.SKIP else reply))

    def _back(self, view: View, here: Step) -> Dialogue[Step]:
        earlier = self.flow.before(view, here)
        if earlier is None:
            yield FIRST
        return earlier or here

    def _to_mend(self, view: View, prompt: str) -> Dialogue[Step | None]:
        """Return the step to change so that two answers fit, asking which entry when there are several."""
        some = [seen for seen in view.seen if seen.step.prompt.id == prompt and seen.applies]
        steps = [seen.step for seen in some if seen.answered] or [seen.step for seen in some]
        if len(steps) <= 1:
            return steps[0] if steps else None
        rows = tuple(Row(str(n), place_in_words(one, view.answers, self.flow.catalog)) for n, one in enumerate(steps))
        text, help_ = "Which one do you want to change?", "You can change one, or go back."
        reply = yield from self.choose(Ask("one", text, help_, rows, id="which_to_mend"))
        return None if isinstance(reply, Command) else steps[int(reply)]

    def _names(self, paths: list[str], after: Data) -> str:
        names: dict[str, str] = {}
        for seen in self.view.seen:
            place = place_in_words(seen.step, self.answers, self.flow.catalog)
            names[seen.step.path] = f"{place}, {seen.step.prompt.name.lower()}" if place else seen.step.prompt.name
            names |= {row.path: row.option.label for row in seen.rows}
        names |= {"transfers": "a transfer", "add_ons": self._treatments_gone(after)}
        return "; ".join(dict.fromkeys(names.get(path, path) for path in paths))

    def _treatments_gone(self, after: Data) -> str:
        standing = [(entry.get("id"), entry.get("name")) for entry in entries(after, "add_ons")]
        gone = [one for one in entries(self.answers, "add_ons") if (one.get("id"), one.get("name")) not in standing]
        return "; ".join(entry_name(one, self.flow.catalog) for one in gone) or "a treatment"


def leads_elsewhere(kind: str, reply: Given | Command) -> bool:
    """Return whether a reply names another prompt: one to change, or one to answer first."""
    return (kind == "fit" and reply not in (Command.SKIP, BOTH)) or (kind == "notice" and reply != READ.value)


def find_step(view: View, at: Step | None) -> Seen | None:
    """Return a step as it stands now, or None where it no longer applies."""
    return next((seen for seen in view.seen if at and seen.step.key == at.key and seen.applies), None)
