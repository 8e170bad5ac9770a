"""The page that asks, in Firefox, by presses of its own buttons. Run by its name, as `engine_in_firefox.py` is."""

from __future__ import annotations

from pathlib import Path

from tests.browser.engine_in_firefox import Marionette, firefox
from tests.browser.pages import PATIENCE, WALKED, written

__all__ = ["firefox"]


def test_it_asks_goes_back_and_shows_the_sheet(firefox: Marionette, tmp_path: Path) -> None:
    file = tmp_path / "visit-questions.html"
    file.write_text(written(), encoding="utf-8")
    firefox.tell("WebDriver:SetTimeouts", script=PATIENCE)
    firefox.tell("WebDriver:Navigate", url=file.as_uri())
    said = firefox.tell("WebDriver:ExecuteAsyncScript", script=WALKED, args=[], sandbox=None)["value"]
    assert said == {"asked": ["How did this transfer end?"] * 2 + [True, "3px"], "wrong": []}
