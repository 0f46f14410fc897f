"""`therapytool library`: what it lists, what it checks, and that the published schema is fresh."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from therapytool.cli.library import exercise_schema, library
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.vocabulary import Theme
from therapytool.shipped import folder


def test_the_list_as_json_tells_both_sides_doses_and_references() -> None:
    listed = json.loads(CliRunner().invoke(library, ["list", "--json"]).stdout)
    assert len(listed) == len(exercise_paths())
    assert {theme for exercise in listed for theme in exercise["themes"]} == set(Theme)
    for exercise in listed:
        assert exercise["references"]
        assert exercise["steps"]
        assert exercise["worksheet"]["blocks"]
        assert set(exercise["doses"]) == {"short", "standard", "long"}
        assert len(exercise["version"]) == 64


def test_the_list_for_people_names_every_exercise_whole() -> None:
    shown = CliRunner().invoke(library, ["list"]).stdout
    assert [path.stem for path in exercise_paths() if path.stem not in shown] == []


def test_the_shipped_library_passes_its_own_check() -> None:
    done = CliRunner().invoke(library, ["check"])
    assert done.exit_code == 0, done.output
    assert "no problems" in done.stderr


def test_problems_are_told_line_by_line_and_the_exit_is_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("slug: bad\ntitle: x\ntitle: y\n")
    done = CliRunner().invoke(library, ["check", str(bad)])
    assert done.exit_code == 1
    assert f"{bad}:3: title: given twice" in done.stdout
    assert "problems in 1 file" in done.stderr


def test_a_plan_is_checked_against_the_library(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "p.yaml").write_text(
        "slug: p\ntitle: p\nitems:\n  - exercise: nowhere\n  - exercise: listen-dont-fix\n    slots: {color: red}\n"
    )
    done = CliRunner().invoke(library, ["check", str(plans)])
    assert "there is no exercise 'nowhere'" in done.stdout
    assert "'listen-dont-fix' has no slot 'color'" in done.stdout


def test_a_file_is_known_for_what_it_is_wherever_it_lies(tmp_path: Path) -> None:
    shipped = folder("worksheets")
    for name in ("plans/couple-80", "programs/couples-closeness-8", "measures/phq9", "samples/touch-menu"):
        (tmp_path / Path(f"{name}.yaml").name).write_bytes((shipped / f"{name}.yaml").read_bytes())
    done = CliRunner().invoke(library, ["check", str(tmp_path), str(shipped / "synonyms.yaml")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "5 files, no problems" in done.stderr


def test_an_answer_to_nothing_and_a_device_without_end_are_told(tmp_path: Path) -> None:
    sample = tmp_path / "touch-menu.yaml"
    sample.write_text("exercise: touch-menu\nperson: Lee\nanswers: {nowhere: a}\n")
    done = CliRunner().invoke(library, ["check", str(sample), "/dev/zero"])
    assert "touch-menu.yaml: answers.nowhere: is no question of the exercise" in done.stdout
    assert "/dev/zero: is not a file" in done.stdout
    assert done.exit_code == 1


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(library, ["check", str(tmp_path)])
    assert "holds no file that ends in .yaml" in done.stderr
    assert done.exit_code == 2


def test_the_published_schema_is_the_one_the_types_give() -> None:
    """After a change of the types: `make schema`."""
    assert (folder("worksheets") / "schema.json").read_text(encoding="utf-8") == exercise_schema()
