"""Whatever either face accepts, the loader accepts: a saved answer can always be read again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ivfprep.choosing import Line
from ivfprep.interview.answers_file import write_answers
from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.asking import Ask, Command, Reply
from ivfprep.interview.dialogue import Dialogue, hold
from ivfprep.interview.flow import Flow, Seen
from ivfprep.interview.paths import Data, find, find_entries, find_texts
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.replies import SKIPPED
from ivfprep.interview.run import run_interview
from ivfprep.interview.session import Session
from ivfprep.interview.steps import Step
from ivfprep.interview.talk import Talk, ask_lines, ask_step
from ivfprep.interview.visit_notes import Notes
from ivfprep.limits import doubt_about
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.profile import LONGEST, MOST_ENTRIES, MOST_LINES, Profile, Transfer
from tests import any_text
from tests.interview.content import load_catalog, load_interview
from tests.interview.robots import Scripted

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
INTERVIEW, CATALOG = load_interview(), load_catalog()
FLOW = Flow(INTERVIEW, CATALOG, TODAY, Relevance(CATALOG, TODAY).useful)
TYPED = ("count", "how_many", "tally", "chance", "when", "day", "text")
STEPS = [Step(prompt, section.each) for section in INTERVIEW.sections for prompt in section.prompts]
SAID: Data = {"format": 1, "transfers": [{}, {}, {}], "add_ons": [{"id": "something_else"}]}
LOOKED = FLOW.look(SAID)
MOST_ASKED = 6

NUMBER = st.integers(0, 130).map(str)
SIGN = st.sampled_from(["-", " to ", " or ", "/", " in ", " out of ", ".", ",", " - "])
MONTH = st.sampled_from(["March", "november", "Dec", "spring", "about", "in", ""])
YEAR = st.sampled_from(["1949", "1950", "1999", "2024", "2026", "2027", "2028", "2029", "2030", "2100", "26", "28"])
DATES = st.builds("{} {} {}".format, st.integers(0, 32), MONTH, YEAR) | st.dates(
    date(2025, 1, 1), date(2030, 1, 1)
).map(lambda day: f"{day.day}/{day.month}/{day.year}")
WORDS = st.sampled_from(
    ["", "none", "not sure", "once", "yes", "~", "null", "12e3", "0x1F", "- a: b", "# no", "\u0663"]
)
LONG = st.integers(LONGEST - 2, LONGEST + 2).map(lambda length: "x" * length)
TEXTS = (
    any_text.text(max_size=40) | st.builds("{}{}{}".format, NUMBER, SIGN, NUMBER) | NUMBER | DATES | YEAR | WORDS | LONG
)


def loads(answers: Data) -> None:
    reads(write_answers(answers))


@cache  # what is refused leaves the same answers time and again
def reads(text: str) -> None:
    for day in (TODAY, YESTERDAY):
        read_answers(BytesIO(text.encode()), CATALOG, day)


class Typist:
    """Gives the replies that were drawn, chooses a row by a number that was drawn, and skips when nothing is left."""

    def __init__(self, replies: list[Any], row: int = 0) -> None:
        self.replies, self.row = replies, row
        self.notes: list[str] = []

    def say(self, text: str) -> None:
        """Say nothing."""

    def ask(self, screen: Ask) -> Reply:
        self.notes.append(screen.note)
        if screen.kind == "one":
            return screen.rows[self.row % len(screen.rows)].value
        reply: Reply = self.replies.pop(0) if self.replies else Command.SKIP
        return reply


def answers_after(step: Step, typist: Typist, said: Data = SAID) -> Data:
    view = LOOKED if said is SAID else FLOW.look(said)
    reply = hold(ask_step(Talk(FLOW, TODAY), view, Seen(step, True, True, False)), typist)
    return FLOW.give(said, step, SKIPPED if isinstance(reply, Command) else reply).answers


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.prompt.kind in TYPED], ids=lambda step: str(step.prompt.id)
)
@settings(max_examples=20, deadline=None)
@given(text=TEXTS, row=st.integers(0, 1))
def test_whatever_is_typed_and_accepted_is_read_again(step: Step, text: str, row: int) -> None:
    loads(answers_after(step, Typist([text], row)))


def lines_after(typist: Typist, said: Data = SAID) -> Data:
    """Return the answers after questions of her own were typed, one line or all lines at a time."""
    kept = [*find_texts(said, "own_questions")]

    def keep(line: str) -> Dialogue[None]:
        kept.append(line)
        yield from ()

    hold(ask_lines(Ask("lines", "Your questions?"), len(kept), keep), typist)
    return {**said, "own_questions": list(dict.fromkeys(kept))}


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_the_lines_that_are_typed_and_kept_are_read_again(lines: list[str]) -> None:
    loads(lines_after(Typist([*lines])))


@st.composite
def keys(draw: st.DrawFn) -> Any:
    """Return somebody's typing: a line for every prompt of the plain face, with `skip` where it takes too long."""
    tries = [0]

    def read(prompt: str) -> str:
        tries[0] += 1
        if tries[0] % MOST_ASKED == 0:
            return "skip"
        return draw(st.integers(1, 9).map(str) | TEXTS | st.sampled_from(["1, 3", "2 4 6", "2", "1"]))

    return read


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(keys(), st.booleans())
def test_a_whole_interview_typed_at_random_is_read_again(read: Any, quick: bool) -> None:
    class Reviewer(Plain):
        def ask(self, screen: Ask) -> Reply:
            reply = super().ask(screen)
            if screen.text.startswith("These are your answers"):
                return "go_on"
            if any(row.value == "both" for row in screen.rows):
                return "both"
            return Command.SKIP if reply in (Command.BACK, Command.STOP) else reply

    with TemporaryDirectory() as folder:
        session = Session(read_data, Path(folder))
        lines = (Line("one", "One?"), Line("two", "Two?"))
        face = Reviewer(read, lambda text: None)
        run_interview(INTERVIEW, CATALOG, TODAY, face, session, lines=lambda profile: lines, quick=quick)
        for day in (TODAY, YESTERDAY):
            read_answers(session.file, CATALOG, day)


