"""Lines of text drawn as they were measured: kept from layout to drawing, and their glyphs read in one go.

The engine has a line set twice, to measure it and to draw it, and reads each of a glyph's four numbers by itself. What
is not plain (an emoji, a letter no font has, an ellipsis, a raised glyph, words spread over the line) goes its way.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from therapytool.rendering.layout.quickening.shortcut import Shortcut, everywhere

NUMBERS_OF_A_GLYPH = ffi.sizeof("PangoGlyphInfo") // 4
"""Glyph, width, offset to the right, offset down, flags."""
ENDS_OF_PARAGRAPHS = frozenset("\n\r\N{PARAGRAPH SEPARATOR}")

_usual_deactivate = Layout.deactivate
_usual_reactivate = Layout.reactivate
_usual_draw = text.draw_first_line


def _deactivate(layout: Any) -> None:
    """Put a line aside once it is measured, and away once it is drawn."""
    measured = layout.layout, layout.style, layout.text
    _usual_deactivate(layout)
    if layout.__dict__.pop("as_measured", None) is None:
        layout.kept = measured


def _reactivate(layout: Any, style: Any) -> None:
    """Take a line up again to draw it, as it was measured if nothing is to be different."""
    kept, measured_in, measured = layout.__dict__.pop("kept", (None, None, None))
    layout.as_measured = (
        kept is not None
        and measured_in is style
        and measured == layout.text
        and not layout.justification_spacing
        and ENDS_OF_PARAGRAPHS.isdisjoint(measured)
    )
    if layout.as_measured:
        layout.layout, layout.style, layout.language = kept, style, None
    else:
        _usual_reactivate(layout, style)


def _draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw the words of a box; gives the emojis that are still to be drawn, none of a plain line."""
    layout = textbox.pango_layout
    if layout.as_measured:
        if text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip():
            line, _ = layout.get_first_line()
            if (shown := _shown(stream, line, layout.text)) is not None:
                stream.set_text_matrix(*matrix.values)
                for font, size, glyphs in shown:
                    stream.set_font_size(font, size)
                    stream.show_text(glyphs)
                return []
        _usual_reactivate(layout, textbox.style)
    return _usual_draw(stream, textbox, text_overflow, block_ellipsis, matrix)


def _shown(stream: Any, line: Any, words: str) -> list[tuple[str, float, str]] | None:
    """Fonts, sizes and glyphs of a line; None where it is not plain."""
    shown: list[tuple[str, float, str]] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        font, size = stream.add_font(item.item.analysis.font)
        if font.png or font.svg or font.colr or font.bitmap:
            return None
        glyphs = _glyphs(stream, item, font, size, words)
        if glyphs is None:
            return None
        if shown and shown[-1][:2] == (font.hash, size):
            shown[-1] = (font.hash, size, shown[-1][2] + glyphs)
        else:
            shown.append((font.hash, size, glyphs))
    return shown


def _glyphs(stream: Any, item: Any, font: Any, size: float, words: str) -> str | None:
    """The glyphs of a run as PDF shows them: their numbers, with corrections where they stand closer or wider."""
    known = font.__dict__.setdefault("known_glyphs", {})
    count = item.glyphs.num_glyphs
    numbers = memoryview(ffi.buffer(item.glyphs.glyphs, count * NUMBERS_OF_A_GLYPH * 4)).cast("i").tolist()
    written = []
    for place in range(count):
        start = place * NUMBERS_OF_A_GLYPH
        glyph, width, right, down = numbers[start : start + 4]
        if right or down or not 0 <= glyph < pango.PANGO_GLYPH_EMPTY:
            return None
        key = glyph, width, size
        if key not in known:
            known[key] = _glyph(stream, item, font, size, words, place, glyph, width)
        written.append(known[key])
    return f"<{''.join(written)}>".replace("<>", "")


def _glyph(stream: Any, item: Any, font: Any, size: float, words: str, place: int, glyph: int, width: int) -> str:
    """A glyph seen for the first time in a document in this width: note its letters and how wide it is in the font."""
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _letters(item, words, place)
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    closer = font.widths[glyph] - width * 1000 * FROM_UNITS / size
    return f"{glyph:04x}>{int(closer)}<" if closer else f"{glyph:04x}"


def _letters(item: Any, words: str, place: int) -> str:
    """The letters that a glyph stands for."""
    clusters, count, whole = item.glyphs.log_clusters, item.glyphs.num_glyphs, item.item
    first = clusters[place]
    if whole.analysis.level % 2:
        end = whole.length if place == 0 else clusters[place - 1]
    else:
        end = whole.length if place == count - 1 else clusters[place + 1]
    return words.encode()[whole.offset + first : whole.offset + end].decode()


SHORTCUTS = (
    Shortcut(Layout, "deactivate", _deactivate),
    Shortcut(Layout, "reactivate", _reactivate),
    *everywhere(text.draw_first_line, _draw_first_line),
)
