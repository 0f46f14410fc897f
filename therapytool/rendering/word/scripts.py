"""Words in other scripts, as Word wants them told: which run from right to left, which are of East Asia.

Word draws each letter right by itself. But where points and numbers among Hebrew or Arabic stand, which typeface a mark
among Chinese takes and in which voice either is read aloud, it knows only if it is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from therapytool.formatting import is_right_to_left

AFTER_DIRECTION = (
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
)  # fmt: skip
"""What the schema wants after the direction of a paragraph."""


class Script(StrEnum):
    """The attribute of a language by which Word keeps each kind of script."""

    PLAIN = "val"
    RIGHT_TO_LEFT = "bidi"
    EAST_ASIAN = "eastAsia"


LANGUAGES = (
    (Script.RIGHT_TO_LEFT, "HEBREW", "he-IL"),
    (Script.RIGHT_TO_LEFT, "", "ar-SA"),
    (Script.EAST_ASIAN, "HIRAGANA", "ja-JP"),
    (Script.EAST_ASIAN, "KATAKANA", "ja-JP"),
    (Script.EAST_ASIAN, "HANGUL", "ko-KR"),
    (Script.EAST_ASIAN, "", "zh-CN"),
)
"""The likeliest language of a script: the first that one of its letters is named for."""


def by_script(text: str) -> Iterator[tuple[str, Script]]:
    """The text in pieces of one script each. Signs and numbers go with what is around them, or else with the first."""
    if text.isascii():
        yield text, Script.PLAIN
        return
    scripts = _evened([_script_of(letter) for letter in text])
    for script, letters in groupby(zip(text, scripts, strict=True), key=itemgetter(1)):
        yield "".join(letter for letter, _ in letters), script


def mark_run(run: Any, text: str, script: Script) -> None:
    """Say of a run of Word, whose style is set already, in which script its text is."""
    if script is Script.PLAIN:
        return
    look = run.get_or_add_rPr()
    if script is Script.EAST_ASIAN:
        look.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    else:
        look.append(OxmlElement("w:rtl"))
    spoken = OxmlElement("w:lang")
    spoken.set(qn(f"w:{script}"), _language_of(text, script))
    look.append(spoken)


def set_direction(paragraph: Any, text: str) -> None:
    """Let a paragraph begin at the right where its text does."""
    if is_right_to_left(text):
        names = (f"w:{name}" for name in AFTER_DIRECTION)
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *names)


def _script_of(letter: str) -> Script | None:
    """The script of a letter; None for what has none, as points, numbers and spaces."""
    if unicodedata.bidirectional(letter) in {"R", "AL"}:
        return Script.RIGHT_TO_LEFT
    if not letter.isalpha():
        return None
    return Script.EAST_ASIAN if unicodedata.east_asian_width(letter) in {"W", "F"} else Script.PLAIN


def _evened(scripts: Sequence[Script | None]) -> list[Script]:
    """Give what has no script that of its neighbors where both have the same, or else that of the first letter."""
    first = next((script for script in scripts if script), Script.PLAIN)
    before, after = _last_known(scripts, first), _last_known(scripts[::-1], first)[::-1]
    return [mine if mine is other else first for mine, other in zip(before, after, strict=True)]


def _last_known(scripts: Sequence[Script | None], first: Script) -> list[Script]:
    found, last = [], first
    for script in scripts:
        last = script or last
        found.append(last)
    return found


def _language_of(text: str, script: Script) -> str:
    names = [unicodedata.name(letter, "") for letter in text]
    fitting = (language for kind, word, language in LANGUAGES if kind is script and any(word in name for name in names))
    return next(fitting)
