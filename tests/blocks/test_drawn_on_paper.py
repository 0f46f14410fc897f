"""Drawings on real pages and on screen: theme and inks, words in their places, nothing lost, said in words as well."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jinja2 import nodes
from pydantic import TypeAdapter

from tests.blocks.odd_cases import ODD_BLOCKS, odd_answers
from tests.blocks.test_kinds import TEMPLATES, parsed
from tests.pdf import Pdf, read_pdf
from therapytool.blocks import KINDS, AnyBlock
from therapytool.blocks.answers import answer_problems
from therapytool.blocks.base import Answers
from therapytool.blocks.drawings.drawn import DrawnBlock, Ink
from therapytool.blocks.drawings.shipped_drawings import drawing_paths, read_drawing, shipped_drawing
from therapytool.blocks.gallery.samples import SAMPLES
from therapytool.blocks.image import ImageBlock
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.library import exercise_paths
from therapytool.exercises.files.reading import read_file
from therapytool.exercises.letterhead import letterhead
from therapytool.exercises.sheets.sheet import SheetOptions, worksheet_document
from therapytool.exercises.vocabulary import Theme
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.html import body
from therapytool.rendering.printer import Printer, PrintJob

ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
DRAWN_BLOCKS = [block for block in ODD_BLOCKS if isinstance(block, (DrawnBlock, ImageBlock))]
LONG_ANSWER = "It started long before that evening. " * 40
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


def document_of(*blocks: AnyBlock, answers: Answers | None = None, theme: Theme = Theme.B, **more: Any) -> Document:
    """A worksheet of these blocks in a theme; `more` are values for the templates."""
    exercise = read_file(exercise_paths()[0], ExerciseContent)
    worksheet = exercise.worksheet.model_copy(update={"blocks": blocks})
    content = exercise.model_copy(update={"title": "Drawn", "themes": (theme,), "worksheet": worksheet})
    head = letterhead("Harbor Practice", "", "US")
    made = worksheet_document(
        content, version="", options=SheetOptions(), letterhead=head, slots={}, answers=answers or {}
    )
    return Document(made.template, made.title, {**made.values, **more}, made.running_title)


def printed(printer: Printer, document: Document, paper: Paper = Paper.LETTER) -> tuple[Pdf, tuple[str, ...]]:
    result = printer.print(PrintJob([document], PrintProfile(paper), title="Drawn", author="Harbor Practice"))
    return read_pdf(result.pdf), result.warnings


def sample(kind: str) -> AnyBlock:
    return SAMPLES[kind].block


@pytest.fixture(scope="module")
def filled(printer: Printer) -> Pdf:
    pdf, warnings = printed(printer, document_of(*DRAWN_BLOCKS, answers=odd_answers()), Paper.A4)
    assert warnings == ()
    return pdf


class TestInk:
    def test_every_ink_is_drawn_in_every_medium(self) -> None:
        assigned = (node for node in parsed("controls/paper.html").find_all(nodes.Assign))
        inks = next(
            node.node for node in assigned if isinstance(node.target, nodes.Name) and node.target.name == "INKS"
        )
        assert set(inks.as_const()) == set(Ink)
        screen = (TEMPLATES / "controls" / "screen.css").read_text(encoding="utf-8")
        usual = {Ink.LINE}
        assert {ink for ink in Ink if f".ink-{ink}" not in screen} <= usual

    @pytest.mark.parametrize("theme", Theme)
    def test_is_the_color_of_the_theme(self, theme: Theme) -> None:
        styles = (TEMPLATES / "layouts" / "print.css").read_text(encoding="utf-8")
        accent = re.search(rf"\.theme-{theme.lower()} {{ --accent: (#\w+)", styles)
        assert accent
        page = body(document_of(sample("venn"), theme=theme), PrintProfile())
        assert '<svg class="drawing-picture" viewBox="0 0 172.0' in page
        assert f'color="{accent[1]}"' in page


class TestAFilledDrawing:
    def test_is_a_figure_that_says_what_is_drawn(self, filled: Pdf) -> None:
        said = {tag.alternative for root in filled.tags for tag in root.walk() if tag.kind == "Figure"}
        answers = odd_answers()
        blocks = [block for block in DRAWN_BLOCKS if isinstance(block, DrawnBlock)]
        drawn = {drawing.in_words for block in blocks for drawing in block.pictures(answers)}
        assert drawn - said == set()

    def test_holds_the_words_of_its_labels_as_text(self, filled: Pdf) -> None:
        text = "".join(filled.text.split())
        drawings = [block.drawing(odd_answers()) for block in DRAWN_BLOCKS if isinstance(block, DrawnBlock)]
        words = {row for drawing in drawings for word in drawing.words for row in word.rows}
        assert [row for row in words if "".join(row.split()) not in text] == []

    def test_loses_nothing_of_an_answer_longer_than_its_place(self, printer: Printer) -> None:
        answers = {"circles.ab": f"{LONG_ANSWER}The end.", "circles.a": "Short"}
        pdf, warnings = printed(printer, document_of(sample("venn"), answers=answers))
        assert warnings == ()
        text = " ".join(pdf.text.split())
        assert "(written out below)" in text
        assert "Both: It started long before" in text
        assert text.count("It started long before") == 40
        assert "The end." in text

    def test_never_takes_words_for_markup(self, printer: Printer) -> None:
        nasty = "<b>1</b> {{ 7 * 7 }}"
        pdf, _ = printed(printer, document_of(sample("timeline"), answers={"moments.m1.p1": nasty}))
        assert nasty in pdf.text.replace("\n", " ")


class TestWithoutAPicture:
    """What a profile for readers whom pictures do not help prints instead."""

    def test_everything_is_asked_in_words(self, printer: Printer) -> None:
        blocks = [block for block in DRAWN_BLOCKS if isinstance(block, DrawnBlock)]
        pdf, warnings = printed(printer, document_of(*blocks, answers=odd_answers(), drawings_in_words=True))
        assert warnings == ()
        text = "".join(pdf.text.split())
        labels = [zone.short_label for block in blocks for zone in block.drawing({}).zones]
        assert [label for label in labels if "".join(label.split()) not in text] == []
        typed = [words for words in odd_answers().values() if words.startswith("Said in body.")]
        assert [words for words in typed if "".join(words.split()) not in text] == []
        assert "Figure" not in pdf.tag_counts()


STORED = {"kind": "image", "shows": {"asset": "a1b2c3d4e5", "alternative": "Our kitchen", "proportion": 50}}


class TestAStoredImage:
    def test_is_shown_where_it_is_at_hand(self, printer: Printer) -> None:
        document = document_of(sample("lines"), ANY_BLOCK.validate_python(STORED), images={"a1b2c3d4e5": PICTURE})
        pdf, warnings = printed(printer, document)
        assert warnings == ()
        assert "Our kitchen" in {tag.alternative for root in pdf.tags for tag in root.walk()}

    def test_leaves_a_frame_where_it_is_not(self, printer: Printer) -> None:
        pdf, warnings = printed(printer, document_of(sample("lines"), ANY_BLOCK.validate_python(STORED)))
        assert warnings == ()
        assert "Our kitchen" in {tag.alternative for root in pdf.tags for tag in root.walk()}


class TestShippedDrawings:
    @pytest.mark.parametrize("name", drawing_paths())
    def test_are_as_wide_as_the_text_and_say_what_they_show(self, name: str) -> None:
        drawing = shipped_drawing(name)
        assert drawing.width == 172
        assert drawing.title
        assert drawing.description
        assert drawing.shapes

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            ('<path class="outline" d="M0 0"/><script/>', "only title, desc and path"),
            ('<path class="neon" d="M0 0"/>', "'neon' is not a valid Ink"),
        ],
    )
    def test_hold_paths_in_our_inks_alone(self, content: str, complaint: str) -> None:
        text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 172 100">{content}</svg>'
        with pytest.raises(ValueError, match=complaint):
            read_drawing(text)


class TestTheGallery:
    @pytest.mark.parametrize("kind", SAMPLES)
    def test_shows_a_kind_with_answers_that_fit(self, kind: str) -> None:
        block, answers = SAMPLES[kind]
        assert kind in KINDS
        assert block.kind == kind
        if block.questions():
            assert answers
            assert answer_problems([sample.block for sample in SAMPLES.values()], answers) == {}

    def test_shows_every_kind(self) -> None:
        assert set(SAMPLES) == set(KINDS)

    def test_prints_blank_and_filled(self, printer: Printer) -> None:
        answers = {key: text for each in SAMPLES.values() for key, text in each.answers.items()}
        blocks = [each.block for each in SAMPLES.values()]
        for given in ({}, answers):
            _, warnings = printed(printer, document_of(*blocks, answers=given))
            assert warnings == ()
