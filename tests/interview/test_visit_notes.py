"""What the doctor said: noted in both faces, kept at once, and gone on with."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pexpect
import pytest
from msgspec import convert

from ivfprep.catalog import Catalog
from ivfprep.checklist import build_checklist
from ivfprep.choosing import Line, before_visit, to_note
from ivfprep.interview.agreed import read_step, step_in_words
from ivfprep.interview.askers.plain_face import Plain
from ivfprep.interview.asking import Ask, Command, Reply, Row
from ivfprep.interview.conversation import Stopped
from ivfprep.interview.dialogue import hold
from ivfprep.interview.session import Session
from ivfprep.interview.visit_notes import STOPPED, Notes
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.loading.content import example_names, example_path, load_catalog
from ivfprep.profile import Profile
from tests.child import Child
from tests.interview.robots import MenuRobot, PlainRobot
from tests.interview.terminals import PLACES, ROOT

CATALOG = load_catalog()
LINES = [
    Line("one", "What is it for?", suggested=True),
    Line("two@ivig", "How likely is it to help?", suggested=True),
    Line("three", "What next?", suggested=True),
    Line("four", "What does it cost?", group="More"),
    Line("five", "Whom do I call?", group="More"),
]
TODAY = date(2026, 12, 2)
NOTHING, ALL = ("none",), ("none",)
CTRL_C = "\x03"


class Person:
    """Gives one reply after the other, and notes what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.asked, self.heard = list(replies), list[Ask](), list[str]()

    def say(self, text: str) -> None:
        self.heard.append(text)

    def ask(self, screen: Ask) -> Reply:
        self.asked.append(screen)
        return self.replies.pop(0)


def profile_of(session: Session) -> Profile:
    return convert(session.load(), Profile)


def noted(session: Session) -> dict[str, object]:
    visits = profile_of(session).visits
    return {visit.date: {id_: (said.status, said.text) for id_, said in visit.said.items()} for visit in visits}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session.at(read_data, tmp_path / "mine.yaml")
    session.save({"format": 1, "history": {"diabetes": "yes"}, "visit": {"date": "2026-12-01"}})
    return session


def take(session: Session, *replies: Reply, planned: str = "2026-12-01") -> Person:
    person = Person(*replies)
    hold(Notes(session, session.load() or {}, lambda day: LINES, CATALOG).take(planned, TODAY), person)
    assert not person.replies
    return person


REST = ("none",), Command.KEEP
"""Nothing else was talked about, and nothing agreed."""


def test_no_two_lines_to_note_read_the_same(tmp_path: Path) -> None:
    named = [{"id": "dexamethasone", "status": "offered"}, {"id": "ivig", "status": "offered"}]
    answers = tmp_path / "answers.yaml"
    answers.write_text(json.dumps({"format": 1, "transfers": "none", "add_ons": named, "history": {"diabetes": "yes"}}))
    texts = [line.text for line in to_note(build_checklist(read_answers(answers, CATALOG, TODAY), CATALOG, TODAY))]
    assert len(texts) == len(set(texts))
    assert "Also before IVIG: Ask me about my other illnesses, now and past." in texts


def test_the_three_come_first_then_what_was_ticked_and_all_is_kept_with_the_answers(session: Session) -> None:
    person = take(session, "for [/] sleep", "", "I do not know", ("four",), "900", ("two@ivig", "four"), Command.KEEP)
    assert [screen.text.partition(" What did")[0] for screen in person.asked[:3]] == [one.text for one in LINES[:3]]
    assert noted(session) == {
        "2026-12-01": {
            "one": ("answered", "for [/] sleep"),
            "two@ivig": ("not_asked", ""),
            "three": ("not_sure", ""),
            "four": ("partly", "900"),
            "five": ("not_asked", ""),
        }
    }
    assert (session.load() or {})["history"] == {"diabetes": "yes"}
    assert session.file.stat().st_mode & 0o777 == 0o600


