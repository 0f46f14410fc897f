"""What the palette lists: groups of entries, and which of the things that can be done answer to some words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from therapytool.search.commands import Command


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that leads somewhere: an endpoint with its values, a label, and a word about it."""

    label: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under a heading."""

    title: str
    entries: tuple[Entry, ...]


def answers_to(text: str, words: str) -> bool:
    """Whether each word typed begins some word of a text, in any order and either case; nothing typed fits all."""
    said = words.casefold().split()
    return all(any(word.startswith(typed) for word in said) for typed in text.casefold().split())


def fitting_commands(commands: Iterable[Command], text: str) -> tuple[Entry, ...]:
    """What can be done that answers to the words typed, by its label or its other names."""
    return tuple(
        Entry(command.label, command.endpoint, command.values, icon=command.icon)
        for command in commands
        if answers_to(text, f"{command.label} {command.also}")
    )
