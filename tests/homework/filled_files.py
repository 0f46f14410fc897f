"""Files as clients send them back: sheets filled in by a program, and photos of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

import pikepdf
import pillow_heif
import segno
from PIL import Image

from therapytool.rendering.fillable.form import field_name

pillow_heif.register_heif_opener()


def filled(content: bytes, answers: Mapping[str, str], *, copy: int = 1) -> bytes:
    """A fillable PDF with words typed into one of its copies, by the keys of the questions ("born~year" for a part)."""

    def fill(file: pikepdf.Pdf) -> None:
        fields = fields_of(file, copy)
        for key, said in answers.items():
            field = fields[field_name(*key.split("~"))]
            field.V = pikepdf.Name(f"/{said}") if field.FT == "/Btn" else pikepdf.String(said)

    return changed(content, fill)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF after somebody has done something to it."""
    with pikepdf.open(BytesIO(content)) as file:
        change(file)
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def fields_of(file: pikepdf.Pdf, copy: int = 1) -> dict[str, pikepdf.Object]:
    """The fields of one copy by name."""
    return {str(field.T): field for field in file.Root.AcroForm.Fields[copy - 1].Kids}


def photo(code: str = "", *, kind: str = "JPEG", size: tuple[int, int] = (1200, 1600)) -> bytes:
    """A photo of a page, with a QR of this text on it, taken at a place that nobody should learn."""
    picture = Image.new("RGB", size, "white")
    if code:
        square = BytesIO()
        segno.make(code, error="m", micro=False).save(square, kind="png", scale=8)
        picture.paste(Image.open(square).convert("RGB"), (80, 80))
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A Phone"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return out.getvalue()
