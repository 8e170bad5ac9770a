from __future__ import annotations

from typing import Any

import pytest
from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.render import render
from ivfprep.sheet import Checklist
from tests.cases.patients import TODAY, one_line

CATALOG = load_catalog()
ANSWERS = {"format": 1, "transfers": "none", "add_ons": [{"id": "dexamethasone", "status": "offered"}]}


def after(said: dict[str, dict[str, str]], **more: Any) -> Checklist:
    visits = [{"date": "2026-01-02", "said": {"cost": {"status": "partly"}}}, {"date": "2026-03-04", "said": said}]
    return build_checklist(convert({**ANSWERS, "visits": visits, **more}, Profile), CATALOG, TODAY)


def groups(checklist: Checklist) -> dict[str, tuple[str, ...]]:
    return dict(checklist.handover.last_visit.groups) if checklist.handover.last_visit else {}


def test_without_a_visit_nothing_is_said_of_one() -> None:
    assert build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).handover.last_visit is None


def test_a_chosen_question_that_was_noted_is_not_missed_and_no_id_is_named() -> None:
    first = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).top[0]
    gone = "A question that I chose is no longer on my list."
    assert after({first: {"status": "answered"}}, top=[first]).handover.warnings == ()
    assert after({}, top=["why_two", "benefit@ivig"]).handover.warnings == (gone,)
    assert "whyy" in after({}, top=["whyy"]).handover.warnings[0]


def test_the_latest_visit_says_what_was_answered_what_is_open_and_what_is_new() -> None:
    before = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY)
    first, second, _ = before.top
    said = {first: {"status": "answered", "text": "yes, {twice} [/]"}, second: {"status": "not_asked"}}
    found = groups(after(said))
    texts = {asked.id: asked.ask for asked in before.handover.three}
    assert found["Talked about"] == (f"{texts[first]} I noted: yes, {{twice}} [/].",)
    assert found["Still open"] == (texts[second],)
    new = found["New since then"]
    assert not {texts[first], texts[second]} & set(new)
    assert len(new) == 4
    assert new[-1].endswith("more.")
    visit = after(said).handover.last_visit
    assert visit is not None
    assert visit.part.heading == "Since my visit on 4 March 2026"


def test_what_was_answered_does_not_come_back_on_top_chosen_or_not() -> None:
    first = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).top[0]
    said = {first: {"status": "answered"}}
    assert first not in after(said).top
    assert len(after(said).top) == 3
    covered = set(build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).handover.three[0].covers)
    assert not covered & {one.id for one in after(said).handover.more}
    assert first not in after(said, top=[first]).top
    hers = after(said, top=[first, "cost@dexamethasone"]).top
    assert hers[0] == "cost@dexamethasone"
    assert first not in hers


def test_what_an_earlier_visit_answered_stays_answered_until_it_comes_up_again() -> None:
    first = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).top[0]
    earlier = {"date": "2026-01-02", "said": {first: {"status": "answered"}}}
    other = {"date": "2026-03-04", "said": {"cost@dexamethasone": {"status": "partly"}}}
    again = {"date": "2026-04-05", "said": {first: {"status": "partly"}}}

    def top(*visits: object) -> tuple[str, ...]:
        return build_checklist(convert({**ANSWERS, "visits": visits}, Profile), CATALOG, TODAY).top

    assert first not in top(earlier, other)
    assert first in top(earlier, other, again)


def test_what_was_answered_about_a_treatment_that_is_gone_is_asked_about_the_next_one() -> None:
    def top(id_: str, *visits: object) -> dict[str, str]:
        named = [{"id": id_, "status": "offered", "why": ["not_told"]}]
        answers = {"format": 1, "transfers": "none", "add_ons": named, "visits": visits}
        return {one.id: one.ask for one in build_checklist(convert(answers, Profile), CATALOG, TODAY).handover.three}

    before = top("dexamethasone")
    said = {id_: {"status": "answered", "asked": asked} for id_, asked in before.items()}
    visit = {"date": "2026-03-04", "said": said}
    assert before["why_not_told"] == "Why dexamethasone for me?"
    assert "why_not_told" not in top("dexamethasone", visit)
    assert top("ivig", visit)["why_not_told"] == "Why IVIG for me?"
    assert "next_early" not in top("ivig", visit)


def test_a_line_that_is_gone_from_the_content_is_no_trouble() -> None:
    found = groups(after({"no_such_line@ivig": {"status": "answered", "text": "x"}}))
    assert found["Talked about"] == ("I noted: x.",)
    assert groups(after({"no_such_line@ivig": {"status": "answered"}})).keys() == {"New since then"}


