"""`therapytool library export` and `import` on an installation."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.exercises.small_library import as_clinician, keep, small_exercise
from tests.factories import make_clinician
from therapytool.cli import packs
from therapytool.cli.library import library as command
from therapytool.errors import InvalidContent, NotFound
from therapytool.exercises.packs.reading import read_pack
from therapytool.exercises.queries import get_exercise

TERMS = ["--title", "Two", "--license", "CC BY 4.0", "--credit", "Harbor Practice"]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Run a command on the installation of the test."""
    monkeypatch.setattr(packs, "installation", lambda create_app: nullcontext())

    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(command, [str(argument) for argument in arguments], obj=None)

    return invoke


def test_what_is_exported_is_imported_elsewhere(app, run, tmp_path):
    keep(small_exercise("alone"))
    user = make_clinician()
    keep(small_exercise("alone", title="Ours"), practice_id=user.practice_id)
    pack = tmp_path / "two.pack.zip"
    assert run("export", "alone", "-o", pack, *TERMS).exit_code == 0
    assert read_pack(pack.read_bytes()).exercises[0].title == "Ours"
    keep(small_exercise("alone", title="Ours, Changed"), practice_id=user.practice_id)
    assert "another version" in " ".join(run("import", pack, "--look").stdout.split())
    assert "1 of yours was kept." in run("import", pack).stderr
    assert "1 exercise came in." in run("import", pack, "--on-clash", "take-theirs").stderr
    assert get_exercise("alone", clinician=as_clinician(user)).content.title == "Ours"


def test_a_pack_that_is_none_is_told(run, tmp_path):
    make_clinician()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"hello")
    assert isinstance(run("import", bad).exception, InvalidContent)


def test_without_a_practice_one_is_told_what_is_missing(run, tmp_path):
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"hello")
    refused = run("import", bad).exception
    assert isinstance(refused, NotFound)
    assert "make the first account" in str(refused)
