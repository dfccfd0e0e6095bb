"""The house as it was designed: a pure core, rooms of a size that a person can read, tests that say what holds."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ROOT / "src" / "charte" / "core"
LARGEST_FILE, LARGEST_FUNCTION = 400, 50
# Value modules of the standard library: none of them knows the time, the machine or the world.
VALUE_MODULES = {
    "__future__", "abc", "base64", "binascii", "bisect", "calendar", "collections", "dataclasses", "datetime", "difflib", "enum",
    "functools", "hashlib", "heapq", "hmac", "html", "ipaddress", "itertools", "json", "math", "operator", "re",
    "string", "textwrap", "tomllib", "types", "typing", "unicodedata", "urllib",
}  # fmt: skip
IMPURE_CALLS = {
    "now",
    "utcnow",
    "today",
    "uuid1",
    "uuid4",
    "open",
    "input",
    "print",
    "urlopen",
    "getenv",
    "eval",
    "exec",
}


def sources(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if not {"migrations", "vendor", "node_modules"} & set(path.parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", sources("src/charte/core"), ids=name)
def test_the_core_imports_only_value_modules(path: Path):
    """Core is values and functions: of the standard library it takes what cannot reach out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        modules = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for module in modules:
            root = module.partition(".")[0]
            assert root == "charte" or (root in VALUE_MODULES and root in sys.stdlib_module_names), module
            assert not module.startswith("urllib.") or module == "urllib.parse", module


@pytest.mark.parametrize("path", sources("src/charte/core"), ids=name)
def test_the_core_asks_nobody_for_the_time_or_a_file(path: Path):
    """Clock, randomness, environment and files come into core as arguments."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in IMPURE_CALLS, f"{name(path)}:{node.lineno} calls {called}()"


@pytest.mark.parametrize("path", sources("src", "demo", "benchmarks", "tests"), ids=name)
def test_files_and_functions_can_be_read_in_one_go(path: Path):
    """At most 400 lines a file and 50 a function."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= LARGEST_FILE
    for function in functions(ast.parse(text)):
        size = (function.end_lineno or function.lineno) - function.lineno + 1
        assert size <= LARGEST_FUNCTION, f"{function.name} has {size} lines"


@pytest.mark.parametrize("path", sources("tests"), ids=name)
def test_every_test_says_in_a_sentence_what_holds(path: Path):
    """A test is a promise in plain words."""
    for function in functions(ast.parse(path.read_text("utf-8"))):
        if function.name.startswith("test"):
            assert ast.get_docstring(function), f"{function.name} says nothing"
