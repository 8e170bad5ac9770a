"""The page that asks, in WebKitGTK, by presses of its own buttons. Run by its name where Debian's driver can be had.

`apt-get install webkit2gtk-driver xvfb`, then `pytest tests/browser/page_in_webkit.py`. It is the engine that the
browsers of an iPhone are made of, in another build: near to one, and no proof for one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import PATIENCE, WALKED, written

DRIVER = os.environ.get("WEBKIT_DRIVER") or shutil.which("WebKitWebDriver") or "WebKitWebDriver"


def mini_browser() -> str:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    assert found, "WebKitGTK's own small browser is not there: apt-get install webkit2gtk-driver"
    return str(found[-1])


class WebKit:
    """One WebKitGTK, driven by the words of WebDriver."""

    def __init__(self, port: int) -> None:
        self.port, self.session = port, "/session"
        options = {"binary": mini_browser(), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.session += f"/{self.tell('', wanted)['sessionId']}"
        self.tell("/timeouts", {"script": PATIENCE, "pageLoad": PATIENCE})

    def tell(self, command: str, given: Any) -> Any:
        """Return what a command gives back."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=2 * PATIENCE / 1000)) as driver:
            driver.request("POST", self.session + command, json.dumps(given), {"Content-Type": "application/json"})
            return json.load(driver.getresponse())["value"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(port)


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[WebKit]:
    port = free_port()
    screen = ["xvfb-run", "--auto-servernum"]
    command = [*screen, DRIVER, f"--port={port}"]
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        wait_for(port)
        yield WebKit(port)
    finally:
        os.killpg(started.pid, signal.SIGTERM)  # the browser and its screen too, which are in the group of the first
        started.wait()


def test_it_asks_goes_back_and_shows_the_sheet(webkit: WebKit, tmp_path: Path) -> None:
    file = tmp_path / "visit-questions.html"
    file.write_text(written(), encoding="utf-8")
    webkit.tell("/url", {"url": file.as_uri()})
    said = webkit.tell("/execute/async", {"script": WALKED, "args": []})
    assert said == {"asked": ["How did this transfer end?"] * 2 + [True, "3px"], "wrong": []}
