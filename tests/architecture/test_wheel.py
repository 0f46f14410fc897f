"""A wheel holds everything that Therapytool reads at run time, in the places where it looks."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGE, ROOT

SHIPPED = ["templates", "static", "fonts", "worksheets"]
ASK = "from therapytool.shipped import folder; import sys; print(*(folder(name) for name in sys.argv[1:]), sep='\\n')"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_below(folder: Path) -> set[str]:
    """Paths below a folder, from that folder, without the caches that Python and the checks leave behind."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith((".", "__pycache__")) for part in path.parts)}


def test_the_wheel_holds_the_whole_package(names):
    assert {f"therapytool/{path}" for path in files_below(PACKAGE)} - names == set()


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_holds_every_shipped_file(names, folder):
    builders = {path for path in files_below(ROOT / folder) if folder == "fonts" and path.endswith(".py")}
    wanted = files_below(ROOT / folder) - builders
    assert {f"therapytool/shipped/{folder}/{path}" for path in wanted} - names == set()


def test_the_wheel_holds_nothing_else(names):
    folders = ("therapytool/", "therapytool-")
    assert [name for name in sorted(names) if not name.startswith(folders)] == []
    assert not any("/tests/" in name or "instance/" in name for name in names)


def test_an_installed_wheel_finds_its_folders(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-c", ASK, *SHIPPED]
    answer = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [str(tmp_path / "therapytool" / "shipped" / name) for name in SHIPPED]
