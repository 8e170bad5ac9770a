"""A clinic that is set once stands on every sheet: its name, its numbers, its logo, its questions and its packs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.commands import PATIENT, refused, run
from tests.every_command import PACK, PIXEL
from tests.render.reading_pdf import Letter, pages, squeezed

FILE = (
    "name: Riverside Clinic\nphone_day: 020 7946 0000\nphone_night: 020 7946 0001\nhours: 8 to 17\ncountry: GB\n"
    "logo: logo.png\npacks: [riverside]\nquestions: [Which nurse can I call by name?]\n"
)
ANSWERS = "format: 1\nadd_ons: [{id: ivig, status: offered}]\n"


def write_clinic(folder: Path, text: str = FILE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "logo.png").write_bytes(PIXEL)
    copytree(PACK, folder / "riverside", dirs_exist_ok=True)
    (folder / "clinic.yaml").write_text(text)
    return folder / "clinic.yaml"


WAYS = ("--clinic", "IVFPREP_CLINIC", "private folder")


@pytest.fixture(params=WAYS)
def how(request: pytest.FixtureRequest, home: Path) -> Any:
    """Return the words and the environment that set a clinic, in each of the three ways."""
    if request.param == "private folder":
        write_clinic(home / "data" / "ivfprep")
        return [], {}
    file = str(write_clinic(home / "ours"))
    return (["--clinic", file], {}) if request.param == "--clinic" else ([], {"IVFPREP_CLINIC": file})


@pytest.mark.parametrize(
    ("how", "command"),
    [
        *((how, "make") for how in WAYS),
        *(("--clinic", command) for command in ("print", "handout", "make, a folder")),
    ],
    indirect=["how"],
)
def test_a_clinic_that_is_set_stands_on_what_is_made(command: str, how: Any, home: Path) -> None:
    words, environment = how
    (home / "answers").mkdir()
    (home / "answers" / "one.yaml").write_text(ANSWERS)
    if command == "print":
        (home / "bin").mkdir()
        (home / "bin" / "lp").write_text("#!/bin/sh\ncat >printed\n")
        (home / "bin" / "lp").chmod(0o755)
        done = run(
            "print", "answers/one.yaml", "--yes", *words, home=home, PATH=f"{home}/bin:/usr/bin:/bin", **environment
        )
        assert done.returncode == 0, done.stderr
        plain = run("make", "answers/one.yaml", *words, "-o", "a.pdf", home=home, **environment)
        assert plain.returncode == 0, plain.stderr
        assert (home / "printed").read_bytes() == (home / "a.pdf").read_bytes()
        return
    call = {
        "make": ["make", "answers/one.yaml", "-o", "sheet/one.html"],
        "handout": ["handout", "ivig", "-o", "sheet/one.html"],
        "make, a folder": ["make", "answers", "-o", "sheet", "--format", "html"],
    }[command]
    (home / "sheet").mkdir()
    done = run(*call, "--all", *words, home=home, **environment)
    assert done.returncode == 0, done.stderr
    page = (home / "sheet" / "one.html").read_text("utf-8")
    for said in (
        "Riverside Clinic",
        "020 7946 0000",
        "8 to 17",
        "020 7946 0001",
        "999",
        "Which nurse can I call by name?",
    ):
        assert said in page
    assert "data:image/png" in page
    assert "Where do I come in at night?" in page  # of its pack


def test_what_the_patient_gave_herself_is_not_overwritten(home: Path) -> None:
    file = write_clinic(home / "ours")
    own = f"{ANSWERS}visit: {{clinic: Hillside, phone_day: 0123, country: FR}}\n"
    page = run("make", "-", "--clinic", str(file), home=home, stdin=own).stdout.decode()
    assert "Hillside, day: 0123" in page
    assert "020 7946 0000" not in page
    assert "8 to 17" not in page  # the hours of the number that she did not take
    assert "020 7946 0001" in page
    assert "999" not in page


@pytest.mark.parametrize("name", ["A. B.", "Nr. 12345", "Amélie"])
def test_a_name_stands_on_the_sheet_and_is_never_needed(name: str, home: Path) -> None:
    assert run("make", "-", home=home, stdin=ANSWERS).returncode == 0
    for form in ("text", "markdown", "html"):
        page = run(
            "make", "-", "--format", form, home=home, stdin=f"{ANSWERS}visit: {{name: {name}}}\n"
        ).stdout.decode()
        assert name in re.sub(r"\\(.)", r"\1", page)


def test_the_clinic_that_is_set_is_shown_and_checked(how: Any, home: Path) -> None:
    words, environment = how
    told = run("clinic", *words, home=home, **environment).stdout.decode()
    for said in ("Riverside Clinic", "020 7946 0000 (8 to 17)", "999", "2 questions, 1 flag)", "All of it is sound"):
        assert said in told


def test_where_none_is_set_it_says_how_to_set_one(home: Path) -> None:
    told = run("clinic", home=home).stdout.decode()
    assert "No clinic is set" in told
    assert str(home / "data" / "ivfprep" / "clinic.yaml") in told


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("name:", "nme:"), 2, "clinic.yaml:1:1"),
        (("logo.png", "other.png"), 2, "other.png"),
        (("[riverside]", "[hillside]"), 3, "hillside"),
    ],
)
def test_a_clinic_that_is_not_sound_is_refused_by_every_command(
    change: tuple[str, str], code: int, said: str, home: Path
) -> None:
    file = write_clinic(home / "ours", FILE.replace(*change))
    for words in (["clinic"], ["make", PATIENT], ["handout", "ivig"]):
        assert said in refused(run(*words, home=home, IVFPREP_CLINIC=str(file)), code)


def test_a_country_that_has_no_number_here_is_said(home: Path) -> None:
    file = write_clinic(home / "ours", FILE.replace("GB", "Ruritania"))
    assert "not in our table: Ruritania" in run("clinic", "--clinic", str(file), home=home).stdout.decode()


def test_notes_and_explain_know_the_packs_that_are_set(home: Path) -> None:
    write_clinic(home / "data" / "ivfprep")
    assert "riverside/" in run("explain", PATIENT, home=home).stdout.decode()
    found = json.loads(run("make", PATIENT, "--format", "json", home=home).stdout)
    assert any(line["id"].startswith("riverside/") for line in found["questions"])


def test_forget_leaves_the_clinic(home: Path) -> None:
    file = write_clinic(home / "data" / "ivfprep")
    assert run("forget", home=home).returncode == 0
    assert file.is_file()


@pytest.mark.parametrize("form", ["text", "markdown", "html", "pdf"])
def test_both_emergency_numbers_of_a_country_stand_on_the_card(form: str, home: Path) -> None:
    done = run("make", "-", "--format", form, "-o", "page", home=home, stdin=f"{ANSWERS}visit: {{country: France}}\n")
    assert done.returncode == 0, done.stderr
    data = (home / "page").read_bytes()
    page = "".join(found.words for found in pages(data)) if form == "pdf" else squeezed(data.decode())
    assert squeezed("in an emergency, 112 or 15.") in page
    if form == "html":
        assert squeezed('href="tel:112"') in page
        assert squeezed('href="tel:15"') in page


def test_the_hours_of_the_clinic_stand_with_its_number_by_day(home: Path) -> None:
    file = str(write_clinic(home / "ours", FILE.replace("packs: [riverside]\n", "")))
    for form in ("text", "markdown", "html", "json", "pdf"):
        done = run("make", "-", "--clinic", file, "--format", form, "-o", f"a.{form}", home=home, stdin=ANSWERS)
        assert done.returncode == 0, done.stderr
        data = (home / f"a.{form}").read_bytes()
        page = "".join(found.words for found in pages(data)) if form == "pdf" else squeezed(data.decode())
        assert squeezed("Riverside Clinic, day (8 to 17)") in page


def test_a_clinic_without_hours_leaves_none(home: Path) -> None:
    file = str(write_clinic(home / "ours", FILE.replace("hours: 8 to 17\n", "")))
    page = run("make", "-", "--clinic", file, home=home, stdin=ANSWERS).stdout.decode()
    assert "Riverside Clinic, day: 020 7946 0000" in page


@pytest.mark.parametrize("number", ["", "phone_day: 0800 123456 (press 2, and then ask for the nurse of the day)\n"])
def test_the_longest_name_and_hours_lie_on_nothing_else(number: str, home: Path) -> None:
    name = "Riverside Women and Family Fertility Clinic of the North Eas"
    hours = "Monday to Thursday 8 to 17 and Friday 8 to 12 in the winter,"
    assert (len(name), len(hours)) == (60, 60)
    (home / "clinic.yaml").write_text(f"name: {name}\nhours: '{hours}'\n{number}")
    for more in ((), ("--large",)):
        done = run("make", "-", "--clinic", "clinic.yaml", "-o", "a.pdf", "--force", *more, home=home, stdin=ANSWERS)
        assert done.returncode == 0, done.stderr
        first = pages((home / "a.pdf").read_bytes())[0]
        assert squeezed(name) in first.words
        assert overlapping(first.letters) == []


def overlapping(letters: Sequence[Letter]) -> list[tuple[str, str]]:
    """Return letters that lie on each other by more than the air around them."""
    found, seen = [], sorted((letter for letter in letters if letter.text.strip()), key=lambda letter: letter.left)
    for number, one in enumerate(seen):
        for other in takewhile(lambda other: other.left < one.right - 2, seen[number + 1 :]):  # noqa: B023
            if min(one.top, other.top) - max(one.bottom, other.bottom) > 4:
                found.append((one.text, other.text))
    return found
