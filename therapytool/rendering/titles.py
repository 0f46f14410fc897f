"""Titles and what stands below them in large type: where they break, and what a running foot has room for of them."""

from __future__ import annotations

from unicodedata import east_asian_width

from markupsafe import Markup, escape

LONGEST_END = 18
"""Letters that fit on a line of any paper in any size of type."""
LONGEST_EVEN = 24
"""Letters of a word that leaves lines as even as others do."""
STEP = 6
"""Letters by which a foot is made shorter until it takes two lines."""
LONGEST_IN_TWO_LINES = 42
"""Letters of a title that takes two lines; a longer one breaks by itself, and only its last two words stay together."""


def titled(title: str) -> Markup:
    """A title as HTML whose last words stay together, so that no short word stands alone on its second line.

    Where the title takes one line nothing changes. The last words are those that come nearest to half of it; of a title
    that takes more than two lines the last two.
    """
    words = title.split()
    ends = [" ".join(words[place:]) for place in range(1, len(words) - 1)]
    fitting = [end for end in ends if len(end) <= LONGEST_END]
    if not fitting:
        return escape(title)
    is_long = len(title) > LONGEST_IN_TWO_LINES
    end = fitting[-1] if is_long else min(fitting, key=lambda each: abs(2 * len(each) - len(title)))
    beginning = title.strip()[: -len(end)].rstrip()
    return Markup('{} <span class="title-end">{}</span>').format(beginning, end)


def ended_together(sentence: Markup) -> Markup:
    """A sentence in HTML whose last two words stay on one line; as it is where they are long or set differently.

    A space that does not break says so: around words that are not to wrap, the engine may break a line after its first.
    """
    beginning, *end = sentence.rsplit(" ", 2)
    last = Markup("\u00a0").join(end)
    if len(end) < 2 or len(last) > LONGEST_END or "<" in last:
        return sentence
    return Markup(" ").join((beginning, last))


def running_foot(practice: str, title: str, room: int) -> str:
    """The practice and the title as they stand in a foot with room for so many letters; what is too long ends in "…".

    What follows the last comma of a title stays, if it is short: the version, "agenda".
    """
    foot, left = _foot(practice, title, room), room
    while _is_ragged(foot, room // 2) and left > room // 3:
        left -= STEP
        foot = _foot(practice, title, left)
    return foot


def _foot(practice: str, title: str, room: int) -> str:
    whose = shortened(practice, room // 2)
    return " · ".join(filter(None, (whose, _with_its_end(title, room - _letters(whose)))))


def _is_ragged(foot: str, line: int) -> bool:
    """Whether very long words leave so much of lines empty that there are more than two of so many letters."""
    words = foot.split()
    if max(map(_letters, words), default=0) <= LONGEST_EVEN:
        return False
    lines, used = 1, 0
    for letters in map(_letters, words):
        if used and used + 1 + letters > line:
            lines, used = lines + 1, -1
        used += 1 + letters if used else letters
    return lines + (max(used, 0) - 1) // line > 2


def shortened(text: str, room: int) -> str:
    """A text as far as there is room for so many letters, up to the end of a word where one ends there."""
    if _letters(text) <= room:
        return text
    while text and _letters(text) >= room:
        whole_words = text.rpartition(" ")[0]
        text = whole_words if len(text) - len(whole_words) <= LONGEST_EVEN and whole_words else text[:-1]
    return f"{text.rstrip(' ,.:;')}…"


def _with_its_end(title: str, room: int) -> str:
    beginning, comma, end = title.rpartition(", ")
    if _letters(title) <= room or not beginning or len(end) > LONGEST_END:
        return shortened(title, room)
    return shortened(beginning, room - _letters(comma + end)) + comma + end


def _letters(text: str) -> int:
    """How many letters a text is as wide as; those of Chinese, Japanese and Korean are as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
