"""`therapytool render`: files come out right, and mistakes are told on stderr with a non-zero exit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf import read_pdf


def therapytool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "therapytool", *words], check=False, capture_output=True, text=True, timeout=120
    )


def test_a_sheet_is_printed_with_the_words_given(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    done = therapytool(
        "render", "sheet", "listen-dont-fix", "-o", str(out), "--dose", "short", "--paper", "a4",
        "--slots", "hard_day=the night shift", "--homework", "--practice", "Harbor",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pdf = read_pdf(out.read_bytes())
    text = " ".join(pdf.text.split())
    assert pdf.sizes == {(595.3, 841.9)}
    assert "the night shift" in text
    assert "Harbor" in text
    assert "Between now and next time" in text


def test_a_sheet_to_fill_in_has_fields_and_says_which_it_is(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    done = therapytool("render", "sheet", "listen-dont-fix", "--fillable", "-o", str(out))
    assert done.returncode == 0, done.stderr
    fields = {field.name: field for field in read_pdf(out.read_bytes()).fields}
    assert fields["1.question"].tooltip == "My opening question"
    assert fields["1.therapytool"].value.startswith("tt1.")


def test_a_plan_file_of_ones_own_is_printed(tmp_path: Path) -> None:
    plan = tmp_path / "mine.yaml"
    plan.write_text(
        "title: My evening\nminutes: 45\nitems:\n  - part: check-in\n    minutes: 5\n  - exercise: listen-dont-fix\n"
    )
    out = tmp_path / "mine.pdf"
    done = therapytool("render", "plan", str(plan), "-o", str(out), "--parts", "agenda,worksheets")
    assert done.returncode == 0, done.stderr
    assert "My evening" in read_pdf(out.read_bytes()).text


def test_a_packet_is_bound_with_contents_and_names(tmp_path: Path) -> None:
    out = tmp_path / "packet.pdf"
    done = therapytool(
        "render", "plan", "couple-80", "-o", str(out), "--parts", "cover,worksheets", "--contents", "--duplex",
        "--by-person", "--name", "Heron", "--name", "Finch",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pdf = read_pdf(out.read_bytes())
    assert "Contents" in pdf.pages[2].text
    assert "Partner A, Heron" in pdf.pages[2].text
    assert {mark.page % 2 for mark in pdf.outline} == {1}


def test_a_sheet_for_word_is_known_by_its_ending(tmp_path: Path) -> None:
    out = tmp_path / "sheet.docx"
    done = therapytool("render", "sheet", "listen-dont-fix", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("render", "sheet", "no-such-thing", "-o", "x.pdf"), "there is no exercise 'no-such-thing'"),
        (("render", "plan", "no-such-plan", "-o", "x.pdf"), "there is no plan 'no-such-plan'"),
        (("render", "plan", "couple-80", "-o", "x.pdf", "--parts", "cover,songs"), "is none of: cover, agenda"),
        (("render", "sheet", "listen-dont-fix", "-o", "x.pdf", "--slots", "color=red"), "for a slot of this exercise"),
        (("render", "sheet", "listen-dont-fix", "-o", "/proc/none/x.pdf"), "cannot be written"),
        (("render", "sheet", "missing.yaml", "-o", "x.pdf"), "cannot be read"),
        (("render", "plan", "couple-80", "-o", "x.pdf", "--region", "XX"), "'XX' is none of: US"),
        (("nonsense",), "No such command"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = therapytool(*words)
    assert done.returncode != 0
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []
