"""What compiling expects of the layout engine, one expectation a test.

Packets print without them, laid out whole and slowly. When the engine is updated and one of these fails, its name says
what has moved, and the module it names is the place to look.
"""

from __future__ import annotations

import re
from importlib.metadata import version

import pydyf
import pytest

from tests.architecture.repository import ROOT
from tests.rendering import odd_documents, samples
from therapytool.rendering.compiling.fillable.places import places_of
from therapytool.rendering.compiling.glyphs import drawn_fonts
from therapytool.rendering.compiling.marked_text import marked_texts
from therapytool.rendering.inscriptions import MARK, STAND_INS
from therapytool.rendering.layout.drawing import Drawing, is_reference
from therapytool.rendering.layout.engine import drawn, pages_of
from therapytool.rendering.layout.heard.origins import origin_of
from therapytool.rendering.layout.tagging import is_running

BODY = (
    '<h1 id="top">Seams</h1><p><a href="#top">up</a> <a href="#away">away</a> <a href="https://example.org">out</a>'
    "<table><tr><th>a<td>b</table>"
)


@pytest.fixture(scope="module")
def document():
    with pages_of(samples.page(BODY), odd_documents.STYLES) as (document, _):
        yield document


@pytest.fixture(scope="module")
def drawing(document) -> Drawing:
    return drawn(document)


