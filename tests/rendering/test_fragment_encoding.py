"""A fragment comes back as it was written; what is damaged or contradicts itself is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from therapytool.rendering import fragment_encoding
from therapytool.rendering.fragment import (
    BrokenFragment,
    Destination,
    Fields,
    Fragment,
    FragmentPage,
    Heading,
    PageNumber,
    Shown,
    Symbol,
    TypefaceUse,
)
from therapytool.rendering.fragment_encoding import LENGTHS, MARK, decode_fragment, encode_fragment

NUMBER = PageNumber(
    opening=b"q /a gs\xff",
    anchor=500.25,
    share=0.5,
    baseline=780.0,
    size=12.0,
    typeface=0,
    digits=tuple(range(20, 30)),
    words=(Shown(b"<0041>", 600.0), Shown(b"<0042>-3", 100.5), Shown(b"", 0.0)),
)
FRAGMENT = Fragment(
    text=b"<</Length 100%%>>\n"
    b"<</Type/Page/Parent %d 0 R/Contents[%d 0 R %d 0 R]>>\n<</S/P/P %d 0 R>>\n<</Nums[%d %d 0 R]>>",
    numbers=(4 + 1 + Symbol.PAGE_TREE, 0, 4, 4 + 1 + Symbol.DOCUMENT, 1, 2),
    streams=(b"\x00drawn\xff",),
    object_count=4,
    pages=(FragmentPage(1, 612.0, 792.0, NUMBER, element=2),),
    elements=(2,),
    parent_tree=3,
    headings=(Heading(1, "Übung", 0, 10.5, 700.0, element=2), Heading(2, "More", 0, 0.0, 0.0, is_open=False)),
    destinations=(Destination("here", 0, 1.0, 2.0),),
    sought=("there",),
    typefaces=(TypefaceUse("Face.ttf", "Face", {3: "a", 65535: "ffi"}),),
    fields=Fields((1,), (("F", 8),)),
    warnings=("one",),
)


def test_a_fragment_comes_back_equal():
    assert decode_fragment(encode_fragment(FRAGMENT)) == FRAGMENT
    plain = replace(FRAGMENT, pages=(FragmentPage(1, 1.5, 2.5),), headings=(), typefaces=(), fields=Fields())
    assert decode_fragment(encode_fragment(plain)) == plain


def test_the_same_fragment_gives_the_same_bytes():
    assert encode_fragment(FRAGMENT) == encode_fragment(decode_fragment(encode_fragment(FRAGMENT)))


@given(st.binary(max_size=300))
def test_random_bytes_are_refused(content):
    for bytes_given in (content, MARK + content):
        with pytest.raises(BrokenFragment):
            decode_fragment(bytes_given)


def test_a_fragment_cut_off_anywhere_is_refused():
    content = encode_fragment(FRAGMENT)
    for end in range(len(content)):
        with pytest.raises(BrokenFragment):
            decode_fragment(content[:end])
    with pytest.raises(BrokenFragment):
        decode_fragment(content + b"\0")


@given(st.data())
@settings(max_examples=300)
def test_a_fragment_with_an_altered_byte_is_refused_or_still_makes_sense(data):
    content = bytearray(encode_fragment(FRAGMENT))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    try:
        fragment = decode_fragment(bytes(content))
    except BrokenFragment:
        return
    assert max(fragment.numbers) < fragment.number_count
    assert fragment.text % fragment.numbers


@pytest.mark.parametrize(
    "change",
    [
        {"pages": ()},
        {"pages": (FragmentPage(4, 1.0, 1.0),)},
        {"pages": (FragmentPage(-1, 1.0, 1.0),)},
        {"pages": (FragmentPage(1, 1.0, 1.0, replace(NUMBER, typeface=1)),)},
        {"pages": (FragmentPage(1, 1.0, 1.0, replace(NUMBER, digits=(1, 2))),)},
        {"pages": (FragmentPage(1, 1.0, 1.0, replace(NUMBER, digits=(70000,) * 10)),)},
        {"pages": (FragmentPage(1, 1.0, 1.0, replace(NUMBER, words=NUMBER.words[:1])),)},
        {"elements": (4,)},
        {"parent_tree": 9},
        {"object_count": 5},
        {"streams": (b"",) * 4},
        {"numbers": FRAGMENT.numbers[:-1]},
        {"numbers": (*FRAGMENT.numbers[:-1], FRAGMENT.number_count)},
        {"text": FRAGMENT.text.replace(b"%%", b"%s")},
        {"text": FRAGMENT.text.replace(b"%%", b"%(a)d")},
        {"text": FRAGMENT.text + b"\n"},
        {"pages": (FragmentPage(1, 1.0, 1.0, element=4),)},
        {"headings": (Heading(1, "x", 0, 0.0, 0.0, element=-1),)},
        {"headings": (Heading(1, "x", 1, 0.0, 0.0),)},
        {"headings": (Heading(0, "x", 0, 0.0, 0.0),)},
        {"destinations": (Destination("x", -1, 0.0, 0.0),)},
        {"fields": Fields((7,))},
        {"fields": Fields((1,), (("F", 99),))},
        {"typefaces": (TypefaceUse("Face.ttf", "Face", {70000: "a"}),)},
    ],
    ids="-".join,
)
def test_a_fragment_that_contradicts_itself_is_refused(change):
    with pytest.raises(BrokenFragment, match="contradicts"):
        decode_fragment(encode_fragment(replace(FRAGMENT, **change)))


@pytest.mark.parametrize("facts", [[], {}, {"text": "x"}, {"text": 10**12}, None])
def test_a_head_that_is_none_is_refused(facts):
    head = json.dumps(facts).encode()
    with pytest.raises(BrokenFragment, match="unreadable"):
        decode_fragment(MARK + LENGTHS.pack(len(head), 0) + head)


def test_what_unpacks_to_more_than_any_fragment_is_refused(monkeypatch):
    content = encode_fragment(FRAGMENT)
    monkeypatch.setattr(fragment_encoding, "LARGEST_TEXT", 64)
    with pytest.raises(BrokenFragment, match=r"unreadable|too long"):
        decode_fragment(content)


def test_what_is_longer_than_any_fragment_is_refused_unread(monkeypatch):
    content = encode_fragment(FRAGMENT)
    monkeypatch.setattr(fragment_encoding, "LARGEST_FRAGMENT", len(content) - 1)
    with pytest.raises(BrokenFragment, match="not a fragment"):
        decode_fragment(content)
