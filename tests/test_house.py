"""Arrows point one way: who may import whom, and what the core may not touch."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "ivfprep"
MODULES = sorted(SRC.rglob("*.py"))
EDGES = ("loading", "interview", "render", "cli", "web")
WORLD = {"os", "pathlib", "time", "random", "socket", "shutil", "tempfile", "subprocess", "getpass"}
NETWORK = {
    *("socket", "socketserver", "ssl", "urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc"),
    *("asyncio", "webbrowser", "requests", "httpx", "aiohttp", "urllib3"),
}
FORBIDDEN_CALLS = {"print", "open", "input", "today", "now", "import_module", "__import__"}


def room(module: Path) -> str:
    return module.relative_to(SRC).parts[0].removesuffix(".py")


@cache
def nodes(module: Path) -> list[ast.AST]:
    return [*ast.walk(ast.parse(module.read_text("utf-8")))]


@cache
def imports(module: Path) -> list[str]:
    return [*_imports(module)]


def _imports(module: Path) -> Iterator[str]:
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: name the whole module, so that an arrow is seen"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(module: Path) -> set[str]:
    names = [name.split(".") for name in imports(module)]
    return {parts[1] for parts in names if parts[0] == "ivfprep" and len(parts) > 1}


def outside(module: Path) -> set[str]:
    tops = {name.split(".")[0] for name in imports(module)}
    return {top for top in tops if top not in sys.stdlib_module_names and top not in ("ivfprep", "")}


def core() -> list[Path]:
    edges = (*EDGES, "writing", "__main__", "__init__")
    return [module for module in MODULES if room(module) not in edges]


def test_a_file_is_found_by_its_name_alone() -> None:
    names = Counter(module.stem for module in MODULES if not module.stem.startswith("__"))
    assert {name for name, number in names.items() if number > 1} <= {"blocks"}  # two halves of one thing


@pytest.mark.parametrize("name", ["errors", "truth"])
def test_errors_and_truth_import_nothing_of_ours(name: str) -> None:
    assert not ours(SRC / f"{name}.py")


def test_the_core_knows_no_edge_and_no_world() -> None:
    for module in core():
        assert not ours(module) & {*EDGES, "writing"}, module
        assert not {name.split(".")[0] for name in imports(module)} & WORLD, module
        calls = [node.func for node in nodes(module) if isinstance(node, ast.Call)]
        named = {call.id for call in calls if isinstance(call, ast.Name)}
        named |= {call.attr for call in calls if isinstance(call, ast.Attribute)}
        assert not named & FORBIDDEN_CALLS, module


@pytest.mark.parametrize("name", ["loading", "interview", "render"])
def test_siblings_never_import_each_other(name: str) -> None:
    others = {"loading", "interview", "render"} - {name}
    for module in (SRC / name).rglob("*.py"):
        assert not ours(module) & {*others, "cli"}, module


def test_rendering_sees_the_checklist_alone() -> None:
    for module in (SRC / "render").rglob("*.py"):
        assert ours(module) <= {
            "render",
            "handover",
            "full_list",
            "pictures",
            "printed",
            "sheet",
            "formats",
            "errors",
        }, module


def test_only_the_command_line_joins_the_rooms() -> None:
    assert [module for module in MODULES if "cli" in ours(module) and room(module) not in ("cli", "__main__")] == []


def test_one_outside_library_a_module_and_never_the_network() -> None:
    for module in MODULES:
        assert len(outside(module)) <= 1, module
        assert not {name.split(".")[0] for name in imports(module)} & NETWORK, module
