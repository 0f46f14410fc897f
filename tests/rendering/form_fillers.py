"""Engines that people fill PDFs with, for tests: each types the same answers into a file and saves it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pikepdf.form
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

Answers = Mapping[str, str]
"""By full field name: words, or the state of a button ("yes", "7")."""
Filler = Callable[[bytes, Answers], bytes]


def by_pikepdf(content: bytes, answers: Answers) -> bytes:
    """pikepdf, which leaves it to readers to show what was filled in."""
    with pikepdf.open(BytesIO(content)) as file:
        form = pikepdf.form.Form(file)
        for name, field in form.items():
            if name not in answers:
                continue
            if isinstance(field, pikepdf.form.RadioButtonGroup):
                field.value = pikepdf.Name(f"/{answers[name]}")
            elif isinstance(field, pikepdf.form.CheckboxField):
                field.checked = True
            else:
                field.value = answers[name]
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def by_pypdf(content: bytes, answers: Answers) -> bytes:
    """pypdf, which writes appearances itself."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    buttons = {name for name, field in (writer.get_fields() or {}).items() if field.get("/FT") == "/Btn"}
    values = {name: f"/{said}" if name in buttons else said for name, said in answers.items()}
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def by_mupdf(content: bytes, answers: Answers) -> bytes:
    """MuPDF."""
    with pymupdf.open(stream=content, filetype="pdf") as file:
        for page in file:
            for widget in page.widgets():
                said = answers.get(widget.field_name)
                if said is None:
                    continue
                if widget.field_type == pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON:
                    widget.field_value = widget.on_state() == said
                    if not widget.field_value:
                        continue
                elif widget.field_type == pymupdf.PDF_WIDGET_TYPE_CHECKBOX:
                    widget.field_value = True
                else:
                    widget.field_value = said
                widget.update()
        return bytes(file.tobytes())


def by_pdfium(content: bytes, answers: Answers) -> bytes:
    """PDFium, with which Chromium shows PDFs, the way a person does it: click into a field, type, click elsewhere."""
    places = _widgets(content)
    with _opened(content) as (document, form):
        for number in range(len(document)):
            with _page(document, form, number) as page:
                for name, said, rectangle, is_button in places[number]:
                    if answers.get(name) == said if said else name in answers:
                        _click(form, page, rectangle)
                        if not is_button:
                            _type(form, page, answers[name])
                pdfium.FORM_ForceToKillFocus(form)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


FILLERS: dict[str, Filler] = {"pikepdf": by_pikepdf, "pypdf": by_pypdf, "MuPDF": by_mupdf, "PDFium": by_pdfium}


def _widgets(content: bytes) -> list[list[tuple[str, str, tuple[float, ...], bool]]]:
    """For each page its widgets: full name, state of a button, rectangle, whether it is one."""
    with pikepdf.open(BytesIO(content)) as file:
        return [[_widget(each) for each in page.get("/Annots", ()) if each.Subtype == "/Widget"] for page in file.pages]


def _widget(widget: Any) -> tuple[str, str, tuple[float, ...], bool]:
    names, above, kind = [], widget, ""
    while above is not None:
        names += [str(above.T)] if "/T" in above else []
        kind = kind or str(above.get("/FT", ""))
        above = above.get("/Parent")
    states = [str(key)[1:] for key in list(widget.AP.N) if key != "/Off"] if kind == "/Btn" else [""]
    return ".".join(reversed(names)), states[0], tuple(map(float, widget.Rect)), kind == "/Btn"


@contextmanager
def _opened(content: bytes) -> Any:
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    try:
        yield document, document.formenv.raw
    finally:
        document.close()


@contextmanager
def _page(document: pypdfium2.PdfDocument, form: Any, number: int) -> Any:
    page = document[number]
    pdfium.FORM_OnAfterLoadPage(page.raw, form)
    try:
        yield page.raw
    finally:
        pdfium.FORM_OnBeforeClosePage(page.raw, form)
        page.close()


def _click(form: Any, page: Any, rectangle: tuple[float, ...]) -> None:
    left, bottom, right, top = rectangle
    point = (left + right) / 2, (bottom + top) / 2
    pdfium.FORM_OnMouseMove(form, page, 0, *point)
    pdfium.FORM_OnLButtonDown(form, page, 0, *point)
    pdfium.FORM_OnLButtonUp(form, page, 0, *point)


def _type(form: Any, page: Any, words: str) -> None:
    encoded = (words.replace("\n", "\r") + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(encoded)
    pdfium.FORM_ReplaceSelection(form, page, ctypes.cast(buffer, pdfium.FPDF_WIDESTRING))
