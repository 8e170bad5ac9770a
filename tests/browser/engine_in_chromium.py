"""The engine of the page in a real browser. Run by its name: `pytest tests/browser/engine_in_chromium.py`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from ivfprep.checklist import build_checklist
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_path, load_catalog
from ivfprep.render import render
from tests.browser.pages import call, opened, written
from tests.cases.patients import TODAY

BROKEN = "The questions cannot start"
OLD = "This browser is too old"
WITHOUT = "switched off in this browser"


def shown(page: Page) -> str:
    """Return the words on the page, after it has given up."""
    page.wait_for_selector("html.with-handout .why:visible")
    return page.inner_text("body")


def has_engine(page: Page) -> None:
    """Wait until the page has what its script talks to; it need not be ready."""
    page.evaluate(
        "new Promise((done) => { const look = () => window.engine ? done() : setTimeout(look, 20); look(); })"
    )


def changed(pack: str) -> str:
    """Return the page with one letter in the middle of a pack turned into another."""
    found = re.search(rf'id="pack-{pack}">', written())
    assert found
    place = written().index("</script>", found.end()) - 1000
    other = "A" if written()[place] != "A" else "B"
    return f"{written()[:place]}{other}{written()[place + 1 :]}"


def test_it_starts_from_a_file_without_a_network_and_makes_the_same_sheet(browser: Browser, tmp_path: Path) -> None:
    text = example_path("several_at_once").read_text("utf-8")
    with opened(browser, tmp_path, written()) as (page, asked):
        page.evaluate("window.engine.ready")
        assert page.evaluate("document.documentElement.className") == "with-page"
        call(page, "begin", {"today": TODAY.isoformat()})
        call(page, "open", {"text": text})
        sheets = {form: call(page, "sheet", {"format": form})["text"] for form in ("html", "json")}
        assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    catalog = load_catalog()
    profile = read_answers(tmp_path / "answers.yaml", catalog, TODAY)
    for form, sheet in sheets.items():
        assert sheet == render(build_checklist(profile, catalog, TODAY), form)


IN_A_HURRY = """async (text) => {
  let isWarm = false;
  window.engine.warm.then(() => { isWarm = true; });
  window.engine.call("open", { text });
  const quick = (await window.engine.call("sheet", {})).text;
  const wasWarm = isWarm;
  await Promise.race([window.engine.warm, new Promise((_, fail) => setTimeout(fail, 60000, "It is never warm."))]);
  return [wasWarm, quick, (await window.engine.call("sheet", {})).text];
}"""


def test_a_sheet_before_and_after_the_rest_is_loaded_is_the_same(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, written()) as (page, _):
        has_engine(page)
        was_warm, quick, later = page.evaluate(IN_A_HURRY, example_path("several_at_once").read_text("utf-8"))
        assert not was_warm
        assert quick == later
        assert quick.startswith("<!DOCTYPE html>")


WATCHED = """
const Plain = Blob;
Blob = class extends Plain {
  constructor(parts, ...more) { super(parts.length > 2 ? [WATCH, ...parts] : parts, ...more); }
};
const WATCH = `
const made = [];
for (const name of ["Module", "compile"]) {
  const own = WebAssembly[name];
  WebAssembly[name] = new Proxy(own, {
    apply: (_, self, [bytes]) => { made.push(["begun", bytes.length]); return own.call(self, bytes); },
    construct: (_, [bytes]) => { made.push(["wanted", bytes.length]); return new own(bytes); },
  });
}
`;
"""
"""Runs before the page: its worker notes what is compiled beside Python, and what Python waits for."""


def test_the_libraries_are_compiled_before_python_waits_for_them(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "<p>") as (page, _):
        (tmp_path / "page.html").write_text(written(), encoding="utf-8")
        page.add_init_script(WATCHED)
        page.goto((tmp_path / "page.html").as_uri())
        page.evaluate("window.engine.ready")
        made = [(what, size) for what, size in page.workers[0].evaluate("made") if size > A_LIBRARY]
    sizes = [size for what, size in made if what == "wanted"]
    assert sizes
    assert [made.index(("begun", size)) < made.index(("wanted", size)) for size in sizes] == [True] * len(sizes)


def test_the_worker_loads_no_script_and_looks_for_no_place_of_an_error(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, written()) as (page, asked):
        page.evaluate("window.engine.ready")
        loads = "() => { try { importScripts('data:,'); return 'loaded' } catch { return new Error().stack } }"
        assert page.workers[0].evaluate(loads) == "Error"
        assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


A_LIBRARY = 10_000
"""More bytes than Pyodide compiles for a function of its own."""


def test_what_cannot_be_used_comes_back_as_words_and_the_engine_goes_on(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, written()) as (page, _):
        call(page, "begin", {"today": TODAY.isoformat()})
        kind, words = page.evaluate(
            "window.engine.call('open', {text: 'format: 99'}).catch((error) => [error.kind, error.message])"
        )
        assert kind == "problem"
        assert "Traceback" not in words
        assert call(page, "start", {})["screen"]


SENDING = (
    "await fetch('https://example.org/?x')",
    "await new Promise((done, fail) => { const one = new XMLHttpRequest(); one.onerror = fail; one.onload = done;"
    " one.open('GET', 'https://example.org/?x'); one.send(); })",
    "await new Promise((done, fail) => { const one = new Image(); one.onerror = fail; one.onload = done;"
    " one.src = 'https://example.org/?x'; })",
    "await new Promise((done, fail) => { const one = new WebSocket('wss://example.org/?x'); one.onerror = fail;"
    " one.onopen = done; })",
    "await new Promise((done, fail) => { addEventListener('securitypolicyviolation', fail, { once: true });"
    " setTimeout('1', 0); setTimeout(done, 2000); })",
)


def test_nothing_can_be_sent_or_made_of_a_text_by_a_script_of_the_page(browser: Browser, tmp_path: Path) -> None:
    script = "(async () => {{ try {{ {}; return 'sent' }} catch {{ return 'refused' }} }})()"
    with opened(browser, tmp_path, written()) as (page, _):
        has_engine(page)
        page.evaluate("""window.refused = [];
            addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective))""")
        assert [page.evaluate(script.format(one)) for one in SENDING] == ["refused"] * len(SENDING)
        assert page.evaluate("window.refused") == ["connect-src", "connect-src", "img-src", "connect-src", "script-src"]


@pytest.mark.parametrize("pack", ["start", "program"])
def test_a_pack_that_was_changed_fails_with_words_and_the_blank_sheet(
    pack: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, changed(pack)) as (page, _):
        words = shown(page)
        assert BROKEN in words
        assert page.title() in words


@pytest.mark.parametrize("end", ['id="pack-library">', 'id="page-ends-here"'])
def test_a_page_that_was_cut_short_fails_with_words_and_the_blank_sheet(
    end: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, written()[: written().index(end)]) as (page, _):
        assert BROKEN in shown(page)


@pytest.mark.parametrize("script", ["boot", "page"])
def test_a_script_that_was_changed_does_not_run(script: str, browser: Browser, tmp_path: Path) -> None:
    mark = {"boot": '"use strict";\n(() => {\n  const LATE', "page": "/* The interview as a page."}[script]
    assert written().count(mark) == 1
    text = written().replace(mark, f"window.changed = 1;{mark}")
    with opened(browser, tmp_path, text) as (page, _):
        assert BROKEN in shown(page)
        assert not page.evaluate("window.changed")


def test_without_scripts_it_is_the_blank_sheet_and_says_so(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, written(), java_script_enabled=False) as (page, _):
        page.wait_for_load_state()
        words = page.inner_text("body")
        assert WITHOUT in words
        assert BROKEN not in words
        assert page.locator("#page").is_hidden()
        assert page.locator("#handout h1").is_visible()


def test_an_old_browser_is_told_so_in_plain_words(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "<p>") as (page, _):
        file = tmp_path / "old.html"
        file.write_text(written(), encoding="utf-8")
        page.add_init_script("delete window.DecompressionStream")
        page.goto(file.as_uri())
        words = shown(page)
        assert OLD in words
        assert BROKEN not in words


def test_an_engine_that_stops_says_so_and_takes_nothing_more(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "<p>") as (page, _):
        file = tmp_path / "page.html"
        file.write_text(written(), encoding="utf-8")
        page.add_init_script(
            "const Own = Worker; Worker = class extends Own { constructor(...w) { super(...w); window.made = this; } }"
        )
        page.goto(file.as_uri())
        page.evaluate("window.engine.ready")
        page.evaluate("window.waits = window.engine.call('begin', {today: '2026-11-21'}); window.made.onerror()")
        with pytest.raises(Error, match="stopped"):
            page.evaluate("window.waits")
        with pytest.raises(Error, match="stopped"):
            call(page, "state")
