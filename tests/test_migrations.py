"""Answers of every format that there ever was can be read, and no answer in them is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivfprep.errors import BadInput
from ivfprep.interview.session import Session
from ivfprep.loading.answers import read_answers, read_data
from ivfprep.loading.content import load_catalog
from ivfprep.migrations import TABLE, AskedAgain, Renamed, Respelt, Table, migrate
from ivfprep.profile import FORMAT, Profile
from tests.commands import run
from tests.golden_files import check_golden

FROZEN = Path(__file__).parent / "frozen_answers"
DAY = date(2026, 11, 21)
TOY: Table = {
    2: (Renamed("boats.*.day", "when"), Respelt("boats.*.paint", {"redd": "red"})),
    3: (AskedAgain("crew.mood", "there are more moods now"), Renamed("crew", "sailors")),
}
OLD: dict[str, Any] = {
    "format": 1,
    "boats": [{"day": "May", "paint": "redd"}, {"day": "June", "paint": "blue"}],
    "crew": {"mood": "glad", "size": 3},
    "harbour": "Leith",
}


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_the_frozen_file_of_each_format_reads_as_it_always_did(version: int, tmp_path: Path) -> None:
    file = FROZEN / f"format-{version}.yaml"
    profile = read_answers(file, load_catalog(), DAY)
    check_golden(f"format-{version}.json", msgspec.json.format(msgspec.json.encode(profile)).decode() + "\n")
    folder = tmp_path / "private"
    folder.mkdir()
    (folder / "answers.yaml").write_bytes(file.read_bytes())
    answers = Session(read_data, folder).load()
    assert msgspec.convert(answers, Profile) == profile


def test_the_frozen_file_of_this_format_uses_every_field() -> None:
    text = (FROZEN / f"format-{FORMAT}.yaml").read_text()
    names = {name for type_ in fields_of(msgspec.inspect.type_info(Profile)) for name in type_}
    assert {name for name in names if f"{name}:" not in text} == set()


def fields_of(kind: Any) -> list[list[str]]:
    match kind:
        case msgspec.inspect.StructType(fields=fields):
            return [[field.name for field in fields], *(one for field in fields for one in fields_of(field.type))]
        case msgspec.inspect.VarTupleType(item_type=inner) | msgspec.inspect.DictType(value_type=inner):
            return fields_of(inner)
        case msgspec.inspect.Metadata(type=inner):
            return fields_of(inner)
        case msgspec.inspect.UnionType(types=types):
            return [one for inner in types for one in fields_of(inner)]
    return []


def test_there_is_a_step_to_every_format() -> None:
    assert sorted(TABLE) == list(range(2, FORMAT + 1))


def test_each_change_is_made_and_told() -> None:
    migrated = migrate(OLD, TOY, to=3)
    assert migrated.answers == {
        "format": 3,
        "boats": [{"when": "May", "paint": "red"}, {"when": "June", "paint": "blue"}],
        "sailors": {"size": 3},
        "harbour": "Leith",
        "put_aside": {"older": {"crew.mood": "glad"}},
    }
    assert migrated.said() == (
        "These answers are from an older version of ivfprep. Kept as they were: 2.\n"
        "Changed: boats.0.day is called when now; boats.1.day is called when now; boats.0.paint: redd is red now; "
        "crew is called sailors now.\n"
        "To be asked again: crew.mood (there are more moods now)."
    )
    assert OLD["crew"] == {"mood": "glad", "size": 3}


def test_a_step_that_has_been_made_is_not_made_again() -> None:
    once = migrate(OLD, TOY, to=3)
    again = migrate(once.answers, TOY, to=3)
    assert again.answers == once.answers
    assert (again.changed, again.to_ask) == ((), ())


WORDS = st.text("abc", max_size=3)
BOATS = st.lists(st.dictionaries(st.sampled_from(["day", "paint", "when", "sail"]), WORDS), max_size=4)
CREWS = st.dictionaries(st.sampled_from(["mood", "size"]), WORDS) | WORDS


@given(st.fixed_dictionaries({"format": st.sampled_from([1, 2]), "boats": BOATS, "crew": CREWS, "harbour": WORDS}))
def test_no_answer_is_ever_lost(answers: dict[str, Any]) -> None:
    migrated = migrate(answers, TOY, to=3)
    assert sorted(words(migrated.answers)) == sorted(words(answers))
    assert migrated.kept >= 0


def words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for key, inner in value.items() if key != "format" for word in words(inner)]
    return [word for inner in value for word in words(inner)] if isinstance(value, list) else [str(value)]


def test_answers_of_a_newer_program_are_refused_and_stay(tmp_path: Path, home: Path) -> None:
    folder = home / "data" / "ivfprep"
    folder.mkdir(parents=True)
    file = folder / "answers.yaml"
    file.write_text(f"format: {FORMAT + 1}\nnew_things: [a]\n")
    with pytest.raises(BadInput, match="newer version"):
        Session(read_data, folder).load()
    done = run("make", home=home)
    assert done.returncode == 2
    assert "newer version" in done.stderr.decode()
    assert "new_things" in file.read_text()


def test_a_line_of_a_pack_that_is_not_at_hand_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\ntop: [riverside/parking]\nleave_out: [riverside/drip_room@ivig]\n")
    assert read_answers(file, load_catalog(), DAY).top == ("riverside/parking",)
