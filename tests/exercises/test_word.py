"""The sheet of the library for Word, as a clinician saves it."""

from __future__ import annotations

from io import BytesIO

import docx
from flask.testing import FlaskClient


def test_a_sheet_is_saved_for_word_at_its_dose_with_the_words_given(signed_in: FlaskClient) -> None:
    page = signed_in.get("/library/listen-dont-fix").get_data(as_text=True)
    assert "/library/listen-dont-fix/sheet.docx?" in page
    answer = signed_in.get("/library/listen-dont-fix/sheet.docx?dose=short&paper=a4&slot.hard_day=the+night+shift")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=listen-dont-fix-short.docx"
    file = docx.Document(BytesIO(answer.data))
    assert file.core_properties.title == "Listen, Don’t Fix"
    assert "the night shift" in " ".join(each.text for each in file.paragraphs)
    assert round((file.sections[0].page_width or 0) / 36000) == 210
