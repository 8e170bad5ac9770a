from __future__ import annotations

from typing import Any

from msgspec import convert

from ivfprep.checklist import build_checklist
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.sheet import Checklist
from tests.cases.patients import TODAY

CATALOG = load_catalog()
ANSWERS = {"format": 1, "transfers": "none", "add_ons": [{"id": "dexamethasone", "status": "offered"}]}


def after(said: dict[str, dict[str, str]], **more: Any) -> Checklist:
    visits = [{"date": "2026-01-02", "said": {"cost": {"status": "partly"}}}, {"date": "2026-03-04", "said": said}]
    return build_checklist(convert({**ANSWERS, "visits": visits, **more}, Profile), CATALOG, TODAY)


def groups(checklist: Checklist) -> dict[str, tuple[str, ...]]:
    return dict(checklist.handover.last_visit.groups) if checklist.handover.last_visit else {}


def test_without_a_visit_nothing_is_said_of_one() -> None:
    assert build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).handover.last_visit is None


def test_the_latest_visit_says_what_was_answered_what_is_open_and_what_is_new() -> None:
    before = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY)
    first, second, _ = before.top
    said = {first: {"status": "answered", "text": "yes, {twice} [/]"}, second: {"status": "not_asked"}}
    found = groups(after(said))
    texts = {asked.id: asked.ask for asked in before.handover.three}
    assert found["Talked about"] == (f"{texts[first]} I noted: yes, {{twice}} [/]",)
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
    assert after(said, top=[first, "cost@dexamethasone"]).top == ("cost@dexamethasone",)


def test_what_an_earlier_visit_answered_stays_answered_until_it_comes_up_again() -> None:
    first = build_checklist(convert(ANSWERS, Profile), CATALOG, TODAY).top[0]
    earlier = {"date": "2026-01-02", "said": {first: {"status": "answered"}}}
    other = {"date": "2026-03-04", "said": {"cost@dexamethasone": {"status": "partly"}}}
    again = {"date": "2026-04-05", "said": {first: {"status": "partly"}}}

    def top(*visits: object) -> tuple[str, ...]:
        return build_checklist(convert({**ANSWERS, "visits": visits}, Profile), CATALOG, TODAY).top

    assert first not in top(earlier, other)
    assert first in top(earlier, other, again)


def test_a_line_that_is_gone_from_the_content_is_no_trouble() -> None:
    found = groups(after({"no_such_line@ivig": {"status": "answered", "text": "x"}}))
    assert found["Talked about"] == ("I noted: x",)
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
