"""One document becomes one fragment, through a worker, with all it needs and nothing it does not."""

from __future__ import annotations

import pytest

from tests.pdf import read_pdf
from tests.rendering import odd_documents, samples
from therapytool.errors import RenderingFailed
from therapytool.rendering.document import PrintProfile
from therapytool.rendering.fragment import Fragment
from therapytool.rendering.fragment_encoding import decode_fragment, encode_fragment
from therapytool.rendering.linking.binding import link
from therapytool.rendering.linking.metadata import Facts
from therapytool.rendering.linking.numbering import Part
from therapytool.rendering.page_numbers import without_numbers
from therapytool.rendering.workers import worker
from therapytool.rendering.workers.jobs import Compiled, CompileJob
from therapytool.rendering.workers.pool import OnlyWhole, Pool
from therapytool.shipped import shipped_fonts

FACTS = Facts("Sheet", "The Practice", "en-US")


def compiled(pool: Pool, html: str, styles: str = samples.STYLES) -> Fragment:
    unnumbered = without_numbers(styles)
    stand_in = unnumbered.stand_in
    job = CompileJob(html, unnumbered.styles, stand_in.text, stand_in.share)
    return decode_fragment(pool.run(job).fragment)


def odd(pool: Pool, name: str) -> Fragment:
    html = odd_documents.to_html([odd_documents.document(name)], PrintProfile(), title=name, author="")
    return compiled(pool, html, odd_documents.STYLES)


class TestAFragment:
    def test_is_the_same_from_any_worker(self, pool):
        with Pool(size=1) as other:
            first, second = (encode_fragment(odd(each, "painted")) for each in (pool, other))
        assert first == second

    def test_holds_no_typeface_of_ours(self, pool):
        fragment = odd(pool, "painted")
        assert {use.file for use in fragment.typefaces} <= shipped_fonts().keys()
        assert b"FontFile" not in fragment.text
        assert len(encode_fragment(fragment)) < 6_000

    def test_takes_along_a_font_of_the_machine(self, pool):
        fragment = odd(pool, "foreign")
        assert b"/FontFile2" in fragment.text
        assert fragment.warnings
        text = read_pdf(link([Part("foreign", fragment)], FACTS)).text
        assert "Ӗҫӗ" in text

    def test_knows_headings_places_and_what_it_seeks(self, pool):
        fragment = odd(pool, "linked")
        assert [(heading.level, heading.label, heading.is_open) for heading in fragment.headings] == [
            (1, "Linked", True),
            (2, "Deep", True),
            (3, "Deeper", False),
        ]
        assert [(place.name, place.page) for place in fragment.destinations] == [("here", 1)]
        assert fragment.sought == ("long",)

    def test_lies_on_its_side_where_its_page_does(self, pool):
        (page,) = odd(pool, "wide").pages
        assert (page.width, page.height) == (792, 612)


class TestAPageNumber:
    def test_is_taken_out_and_described(self, pool):
        fragment = compiled(pool, samples.page())
        number = fragment.pages[0].page_number
        assert number is not None
        assert (number.share, len(number.words)) == (0.5, 3)
        assert read_pdf(link([Part("x", fragment)], FACTS, pages_before=7, page_total=99)).text.count("8 of 99") == 1

    def test_is_on_no_page_that_does_not_show_one(self, pool):
        styles = samples.STYLES + "@page :first { @bottom-center { content: none } }"
        fragment = compiled(pool, samples.page('<p>a<p style="break-before: page">b'), styles)
        assert [page.page_number is None for page in fragment.pages] == [True, False]
        read = read_pdf(link([Part("x", fragment)], FACTS))
        assert [" of " in page.text for page in read.pages] == [False, True]

    def test_may_be_in_capitals_and_spaced(self, pool):
        foot = "@page { @bottom-center { text-transform: uppercase; letter-spacing: 1pt; color: red } }"
        fragment = compiled(pool, samples.page(), samples.STYLES + foot)
        assert "1 OF 1" in read_pdf(link([Part("x", fragment)], FACTS)).text

    @pytest.mark.parametrize(
        "rule", ["text-decoration: underline", 'font-family: "DejaVu Sans"', 'font-feature-settings: "zero"']
    )
    def test_that_is_drawn_in_a_way_of_its_own_leaves_the_packet_whole_or_right(self, pool, rule):
        try:
            fragment = compiled(pool, samples.page(), f"{samples.STYLES} @page {{ @bottom-center {{ {rule} }} }}")
        except OnlyWhole:
            return
        text = read_pdf(link([Part("x", fragment)], FACTS)).text
        assert "1 of 1" in text
        assert "0 of 0" not in text


class TestWhatCannotBeCompiled:
    def test_is_told_apart_from_what_cannot_be_laid_out(self, pool):
        with pytest.raises(RenderingFailed) as refused:
            compiled(pool, samples.page('<img src="file:///etc/hostname" alt="">'))
        assert not isinstance(refused.value, OnlyWhole)

    def test_is_told_by_the_place_in_the_code_and_no_word_of_the_document(self, pool):
        with pytest.raises(OnlyWhole) as reason:
            compiled(pool, samples.page(f"<p>secret{'<div>' * 3000}"))
        assert "secret" not in str(reason.value)
        assert " at " in str(reason.value)


def test_the_page_that_warms_a_worker_goes_all_the_way():
    answer = worker.do(CompileJob(worker.WARMING_PAGE, worker.WARMING_STYLES, page_number="0"))
    assert isinstance(answer, Compiled)
    assert decode_fragment(answer.fragment).pages[0].page_number is not None
