"""Runs inside of Pyodide: finds which modules the page needs, and compiles them with the Python that will run them.

/work/site holds the libraries, /work/src the program and /work/data its content. What is made goes to /work/out:
`modules.json`, `library` (the compiled standard library), `site` (the compiled libraries) and `own` (the program's).
"""

import ast
import json
import py_compile
import sys
import zipfile
from pathlib import Path

from roads import LEFT_OUT, WORK, use_the_program

OUT = WORK / "out"
STDLIB = Path(next(place for place in sys.path if place.endswith(".zip")))
NEVER = {
    *("_aix_support", "_ast_unparse", "_osx_support", "_pydatetime", "_pydecimal", "_pyio", "_pylong", "_pyrepl"),
    *("antigravity", "argparse", "asyncio.proactor_events", "asyncio.windows_events", "asyncio.windows_utils"),
    *("bdb", "cmd", "code", "compileall", "concurrent.futures.interpreter", "concurrent.futures.process"),
    *("concurrent.interpreters", "ctypes", "curses", "doctest", "email", "encodings._win_cp_codecs", "ensurepip"),
    *(
        "ftplib",
        "getopt",
        "getpass",
        "html.parser",
        "http",
        "idlelib",
        "imaplib",
        "importlib.metadata",
        "multiprocessing",
    ),
    *("optparse", "pdb", "poplib", "profile", "pstats", "py_compile", "pydoc", "pydoc_data"),
    *("pyodide._nodesock_transport", "rlcompleter", "smtplib", "socketserver", "sqlite3", "statistics", "tarfile"),
    *("test", "this", "timeit", "tkinter", "tomllib", "trace", "tracemalloc", "turtle", "unittest"),
    *("urllib.error", "urllib.request", "urllib.response", "urllib.robotparser", "venv", "webbrowser", "wsgiref"),
    *("xml", "xmlrpc"),
}
"""What is imported by name somewhere in a branch that the page never takes: with it, half of the library would come."""


ALWAYS = {
    *("_strptime", "calendar", "difflib", "encodings.ascii", "encodings.latin_1", "encodings.utf_8_sig"),
    *("fractions", "hashlib", "traceback"),
}
"""What Python's own C code imports only when it comes to it, and what a slip needs."""


def main() -> None:
    """Make everything in /work/out."""
    use_the_program()
    sources = library_sources()
    needed = with_what_they_import({name for name in sys.modules if name in sources} | ALWAYS, sources)
    compile_library(needed, sources)
    compile_site()
    compile_own()
    (OUT / "modules.json").write_text(json.dumps(sorted(needed)))


def library_sources() -> dict[str, str]:
    """Return the path in the archive of each module of the standard library, by its name."""
    with zipfile.ZipFile(STDLIB) as archive:
        names = [name for name in archive.namelist() if name.endswith(".py")]
    return {name[:-3].removesuffix("/__init__").replace("/", "."): name for name in names}


def with_what_they_import(found: set[str], sources: dict[str, str]) -> set[str]:
    """Return the modules, those that our own and the libraries name anywhere, and what all of them import first."""
    with zipfile.ZipFile(STDLIB) as archive:
        texts = {name: archive.read(path) for name, path in sources.items()}
    ours = [path for room in ("site", "src") for path in (WORK / room).rglob("*.py") if is_needed(path)]
    named = {name for path in ours for name in imported(path.read_bytes(), deep=True)}
    todo, needed = [*found, *named], set()
    found = {name for name in found if not is_never(name)}
    while todo:
        for name in parents(todo.pop()):
            if name in sources and name not in needed and not is_never(name):
                needed.add(name)
                deep = name in found
                todo += imported(texts[name], deep=False, package=package_of(name, sources))
                todo += [one for one in imported(texts[name], deep=True, package=package_of(name, sources)) if deep]
    return needed


def is_needed(path: Path) -> bool:
    """Return whether a module of ours is one that the page holds."""
    name = path.relative_to(WORK).with_suffix("").as_posix().replace("/", ".").partition(".")[2]
    return not name.startswith(LEFT_OUT)


def is_never(name: str) -> bool:
    """Return whether the page can do without a module."""
    return any(name == one or name.startswith(f"{one}.") for one in NEVER)


def parents(name: str) -> list[str]:
    """Return a module with the packages that it is in."""
    parts = name.split(".")
    return [".".join(parts[: place + 1]) for place in range(len(parts))]


def package_of(name: str, sources: dict[str, str]) -> str:
    """Return the package that a module's relative imports begin at."""
    return name if sources[name].endswith("__init__.py") else name.rpartition(".")[0]


def imported(source: bytes, *, deep: bool, package: str = "") -> list[str]:
    """Return what a module imports where it begins; with `deep`, in its functions too."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree)) if deep else [node for top in tree.body for node in first_level(top)]
    names: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names += [module, *(f"{module}.{alias.name}" for alias in node.names)]
    return names


def first_level(top: ast.stmt) -> list[ast.AST]:
    """Return the statements that run when a module is loaded, those under `if` and `try` too."""
    if isinstance(top, (ast.If, ast.Try, ast.With)):
        return [
            node
            for inner in ast.iter_child_nodes(top)
            if isinstance(inner, ast.stmt | ast.ExceptHandler)
            for node in (inner, *ast.iter_child_nodes(inner))
        ]
    return [top]


def compile_library(names: set[str], sources: dict[str, str]) -> None:
    """Compile modules of the standard library."""
    with zipfile.ZipFile(STDLIB) as archive:
        for name in sorted(names):
            path = sources[name]
            keep = path.startswith(("pyodide", "_pyodide"))  # its documentation is used when it starts
            compiled(archive.read(path), path, OUT / "library" / f"{path}c", 0 if keep else 2)


def compile_site() -> None:
    """Compile the libraries; what is not Python is taken as it is."""
    for path in sorted((WORK / "site").rglob("*")):
        name = path.relative_to(WORK / "site").as_posix()
        if path.suffix == ".py":
            compiled(path.read_bytes(), name, OUT / "site" / f"{name}c", 2)
        elif path.suffix == ".so":
            (OUT / "site" / name).write_bytes(path.read_bytes())


def compile_own() -> None:
    """Compile the program."""
    for path in sorted((WORK / "src").rglob("*.py")):
        name = path.relative_to(WORK / "src" / "ivfprep").as_posix()
        if is_needed(path):
            compiled(path.read_bytes(), f"ivfprep/{name}", OUT / "own" / f"{name}c", 2)
    compile_templates()


def compile_templates() -> None:
    """Compile the templates of the sheet, as its own environment does."""
    from ivfprep.render.beforehand import ENDING
    from ivfprep.render.html import _environment

    environment = _environment()
    folder = OUT / "own" / "render" / "templates"
    folder.mkdir(parents=True)
    for name in environment.list_templates(extensions=("html",)):
        source, _, _ = environment.loader.get_source(environment, name)
        bucket = environment.bytecode_cache.get_bucket(environment, name, None, source)
        bucket.code = environment.compile(source, name, f"ivfprep/render/templates/{name}")
        (folder / f"{name}{ENDING}").write_bytes(bucket.bytecode_to_string())


def compiled(source: bytes, name: str, result: Path, level: int) -> None:
    """Compile one source; its name in a traceback is the short one."""
    result.parent.mkdir(parents=True, exist_ok=True)
    place = Path("/tmp/one.py")  # noqa: S108 - inside of Pyodide, where nobody else is
    place.write_bytes(source)
    how = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(place), str(result), name, doraise=True, optimize=level, invalidation_mode=how)


main()
