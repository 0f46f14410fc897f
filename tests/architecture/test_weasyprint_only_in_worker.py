"""No process that serves pages ever loads the layout engine: it is slow to import and reads untrusted pages."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys

from tests.architecture.repository import PACKAGE, ROOT

ENGINE_SIDE = tuple(
    f"therapytool.rendering.{name}" for name in ("compiling", "fonts.typefaces", "layout", "workers.worker")
)
SLOW = ["weasyprint", "fontTools", "pydyf"]

LOAD = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def modules() -> list[str]:
    """Every module of the package but those of the worker and those that run when imported."""
    found = pkgutil.walk_packages([str(PACKAGE)], prefix="therapytool.", onerror=lambda name: None)
    return [each.name for each in found if not each.name.startswith(ENGINE_SIDE) and not each.name.endswith("__main__")]


def loaded_after_importing(names: list[str]) -> set[str]:
    """What a new Python has loaded once it imported these modules."""
    command = [sys.executable, "-W", "ignore", "-c", LOAD, json.dumps(names)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout))


def test_importing_all_of_the_package_loads_no_layout_engine():
    names = modules()
    assert "therapytool.app" in names
    assert loaded_after_importing(names).isdisjoint(SLOW)


def test_the_engine_itself_does_load_it():
    assert "weasyprint" in loaded_after_importing(["therapytool.rendering.layout.engine"])