def test_the_words_of_a_question_are_kept_as_they_were_asked(session: Session) -> None:
    take(session, "for sleep", "", "", *REST[:1], ALL, Command.KEEP)
    assert {id_: said.asked for id_, said in profile_of(session).visits[0].said.items()} == {
        line.id: line.text for line in LINES
    }


def test_a_day_that_was_planned_and_is_over_is_not_asked_and_can_be_gone_back_to(session: Session) -> None:
    person = take(session, Command.BACK, "yesterday", "", "", "", *REST)
    assert [screen.text for screen in person.asked[1:2]] == ["On what day was the visit?"]
    assert list(noted(session)) == ["2026-12-01"]
    person = take(session, "2026-11-30", "", "", "", *REST, planned="skipped")
    assert person.asked[0].text == "On what day was the visit?"
    assert list(noted(session)) == ["2026-11-30", "2026-12-01"]


@pytest.mark.parametrize(("planned", "said"), [("2026-12-24", "still to come."), ("skipped", ""), ("2026-01-02", "")])
def test_only_a_day_that_she_gave_is_called_her_answer(session: Session, planned: str, said: str) -> None:
    person = take(session, "today", "", "", "", *REST, planned=planned)
    first = person.asked[0]
    assert first.text.startswith("On what day was the visit?")
    assert first.text.endswith(said or "?")
    assert first.so_far == ("2 January 2026" if planned == "2026-01-02" else "")
    assert list(noted(session)) == [TODAY.isoformat()]


def test_a_visit_of_another_day_takes_its_notes_with_it(session: Session) -> None:
    back = Command.BACK, Command.BACK, "2026-11-30", Command.KEEP
    take(session, "a", *back, "b", "", *REST[:1], ALL, Command.KEEP)
    assert noted(session)["2026-11-30"]["one"] == ("answered", "a")  # type: ignore[index]
    assert list(noted(session)) == ["2026-11-30"]


def test_after_going_back_every_question_comes_again_with_what_was_noted(session: Session) -> None:
    back = Command.BACK, Command.BACK, Command.BACK, "2026-11-30"
    person = take(session, "a", "b", *back, "c", Command.KEEP, "d", *REST[:1], ALL, Command.KEEP)
    assert [screen.text.partition(" What did")[0] for screen in person.asked[6:9]] == [one.text for one in LINES[:3]]
    assert [screen.so_far for screen in person.asked[6:9]] == ["a", "b", ""]
    said = noted(session)["2026-11-30"]
    assert [said[one.id] for one in LINES[:3]] == [("answered", "c"), ("answered", "b"), ("answered", "d")]  # type: ignore[index]


def test_after_going_back_from_the_lists_they_come_again_as_they_were_answered(session: Session) -> None:
    back = Command.BACK, Command.BACK, Command.BACK
    again = Command.KEEP, Command.KEEP, Command.KEEP, Command.KEEP
    person = take(session, "a", "", "", ("four",), "900", ("four",), *back, *again)
    talked, open_ = person.asked[-4], person.asked[-2]
    assert (talked.ticked, talked.so_far) == (("four",), "What does it cost?")
    assert (open_.ticked, open_.so_far) == (("four",), "What does it cost?")
    assert noted(session)["2026-12-01"]["four"] == ("partly", "900")  # type: ignore[index]


def test_back_at_the_first_screen_stays_there(session: Session) -> None:
    take(session, "a", "", "", *REST[:1], ALL, Command.KEEP)
    session.save({**(session.load() or {}), "add_ons": [dict(one) for one in TWO]})
    person = take(session, Command.BACK, Command.BACK, "2026-12-01", ("none",), Command.KEEP)
    assert [screen.text for screen in person.asked[:3]] == ["On what day was the visit?"] * 3
    assert person.heard[:2] == ["This is the first question."] * 2


