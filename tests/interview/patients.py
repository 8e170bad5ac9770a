"""Five people who answer the whole interview: what each says to a prompt, and how many prompts and keys that takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ivfprep.interview.asking import Ask, Command, Reply
from tests.interview.robots import Asked
from tests.interview.terminals import Screen

EXAMPLE = Path(__file__).parents[2] / "data/examples/one_high_test.yaml"


class Patient:
    """Answers by the words of the prompt, one reply after the other; what is in no word of theirs is skipped."""

    no_more = ""

    def __init__(self, script: Mapping[str, Any]) -> None:
        self.script = {words: list(said) if isinstance(said, list) else [said] for words, said in script.items()}
        self.asked: list[Ask] = []
        self.unknown: list[str] = []
        self.replied = Asked()

    def say(self, text: str) -> None:
        """Listen."""

    def ask(self, screen: Ask) -> Reply:
        if screen.begun:
            return self.no_more
        self.asked.append(screen)
        reply = self._reply(screen)
        self.replied.note(screen, reply)
        return reply

    def _reply(self, screen: Ask) -> Reply:
        for words, replies in self.script.items():
            if words in screen.whole and replies:
                reply: Reply = replies.pop(0) if len(replies) > 1 else replies[0]
                return reply
        self.unknown.append(screen.text)
        return Command.SKIP

    @property
    def prompts(self) -> int:
        return len(self.asked)


SORRY = "What would you like to do now"
REVIEW = {"These are your answers": "go_on"}

PATIENT_39: dict[str, Any] = {
    "How many embryo transfers": "3",
    "How did this transfer end": ["biochemical", "no_pregnancy", "miscarriage"],
    SORRY: "go_on",
    "How many weeks": "8",
    "What can you tell me": ("when", "kind", "chance"),
    "When was this transfer": ["spring 2024", "September 2024", "March 2026"],
    "fresh, or": "frozen",
    "What chance did": "about 45%",
    "chance of a pregnancy": "not_sure",
    "Apart from any transfers": "0",
    "Which extra treatments": ("dexamethasone", "intralipids", "aspirin", "progesterone"),
    "Dexamethasone: where do you stand": "some_time",
    "Dexamethasone: what were you told": ("one_test",),
    "Dexamethasone: which test": "NK cells",
    "Dexamethasone: which of these": ("none_of_these",),
    "Intralipids: where do you stand": "the_same",
    "Low-dose aspirin: where do you stand": "taking",
    "Low-dose aspirin: what were you told": ("not_told",),
    "Low-dose aspirin: which of these": ("start",),
    "Progesterone: where do you stand": "taking",
    "Progesterone: what were you told": ("support",),
    "Progesterone: which of these": ("none_of_these",),
    "did you ever have, any of these": ("high_blood_pressure", "underactive_thyroid", "some"),
    "not sure about": ("low_platelets",),
    "Which of these have you had": ("immune", "hysteroscopy", "polyps", "adenomyosis"),
    "What did they find": ("one_not_repeated",),
    "What day is your visit": "26 November 2026",
    "any of this on your page": ("emergency",),
    "Which country": "GB",
    "questions of your own": ("Can we wait a month before the next one?",),
    **REVIEW,
}


ONE_TRANSFER: dict[str, Any] = {
    "How many embryo transfers": "1",
    "How did this transfer end": "no_pregnancy",
    "What can you tell me": ("when", "kind", "chance"),
    "When was this transfer": "March 2026",
    "fresh or a frozen": "frozen",
    "What chance did": "40",
    "chance of a pregnancy": "pregnancy",
    "Apart from any transfers": "0",
    "Which extra treatments": ("dexamethasone",),
    "where do you stand": "offered",
    "told is the reason": ("one_test",),
    "which test": "TNF",
    "which of these were you told": ("start",),
    "did you ever have, any of these": ("diabetes",),
    "Which of these have you had": ("immune",),
    "What did they find": ("one_not_repeated",),
    "What day is your visit": "3 April 2027",
    "any of this on your page": ("none_of_these",),
    "questions of your own": ("What next?",),
    **REVIEW,
}
"""One transfer, one treatment offered."""

FIRST_TRANSFER: dict[str, Any] = {
    **ONE_TRANSFER,
    "How many embryo transfers": "0",
    "Which extra treatments": ("dexamethasone", "heparin"),
    "Heparin: where do you stand": "the_same",
}
"""None so far, two treatments offered for the first."""

FIVE_TRANSFERS: dict[str, Any] = {
    **ONE_TRANSFER,
    "How many embryo transfers": "5",
    "all 5 end in the same way": "no_pregnancy",
    "What can you tell me": ("kind", "stage", "chance"),
    "fresh, or": "frozen",
    "How old were the embryos": "blastocyst",
    "Which extra treatments": ("none_of_these",),
}
"""Five that did not lead to a pregnancy, nothing offered."""

SPECIALIST: dict[str, Any] = {
    **ONE_TRANSFER,
    "Which extra treatments": ("prednisone",),
    "where do you stand": "taking",
    "told is the reason": ("illness",),
    "which illness": "lupus, Dr Ray",
    "who prescribes it": "specialist",
    "What can you tell me": ("none_of_these",),
}
"""A steroid that a specialist prescribes for an illness."""

QUICK: dict[str, Any] = {
    **ONE_TRANSFER,
    "How many embryo transfers": "3",
    "How did your transfers end": "differ",
    "Apart from any transfers": "1",
    SORRY: "go_on",
    "Which of them do you take": ("0",),
    "told is the reason": ("one_test",),
}

SEVERAL_QUICKLY: dict[str, Any] = {
    "Which extra treatments": ("dexamethasone", "aspirin"),
    "Which of them do you take": ("1",),
    "Apart from any transfers": "1",
}


KEYS_39: dict[str, Any] = {
    "How many embryo transfers": "3\r",
    "How did this transfer end": ["2\r", "1\r", "3\r"],
    SORRY: "1\r",
    "How many weeks": "8\r",
    "What can you tell me": "1 2 3\r",
    "When was this transfer": ["spring 2024\r", "September 2024\r", "March 2026\r"],
    "fresh, or": "2\r",
    "What chance did": "45\r",
    "chance of a pregnancy": "3\r",
    "Apart from any transfers": "0\r",
    "Which extra treatments": "dex  intral  aspi  prog  \r\r",
    "Dexamethasone: where do you stand": "5\r",
    "Dexamethasone: what were you told": "1\r",
    "Dexamethasone: which test": "NK cells\r",
    "Dexamethasone: which of these": "none\r",
    "Intralipids: where do you stand": "7\r",
    "Low-dose aspirin: where do you stand": "1\r",
    "Low-dose aspirin: what were you told": "8\r",
    "Low-dose aspirin: which of these": "1\r",
    "Progesterone: where do you stand": "1\r",
    "Progesterone: what were you told": "1\r",
    "Progesterone: which of these": "none\r",
    "did you ever have, any of these": "thyr  high  some  \r\r",
    "not sure about": "plat\r\r",
    "Which of these have you had": "1 2 3 4\r",
    "What did they find": "1\r",
    "What day is your visit": "Thursday\r",
    "any of this on your page": "3\r",
    "Which country": "united k\r",
    "questions of your own": "Can we wait a month before the next one?\r",
    "These are your answers": "1\r",
}
"""The same answers as keys."""


class Typist(Patient):
    """Presses keys at a screen of 80 by 24, and counts them."""

    no_more = "\r"

    def __init__(self, script: Mapping[str, Any]) -> None:
        super().__init__(script)
        self.screen, self.keys = Screen(80, 24), 0

    def say(self, text: str) -> None:
        """Look at it."""
        self.screen.say(text)

    def ask(self, screen: Ask) -> Reply:
        keys = str(super().ask(screen))
        self.keys += len(keys)
        return self.screen.ask(screen, keys)
