"""A process that has loaded the program, and becomes the program once for each run that it is asked for.

Each run is a process of its own, with its own streams, folder and environment, as a user's is: only the start of Python
and the loading of libraries, which take four times as long as most commands, are shared.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

LIBRARIES = ("jinja2", "prompt_toolkit", "questionary", "rich.console", "rich.table", "typst", "yaml")
LONGEST_REQUEST = 1 << 20


class Warm:
    """The process to ask."""

    def __init__(self) -> None:
        self.asking, answering = socket.socketpair()
        with answering:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm", str(answering.fileno())],
                cwd=Path(__file__).parents[1],
                env={**os.environ, "PYTHONUTF8": "1"},
                pass_fds=[answering.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,  # not a terminal, as it is for each run
                stderr=subprocess.PIPE,
                start_new_session=True,  # who interrupts the tests does not interrupt it in the middle of a run
            )

    def run(
        self, words: tuple[str, ...], env: dict[str, str], folder: Path, streams: tuple[BinaryIO, ...]
    ) -> tuple[int, float, int]:
        """Run the program with three files as its streams; return its exit code, what it took of the processor, in
        seconds, and of memory at most, in KiB."""
        mask = os.umask(0)
        os.umask(mask)
        request = json.dumps({"words": words, "env": env, "folder": str(folder), "mask": mask}).encode()
        assert len(request) < LONGEST_REQUEST
        socket.send_fds(self.asking, [len(request).to_bytes(4, "big")], [stream.fileno() for stream in streams])
        self.asking.sendall(request)
        answer = self.asking.recv(100)
        assert answer, (self.process.stderr.read() if self.process.stderr else b"").decode()
        code, seconds, memory = json.loads(answer)
        return code, seconds, memory

    def end(self) -> None:
        """Ask for nothing more, and wait until the process is gone."""
        self.asking.close()
        self.process.communicate()


@cache
def warm() -> Warm:
    """Return the one process of this worker; `end_of_warm` ends it."""
    return Warm()


def end_of_warm() -> None:
    """End the process of this worker, if there is one."""
    if warm.cache_info().currsize:
        warm().end()
        warm.cache_clear()


def load() -> None:
    """Load what any command may load, and read nothing: each run reads the content for itself."""
    import ivfprep  # noqa: PLC0415 - only the process that is asked loads it here
    from ivfprep.render import render  # noqa: PLC0415
    from tests.render.toy import CHECKLIST  # noqa: PLC0415

    for name in (*LIBRARIES, *(module.name for module in pkgutil.walk_packages(ivfprep.__path__, "ivfprep."))):
        if name != "ivfprep.__main__":  # it runs when it is loaded as the program
            import_module(name)
    render(CHECKLIST, "html")  # to make the templates ready takes as long as a page


def serve(connection: socket.socket) -> bool:
    """Answer requests until there are no more. Return True in a process that is to be the program, else False."""
    while True:
        size, streams, _, _ = socket.recv_fds(connection, 4, 3)
        if not size:
            return False
        length, request = int.from_bytes(size, "big"), b""
        while len(request) < length:
            request += connection.recv(length - len(request))
        child = os.fork()
        if not child:
            become(json.loads(request), streams)
            connection.close()
            return True
        for stream in streams:
            os.close(stream)
        _, status, used = os.wait4(child, 0)
        answer = (os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
        connection.sendall(json.dumps(answer).encode())


def become(request: dict[str, object], streams: list[int]) -> None:
    """Take the words, the streams, the folder, the environment and the rights that a run was asked for with."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    env, words, folder, mask = (request[name] for name in ("env", "words", "folder", "mask"))
    assert isinstance(env, dict)
    assert isinstance(words, list)
    assert isinstance(mask, int)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(str(folder))
    os.umask(mask)
    sys.argv[1:] = words


def run() -> int:
    """Be the program; return the exit code that Python would end with."""
    code: object = 0
    try:
        runpy.run_module("ivfprep", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return 120
    return code if isinstance(code, int) else 1


if __name__ == "__main__":
    load()
    gc.freeze()
    if serve(socket.socket(fileno=int(sys.argv[1]))):
        os._exit(run())  # to take apart all that is loaded takes longer than most commands
