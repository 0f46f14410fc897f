"""Keeping answers that were found in a file and chosen, each on top of what the person who chose has seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.datastructures import MultiDict

from therapytool import clock
from therapytool.homework.answers.answering import AnswerChanged, AnswerRefused, Typed, save_answer
from therapytool.tokens import new_public_id

CHOICE, FROM_THE_FILE = "choose-", "file"


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer to take, and the revision of what was shown beside it."""

    text: str
    revision: int


@dataclass(slots=True)
class Taken:
    """What became of them: how many were kept, sentences for those that cannot be, and how many had changed since.

    `left` counts those that stayed because whoever chose may not see what is there.
    """

    count: int = 0
    problems: list[str] = field(default_factory=list)
    changed: int = 0
    left: int = 0

    @property
    def in_words(self) -> str:
        """One sentence or two: "12 answers were taken from the sheet." """
        said = [f"{'1 answer was' if self.count == 1 else f'{self.count} answers were'} taken from the sheet."]
        if self.changed:
            was = "1 had been changed" if self.changed == 1 else f"{self.changed} had been changed"
            said.append(f"{was} elsewhere meanwhile and stayed as it is.")
        if self.left:
            said.append("What the person keeps to themself stayed as it is.")
        return " ".join([*said, *self.problems])


def take_answers(
    response_id: int,
    chosen: Mapping[str, Chosen],
    *,
    link_expires_at: datetime,
    unseen: frozenset[str] = frozenset(),
) -> Taken:
    """Keep what was chosen. Raises AlreadyHandedIn, and NotFound for what the sheet does not ask.

    `unseen` are answers that whoever chose may not see. Nothing is tried on them: whether a text is the one that is
    kept would tell what is kept.
    """
    taken = Taken(left=len(unseen & chosen.keys()))
    for key, answer in chosen.items():
        if key in unseen:
            continue
        typed = Typed(key, answer.text, answer.revision, new_public_id(), clock.now())
        try:
            save_answer(response_id, typed, link_expires_at=link_expires_at)
            taken.count += 1
        except AnswerRefused as refused:
            taken.problems.append(str(refused))
        except AnswerChanged:
            taken.changed += 1
    return taken


def read_chosen(form: MultiDict[str, str], *, whose: str = "") -> dict[str, Chosen]:
    """The answers that a review page was sent with: those ticked, and those preferred to what was kept before.

    Where the page shows sheets of several people, each but the first has its response before the names of its fields.
    """
    before = f"{whose}:" if whose else ""
    choice = f"{before}{CHOICE}"
    preferred = (key.removeprefix(choice) for key, said in form.items() if key.startswith(choice))
    chosen = [key for key in preferred if form.get(f"{choice}{key}") == FROM_THE_FILE]
    return {key: _chosen(form, before, key) for key in (*form.getlist(f"{before}take"), *chosen)}


def _chosen(form: MultiDict[str, str], before: str, key: str) -> Chosen:
    return Chosen(form.get(f"{before}text-{key}", ""), form.get(f"{before}revision-{key}", 0, type=int))
