"""How text is set in a style: typeface, language and features are told to Pango once for a style, not for every line.

The height of an empty line of a style is written down with it, too.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from therapytool.rendering.layout.quickening.shortcut import Shortcut, everywhere, written_down

FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
NO_LINES: dict[str, Any] = {"ascent": None, "underline_position": None, "strikethrough_position": None}


class Setting(NamedTuple):
    """What Pango is told of a style."""

    context: Any
    font: Any
    features: bytes
    language: Any


_usual_setup = Layout.setup
_usual_strut = line_break.strut


def _setup(layout: Any, style: Any) -> None:
    """Begin a line in a style. What is underlined, or in a language of its own, goes the usual way."""
    written = written_down(style)
    if "setting" not in written:
        written["setting"] = _setting(style)
    setting: Setting | None = written["setting"]
    if setting is None:
        _usual_setup(layout, style)
        return
    layout.__dict__.update(NO_LINES, style=style, first_line_direction=0, language=setting.language)
    layout.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, setting.font)
    if setting.features:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, _feature_attribute(style.font_config, setting.features))
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _setting(style: Any) -> Setting | None:
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal" or not style["lang"]:
        return None
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    code, _kept_while_in_use = unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(code)
    pango.pango_context_set_language(context, language)
    features = font_features(*[style[name] for name in FEATURES])
    written = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    return Setting(context, get_font_description(style), written, language)


def _feature_attribute(fonts: Any, features: bytes) -> Any:
    """One for all lines: the engine keeps them, since Pango frees none."""
    if features not in fonts.font_features:
        fonts.font_features[features] = pango.pango_attr_font_features_new(features)
    return fonts.font_features[features]


def _strut(style: Any) -> tuple[float, float]:
    """Height and baseline of an empty line."""
    written = written_down(style)
    if "strut" not in written:
        written["strut"] = _usual_strut(style)
    found: tuple[float, float] = written["strut"]
    return found


SHORTCUTS = (Shortcut(Layout, "setup", _setup), *everywhere(line_break.strut, _strut))
