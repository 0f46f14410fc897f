"""Numbers, dates and times: how people write them, how they are stored, how they are read.

Stored are "7.5", "2026-11-22" and "07:30", whatever was typed; people write and read "7.5", "11/22/2026" and "7:30 AM".
Every reader raises ValueError for words that are nothing of the kind.
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

NUMBER = re.compile(r"[-+]?([0-9]{1,12}(\.[0-9]{0,6})?|\.[0-9]{1,6})")
AMERICAN_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)? ?([ap])?\.?(?:m\.?)?", re.IGNORECASE)
FEWEST_DIGITS, MOST_DIGITS = 2, 6
DIGITS_OF_AN_OPEN_END = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number may be: its ends, both allowed and None when open, its decimals, and the words around it."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    decimals: int = 0
    before: str = ""
    unit: str = ""

    @property
    def digits(self) -> int:
        """For how many digits the box on paper has room: 2 to 6."""
        ends = [len(str(int(abs(end)))) for end in (self.lowest, self.highest) if end is not None]
        whole = max(ends) if self.highest is not None else DIGITS_OF_AN_OPEN_END
        return min(max(whole + self.decimals, FEWEST_DIGITS), MOST_DIGITS)

    @property
    def span(self) -> str:
        """ "0 to 24", "20 or more", "up to 1,000", or nothing when both ends are open."""
        low, high = (None if end is None else f"{end:,}" for end in (self.lowest, self.highest))
        if low is None:
            return "" if high is None else f"up to {high}"
        return f"{low} or more" if high is None else f"{low} to {high}"

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies between the ends and has no more decimals than it may."""
        if self.lowest is not None and number < self.lowest:
            return False
        if self.highest is not None and number > self.highest:
            return False
        return number == number.quantize(Decimal(1).scaleb(-self.decimals))

    def in_words(self, number: str) -> str:
        """A number between the words around it: "$20", "7.5 hours"."""
        return f"{self.before}{' ' if self.before[-1:].isalpha() else ''}{number} {self.unit}".rstrip()


ANY_NUMBER = Quantity()
"""A whole number without ends."""


def exactly(number: float) -> Decimal:
    """A number of a content file as it is written there: 0.1 is a tenth."""
    return Decimal(str(number))


def number_in(text: str) -> Decimal:
    """The number somebody wrote; commas between thousands are allowed."""
    written = text.strip().replace(",", "").replace("−", "-")
    if not NUMBER.fullmatch(written):
        raise ValueError("not a number")
    return Decimal(written)


def date_in(text: str) -> date:
    """The day somebody wrote: month, day and year with all its digits, or as it is stored."""
    written = text.strip()
    if ISO_DATE.fullmatch(written):
        return date.fromisoformat(written)
    match = AMERICAN_DATE.fullmatch(written)
    if not match:
        raise ValueError("not a date")
    month, day, year = map(int, match.groups())
    return date(year, month, day)


def time_in(text: str) -> time:
    """The time of day somebody wrote: "7:30 pm", "7pm", "19:30"; without AM or PM it is on the 24-hour clock."""
    match = TIME.fullmatch(text.strip())
    if not match or not (match[2] or match[3]):
        raise ValueError("not a time of day")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("not a time of day")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)


def plain_number(number: Decimal) -> str:
    """A number without idle zeros: "7.5", "20"."""
    return format(number.normalize() + 0, "f")


def date_in_words(text: str) -> str:
    """A stored day as it is read, "November 22, 2026"; words that are no day come back as they are."""
    try:
        day = date_in(text)
    except ValueError:
        return text
    return f"{month_name[day.month]} {day.day}, {day.year}"


def time_in_words(text: str, clock: int = 12) -> str:
    """A stored time as it is read, "7:30 AM" or on the 24-hour clock "7:30"; other words come back as they are."""
    hour, minute, half = time_boxes(text, clock)
    return f"{hour}:{minute} {half}".rstrip() if hour else text


def date_boxes(text: str) -> tuple[str, str, str]:
    """Month, day and year as they are written into boxes; blank when the text is no day."""
    try:
        day = date_in(text)
    except ValueError:
        return "", "", ""
    return f"{day.month:02d}", f"{day.day:02d}", f"{day.year:04d}"


def time_boxes(text: str, clock: int = 12) -> tuple[str, str, str]:
    """Hour, minute and AM or PM as they are written into boxes; blank when the text is no time of day."""
    try:
        moment = time_in(text)
    except ValueError:
        return "", "", ""
    hour, half = (moment.hour % 12 or 12, "AM" if moment.hour < 12 else "PM") if clock == 12 else (moment.hour, "")
    return str(hour), f"{moment.minute:02d}", half