def test_what_was_noted_of_a_change_is_said_when_it_comes_again(session: Session) -> None:
    session.save({**(session.load() or {}), "add_ons": [dict(one) for one in TWO]})
    person = take(
        session, "a", "", "", *REST[:1], ALL, ("0",), ("stop",), "day 8", Command.BACK, ("none",), Command.KEEP
    )
    assert [screen.opening for screen in person.asked if screen.text.startswith("Did anything change")] == [
        "",
        "You noted: dexamethasone, when it ends: day 8.",
    ]


def test_the_day_is_asked_again_until_it_is_a_day_that_was(session: Session) -> None:
    person = take(session, "tomorrow", "20261120", "2026-12-09", "2026-11-30", "", "", "", *REST, planned="skipped")
    assert [bool(screen.note) for screen in person.asked[:5]] == [False, True, True, True, False]
    assert list(noted(session)) == ["2026-11-30"]


def test_stopping_anywhere_keeps_what_was_noted_and_going_on_asks_only_the_rest(session: Session) -> None:
    replies: tuple[Reply, ...] = ("a", "b", "", ("four",), "c", ("two@ivig",), Command.KEEP)
    for stop in range(1, len(replies)):
        session.save({"format": 1, "visit": {"date": "2026-12-01"}})
        with pytest.raises(Stopped):
            take(session, *replies[:stop], Command.STOP)
        day = () if stop < len(replies) - 1 else ("2026-12-01",)
        take(session, *day, *replies[stop:])
        said = noted(session)["2026-12-01"]
        assert said == {
            "one": ("answered", "a"),
            "two@ivig": ("partly", "b"),
            "three": ("not_asked", ""),
            "four": ("answered", "c"),
            "five": ("not_asked", ""),
        }, stop


def test_going_back_changes_one_note_and_keeps_the_rest(session: Session) -> None:
    take(session, "a", "b", Command.BACK, "c", "", *REST[:1], ALL, Command.KEEP)
    assert noted(session)["2026-12-01"]["two@ivig"] == ("answered", "c")  # type: ignore[index]
    assert noted(session)["2026-12-01"]["one"] == ("answered", "a")  # type: ignore[index]


def test_a_skip_loses_no_note(session: Session) -> None:
    take(session, "a", "b", Command.BACK, Command.SKIP, "", Command.SKIP, Command.SKIP, Command.SKIP)
    assert noted(session)["2026-12-01"]["two@ivig"] == ("talked_about", "b")  # type: ignore[index]


# --- what was agreed, changed, stopped --------------------------------------------------------------------------------

STEPS = [
    ("repeat the blood test, my clinic, 12 December", "repeat the blood test", "my clinic", "12 December 2026"),
    ("repeat the blood test; Dr Ray; by Friday", "repeat the blood test", "Dr Ray", "4 December 2026"),
    ("call the clinic by 12 December", "call the clinic", "", "12 December 2026"),
    ("one more transfer, my clinic, in spring", "one more transfer", "my clinic", "spring"),
    ("a second opinion, me, early 2027", "a second opinion", "me", "early 2027"),
    ("look inside my womb", "look inside my womb", "", ""),
    ("look inside my womb, me", "look inside my womb", "me", ""),
    ("ask for the price, the result, and the plan", "ask for the price, the result, and the plan", "", ""),
    ("a scan, before the next transfer", "a scan", "", "before the next transfer"),
    ("my notes, my partner, my rights", "my notes, my partner", "my rights", ""),
    (", , ,", ", , ,", "", ""),
]


@pytest.mark.parametrize(("typed", "step", "who", "by_when"), STEPS)
def test_a_step_is_told_from_who_takes_it_and_by_when(typed: str, step: str, who: str, by_when: str) -> None:
    found = read_step(typed, TODAY)
    assert (found["step"], found.get("who", ""), found.get("by_when", "")) == (step, who, by_when)


