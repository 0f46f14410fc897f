"""The lists in requirements/ are complete, hash-locked, tell no one's address, and satisfy pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUN = PROJECT["project"]["dependencies"] + EXTRAS["server"]
WANTED = {
    "installer": GROUPS["installer"],
    "build": GROUPS["build"],
    "run": RUN,
    "postgresql": RUN + EXTRAS["postgresql"],
    "test": RUN + EXTRAS["postgresql"] + GROUPS["dev"],
}
PYTHONS = ["3.11", "3.12", "3.13"]


@dataclass(frozen=True, slots=True)
class Pin:
    """One entry of a lock: an exact version, maybe for some machines only, and the hashes of its files."""

    requirement: Requirement
    hashes: tuple[str, ...]

    def is_for(self, python: str) -> bool:
        """Whether this pin is meant for a Python on this kind of machine."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate({"python_version": python, "python_full_version": f"{python}.0"})

    @property
    def version(self) -> Version:
        """The one version allowed."""
        (only,) = self.requirement.specifier
        return Version(only.version)


def read_lock(name: str) -> list[Pin]:
    """The pins of requirements/<name>.lock."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").strip().splitlines()
    return [Pin(Requirement(entry.split("--hash")[0]), tuple(re.findall(r"--hash=(\S+)", entry))) for entry in entries]


def pinned(name: str, *, python: str) -> dict[str, Version]:
    """Which version of each package a Python gets from a lock."""
    return {canonicalize_name(pin.requirement.name): pin.version for pin in read_lock(name) if pin.is_for(python)}


@pytest.mark.parametrize("name", WANTED)
def test_every_entry_is_one_version_with_sha256_hashes(name):
    for pin in read_lock(name):
        assert [each.operator for each in pin.requirement.specifier] == ["=="], pin.requirement
        assert pin.hashes, pin.requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes)


@pytest.mark.parametrize("name", WANTED)
def test_no_lock_names_a_host_or_a_path(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert " @ " not in text


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", WANTED)
def test_a_lock_satisfies_pyproject(name, python):
    versions = pinned(name, python=python)
    for requirement in map(Requirement, WANTED[name]):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("python", PYTHONS)
def test_tests_run_on_the_versions_that_are_served(python):
    served, tested = pinned("run", python=python), pinned("test", python=python)
    assert served.items() <= tested.items()


def test_what_builds_agrees_with_what_runs():
    building, tested = pinned("build", python="3.11"), pinned("test", python="3.11")
    assert {name: building[name] for name in building.keys() & tested.keys()}.items() <= tested.items()
