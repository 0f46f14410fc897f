"""What a laid-out document says, read back from the PDF. Through a worker, as in life."""

from __future__ import annotations

import pytest

from tests.pdf import Bookmark, Pdf, read_pdf
from tests.rendering.samples import STYLES, page, worksheets
from therapytool.errors import RenderingFailed
from therapytool.rendering.html import stylesheet
from therapytool.rendering.layout import engine
from therapytool.rendering.workers.jobs import LayoutJob
from therapytool.rendering.workers.pool import Pool


@pytest.fixture(scope="module")
def packet(pool: Pool) -> Pdf:
    outcome = pool.run(LayoutJob(worksheets(3), STYLES))
    assert outcome.warnings == ()
    assert outcome.page_count == 3
    return read_pdf(outcome.pdf)


class TestAPacket:
    def test_has_the_size_and_number_of_pages_its_styles_ask_for(self, packet):
        assert packet.sizes == {(612.0, 792.0)}
        assert len(packet.pages) == 3
        assert "2 of 3" in packet.pages[1].text

    def test_embeds_subsets_of_our_typefaces_and_no_other(self, packet):
        families = ("Atkinson-Hyperlegible-Next", "Source-Serif-4", "Therapytool-Symbols")
        assert len(packet.fonts) >= 3
        assert all(font.is_embedded and font.is_subset for font in packet.fonts)
        assert all(font.name.startswith(families) for font in packet.fonts)

    def test_is_tagged_for_screen_readers(self, packet):
        tags = packet.tag_counts()
        assert (tags["H1"], tags["Table"], tags["TR"]) == (3, 3, 18)
        assert "pdf/ua-1" in packet.metadata.claims

    def test_has_an_outline_of_its_headings(self, packet):
        assert packet.outline == tuple(Bookmark(f"Sheet {n}", 1, n) for n in (1, 2, 3))

    def test_says_what_it_is_and_who_made_it_but_not_when(self, packet):
        facts = packet.metadata
        assert (facts.title, facts.author, facts.creator) == ("Packet", "The Practice", "Therapytool")
        assert (facts.language, facts.shows_title, facts.created) == ("en-US", True, "")

    def test_can_be_read_as_text_in_reading_order(self, packet):
        text = packet.pages[0].text
        assert text.index("Sheet 1") < text.index("A mask is a habit") < text.index("When")


class TestLetters:
    def test_of_another_script_are_set_from_the_machine_and_noted(self, pool):
        outcome = pool.run(LayoutJob(page("<p>Her name is Ӑҫӗ.</p>"), STYLES))
        assert "Ӑҫӗ" in read_pdf(outcome.pdf).text
        assert outcome.warnings[0].startswith("3 letters that the shipped typefaces lack")
        assert "U+04D0" in outcome.warnings[0]
        assert "Ӑ" not in outcome.warnings[0]

    def test_written_as_character_references_are_seen_too(self, pool):
        assert "U+04AB" in pool.run(LayoutJob(page("<p>&#1195;</p>"), STYLES)).warnings[0]

    @pytest.mark.parametrize(
        "text",
        [
            "“Quotes” – dashes — and… é ñ ü ß Ő ž",
            "Ένιωσα φόβο",
            "Я сказал правду; її ґанок",
            "½ ≥ • × ÷",
            "a\u00a0b\u2009c\u00add",
        ],
    )
    def test_of_western_typography_are_ours(self, text, pool):
        assert pool.run(LayoutJob(page(f"<p>{text}</p>"), STYLES)).warnings == ()


class TestWarnings:
    def test_of_the_engine_come_back_with_the_pages(self, pool):
        (warning,) = pool.run(LayoutJob(page(), STYLES + "p { colour: red }")).warnings
        assert "colour" in warning

    def test_are_few_and_short_however_many_there_are(self, pool):
        nonsense = " ".join(f"p {{ wrong-{n}: {'x' * 1000} }}" for n in range(200))
        warnings = pool.run(LayoutJob(page(), nonsense)).warnings
        assert len(warnings) == 50
        assert max(map(len, warnings)) <= 300

    def test_name_a_typeface_that_is_not_shipped(self, pool):
        face = '@font-face { font-family: "Other"; src: url("asset:fonts/Other.ttf") }'
        assert "Other" in pool.run(LayoutJob(page(), face)).warnings[0]


def test_pages_come_out_even_if_their_tags_cannot_be_completed(monkeypatch):
    def fail(drawing: object) -> None:
        raise KeyError("S")

    monkeypatch.setattr(engine, "complete_tags", fail)
    pages = engine.lay_out(page(), STYLES)
    assert pages.warnings == ("Tags are as the engine leaves them (KeyError)",)
    assert read_pdf(pages.pdf).tag_counts()["P"] == 1


def test_rows_that_are_to_stay_together_and_are_higher_than_a_page_are_parted(pool):
    last = "<tfoot><tr style='height: 200mm'><td>The last row</td></tr></tfoot>"
    table = f"<table><tbody><tr style='height: 90mm'><td>The first row</td></tr></tbody>{last}</table>"
    kept = "tr { break-inside: avoid } tfoot { display: table-row-group } tfoot tr { break-before: avoid }"
    outcome = pool.run(LayoutJob(page(table), stylesheet() + kept))
    assert [line for each in read_pdf(outcome.pdf).pages for line in each.text.splitlines() if "row" in line] == [
        "The first row",
        "The last row",
    ]


@pytest.mark.parametrize("body", ["", "<tbody><tr><td>c</tbody>"])
def test_a_table_has_a_body_even_where_a_page_shows_its_head_and_foot_alone(body):
    ends = "<thead><tr><th>a</thead>{}<tfoot><tr><td>b</tfoot>"
    counts = read_pdf(engine.lay_out(page(f"<table>{ends.format(body)}</table>"), STYLES).pdf).tag_counts()
    assert (counts["TBody"], counts.get("THead", 0), counts.get("TFoot", 0)) == ((1, 1, 1) if body else (2, 0, 0))


def test_the_same_page_gives_the_same_bytes_from_any_worker(pool):
    job = LayoutJob(worksheets(2), STYLES)
    with Pool(size=1) as other:
        assert other.run(job).pdf == pool.run(job).pdf == pool.run(job).pdf


def test_long_words_are_hyphenated_by_the_dictionary_of_the_language(pool):
    outcome = pool.run(LayoutJob(page("<p>accomplishment</p>"), "p { hyphens: auto; width: 2.2cm; font-size: 16pt }"))
    assert outcome.warnings == ()
    assert "accomplishment" not in read_pdf(outcome.pdf).text


def test_a_picture_may_be_written_into_the_styles(pool):
    line = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9' stroke='black'/></svg>"
    styles = f"""p {{ background: url("data:image/svg+xml,{line.replace("<", "%3C").replace(">", "%3E")}") }}"""
    assert pool.run(LayoutJob(page(), styles)).warnings == ()


def test_a_fault_on_one_page_leaves_the_worker_at_work(pool):
    before = pool.worker_ids()
    with pytest.raises(RenderingFailed):
        pool.run(LayoutJob(page('<img src="file:///etc/hostname" alt="">'), STYLES))
    pool.run(LayoutJob(page(), STYLES))
    assert pool.worker_ids() == before