@pytest.mark.parametrize("typed", [step[0] for step in STEPS[:-1]])
def test_no_word_of_a_step_is_lost(typed: str) -> None:
    kept = set(step_in_words(read_step(typed, TODAY)).replace("(", " ").replace(")", " ").replace(",", " ").split())
    assert {word.strip(",;") for word in typed.split()} - {"Friday", "in"} <= kept


TWO: list[Mapping[str, Any]] = [
    {"id": "dexamethasone", "status": "taking", "why": ["one_test"], "plan": {"start": "told", "stop": "not_told"}},
    {"id": "intralipids", "status": "taking"},
]
VISIT: tuple[tuple[str, Any], ...] = (
    ("What is it for?", "one high test"),
    ("How likely is it to help?", "not known well"),
    ("What next?", "look inside my womb"),
    ("What else did you talk about?", ("none",)),
    ("Is any of this still open?", ("two@ivig",)),
    ("Did anything change with your treatments?", ("0", "1")),
    ("What changed with intralipids?", ("my_doctor",)),
    ("What changed with dexamethasone?", ("stop",)),
    ("Dexamethasone: when it ends?", "the scan at 8 weeks"),
    ("What was agreed?", ("repeat the test, my clinic, 12 December",)),
)
"""Three answers, a changed plan, a treatment that was stopped, and a next step: all that a visit may bring."""


class Scribe:
    """Notes what `VISIT` brought, through a face of the interview."""

    def __init__(self, face: type[PlainRobot] | type[MenuRobot]) -> None:
        self.asked = list[str]()
        self.robot = face(0, self._decide)
        self.say = self.robot.say

    def ask(self, screen: Ask) -> Reply:
        self.asked += [] if screen.begun else [screen.text]
        return self.robot.ask(screen)

    def _decide(self, screen: Ask, seed: int) -> Reply:
        reply: Reply = next(reply for start, reply in VISIT if screen.text.startswith(start))
        return reply


@pytest.mark.parametrize("face", [PlainRobot, MenuRobot])
def test_a_full_visit_is_ten_prompts_through_either_face(face: Any, session: Session) -> None:
    session.save({"format": 1, "visit": {"date": "2026-12-01"}, "add_ons": [dict(one) for one in TWO]})
    scribe = Scribe(face)
    hold(Notes(session, session.load() or {}, lambda day: LINES, CATALOG).take("2026-12-01", TODAY), scribe)
    assert len(scribe.asked) <= 10, scribe.asked
    profile = profile_of(session)
    assert [(one.by, one.on, one.was.id) for one in profile.stopped] == [("my_doctor", "2026-12-01", "intralipids")]
    (kept,) = profile.add_ons  # type: ignore[str-unpack]
    assert not isinstance(kept, str)
    assert [(one.on, one.piece, one.says) for one in kept.changes] == [("2026-12-01", "stop", "the scan at 8 weeks")]
    assert (kept.plan.stop, kept.told.stop) == ("not_told", "told")
    (step,) = profile.visits[0].agreed
    assert (step.step, step.who, step.by_when) == ("repeat the test", "my clinic", "12 December 2026")
    assert noted(session)["2026-12-01"]["two@ivig"] == ("partly", "not known well")  # type: ignore[index]


def changed(session: Session, add_ons: list[Mapping[str, Any]], *replies: Reply) -> Person:
    session.save({"format": 1, "add_ons": [dict(one) for one in add_ons], "visit": {"date": "2026-12-01"}})
    return take(session, "", "", "", *REST[:1], *replies)


def test_one_treatment_is_asked_about_at_once_and_may_be_as_it_was(session: Session) -> None:
    person = changed(session, TWO[:1], NOTHING, Command.KEEP)
    assert [screen.text for screen in person.asked if "change" in screen.text] == ["What changed with dexamethasone?"]
    assert convert(TWO[:1], list[Any])[0].items() <= (session.load() or {})["add_ons"][0].items()  # type: ignore[index,union-attr]


