"""One name everywhere: package, blueprint, templates and tests of a feature are called the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGE, ROOT, TESTS, python_files, relative

SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base_utils", "tools"}
STORIES = {"architecture", "browser", "content", "faults", "hostile", "postgresql", "journeys", "site"}
FEATURES = sorted(path.parent for path in PACKAGE.glob("*/views*") if path.suffix == ".py" or path.is_dir())


def test_no_file_or_folder_has_a_name_that_says_nothing():
    named = {part for path in python_files(PACKAGE, TESTS, ROOT / "fonts") for part in (path.stem, path.parent.name)}
    assert named & SAY_NOTHING == set()


def test_every_folder_of_tests_is_a_package_or_a_kind_of_story():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    folders = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")}
    assert folders - packages - STORIES == set()


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_blueprint_is_named_as_its_package_or_a_part_of_it(feature: Path):
    named = {name for path in feature.rglob("*.py") for name in blueprints(path)}
    assert named <= {feature.name, *(part.stem for part in feature.rglob("*"))}, f"in {relative(feature)}"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_feature_with_pages_keeps_them_in_a_folder_of_its_name(feature: Path):
    assert (ROOT / "templates" / feature.name).is_dir()


def blueprints(path: Path) -> set[str]:
    """The names given to `Blueprint(...)` in a file."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Blueprint"]
    return {ast.literal_eval(call.args[0]) for call in made}
