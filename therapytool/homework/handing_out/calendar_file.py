"""A due date as a calendar file (iCalendar). It stands on phones that others see, so no word of it is clinical."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

SUMMARY = "Something to finish"
REMIND_BEFORE_MIDNIGHT = timedelta(hours=-6)
"""Six in the evening of the day before, counted from the start of the due day."""


def calendar_file(days: Iterable[tuple[str, date]], *, now: datetime) -> bytes:
    """The due days, each under a name that stays the same, as one file; a changed day replaces the one before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Therapytool//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name, day in days:
        calendar.add_component(_event(name, day, now))
    return bytes(calendar.to_ical())


def _event(name: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@therapytool.invalid")
    event.add("dtstamp", now)
    event.add("summary", SUMMARY)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", SUMMARY)
    alarm.add("trigger", REMIND_BEFORE_MIDNIGHT)
    return alarm