def test_who_stopped_it_may_be_unsure_and_that_row_is_read_out(session: Session) -> None:
    changed(session, TWO[:1], ("somebody",), Command.KEEP)
    assert profile_of(session).stopped[0].by == "not_sure"
    heard = list[str]()
    rows = (*STOPPED, Row("stop", "When it ends"))
    Plain(lambda prompt: "back", heard.append).ask(Ask("many", "What changed?", rows=rows))
    assert all(row.label in "".join(heard) for row in rows)


def test_a_question_without_its_mark_is_ended_before_what_was_said_is_asked(session: Session) -> None:
    person, line = Person("", *REST[1:]), Line("own-1", "Was it my fault", suggested=True)
    hold(Notes(session, session.load() or {}, lambda day: [line], CATALOG).take("2026-12-01", TODAY), person)
    assert person.asked[0].text == "Was it my fault. What did your doctor say?"


def test_only_the_pieces_that_a_plan_has_are_listed(session: Session) -> None:
    person = changed(session, TWO[1:], NOTHING, Command.KEEP)
    rows = [row.value for row in next(one.rows for one in person.asked if "intralipids" in one.text)]
    assert "stop" in rows
    assert "how_reduced" not in rows


def test_what_is_offered_is_not_called_stopped(session: Session) -> None:
    person = changed(session, [{"id": "ivig", "status": "offered"}], ("me",), Command.KEEP)
    labels = [row.label for row in next(one.rows for one in person.asked if "IVIG" in one.text)]
    assert "I decided against it" in labels
    assert not [label for label in labels if "stopped" in label]
    assert profile_of(session).add_ons == "none"
    assert profile_of(session).stopped[0].was.status == "offered"


def test_a_piece_that_changes_again_at_the_same_visit_stands_once(session: Session) -> None:
    changed(session, TWO[:1], ("stop",), "day 8", Command.BACK, ("stop",), "day 9", Command.KEEP)
    (kept,) = profile_of(session).add_ons  # type: ignore[str-unpack]
    assert not isinstance(kept, str)
    assert [one.says for one in kept.changes] == ["day 9"]


def test_words_that_do_not_fit_the_plan_are_asked_for_again(session: Session) -> None:
    person = changed(session, TWO[:1], ("stop",), "x" * 101, "y" * 100, Command.KEEP)
    assert ["100 letters" in screen.note for screen in person.asked[-3:]] == [False, True, False]


def test_steps_stand_beside_those_before_and_too_long_a_one_is_said(session: Session) -> None:
    person = take(session, "", "", "", *REST[:1], ("scan, my clinic", "x" * 501), ("call",))
    assert "One was longer" in person.asked[-1].note
    assert [one.step for one in profile_of(session).visits[0].agreed] == ["scan", "call"]
    assert "Noted. scan (my clinic)." in person.heard


def test_a_step_that_was_typed_is_kept_when_the_keys_end(session: Session) -> None:
    typed = iter(["", "a scan, my clinic"])

    def read(prompt: str) -> str:
        for line in typed:
            return line
        raise EOFError

    noting = Notes(session, session.load() or {}, lambda day: LINES[:1], CATALOG).take("2026-12-01", TODAY)
    with pytest.raises(EOFError):
        hold(noting, Plain(read, lambda text: None))
    assert [one.step for one in profile_of(session).visits[0].agreed] == ["a scan"]


def test_the_interview_asks_nothing_of_what_was_stopped_and_loses_no_change(session: Session) -> None:
    changed(session, TWO, ("0", "1"), ("my_doctor",), ("stop",), "day 8", Command.KEEP)
    answers = read_data(session.file, print)
    assert [entry["id"] for entry in answers["add_ons"]] == ["dexamethasone"]
    assert answers["stopped"][0]["was"] == TWO[1]