def test_whatever_was_noted_in_words_stands_on_the_next_sheet() -> None:
    lines = [line.id for line in build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).ranked()][:12]
    said = {id_: {"status": "answered", "text": f"note {number}."} for number, id_ in enumerate(lines)}
    found = groups(after({**said, "timing": {"status": "answered"}}))["Talked about"]
    assert all(any(f"I noted: note {number}." in text for text in found) for number in range(len(lines)))


def test_what_was_answered_makes_room_on_the_sheet_and_stays_in_the_full_list() -> None:
    before = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY)
    more = before.handover.more[-1].ids
    said = {id_: {"status": "answered"} for id_ in more}
    now = after(said)
    assert not set(more) & {id_ for one in now.handover.more for id_ in one.ids}
    reasons = {left.id: left.reason for left in now.left_out}
    assert {reasons[id_] for id_ in more} == {"answered at the last visit"}
    visits = [{"date": "2026-03-04", "said": said}]
    full = build_checklist(convert({**ANSWERS, "visits": visits}, Profile), CATALOG, TODAY, everything=True).full_list
    assert full is not None
    entries = [entry for part in full.parts for group in part.groups for entry in group.entries]
    assert set(more) <= {id_ for entry in entries for id_ in entry.ids}


# --- what was agreed, changed, stopped --------------------------------------------------------------------------------

DAY = "2026-03-04"
STOPPED = [
    {"on": DAY, "by": "my_doctor", "was": {"id": "intralipids", "status": "taking"}},
    {"on": DAY, "by": "me", "was": {"id": "ivig", "status": "offered"}},
]


def built(everything: bool = False, **answers: Any) -> Checklist:
    return build_checklist(convert({"format": 1, **answers}, Profile), CATALOG, TODAY, everything=everything)


def all_text(checklist: Checklist) -> str:
    return one_line(render(checklist, "text"))


@pytest.mark.parametrize(
    ("by", "status", "said"),
    [
        ("my_doctor", "taking", "My doctor stopped intralipids"),
        ("me", "taking", "I stopped intralipids"),
        ("not_sure", "skipped", "No longer planned: intralipids"),
        ("my_doctor", "offered", "My doctor no longer suggests intralipids"),
        ("me", "considering", "I decided against intralipids"),
        ("not_sure", "taking", "I no longer take intralipids"),
    ],
)
def test_what_was_stopped_is_told_as_such_and_nothing_takes_it_for_hers(by: str, status: str, said: str) -> None:
    stopped = {"on": DAY, "by": by, "was": {"id": "intralipids", "status": status}}
    left = built(everything=True, transfers="none", add_ons="none", stopped=[stopped])
    text = all_text(left)
    assert f"{said} (my visit on 4 March 2026)." in text
    assert "intralipids (stopped)" in text
    without = text.replace(f"{said} (my visit on 4 March 2026).", "").replace("intralipids (stopped)", "")
    assert "intralipids" not in without.lower()
    assert not left.handover.plan.columns


def test_the_next_sheet_begins_with_what_was_agreed_and_what_changed() -> None:
    change = {"on": DAY, "piece": "stop", "says": "the scan at 8 weeks"}
    add_ons = [{"id": "dexamethasone", "status": "taking", "plan": {"stop": "not_told"}, "changes": [change]}]
    steps = [{"step": "repeat the test.", "who": "my clinic", "by_when": "12 March 2026"}, {"step": "a scan"}]
    checklist = built(add_ons=add_ons, visits=[{"date": DAY, "agreed": steps}])
    visit = checklist.handover.last_visit
    assert visit is not None
    assert [(one.lead, one.text) for one in visit.short] == [
        ("We agreed:", "repeat the test (my clinic, by 12 March 2026); a scan."),
        ("My plan changed:", "dexamethasone, end day: the scan at 8 weeks."),
    ]
    cells = {row.head: row.cells[0] for row in checklist.handover.plan.rows}
    assert cells["End day"] == "New on 4 March 2026: the scan at 8 weeks"
    text = all_text(checklist)
    assert text.index("Since my visit on 4 March 2026") < text.index("My story")
    assert "no end" not in text.lower()