def one(id_: str) -> Step:
    return next(step for step in STEPS if step.prompt.id == id_)


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        ("embryos", "30-40"),
        ("embryos", "0-1"),
        ("embryos", "7"),
        ("losses_outside", "20-60"),
        ("transfers", "20-99"),
        ("when", "3 April 2099"),
        ("when", "22 November 2026"),
        ("when", "03/04/2027"),
        ("visit_date", "3 April 2030"),
        ("visit_date", "22 November 2028"),
        ("chance", "101"),
        ("clinic", "x" * (LONGEST + 1)),
    ],
)
def test_what_a_file_could_not_hold_is_asked_for_again(id_: str, text: str) -> None:
    typist = Typist([text])
    assert answers_after(one(id_), typist) == answers_after(one(id_), Typist([Command.SKIP]))
    assert len(typist.notes) == 2
    assert typist.notes[1]


@pytest.mark.parametrize(
    ("id_", "text", "row", "value"),
    [
        ("embryos", "1-2", 1, 2),
        ("losses_outside", "0 or 1", 0, 0),
        ("chance", "50/50", 0, "50"),
        ("chance", "60/40", 0, "60"),
        ("chance", "40/60", 0, "40"),
        ("chance", "40/60", 1, "66.67"),
        ("chance", "1/3", 0, "33.33"),
        ("chance", "0.4", 1, "0.4"),
        ("when", "05/12/2026", 0, "12 May 2026"),
        ("when", "21 November 2026", 0, "21 November 2026"),
        ("visit_date", "21 November 2028", 0, "2028-11-21"),
    ],
)
def test_a_text_means_what_a_person_means_by_it(id_: str, text: str, row: int, value: object) -> None:
    step = one(id_)
    assert find(answers_after(step, Typist([text], row)), step.path) == value


@pytest.mark.parametrize(
    ("id_", "text", "value"),
    [
        ("when", "March this year", "March 2026"),
        ("when", "15/3/26", "15 March 2026"),
        ("visit_date", "26 November", "2026-11-26"),
        ("visit_date", "Thursday", "2026-11-26"),
        ("visit_date", "Thursday 26 November", "2026-11-26"),
        ("visit_date", "nov 26", "2026-11-26"),
        ("embryos", "I don't know", "not_sure"),
        ("chance", "dunno", "not_sure"),
        ("when", "I can\u2019t remember.", "not_sure"),
        ("when", "I'd rather not say", "prefer_not_to_say"),
        ("clinic", "I don't know", ""),
        ("clinic", "no word", ""),
        ("phone_day", "none", ""),
        ("phone_night", "no idea", ""),
        ("phone_night", "I don't know it by heart", ""),
        ("phone_night", "ext. 12", "ext. 12"),
        ("clinic", "I don\u2019t know which one", ""),
        ("clinic", "I don't know who, blood clot 2019", "blood clot 2019"),
        ("clinic", "not sure of the name, a penicillin", "a penicillin"),
        ("clinic", "NK cells, not sure which", "NK cells, not sure which"),
    ],
)
def test_what_people_type_is_understood(id_: str, text: str, value: object) -> None:
    step = one(id_)
    assert find(answers_after(step, Typist([text])), step.path) == value


