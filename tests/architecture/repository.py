"""What the architecture tests look at: the repository's folders and the Python files in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "therapytool"
TESTS = ROOT / "tests"
MIGRATIONS = PACKAGE / "migrations"


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method and where it stands; `lines` leaves out its decorators and its docstring."""

    place: str
    lines: int


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders, in order; generated migrations are left out."""
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if not path.is_relative_to(MIGRATIONS))


def relative(path: Path) -> str:
    """A path as one would type it from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def length(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[Function]:
    """Every function in a file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(f"{relative(path)}:{node.lineno} {node.name}", _lines(node))


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line, less the docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is None:
        return whole
    docstring = node.body[0]
    return whole - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)
