"""Very long words on paper: where they may part, so that none stands over the edge of its column.

German, Finnish and Dutch build words of thirty letters and more, and a table has narrow columns. A soft hyphen shows
only where a line ends at it, so nothing changes where there is room. Addresses get none: it would be read as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

LONGEST_WHOLE = 19
"""Letters of the longest word that is never parted."""
SOFT_HYPHEN = "\u00ad"

_VOWELS = "aeiouyäöüåæøéèêáàâíìîóòôúùûαεηιουωάέήίόύώаеёиоуыэюяіїє"
_CONSONANT = rf"[^\W\d_{_VOWELS}]"
_LONG_WORD = re.compile(rf"(?<![^\s(\"'“„‘‚«>])[^\W\d_]{{{LONGEST_WHOLE + 1},}}(?![\w@/]|[.:]\w)")
_SYLLABLES = re.compile(
    rf"(?<=[{_VOWELS}])(?=(?:sch|ch|ph|th|qu|{_CONSONANT})[{_VOWELS}])"
    rf"|(?<=[{_VOWELS}][^\W\d_{_VOWELS}sc])(?=[^\W\d_{_VOWELS}hlr][{_VOWELS}])"
    rf"|(?<=[{_VOWELS}]{_CONSONANT}{_CONSONANT})(?=[^\W\d_{_VOWELS}hlrs][{_VOWELS}])",
    re.IGNORECASE,
)
LEAST_PART = 3
"""Letters that a part of a word has at least."""


def with_parting_words(written: Callable[[str], Markup]) -> Callable[[str], Markup]:
    """The same way to write a text as HTML, with soft hyphens in its longest words."""

    def with_hyphens(text: str) -> Markup:
        return parted(written(text))

    return with_hyphens


def parted(text: Markup) -> Markup:
    """HTML with soft hyphens between the syllables of words of twenty letters and more, as far as vowels tell them."""
    if len(text) <= LONGEST_WHOLE:
        return text
    return Markup(_LONG_WORD.sub(_hyphenated, text))  # noqa: S704  # it was HTML before, and soft hyphens are letters


def parts_of(word: str) -> list[str]:
    """The parts at which a plain word may end a line; one that is not so long, and an address, is one part."""
    if len(word) <= LONGEST_WHOLE:
        return [word]
    return parted(Markup.escape(word)).unescape().split(SOFT_HYPHEN)


def _hyphenated(found: re.Match[str]) -> str:
    word, parts, begin = found[0], [], 0
    for place in (match.start() for match in _SYLLABLES.finditer(found[0])):
        if place - begin >= LEAST_PART and len(word) - place >= LEAST_PART:
            parts.append(word[begin:place])
            begin = place
    return SOFT_HYPHEN.join([*parts, word[begin:]])
