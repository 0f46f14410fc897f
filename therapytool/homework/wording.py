"""Filling an exercise's slots with what is known of a person: how she speaks of her partner, and pronouns."""

from __future__ import annotations

from collections.abc import Mapping

from therapytool.cases.queries import CaseView, PersonView
from therapytool.exercises.content import Slot

PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "they": ("they", "them", "their"),
}
FORMS = ("they", "them", "their")
"""Slots of these names take the client's pronouns; with "partner_" before them, the partner's."""


def offered_words(
    slots: tuple[Slot, ...], *, partner_words: str, pronouns: str, partner_pronouns: str
) -> dict[str, str]:
    """The words to offer for slots we know something about; the others are left to their defaults."""
    known = {**_forms("", pronouns), **_forms("partner_", partner_pronouns)}
    offered = {slot.name: known[slot.name] for slot in slots if slot.name in known}
    for slot in slots:
        if slot.name == "partner" and partner_words:
            offered["partner"] = as_spoken(partner_words, slot.default)
    return offered


def words_of_people(case: CaseView, slots: tuple[Slot, ...]) -> dict[int, dict[str, str]]:
    """The words to offer for each person of a case, by seat; the other of two is the partner."""
    return {
        person.seat: offered_words(
            slots,
            partner_words=person.partner_words,
            pronouns=person.pronouns,
            partner_pronouns=_pronouns_of_partner(case, person),
        )
        for person in case.people
    }


def _pronouns_of_partner(case: CaseView, person: PersonView) -> str:
    others = [other for other in case.people if other.public_id != person.public_id]
    return others[0].pronouns if len(others) == 1 else ""


def as_spoken(words: str, default: str) -> str:
    """A person's words in the voice of the sheet: "my wife" where it says "my", "your wife" where it says "your"."""
    voice, owner = default.partition(" ")[0].lower(), words.partition(" ")[0].lower()
    if {voice, owner} == {"my", "your"}:
        return f"{voice} {words.partition(' ')[2]}"
    return words


def _forms(prefix: str, pronouns: str) -> Mapping[str, str]:
    """The three forms of pronouns given as "she/her"; none for pronouns we cannot bend."""
    forms = PRONOUNS.get(pronouns.partition("/")[0].strip().lower())
    return {f"{prefix}{name}": form for name, form in zip(FORMS, forms, strict=True)} if forms else {}
