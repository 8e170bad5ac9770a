"""The page that asks, in Firefox, by presses of its own buttons. Run by its name, as `page_in_chromium.py` is.

It needs Firefox (the path in FIREFOX, else the one that is found) and fails without it. Firefox is driven by its own
Marionette, which speaks lines of JSON on a port of this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import PATIENCE, WALKED, written

FIREFOX = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox") or "firefox"


class Marionette:
    """One Firefox, and the words that it takes."""

    def __init__(self, port: int) -> None:
        self.socket = connected(port)
        self.left = b""
        self.last = 0
        self._next()

    def tell(self, command: str, **given: Any) -> Any:
        """Return what a command gives back."""
        self.last += 1
        words = json.dumps([0, self.last, command, given]).encode()
        self.socket.sendall(b"%d:%s" % (len(words), words))
        _, _, error, result = self._next()
        assert error is None, error
        return result

    def _next(self) -> Any:
        while b":" not in self.left:
            self.left += self.socket.recv(1 << 16)
        head, _, self.left = self.left.partition(b":")
        while len(self.left) < int(head):
            self.left += self.socket.recv(1 << 20)
        words, self.left = self.left[: int(head)], self.left[int(head) :]
        return json.loads(words)


def connected(port: int) -> socket.socket:
    """Return a connection to Firefox, which takes its time to start."""
    for _ in range(240):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE / 1000)
        except ConnectionRefusedError:
            time.sleep(0.25)
    raise TimeoutError(port)


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Marionette]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    profile = tmp_path / "profile"
    profile.mkdir()
    # An address that nobody serves stands for the whole network: a request would fail, and the page makes none.
    nowhere = {"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9}
    settings = {"marionette.port": port, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, **nowhere}
    lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines))
    command = [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found = Marionette(port)
        found.tell("WebDriver:NewSession", capabilities={"alwaysMatch": {"timeouts": {"script": PATIENCE}}})
        yield found
        found.socket.close()
    finally:
        started.terminate()
        started.wait()


def test_it_asks_goes_back_and_shows_the_sheet(firefox: Marionette, tmp_path: Path) -> None:
    file = tmp_path / "visit-questions.html"
    file.write_text(written(), encoding="utf-8")
    firefox.tell("WebDriver:SetTimeouts", script=PATIENCE)
    firefox.tell("WebDriver:Navigate", url=file.as_uri())
    said = firefox.tell("WebDriver:ExecuteAsyncScript", script=WALKED, args=[], sandbox=None)["value"]
    assert said == {"asked": ["How did this transfer end?"] * 2 + [True, "3px"], "wrong": []}
