"""Hostile pages given straight to the layout worker: nothing is fetched, everything ends, nobody else waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.hostile.listener import Listener
from tests.hostile.pdf_payloads import BOMBS, FETCHING, in_svg, page
from therapytool.errors import RenderingFailed, RenderingTookTooLong
from therapytool.rendering import html
from therapytool.rendering.binding.leaves import BLANK_SIDE
from therapytool.rendering.profiles.profile import PrintProfile
from therapytool.rendering.workers.jobs import LayoutJob, Outcome
from therapytool.rendering.workers.limits import MEBIBYTE, Limits
from therapytool.rendering.workers.pool import REFUSED, Pool

SHORT = Limits(seconds=0.5)
"""Time enough for any honest page of these tests, so that the suite need not wait ten seconds for each bomb."""
SLACK = 60.0
"""Seconds for starting a worker, ending it and telling of it, on a busy machine."""

SECRET = "the-canary-sings"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended, and after how many seconds."""

    result: Outcome | RenderingFailed
    seconds: float


def ending_of(pool: Pool, html: str, *, styles: str = "") -> Ending:
    """Lay out and see what comes of it; anything but pages or a plain refusal is not caught."""
    start = time.monotonic()
    try:
        result: Outcome | RenderingFailed = pool.run(LayoutJob(html, styles))
    except RenderingFailed as failure:
        result = failure
    return Ending(result, time.monotonic() - start)


def everything_in(pdf: bytes) -> bytes:
    """All streams of a PDF, unpacked, attachments included."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as file:
        return b"".join(item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream))


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that no page may show."""
    file = tmp_path_factory.mktemp("private") / "canary.txt"
    file.write_text(SECRET)
    return file


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(size=1) as one_worker:
        yield one_worker


@pytest.fixture(scope="module")
def impatient_pool() -> Iterator[Pool]:
    with Pool(size=1, limits=SHORT) as one_worker:
        yield one_worker


class TestNothingIsFetched:
    @pytest.fixture(params=FETCHING)
    def naming(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    def test_from_a_host(self, naming, pool, listener):
        ending = ending_of(pool, FETCHING[naming](listener.address))
        assert listener.calls == 0
        assert isinstance(ending.result, Outcome) or str(ending.result) == REFUSED

    def test_from_a_file(self, naming, pool, canary):
        result = ending_of(pool, FETCHING[naming](canary.as_uri())).result
        if isinstance(result, Outcome):
            assert SECRET.encode() not in everything_in(result.pdf)
        else:
            assert str(result) == REFUSED

    @pytest.mark.parametrize(
        "styles", ['@import "{}";', "p {{ background: url({}) }}", "p::before {{ content: url({}) }}"]
    )
    def test_by_our_own_styles(self, styles, pool, listener):
        ending = ending_of(pool, page(""), styles=styles.format(listener.address))
        assert str(ending.result) == REFUSED
        assert listener.calls == 0

    @pytest.mark.parametrize(
        "address",
        [
            "/etc/passwd",
            "../../../etc/passwd",
            "FILE:///etc/passwd",
            "file://localhost/etc/passwd",
            "file:/etc/passwd",
            "asset:fonts/../pyproject.toml",
            "asset:fonts/%2e%2e/pyproject.toml",
            "asset:fonts/AtkinsonHyperlegibleNext-Regular.ttf/../../pyproject.toml",
            "asset:pyproject.toml",
            "ASSET:fonts/x.ttf",
            "ftp://127.0.0.1/x",
            "gopher://127.0.0.1/x",
            "jar:file:///x!/y",
            "//127.0.0.1/x",
            "http://[::1]/x",
            "http://0/x",
            "data:text/html,<p>x</p>",
            "data:text/css,@import 'file:///etc/passwd'",
            "data:image/png;base64,####",
        ],
    )
    def test_by_an_odd_address(self, address, pool):
        assert str(ending_of(pool, page(f'<img src="{address}" alt="x">')).result) == REFUSED


def test_halves_of_a_character_print_as_what_cannot_be_read():
    text = html.to_html([BLANK_SIDE], PrintProfile(), title="Half \ud83d of \ud83d\ude00", author="Name \udfff")
    text.encode()
    assert "Half \ufffd of \U0001f600" in text


class TestEverythingEnds:
    @pytest.mark.parametrize("name", BOMBS)
    def test_in_pages_or_in_plain_words(self, name, impatient_pool):
        ending = ending_of(impatient_pool, BOMBS[name]())
        assert ending.seconds < SHORT.seconds + SLACK
        if isinstance(ending.result, Outcome):
            assert ending.result.pdf.startswith(b"%PDF-")
        else:
            assert str(ending.result).startswith(("These pages", "The page engine stopped"))

    def test_for_want_of_memory_too(self):
        with Pool(size=1, limits=Limits(memory=200 * MEBIBYTE, seconds=60)) as pool:
            ending = ending_of(pool, BOMBS["a table of 100,000 rows"]())
            assert isinstance(ending.result, RenderingTookTooLong)
            assert "memory" in str(ending.result)
            assert isinstance(ending_of(pool, page(in_svg(""))).result, Outcome)

    def test_while_another_worker_goes_on_with_what_others_want(self):
        with Pool(size=2, limits=Limits(seconds=60)) as pool, ThreadPoolExecutor(1) as threads:
            bomb = threads.submit(ending_of, pool, BOMBS["40 flex rows inside each other"]())
            made = [ending_of(pool, page("")).result for _ in range(10)]
            assert not bomb.done()
            pool.close()
        assert all(isinstance(each, Outcome) for each in made)
        assert isinstance(bomb.result().result, RenderingFailed)
