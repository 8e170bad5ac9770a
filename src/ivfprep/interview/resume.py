"""The first lines of the interview, for somebody new and for somebody who comes back."""

from __future__ import annotations

from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.conversation import Conversation
from ivfprep.interview.paths import Data
from ivfprep.interview.review import answers_by_section

WELCOME = (
    "I will ask about 20 to 40 short questions. It takes about 8 minutes. Nothing leaves this computer.\n"
    "You can skip any question, go back, or stop. Every answer is saved as you give it.\n"
    "This is not medical advice, and does not replace your clinic."
)
WELCOME_QUICK = (
    "I will ask 8 short questions at most. It takes about 2 minutes. Nothing leaves this computer.\n"
    "You can skip any question, go back, or stop. Every answer is saved as you give it.\n"
    "This is not medical advice, and does not replace your clinic."
)
CONTINUE = Row("go_on", "Go on where I stopped")
LOOK = Row("look", "Look at my answers first")
AFRESH = Row("afresh", "Start afresh, and delete these answers")
WHY = "Your answers from last time are on this computer. You decide what becomes of them."


def welcome(talk: Conversation) -> None:
    """Say how long it takes, what becomes of the answers, and that everything can be undone."""
    talk.asker.say(WELCOME_QUICK if talk.flow.quick else WELCOME)


def resume(talk: Conversation, blank: Data) -> None:
    """Offer to go on, to look at the answers, or to start afresh. Raises Stopped."""
    while True:
        rows = (CONTINUE, LOOK, AFRESH)
        reply = talk.choose(Ask("one", "I have saved answers of yours. What would you like to do?", WHY, rows))
        if reply == LOOK.value:
            talk.asker.say("\n".join(answers_by_section(talk)) or "There is no answer yet.")
        elif reply == AFRESH.value and _is_sure(talk):
            talk.session.forget()
            talk.begin(blank)
            return welcome(talk)
        elif reply in (CONTINUE.value, Command.SKIP):
            return None


def _is_sure(talk: Conversation) -> bool:
    rows = (Row("keep", "No, keep them"), Row("delete", "Yes, delete them"))
    return talk.choose(Ask("one", "This deletes the saved answers. Are you sure?", WHY, rows)) == "delete"
