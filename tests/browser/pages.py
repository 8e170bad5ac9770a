"""The page in a real Chromium, opened from a file with the network cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ivfprep import __version__
from ivfprep.checklist.handout import build_handout
from ivfprep.loading.content import load_catalog
from ivfprep.render import render
from ivfprep.web.baked import held
from ivfprep.web.page_file import page_file
from tests.cases.patients import TODAY

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PATIENCE = 120_000
"""Milliseconds to wait for what takes two seconds on a machine that does nothing else."""


@cache
def written() -> str:
    """Return the page as the command writes it, for no clinic."""
    handout = render(build_handout(load_catalog(), (), None, None, TODAY), "html")
    return page_file(held(), handout, __version__).decode()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that asks the network for nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, folder: Path, text: str, **how: Any) -> Iterator[tuple[Page, list[str]]]:
    """Open a page from a file, offline, as a phone would; the second is every address that it asked for."""
    file = folder / "visit-questions.html"
    file.write_text(text, encoding="utf-8")
    context: BrowserContext = browser.new_context(viewport={"width": 390, "height": 844}, offline=True, **how)
    context.set_default_timeout(PATIENCE)
    page, asked = context.new_page(), list[str]()
    context.on("request", lambda made: asked.append(made.url))
    page.goto(file.as_uri(), wait_until="commit")
    yield page, asked
    context.close()


def call(page: Page, name: str, payload: Any = None) -> Any:
    """Return what the engine of a page answers."""
    return page.evaluate("([name, payload]) => window.engine.call(name, payload)", [name, payload])


WALKED = """
const done = arguments[arguments.length - 1];
const wrong = [];
window.addEventListener("error", (event) => wrong.push(event.message));
const place = (id) => document.getElementById(id);
const heading = () => document.querySelector("h1").textContent;
const until = (met) => new Promise((go) => { const look = () => met() ? go() : setTimeout(look, 30); look(); });
const click = (name) => [...place("place").querySelectorAll("button")].find((one) => one.textContent === name).click();
const press = async (name) => {
  window.scrollTo(0, document.body.scrollHeight);
  const before = document.querySelector("h1");
  click(name);
  await until(() => document.querySelector("h1") !== before && !document.querySelector("[aria-busy]"));
};
const asked = [];
setTimeout(() => done({ asked, wrong, at: document.body.innerText.slice(0, 300) }), 100000);
(async () => {
  await press("Start");
  place("field").value = "2";
  await press("Continue");
  asked.push(heading());
  document.querySelector("label.row input").click();
  await press("Continue");
  history.back();
  await until(() => document.querySelector("label.row input:checked"));
  asked.push(heading());
  while (!heading().startsWith("These are your answers")) await press("Skip");
  click("Go on to my list");
  await until(() => document.querySelector("#paper h1"));
  asked.push(document.querySelector("#paper").textContent.includes("I have had"));
  asked.push(getComputedStyle(document.querySelector("#paper .three")).borderTopWidth);
  return { asked, wrong };
})().then(done, (error) => done({ failed: String(error), shown: document.body.innerText.slice(0, 500) }));
"""
"""Runs in a page, in any browser: answers, goes back, and makes the sheet; gives what it saw to the last argument."""
