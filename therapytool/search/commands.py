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
    Command("Draft a session", "plans.draft_session", also="propose suggest agenda plan", icon="list-check"),
    Command("Start a plan", "plans.browse", also="new session agenda", icon="plus"),
    Command("See what came back", "homework.browse", also="inbox review answers", icon="check-circle"),
    Command("Favorite exercises", "exercises.browse", {"favorites": "1"}, also="starred", icon="star"),
    Command("Write an exercise", "authoring.choose_beginning", also="new own worksheet author", icon="pencil"),
    Command("My exercises", "authoring.browse", also="own drafts versions", icon="pencil"),
    Command("Collections", "exercises.collections", also="folders sets", icon="collection"),
    Command("Packs, in and out", "exercises.packs", also="import export share file", icon="upload"),
    Command("What a worksheet can hold", "exercises.blocks", also="block gallery kinds", icon="layers"),
    Command("Measures", "measures.browse", also="questionnaires scores PHQ-9 GAD-7 PCL-5", icon="sliders"),
    Command("Print the grounding page", "exercises.grounding", also="steady panic calm", icon="printer"),
    Command(
        "What to ask each partner alone",
        "exercises.private_interview",
        also="private interview violence screening safety gate",
        icon="shield-check",
    ),
    Command("A filled PDF or scan came back", "homework.come_home", also="upload photo return", icon="upload"),
    Command("Alerts from measures", "progress.of_alerts", also="safety suicide", icon="exclamation-triangle"),
    Command("What is due to be erased", "records.keeping", also="retention delete", icon="trash"),
    Command("Who did what, when", "records.trail", also="audit log", icon="clock"),
    Command("Settings", "accounts.overview", also="account practice paper region password", icon="gear"),
    Command("Change the practice", "accounts.practice", also="name contact paper region letterhead", icon="gear"),
    Command("How the practice prints", "accounts.print_settings", also="logo large print profile", icon="printer"),
    Command("Crisis contacts", "accounts.crisis_contacts", also="hotline emergency help lines", icon="heart"),
    Command("People of the practice", "people.browse", also="invite colleague role disable", icon="people"),
    Command("Backups", "safekeeping.show", also="save copy restore", icon="shield-check"),
    Command("Passkeys", "accounts.passkeys", also="security fingerprint face key", icon="lock"),
    Command("Change the password", "accounts.password", also="security", icon="lock"),
    Command("Second step at sign-in", "accounts.second_step", also="two factor code security", icon="shield-check"),
    Command("About and source", "about", also="version license", icon="info-circle"),
)


def commands_among(endpoints: Collection[str]) -> Iterator[Command]:
    """The places of the bar and everything of the list whose page is among those she may open."""
    for label, endpoint in ENTRIES:
        if endpoint in endpoints:
            yield Command(label, endpoint)
    yield from (command for command in COMMANDS if command.endpoint in endpoints)