@pytest.mark.parametrize("name", example_names())
def test_the_three_stand_first_and_every_line_under_its_part_of_the_sheet(name: str, catalog: Catalog) -> None:
    checklist = build_checklist(read_answers(example_path(name), catalog, TODAY), catalog, TODAY)
    lines = to_note(checklist)
    three = [asked.id for asked in checklist.handover.three]
    assert [line.id for line in lines if line.suggested] == three
    assert [line.id for line in lines if line.group == lines[0].group] == three
    assert [line.id for line in lines[: len(three)]] == three
    assert len({line.id for line in lines}) == len(lines)
    assert all(line.group for line in lines)


def test_going_on_asks_about_the_sheet_that_was_handed_over_and_not_about_the_next() -> None:
    profile = convert({"format": 1, "transfers": "none", "add_ons": TWO}, Profile)
    handed_over = to_note(build_checklist(profile, CATALOG, TODAY))
    day = "2026-12-01"
    change = {"on": day, "piece": "stop", "says": "day 8"}
    noted = {
        "format": 1,
        "transfers": "none",
        "add_ons": [{**TWO[0], "changes": [change]}],
        "stopped": [{"on": day, "by": "me", "was": TWO[1]}],
        "visits": [{"date": day, "said": {line.id: {"status": "answered"} for line in handed_over[:2]}}],
    }
    found = before_visit(convert(noted, Profile), day)
    assert to_note(build_checklist(found, CATALOG, TODAY)) == handed_over
    assert before_visit(profile, day) == profile


def test_the_list_shows_the_other_parts_of_the_sheet(session: Session) -> None:
    person = take(session, "", "", "", *REST)
    assert [(row.value, row.group) for row in person.asked[3].rows] == [
        ("four", "More"),
        ("five", "More"),
        ("none", ""),
    ]


def test_a_second_visit_stands_beside_the_first(session: Session) -> None:
    take(session, "2026-11-30", "", "", "", *REST, planned="skipped")
    take(session, "2026-11-01", "a", "", "", *REST[:1], ALL, Command.KEEP, planned="skipped")
    assert list(noted(session)) == ["2026-11-01", "2026-11-30"]


# --- the visit after the visit after ----------------------------------------------------------------------------------

EARLIER = "2026-11-01"
OF_EARLIER = {
    "one": {"status": "answered", "asked": "What is it for?", "text": "sleep"},
    "two@ivig": {"status": "partly", "asked": "How likely is it to help?", "text": "a paper to come"},
    "four": {"status": "answered", "asked": "What does it cost?", "text": "900"},
    "five": {"status": "not_sure", "asked": "Whom do I call?"},
    "six": {"status": "partly", "asked": "May I swim?", "text": "ask again"},
    "own-1": {"status": "partly", "asked": "A question that she took back"},
}


def save(session: Session, visits: Any, **more: Any) -> None:
    session.save({"format": 1, "visits": visits, **more})


def after_earlier(session: Session, said: Mapping[str, Any] = OF_EARLIER) -> None:
    save(session, [{"date": EARLIER, "said": {id_: dict(one) for id_, one in said.items()}}])


@pytest.mark.parametrize("planned", [EARLIER, "skipped", "2026-12-24"])
def test_a_visit_that_has_its_notes_is_not_taken_for_the_next_one(session: Session, planned: str) -> None:
    after_earlier(session)
    person = take(session, "yesterday", "", "", "", ("none",), Command.KEEP, planned=planned)
    assert person.asked[0].text.startswith("On what day was the visit?")
    assert "1 November 2026" in person.asked[0].opening
    assert person.asked[0].so_far == ""
    assert {screen.part for screen in person.asked[1:]} == {"Your visit on 1 December 2026"}
    assert not any(screen.ticked or screen.so_far for screen in person.asked)
    assert noted(session)[EARLIER]["one"] == ("answered", "sleep")  # type: ignore[index]
    assert noted(session)["2026-12-01"]["one"] == ("not_asked", "")  # type: ignore[index]


