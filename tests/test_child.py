"""The terminals of the other tests fail soon where a program waits for a key, and never where it is only slow."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from tests.child import Child
from tests.test_faults import Window

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux says what a program does")


def child(program: str, stuck: float = 0.5) -> Child:
    found = Child(["-c", program], (24, 80), encoding="utf-8")
    found.stuck = stuck
    return found


def test_who_waits_for_words_that_never_come_fails_soon_and_sees_the_screen(home: Path) -> None:
    window = Window(home, "--plain", TERM="dumb")
    window.child.stuck = 0.5
    with pytest.raises(pexpect.TIMEOUT, match=r"(?s)waits for a key.*How many embryo transfers.*never"):
        window.wait_for("What is never said here")
    with pytest.raises(AssertionError, match=r"(?s)'never said' in vain.*How many embryo transfers"):
        window.wait_until_shown("never said")
    with pytest.raises(AssertionError, match=r"(?s)'a key' was not saved.*How many embryo transfers"):
        window.until_saved("a key")
    window.child.close(force=True)


@pytest.mark.parametrize(
    "work", ["while time.process_time() < 0.8: pass", "subprocess.run([sys.executable, '-c', BUSY])"]
)
def test_a_program_that_works_without_a_word_is_waited_for(work: str) -> None:
    busy = "import time; end = time.process_time() + 0.8\\nwhile time.process_time() < end: pass"
    slow = child(f"import subprocess, sys, time\nBUSY = '{busy}'\n{work}\nprint('It is done.')")
    slow.expect("It is done.")
    slow.expect(pexpect.EOF)
    slow.close()
    assert slow.exitstatus == 0, sys.executable
