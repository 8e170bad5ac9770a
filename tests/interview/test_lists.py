"""Lists: no row goes unseen, what is ticked is read back by name, any name finds its row, and keys mean one thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from ivfprep.catalog import Catalog
from ivfprep.interview.askers.list_drawing import after, draw
from ivfprep.interview.askers.list_prompt import list_prompt
from ivfprep.interview.askers.listing import Listing
from ivfprep.interview.asking import Ask, Command, Row
from ivfprep.interview.dialogue import hold
from ivfprep.interview.flow import Flow
from ivfprep.interview.relevance import Relevance
from ivfprep.interview.steps import Step
from ivfprep.interview.talk import Talk, ask_step
from ivfprep.prompts import Interview
from tests.interview.robots import Scripted, press, type_and_enter, type_lines
from tests.interview.walks import TODAY

DOWN, PAGE_DOWN, PAGE_UP, HOME, END, ESC = "\x1b[B", "\x1b[6~", "\x1b[5~", "\x1b[H", "\x1b[F", "\x1b"
GROUPS = ("Heart and blood", "Organs", "Infections")
NONE = Row("none", "None of these", alone=True)
LONG = (*(Row(f"r{number}", f"Illness {number:02}", group=GROUPS[number // 10]) for number in range(30)), NONE)
MANY = Ask("many", "Do you have any of these?", "It matters.", LONG, "Part 4 of 5: Your health. About 3 minutes left.")
ONE = MANY._replace(kind="one")
SHORT = MANY._replace(rows=LONG[:4])


def lines_of(listing: Listing, columns: int = 80, lines: int = 24) -> list[str]:
    drawn = [line for _, line in draw(listing, columns, lines).lines]
    assert len(drawn) < lines
    assert all(len(line) < columns for line in drawn)
    return drawn


def typed(listing: Listing, text: str) -> None:
    for letter in text:
        if letter == " ":
            listing.space()
        else:
            listing.type(letter)


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10), (120, 50)])
@pytest.mark.parametrize("at", [0, 7, 15, 30])
@pytest.mark.parametrize("screen", [MANY, ONE], ids=["many", "one"])
def test_every_row_is_shown_or_counted(screen: Ask, columns: int, lines: int, at: int) -> None:
    listing = Listing(screen)
    listing.point(at)
    drawn = lines_of(listing, columns, lines)
    shown = sum("Illness" in line or "None of these" in line for line in drawn)
    counted = [int(line.split()[1]) for line in drawn if line.startswith("  ... ")]
    assert shown + sum(counted) == len(LONG)
    assert any("Do you have any of these?" in line for line in drawn)
    assert any(line.startswith(">") for line in drawn)


def test_a_window_that_holds_all_rows_counts_none() -> None:
    drawn = lines_of(Listing(MANY), lines=60)
    assert not [line for line in drawn if "more" in line]
    assert [line for line in drawn if line.startswith(GROUPS)] == [f"{group} (10)" for group in GROUPS]


def test_enter_on_a_list_not_seen_to_its_end_asks_once() -> None:
    listing = Listing(MANY)
    lines_of(listing)
    typed(listing, "3 ")
    lines_of(listing)
    assert listing.enter() is None
    assert "that you have not seen" in listing.note
    assert listing.enter() == ("r2",)


def test_enter_on_a_list_that_was_seen_to_its_end_goes_on() -> None:
    listing = Listing(MANY)
    for _ in range(6):
        lines_of(listing)
        listing.move(8)
    lines_of(listing)
    typed(listing, "3")
    assert listing.enter() == ("r2",)


def test_the_end_key_does_not_count_for_the_rows_between() -> None:
    listing = Listing(MANY)
    lines_of(listing)
    listing.point(len(LONG) - 1)
    lines_of(listing)
    listing.space()
    assert listing.enter() is None
    assert listing.enter() == ("none",)


def test_an_answer_that_stands_is_kept_without_being_asked_to_look_through_the_list() -> None:
    listing = Listing(MANY._replace(so_far="Illness 02", ticked=("r2",)))
    lines_of(listing)
    assert listing.enter() is Command.KEEP


@pytest.mark.parametrize(
    ("keys", "many", "one"),
    [
        ("3\r", ("r2",), "r2"),
        ("3 \r", ("r2",), "r2"),
        ("illness 02\r", ("r2",), "r2"),
        (DOWN + DOWN + DOWN + " \r", ("r3",), "r2"),
        (END + " \r", ("r3",), "r3"),
        (END + HOME + " \r", ("r0",), "r0"),
        (PAGE_DOWN + " \r", ("r3",), "r3"),
        (PAGE_DOWN + PAGE_UP + " \r", ("r0",), "r0"),
    ],
)
def test_keys_mean_the_same_in_every_list(keys: str, many: Any, one: str) -> None:
    assert press(SHORT, keys) == many
    assert press(SHORT._replace(kind="one"), keys) == one


def test_what_is_ticked_is_read_back_by_name_while_and_after() -> None:
    listing = Listing(SHORT)
    typed(listing, "1 3 ")
    assert "2 ticked: Illness 00, Illness 02" in lines_of(listing)
    assert "  Illness 00, Illness 02" in after(SHORT, listing, listing.enter(), 80)
    _, written = type_lines(SHORT, "1, 3")
    assert "Ticked: Illness 00, Illness 02." in written


def test_whole_sentences_that_are_read_back_are_kept_apart() -> None:
    rows = (Row("a", "I have had no test that I know of."), Row("b", "What next?"), Row("c", "Illness"))
    _, written = type_lines(MANY._replace(rows=rows), "1, 2, 3")
    said = " ".join(written.split())
    assert said.endswith("Ticked: I have had no test that I know of; What next?; Illness.")


REST = SHORT._replace(rest="not done")


def test_after_a_list_it_is_said_what_the_rows_that_were_not_ticked_count_as() -> None:
    rest = "What you did not tick counts as not done."
    listing = Listing(REST)
    typed(listing, "1 ")
    lines_of(listing)
    assert f"  {rest}" in after(REST, listing, listing.enter(), 80)
    assert f"Ticked: Illness 00. {rest}" in " ".join(type_lines(REST, "1")[1].split())


@pytest.mark.parametrize("given", ["1, 2, 3, 4", "none of these", "1, not sure about some"])
def test_of_the_rest_nothing_is_said_where_there_is_none_or_more_is_asked(given: str) -> None:
    screen = REST._replace(rows=(*LONG[:4], NONE, Row("some", "Not sure about some")))
    assert "counts as" not in type_lines(screen, given)[1]


def which(interview: Interview, catalog: Catalog) -> Ask:
    """Return the screen that asks which treatments there are."""
    flow = Flow(interview, catalog, TODAY, Relevance(catalog, TODAY).useful)
    prompt = next(one for section in interview.sections for one in section.prompts if one.kind == "which")
    view, asker = flow.look({"format": 1}), Scripted()
    hold(ask_step(Talk(flow, TODAY), view, next(seen for seen in view.seen if seen.step == Step(prompt))), asker)
    return asker.asked[0]


def test_every_name_and_brand_finds_its_treatment_in_both_faces(interview: Interview, catalog: Catalog) -> None:
    screen = which(interview, catalog)
    for add_on in catalog.add_ons:
        for name in (add_on.label, *add_on.also):
            listing = Listing(screen)
            listing.typed = name.replace("_", " ")
            found = listing.found()
            assert found is not None
            assert screen.rows[found].value == add_on.id, name
            kept = ((add_on.id,), (f"{add_on.id} as {name}",), (f"{add_on.id}: {name}",))
            assert type_and_enter(screen, name.replace("_", " "))[0] in kept


@pytest.mark.parametrize(
    ("brand", "kept"),
    [
        ("Clexane", "heparin as Clexane"),
        ("Humira", "anti_tnf as Humira"),
        ("plaquenil", "hydroxychloroquine as Plaquenil"),
        ("decadron", "dexamethasone as Decadron"),
        ("Medrol", "other_steroid: Medrol"),
        ("enoxaparin", "heparin as enoxaparin"),
        ("hcq", "hydroxychloroquine"),
        ("steroid", "other_steroid"),
        ("low dose aspirin", "aspirin"),
    ],
)
def test_a_brand_is_typed_and_kept_in_both_faces(interview: Interview, catalog: Catalog, brand: str, kept: str) -> None:
    screen = which(interview, catalog)
    assert press(screen, f"{brand}\r\r") == (kept,)
    assert press(screen, f"{brand}  \r\r") == (kept,)
    assert type_and_enter(screen, brand)[0] == (kept,)


def test_a_brand_is_kept_when_it_is_begun_and_among_other_names(interview: Interview, catalog: Catalog) -> None:
    screen = which(interview, catalog)
    assert press(screen, "clex\r\r") == ("heparin as Clexane",)
    assert press(screen, "dexa clexane  \r\r") == ("dexamethasone", "heparin as Clexane")
    assert type_and_enter(screen, "dexa and clexane")[0] == ("dexamethasone", "heparin as Clexane")
    assert type_and_enter(screen, "clexane injections")[0] == ("something_else: clexane injections",)


def test_a_ticked_brand_is_read_back_changed_and_dropped(interview: Interview, catalog: Catalog) -> None:
    screen = which(interview, catalog)
    listing = Listing(screen)
    typed(listing, "clexane  ")
    assert listing.ticked_names() == ["Heparin (against blood clots): Clexane"]
    assert "  Heparin (against blood clots): Clexane" in after(screen, listing, ("heparin as Clexane",), 80)
    typed(listing, "fragmin  ")
    assert listing.ticked_names() == ["Heparin (against blood clots): Fragmin"]
    typed(listing, "fragmin  ")
    assert listing.ticked_names() == []
    typed(listing, "heparin  ")
    assert listing.ticked_names() == ["Heparin (against blood clots)"]
    assert "Ticked: Heparin (against blood clots): Clexane." in type_and_enter(screen, "clexane")[1]


def test_what_is_not_in_the_list_is_offered_as_something_else(interview: Interview, catalog: Catalog) -> None:
    screen = which(interview, catalog)
    added = "something_else: Zaubertrank forte"
    assert press(screen, "Zaubertrank forte\r\r\r\r") == (added,)
    assert press(screen, "dexa Zaubertrank forte\r\r\r\r") == ("dexamethasone", added)
    reply, written = type_and_enter(screen, "Zaubertrank forte")
    assert reply == (added,)
    assert "Not in this list: Zaubertrank forte." in written
    assert "Ticked: Zaubertrank forte." in written
    assert type_and_enter(screen, "dexa, Zaubertrank")[0] == (
        "dexamethasone",
        "something_else: Zaubertrank",
    )


def test_what_is_in_no_list_that_takes_no_others_is_said_to_be_in_no_row() -> None:
    listing = Listing(SHORT)
    typed(listing, "zebra")
    assert listing.enter() is None
    assert 'No row says "zebra"' in listing.note


def test_a_name_of_several_words_ticks_that_row_alone() -> None:
    labels = ("High blood pressure", "A blood clot in the past", "Pressure sores", "Heart failure")
    rows = tuple(Row(label, label) for label in labels)
    for keys in ("high blood pressure", "high blood pressure ", "high  "):
        assert press(Ask("many", "Which?", rows=rows), f"{keys}\r") == ("High blood pressure",)
    assert press(Ask("many", "Which?", rows=rows), "heart  high  \r") == ("High blood pressure", "Heart failure")


KEYS = st.sampled_from(["move", "up", "home", "end", "space", "erase", "enter", "?", *"0123456789", *"ilnoz "])


@given(st.lists(KEYS, max_size=30), st.sampled_from([(80, 24), (40, 10), (20, 5), (200, 60)]), st.booleans())
def test_no_keys_in_no_window_break_a_list(keys: list[str], size: tuple[int, int], is_many: bool) -> None:
    listing = Listing(MANY._replace(kind="many" if is_many else "one", other="other" if is_many else ""))
    acts: dict[str, Any] = {
        "move": lambda: listing.move(3),
        "up": lambda: listing.move(-2),
        "home": lambda: listing.point(0),
        "end": lambda: listing.point(len(listing.rows) - 1),
        "space": listing.space,
        "erase": listing.erase,
        "enter": listing.enter,
    }
    for key in keys:
        acts.get(key, lambda key=key: listing.type(key))()
        drawn = draw(listing, *size)
        assert drawn.lines
        assert len({row.value for row in listing.rows}) == len(listing.rows)


NAMES = ("High blood pressure", "A blood clot in the past", "Diabetes", "Intralipids (a fat drip)", "Aspirin", "Thrush")
NAMED = MANY._replace(rows=(*(Row(name, name) for name in NAMES), NONE))


def test_several_known_names_in_one_line_are_each_found() -> None:
    for keys in ("intralipid aspirin  ", "Intralipid, aspirin  "):
        listing = Listing(NAMED)
        typed(listing, keys)
        assert listing.ticked == ["Intralipids (a fat drip)", "Aspirin"]
        assert not listing.typed
    assert press(NAMED, "aspirin, intralipids\r\r\r") == ("Intralipids (a fat drip)", "Aspirin")


def test_what_of_a_line_is_in_no_row_is_said_and_offered_alone_where_it_can_be_added() -> None:
    listing = Listing(NAMED._replace(other="else"))
    typed(listing, "aspirin Progynova")
    assert listing.enter() is None
    assert (listing.ticked, listing.typed) == (["Aspirin"], "Progynova")
    assert '"Progynova" is not in this list' in listing.note
    typed(listing, "x")
    assert not listing.note


def test_a_slip_takes_nothing_and_is_asked_about() -> None:
    listing = Listing(NAMED)
    typed(listing, "diabetis")
    assert listing.enter() is None
    assert listing.ticked == []
    assert "Did you mean Diabetes?" in listing.note
    listing = Listing(NAMED._replace(other="else"))
    typed(listing, "asprin")
    assert listing.enter() is None
    assert "Did you mean Aspirin?" in listing.note
    assert 'Enter again adds "asprin" as you typed it.' in listing.note


@pytest.mark.parametrize("words", ["type 2 diabetes", "Type 2 diabetes"])
def test_a_row_is_found_by_a_line_that_has_its_name_inside(words: str) -> None:
    assert press(NAMED, f"{words}\r\r\r") == ("Diabetes",)


@pytest.mark.parametrize("words", ["no diabetes", "high cholesterol", "blood sugar", "never had thrush"])
def test_no_row_is_ticked_that_was_denied_or_only_begins_alike(words: str) -> None:
    listing = Listing(NAMED)
    typed(listing, f"{words}  ")
    listing.enter()
    assert listing.ticked == []


def test_what_begins_like_a_row_and_is_none_leaves_no_row_marked() -> None:
    listing = Listing(NAMED)
    typed(listing, "aspi")
    assert listing.rows[listing.at].value == "Aspirin"
    typed(listing, "x")
    assert listing.at == -1
    typed(listing, "  ")
    assert listing.ticked == []


@pytest.mark.parametrize("words", ["high", "high blood", "blood clot", "clot", "pressure", "fat"])
def test_after_words_that_could_go_on_space_says_first_what_a_second_one_ticks(words: str) -> None:
    listing = Listing(NAMED)
    typed(listing, f"{words} ")
    assert listing.ticked == []
    assert listing.note == f"Space again ticks: {listing.rows[listing.at].label}"
    typed(listing, " ")
    assert listing.ticked == [listing.rows[listing.at].value]


@pytest.mark.parametrize("words", ["aspi", "aspirin", "Intralipids", "high blood pressure", "diabetes", "thru"])
def test_space_ticks_at_once_what_is_plainly_named_and_a_second_one_takes_nothing_back(words: str) -> None:
    listing = Listing(NAMED)
    typed(listing, f"{words} ")
    ticked = [listing.rows[listing.at].value]
    assert (listing.ticked, listing.typed) == (ticked, "")
    typed(listing, " ")
    assert listing.ticked == ticked
    assert "Space again takes the tick away" in listing.note
    typed(listing, " ")
    assert listing.ticked == []


def test_the_names_of_medicines_take_one_space_or_two_alike(interview: Interview, catalog: Catalog) -> None:
    screen = which(interview, catalog)
    for keys in ("dex clex intral \r\r", "dex  clex  intral  \r\r"):
        assert press(screen, keys) == ("dexamethasone", "intralipids", "heparin as Clexane")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10), (60, 14)])
@pytest.mark.parametrize("long", [0, 3, 7])
def test_page_down_and_page_up_jump_over_no_row(columns: int, lines: int, long: int) -> None:
    rows = tuple(row._replace(label=row.label * (1 + 4 * (long and at % long == 0))) for at, row in enumerate(LONG))
    for turn in ("page_down", "page_up"):
        listing = Listing(MANY._replace(rows=rows))
        listing.point(0 if turn == "page_down" else len(rows) - 1)
        lines_of(listing, columns, lines)
        for _ in rows:
            getattr(listing, turn)()
            lines_of(listing, columns, lines)
        assert listing.seen == set(range(len(rows)))


UNSAID = Row("not_sure", "Not sure", alone=True), Row("prefer_not_to_say", "Prefer not to say", alone=True)


@pytest.mark.parametrize("words", ["rather not say", "Prefer not to say", "i\u2019d rather not say"])
def test_rather_not_say_is_the_row_that_means_it_in_both_faces(words: str) -> None:
    meant = Row("leave_off", "Leave it out of my story", also=("prefer_not_to_say",))
    for kind in ("one", "many"):
        for rows, value in (((*SHORT.rows[:2], meant), "leave_off"), ((*SHORT.rows[:2], *UNSAID), UNSAID[1].value)):
            screen = SHORT._replace(kind=kind, rows=rows)
            reply = value if kind == "one" else (value,)
            assert press(screen, f"{words}\r\r") == reply
            assert type_lines(screen, words)[0] == reply


def test_words_that_fit_several_rows_are_asked_about_before_one_is_taken() -> None:
    rows = (Row("soon", "It was offered, and starts soon"), Row("later", "It was offered, and starts later"))
    screen = ONE._replace(rows=(*rows, Row("no", "Not now")))
    listing = Listing(screen)
    typed(listing, "offered")
    assert listing.enter() is None
    assert "fits 2 rows" in listing.note
    assert "starts soon" in listing.note
    assert listing.enter() == "soon"
    for words, taken in (
        ("later", "later"),
        ("not", "no"),
        ("It was offered, and starts soon", "soon"),
        ("2", "later"),
    ):
        listing = Listing(screen)
        typed(listing, words)
        assert listing.enter() == taken


@pytest.mark.parametrize("words", ["maybe diabetes", "diabetes I think", "possibly aspirin, thrush"])
@pytest.mark.parametrize("other", ["", "else"])
def test_a_word_of_doubt_beside_a_name_ticks_and_adds_nothing(words: str, other: str) -> None:
    listing = Listing(NAMED._replace(other=other))
    typed(listing, words)
    assert [listing.enter(), listing.enter()] == [None, None]
    typed(listing, f"{words}  ")
    assert listing.ticked == []
    assert len(listing.rows) == len(NAMED.rows)


def test_escape_with_something_typed_takes_only_that_back() -> None:
    assert press(SHORT, f"2 illness 03{ESC}\r") == ("r1",)
    with create_pipe_input() as pipe:
        pipe.send_text(f"illn{ESC}")
        listing = Listing(SHORT)
        app = list_prompt(listing, input=pipe, output=DummyOutput())
        pipe.send_text(ESC)
        assert app.run() is Command.BACK


ALONE = MANY._replace(rows=(*LONG[:3], NONE))


@pytest.mark.parametrize("keys", ["4  ", "none of these  "])
def test_a_row_that_stands_alone_says_first_how_many_ticks_it_takes(keys: str) -> None:
    listing = Listing(ALONE)
    typed(listing, f"1 2 3 {keys[:-1]}")
    assert listing.note == "That takes 3 ticks away. Space again does it."
    assert listing.ticked == ["r0", "r1", "r2"]
    typed(listing, " ")
    assert listing.ticked == ["none"]
    assert not listing.note
    typed(listing, "1 ")
    assert listing.ticked == ["r0"]


def test_a_row_that_stands_alone_takes_no_tick_when_something_else_is_done() -> None:
    listing = Listing(ALONE)
    typed(listing, "1 4 ")
    assert listing.note == "That takes 1 tick away. Space again does it."
    typed(listing, "2 4 ")
    assert listing.ticked == ["r0", "r1"]
    listing.move(-1)
    listing.move(1)
    listing.space()
    assert listing.ticked == ["r0", "r1"]


def test_enter_on_a_row_that_stands_alone_asks_too() -> None:
    listing = Listing(ALONE)
    lines_of(listing)
    typed(listing, "1 4")
    assert listing.enter() is None
    assert listing.note == "That takes 1 tick away. Enter again does it."
    assert listing.enter() == ("none",)


def test_one_row_that_was_not_seen_is_one() -> None:
    listing = Listing(ALONE)
    listing.seen.update(range(3))
    typed(listing, "1 ")
    assert listing.enter() is None
    assert listing.note.startswith("There is 1 row that you have not seen. PageDown and PageUp show it.")


def test_a_name_that_two_rows_have_is_asked_about_before_one_is_taken() -> None:
    rows = (Row("early", "A very early end", also=("early loss",)), Row("late", "A later end", also=("early loss",)))
    listing = Listing(ONE._replace(rows=rows))
    typed(listing, "early loss")
    assert listing.enter() is None
    assert "fits 2 rows" in listing.note


def test_the_row_for_what_somebody_is_not_sure_about_is_named() -> None:
    rows = (*NAMED.rows, Row("some", "Not sure about some"), *UNSAID)
    for screen, said in ((NAMED._replace(rows=rows), 'the row "Not sure about some"'), (NAMED, "Choose what is true.")):
        listing = Listing(screen)
        typed(listing, "maybe diabetes")
        assert listing.enter() is None
        assert said in listing.note
