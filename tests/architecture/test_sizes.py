"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.architecture.repository import PACKAGE, ROOT, TESTS, functions, length, python_files, relative

TREES = {"package": [PACKAGE], "builders": [ROOT / "fonts"], "tests": [TESTS]}


@pytest.fixture(params=TREES, scope="module")
def files(request: pytest.FixtureRequest) -> list[Path]:
    return python_files(*TREES[request.param])


def test_no_file_is_over_500_lines(files):
    assert [relative(file) for file in files if length(file) > 500] == []


def test_95_percent_of_files_have_up_to_300_lines(files):
    long = [f"{relative(file)} has {length(file)} lines" for file in files if length(file) > 300]
    assert len(long) <= len(files) * 0.05, "split by concept:\n" + "\n".join(long)


def test_no_function_is_over_60_lines(files):
    assert [each.place for file in files for each in functions(file) if each.lines > 60] == []


def test_95_percent_of_functions_have_up_to_40_lines(files):
    every = [each for file in files for each in functions(file)]
    long = [f"{each.place} has {each.lines} lines" for each in every if each.lines > 40]
    assert len(long) <= len(every) * 0.05, "name the steps and call them:\n" + "\n".join(long)


def test_the_median_file_of_the_package_has_up_to_100_lines():
    assert median(length(file) for file in python_files(PACKAGE)) <= 100


def test_the_median_function_of_the_package_has_up_to_9_lines():
    assert median(each.lines for file in python_files(PACKAGE) for each in functions(file)) <= 9
