"""Titles and what stands below them in large type: where they break when they take two lines."""

from __future__ import annotations

from markupsafe import Markup, escape

LONGEST_END = 18
"""Letters that fit on a line of any paper in any size of type."""


def titled(title: str) -> Markup:
    """A title as HTML whose last words stay together, so that no short word stands alone on its second line.

    Where the title takes one line nothing changes. The last words are those that come nearest to half of it.
    """
    words = title.split()
    ends = [" ".join(words[place:]) for place in range(1, len(words) - 1)]
    fitting = [end for end in ends if len(end) <= LONGEST_END]
    if not fitting:
        return escape(title)
    end = min(fitting, key=lambda each: abs(2 * len(each) - len(title)))
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
