"""What comes and goes over the network touches no disk on its way through the server we start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from waitress import buffers
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser

from therapytool.cli.serve import server_options
from therapytool.config import Settings

LONGER_THAN_USUAL = 2**21


class Written(Exception):
    """Something went to a temporary file."""


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Adjustments:
    """How our server is set, where a temporary file is an error."""

    def refuse(*_: Any) -> None:
        raise Written

    monkeypatch.setattr(buffers, "TempfileBasedBuffer", refuse)
    return Adjustments(**server_options(Settings.load(instance=tmp_path, upload_mebibytes=2)))


def receive(adjustments: Adjustments, length: int) -> HTTPRequestParser:
    """The server reads a request with a body of so many bytes, as they arrive."""
    parser = HTTPRequestParser(adjustments)
    parser.received(f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode())
    for _ in range(0, length, 2**16):
        parser.received(b"x" * 2**16)
    return parser


def test_a_photo_that_is_sent_is_in_no_temporary_file(ours: Adjustments) -> None:
    assert receive(ours, LONGER_THAN_USUAL).completed
    with pytest.raises(Written):
        receive(Adjustments(), LONGER_THAN_USUAL)


def test_nor_is_a_long_answer_to_a_slow_reader(ours: Adjustments) -> None:
    buffers.OverflowableBuffer(ours.outbuf_overflow).append(b"x" * LONGER_THAN_USUAL)
    with pytest.raises(Written):
        buffers.OverflowableBuffer(Adjustments().outbuf_overflow).append(b"x" * LONGER_THAN_USUAL)


def test_what_is_far_too_large_is_refused_before_it_is_read(ours: Adjustments) -> None:
    parser = HTTPRequestParser(ours)
    parser.received(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n")
    assert parser.error.code == 413
