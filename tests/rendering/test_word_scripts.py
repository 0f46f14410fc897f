"""Words in other scripts in a file for Word: which run from right to left, which are of East Asia, what joins them."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.blocks.printing import sheet
from therapytool.blocks.lines import LinesBlock
from therapytool.blocks.prose import ProseBlock
from therapytool.rendering.profiles.profile import PrintProfile, TypeSize
from therapytool.rendering.word.content_controls import printable
from therapytool.rendering.word.scripts import Script, by_script
from therapytool.rendering.word.worksheet import to_word

PLAIN, RIGHT_TO_LEFT, EAST_ASIAN = Script
SAID = {
    "english": "I said yes.",
    "hebrew": "אמרתי לה (ב-12:30) “כן”.",
    "arabic": "قلت لها نعم",
    "mixed": "She said שלום, and left.",
    "japanese": "彼女に「はい」と言った",
    "korean": "그녀에게 말했다",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, 12.", [("Plain words, 12.", PLAIN)]),
        ("Zoë – ясно", [("Zoë – ясно", PLAIN)]),
        ("אמת, 12!", [("אמת, 12!", RIGHT_TO_LEFT)]),
        ("Yes, אמת ואמת.", [("Yes, ", PLAIN), ("אמת ואמת", RIGHT_TO_LEFT), (".", PLAIN)]),
        ("“我” 12", [("“我” 12", EAST_ASIAN)]),
        ("12 – 3…", [("12 – 3…", PLAIN)]),
    ],
)
def test_signs_and_numbers_go_with_what_is_around_them(text: str, expected: list[tuple[str, Script]]) -> None:
    assert list(by_script(text)) == expected


def test_letters_that_join_others_are_kept_and_those_that_xml_cannot_hold_are_not() -> None:
    assert printable("می\u200cخواهم 👩\u200d👦\u3000x") == "می\u200cخواهم 👩\u200d👦\u3000x"
    assert printable("a\x00b\x0bc\ufffed\ud800e") == "abcde"


@pytest.fixture(scope="module")
def file() -> docx.document.Document:
    blocks = [LinesBlock(kind="lines", id=name, label=f"Said in {name}", lines=2) for name in SAID]
    document = sheet([ProseBlock(kind="prose", text="שלום לכולם"), *blocks], SAID)
    return docx.Document(BytesIO(to_word(document, PrintProfile(type_size=TypeSize.LARGE), author="")))


def text_of(run: object) -> str:
    return "".join(words.text for words in run.iter(qn("w:t")))


def run_with(file: docx.document.Document, words: str) -> object:
    (run,) = [run for run in file.element.body.iter(qn("w:r")) if words in text_of(run)]
    return run


def language(run: object) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for lang in run.iter(qn("w:lang")) for name, value in lang.attrib.items()}


@pytest.mark.parametrize(
    ("words", "runs_from_the_right", "spoken"),
    [
        ("I said yes.", False, {}),
        ("12:30", True, {"bidi": "he-IL"}),
        ("قلت", True, {"bidi": "ar-SA"}),
        ("彼女", False, {"eastAsia": "ja-JP"}),
        ("그녀", False, {"eastAsia": "ko-KR"}),
    ],
)
def test_an_answer_says_how_it_runs_and_is_spoken(file, words: str, runs_from_the_right: bool, spoken) -> None:
    run = run_with(file, words)
    assert (next(run.iter(qn("w:rtl")), None) is not None) is runs_from_the_right
    assert language(run) == spoken
    paragraph = next(run.iterancestors(qn("w:p")))
    assert (paragraph.pPr.find(qn("w:bidi")) is not None) is runs_from_the_right


def test_a_mixed_answer_stays_in_one_control(file) -> None:
    pieces = list(run_with(file, "She said").getparent())
    assert [text_of(piece) for piece in pieces] == ["She said ", "שלום", ", and left."]
    assert [piece.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for piece in pieces] == [False, True, False]


def test_a_paragraph_of_the_sheet_begins_at_the_right(file) -> None:
    (paragraph,) = [each for each in file.paragraphs if each.text == "שלום לכולם"]
    facts = [fact.tag.rpartition("}")[2] for fact in paragraph._p.pPr]
    assert "bidi" in facts


def test_every_script_has_the_size_of_the_type(file) -> None:
    look = file.styles["Normal"].element.rPr
    assert {look.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("sz", "szCs")} == {"32"}
