"""Start the interview as the command does: python drive.py FOLDER [--plain] [--quick]."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from ivfprep.choosing import Line
from ivfprep.errors import IvfprepError
from ivfprep.interview.ending import Page
from ivfprep.interview.run import start
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_data
from ivfprep.profile import Profile
from tests.interview.content import load_catalog, load_interview

LINES = tuple(Line(f"line_{number}", f"Question {number} for the doctor?") for number in range(1, 5))


def page(_: Profile, drawn: bool) -> Page:
    return Page(
        lambda: say("THE FRONT, drawn" if drawn else "THE FRONT"),
        lambda: done("THE LIST"),
        lambda place, is_ours, is_large: done("WRITTEN"),
        lambda is_large: done("PRINTED"),
    )


def say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 1


def done(text: str) -> None:
    say(text)


def main(folder: str, *options: str) -> int:
    try:
        return start(
            load_interview(),
            load_catalog(),
            date(2026, 11, 21),
            page,
            lambda profile: LINES,
            Session(read_data, Path(folder)),
            plain="--plain" in options,
            quick="--quick" in options,
        )
    except IvfprepError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
