"""Add, remove or move a part that repeats, a transfer or a treatment; leave a transfer out of what is printed."""

from __future__ import annotations

from copy import deepcopy

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Conversation, Stopped
from ivfprep.interview.dialogue import Dialogue
from ivfprep.interview.entries import entries, reorder, set_number
from ivfprep.interview.paths import Data, find
from ivfprep.interview.steps import Step, entry_name
from ivfprep.interview.words import answer_in_words
from ivfprep.profile import MOST_ENTRIES, UNSAID

ADD = Row("add", "Add one")
REMOVE = Row("remove", "Remove one")
MOVE = Row("move", "Move one")
LEAVE = Row("leave", "Leave one out of my printed story")
NOTHING = Row("nothing", "Leave them as they are")
WHY = "Put transfers in the order in which they happened. What you remove is deleted."
WHICH_LEFT = "Which transfers do you want out of your printed story?"
WHY_LEFT = (
    "Your printed story and timeline do not tell of them, but the page still counts them, and a question may say "
    '"my losses". Their answers stay, and you can bring them back here.'
)
UNSURE = {"outcome": "not sure how it ended", "when": "not sure when"}
"""What tells one transfer from another in a list, in this order, and how it is called where she is not sure of it."""

NONE_LEFT = Row("none", "Leave none of them out", alone=True)


def change_part(talk: Conversation, part: str) -> Dialogue[None]:
    """Ask what to do with the entries of `part`, and do it. Raises Stopped."""
    number = len(entries(talk.answers, part))
    rows = (
        *([ADD] if number < MOST_ENTRIES else []),
        *([REMOVE] if number else []),
        *([MOVE] if number > 1 else []),
        *([LEAVE] if number and part == "transfers" else []),
        NOTHING,
    )
    reply = yield from talk.choose(Ask("one", "What do you want to do?", WHY, rows, id="change_part"))
    if reply == ADD.value:
        yield from _add(talk, part)
    elif reply in (REMOVE.value, MOVE.value):
        yield from _choose_and(talk, part, str(reply))
    elif reply == LEAVE.value:
        yield from _leave_out(talk)


def _leave_out(talk: Conversation) -> Dialogue[None]:
    """Ask which transfers nothing printed tells of by itself; what is not ticked comes back."""
    rows, told = _rows(_names(talk, "transfers")), entries(talk.answers, "transfers")
    standing = tuple(str(number) for number, one in enumerate(told) if is_left_out(one))
    reply = yield Ask("many", WHICH_LEFT, WHY_LEFT, (*rows, NONE_LEFT), ticked=standing, id="leave_out_transfers")
    if reply is Command.STOP:
        raise Stopped
    if isinstance(reply, Command):
        return
    chosen = (reply,) if isinstance(reply, str) else reply
    changed = deepcopy(talk.answers)
    for number, one in enumerate(entries(changed, "transfers")):
        one.pop("in_story", None)
        if str(number) in chosen:
            one["in_story"] = "no"
    yield from talk.keep(changed)


def is_left_out(transfer: Data) -> bool:
    """Return whether a transfer is left out of the printed story."""
    return transfer.get("in_story") == "no"


def _add(talk: Conversation, part: str) -> Dialogue[None]:
    if part == "transfers":
        changed = deepcopy(talk.answers)
        set_number(changed, len(entries(changed, "transfers")) + 1)
        yield from talk.keep(changed)
        return
    steps = [seen.step for seen in talk.view.seen if seen.step.prompt.kind == "which"]
    yield from talk.ask_all(Step(steps[0].prompt))


def _choose_and(talk: Conversation, part: str, act: str) -> Dialogue[None]:
    names = _names(talk, part)
    reply = yield from talk.choose(Ask("one", "Which one?", WHY, _rows(names), id="which_entry"))
    if isinstance(reply, Command):
        return
    order = [number for number in range(len(names)) if number != int(reply)]
    if act == MOVE.value:
        screen = Ask("one", "Which place does it go to?", WHY, _places(len(names)), id="which_place")
        place = yield from talk.choose(screen)
        if isinstance(place, Command):
            return
        order.insert(int(place), int(reply))
    yield from talk.keep(reorder(talk.answers, part, order))


def _names(talk: Conversation, part: str) -> list[str]:
    some = entries(talk.answers, part)
    if part == "add_ons":
        return [entry_name(entry, talk.flow.catalog) for entry in some]
    return [f"Transfer {number + 1}{_told(talk, number, entry)}" for number, entry in enumerate(some)]


def _told(talk: Conversation, at: int, transfer: Data) -> str:
    """Return how a transfer ended and when it was, as far as that was told, to follow its number."""
    said = {field: _said(talk, at, field) for field in UNSURE}
    said["outcome"] = str(transfer.get("own_word") or said["outcome"])
    told = ", ".join(filter(None, said.values()))
    return f": {told}" if told else ""


def _said(talk: Conversation, at: int, field: str) -> str:
    """Return what was told of one field of a transfer, as it is called inside of a line; "" where nothing was."""
    steps = (seen for seen in talk.view.seen if (seen.step.part, seen.step.at) == ("transfers", at))
    seen = next(seen for seen in steps if seen.step.prompt.answer == field)
    found = find(talk.answers, seen.step.path)
    if found in UNSAID:
        return UNSURE[field] if found == "not_sure" else ""
    words = answer_in_words(seen, talk.answers, talk.flow.catalog)
    # A month keeps its capital letter, and so does "I".
    return words if field == "when" or words.startswith("I ") else words[:1].lower() + words[1:]


def _rows(names: list[str]) -> tuple[Row, ...]:
    return tuple(Row(str(number), name) for number, name in enumerate(names))


def _places(number: int) -> tuple[Row, ...]:
    return tuple(Row(str(place), f"Place {place + 1}") for place in range(number))
