"""With all shortcuts and with none, the engine makes the same pages, to the byte."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from xml.etree.ElementTree import Element, canonicalize, tostring

import pytest
from cssselect2 import ElementWrapper
from weasyprint import tinyhtml5
from weasyprint.css import ComputedStyle

from tests.rendering.fillable_sheets import KINDS, TOKEN, sheet
from tests.rendering.starter_packets import every_sheet, starter_packets
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.rendering import html
from therapytool.rendering.compiling.compiler import compile_document
from therapytool.rendering.document import Document, PrintProfile
from therapytool.rendering.fragment_encoding import encode_fragment
from therapytool.rendering.layout.engine import lay_out, pages_of
from therapytool.rendering.layout.quickening import SHORTCUTS, styles, the_usual_way
from therapytool.rendering.layout.quickening.reading import well_formed
from therapytool.rendering.layout.quickening.sheets import _of_pages
from therapytool.rendering.page_numbers import StandIn
from therapytool.rendering.profiles.profile import Paper, TypeSize

ONE_OF_EACH = {document.template: document for document in starter_packets()["couple-80"]}
LARGE = PrintProfile(paper=Paper.A5, type_size=TypeSize.LARGE)
FOREIGN = (
    "<p>Straße, naïve, fi ffl, Ελληνικά, Привет, \N{GRINNING FACE} and a break<br>in the <s>line</s> <u>drawn</u>.</p>"
)
BY_PLACE = (
    "<style>p + p { margin-left: 9mm } ul > li:first-child { color: #aa0000 } p[title^=a] { padding: 2mm }"
    " p:not([title]) { border: 1pt solid } div div p { font-size: 9pt } .tall:has(b) { height: 30mm }"
    " p::after { content: ' ('attr(title)')' } td { width: 30%; padding: 5% }</style>"
    "<div><p title='abc'>One</p><p class='tall'>Two <b>b</b></p><div><p>Three</p><p title=b>Four</p></div></div>"
    "<ul><li>Five<li>Six</ul><ol start=3><li>Seven<ol><li>Eight</ol></ol><table><tr><td>Nine<td>Ten</table>"
)


def text_of(document: Document, profile: PrintProfile | None = None) -> str:
    """The HTML of a document that is printed alone."""
    alone = replace(document, name="sheet", level=1, own_leaves=False)
    return html.to_html([alone], profile or PrintProfile(), title="", author="")


def compiled(text: str) -> bytes:
    """What a worker makes of a document."""
    return encode_fragment(compile_document(text, html.stylesheet(), StandIn("Page 0 of 0", "0")))


def same_with_and_without(text: str) -> bool:
    """Whether a document comes out the same by the shortcuts and without."""
    quick = compiled(text)
    with the_usual_way():
        return quick == compiled(text)


@pytest.mark.parametrize("document", ONE_OF_EACH.values(), ids=ONE_OF_EACH.keys())
def test_every_document_of_a_packet_is_the_same(document: Document):
    assert same_with_and_without(text_of(document))


@pytest.mark.parametrize("look", ["filled", "large", "fillable"])
def test_every_kind_of_block_is_the_same(look: str):
    blocks = [SAMPLES[kind].block for kind in KINDS]
    answers = {key: value for kind in KINDS for key, value in SAMPLES[kind].answers.items()} if look == "filled" else {}
    document = sheet(blocks, answers=answers, token=TOKEN if look == "fillable" else None)
    assert same_with_and_without(text_of(document, LARGE if look == "large" else PrintProfile()))


@pytest.mark.parametrize("body", [FOREIGN, BY_PLACE], ids=["letters", "rules"])
def test_what_is_out_of_the_ordinary_is_the_same(body: str):
    text = f'<!DOCTYPE html><html lang="en"><head><title>-</title></head><body>{body}</body></html>'
    quick = lay_out(text, html.stylesheet())
    with the_usual_way():
        usual = lay_out(text, html.stylesheet())
    assert quick == usual


def test_every_shortcut_can_be_left_and_is_taken_again():
    with the_usual_way():
        assert all(getattr(each.owner, each.name) is each.usual for each in SHORTCUTS)
    assert all(getattr(each.owner, each.name) is each.ours for each in SHORTCUTS)


def test_every_property_is_the_same():
    """A style shared by many elements, in many documents, holds what each would have held alone."""
    text = text_of(ONE_OF_EACH["worksheet.html"])
    quick = properties(text)
    with the_usual_way():
        usual = properties(text)
    assert len(quick) == len(usual) > 100
    for ours, theirs in zip(quick, usual, strict=True):
        shared = ours.keys() & theirs.keys()
        assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}
    assert len(set().union(*quick)) > 100


def properties(text: str) -> list[dict[str, object]]:
    """Of every box on the pages of a document, in order, the properties that layout asked for."""
    with pages_of(text, html.stylesheet()) as (laid_out, _):
        return [
            {name: value for name, value in box.style.items() if name != "anchor"}
            for page in laid_out.pages
            for box in page._page_box.descendants()
        ]


def test_no_words_are_kept_with_the_styles(monkeypatch: pytest.MonkeyPatch):
    made: list[ComputedStyle] = []
    monkeypatch.setattr(styles, "_trees", type(styles._trees)())
    monkeypatch.setattr(ComputedStyle, "__init__", lambda self, *given: (made.append(self), _init(self, *given))[1])
    compiled(text_of(ONE_OF_EACH["worksheet.html"]).replace("</h1>", " Zanzibar</h1><p title=Zanzibar>Zanzibar</p>"))
    assert made
    assert "Zanzibar" not in repr([(dict(style), style.cascaded) for style in made])


_init = ComputedStyle.__init__


@pytest.mark.parametrize("most", [0, 1])
def test_a_full_tree_of_styles_begins_anew(most: int, monkeypatch: pytest.MonkeyPatch):
    text = text_of(ONE_OF_EACH["agenda.html"])
    expected = compiled(text)
    monkeypatch.setattr(styles, "MOST_STYLES", most)
    assert compiled(text) == compiled(text) == expected
    assert len(styles._trees) <= styles.MOST_TREES


@pytest.mark.parametrize("document", every_sheet(), ids=lambda document: document.values["exercise"].slug)
def test_every_sheet_reads_as_html_as_it_does_as_xml(document: Document):
    text = text_of(document)
    assert canonical(well_formed(text)) == canonical(usual(text))


@pytest.mark.parametrize("template", ONE_OF_EACH)
def test_every_part_of_a_packet_reads_as_html_as_it_does_as_xml(template: str):
    text = text_of(ONE_OF_EACH[template])
    assert canonical(well_formed(text)) == canonical(usual(text))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>no body</table>",
        "<table><tr><td>no body</td></tr></table>",
        "<table>words<tbody><tr><td>x</td></tr></tbody></table>",
        "<p>a<div>block</div></p>",
        "<p>a<span><ul><li>list</li></ul></span></p>",
        "<div><li>alone</li></div>",
        "<div><td>alone</td></div>",
        "<p>&bogus; &copy</p>",
        "<pre>\nfirst</pre>",
        "<p>one<p>two",
        "<!-- a note --><p>x</p>",
        "<svg><p>out</p></svg>",
        "<textarea><b>no tag</b></textarea>",
        "<p>5 < 6</p>",
        "<P>capitals</P>",
    ],
)
def test_what_xml_would_read_differently_is_read_as_html(body: str):
    text = f'<!DOCTYPE html>\n<html lang="en">\n<head><title>-</title></head>\n<body>{body}</body>\n</html>\n'
    found = well_formed(text)
    assert found is None or canonical(found) == canonical(usual(text))


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("@page { size: letter; margin: 17mm }", True),
        ("@page { size: a4 } p { color: red }", False),
        ("@import 'elsewhere.css'; @page { size: a4 }", False),
        ("@page { background: URL(file:///etc/hostname) }", False),
        (r"@page { background: \75rl(file:///etc/hostname) }", False),
    ],
)
def test_only_plain_rules_for_pages_are_kept_from_document_to_document(text: str, is_kept: bool):
    assert (_of_pages(text, "print") is not None) is is_kept


def test_elements_are_found_by_more_than_their_names_too():
    root = ElementWrapper.from_html_root(usual("<!DOCTYPE html><p class=a>one<p>two"))
    assert [each.etree_element.text for each in root.query_all("p.a")] == ["one"]
    assert [each.etree_element.text for each in root.query_all("p")] == ["one", "two"]


def usual(text: str) -> Element:
    """The tree that the engine's own parser makes."""
    with the_usual_way():
        root: Element = tinyhtml5.parse(StringIO(text), namespace_html_elements=False)
    return root


def canonical(root: Element | None) -> str:
    """A tree as text that is the same for the same tree."""
    assert root is not None
    return canonicalize(tostring(root, encoding="unicode"))
