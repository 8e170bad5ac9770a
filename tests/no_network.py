"""Run by name, not with the other tests: every command under strace, which sees what libraries do behind Python."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.child import Child
from tests.every_command import ASKING, QUIET, prepare

INTERNET = re.compile(r"AF_INET|AF_NETLINK|connect\((?!.*AF_UNIX)|sendto\(")


def watched(words: list[str], home: Path) -> tuple[str, Child]:
    log = home / "calls.log"
    command = ["-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-m", "ivfprep", *words]
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TERM": "dumb"}
    env["PATH"] = f"{home / 'bin'}:{env['PATH']}"
    child = Child(command, (40, 80), program="strace", cwd=str(home), env=env, encoding="utf-8")
    return str(log), child


@pytest.mark.parametrize("name", QUIET)
def test_a_command_reaches_for_no_network(name: str, home: Path) -> None:
    prepare(home)
    log, child = watched(QUIET[name], home)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert INTERNET.findall(Path(log).read_text()) == []


@pytest.mark.parametrize("name", ASKING)
def test_neither_does_one_that_asks(name: str, home: Path) -> None:
    prepare(home)
    log, child = watched(ASKING[name], home)
    for _ in range(40):
        if child.expect([r"\n> ", pexpect.EOF]):
            break
        child.sendline("skip")
    else:
        child.sendline("stop")
        child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert INTERNET.findall(Path(log).read_text()) == []


def test_a_program_that_does_is_caught(home: Path) -> None:
    log = home / "calls.log"
    code = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))"
    child = pexpect.spawn("strace", ["-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-c", code])
    child.expect(pexpect.EOF)
    assert INTERNET.findall(log.read_text())
