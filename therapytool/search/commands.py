"""What can be done from anywhere, as the palette offers it: a label, its page, and other words people use for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from therapytool.web.navigation import ENTRIES


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. It is offered while its page exists."""

    label: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    also: str = ""
    icon: str = "arrow-right"


COMMANDS = (
    Command("Open a new case", "cases.new", also="client couple person add", icon="people"),
    Command("Give homework", "homework.give", also="assign send worksheet", icon="send"),
    Command("Start a plan", "plans.browse", also="new session agenda", icon="plus"),
    Command("See what came back", "homework.browse", also="inbox review answers", icon="check-circle"),
    Command("Favorite exercises", "exercises.browse", {"favorites": "1"}, also="starred", icon="star"),
    Command("Settings", "accounts.overview", also="account practice paper region password", icon="gear"),
    Command("Change the practice", "accounts.practice", also="name contact paper region letterhead", icon="gear"),
    Command("Change the password", "accounts.password", also="security", icon="lock"),
    Command("Second step at sign-in", "accounts.second_step", also="two factor code security", icon="shield-check"),
    Command("About and source", "about", also="version license", icon="info-circle"),
)


def commands_among(endpoints: Collection[str]) -> Iterator[Command]:
    """The places of the bar and everything of the list whose page exists here."""
    for label, endpoint in ENTRIES:
        yield Command(label, endpoint)
    yield from (command for command in COMMANDS if command.endpoint in endpoints)
