from __future__ import annotations

from pathlib import Path

import pytest
from tests.every_command import PIXEL as PNG

from ivfprep.errors import BadInput
from ivfprep.loading.clinic_file import read_clinic, read_logo

JPEG = b"\xff\xd8\xff\xe0\0\4JF\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0\xff\xda\0\x08\1\1\0\0\x3f\0x\xff\xd9"


def clinic_file(folder: Path, text: str) -> Path:
    path = folder / "clinic.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clinic_says_who_it_is(tmp_path: Path) -> None:
    path = clinic_file(tmp_path, "name: Riverside\nphone_day: 012\nhours: 8 to 17\nquestions: [Who is my nurse?]\n")
    clinic = read_clinic(path)
    assert (clinic.name, clinic.phone_day, clinic.questions) == ("Riverside", "012", ("Who is my nurse?",))
    assert read_logo(clinic, path) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nme: Riverside\n", r"clinic.yaml:1:1"),
        ("name: Riverside\nphone: 1\n", r"Did you mean"),
        ("name: ''\n", r"clinic.yaml:1:7"),
        ("name: [a\n", r"clinic.yaml:"),
        ("", r"clinic.yaml"),
    ],
)
def test_what_is_wrong_with_it_is_named_where_it_is(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_clinic(clinic_file(tmp_path, text))


@pytest.mark.parametrize(("data", "kind"), [(PNG, "png"), (JPEG, "jpeg"), (b"<svg xmlns=''/>", "svg+xml")])
def test_a_logo_is_known_by_how_it_begins(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "logo").write_bytes(data)
    path = clinic_file(tmp_path, "name: Riverside\nlogo: logo\n")
    logo = read_logo(read_clinic(path), path)
    assert logo is not None
    assert (logo.kind, logo.name) == (kind, "Riverside")


@pytest.mark.parametrize(
    "data", [b"GIF89a", b"", None, JPEG[:-2], JPEG.replace(b"\0\1\0\1", b"\xff" * 4), b"\x89PNG\r\n" + b"0" * 1_000_001]
)
def test_a_logo_that_cannot_be_shown_is_refused(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "logo.png").write_bytes(data)
    path = clinic_file(tmp_path, "name: Riverside\nlogo: logo.png\n")
    with pytest.raises(BadInput, match=r"logo\.png"):
        read_logo(read_clinic(path), path)
