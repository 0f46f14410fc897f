"""The search index: its tables, what of an exercise goes into it, and the words each shelf knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from therapytool.database import db
from therapytool.exercises.content import ExerciseContent, texts_of
from therapytool.exercises.full_text.sql import SEARCH_SQL, SearchSql
from therapytool.exercises.full_text.words import different_words
from therapytool.exercises.models import Exercise, IndexedExercise, VocabularyWord
from therapytool.exercises.slots import with_words

NOT_WORDS = {"kind", "id", "first_dose", "last_dose"}
"""Fields of a block that nobody reads on the sheet."""
SHIPPED_SHELF = 0
AT_ONCE = 400
"""Words in one statement."""
INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def shelf_of(practice_id: int | None) -> int:
    """The shelf of a practice's own exercises; that of the shipped ones for None."""
    return SHIPPED_SHELF if practice_id is None else practice_id


def create_search_tables(connection: Connection) -> None:
    """Make the tables of the index that are not there; called by the migration that brings the library."""
    for statement in SEARCH_SQL[connection.dialect.name].create:
        connection.execute(text(statement))


def drop_search_tables(connection: Connection) -> None:
    """Remove the tables of the index; what is in them can be made again from the exercises."""
    for statement in SEARCH_SQL[connection.dialect.name].drop:
        connection.execute(text(statement))


def is_search_table(name: str) -> bool:
    """Whether a table belongs to the index rather than to a model, for comparing the schema with the models."""
    return name.startswith(("library_search", "exercise_search", "exercise_words", "exercise_vocabulary"))


def renew_search_tables() -> None:
    """Bring tables that an earlier version made up to this one; without effect when they are."""
    create_search_tables(db.session.connection())
    for statement in search_sql().obsolete:
        db.session.execute(text(statement))


def not_indexed() -> list[Exercise]:
    """Exercises the index does not know yet: all of them after an update that changed it."""
    known = select(IndexedExercise.exercise_id)
    return list(db.session.scalars(select(Exercise).where(Exercise.id.not_in(known))))


def index_exercise(exercise_id: int, content: ExerciseContent) -> None:
    """Put what an exercise now says into the index of its own shelf, in place of what it said before."""
    forget_exercise(exercise_id)
    practice_id = db.session.scalar(select(Exercise.practice_id).where(Exercise.id == exercise_id))
    columns, shelf = _columns(content), shelf_of(practice_id)
    db.session.execute(text(search_sql().insert), {"id": exercise_id, "shelf": shelf, **columns})
    words = different_words(columns.values())
    db.session.add(IndexedExercise(exercise_id=exercise_id, shelf=shelf, words=" ".join(words)))
    db.session.flush()
    _learn(words, shelf)


def forget_exercise(exercise_id: int) -> None:
    """Take an exercise out of the index; do this before its row is deleted."""
    db.session.execute(text(search_sql().forget), {"id": exercise_id})
    entry = db.session.get(IndexedExercise, exercise_id)
    if entry is not None:
        _unlearn(entry.words.split(), entry.shelf)
        db.session.delete(entry)
        db.session.flush()


def search_sql() -> SearchSql:
    """The statements for the database in use."""
    return SEARCH_SQL[_dialect()]


def _dialect() -> str:
    return db.session.get_bind().dialect.name


def _learn(words: list[str], shelf: int) -> None:
    for part in _in_parts(words):
        rows = INSERT[_dialect()](VocabularyWord).values([{"shelf": shelf, "word": word, "uses": 1} for word in part])
        once_more = {"uses": VocabularyWord.uses + 1}
        db.session.execute(rows.on_conflict_do_update(index_elements=["shelf", "word"], set_=once_more))


def _unlearn(words: list[str], shelf: int) -> None:
    for part in _in_parts(words):
        here = (VocabularyWord.shelf == shelf, VocabularyWord.word.in_(part))
        db.session.execute(update(VocabularyWord).where(*here).values(uses=VocabularyWord.uses - 1))
        db.session.execute(delete(VocabularyWord).where(*here, VocabularyWord.uses < 1))


def _in_parts(words: list[str]) -> Iterable[list[str]]:
    return (words[start : start + AT_ONCE] for start in range(0, len(words), AT_ONCE))


def _columns(content: ExerciseContent) -> Mapping[str, str]:
    """What is searched, most telling first; slots read as their defaults."""
    worded = with_words(content, {})
    formats = [*worded.formats, f"for the {worded.audience}"]
    return {
        "title": worded.title,
        "summary": worded.summary,
        "keywords": ", ".join(worded.keywords),
        "aims": " ".join(worded.aims),
        "themes": ", ".join([*(theme.label for theme in worded.themes), *formats]),
        "body": " ".join(texts_of(_body(worded))),
    }


def _body(content: ExerciseContent) -> list[Any]:
    """The text beyond the subject; cautions are left out, since they say for whom an exercise is not."""
    blocks = [block.model_dump(exclude=NOT_WORDS, exclude_defaults=True) for block in content.worksheet.blocks]
    steps = [step.text for step in content.steps]
    guide = [content.mechanism, steps, content.debrief, content.homework]
    return [*guide, content.worksheet.purpose, blocks]
