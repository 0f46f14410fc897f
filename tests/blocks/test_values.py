"""Numbers, dates and times: what people may write, what is kept of it, and what they are told when it is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from werkzeug.datastructures import MultiDict
from wtforms import Form

from therapytool.blocks.answers import answer_form, answer_problems, answers_in, fitting_answers
from therapytool.blocks.date import DateBlock
from therapytool.blocks.number import NumberBlock
from therapytool.blocks.time import TimeBlock
from therapytool.blocks.values import (
    Quantity,
    date_boxes,
    date_in,
    date_in_words,
    number_in,
    plain_number,
    time_boxes,
    time_in,
    time_in_words,
)

BLOCKS = (
    NumberBlock(kind="number", id="hours", label="Hours", lowest=0, highest=24, decimals=1, unit="hours"),
    NumberBlock(kind="number", id="cups", label="Cups"),
    DateBlock(kind="date", id="day", label="Day"),
    TimeBlock(kind="time", id="bed", label="To bed"),
)


def filled(**sent: str) -> Form:
    return answer_form(BLOCKS)(MultiDict(sent))


class TestWhatIsKept:
    @pytest.mark.parametrize(
        ("key", "written", "kept"),
        [
            ("hours", " 7.50 ", "7.5"),
            ("hours", ".5", "0.5"),
            ("hours", "24", "24"),
            ("cups", "1,200", "1200"),
            ("cups", "−3", "-3"),
            ("cups", "-0", "0"),
            ("day", "11/22/2026", "2026-11-22"),
            ("day", "1/2/2026", "2026-01-02"),
            ("day", "2026-11-22", "2026-11-22"),
            ("bed", "22:45", "22:45"),
            ("bed", "10:45 pm", "22:45"),
            ("bed", "7 a.m.", "07:00"),
            ("bed", "12:15 AM", "00:15"),
            ("bed", "12pm", "12:00"),
            ("bed", "07:30:00", "07:30"),
        ],
    )
    def test_is_the_same_however_it_was_written(self, key: str, written: str, kept: str) -> None:
        form = filled(**{key: written})
        assert form.validate(), form.errors
        assert answers_in(form) == {key: kept}
        assert fitting_answers(BLOCKS, {key: written}) == {key: kept}

    def test_is_nothing_when_nothing_was_written(self) -> None:
        form = filled(hours="", day=" ")
        assert form.validate()
        assert answers_in(form) == {}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("key", "written", "complaint"),
        [
            ("hours", "25", "“Hours” asks for a number, 0 to 24."),
            ("hours", "-1", "“Hours” asks for a number, 0 to 24."),
            ("hours", "7.55", "“Hours” asks for a number, 0 to 24."),
            ("cups", "many", "“Cups” asks for a whole number."),
            ("cups", "2.5", "“Cups” asks for a whole number."),
            ("cups", "1e9", "“Cups” asks for a whole number."),
            ("day", "13/40/2026", "“Day” asks for a date, such as 11/22/2026."),
            ("day", "yesterday", "“Day” asks for a date, such as 11/22/2026."),
            ("day", "11/22/26", "“Day” asks for a date, such as 11/22/2026."),
            ("bed", "25:00", "“To bed” asks for a time of day, such as 7:30 AM."),
            ("bed", "13 pm", "“To bed” asks for a time of day, such as 7:30 AM."),
            ("bed", "7", "“To bed” asks for a time of day, such as 7:30 AM."),
        ],
    )
    def test_is_named_in_plain_words(self, key: str, written: str, complaint: str) -> None:
        form = filled(**{key: written})
        assert not form.validate()
        assert form.errors == {key: [complaint]}
        assert answer_problems(BLOCKS, {key: written}) == {key: complaint}

    def test_stays_in_its_field_as_it_was_written(self) -> None:
        assert filled(day="next week")["day"].data == "next week"

    @given(some.text(max_size=30))
    def test_never_breaks_a_form(self, text: str) -> None:
        form = filled(hours=text, cups=text, day=text, bed=text)
        form.validate()
        answer_problems(BLOCKS, dict.fromkeys(("hours", "cups", "day", "bed"), text))


class TestReading:
    @given(some.decimals(min_value=-(10**9), max_value=10**9, places=2))
    def test_a_number_written_plainly_is_read_back(self, number: Decimal) -> None:
        assert number_in(plain_number(number)) == number

    @given(some.dates())
    def test_a_date_is_read_back_from_its_boxes(self, day: object) -> None:
        assert date_in("/".join(date_boxes(str(day)))) == day

    @given(some.times(), some.sampled_from([12, 24]))
    def test_a_time_is_read_back_from_its_words(self, moment: object, clock: int) -> None:
        minute = str(moment)[:5]
        assert f"{time_in(time_in_words(minute, clock)):%H:%M}" == minute

    def test_says_dates_and_times_as_one_would(self) -> None:
        assert date_in_words("2026-11-02") == "November 2, 2026"
        assert time_in_words("00:05") == "12:05 AM"
        assert time_in_words("19:30", 24) == "19:30"

    def test_leaves_words_that_are_none_as_they_are(self) -> None:
        assert date_in_words("soon") == time_in_words("soon") == "soon"
        assert date_boxes("soon") == time_boxes("soon") == ("", "", "")


@pytest.mark.parametrize(
    ("quantity", "digits", "span"),
    [
        (Quantity(), 4, ""),
        (Quantity(highest=Decimal(5)), 2, "up to 5"),
        (Quantity(lowest=Decimal(20)), 4, "20 or more"),
        (Quantity(lowest=Decimal(0), highest=Decimal(24), decimals=1), 3, "0 to 24"),
        (Quantity(lowest=Decimal(-40), highest=Decimal(10_000_000)), 6, "-40 to 10,000,000"),
    ],
)
def test_a_box_is_as_wide_as_its_number(quantity: Quantity, digits: int, span: str) -> None:
    assert quantity.digits == digits
    assert quantity.span == span


def test_a_number_is_said_with_what_stands_around_it() -> None:
    assert Quantity(before="$").in_words("20") == "$20"
    assert Quantity(before="about", unit="hours").in_words("7.5") == "about 7.5 hours"


@pytest.mark.parametrize(
    ("block", "answers", "said"),
    [
        (BLOCKS[0], {"hours": "7.5"}, "Hours: 7.5 hours"),
        (BLOCKS[0], {}, "Hours:"),
        (BLOCKS[2], {"day": "2026-11-22"}, "Day: November 22, 2026"),
        (BLOCKS[3], {"bed": "22:45"}, "To bed: 10:45 PM"),
    ],
)
def test_plain_text_reads_as_one_would_say_it(block: NumberBlock, answers: dict[str, str], said: str) -> None:
    assert block.plain_text(answers) == said


def test_a_number_whose_ends_are_crossed_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'lowest' \(5\) must be less than 'highest' \(5\)"):
        NumberBlock(kind="number", id="x", label="x", lowest=5, highest=5)