@pytest.mark.parametrize("id_", ["when", "visit_date", "chance", "embryos", "losses_outside", "transfers"])
def test_a_refusal_says_what_was_not_understood_and_shows_two_examples(id_: str) -> None:
    typist = Typist(["flibber"])
    answers_after(one(id_), typist)
    assert '"flibber"' in typist.notes[1]
    examples = re.findall(r"(?:example|or): ([^,.]+)", typist.notes[1])
    assert len(examples) == 2
    for example in examples:
        assert answers_after(one(id_), Typist([example])) != answers_after(one(id_), Typist([Command.SKIP]))


@pytest.mark.parametrize("id_", ["phone_day", "phone_night"])
def test_a_telephone_number_has_a_digit(id_: str) -> None:
    typist = Typist(["don't have it here", "020 7946 0000"])
    assert find(answers_after(one(id_), typist), one(id_).path) == "020 7946 0000"
    assert '"don\'t have it here" as a telephone number' in typist.notes[1]
    assert len(re.findall(r"(?:example|or): [+0]", typist.notes[1])) == 2


def test_one_thing_is_asked_of_an_illness() -> None:
    prompt = one("illness").prompt
    assert "who" not in prompt.text
    assert "Dr" not in prompt.example


def test_a_date_with_two_readings_is_asked_back() -> None:
    for row, value in ((0, "26 March 2026"), (1, "March 2026")):
        step = one("when")
        assert find(answers_after(step, Typist(["March 26"], row)), step.path) == value


def test_no_line_is_cut_and_what_is_too_long_is_asked_for_again() -> None:
    long = "x" * (LONGEST + 1)
    typist = Typist([("First?", long), (long[1:],)])
    assert lines_after(typist)["own_questions"] == ["First?", long[1:]]
    assert "longer" in typist.notes[1]


def test_yes_and_no_are_no_questions_of_her_own() -> None:
    typist = Typist(["Yes.", "May I fly?", ""])
    assert lines_after(typist)["own_questions"] == ["May I fly?"]
    assert "themselves" in typist.notes[1]
    assert lines_after(Typist(["No"]))["own_questions"] == []
    assert lines_after(Typist([("no", "May I fly?")]))["own_questions"] == ["May I fly?"]


def test_there_are_no_more_questions_of_ones_own_than_a_file_can_hold() -> None:
    many = tuple(f"Question {number}?" for number in range(MOST_LINES + 5))
    said: Data = {**SAID, "own_questions": ["Mine?"]}
    typist = Typist([many])
    answers = lines_after(typist, said)
    assert answers["own_questions"] == ["Mine?", *many[: MOST_LINES - 1]]
    assert str(MOST_LINES) in typist.notes[1]
    loads(answers)


def test_no_transfer_is_added_beyond_what_a_file_can_hold(tmp_path: Path) -> None:
    session = Session(read_data, tmp_path / "private")
    done: Data = {**dict.fromkeys(Transfer.__struct_fields__, SKIPPED), "outcome": "no_pregnancy"}
    session.save({"format": 1, "transfers": [done] * MOST_ENTRIES})
    asker = Scripted(("What would you like", "go_on"), ("These are your answers", "transfers"))
    run_interview(INTERVIEW, CATALOG, TODAY, asker, session)
    rows = next(screen.rows for screen in asker.asked if screen.text == "What do you want to do?")
    assert "add" not in [row.value for row in rows]


def test_a_note_is_not_cut_and_a_visit_too_many_is_refused(tmp_path: Path) -> None:
    session = Session(read_data, tmp_path / "private")
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(MOST_LINES)]
    session.save({"format": 1, "visits": [{"date": day.isoformat()} for day in days]})
    line, long = Line("one", "One?", suggested=True), "x" * LONGEST
    said = ("What did your doctor say", f"y{long}"), ("What did your doctor say", long)
    day = ("On what day", "2026-11-20"), ("On what day", "2020-01-02")
    asker = Scripted(*day, *said, ("still open", ("none",)), ("What was agreed", Command.SKIP))
    hold(Notes(session, session.load() or {}, lambda day: [line], CATALOG).take("", TODAY), asker)
    saved = session.load() or {}
    noted = {"status": "answered", "asked": "One?", "text": long}
    assert find_entries(saved, "visits")[1]["said"] == {"one": noted}
    loads(saved)


@pytest.mark.parametrize("step", [step for step in STEPS if step.prompt.kind == "count"], ids=str)
def test_a_prompt_asks_for_no_number_that_a_file_could_not_hold(step: Step) -> None:
    for number in (step.prompt.low, step.prompt.high):
        assert doubt_about(step.place, number, TODAY) is None
    assert doubt_about(step.place, step.prompt.high + 1, TODAY)


def test_a_profile_has_a_place_for_whatever_is_typed() -> None:
    for step in STEPS:
        first = step.place.partition(".")[0]
        assert not first or first in Profile.__struct_fields__