def test_a_piece_that_was_agreed_is_not_asked_for_again() -> None:
    taken = {"id": "dexamethasone", "status": "taking", "why": ["reassurance"], "plan": {"stop": "not_told"}}
    change = {"on": DAY, "piece": "stop", "says": "week 8"}
    before, now = built(add_ons=[taken]), built(add_ons=[{**taken, "changes": [change]}])
    gone = {line.id for line in before.ranked()} - {line.id for line in now.ranked()}
    assert gone == {"stop_day@dexamethasone", "no_stop_date@dexamethasone"}
    assert "no_end" in before.top
    assert "no_end" not in now.top


def test_the_day_that_is_over_does_not_stand_for_the_next_visit() -> None:
    visits = [{"date": DAY, "said": {"cost": {"status": "partly"}}}]
    assert built(visit={"date": DAY}, visits=visits).handover.visit.day == ""
    assert built(visit={"date": "2026-12-20"}, visits=visits).handover.visit.day == "20 December 2026"


def test_a_question_stands_in_the_words_in_which_it_was_asked() -> None:
    said = {"why_two": {"status": "answered", "text": "one test", "asked": "Why A and B for me?"}}
    assert groups(after(said))["Talked about"] == ("Why A and B for me? I noted: one test.",)


def test_the_full_list_holds_every_note_of_every_visit() -> None:
    visits = [
        {"date": "2026-01-02", "said": {"cost": {"status": "partly", "text": "first note"}}},
        {"date": DAY, "agreed": [{"step": "the step"}], "said": {"gone": {"status": "not_asked", "text": "odd note"}}},
    ]
    text = all_text(built(everything=True, add_ons="none", visits=visits, stopped=STOPPED))
    full = text[text.index("My full list") :]
    assert "My visit on 4 March 2026" in full
    assert full.index("My visit on 4 March 2026 ") < full.index("My visit on 2 January 2026")
    for words in ("first note", "odd note", "the step", "My doctor stopped intralipids", "I decided against IVIG"):
        assert words in full, words


def test_a_brief_form_holds_whole_notes_and_says_where_the_rest_is() -> None:
    lines = [line.id for line in build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).ranked()][:8]
    said = {
        id_: {"status": "answered", "asked": "Q?", "text": f"note {'x' * 50} {number}"}
        for number, id_ in enumerate(lines)
    }
    visit = after(said).handover.last_visit
    assert visit is not None
    (items,) = (items for _, items in visit.brief)
    assert 0 < len(items) < len(said)
    assert sum(map(len, items)) <= 240
    assert visit.rest == "The rest of my notes is on my full list."
    visit = after({"one": {"status": "answered", "text": "x" * 400}}).handover.last_visit
    assert visit is not None
    assert (visit.brief, visit.rest) == ((), "My notes are on my full list.")


def test_a_bare_number_for_a_pregnancy_is_a_week() -> None:
    changes = [{"on": "2026-03-04", "piece": "until_week", "says": "10"}]
    made = after({}, add_ons=[{"id": "dexamethasone", "status": "taking", "changes": changes}])
    visit = made.handover.last_visit
    assert visit is not None
    assert [one.text for one in visit.short] == ["dexamethasone, if I am pregnant: until week 10."]
    assert "New on 4 March 2026: until week 10" in {cell for row in made.handover.plan.rows for cell in row.cells}


def test_what_is_open_is_asked_about_what_is_left_and_counted_as_it_is_listed() -> None:
    said = {
        "why_two": {"status": "partly", "asked": "Why IVIG and G-CSF for me?", "text": "Not said"},
        "start_day@g_csf": {"status": "not_asked", "asked": "On what day would G-CSF start?"},
        "own-1": {"status": "not_asked", "asked": "Is it my age?"},
    }
    ivig, g_csf = {"id": "ivig", "status": "offered"}, {"id": "g_csf", "status": "offered"}
    stopped = [{"on": "2026-03-04", "by": "my_doctor", "was": g_csf}]
    made = after(said, add_ons=[ivig], stopped=stopped, own_questions=["Is it my age?"])
    still_open, visit = groups(made)["Still open"], made.handover.last_visit
    assert visit is not None
    assert still_open == ("Why IVIG for me? I noted: Not said.", "Is it my age?")
    assert visit.short[-1].text == "2 still open."
    assert not {"Why IVIG for me?", "Is it my age?"} & set(groups(made)["New since then"])


def test_a_timeline_that_has_no_place_on_the_sheet_is_said_to_be_left_out() -> None:
    some = {"transfers": [{"outcome": "no_pregnancy"}]}
    left = {wish: after({}, timeline=wish, **some).handover.evidence.across for wish in ("yes", "no")}
    assert [one.text for one in left["yes"] if one not in left["no"]] == [
        "The timeline of my transfers is in my full list."
    ]
