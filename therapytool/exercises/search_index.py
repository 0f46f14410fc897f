"""The search index: its tables, and what of an exercise goes into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from therapytool.database import db
from therapytool.exercises.content import ExerciseContent, texts_of
from therapytool.exercises.search_sql import SEARCH_SQL, SearchSql
from therapytool.exercises.slots import with_words

NOT_WORDS = {"kind", "id", "first_dose", "last_dose"}
"""Fields of a block that nobody reads on the sheet."""


def create_search_tables(connection: Connection) -> None:
    """Make the tables of the index; called by the migration that brings the library."""
    for statement in SEARCH_SQL[connection.dialect.name].create:
        connection.execute(text(statement))


def drop_search_tables(connection: Connection) -> None:
    """Remove the tables of the index; what is in them can be made again from the exercises."""
    for statement in SEARCH_SQL[connection.dialect.name].drop:
        connection.execute(text(statement))


def is_search_table(name: str) -> bool:
    """Whether a table belongs to the index rather than to a model, for comparing the schema with the models."""
    return name.startswith(("exercise_search", "exercise_words", "exercise_vocabulary"))


def index_exercise(exercise_id: int, content: ExerciseContent) -> None:
    """Put what an exercise now says into the index, in place of what it said before."""
    statements = search_sql()
    for statement in (*statements.forget, *statements.insert):
        db.session.execute(text(statement), {"id": exercise_id, **_columns(content)})


def search_sql() -> SearchSql:
    """The statements for the database in use."""
    return SEARCH_SQL[db.session.get_bind().dialect.name]


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
    blocks = [block.model_dump(exclude=NOT_WORDS, exclude_defaults=True) for block in content.worksheet.blocks]
    steps = [step.text for step in content.steps]
    guide = [content.mechanism, steps, content.debrief, content.homework, content.cautions]
    return [*guide, content.worksheet.purpose, blocks]
