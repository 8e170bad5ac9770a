"""Makes what the page needs to run the program in a browser: `python .ci/web_base/build.py`, with node and npm.

It fetches the pinned Pyodide and libraries with npm and pip, compiles what is needed with Pyodide's own Python, and
packs it into `src/ivfprep/web/base`. With `--own` it only compiles the program again (`own.bin`): that is worth doing
before a release, since a module that changed since then is compiled by the browser, which takes it longer to start.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
BASE: Final = ROOT / "src" / "ivfprep" / "web" / "base"

PYODIDE: Final = ("314.0.7", "pyodide-314.0.7.tgz", "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0")
WHEELS: Final = {
    "msgspec": (
        "0.22.0",
        "msgspec-0.22.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "a66b1766311e42371e509c996c3933b161c7ae0eabdf361af5316dec197e1022",
    ),
    "jinja2": (
        "3.1.6",
        "jinja2-3.1.6-py3-none-any.whl",
        "85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67",
    ),
    "markupsafe": (
        "3.0.4",
        "markupsafe-3.0.4-cp314-cp314-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
        "a8e9f292fcda89b324f2f5c91d13f1424a153e40fc2756f38ee23b15835ff300",
    ),
    "pyyaml": (
        "6.0.3",
        "pyyaml-6.0.3-cp314-cp314-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
        "c458b6d084f9b935061bc36216e8a69a7e293a2f1e68bf956dcd9e6cbcd143f5",
    ),
}
"""Version, file and SHA-256 of each. Of the wheels for Linux only the Python in them is taken, which runs anywhere."""

PLATFORMS: Final = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64", "manylinux_2_28_x86_64")
TAKEN: Final = {"msgspec": "", "jinja2": "", "markupsafe": "markupsafe/", "pyyaml": "yaml/"}
"""From which folder of a wheel files are taken."""


def main() -> None:
    """Build all, or with --own the compiled program alone."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        fetch(work)
        run_inside(work)
        BASE.mkdir(parents=True, exist_ok=True)
        (BASE / "own.bin").write_bytes(packed(own_parts(work)))
        if "--own" not in sys.argv:
            write_base(work)
    for file in sorted(BASE.iterdir()):
        print(f"{file.stat().st_size:>9} {file.relative_to(ROOT)}")


def fetch(work: Path) -> None:
    """Put Pyodide and the libraries into `work`, each as it is pinned."""
    version, file, digest = PYODIDE
    run("npm", "pack", "--silent", f"pyodide@{version}", cwd=work)
    shutil.unpack_archive(checked(work / file, digest), work / "npm", "gztar", filter="data")
    lighten(work / "npm" / "package" / "python_stdlib.zip")
    for name, (version, file, digest) in WHEELS.items():
        platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
        how = ["--no-deps", "--only-binary=:all:", "--python-version=3.14", "--implementation=cp", "--abi=cp314"]
        if file.endswith("-none-any.whl"):
            how, platforms = ["--no-deps", "--only-binary=:all:"], []
        run(sys.executable, "-m", "pip", "download", "-q", *how, *platforms, f"{name}=={version}", cwd=work)
        with zipfile.ZipFile(checked(work / file, digest)) as wheel:
            for inner in wheel.namelist():
                is_code = inner.endswith((".py", "emscripten.so")) and inner.startswith(TAKEN[name])
                if is_code and ".dist-info/" not in inner:
                    wheel.extract(inner, work / "site")
            licence = next(inner for inner in wheel.namelist() if "/licenses/LICENSE" in inner)
            (work / f"{name}.txt").write_bytes(wheel.read(licence))


def lighten(library: Path) -> None:
    """Put the modules in `standing_in` in the place of those of their names, which take the page long to load."""
    with zipfile.ZipFile(library) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.startswith("asyncio/")}
    files["_colorize_whole.py"] = files["_colorize.py"]
    library.write_bytes(stored({**files, **files_below(HERE / "standing_in")}))


def checked(file: Path, digest: str) -> Path:
    """Return the file; ends the build where it is not the one that was pinned."""
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{file.name} has the SHA-256 {found}, and {digest} is pinned.")
    return file


def run_inside(work: Path) -> None:
    """Find and compile the modules with Pyodide's Python; the results are in `work/out`."""
    ignored = shutil.ignore_patterns("__pycache__", "base", "_content")
    shutil.copytree(ROOT / "src" / "ivfprep", work / "src" / "ivfprep", ignore=ignored)
    shutil.copytree(ROOT / "data", work / "data")
    (work / "out").mkdir()
    run_python(work, work / "npm" / "package", "compiling")
    shutil.copytree(work / "npm" / "package", work / "made")
    (work / "made" / "python_stdlib.zip").write_bytes(stored(files_below(work / "out" / "library")))
    run_python(work, work / "made", "verifying")


