"""How values read to a person: times of day, minutes, lists, and the little Markdown that texts may use."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

BLOCK_TAGS = {"p", "strong", "em", "ul", "ol", "li", "br"}
INLINE_TAGS = {"strong", "em", "br"}
LANGUAGES = (("HEBREW", Markup(' lang="he"')), ("ARABIC", Markup(' lang="ar"')))
"""The likeliest language of a script that runs from right to left, by how its letters are named."""

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(
    [
        "image",
        "link",
        "autolink",
        "code",
        "fence",
        "heading",
        "lheading",
        "hr",
        "html_block",
        "html_inline",
        "reference",
    ]
)


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Paragraphs, lists and emphasis as HTML; links, images, headings and raw HTML stay plain words."""
    return Markup(nh3.clean(_markdown.render(text), tags=BLOCK_TAGS, attributes={}))  # noqa: S704  # cleaned


@lru_cache(maxsize=4096)
def inline(text: str) -> Markup:
    """One line with emphasis as HTML, without a paragraph around it.

    Words from right to left stand by themselves, so that among English ones their full stop is at their own end.
    """
    words = nh3.clean(_markdown.renderInline(text), tags=INLINE_TAGS, attributes={})
    return Markup(f"<bdi{direction(text)}>{words}</bdi>" if is_right_to_left(text) else words)  # noqa: S704  # cleaned


def minutes_in_words(minutes: int) -> str:
    """ "1 minute", "25 minutes"."""
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def clock_time(moment: time) -> str:
    """Time of day on a 24-hour clock, as on the agenda: "16:05"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def day_in_words(day: date) -> str:
    """A day as pages and prints say it: "Nov 22, 2026"; a moment is read on this machine's calendar."""
    local = day.astimezone() if isinstance(day, datetime) else day
    return f"{local:%b} {local.day}, {local.year}"


def moment_in_words(moment: datetime, *, now: datetime) -> str:
    """A moment as lists say it: "today 10:42", "yesterday 17:05", "Nov 20", "Nov 20, 2025"."""
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"today {clock_time(local.time())}"
    if local.date() == today - timedelta(days=1):
        return f"yesterday {clock_time(local.time())}"
    day = day_in_words(local)
    return day.partition(",")[0] if local.year == today.year else day


def counted(number: int, thing: str) -> str:
    """A number of things: "1 problem", "12 problems"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def in_words(parts: Sequence[str], joiner: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joiner} {parts[-1]}"


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, which its first letter with a direction says."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)


def direction(text: str) -> Markup:
    """The attributes that let an element run with its text, and be read in its likeliest language: nothing for text
    that runs to the right."""
    if not is_right_to_left(text):
        return Markup("")
    script = next(unicodedata.name(letter, "") for letter in text if unicodedata.bidirectional(letter) in {"R", "AL"})
    language = next((spoken for name, spoken in LANGUAGES if script.startswith(name)), Markup(""))
    return Markup(' dir="rtl"') + language


FILTERS: dict[str, Callable[..., object]] = {
    "prose": prose,
    "inline": inline,
    "minutes_in_words": minutes_in_words,
    "clock_time": clock_time,
    "day_in_words": day_in_words,
    "in_words": in_words,
    "dir": direction,
}
