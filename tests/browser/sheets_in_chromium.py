"""The HTML sheet in a real browser. Run by its name: `pytest tests/browser/sheets_in_chromium.py`.

It needs Chromium (the path in CHROMIUM, else /usr/bin/chromium) and fails without it; nothing is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ivfprep.checklist import build_checklist
from ivfprep.checklist.handout import build_handout
from ivfprep.clinic import Clinic
from ivfprep.handover import Handover
from ivfprep.loading.content import example_names, load_catalog
from ivfprep.render import render
from ivfprep.sheet import Checklist
from tests.cases.patients import TODAY
from tests.fuzz.patients import Draw
from tests.profiles import CATALOG
from tests.render.reading_pdf import actions, pages, squeezed
from tests.render.test_pdf import example
from tests.render.toy import CHECKLIST
from tests.test_safety import DAY

WIDTHS = (320, 390, 768, 1280)
LOOKS = (*(("light", width) for width in WIDTHS), ("dark", 390), ("dark", 1280))
"""How a screen shows a sheet: colours differ by scheme alone, so the dark ones are looked at in a small and a wide one.
"""
FEWEST, SMALLEST = 3, 11.8


def sheet_of(name: str) -> Checklist:
    if name == "toy":
        return CHECKLIST
    if name == "handout":
        clinic = Clinic("Riverside", "020 1", "020 2", "8 to 17", "GB", questions=("Who is my nurse?",))
        return build_handout(load_catalog(), ("ivig", "dexamethasone"), clinic, None, TODAY)
    return example(name)


NAMES = [*example_names(), "toy", "handout"]


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "sheet.html"
    file.write_text(render(sheet_of(request.param), "html"), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda made: asked.append(made.url))
    page.goto(file.as_uri())
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def looks_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return how axe looks at a sheet: one style shows them all, so in every way at the fullest ones alone."""
    return LOOKS if name in ("several_at_once", "toy", "handout") else (("light", 320), ("dark", 1280))


every_sheet = pytest.mark.parametrize("page", NAMES, indirect=True)


def findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("page", "looks"), [(name, looks_of(name)) for name in NAMES], indirect=["page"], ids=NAMES)
def test_axe_finds_nothing_on_a_screen_or_in_print(page: Page, looks: tuple[tuple[str, int], ...]) -> None:
    for scheme, width in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert findings(page) == [], (scheme, width)
    page.emulate_media(media="print", color_scheme="light")
    assert findings(page) == []


@every_sheet
def test_nothing_has_to_be_scrolled_sideways(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("page", "name"), [(name, name) for name in example_names()], indirect=["page"])
def test_an_example_prints_two_pages_with_the_steps_and_what_stays_longest_all_parts_open(
    page: Page, name: str, paper: str
) -> None:
    sheet, printed = example(name).handover, pages(page.pdf(format=paper))
    assert len(printed) == 2
    assert min(letter.size for one in printed for letter in one.letters) >= SMALLEST
    if paper == "A4":
        the_three_the_checks_and_the_card_stand_on(printed[0].words, sheet)
    front, words = printed[0].words, "".join(one.words for one in printed)
    assert [step.text for step in sheet.steps if squeezed(step.text) not in front] == []
    asked = [more for more in sheet.more if squeezed(more.text) not in words]
    assert len(sheet.more) - len(asked) >= FEWEST
    assert not [more for more in asked if more.stays or more.by == "own"]
    assert not asked or squeezed(sheet.left_off.said(len(asked))) in words
    assert [told.text for told in sheet.evidence.across if squeezed(told.text) not in words] == []
    firsts = [cell for column in sheet.evidence.columns for cell in column.cells if cell.turn == 1]
    forms = [(squeezed(cell.text), squeezed(cell.brief or cell.text)) for cell in firsts]
    assert [text for text, brief in forms if text not in words and brief not in words] == []


def the_three_the_checks_and_the_card_stand_on(front: str, sheet: Handover) -> None:
    texts = [*(one.ask for one in sheet.three), sheet.card.part.heading, *actions(sheet)]
    texts += [item.text for block in sheet.checks for item in block.items]
    assert [text for text in texts if squeezed(text) not in front] == []


@pytest.mark.parametrize("page", example_names(), indirect=True)
def test_the_three_begin_on_the_first_screen_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator(".three").bounding_box()["y"] < 844  # type: ignore[index]  # it is always there
    assert page.locator(".card").bounding_box()["y"] < 5 * 844  # type: ignore[index]


REACH = """() => {
  const missed = (one) => {
    one.scrollIntoView({ block: "center" });
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const hit = ([x, y]) => document.elementFromPoint((left + right) / 2 + x, (top + bottom) / 2 + y);
    return [[-20, 0], [20, 0], [0, -20], [0, 20]].some((place) => hit(place)?.closest("a") !== one);
  };
  const marks = [...document.querySelectorAll(".marks a")].filter((one) => one.getClientRects().length === 1);
  return marks.filter(missed).map((one) => one.outerHTML);
}"""
"""Returns the marks that a tap 20 px from their middle misses."""


@pytest.mark.parametrize("page", ["several_at_once"], indirect=True)
def test_a_mark_is_large_enough_for_a_finger_and_makes_no_line_higher(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.locator(".marks a").count() > 0
    assert page.evaluate(REACH) == []
    heights = "() => [...document.querySelectorAll('p, li')].map((one) => one.getBoundingClientRect().height)"
    before = page.evaluate(heights)
    page.add_style_tag(content=".marks a::after { content: none; } .marks a { padding-block: 0; }")
    assert page.evaluate(heights) == before


@pytest.mark.parametrize("page", ["toy", "handout"], indirect=True)
def test_type_in_print_is_12_points_or_more(page: Page) -> None:
    for one in pages(page.pdf(format="A4")):
        assert min(letter.size for letter in one.letters) >= SMALLEST


@pytest.mark.parametrize(
    ("number", "paper"),
    [
        (1143, "A4"),
        *((number, paper) for number in (1117, 1289, 5000037, 5000930, 5001454) for paper in ("A4", "Letter")),
    ],
)
def test_a_full_patient_prints_two_pages_with_the_card_on_the_first_and_every_tick(
    browser: Browser, number: int, paper: str
) -> None:
    checklist = build_checklist(Draw(number).patient(), CATALOG, DAY)
    page, sheet = browser.new_page(), checklist.handover
    page.set_content(render(checklist, "html"))
    printed = pages(page.pdf(format=paper))
    page.close()
    assert len(printed) == 2
    assert min(letter.size for one in printed for letter in one.letters) >= SMALLEST
    front, words = printed[0].words, "".join(one.words for one in printed)
    stays = [*(line.text for line in sheet.story), *(one.ask for one in sheet.three), *actions(sheet)]
    assert [text for text in stays if squeezed(text) not in front] == []
    ticks = [item.text for block in sheet.checks for item in block.items]
    assert [text for text in ticks if squeezed(text) not in words] == []
    assert [one.heading for one in sheet.evidence.columns if squeezed(one.heading) not in words] == []
