"""Very long words part at syllables where their column ends, and nothing else on a sheet changes for them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from markupsafe import Markup

from tests.blocks.printing import sheet
from tests.rendering.test_profiles import PLAIN, TOLERANCE, letters
from therapytool.blocks import AnyBlock
from therapytool.blocks.rating_grid import RatingGridBlock
from therapytool.blocks.sort import SortBlock
from therapytool.blocks.table import TableBlock
from therapytool.blocks.word_bank import WordBankBlock
from therapytool.long_words import SOFT_HYPHEN, parted
from therapytool.rendering.printer import Printer, PrintJob
from therapytool.rendering.word.worksheet import to_word

GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
FINNISH = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
BLOCKS: tuple[AnyBlock, ...] = (
    TableBlock.model_validate(
        {"kind": "table", "id": "t", "label": GERMAN, "row_labels": [FINNISH], "columns": [{"head": GERMAN}] * 4}
    ),
    RatingGridBlock.model_validate(
        {"kind": "rating_grid", "id": "g", "label": "Grid", "rows": [GERMAN], "columns": [FINNISH, "a", "b", "c"]}
    ),
    SortBlock.model_validate(
        {"kind": "sort", "id": "s", "label": "Sort", "left": "In", "right": FINNISH, "cards": [GERMAN, "Rest"]}
    ),
    WordBankBlock.model_validate({"kind": "word_bank", "words": [GERMAN, FINNISH, "calm"], "columns": 3}),
)


def test_a_long_word_parts_between_its_syllables_and_shows_no_hyphen_inside_a_line() -> None:
    assert parted(Markup("Verantwortungsbewusstsein, <em>Gesellschaftsverantwortung</em>")).split(SOFT_HYPHEN) == [
        "Verant",
        "wor",
        "tungsbe",
        "wusstsein, <em>Gesellschaftsve",
        "rant",
        "wor",
        "tung</em>",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Selbstverständlich",
        "incomprehensibility",
        "psychotherapiepraxisgemeinschaft@example.org",
        "https://psychotherapiepraxisgemeinschaft.example/verantwortungsbewusstsein",
        "12345678901234567890123",
    ],
)
def test_ordinary_words_addresses_and_numbers_never_part(text: str) -> None:
    assert parted(Markup(text)) == text


def test_no_column_is_pushed_off_the_page(printer: Printer) -> None:
    made = printer.print(PrintJob([sheet(BLOCKS)], PLAIN, title="A Sheet", author="Harbor Practice"))
    assert made.warnings == ()
    edge = PLAIN.margins.outer * 72 / 25.4 - TOLERANCE
    assert [each for each in letters(made.pdf) if each[3] > each[0] - edge] == []


def test_word_files_have_no_hyphens_of_ours() -> None:
    with ZipFile(BytesIO(to_word(sheet(BLOCKS), PLAIN, author=""))) as file:
        words = file.read("word/document.xml").decode()
    assert GERMAN in words
    assert SOFT_HYPHEN not in words
