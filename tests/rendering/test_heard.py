"""What a person hears of a PDF: the words our HTML has for her, and nothing that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from tests.rendering import samples
from tests.rendering.fillable_sheets import TOKEN, printed, sheet
from tests.rendering.marked_content import Read, artifact_words, lost_references, structure_with_words
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.rendering.layout.engine import lay_out
from therapytool.rendering.printer import Printer

STYLES = samples.STYLES + "@page { size: 100mm 60mm; margin: 5mm } .columns { columns: 2 } p { orphans: 1; widows: 1 }"
ROWS = "".join(f'<tr><th scope="row">Day {day}</th><td>{day} o’clock</td></tr>' for day in range(1, 9))
LONG = f"""
<article><h1>Over the edge</h1>
<table><thead><tr><th scope="col">Day</th><th scope="col">Hour</th></tr></thead><tbody>{ROWS}</tbody></table>
<p>{"A sentence that goes on and on and is still the same. " * 12}</p>
<ul class="columns"><li>one</li><li>two</li><li>three</li><li>four</li></ul></article>
"""
SAID = """
<h1>Said</h1><p role="heading">A question</p>
<div role="group"><p role="heading">First</p><p role="heading">Inner</p></div>
<p>I felt <span aria-label="bl\u00adank"><span>\u00a0</span></span> when <abbr title="minutes">min</abbr> passed.</p>
<p><span aria-hidden="true">◆</span> Provider role <a href="#top" id="top">to the top</a></p>
<p lang="he">שלום</p><p>\u00a0</p><div></div>
<ol><li>\u00a0</li><li>two</li></ol>
"""


def walk(elements: tuple[Read, ...]) -> Iterator[Read]:
    for element in elements:
        yield element
        yield from walk(element.children)


def kinds(elements: tuple[Read, ...], *wanted: str) -> list[str]:
    return [element.kind[1:] for element in walk(elements) if element.kind[1:] in wanted]


def words_in(element: Read) -> str:
    return "".join(word for each in walk((element,)) for word in each.words)


@pytest.fixture(scope="module")
def over_pages() -> bytes:
    return lay_out(samples.page(LONG), STYLES).pdf


@pytest.fixture(scope="module")
def said() -> bytes:
    return lay_out(samples.page(SAID), samples.STYLES).pdf


def test_what_goes_on_over_a_page_is_one_thing(over_pages):
    structure = structure_with_words(over_pages)
    assert kinds(structure, "Art", "Table", "THead", "TBody", "P", "L") == ["Art", "Table", "THead", "TBody", "P", "L"]
    assert kinds(structure, "TR", "LI") == ["TR"] * 9 + ["LI"] * 4
    assert lost_references(over_pages) == []


def test_a_head_printed_again_is_for_the_eyes(over_pages):
    assert "Day" in artifact_words(over_pages, 1)
    with pikepdf.open(BytesIO(over_pages)) as file:
        heads = {str(e.ID): e for e in cells_of(file.Root.StructTreeRoot.K[0]) if e.S == "/TH"}
        cells = [e for e in cells_of(file.Root.StructTreeRoot.K[0]) if e.S == "/TD"]
        assert len(heads) == 2 + 8
        assert [[heads[str(name)].A.Scope for name in cell.A.Headers] for cell in cells] == [["/Row", "/Column"]] * 8


def cells_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from cells_of(kid)


def test_words_for_those_who_listen_are_in_the_file(said):
    structure = structure_with_words(said)
    assert kinds(structure, "H1", "H2", "H3", "H4") == ["H1", "H2", "H2", "H3"]
    assert [each.alternative for each in walk(structure) if each.alternative] == ["blank"]
    with pikepdf.open(BytesIO(said)) as file:
        elements = list(cells_of(file.Root.StructTreeRoot.K[0]))
        assert [str(each.E) for each in elements if "/E" in each] == ["minutes"]
        assert [str(each.Lang) for each in elements if "/Lang" in each] == ["he"]
        assert [str(each.Contents) for each in file.pages[0].Annots] == ["to the top"]


def test_what_says_nothing_is_not_heard(said):
    structure = structure_with_words(said)
    holds = [each for each in walk(structure) if each.kind not in ("/LBody", "/TD", "/TH")]
    assert [each.kind for each in holds if not each.words and not each.children] == []
    assert "◆" not in "".join(map(words_in, structure))
    assert kinds(structure, "LI") == ["LI", "LI"]


def test_a_description_is_heard_once_and_fields_say_what_they_are_about(printer: Printer):
    blocks = [SAMPLES[kind].block for kind in ("checklist", "lines", "feelings_wheel", "pie")]
    blank_pdf = printed(printer, sheet(blocks)).pdf
    blank = structure_with_words(blank_pdf)
    figures = [each for each in walk(blank) if each.kind == "/Figure"]
    assert [figure.alternative.split(":")[0].split(".")[0] for figure in figures] == [
        "A wheel of 60 feeling words in 8 families",
        "A circle to divide",
    ]
    assert "content" in figures[0].words
    assert "frustrated" in turned_words(blank_pdf)
    assert [words_in(each) for each in walk(blank) if each.kind == "/P" and words_in(each) == "content"] == []
    with pikepdf.open(BytesIO(printed(printer, sheet(blocks, token=TOKEN)).pdf)) as file:
        named = {str(field.T): str(field.TU) for field in file.Root.AcroForm.Fields[0].Kids}
    assert named["moves/1"] == "Make a joke (What I do when it gets close)"
    assert named["moves/own1"] == "Own option 1 (What I do when it gets close)"


def test_of_a_filled_scale_the_chosen_number_is_heard_and_of_a_blank_one_its_ends(printer: Printer):
    block = SAMPLES["rating"].block
    said = [
        [each.alternative for each in walk(structure_with_words(printed(printer, made).pdf)) if each.alternative]
        for made in (sheet([block]), sheet([block], answers={"ease": "7"}), sheet([block], token=TOKEN))
    ]
    ends = ["0: very hard", "5: half and half", "10: very easy"]
    assert said == [["0 to 10", *ends], ["7 (0 to 10)", *ends], ends]


def turned_words(content: bytes) -> set[str]:
    """The words that run aslant, as the pages say them for readers that find only letters."""
    with pikepdf.open(BytesIO(content)) as file:
        marks = [operands[1] for page in file.pages for operands, _ in pikepdf.parse_content_stream(page, "BDC")]
        return {str(mark.ActualText) for mark in marks if "/ActualText" in mark}
