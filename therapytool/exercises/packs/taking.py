"""Taking a pack in: as chosen for each clash, into a practice's own exercises, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from therapytool.database import db
from therapytool.exercises.authoring.operations import note_arrival
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.models import Exercise
from therapytool.exercises.operations import keep_exercise
from therapytool.exercises.packs.comparing import RESERVED, Arrival, Choice, Standing, arrivals
from therapytool.exercises.packs.images import take_images, with_images
from therapytool.exercises.packs.manifest import Pack
from therapytool.exercises.packs.sources import note_source
from therapytool.rendering.workers.pool import Pool

LONGEST_SLUG = 80
CAME_IN = "Came in with a pack"


@dataclass(slots=True)
class Taken:
    """What came of a pack: the slugs taken in, and how many were left out because they are here or mine was kept."""

    slugs: list[str] = field(default_factory=list)
    same: int = 0
    kept: int = 0

    @property
    def in_words(self) -> str:
        """As told afterwards: "12 exercises came in. 1 was here already. 2 of yours were kept."."""
        count = len(self.slugs)
        parts = [f"{count} {'exercise' if count == 1 else 'exercises'} came in."]
        if self.same:
            parts.append(f"{self.same} {'was' if self.same == 1 else 'were'} here already.")
        if self.kept:
            parts.append(f"{self.kept} of yours {'was' if self.kept == 1 else 'were'} kept.")
        return " ".join(parts)


def take_each(
    pack: Pack,
    choices: Mapping[str, Choice],
    *,
    practice_id: int,
    pool: Pool,
    taken: Taken,
    clinician_id: int | None = None,
) -> Iterator[str]:
    """Take a pack in, exercise by exercise, telling each title; `taken` counts along. Whoever calls commits or not.

    A clash nobody chose for keeps mine. The version taken stands in the exercise's history, with `clinician_id` as the
    one who took it; None on the terminal. What is taken belongs to the practice; its locked text and its credit stay as
    they came. Its pictures are written anew by a worker of `pool`.
    """
    kept = take_images(pack, practice_id=practice_id, pool=pool)
    standings = arrivals(pack, practice_id=practice_id)
    for entry, content, arrival in zip(pack.manifest.exercises, pack.exercises, standings, strict=True):
        choice = choices.get(arrival.slug, Choice.KEEP_MINE)
        if arrival.standing is Standing.SAME and not arrival.is_archived:
            taken.same += 1
        elif arrival.standing.clashes and choice is Choice.KEEP_MINE:
            taken.kept += 1
        else:
            named = _named(with_images(content, kept), arrival, choice, practice_id)
            _take(named, practice_id, clinician_id)
            note_source(_own(named.slug, practice_id).id, pack.manifest.terms_of(entry))
            taken.slugs.append(named.slug)
        yield content.title


def _take(content: ExerciseContent, practice_id: int, clinician_id: int | None) -> None:
    """Keep it as the practice's own; what was archived is in use again."""
    is_new = keep_exercise(content, practice_id=practice_id)
    exercise = _own(content.slug, practice_id)
    exercise.archived = False
    if is_new:
        note_arrival(exercise, clinician_id=clinician_id, note=CAME_IN)
    db.session.flush()


def _named(content: ExerciseContent, arrival: Arrival, choice: Choice, practice_id: int) -> ExerciseContent:
    """The exercise under the slug it is kept by: another one, and a number in its title, where both are kept."""
    if arrival.slug not in RESERVED and not (arrival.standing.clashes and choice is Choice.KEEP_BOTH):
        return content
    number = 2
    while not _is_free(f"{content.slug[: LONGEST_SLUG - 4]}-{number}", practice_id):
        number += 1
    slug = f"{content.slug[: LONGEST_SLUG - 4]}-{number}"
    title = f"{content.title[:290]} ({number})"
    return ExerciseContent.model_validate({**content.model_dump(by_alias=True), "slug": slug, "title": title})


def _is_free(slug: str, practice_id: int) -> bool:
    rows = db.session.scalars(select(Exercise.practice_id).where(Exercise.slug == slug))
    return not any(owner in (None, practice_id) for owner in rows)


def _own(slug: str, practice_id: int) -> Exercise:
    return db.session.scalars(select(Exercise).where(Exercise.slug == slug, Exercise.practice_id == practice_id)).one()