@pytest.mark.parametrize(("day", "planned"), [(EARLIER, "skipped"), ("2026-11-28", "2026-12-01")])
def test_notes_that_were_not_finished_are_not_gone_on_with_after_the_next_visit(
    session: Session, day: str, planned: str
) -> None:
    said = {"one": {"status": "talked_about", "asked": "What is it for?", "text": "sleep"}}
    save(session, [{"date": day, "said": said}])
    take(session, *(["yesterday"] if planned == "skipped" else []), "", "", "", *REST, planned=planned)
    assert list(noted(session)) == [day, "2026-12-01"]


def test_what_is_open_stands_first_with_what_was_noted_of_it(session: Session) -> None:
    after_earlier(session)
    person = take(session, "", "b", "", ("six",), "yes", ("none",), Command.KEEP)
    assert [screen.opening for screen in person.asked[:3]] == [
        "On 1 November 2026 you noted: sleep.",
        "On 1 November 2026 you noted: a paper to come.",
        "",
    ]
    shown = [(row.value, row.group) for row in person.asked[3].rows]
    assert shown == [
        ("five", "Still open from before"),
        ("six", "Still open from before"),
        ("four", "More"),
        ("none", ""),
    ]
    assert person.asked[4].opening == "On 1 November 2026 you noted: ask again."
    assert noted(session)["2026-12-01"]["six"] == ("answered", "yes")  # type: ignore[index]
    assert noted(session)[EARLIER]["six"] == ("partly", "ask again")  # type: ignore[index]


def test_a_question_in_other_words_is_another_question(session: Session) -> None:
    """A line that names another point of her history, or another treatment, has the same id."""
    after_earlier(session, {"one": {"status": "partly", "asked": "I am allergic to egg. Who checks it?", "text": "me"}})
    person = take(session, "", "", "", *REST)
    assert person.asked[0].opening == ""
    assert ("one", "Still open from before") not in [(row.value, row.group) for row in person.asked[3].rows]


def test_what_asks_about_a_treatment_that_was_stopped_does_not_come_back(session: Session) -> None:
    said = {
        "six@ivig": {"status": "partly", "asked": "How long does it last?"},
        "seven": {"status": "partly", "asked": "Why IVIG for me?"},
        "eight": {"status": "partly", "asked": "May I fly?"},
    }
    was = {"id": "ivig", "status": "offered"}
    stopped = [{"on": EARLIER, "by": "me", "was": was}]
    save(session, [{"date": EARLIER, "said": said}], stopped=stopped)
    person = take(session, "", "", "", *REST)
    assert [row.value for row in person.asked[3].rows if row.group == "Still open from before"] == ["eight"]


@pytest.mark.terminal
@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_in_a_terminal_nothing_is_lost_by_ctrl_c(term: str, tmp_path: Path) -> None:
    answers = tmp_path / "mine.yaml"
    shutil.copy(ROOT / "data" / "examples" / "first_transfer.yaml", answers)
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": term, **PLACES}
    env["SOURCE_DATE_EPOCH"] = "1796947200"
    day = date(2026, 12, 11)
    second = to_note(build_checklist(read_answers(answers, CATALOG, day), CATALOG, day))[1].text

    def open_() -> Child:
        words = ["-m", "ivfprep", "notes", str(answers)]
        return Child(words, (30, 80), env=env, encoding="utf-8")

    child = open_()
    child.expect("What did your doctor say")
    child.send("Why not\r")
    child.expect(second[:20])
    child.send(CTRL_C)
    child.expect("Your notes are saved")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    found = read_data(answers, print)["visits"][0]["said"]
    assert [said.get("text") for said in found.values()] == ["Why not"]
    child = open_()
    child.expect("What did your doctor say")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert read_data(answers, print)["visits"][0]["said"] == found


def test_the_planned_day_without_its_year_is_still_to_come(session: Session) -> None:
    person = take(session, "24 dec", "today", "", "", "", *REST, planned="2026-12-24")
    assert person.asked[1].note.startswith("24 December 2026 is still to come.")
    assert "not sure" not in person.asked[1].note
    assert list(noted(session)) == [TODAY.isoformat()]
