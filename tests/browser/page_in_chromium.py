"""The page that asks, in a real browser, from a file and without a network.

Run by its name: `pytest tests/browser/page_in_chromium.py`. It needs Chromium as `sheets_in_chromium.py` does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Download, Page, ViewportSize, expect

from ivfprep.checklist import build_checklist
from ivfprep.cli.clinics import Setting, find_setting
from ivfprep.cli.pages import write_page
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_path, load_catalog
from ivfprep.render import render
from tests.cases.patients import TODAY
from tests.render.reading_pdf import pages

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
PATIENCE = 60_000
"""Milliseconds within which a busy machine starts the engine."""

A_LOOK = 0.6
"""Seconds for which somebody looks at a new screen before she taps: until then a tap is taken for a second one."""

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script> {name} \u202eabc"
DAY = "Date.prototype.getFullYear = () => 2026; Date.prototype.getMonth = () => 10; Date.prototype.getDate = () => 21;"
"""Runs before the page: the day of the tests."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clinic = tmp_path_factory.mktemp("clinic") / "clinic.yaml"
    clinic.write_text("name: Riverside <b>Clinic</b>\nphone_day: 01632 960100\ncountry: GB\n", encoding="utf-8")
    place = tmp_path_factory.mktemp("page") / "page.html"
    write_page(place, find_setting(clinic, ()), force=False)
    return place


@pytest.fixture(scope="module")
def plain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("page") / "plain.html"
    write_page(place, Setting(), force=False)
    return place


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, accept_downloads=True)  # type: ignore[arg-type] # a size
    context.set_offline(True)
    context.add_init_script(DAY)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


