"""The file that `ivfprep page` writes: what is in it, what it lets happen, and that a clinic's words stay words."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import html5lib
import pytest

import ivfprep
from ivfprep import __version__
from ivfprep.checklist.handout import build_handout
from ivfprep.clinic import Clinic
from ivfprep.loading.content import load_catalog
from ivfprep.render import render
from ivfprep.web import packing
from ivfprep.web.baked import NAME, Baked, held
from ivfprep.web.page_file import NO_CODE, code_of, page_file
from tests.cases.patients import TODAY
from tests.commands import ROOT, refused, run
from tests.test_clinics import write_clinic
from tests.test_hostile import HOSTILE

PACKAGE = Path(ivfprep.__file__).parent
MOST_BYTES = 10_000_000
PACK = re.compile(r'<script type="text/plain" id="pack-(\w+)">([^<]*)</script>')
DATA = {"text/plain", "application/json"}
"""The types of a script that is none: nothing runs it."""
FETCHING = {"src", "href", "srcset", "action", "data", "poster", "background", "formaction", "manifest"}


def page(clinic: Clinic | None = None) -> str:
    catalog = load_catalog()
    handout = render(build_handout(catalog, (), clinic, None, TODAY), "html")
    return page_file(Baked(catalog, held().interview, clinic), handout, __version__).decode()


@pytest.fixture(scope="module")
def plain() -> str:
    return page()


@pytest.fixture(scope="module")
def mild() -> str:
    return page(Clinic("Name", phone_day="by letter", hours="8 to 17", questions=("Who?",) * len(TYPED)))


def packs(text: str) -> dict[str, bytes]:
    return {name: b64decode(data) for name, data in PACK.findall(text)}


def program(text: str) -> dict[str, bytes]:
    files = packing.unpacked(packs(text)["program"])
    return {name.removeprefix(f"{packing.SITE}/ivfprep/"): data for name, data in files.items()}


@cache
def elements(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return each element of the page as a browser sees it, without the packs: its name, attributes and words."""
    tree = html5lib.parse(PACK.sub("", text), namespaceHTMLElements=False)
    return [(str(one.tag), dict(one.attrib), "".join(one.itertext())) for one in tree.iter()]


