"""Imports point downwards, as the contracts in pyproject.toml say; and the contracts notice when one does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGE, ROOT

BREACHES = {
    "packages": ("errors.py", "import therapytool.clock"),
    "features": ("exercises/models.py", "import therapytool.exercises.queries"),
    "cycles": ("blocks/dose.py", "import therapytool.blocks.base"),
    "views": ("exercises/views.py", "import therapytool.exercises.models"),
    "storage": ("exercises/queries.py", "import flask"),
    "rules": ("exercises/content.py", "import sqlalchemy"),
    "documents": ("exercises/sheets/sheet.py", "import flask"),
    "weasyprint": ("exercises/sheets/sheet.py", "import weasyprint"),
    "worker": ("exercises/sheets/sheet.py", "import therapytool.rendering.layout.engine"),
    "linking": ("rendering/linking/fonts.py", "import fontTools"),
    "portal": ("portal/views.py", "import therapytool.exercises.views"),
}


def import_linter(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the tree in a folder, in a process of its own since it changes logging."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, free to be spoiled."""
    shutil.copytree(PACKAGE, tmp_path / "therapytool", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept():
    result = import_linter(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", BREACHES)
def test_a_contract_notices_its_breach(copy: Path, contract: str):
    name, line = BREACHES[contract]
    module = copy / "therapytool" / name
    if not module.exists():
        module.parent.mkdir(exist_ok=True)
        (module.parent / "__init__.py").touch()
    with module.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = import_linter(copy, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
