"""Objects that the engine has drawn, written so that they can stand under any numbers."""

from __future__ import annotations

import pydyf
import pytest

from therapytool.rendering.compiling.bodies import CannotCompile, Local, Outside, PageNumberStream, TreeKey
from therapytool.rendering.compiling.objects import Written, write_objects
from therapytool.rendering.fragment import Symbol
from therapytool.rendering.layout.drawing import Drawing


def drawing_of(*objects: pydyf.Object) -> Drawing:
    """A drawing that holds these and the three objects that every one has; the first of these is number 3."""
    pdf = pydyf.PDF()
    for each in objects:
        pdf.add_object(each)
    return Drawing(pdf)


def written(*objects: pydyf.Object) -> Written:
    """What can be reached from the first of these objects; their page tree belongs to the packet."""
    drawing = drawing_of(*objects)
    return write_objects(drawing, objects[:1], pages=2, outside={drawing.pdf.pages.reference: Symbol.PAGE_TREE})


def text_of(value: object) -> bytes:
    return written(pydyf.Dictionary({"A": value})).text


def test_only_what_can_be_reached_is_written_streams_first_then_as_it_is_met():
    first = pydyf.Dictionary({"Parent": b"1 0 R", "B": [b"5 0 R", b"4 0 R"]})
    stream = pydyf.Stream([b"q", "/Span", pydyf.Dictionary({"MCID": 0}), b"BDC", b"EMC", b"Q"], {"Of": b"3 0 R"})
    found = written(first, pydyf.Dictionary({"Is": "/Second"}), stream, pydyf.Dictionary({"Is": "/Lost"}))
    assert found.text.split(b"\n") == [
        b"<</Of %d 0 R>>",
        b"<</Parent %d 0 R/B [%d 0 R %d 0 R ]>>",
        b"<</Is /Second>>",
    ]
    assert found.numbers == (1, 3 + 2 + Symbol.PAGE_TREE, 0, 2)
    assert found.streams == (b"q\n/Span\n<</MCID 0>>\nBDC\nEMC\nQ",)
    assert [found.number(each) for each in (stream, first, None)] == [0, 1, None]


def test_zeros_between_glyphs_are_left_out_where_text_is_shown_and_nowhere_else():
    stream = pydyf.Stream([b"[<01>0<02>-3<03>0] TJ", b"BI ID a>0<b EI"])
    assert written(stream).streams == (b"[<0102>-3<03>] TJ\nBI ID a>0<b EI",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("/Name", b"/Name"),
        (7, b"7"),
        (0.1234567, b"0.123457"),
        (2.50, b"2.5"),
        (b"null", b"null"),
        (b"[1 0 R 2 0 R]", b"[1 0 R 2 0 R]"),
        (pydyf.String("50 % (half)"), b"(50 %% \\(half\\))"),
        (pydyf.String("two\nlines"), b"(two\\nlines)"),
        (pydyf.String("é"), b"<feff00e9>"),
        (pydyf.Array([1, pydyf.Dictionary({"B": ("/C",)})]), b"[1 <</B [/C ]>> ]"),
    ],
)
def test_values_are_written_as_a_pdf_has_them(value, text):
    assert text_of(value) == b"<</A %s>>" % text


def test_numbers_of_the_packet_are_left_open():
    marks = [Local(b"3 0 R", b"-0-1"), TreeKey(0), PageNumberStream(1), Outside(Symbol.DOCUMENT)]
    found = written(pydyf.Dictionary({"A": marks}))
    assert found.text == b"<</A [(%d-0-1) %d %d 0 R %d 0 R ]>>"
    assert found.numbers == (0, 0, 1 + 1, 1 + 2 + Symbol.DOCUMENT)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"two\nlines", "line break"),
        ("two\rlines", "line break"),
        (pydyf.Stream([b"q"]), "kind Stream"),
        (None, "kind NoneType"),
        (TreeKey(1), "more content than objects"),
    ],
)
def test_what_a_fragment_cannot_say_is_left_to_laying_out_whole(value, reason):
    with pytest.raises(CannotCompile, match=reason):
        text_of(value)


def test_kids_are_elements_and_neither_content_nor_fields():
    top, kid, field = (
        pydyf.Dictionary(each) for each in ({"K": [0, b"4 0 R", b"5 0 R"]}, {"S": "/P", "K": [1]}, {"Type": "/OBJR"})
    )
    drawing = drawing_of(top, kid, field)
    assert drawing.kids(top) == [kid]
