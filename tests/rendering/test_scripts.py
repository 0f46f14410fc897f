"""Scripts of the world on paper: real letters where the machine has fonts, words about it where it has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blocks.printing import HEAD, frame, sheet
from tests.pdf import read_pdf
from therapytool.blocks.lines import LinesBlock
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.formatting import direction, inline, is_right_to_left
from therapytool.rendering.fonts.letters import NOTE, missing_in_words, missing_letters, note_of
from therapytool.rendering.fonts.machine_fonts import PACKAGES, absent_packages, machine_fonts, packages_for
from therapytool.rendering.keeping import cache as cache_module
from therapytool.rendering.keeping.cache import PrintCache, fonts_fingerprint
from therapytool.rendering.linked import print_linked
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.profiles.profile import PrintProfile
from therapytool.rendering.request import Printed, Request, Workshop
from therapytool.rendering.workers.pool import Pool

SAID = {
    "latin": "Łukasz čeština ğış",
    "greek": "Ένιωσα φόβο",
    "cyrillic": "Я сказал правду",
    "arabic": "قلت لها الحقيقة",
    "hebrew": "אמרתי לה את האמת",
    "devanagari": "मैंने उसे सच बताया",
    "chinese": "我告诉了她",
    "korean": "그녀에게 말했다",
    "emoji": "🙂",
}
FROM = {"chinese": "fonts-noto-cjk", "korean": "fonts-noto-cjk", "emoji": "fonts-symbola"}
OURS = ("latin", "greek", "cyrillic")
NOBODY_HAS = "\U0001fae8\U000e0fff"


@pytest.fixture(scope="module")
def printed(pool: Pool) -> Printed:
    """One sheet with an answer in each script, compiled and linked."""
    blocks = [LinesBlock(kind="lines", id=name, label=f"Said in {name}", lines=1) for name in SAID]
    request = Request([sheet(blocks, SAID)], PrintProfile(), "Sheet", "Practice", Workshop(pool, PrintCache()))
    return print_linked(request)


@pytest.mark.parametrize("script", SAID)
def test_an_answer_prints_in_its_script(printed: Printed, script: str) -> None:
    wanted = FROM.get(script, "fonts-noto-core")
    if script not in OURS and any(package.name == wanted for package in absent_packages()):
        pytest.skip(f"this machine has no {wanted}")
    text = "".join(read_pdf(printed.pdf).text.split())
    letters = {letter for letter in SAID[script] if letter.isalpha()} or set(SAID[script])
    shown = letters & set(text)
    assert len(shown) >= 0.8 * len(letters)
    assert not missing_letters(printed.warnings) & set(map(ord, SAID[script]))


def test_every_font_is_in_the_file(printed: Printed) -> None:
    assert all(font.is_embedded for font in read_pdf(printed.pdf).fonts)


def test_words_from_right_to_left_begin_at_the_right() -> None:
    assert [is_right_to_left(words) for words in ("Heron", "12 אמת", "قلت", "“Yes” אמת", "12", "")] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]
    assert direction("אמת") == ' dir="rtl" lang="he"'
    assert direction("قلت") == ' dir="rtl" lang="ar"'
    assert direction("Heron") == ""


def test_an_option_from_right_to_left_keeps_its_full_stop_among_english_ones() -> None:
    assert inline("לנוח *קצת*.") == '<bdi dir="rtl" lang="he">לנוח <em>קצת</em>.</bdi>'
    assert inline("Rest a *little*.") == "Rest a <em>little</em>."


def test_our_own_sentences_keep_their_direction_on_a_sheet_that_runs_from_right_to_left(pool: Pool) -> None:
    content = frame().model_copy(update={"title": "לומר את האמת"})
    document = worksheet_document(
        content, version="", options=SheetOptions(is_homework=True), letterhead=HEAD, slots={}, answers={}
    )  # fmt: skip
    job = PrintJob([document], PrintProfile(), title="Sheet", author="")
    said = " ".join(read_pdf(Printer(pool, PrintCache()).print(job).pdf).text.split())
    for sentence in ("You may skip any line.", "How sure am I that I will do it?", "0 = not at all, 10 = completely"):
        assert sentence in said


def test_letters_nobody_has_are_told_in_words(pool: Pool) -> None:
    block = LinesBlock(kind="lines", id="odd", label="Odd", lines=1)
    job = PrintJob([sheet([block], {"odd": NOBODY_HAS})], PrintProfile(), title="Sheet", author="")
    told = Printer(pool, PrintCache()).print(job).missing_letters
    assert told.startswith(("1 letter could not be printed", "2 letters could not be printed"))
    assert "U+1FAE8" in told
    assert "make fonts" in told
    assert "\U0001fae8" not in told


class TestTheNote:
    def test_names_letters_by_number_and_what_to_install(self) -> None:
        told = missing_in_words(["something else", note_of([0x0915, 0x4E00]), note_of([0x0915, 0x1F642])])
        assert told.startswith("3 letters could not be printed")
        assert told.endswith("apt-get install fonts-noto-core fonts-noto-cjk fonts-symbola")

    def test_is_none_where_nothing_is_missing(self) -> None:
        assert missing_in_words(["42 letters come from fonts of this machine"]) == ""
        assert NOTE not in "".join(package.scripts for package in PACKAGES)


def test_packages_are_known_by_their_letters() -> None:
    assert [each.name for each in packages_for([0x05D0])] == ["fonts-noto-core"]
    assert [each.name for each in packages_for([0xAC00, 0x1F600])] == ["fonts-noto-cjk", "fonts-symbola"]


def test_what_pages_are_found_by_changes_with_the_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fonts_fingerprint.__wrapped__()
    assert fonts_fingerprint.__wrapped__() == before
    monkeypatch.setattr(cache_module, "machine_fonts", lambda: "another font")
    assert fonts_fingerprint.__wrapped__() != before


def test_the_state_of_the_fonts_changes_when_one_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapytool.rendering.fonts.machine_fonts.FOLDERS", (str(tmp_path),))
    before = machine_fonts.__wrapped__()
    assert {each.name for each in absent_packages()} == {each.name for each in PACKAGES}
    (tmp_path / "Symbola.ttf").write_bytes(b"")
    assert machine_fonts.__wrapped__() != before
    assert "fonts-symbola" not in {each.name for each in absent_packages()}
