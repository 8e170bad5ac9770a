from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ivfprep.loading import compiled, content
from ivfprep.loading.compiled import compiled_catalog, compiled_interview, write_compiled
from ivfprep.loading.content import load_catalog, load_interview
from ivfprep.loading.folder import content_stamp

TOY = Path(__file__).parents[1] / "toy_data"
SRC = Path(__file__).parents[2] / "src"
STAMP = content_stamp(TOY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "made" / "catalog.json"
    write_compiled(STAMP, load_catalog(TOY), load_interview(TOY), path)
    return path


def test_what_was_compiled_reads_back_the_same(path: Path) -> None:
    catalog = load_catalog(TOY)
    assert compiled_catalog(STAMP, path) == catalog
    assert compiled_interview(STAMP, path) == load_interview(TOY)


def test_another_stamp_is_never_taken(path: Path) -> None:
    assert compiled_catalog(STAMP + 1, path) is None
    assert compiled_interview(STAMP + 1, path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"stamp": "1"}', '{"stamp": 1, "catalog": {}, "interview": {}}'])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "catalog.json").write_text(text)
    assert compiled_catalog(1, tmp_path / "catalog.json") is None
    assert compiled_interview(1, tmp_path / "catalog.json") is None
    assert compiled_catalog(1, tmp_path / "none.json") is None


def test_a_changed_data_file_is_never_passed_over(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "compiled_catalog", lambda stamp: compiled.compiled_catalog(stamp, path))
    folder = Path(shutil.copytree(TOY, tmp_path / "data"))
    about = folder / "about.yaml"
    about.write_text(about.read_text().replace('version: "1"', 'version: "2"'))
    assert load_catalog(folder).about.version == "2"
    assert load_catalog(TOY).about.version == "1"


def test_compiled_content_needs_no_yaml(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from ivfprep.loading.folder import content_stamp\n"
        "from ivfprep.loading.compiled import compiled_catalog\n"
        f"assert compiled_catalog(content_stamp(Path({str(TOY)!r})), Path({str(path)!r}))\n"
        "assert 'yaml' not in sys.modules and 'ivfprep.loading.shapes' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(SRC)}, check=True)
