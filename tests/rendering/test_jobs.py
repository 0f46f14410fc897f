"""Frames come back as they were sent, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.rendering.fillable.form import Form, FormField
from therapytool.rendering.workers.jobs import (
    LENGTHS,
    BrokenFrame,
    Compiled,
    CompileJob,
    Failure,
    LayoutJob,
    Outcome,
    PictureJob,
    PictureRequest,
    Ready,
    Reason,
    decode,
    encode,
)

MESSAGES = [
    LayoutJob("<p>é\ud7ff \U0001f642 \x00</p>", "p { }"),
    LayoutJob("", "", PictureRequest((1, 3), 2.0)),
    PictureJob(b"%PDF", PictureRequest()),
    CompileJob("<p>", "p { }", "Page 0 of 0", 0.5, Form("token", (FormField("a.b", "Where", 40),))),
    Compiled(b"\x00fragment\xff"),
    Outcome(b"\x00\xff" * 9, 3, ("one", "two"), (b"a", b"", b"b")),
    Outcome(b"", 0),
    Failure(Reason.MEMORY, "MemoryError at x:1"),
    Ready(),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_comes_back_equal(message):
    assert decode(encode(message)) == message


def test_a_reason_comes_back_as_one_of_ours():
    answer = decode(encode(Failure(Reason.MEMORY)))
    assert isinstance(answer, Failure)
    assert answer.reason is Reason.MEMORY
    with pytest.raises(BrokenFrame):
        decode(encode(Failure("other")))  # type: ignore[arg-type]  # what an older worker might say


@given(st.text(), st.text(), st.lists(st.binary()))
def test_any_text_and_bytes_come_back(html, styles, parts):
    without_halves = html.encode("utf-8", "replace").decode()
    assert decode(encode(LayoutJob(without_halves, styles))) == LayoutJob(without_halves, styles)
    assert decode(encode(Outcome(b"p", 1, (), tuple(parts)))) == Outcome(b"p", 1, (), tuple(parts))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_frame_cut_off_anywhere_is_refused(message):
    frame = encode(message)
    for end in range(len(frame)):
        with pytest.raises(BrokenFrame):
            decode(frame[:end])


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(content):
    with pytest.raises(BrokenFrame):
        decode(content)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"[]",
        b"{}",
        b"1",
        b'{"kind": "Other"}',
        b'{"kind": "Ready", "x": 1}',
        b'{"kind": "PictureRequest"}',
        b"\xff",
    ],
)
def test_a_head_that_is_no_message_is_refused(head):
    with pytest.raises(BrokenFrame):
        decode(LENGTHS.pack(len(head), 0) + head)


def test_a_frame_that_says_it_is_enormous_is_refused_unread():
    with pytest.raises(BrokenFrame, match="too long"):
        decode(LENGTHS.pack(2**32 - 1, 2**32 - 1))