class Patient:
    """Somebody with the page before her. She knows what stands on it, and nothing else."""

    def __init__(self, page: Page, file: Path, address: str = "") -> None:
        self.page, self.wrong, self.asked = page, list[str](), list[str]()
        self.changed = 0.0
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda made: self.asked.append(made.url))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address or file.as_uri())

    @property
    def question(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def sees(self, text: str) -> None:
        expect(self.page.locator("h1").first).to_contain_text(text, timeout=PATIENCE)
        expect(self.page.locator("[aria-busy]")).to_have_count(0, timeout=PATIENCE)
        self.changed = time.monotonic()

    def looks(self) -> None:
        """Let pass what it takes to see what is on a new screen."""
        time.sleep(max(0, self.changed + A_LOOK - time.monotonic()))

    def taps(self, name: str) -> None:
        """Tap a button, having looked through what stands above it."""
        self.looks()
        if name == "Continue":
            self.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        self.page.get_by_role("button", name=name, exact=True).first.tap()

    def ticks(self, *labels: str) -> None:
        self.looks()
        for label in labels:
            self.page.locator("label.row", has_text=label).first.tap()

    def types(self, text: str) -> None:
        self.page.locator("#field").fill(text)

    def goes_on(self, name: str, *, by_key: bool = False) -> None:
        """Tap a button, or press it, and wait for the next screen: its heading is another one."""
        self.page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
        if by_key:
            self.page.get_by_role("button", name=name, exact=True).press("Enter")
        else:
            self.taps(name)
        self.waits()

    def waits(self) -> None:
        expect(self.page.locator("[data-old], [aria-busy]")).to_have_count(0, timeout=PATIENCE)
        self.changed = time.monotonic()

    def answers(self, question: str, *, ticks: tuple[str, ...] = (), types: str = "") -> None:
        self.sees(question)
        self.ticks(*ticks)
        if types:
            self.types(types)
        self.goes_on("Continue")

    def skips_to(self, text: str) -> None:
        """Skip what comes before a question, with the Enter key, which needs no look between two screens."""
        while text not in self.question:
            acts = self.page.locator("button.act.main")
            self.goes_on(acts.inner_text() if acts.count() else "Skip", by_key=True)

    def saves(self, act: Callable[[], None]) -> str:
        with self.page.expect_download() as download:
            act()
        saved: Download = download.value
        return Path(saved.path()).read_text("utf-8")

    def looks_over(self) -> None:
        """Look at what was in a file, and go on with what is still open."""
        self.sees("These are your answers")
        if "so far" in self.question:
            self.goes_on("Go on with the questions")

    def goes_to_the_sheet(self) -> None:
        self.sees("These are your answers")
        self.taps("Go on to my list")
        self.page.locator("#paper h1").wait_for()
        self.changed = time.monotonic()


@pytest.fixture
def patient(context: BrowserContext, file: Path) -> Iterator[Patient]:
    patient = Patient(context.new_page(), file)
    yield patient
    assert patient.wrong == []
    assert [url for url in patient.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def findings(page: Page, *rules: str) -> list[str]:
    """Return what axe finds by these rules, or by all of them."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:80]}" for one in found for node in one["nodes"]]


def looked_at(page: Page) -> list[str]:
    """Return what axe finds on this screen, and what is cut off on a phone and a narrow one.

    In the dark only colours are others, and on a narrow screen only places: there no more is looked at.
    """
    wrong = findings(page)
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {one}" for one in findings(page, "color-contrast")]
    page.emulate_media(color_scheme="light")
    for size in (NARROW, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type] # a size
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{width} px wide at {size['width']}"] * (width > size["width"])
    return wrong


def tells_of_two_transfers(patient: Patient) -> list[str]:
    """Answer as one with a loss and a transfer that did not work; return what is wrong with the screens."""
    wrong = looked_at(patient.page)
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="2")
    wrong += looked_at(patient.page)
    patient.answers("How did this transfer end", ticks=("A miscarriage",))
    patient.sees("What would you like to do now")
    assert "I am sorry" in patient.page.locator("#opening").inner_text()
    wrong += looked_at(patient.page)
    patient.taps("Add a question about it")
    patient.answers("What would you like to ask", types=HOSTILE)
    patient.answers("How many weeks", types="about eight")
    patient.answers("How did this transfer end", ticks=("It did not lead",))
    patient.answers("What can you tell me", ticks=("The date (a year will do)",))
    patient.answers("When was this transfer", types="March this year")
    assert "I took that as March 2026" in patient.page.locator("#said").inner_text()
    patient.answers("When was this transfer", types="3/4/2026")
    patient.sees("can be two dates")
    wrong += looked_at(patient.page)
    patient.goes_on("3 April 2026")
    return wrong


def names_two_treatments(patient: Patient) -> list[str]:
    """Take one medicine that her history speaks against; return what is wrong with the screens."""
    page = patient.page
    patient.skips_to("Which extra treatments")
    page.locator("#filter").fill("wibble")
    expect(page.locator("[role=status]", has_text="Nothing in this list is called that")).to_be_visible()
    patient.taps("Something else: wibble")
    assert "1 ticked: wibble" in page.locator("#ticked").inner_text()
    patient.ticks("wibble")
    assert page.locator("#ticked").inner_text() == ""
    page.locator("#filter").fill("decadron")
    expect(page.get_by_role("button", name="Something else")).to_have_count(0)
    expect(page.locator("label.row", has_text="Intralipids")).to_be_hidden()
    patient.ticks("Dexamethasone")
    page.locator("#filter").fill("")
    patient.ticks("Intralipids")
    expect(page.locator("#ticked")).to_contain_text("2 ticked")
    expect(page.locator("#ticked")).to_contain_text("Dexamethasone (a steroid): Decadron")
    wrong = looked_at(page)
    patient.goes_on("Continue")
    patient.answers("Dexamethasone (Decadron): where do you stand", ticks=("I take it",))
    patient.skips_to("did you ever have")
    page.locator("#filter").fill("fungal")
    patient.ticks("A fungal infection")
    page.locator("#filter").fill("")
    patient.goes_on("Continue")
    patient.sees("Please call your clinic today")
    assert page.locator("a.call").first.get_attribute("href") == "tel:01632960100"
    assert "I take dexamethasone (Decadron). I have or had a fungal infection" in page.locator(".framed").inner_text()
    wrong += looked_at(page)
    patient.goes_on("I have read this, go on")
    return wrong


def puts_another_first(patient: Patient) -> tuple[str, list[str]]:
    """Take the fifth question into the three; return its words, and what is wrong with the screens."""
    patient.skips_to("These are your answers")
    wrong = looked_at(patient.page)
    patient.goes_on("Choose what comes first")
    wrong += looked_at(patient.page)
    last = patient.page.locator(".order li").nth(4)
    wanted = last.locator(".asked").inner_text()
    last.get_by_role("button", name="Up").tap()
    assert patient.page.locator(".order.first .asked").nth(2).inner_text() == wanted
    patient.goes_on("Use this order")
    return wanted, wrong


def test_a_whole_interview_with_a_loss_a_treatment_and_her_own_three(patient: Patient) -> None:
    wrong = tells_of_two_transfers(patient) + names_two_treatments(patient)
    wanted, more = puts_another_first(patient)
    patient.goes_to_the_sheet()
    sheet = patient.page.locator("#paper")
    assert wanted in sheet.locator(".three").inner_text()
    assert "Riverside <b>Clinic</b>" in sheet.inner_text()
    assert "<img src=x" in sheet.inner_text()
    assert patient.page.title() != "broken"
    assert "\n".join(sorted({*wrong, *more, *looked_at(patient.page)})) == ""


def test_the_sheet_and_the_answers_are_those_of_the_command_line(
    context: BrowserContext, plain_file: Path, tmp_path: Path
) -> None:
    patient = Patient(context.new_page(), plain_file)
    source = example_path("one_high_test")
    patient.page.locator("#file").set_input_files(source)
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    answers = tmp_path / "answers.yaml"
    answers.write_text(patient.saves(lambda: patient.taps("Save my answers as a file")), encoding="utf-8")
    html = patient.saves(lambda: patient.taps("Save this sheet"))
    printed = [page.words for page in pages(patient.page.pdf(format="A4"))]
    alone = context.new_page()
    alone.set_content(html)
    assert printed == [page.words for page in pages(alone.pdf(format="A4"))]
    catalog = load_catalog()
    assert html == render(build_checklist(read_answers(answers, catalog, TODAY), catalog, TODAY), "html")


def test_the_full_list_is_a_tap_away_from_the_sheet_and_so_is_the_sheet(
    context: BrowserContext, plain_file: Path, tmp_path: Path
) -> None:
    patient = Patient(context.new_page(), plain_file)
    page = patient.page
    page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    assert page.locator("#paper .list").count() == 0
    short = len(pages(page.pdf(format="A4")))
    expect(page.get_by_role("button", name="See my full list").first).to_be_in_viewport()
    assert page.locator("#paper h1").bounding_box()["y"] < PHONE["height"] / 2  # type: ignore[index]  # it is there
    patient.taps("See my full list")
    expect(page.locator("#paper .list")).to_be_visible(timeout=PATIENCE)
    heading = page.locator("#paper .list").locator("h1, h2").first
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert looked_at(page) == []
    # A link in the list leads to its place there, and not back to the sheet.
    link = page.locator("#paper .list a[href^='#']").first
    place = page.locator(link.get_attribute("href") or "").first
    link.click()
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    expect(page.locator("#paper .list")).to_be_visible()
    assert len(pages(page.pdf(format="A4"))) > short
    html = patient.saves(lambda: patient.taps("Save this sheet"))
    answers = tmp_path / "answers.yaml"
    answers.write_text(answers_of(patient), encoding="utf-8")
    catalog = load_catalog()
    profile = read_answers(answers, catalog, TODAY)
    assert html == render(build_checklist(profile, catalog, TODAY, everything=True), "html")
    patient.taps("Show my sheet alone")
    expect(page.locator("#paper .list")).to_have_count(0, timeout=PATIENCE)
    patient.changed = time.monotonic()
    patient.taps("See my full list")
    expect(page.locator("#paper .list")).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.locator("#paper .list")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("#paper h1").first).to_be_visible()
    assert looked_at(page) == []
    assert patient.wrong == []


def comes_to_a_sheet(patient: Patient) -> None:
    """Open answers that give a sheet with sources and folded parts, and go to it."""
    patient.page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()


def test_a_source_link_on_the_sheet_leads_to_its_source_and_back_to_the_line(patient: Patient) -> None:
    page = patient.page
    comes_to_a_sheet(patient)
    page.locator("#paper .evidence summary").first.tap()
    for link in (
        page.locator("#paper .checks .marks a").first,
        page.locator("#paper .evidence details[open] .marks a").first,
    ):
        place = page.locator(link.get_attribute("href") or "")
        link.scroll_into_view_if_needed()
        before = page.evaluate("window.scrollY")
        link.tap()
        expect(place).to_be_focused()
        expect(place).to_be_in_viewport()
        page.go_back()
        expect(link).to_be_focused()
        assert page.evaluate("window.scrollY") == before
        expect(page.locator("#paper h1")).to_have_count(1)
    # From a source back to what names it: the part that holds it is opened.
    page.locator("#paper .evidence summary").first.tap()
    page.evaluate("document.querySelectorAll('#paper details').forEach((one) => { one.open = false; })")
    number = page.evaluate("document.querySelector('#paper details .marks a[id]').id")
    page.locator(f"#paper .sources a[href='#{number}']").tap()
    expect(page.locator(f"#{number}")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    patient.sees("These are your answers")


def test_back_from_the_full_list_leads_to_the_place_on_the_sheet_with_its_ticks(patient: Patient) -> None:
    page = patient.page
    comes_to_a_sheet(patient)
    ticks = page.locator("#paper .front label:visible input[type=checkbox]")
    ticks.nth(0).tap()
    ticks.nth(1).tap()
    last = page.get_by_role("button", name="See my full list").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")
    assert before > 0
    last.tap()
    expect(page.locator("#paper .list")).to_be_visible(timeout=PATIENCE)
    in_list = page.locator("#paper .list input[type=checkbox]").first
    in_list.tap()
    assert page.locator("#paper .front input:checked").count() == 2
    link = page.locator("#paper .list .marks a").first
    link.scroll_into_view_if_needed()
    there = page.evaluate("window.scrollY")
    link.tap()
    page.go_back()
    expect(link).to_be_focused()
    assert page.evaluate("window.scrollY") == there
    page.go_back()
    expect(page.locator("#paper .list")).to_have_count(0, timeout=PATIENCE)
    assert page.evaluate("window.scrollY") == before
    expect(ticks.nth(0)).to_be_checked()
    expect(ticks.nth(1)).to_be_checked()
    patient.taps("See my full list")
    expect(in_list).to_be_checked(timeout=PATIENCE)


def test_a_full_list_that_cannot_be_made_says_so_where_she_sees_it_and_the_sheet_stays(patient: Patient) -> None:
    page = patient.page
    page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    page.evaluate(
        "() => { window.engine.call = async () => { throw Object.assign(new Error('Why.'), { kind: '' }); }; }"
    )
    patient.taps("See my full list")
    note = page.locator("#sheet [role=status]")
    expect(note).to_have_text("Something went wrong. Your answers are still here. Why.")
    expect(note).to_be_in_viewport()
    assert page.locator("#paper h1").first.is_visible()


def test_what_is_typed_and_not_added_is_added_by_continue(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    page.locator("#other").fill("Copper tea")
    patient.goes_on("Continue")
    patient.sees("Copper tea")
    patient.goes_on("Back")
    patient.goes_on("Back")
    patient.sees("Which extra treatments")
    page.locator("#filter").fill("Moon bath")
    expect(page.get_by_role("button", name="Something else: Moon bath")).to_be_visible()
    patient.taps("Continue")
    expect(page.locator("#ticked")).to_contain_text("2 ticked: Something else, Moon bath")
    expect(page.locator("#said")).to_contain_text("Moon bath")
    time.sleep(A_LOOK)
    patient.goes_on("Continue")
    assert "Moon bath" in answers_of(patient)
    assert "Copper tea" in answers_of(patient)


@pytest.mark.parametrize("act", ["Add it", "Continue"])
def test_a_medicine_that_is_typed_with_a_slip_is_asked_about_before_it_is_added(patient: Patient, act: str) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    question = patient.question
    other, meant = page.locator("#other"), page.locator("#meant[role=status]")
    other.fill("progestrone")
    patient.taps(act)
    expect(meant).to_contain_text("Is it one of these in the list?")
    assert page.locator("#ticked").inner_text() == ""
    assert patient.question == question
    assert looked_at(page) == []
    meant.get_by_role("button", name="Progesterone").first.tap()
    expect(meant).to_be_empty()
    expect(page.locator("#ticked")).to_contain_text("1 ticked: Progesterone")
    assert other.input_value() == ""
    other.fill("cyclojest")
    patient.taps(act)
    expect(meant).to_contain_text("Is it one of these")
    time.sleep(A_LOOK)
    patient.taps("Add it")  # she meant what she typed
    expect(page.locator("#ticked")).to_contain_text("cyclojest")
    expect(meant).to_be_empty()
    other.fill("Copper tea")
    patient.taps("Add it")
    expect(page.locator("#ticked")).to_contain_text("3 ticked")
    patient.goes_on("Continue")
    assert "Copper tea" in answers_of(patient)
    assert "progestrone" not in answers_of(patient)


def test_what_a_screen_said_is_not_said_of_the_next_one_or_of_another_answer(patient: Patient) -> None:
    page = patient.page
    comes_to_the_conditions(patient)
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    continues_at_once(patient)
    patient.waits()
    note = page.locator("#note")
    expect(note).to_have_text("Tick what is true, or skip.")
    row = page.locator("label.row").first
    before = row.bounding_box()
    row.tap()
    expect(note).to_be_hidden()
    assert row.bounding_box() == before
    continues_at_once(patient)
    expect(page.locator("#whispered")).to_contain_text("more below that you have not seen")
    patient.goes_on("Skip", by_key=True)
    expect(page.locator("#whispered")).to_be_empty()
    patient.skips_to("These are your answers")
    patient.goes_on("Choose what comes first")
    page.get_by_role("button", name="Up").first.tap()
    expect(page.locator("#whispered")).to_contain_text("Now number")
    patient.goes_on("Use this order")
    expect(page.locator("#whispered")).to_be_empty()


REFUSED = """const quick = window.engine.call;
window.engine.call = async (name, given) => {
  if (name !== "reply" || !String(given.value).includes("???")) return quick(name, given);
  const state = await quick("state", {});
  return { ...state, screen: { ...state.screen, note: "Type a question in words." } };
};
0;"""
"""Makes the engine refuse one line."""


def test_lines_of_hers_that_are_refused_stand_there_with_what_is_wrong(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.skips_to("Do you have questions of your own")
    page.evaluate(REFUSED)
    patient.types("???")
    patient.goes_on("Continue")
    expect(page.locator("#note[role=alert]")).to_have_text("Type a question in words.")
    field = page.locator("#field")
    expect(field).to_be_focused()
    expect(field).to_have_value("???")
    expect(field).to_have_attribute("aria-describedby", "note example")
    assert looked_at(page) == []
    patient.types("What is next?")
    field.blur()
    expect(page.locator("#note")).to_be_hidden()
    patient.goes_on("Continue")
    assert "What is next?" in answers_of(patient)


def test_what_is_typed_beside_none_of_these_is_asked_about(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    patient.ticks("None")
    page.locator("#other").fill("Copper tea")
    question = patient.question
    patient.taps("Continue")
    expect(page.locator("#said")).to_contain_text("I added Copper tea")
    assert in_sight(page, "#said")
    assert patient.question == question
    expect(page.locator("#ticked")).to_have_text("1 ticked: Copper tea")


def test_what_is_typed_is_not_skipped_unasked_and_is_there_again_after_going_back(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.skips_to("Do you have questions of your own")
    question = patient.question
    patient.types("Can I bring my sister?")
    patient.taps("Skip")
    expect(page.locator("#said")).to_contain_text("You typed something here")
    assert in_sight(page, "#said")
    assert patient.question == question
    assert page.locator("#field").input_value() == "Can I bring my sister?"
    patient.goes_on("Back")
    patient.skips_to(question)
    assert page.locator("#field").input_value() == "Can I bring my sister?"
    patient.taps("Stop or save")
    patient.sees("Stop here")
    patient.goes_on("Go on with the questions")
    assert page.locator("#field").input_value() == "Can I bring my sister?"
    patient.goes_on("Continue")
    assert "Can I bring my sister?" in answers_of(patient)
    page.go_back()
    patient.sees(question)
    assert page.locator("#field").input_value() == ""


def test_what_was_not_understood_is_still_in_its_box(patient: Patient) -> None:
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="a few or so")
    expect(patient.page.locator("#note")).to_be_visible()
    assert patient.page.locator("#field").input_value() == "a few or so"


def test_none_of_these_is_ticked_when_she_comes_back_and_skip_keeps_it(patient: Patient) -> None:
    page = patient.page
    comes_to_the_conditions(patient)
    question = patient.question
    patient.ticks("None of these")
    patient.goes_on("Continue")
    page.go_back()
    patient.sees(question)
    expect(page.locator("#ticked")).to_have_text("1 ticked: None of these")
    before = answers_of(patient)
    patient.goes_on("Skip")
    expect(page.locator("#said")).to_contain_text("Your answer stays")
    assert answers_of(patient) == before


def test_a_slip_in_the_search_shows_what_was_meant(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    page.locator("#filter").fill("prednisalone")
    expect(page.locator("label.row", has_text="Prednisolone")).to_be_visible()
    expect(page.get_by_role("button", name="Something else: prednisalone")).to_be_visible()
    patient.skips_to("did you ever have")
    page.locator("#filter").fill("diabetis")
    expect(page.locator("label.row", has_text="Diabetes")).to_be_visible()
    expect(page.locator("label.row", has_text="Thrush")).to_be_hidden()
    expect(page.locator("fieldset p[role=status]").first).to_contain_text("Is it one of these?")


def test_the_short_form_then_the_long_one_with_the_same_answers(patient: Patient) -> None:
    patient.taps("Short of time: 8 questions")
    patient.answers("How many embryo transfers", types="1")
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    patient.page.locator("summary", has_text="Notes, and what becomes").tap()
    patient.taps("Answer the long form")
    patient.sees("What can you tell me")
    patient.skips_to("These are your answers")
    assert yaml.safe_load(answers_of(patient))["transfers"]


def answers_of(patient: Patient) -> str:
    text: str = patient.page.evaluate("window.engine.call('answers', {}).then((file) => file.text)")
    return text


def test_notes_after_the_visit_stand_on_the_next_sheet(patient: Patient) -> None:
    patient.page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    patient.page.locator("summary", has_text="Notes, and what becomes").tap()
    patient.taps("Notes after my visit")
    patient.answers("On what day was the visit", types="yesterday")
    patient.sees("What did your doctor say")
    assert looked_at(patient.page) == []
    patient.types("Repeat the test first")
    patient.taps("Continue")
    for _ in range(12):
        patient.sees("")
        if patient.page.locator("#paper").count():
            break
        patient.taps("Skip")
    patient.page.locator("#paper h1").wait_for()
    assert "Repeat the test first" in answers_of(patient)


def test_by_keyboard_alone(context: BrowserContext, file: Path) -> None:
    patient = Patient(context.new_page(), file)
    page = patient.page

    def presses(name: str, *, role: str = "button") -> None:
        """Move to a control with the Tab key, and press it."""
        for _ in range(90):
            page.keyboard.press("Tab")
            at = page.evaluate("document.activeElement.textContent + ' ' + (document.activeElement.id || '')")
            if name in at:
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"The Tab key never came to {name}.")

    presses("Start")
    patient.sees("How many embryo transfers")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    patient.sees("How did this transfer end")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    patient.sees("What can you tell me")
    while "These are your answers" not in patient.question:
        page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
        presses("Skip")
        patient.waits()
    presses("Go on to my list")
    page.locator("#paper h1").wait_for()
    assert "no_pregnancy" in answers_of(patient)


def test_the_browsers_own_way_back_leads_to_the_question_before_with_its_answer(patient: Patient) -> None:
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.answers("How did this transfer end", ticks=("A baby was born",))
    patient.page.go_back()
    patient.sees("How did this transfer end")
    assert patient.page.locator("label.row:has(input:checked)").inner_text() == "A baby was born"
    patient.taps("Back")
    patient.sees("How many embryo transfers")
    assert patient.page.locator("#field").input_value() == "1"
    patient.taps("Back")
    patient.sees("Get your questions ready")


def test_answers_that_are_there_are_not_left_by_starting_again(patient: Patient) -> None:
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.goes_on("Back")
    patient.goes_on("Back")
    patient.sees("Get your questions ready")
    patient.taps("Start")
    patient.sees("You have answers here already")
    assert looked_at(patient.page) == []
    patient.goes_on("Go on with the questions")
    patient.sees("How did this transfer end")
    patient.goes_on("Back")
    patient.goes_on("Back")
    patient.taps("Short of time: 8 questions")
    patient.goes_on("Delete them, and start afresh")
    patient.sees("How many embryo transfers")
    assert "outcome" not in answers_of(patient)


def test_two_answers_that_do_not_fit_stand_in_a_box_and_lead_to_the_one_to_change(
    patient: Patient, tmp_path: Path
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("format: 1\nhistory: {aps: yes}\nwork_up: {aps_tests: no}\n", encoding="utf-8")
    patient.page.locator("#file").set_input_files(file)
    patient.looks_over()
    assert "do not fit" in patient.page.locator(".framed h1").inner_text()
    assert looked_at(patient.page) == []
    patient.goes_on("Let me change the tests")
    patient.sees("Which of these have you had")


def test_an_answer_is_changed_in_the_review(patient: Patient) -> None:
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.answers("How did this transfer end", ticks=("A baby was born",))
    patient.skips_to("These are your answers")
    assert patient.page.locator(".answer", has_text="How it ended: A baby was born").count() == 1
    wrong = looked_at(patient.page)
    for back in (lambda: patient.taps("Back"), patient.page.go_back):
        patient.looks()
        patient.page.get_by_role("button", name="Change: How it ended").tap()
        patient.sees("How did this transfer end")
        back()
        patient.sees("These are your answers")
    patient.looks()
    patient.page.get_by_role("button", name="Change: How it ended").tap()
    patient.answers("How did this transfer end", ticks=("It did not lead",))
    patient.skips_to("These are your answers")
    assert "no_pregnancy" in answers_of(patient)
    patient.goes_on("Leave lines off my page")
    wrong += looked_at(patient.page)
    patient.goes_on("Skip")
    patient.goes_on("Add or remove questions of my own")
    assert wrong + looked_at(patient.page) == []


def test_leaving_with_answers_unsaved_warns_and_what_is_kept_is_there_after_loading_again(patient: Patient) -> None:
    page = patient.page
    warned: list[str] = []
    page.on("dialog", lambda dialog: warned.append(dialog.type))
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    page.reload()
    assert warned == ["beforeunload"]
    patient.sees("Get your questions ready")
    assert page.evaluate("localStorage.length") == 0
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    patient.taps("Stop or save")
    patient.sees("Stop here")
    assert looked_at(page) == []
    patient.ticks("Keep my answers on this device")
    expect(page.locator("#where-kept[role=status]")).to_contain_text("kept on this device")
    assert "only in this open page" not in page.locator("#page").inner_text()
    page.reload()
    assert len(warned) == 1
    patient.taps("Go on with my answers")
    patient.sees("How did this transfer end")
    patient.taps("Delete my answers")
    patient.sees("Delete your answers")
    assert looked_at(page) == []
    patient.taps("Yes, delete my answers")
    patient.sees("Get your questions ready")
    assert page.evaluate("localStorage.length") == 0
    assert page.get_by_role("button", name="Go on with my answers").is_hidden()


def keeps_her_answers(patient: Patient) -> None:
    """Answer the first question, and have the answers kept."""
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    patient.taps("Stop or save")
    patient.sees("Stop here")
    patient.ticks("Keep my answers on this device")
    patient.page.wait_for_function("localStorage.length")
    patient.goes_on("Go on with the questions")


def kept(patient: Patient) -> str:
    text: str = patient.page.evaluate("localStorage.getItem('ivfprep-answers') || ''")
    return text


def test_an_older_window_writes_nothing_over_newer_answers_and_says_so(
    patient: Patient, context: BrowserContext, file: Path
) -> None:
    keeps_her_answers(patient)
    newer = Patient(context.new_page(), file)
    newer.taps("Go on with my answers")
    newer.answers("How did this transfer end", ticks=("A baby was born",))
    newer.sees("What can you tell me")
    expect(patient.page.locator("#newer[role=status]")).to_contain_text("Newer answers are kept on this device")
    assert looked_at(patient.page) == []
    before = kept(newer)
    assert "live_birth" in before
    patient.answers("How did this transfer end", ticks=("It did not lead",))
    patient.sees("What can you tell me")
    assert kept(patient) == before
    patient.taps("Stop or save")
    patient.sees("Stop here")
    patient.ticks("Keep my answers on this device")
    expect(patient.page.get_by_role("checkbox", name="Keep my answers")).not_to_be_checked()
    assert kept(patient) == before
    patient.taps("Show the newer answers")
    patient.looks_over()
    assert patient.page.locator("#newer").inner_text() == ""
    assert "live_birth" in answers_of(patient)
    # Without an event too, which a browser may hold back: what is kept is looked at before it is written.
    patient.page.evaluate("window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    patient.page.evaluate("localStorage.setItem('ivfprep-answers', 'format: 1\\nhistory: {aps: yes}\\n')")
    patient.goes_on("Skip")
    expect(patient.page.locator("#newer")).to_contain_text("Newer answers")
    assert "aps: yes" in kept(patient)
    newer.taps("Delete my answers")
    newer.taps("Yes, delete my answers")
    newer.sees("Get your questions ready")
    assert kept(patient) == ""
    assert newer.wrong == []


def test_what_is_deleted_in_another_window_is_not_written_again(
    patient: Patient, context: BrowserContext, file: Path
) -> None:
    keeps_her_answers(patient)
    other = Patient(context.new_page(), file)
    other.taps("Delete my answers")
    other.goes_on("Yes, delete my answers")
    expect(patient.page.locator("#newer")).to_contain_text("deleted in another window")
    patient.answers("How did this transfer end", ticks=("A baby was born",))
    patient.sees("What can you tell me")
    assert kept(patient) == ""


def test_a_file_that_is_opened_where_answers_are_kept_is_kept_in_their_place(patient: Patient, tmp_path: Path) -> None:
    page = patient.page
    keeps_her_answers(patient)
    page.reload()
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("Dear diary", encoding="utf-8")
    page.locator("#file").set_input_files(wrong)
    patient.sees("You have answers here already")
    patient.taps("Open the file")
    expect(page.locator("#said")).to_contain_text("Nothing was changed", timeout=PATIENCE)
    assert "transfers" in kept(patient)
    patient.goes_on("Back")
    page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.sees("You have answers here already")
    assert looked_at(page) == []
    patient.goes_on("Open the file")
    patient.looks_over()
    patient.skips_to("These are your answers")
    page.reload()
    patient.goes_on("Go on with my answers")
    assert len(yaml.safe_load(answers_of(patient))) > 2
    assert yaml.safe_load(kept(patient)) == yaml.safe_load(answers_of(patient))
    assert "work_up" in kept(patient)


def test_whoever_saves_in_the_middle_of_a_list_is_told_what_is_not_in_the_file(patient: Patient) -> None:
    comes_to_the_conditions(patient)
    patient.ticks("Diabetes")
    patient.taps("Stop or save")
    patient.sees("Stop here")
    expect(patient.page.locator("#place .note")).to_contain_text("is not in your answers yet")
    saved = patient.saves(lambda: patient.taps("Save my answers as a file"))
    assert "diabetes" not in saved
    expect(patient.page.locator("#said")).to_contain_text("is not in the file")
    patient.goes_on("Go on with the questions")
    expect(patient.page.locator("#ticked")).to_contain_text("Diabetes")
    patient.page.evaluate(TO_THE_END)
    patient.goes_on("Continue")
    patient.taps("Stop or save")
    patient.sees("Stop here")
    assert "diabetes" in patient.saves(lambda: patient.taps("Save my answers as a file"))
    assert "is not in" not in patient.page.locator("#main").inner_text()


@pytest.mark.parametrize(("text", "words"), [("format: 99\n", "newer"), ("Dear diary", "not an answers file")])
def test_a_file_that_cannot_be_opened_is_refused_in_words(
    patient: Patient, tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(text, encoding="utf-8")
    patient.page.locator("#file").set_input_files(file)
    expect(patient.page.locator("#said")).to_contain_text(words, timeout=PATIENCE)
    expect(patient.page.locator("#said")).to_contain_text("Nothing was changed")


def test_a_saved_sheet_is_told_from_the_answers_by_their_name(patient: Patient, tmp_path: Path) -> None:
    page = patient.page
    page.locator("#file").set_input_files(example_path("one_high_test"))
    patient.looks_over()
    patient.skips_to("These are your answers")
    patient.goes_to_the_sheet()
    with page.expect_download() as download:
        patient.taps("Save this sheet")
    assert download.value.suggested_filename == "my-questions-2026-11-21.html"
    sheet = tmp_path / download.value.suggested_filename
    download.value.save_as(sheet)
    with page.expect_download() as download:
        patient.taps("Save my answers as a file")
    page.reload()
    page.locator("#file").set_input_files(sheet)
    said = page.locator("#said")
    expect(said).to_contain_text("This is a sheet or another web page, not a file of answers.", timeout=PATIENCE)
    expect(said).to_contain_text(f"in another file, such as {download.value.suggested_filename}.")


def test_stopping_after_a_loss_offers_to_keep_and_going_on_comes_back(patient: Patient) -> None:
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.answers("How did this transfer end", ticks=("A miscarriage",))
    patient.sees("What would you like to do now")
    patient.taps("Stop for now")
    patient.sees("Stop here")
    patient.taps("Go on with the questions")
    patient.sees("What would you like to do now")


def test_an_answer_given_before_the_engine_is_ready_is_kept(context: BrowserContext, file: Path) -> None:
    patient = Patient(context.new_page(), file)
    patient.taps("Start")
    patient.types("2")
    patient.taps("Continue")
    patient.sees("How did this transfer end")
    assert len(json.loads(json.dumps(yaml.safe_load(answers_of(patient))["transfers"]))) == 2


def test_large_letters_and_the_other_direction_of_writing_break_nothing(patient: Patient) -> None:
    page = patient.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".low").count() == 0  # it would stand before most of the question
    page.evaluate("document.documentElement.dir = 'rtl'")
    patient.answers("How did this transfer end", ticks=("A baby was born",))
    patient.sees("What can you tell me")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type] # a size
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


BROKEN_WORDS = """() => [...document.querySelectorAll("h1, h2, button, .call, .row, .tag")].flatMap((one) => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) for (const { 0: word, index } of walker.currentNode.data.matchAll(/[^\\s-]+/g)) {
    const range = new Range();
    range.setStart(walker.currentNode, index);
    range.setEnd(walker.currentNode, index + word.length);
    if (new Set([...range.getClientRects()].map((at) => at.top)).size > 1) broken.push(word);
  }
  return broken;
})"""
"""Returns the words that go on in the next line, which are hard to read."""


def test_in_large_letters_on_a_narrow_screen_words_stay_whole_and_the_foot_leaves_room(patient: Patient) -> None:
    page = patient.page
    page.set_viewport_size(NARROW)  # type: ignore[arg-type] # a size
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(BROKEN_WORDS) == []
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert [word for word in page.evaluate(BROKEN_WORDS) if len(word) <= len("treatments")] == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a size
    page.evaluate("document.documentElement.style.fontSize = ''")
    expect(page.locator(".tray.low")).to_have_count(1)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.locator(".tray.low")).to_have_count(0)  # it would hide most of the question
    patient.taps("Stop or save")
    assert page.evaluate(BROKEN_WORDS) == []


def test_in_large_letters_on_a_phone_the_names_of_medicines_stay_whole(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    for question in ("Which extra treatments", "did you ever have"):
        page.evaluate("document.documentElement.style.fontSize = ''")
        patient.skips_to(question)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert [word for word in page.evaluate(BROKEN_WORDS) if len(word) <= len("dexamethasone")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator("label.row").first.evaluate("(row) => getComputedStyle(row).hyphens") == "auto"


@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_a_tick_moves_nothing(patient: Patient, letters: str) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("did you ever have")
    page.evaluate("(letters) => { document.documentElement.style.fontSize = letters; }", letters)
    places = "[...document.querySelectorAll('label.row')].map((row) => row.offsetTop)"
    before = page.evaluate(places)
    page.evaluate("document.querySelectorAll('.row input[type=checkbox]').forEach((one) => { one.checked = true; })")
    assert page.evaluate(places) == before


def test_from_a_plain_static_server_it_works_and_asks_for_itself_alone(browser: Browser, file: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(file.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/{file.name}"
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type] # a size
        context.set_default_timeout(PATIENCE)
        patient = Patient(context.new_page(), file, address)
        patient.taps("Start")
        patient.answers("How many embryo transfers", types="1")
        patient.taps("Stop or save")
        patient.taps("Show my sheet now")
        patient.page.locator("#paper h1").wait_for()
        context.close()
        server.shutdown()
    assert patient.wrong == []
    assert {url for url in patient.asked if not url.startswith(("data:", "blob:"))} == {address}


SLOW = """const quick = window.engine.call;
window.engine.call = async (...asked) => { await new Promise((go) => setTimeout(go, 1500)); return quick(...asked); };
window.heard = [];
new MutationObserver(() => window.heard.push(document.getElementById('moment').textContent))
  .observe(document.getElementById('moment'), { childList: true });"""
"""Makes every answer of the engine late, and writes down what is said about it."""


def in_sight(page: Page, place: str) -> bool:
    """Return whether all of an element stands in the window now."""
    return bool(
        page.evaluate(
            "(place) => { const at = document.querySelector(place).getBoundingClientRect();"
            " return at.height > 0 && at.top >= 0 && at.bottom <= window.innerHeight; }",
            place,
        )
    )


TO_THE_END = """() => new Promise((done) => {
  let before = -1;
  const look = () => {
    window.scrollTo(0, document.body.scrollHeight);
    const height = document.documentElement.scrollHeight;
    if (height === before) return done();
    before = height;
    setTimeout(look, 200);
  };
  look();
})"""
"""Scroll to the end, and wait until the page has its height: at the end the foot says no more what is below."""


@pytest.mark.parametrize(("size", "letters"), [(PHONE, "100%"), (NARROW, "200%")])
def test_whoever_has_to_wait_is_told_so_where_she_is_and_nothing_moves(
    patient: Patient, size: ViewportSize, letters: str
) -> None:
    page = patient.page
    patient.taps("Start")
    patient.skips_to("Which extra treatments")
    page.set_viewport_size(size)
    page.evaluate("(letters) => { document.documentElement.style.fontSize = letters; }", letters)
    page.evaluate(TO_THE_END)
    page.evaluate(SLOW)
    before = page.evaluate("[window.scrollY, document.documentElement.scrollHeight]")
    assert before[0] > 0
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    page.evaluate("[...document.querySelectorAll('button')].find((one) => one.textContent === 'Skip').click()")
    expect(page.locator("#moment")).to_have_text("One moment.")
    assert in_sight(page, "#moment")
    assert page.evaluate("[window.scrollY, document.documentElement.scrollHeight]") == before
    patient.waits()
    expect(page.locator("#moment")).to_have_text("")
    assert page.evaluate("window.heard") == ["One moment.", ""]
    assert "moment" not in page.locator("#said").inner_text()


def test_what_comes_of_a_button_at_the_end_of_a_long_screen_is_seen(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.taps("Stop or save")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type] # a size
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert not in_sight(page, "#said")
    patient.saves(lambda: patient.taps("Save my answers as a file"))
    expect(page.locator("#said")).to_contain_text("Your answers are in the file")
    assert in_sight(page, "#said")


LEFT = "You searched, so some rows were hidden. What is not ticked counts as no."


def comes_to_the_conditions(patient: Patient) -> int:
    """Come to the long list of conditions; return how many they are."""
    patient.taps("Start")
    patient.skips_to("did you ever have")
    patient.looks()
    return patient.page.locator("label.row").count() - patient.page.locator(".pair label.row").count()


@pytest.mark.parametrize("size", [PHONE, NARROW])
def test_rows_that_a_search_hides_are_shown_once_before_they_count_as_no(patient: Patient, size: ViewportSize) -> None:
    page = patient.page
    page.set_viewport_size(size)
    comes_to_the_conditions(patient)
    question = patient.question
    page.locator("#filter").fill("diab")
    patient.ticks("Diabetes")
    expect(page.locator("label.row", has_text="Thrush")).to_be_hidden()
    expect(page.locator("#were-hidden")).to_be_hidden()
    patient.taps("Continue")
    expect(page.locator("#said[role=status]")).to_contain_text(LEFT)
    assert in_sight(page, "#said")
    assert page.locator("#page").inner_text().count(LEFT) == 1
    if size == PHONE:
        expect(page.locator(".tray.low")).to_have_count(1)
        assert in_sight(page, ".tray button.main")
    assert patient.question == question
    assert page.locator("#filter").input_value() == ""
    expect(page.locator("label.row", has_text="Thrush")).to_be_visible()
    expect(page.locator("#ticked")).to_contain_text("1 ticked: Diabetes")
    assert "diabetes" not in answers_of(patient)
    assert looked_at(page) == []
    page.set_viewport_size(size)
    time.sleep(A_LOOK)
    patient.goes_on("Continue")
    assert "diabetes" in answers_of(patient)


def test_a_double_tap_does_not_send_what_a_search_hides(patient: Patient) -> None:
    page = patient.page
    comes_to_the_conditions(patient)
    page.locator("#filter").fill("diab")
    patient.ticks("Diabetes")
    taps_twice(page, "Continue", "Continue")
    expect(page.locator("#were-hidden")).to_contain_text(LEFT)
    assert "diabetes" not in answers_of(patient)


def continues_at_once(patient: Patient) -> None:
    """Tap Continue where it stands, at the foot of the window, without a look at what is below."""
    patient.looks()
    box = patient.page.get_by_role("button", name="Continue", exact=True).bounding_box()
    assert box is not None
    # By its place: a tap on an element may scroll to it first.
    patient.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("size", [PHONE, {"width": 360, "height": 740}])
def test_rows_that_were_never_on_the_screen_stop_continue_once(patient: Patient, size: ViewportSize) -> None:
    page = patient.page
    page.set_viewport_size(size)
    comes_to_the_conditions(patient)
    question = patient.question
    page.locator("label.row").first.tap()
    continues_at_once(patient)
    told = page.locator("#not-seen")
    expect(told).to_contain_text("more below that you have not seen. Please look. Continue again goes on.")
    expect(page.locator("#whispered[role=status]")).to_have_text(told.inner_text())
    assert in_sight(page, "#not-seen")
    assert page.evaluate("document.activeElement.closest('label').previousElementSibling.id") == "not-seen"
    unseen = page.evaluate("[...document.querySelectorAll('#not-seen ~ label.row')].length")
    assert told.inner_text().startswith(f"{unseen} more")
    assert patient.question == question
    assert "history" not in answers_of(patient)
    assert looked_at(page) == []
    page.set_viewport_size(size)
    time.sleep(A_LOOK)
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    continues_at_once(patient)
    patient.waits()
    assert patient.question != question
    assert "history" in answers_of(patient)
    page.go_back()
    patient.sees(question)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # a size
    page.locator("label.row").nth(1).tap()
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    continues_at_once(patient)
    patient.waits()
    assert patient.question != question


def test_a_double_tap_does_not_pass_over_what_was_never_on_the_screen(patient: Patient) -> None:
    comes_to_the_conditions(patient)
    patient.page.locator("label.row").first.tap()
    taps_twice(patient.page, "Continue", "Continue")
    expect(patient.page.locator("#not-seen")).to_be_visible()
    assert "history" not in answers_of(patient)


def test_a_choice_whose_last_rows_were_never_on_the_screen_stops_too_and_one_that_fits_does_not(
    patient: Patient,
) -> None:
    page = patient.page
    patient.taps("Start")
    page.set_viewport_size({"width": 390, "height": 560})
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    page.locator("label.row").first.tap()
    continues_at_once(patient)
    expect(page.locator("#not-seen")).to_be_visible()
    page.reload()
    page.set_viewport_size({"width": 390, "height": 1600})
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    page.locator("label.row").first.tap()
    continues_at_once(patient)
    patient.sees("What can you tell me")


def test_who_scrolled_through_a_list_or_went_past_it_by_keyboard_is_not_stopped(patient: Patient) -> None:
    page = patient.page
    comes_to_the_conditions(patient)
    question = patient.question
    page.locator("label.row").first.tap()
    page.evaluate(TO_THE_END)
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    continues_at_once(patient)
    patient.waits()
    assert patient.question != question
    page.reload()
    comes_to_the_conditions(patient)
    page.locator("label.row input").first.focus()
    page.keyboard.press("Space")
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Continue":
            break
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate("document.querySelector('h1').dataset.old = 'yes'")
    page.keyboard.press("Enter")
    patient.waits()
    assert patient.question != question


def test_ticks_are_there_again_after_going_back_and_count_only_when_they_are_sent(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    patient.sees("How did this transfer end")
    patient.ticks("A miscarriage")
    patient.goes_on("Back")
    patient.goes_on("Continue")
    patient.sees("How did this transfer end")
    assert page.locator("label.row:has(input:checked)").inner_text().startswith("A miscarriage")
    assert "miscarriage" not in answers_of(patient)
    patient.skips_to("Which extra treatments")
    page.locator("#filter").fill("decadron")
    patient.ticks("Dexamethasone")
    page.locator("#filter").fill("")
    patient.ticks("Intralipids")
    page.locator("#other").fill("Copper tea")
    patient.taps("Add it")
    expect(page.locator("#ticked")).to_contain_text("Copper tea")
    ticked = page.locator("#ticked").inner_text()
    assert "Decadron" in ticked
    patient.goes_on("Back")
    patient.skips_to("Which extra treatments")
    expect(page.locator("#ticked")).to_have_text(ticked)
    assert "add_ons" not in yaml.safe_load(answers_of(patient))
    patient.goes_on("Continue")
    assert "Decadron" in answers_of(patient)
    assert "Copper tea" in answers_of(patient)
    page.go_back()
    patient.sees("Which extra treatments")
    patient.ticks("Intralipids")
    patient.goes_on("Skip")
    assert "intralipids" in answers_of(patient)
    page.go_back()
    patient.sees("Which extra treatments")
    expect(page.locator("#ticked")).to_contain_text("Intralipids")


def test_what_stands_alone_is_not_beside_what_a_search_leaves_and_is_not_counted(patient: Patient) -> None:
    page = patient.page
    many = comes_to_the_conditions(patient)
    alone = page.locator("label.row", has_text="None of these")
    status = page.locator("fieldset p[role=status]").first
    expect(status).to_have_text(f"{many} in this list.")
    patient.ticks("Diabetes")
    page.locator("#filter").fill("wibble")
    expect(status).to_contain_text("Nothing in this list is called that")
    expect(alone).to_be_hidden()
    expect(page.locator(".pair")).to_be_hidden()
    expect(page.locator("p.or")).to_be_hidden()
    page.locator("#filter").fill("infection")
    expect(status).to_contain_text("shown.")
    shown = page.locator("label.row:visible").count()
    expect(status).to_have_text(f"{shown} of {many} shown.")
    page.locator("#filter").fill("")
    expect(alone).to_be_visible()
    expect(page.locator("#ticked")).to_contain_text("1 ticked: Diabetes")
    heads = page.locator("h2.group span").all_inner_texts()
    assert sum(int(head.strip("()")) for head in heads) == many - 1  # "Not sure about some" is under no heading


def test_a_second_tap_at_the_place_of_the_first_answers_nothing_on_the_next_screen(patient: Patient) -> None:
    page = patient.page
    patient.taps("Start")
    patient.answers("How many embryo transfers", types="1")
    taps_twice(page, "Skip", "Skip")
    patient.sees("What can you tell me")
    patient.goes_on("Skip", by_key=True)
    patient.skips_to("did you ever have")
    page.go_back()
    patient.waits()
    before = patient.question
    taps_twice(page, "Skip", "Diabetes")
    patient.sees("did you ever have")
    assert page.locator("#ticked").inner_text() == ""
    page.go_back()
    patient.sees(before)
    taps_twice(page, "Skip", "Diabetes", away=NEARLY + 1)
    expect(page.locator("#ticked")).to_contain_text("1 ticked: Diabetes")
    page.go_back()
    patient.sees(before)
    taps_twice(page, "Skip", "Diabetes", later=550)
    expect(page.locator("#ticked")).to_have_text("")  # her tick was still there


NEARLY = 40
"""Pixels within which two taps are at one place."""

TWO_TAPS = """async ([first, second, away, later]) => {
  const all = () => [...document.querySelectorAll("#place button, #place label.row")];
  const named = (name) => all().find((one) => one.textContent === name);
  const tap = (element, x) => element.dispatchEvent(
    new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1, clientX: x, clientY: 700 }));
  const heading = document.querySelector("h1");
  const isStopped = () => document.querySelector("#were-hidden:not([hidden]), #not-seen");
  const isNew = () => document.querySelector("h1") !== heading || isStopped();
  tap(named(first), 100);
  for (let n = 0; n < 3000 && !isNew(); n += 1) await new Promise((go) => setTimeout(go, 10));
  await new Promise((go) => setTimeout(go, later));
  tap(named(second), 100 + away);
  await new Promise((go) => setTimeout(go, 300));
}"""
"""Taps, and again on what the new screen has there."""


def taps_twice(page: Page, first: str, second: str, *, away: int = 10, later: int = 50) -> None:
    """Tap a button, and something on what comes of it: so many pixels away, so many milliseconds later."""
    page.evaluate(TWO_TAPS, [first, second, away, later])
    expect(page.locator("[aria-busy]")).to_have_count(0, timeout=PATIENCE)