def test_the_engine_is_the_version_these_were_written_for():
    pinned = re.search(r'"weasyprint==([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned is not None
    assert version("weasyprint") == pinned[1]


def test_links_of_a_page_are_a_list_of_kind_goal_area_and_box(document):
    """compiling/links.py: `show_links_elsewhere` changes it before anything is drawn."""
    kinds = [(kind, goal) for kind, goal, area, _ in document.pages[0].links if len(area) == 4]
    assert kinds == [("internal", "top"), ("internal", "away"), ("external", "https://example.org")]


def test_places_and_bookmarks_of_a_page_are_in_pixels_from_the_upper_left(document):
    """compiling/links.py: `places_of`, `headings_of`."""
    page = document.pages[0]
    left, top, *_ = page.anchors["top"]
    assert (page.width, page.height) == (816, 1056)
    assert 0 < left < top < 100
    assert page.bookmarks == [(1, "Seams", (left, top), "open")]


def test_a_finisher_sees_everything_drawn_before_a_file_is_written(drawing):
    """engine.py: `drawn`."""
    assert isinstance(drawing.pdf, pydyf.PDF)
    assert len(drawing.pages) == 1


def test_content_is_marked_by_a_name_its_properties_and_an_operator(drawing):
    """tagging.py and compiling/page_numbers.py find it so."""
    operators = drawing.find(drawing.pages[0]["Contents"]).stream
    marks = [operators[at - 2 : at] for at, operator in enumerate(operators) if operator == b"BDC"]
    assert all(isinstance(name, str) and isinstance(properties, pydyf.Dictionary) for name, properties in marks)
    assert ["/Span", {"MCID": 0}] in marks


def test_the_structure_is_built_by_a_function_that_calls_itself_for_each_box(drawing):
    """layout/heard/origins.py notes what each element was made of."""
    origins = [(element["S"], origin_of(element)) for element in drawing.elements()]
    assert [origin.tag for kind, origin in origins if kind == "/H1"] == ["h1"]
    assert next(origin.element.get("href") for kind, origin in origins if kind == "/Link") == "#top"


def test_words_are_marked_by_a_method_that_knows_their_box_and_how_they_are_turned():
    """layout/heard/turned_words.py adds to the properties of words that run aslant."""
    turned = '<div style="transform: rotate(20deg)">aslant</div><p>level</p>'
    with pages_of(samples.page(turned), samples.STYLES) as (document, _):
        drawing = drawn(document)
    operators = drawing.find(drawing.pages[0]["Contents"]).stream
    said = [each["ActualText"].string for each in operators if isinstance(each, dict) and "ActualText" in each]
    assert said == ["aslant"]


def test_feet_are_drawn_as_content_of_no_element(drawing):
    """tagging.py makes them artifacts: one foot on this page."""
    operators = drawing.find(drawing.pages[0]["Contents"]).stream
    assert sum(map(is_running, operators)) == 1


def test_text_is_set_by_one_matrix_one_font_and_glyphs_in_hexadecimal(drawing):
    """compiling/page_numbers.py reads a foot so."""
    operators = drawing.find(drawing.pages[0]["Contents"]).stream
    foot = next(at for at, operator in enumerate(operators) if is_running(operator))
    inside = b"\n".join(operators[foot + 2 : operators.index(b"EMC", foot)])
    assert re.search(rb"^1 0 0 -1 [\d.]+ [\d.]+ Tm$", inside, re.MULTILINE)
    assert re.search(rb"^/[A-Z]{6} [\d.]+ Tf$", inside, re.MULTILINE)
    assert re.search(rb"^\[<[0-9a-f]{4}>.*\] TJ$", inside, re.MULTILINE)


def test_all_pages_share_their_fonts_which_name_file_and_characters(drawing):
    """compiling/glyphs.py follows a page's resources to the file."""
    fonts = drawing.find(drawing.find(drawing.pages[0]["Resources"])["Font"])
    for reference in fonts.values():
        font = drawing.find(reference)
        descendant = drawing.find(font["DescendantFonts"][0])
        content = drawing.find(drawing.find(descendant["FontDescriptor"])["FontFile2"]).stream[0]
        assert content.startswith(b"\0\1\0\0")
        assert b"beginbfchar" in b"\n".join(map(bytes, drawing.find(font["ToUnicode"]).stream))


def test_the_structure_has_one_document_at_the_top_and_a_flat_tree_of_parents(drawing):
    """drawing.py."""
    assert drawing.document_element["S"] == "/Document"
    keys = [key for key, _ in drawing.parent_tree]
    assert keys == sorted(keys)
    assert all(is_reference(kid) for kid in drawing.document_element["K"])


def test_heads_of_tables_are_named_by_table_row_and_column(drawing):
    """compiling/compiler.py opens these names."""
    (head,) = [element for element in drawing.elements() if element["S"] == "/TH"]
    assert re.fullmatch(r"\d+-0-0", head["ID"].string)


def test_the_boxes_of_a_page_can_be_walked_and_know_their_elements_places_and_baselines():
    """compiling/fillable/places.py: `_in_box`, `_whole`, `_text`."""
    with pages_of(samples.page('<p data-field="a">one two</p>'), odd_documents.STYLES) as (document, _):
        waiting, marked, texts = [document.pages[0]._page_box], [], []
        while waiting:
            box = waiting.pop()
            waiting.extend(box.all_children())
            if box.element is not None and box.element.attrib.get("data-field") and box.element_tag == "p":
                marked.append(box.hit_area())
            if getattr(box, "text", None) == "one two":
                texts.append((box.position_x, box.position_y, box.baseline, box.width, box.style["font_size"]))
    assert all(len(area) == 4 for area in marked)
    assert marked
    (text,) = texts
    assert all(value > 0 for value in text)


def test_the_words_of_a_marked_element_are_drawn_as_one_text_where_its_box_begins():
    """compiling/inscriptions.py: `_written`, `_drawn`, `_inscription`."""
    body = f'<p {MARK}="label">{STAND_INS["label"]}</p>'
    with pages_of(samples.page(body), odd_documents.STYLES) as (document, _):
        box = document.pages[0]._page_box.children[0].children[0].children[0]
        drawing = drawn(document)
        operators = drawing.find(drawing.pages[0]["Contents"]).stream
        (found,) = marked_texts(operators, drawn_fonts(drawing), lambda properties: not is_running(properties))
    assert box.element.get(MARK) == "label"
    assert found.text == STAND_INS["label"]
    assert found.setting().left == pytest.approx(box.content_box_x(), abs=0.001)
    kept = [box.style[name] for name in ("direction", "text_transform", "word_spacing", "letter_spacing")]
    assert kept == ["ltr", "none", 0, "normal"]


def test_a_scale_that_goes_over_two_lines_has_a_place_for_each_of_its_symbols():
    """compiling/fillable/places.py: `_scale`."""
    body = '<p class="rating" style="width: 22mm" data-field="a" data-look="scale" data-value="1 2 3 4">① ② ③ ④</p>'
    with pages_of(samples.page(body), odd_documents.STYLES) as (document, _):
        places = places_of(document)
    symbols = [place.symbol for place in places]
    assert [place.value for place in places] == ["1", "2", "3", "4"]
    assert [symbol.character for symbol in symbols] == ["①", "②", "③", "④"]
    assert len({round(symbol.baseline) for symbol in symbols}) == 2


def test_a_link_put_on_a_page_is_drawn_at_its_area_and_tagged_in_the_element_of_its_box():
    """compiling/fields.py: `ask_for_fields`; compiling/fillable/structure.py."""
    with pages_of(samples.page("<p>one</p>"), odd_documents.STYLES) as (document, _):
        box = document.pages[0]._page_box.children[0].children[0].children[0]
        document.pages[0].links.append(("external", "field:0", (10, 20, 50, 60), box))
        drawing = drawn(document)
    (annotation,) = drawing.annotations()
    assert annotation["A"]["URI"].string == "field:0"
    assert sorted(annotation["Rect"][::2]) == [7.5, 37.5]
    holders = [
        element for element in drawing.elements() for kid in element["K"]
        if is_reference(kid) and drawing.find(kid).get("Obj") == annotation.reference
    ]  # fmt: skip
    assert len(holders) == 1