def run_python(work: Path, pyodide: Path, module: str) -> None:
    """Import a module of this folder inside of Pyodide, which does what it is for."""
    shutil.copytree(HERE, work / "tools", dirs_exist_ok=True)
    run("node", str(HERE / "pyodide.mjs"), str(pyodide), str(work), module, cwd=work)


def own_parts(work: Path) -> dict[str, bytes]:
    """Return the compiled program, with the SHA-256 of each source: where a source is another by now, it counts."""
    compiled = files_below(work / "out" / "own")
    sources = {name.removesuffix("c"): work / "src" / "ivfprep" / name.removesuffix("c") for name in compiled}
    digests = {name: hashlib.sha256(source.read_bytes()).hexdigest() for name, source in sources.items()}
    return {**compiled, "sources.json": json.dumps(digests).encode()}


def write_base(work: Path) -> None:
    """Write the parts that every page shares, their licences, and the manifest that names them all."""
    npm = work / "npm" / "package"
    parts = {
        "start": gzip.compress(start_script(npm).encode(), 9, mtime=0),
        "machine": gzip.compress((npm / "pyodide.asm.wasm").read_bytes(), 9, mtime=0),
        "library": packed(
            {
                "/lib/python314.zip": stored(files_below(work / "out" / "library")),
                **{f"{SITE}/{name}": data for name, data in files_below(work / "out" / "site").items()},
            }
        ),
    }
    for name, data in parts.items():
        (BASE / f"{name}.bin").write_bytes(data)
    licences = licences_of(work)
    (BASE / "LICENCES.txt").write_text(licences, encoding="utf-8")
    manifest = {
        "versions": {"pyodide": PYODIDE[0], **{name: pin[0] for name, pin in WHEELS.items()}},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()},
    }
    (BASE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


SITE: Final = "/lib/python3.14/site-packages"


def start_script(npm: Path) -> str:
    """Return Pyodide's two modules as one plain script, which a worker can be made of without a second file.

    Nothing in them is changed but how they are exported and what they think that they are called.
    """
    loader = (npm / "pyodide.mjs").read_text("utf-8")
    loader = re.sub(r"//# sourceMappingURL=.*", "", loader)
    loader, exports = re.subn(r"export\{(\w+) as loadPyodide,\w+ as version\};", r"return \1;", loader)
    machine = (npm / "pyodide.asm.mjs").read_text("utf-8").replace("import.meta.url", '"packed:///pyodide.asm.mjs"')
    machine, more = re.subn(r"export default (\w+);", r"return \1;", machine)
    if (exports, more) != (1, 1):
        sys.exit("Pyodide's modules export other things than they did.")
    notice = "/* Pyodide, under the Mozilla Public License 2.0; its source: see the licences of this page. */"
    lock = {"info": json.loads((npm / "pyodide-lock.json").read_text("utf-8"))["info"], "packages": {}}
    return "\n".join(
        (
            notice,
            f"const lockFileContents = {json.dumps(lock)};",
            f"const loadPyodide = (() => {{{loader}}})();",
            f"const createPyodideModule = (() => {{{machine}}})();",
            "",
        )
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder by its name in it, sorted."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one, compressed: the length of a list of names and sizes, that list, then what they hold."""
    heads = json.dumps([[name, len(data)] for name, data in files.items()], separators=(",", ":")).encode()
    return gzip.compress(len(heads).to_bytes(4, "little") + heads + b"".join(files.values()), 9, mtime=0)


def stored(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive that is not compressed, from which Python imports."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def licences_of(work: Path) -> str:
    """Return every licence of what is packed, one after the other, each with what it is for."""
    rule = "=" * 78
    texts = [(HERE / "licences" / "about.txt").read_text("utf-8")]
    texts += [(HERE / "licences" / f"{name}.txt").read_text("utf-8") for name in ("MPL-2.0", "Python", "Emscripten")]
    texts += [f"{name} {WHEELS[name][0]}\n\n{(work / f'{name}.txt').read_text('utf-8')}" for name in WHEELS]
    return f"\n{rule}\n\n".join(text.strip() + "\n" for text in texts)


def run(*words: str, cwd: Path, **kept: Any) -> None:  # noqa: ANN401 - what subprocess takes
    """Run a program; ends the build where it fails."""
    if subprocess.run(words, cwd=cwd, check=False, **kept).returncode:
        sys.exit(f"This failed: {' '.join(words)}")


if __name__ == "__main__":
    main()