def policy(text: str) -> dict[str, list[str]]:
    metas = [attributes for name, attributes, _ in elements(text) if name == "meta"]
    (said,) = [one["content"] for one in metas if one.get("http-equiv") == "Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in said.split(";")) if words}


def test_it_is_small_enough_to_send(plain: str) -> None:
    assert len(plain.encode()) <= MOST_BYTES


def test_nothing_can_be_fetched_sent_or_made_of_a_text(plain: str) -> None:
    allowed = policy(plain)
    for name in ("default-src", "connect-src", "base-uri", "form-action"):
        assert allowed[name] == ["'none'"]
    sources = [source for found in allowed.values() for source in found]
    assert {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}.isdisjoint(sources)
    assert not [source for source in sources if "." in source.partition("sha256-")[0]]


def test_the_policy_comes_before_everything_that_it_is_about(plain: str) -> None:
    assert plain.index("Content-Security-Policy") < min(plain.index("<style"), plain.index("<script"))


def test_every_script_and_style_in_it_is_one_that_it_allows_and_no_other(plain: str) -> None:
    inline = {"script": [], "style": []}  # type: dict[str, list[str]]
    for name, attributes, text in elements(plain):
        assert not {one for one in attributes if one.startswith("on") or one == "style"}
        if name in inline and attributes.get("type") not in DATA:
            inline[name].append(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    assert set(inline["script"]) == {one for one in policy(plain)["script-src"] if "sha256" in one}
    assert set(inline["style"]) == set(policy(plain)["style-src"])


def test_no_element_names_anything_elsewhere(plain: str) -> None:
    named = [(name, attributes[key]) for name, attributes, _ in elements(plain) for key in FETCHING & attributes.keys()]
    assert [one for one in named if not one[1].startswith(("data:", "#", "tel:"))] == []
    styles = [text for name, _, text in elements(plain) if name == "style"]
    assert not re.findall(r"url\((?!['\"]?data:)|@import", "".join(styles))


def test_no_place_of_this_machine_is_in_it(plain: str) -> None:
    held_by = "".join(gzip.decompress(data).decode("latin-1") for data in packs(plain).values())
    for place in (str(ROOT), str(PACKAGE), sys.prefix):
        assert place not in plain
        assert place not in held_by


def test_the_program_in_it_is_the_one_that_is_installed(plain: str) -> None:
    held_by, installed = program(plain), dict(packing.own_files())
    compiled = {name.removesuffix("c") for name in held_by if name.endswith(".pyc")}
    assert {"web/door.py", "web/answering.py", "interview/flow.py", "render/html.py"} <= installed.keys()
    taken = {f"{name}c" if name in compiled else name for name in installed}
    beside = {f"{name}c" for name in installed if name.startswith(packing.TEMPLATES)} & held_by.keys()
    assert held_by.keys() == {*taken, *beside, f"web/{NAME}"}
    assert {name: data for name, data in installed.items() if held_by.get(name, data) != data} == {}
    assert not [name for name in held_by if name.startswith(("cli/", "loading/checks/"))]


def test_nothing_in_it_needs_a_module_that_is_left_out_before_the_first_question() -> None:
    """A page whose program lacks a module never starts, and only a browser would show it."""
    source = "import sys, ivfprep.web.answering, ivfprep.web.warming, ivfprep.render.html; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout.split()
    held_by = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name, _ in packing.own_files()}
    ours = {name.removeprefix("ivfprep.") for name in loaded if name.startswith("ivfprep.")}
    assert ours - held_by == set()


def test_a_source_that_is_not_the_compiled_one_any_more_is_taken_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = sha256((PACKAGE / "plans.py").read_bytes()).hexdigest()
    sources = {"plans.py": now, "truth.py": sha256(b"as it was").hexdigest()}
    built = {"plans.pyc": b"compiled", "truth.pyc": b"old", packing.SOURCES: json.dumps(sources).encode()}
    (tmp_path / "own.bin").write_bytes(packing.packed(built))
    monkeypatch.setattr(packing, "BASE", tmp_path)
    made = packing.unpacked(packing.program({}))
    files = {name.removeprefix(f"{packing.SITE}/ivfprep/"): data for name, data in made.items()}
    assert (files["plans.pyc"], "plans.py" in files) == (b"compiled", False)
    assert (files["truth.py"], "truth.pyc" in files) == ((PACKAGE / "truth.py").read_bytes(), False)


@pytest.mark.parametrize("changed", ["", *sorted(packing.BY_WHOM), "render/templates/handover.html"])
def test_a_template_stands_beside_what_it_was_compiled_to_unless_something_changed_since(
    changed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = {*packing.BY_WHOM, "render/templates/handover.html"}
    sources = {name: sha256((PACKAGE / name).read_bytes()).hexdigest() for name in names - {changed}}
    built = {f"{name}c": b"compiled" for name in names} | {packing.SOURCES: json.dumps(sources).encode()}
    (tmp_path / "own.bin").write_bytes(packing.packed(built))
    monkeypatch.setattr(packing, "BASE", tmp_path)
    files = packing.unpacked(packing.program({}))
    folder = f"{packing.SITE}/ivfprep/render/templates"
    assert files[f"{folder}/handover.html"] == (PACKAGE / "render" / "templates" / "handover.html").read_bytes()
    assert (f"{folder}/handover.htmlc" in files) == (not changed)


def test_the_base_is_the_one_that_was_built(plain: str) -> None:
    digests = packing.manifest()["sha256"]
    assert digests.keys() == set(packing.SHARED)
    for name, digest in digests.items():
        assert sha256(packs(plain)[name]).hexdigest() == digest


def test_a_base_that_is_not_whole_is_never_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for file in packing.BASE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "start.bin").write_bytes(b"cut short")
    monkeypatch.setattr(packing, "BASE", tmp_path)
    with pytest.raises(ValueError, match="start"):
        page()


def test_the_script_knows_what_each_pack_must_be(plain: str) -> None:
    said = re.search(r"const PACKS = (\{.*?\});", plain)
    assert said
    assert json.loads(said[1]) == {name: sha256(data).hexdigest() for name, data in packs(plain).items()}


def test_the_code_at_its_foot_is_that_of_the_rest(plain: str) -> None:
    said = re.search(r'id="page-code">([0-9A-F ]+)<', plain)
    assert said
    assert code_of(plain.replace(said[1], NO_CODE, 1)) == said[1]


def test_the_foot_tells_version_and_content_and_holds_the_licences(plain: str) -> None:
    foot = next(text for name, attributes, text in elements(plain) if attributes.get("id") == "about-page")
    about = load_catalog().about
    for said in (f"ivfprep {__version__}", about.version, "21 November 2026"):
        assert said in foot
    for licence in ("Mozilla Public License", "PYTHON SOFTWARE FOUNDATION LICENSE", "BSD", "MIT", "Emscripten"):
        assert licence in foot
    for name, version in packing.manifest()["versions"].items():
        assert name.casefold() in foot.casefold()
        assert version in foot


def test_without_scripts_the_blank_sheet_stands_there(plain: str) -> None:
    handout = next(text for name, attributes, text in elements(plain) if attributes.get("id") == "handout")
    assert "JavaScript" in handout
    assert next(text for name, _, text in elements(plain) if name == "title") in handout
    (hidden,) = [attributes for name, attributes, _ in elements(plain) if attributes.get("id") == "page-style"]
    assert hidden["media"] == "not all"


def test_the_first_question_stands_in_it_before_any_pack(plain: str) -> None:
    first = held().interview.sections[0].prompts[0].text
    assert plain.index(first) < plain.index('id="pack-')


def test_it_is_the_same_each_time(plain: str) -> None:
    assert page() == plain


TYPED = (*HOSTILE.values(), "</script><script>alert(1)</script>", "</style><b>", '"><b x="', "<!-- <script>")


@pytest.mark.parametrize("first", [len(TYPED) - 4, len(TYPED) - 2])
def test_what_a_clinic_types_stays_words(first: int, mild: str) -> None:
    """Whatever is typed becomes no element and no script: the page has the same ones as for a clinic of plain words."""
    name, phone, hours = (*TYPED, *TYPED[-4:])[first : first + 3]
    clinic = Clinic(name, phone_day=phone, hours=hours, questions=tuple(one[:200] for one in TYPED))
    made = page(clinic)
    assert [name for name, *_ in elements(made)] == [name for name, *_ in elements(mild)]
    assert policy(made)["style-src"] == policy(mild)["style-src"]
    assert json.loads(program(made)["web/baked.json"])["clinic"]["name"] == name


def test_the_command_bakes_a_clinic_and_its_pack_in(home: Path) -> None:
    done = run("page", "--clinic", str(write_clinic(home / "ours")), "-o", "page.html", home=home)
    assert done.returncode == 0, done.stderr
    data = (home / "page.html").read_bytes()
    assert sha256(data).hexdigest() in done.stderr.decode()
    baked: dict[str, Any] = json.loads(program(data.decode())["web/baked.json"])
    assert baked["clinic"]["phone_night"] == "020 7946 0001"
    assert baked["logo"]["kind"] == "png"
    assert "Where do I come in at night?" in {one["text"] for one in baked["catalog"]["questions"]}
    assert "Riverside Clinic" in data.decode()


def test_what_is_there_already_is_kept_without_force(home: Path) -> None:
    (home / "page.html").write_text("mine")
    assert "--force" in refused(run("page", "-o", "page.html", home=home), 4)
    assert (home / "page.html").read_text() == "mine"
    assert run("page", "-o", "page.html", "--force", home=home).returncode == 0
    assert (home / "page.html").stat().st_mode & 0o044


@pytest.mark.parametrize("words", [[], ["-o", "-"], ["-o", "page.pdf"], ["-o", "page"], ["-o", "folder/"]])
def test_a_result_that_is_no_html_file_is_refused(words: list[str], home: Path) -> None:
    assert "-o" in refused(run("page", *words, home=home))
    assert not list(home.iterdir())


def test_a_clinic_that_is_not_sound_is_refused(home: Path) -> None:
    file = write_clinic(home / "ours", "nme: x\n")
    assert "clinic.yaml:1:1" in refused(run("page", "--clinic", str(file), "-o", "page.html", home=home))
    assert not (home / "page.html").exists()


def test_a_clinic_s_own_file_is_never_written_over(home: Path) -> None:
    write_clinic(home / "ours", "name: R\nlogo: logo.html\n")
    file = home / "ours" / "logo.html"
    file.write_bytes((home / "ours" / "logo.png").read_bytes())
    done = run("page", "--clinic", str(home / "ours" / "clinic.yaml"), "-o", str(file), "--force", home=home)
    assert refused(done)
    assert file.read_bytes().startswith(b"\x89PNG")
