"""Files that come back are taken for what they are, and the monstrous ones for nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.homework.filled_files import photo
from therapytool.errors import RenderingFailed
from therapytool.rendering.fillable.arrivals import LONGEST_SIDE, MOST_PAGES, arrival
from therapytool.rendering.fillable.form import FilledField, Obstacle
from therapytool.rendering.keeping.cache import PrintCache
from therapytool.rendering.printer import Printer
from therapytool.rendering.workers.limits import Limits
from therapytool.rendering.workers.pool import Pool

CODE = "https://therapy.example.org/w#abc"


def pdf(fill: Callable[[pikepdf.Pdf], None], *, pages: int = 1) -> bytes:
    """A PDF that somebody else made."""
    with pikepdf.Pdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        fill(file)
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def with_fields(*fields: pikepdf.Dictionary) -> bytes:
    def fill(file: pikepdf.Pdf) -> None:
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([file.make_indirect(each) for each in fields]))

    return pdf(fill)


def text_field(name: str, value: object = "x") -> pikepdf.Dictionary:
    return pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=name, V=value)


def turning_in_circles() -> bytes:
    def fill(file: pikepdf.Pdf) -> None:
        field = file.make_indirect(pikepdf.Dictionary(T="round"))
        field.Kids = pikepdf.Array([field])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    return pdf(fill)


def deep(levels: int) -> bytes:
    field = text_field("end")
    for _ in range(levels):
        field = pikepdf.Dictionary(T="level", Kids=pikepdf.Array([field]))
    return with_fields(field)


def picture_bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it is side by side dots."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">2I5B", side, side, 1, 0, 0, 0, 0)
    chunks = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 4096)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "PDF"])
def test_a_page_becomes_a_small_picture_with_its_code_read(kind: str) -> None:
    found = arrival(photo(CODE, kind=kind, size=(2400, 3200)))
    (picture,) = found.pictures
    with Image.open(BytesIO(picture)) as kept:
        assert (kept.format, max(kept.size), dict(kept.getexif())) == ("JPEG", LONGEST_SIDE, {})
    assert found.codes == (CODE,)


def in_bad_light(picture: Image.Image) -> Image.Image:
    """Dark on one side, with the shadow of a hand over the middle."""
    light = Image.linear_gradient("L").resize(picture.size).point(lambda value: 25 + value // 4)
    light.paste(18, (0, picture.height // 8, picture.width // 3, picture.height // 2))
    return ImageChops.multiply(picture, Image.merge("RGB", (light,) * 3))


def from_aslant(picture: Image.Image) -> Image.Image:
    """As a phone sees a page on a table, held a little to the side."""
    width, height = picture.size
    corners = (-80, -120, 40, height + 160, width + 120, height - 30, width - 90, 60)
    return picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR, fillcolor="gray")


@pytest.mark.parametrize(
    "taken",
    [lambda page: page.rotate(90, expand=True), lambda page: page.rotate(187), in_bad_light, from_aslant],
    ids=["on its side", "upside down", "bad light", "aslant"],
)
def test_a_code_is_read_however_the_page_was_photographed(taken: Callable[[Image.Image], Image.Image]) -> None:
    out = BytesIO()
    taken(Image.open(BytesIO(photo(CODE, kind="PNG"))).convert("RGB")).save(out, "JPEG", quality=70)
    assert arrival(out.getvalue()).codes == (CODE,)


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", (400, 300)).save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(arrival(out.getvalue()).pictures[0])) as kept:
        assert kept.size == (300, 400)


@pytest.mark.parametrize(
    ("content", "obstacle"),
    [
        (b"", Obstacle.UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Obstacle.UNREADABLE),
        (b"%PDF-1.7\n%%EOF", Obstacle.UNREADABLE),
        (photo()[:300], Obstacle.UNREADABLE),
        (picture_bomb(60_000), Obstacle.TOO_LARGE),
        (pdf(lambda file: None, pages=MOST_PAGES + 1), Obstacle.TOO_MANY_PAGES),
        (turning_in_circles(), Obstacle.NOT_OURS),
        (deep(50), Obstacle.NOT_OURS),
        (with_fields(*(text_field(f"f{number}") for number in range(5_001))), Obstacle.NOT_OURS),
        (with_fields(text_field("long", "x" * 200_001)), Obstacle.NOT_OURS),
    ],
    ids=["nothing", "svg", "half a pdf", "half a photo", "bomb", "pages", "circle", "deep", "fields", "words"],
)
def test_what_cannot_be_taken_in_says_why(content: bytes, obstacle: Obstacle) -> None:
    found = arrival(content)
    assert (found.obstacle, found.pictures, found.copies) == (obstacle, (), ())


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
def test_words_in_fields_that_the_form_has_lost_are_seen_on_the_picture() -> None:
    with pikepdf.Pdf.new() as file:
        file.add_blank_page()
        field = file.make_indirect(text_field("lost", "XXXX"))
        field.Type, field.Subtype = pikepdf.Name.Annot, pikepdf.Name.Widget
        field.DA, field.Rect = pikepdf.String("/Helv 60 Tf 0 g"), pikepdf.Array([100, 300, 500, 400])
        file.pages[0].Annots = pikepdf.Array([field])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        out = BytesIO()
        file.save(out)
    (picture,) = arrival(out.getvalue()).pictures
    with Image.open(BytesIO(picture)) as kept:
        assert kept.convert("L").getextrema()[0] < 60


def test_values_that_are_no_words_count_as_blank() -> None:
    odd = with_fields(
        text_field("number", 7),
        text_field("list", pikepdf.Array([1, 2])),
        text_field("nothing", pikepdf.Dictionary()),
        pikepdf.Dictionary(T="without kind", V="words"),
        pikepdf.Dictionary(FT=pikepdf.Name.Btn, T="button", Kids=pikepdf.Array([1, "x"])),
    )
    (copy,) = arrival(odd).copies
    assert copy.token == ""
    assert FilledField("without kind", "words") in copy.fields
    assert {field.value for field in copy.fields if field.name != "without kind"} == {""}


def test_half_a_letter_is_left_out_and_the_rest_is_kept() -> None:
    odd = with_fields(
        text_field("cut emoji", pikepdf.Object.parse(b"<feff00680069d83d>")),
        text_field("cut letter", pikepdf.Object.parse(b"<feff006800>")),
        text_field("not its encoding", pikepdf.Object.parse(b"<efbbbf68ff>")),
        pikepdf.Dictionary(FT=pikepdf.Name.Btn, T="state", V=pikepdf.Object.parse(b"/h#ff")),
    )
    (copy,) = arrival(odd).copies
    assert [field.value for field in copy.fields] == ["hi", "h", "h", "h\N{REPLACEMENT CHARACTER}"]


def test_a_file_that_takes_too_long_is_told_in_words() -> None:
    heavy = photo(kind="PNG", size=(6000, 8000))
    with Pool(size=1, limits=Limits(seconds=0.05)) as pool, pytest.raises(RenderingFailed, match="smaller parts"):
        Printer(pool, PrintCache()).take_in(heavy)
