"""The page that asks, in Firefox, by presses of its own buttons. Run by its name, as `engine_in_firefox.py` is."""

from __future__ import annotations

from pathlib import Path

from tests.browser.engine_in_firefox import Marionette, firefox
from tests.browser.pages import PATIENCE, written

WALKED = """
const done = arguments[arguments.length - 1];
const wrong = [];
window.addEventListener("error", (event) => wrong.push(event.message));
const place = (id) => document.getElementById(id);
const heading = () => document.querySelector("h1").textContent;
const until = (met) => new Promise((go) => { const look = () => met() ? go() : setTimeout(look, 30); look(); });
const click = (name) => [...place("place").querySelectorAll("button")].find((one) => one.textContent === name).click();
const press = async (name) => {
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

__all__ = ["firefox"]


def test_it_asks_goes_back_and_shows_the_sheet(firefox: Marionette, tmp_path: Path) -> None:
    file = tmp_path / "visit-questions.html"
    file.write_text(written(), encoding="utf-8")
    firefox.tell("WebDriver:SetTimeouts", script=PATIENCE)
    firefox.tell("WebDriver:Navigate", url=file.as_uri())
    said = firefox.tell("WebDriver:ExecuteAsyncScript", script=WALKED, args=[], sandbox=None)["value"]
    assert said == {"asked": ["How did this transfer end?"] * 2 + [True, "3px"], "wrong": []}
