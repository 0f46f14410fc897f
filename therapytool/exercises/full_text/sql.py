"""The statements of full-text search for each database; nothing else knows that there are two.

Both find by stems what is on two shelves at once: what ships (shelf 0) and the own exercises of one practice. What
another practice has is neither matched nor scored, so it costs nothing and cannot be guessed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from therapytool.exercises.full_text.words import Phrase


class Place(StrEnum):
    """Where in an exercise something is said."""

    TITLE = "title"
    NAME = "name"
    """In its title or keywords."""
    SUBJECT = "subject"
    """Where it says what it is about: there, or in summary, aims and themes."""
    ANYWHERE = "anywhere"


class AnyOf(Protocol):
    """Writes phrases of which any may match in a place, on the shipped shelf or that of a practice."""

    def __call__(self, phrases: Sequence[Phrase], *, place: Place, shelf: int) -> str: ...


@dataclass(frozen=True, slots=True)
class SearchSql:
    """Statements, and how this database's search language says that any of some phrases may match.

    `create` makes what is not there yet, `obsolete` removes what earlier versions kept. `insert` takes the id, the
    shelf and the columns of an index entry, `forget` the id. `hits` takes `asked`, a JSON list of objects (part,
    match), and the practice's `shelf`; for each it has a row with the part's name and the ids that match, as a JSON
    list. `weights` also takes `among`, a JSON list of ids, and has a row for each that matches: the better, the lower
    its score. `holds` takes one `match` and the `shelf`, and has a row when anything answers it.

    In SQLite the `+` before a row's id keeps the planner from running a match once for every id.
    """

    create: tuple[str, ...]
    drop: tuple[str, ...]
    obsolete: tuple[str, ...]
    forget: str
    insert: str
    hits: str
    weights: str
    holds: str
    any_of: AnyOf


_SQLITE_COLUMNS = {
    Place.TITLE: "title",
    Place.NAME: "{title keywords}",
    Place.SUBJECT: "- {shelf body}",
    Place.ANYWHERE: "- shelf",
}
_POSTGRESQL_WEIGHTS = {Place.TITLE: ":A", Place.NAME: ":AB", Place.SUBJECT: ":ABC", Place.ANYWHERE: ""}


def _sqlite_any_of(phrases: Sequence[Phrase], *, place: Place, shelf: int) -> str:
    matching = " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    return f"shelf : (s0 OR s{shelf}) AND ({_SQLITE_COLUMNS[place]} : ({matching}))"


def _postgresql_any_of(phrases: Sequence[Phrase], *, place: Place, shelf: int) -> str:
    weights = _POSTGRESQL_WEIGHTS[place]
    return " | ".join("(" + " <-> ".join(f"'{word}'{weights}" for word in phrase) + ")" for phrase in phrases)


SQLITE = SearchSql(
    create=(
        "CREATE VIRTUAL TABLE IF NOT EXISTS library_search USING fts5"
        "(shelf, title, summary, keywords, aims, themes, body, tokenize = 'porter unicode61 remove_diacritics 2')",
    ),
    drop=("DROP TABLE IF EXISTS library_search",),
    obsolete=(
        "DROP TABLE IF EXISTS exercise_vocabulary",
        "DROP TABLE IF EXISTS exercise_words",
        "DROP TABLE IF EXISTS exercise_search",
    ),
    forget="DELETE FROM library_search WHERE rowid = :id",
    insert="INSERT INTO library_search (rowid, shelf, title, summary, keywords, aims, themes, body) "
    "VALUES (:id, 's' || :shelf, :title, :summary, :keywords, :aims, :themes, :body)",
    hits="""
    SELECT value ->> 'part' AS part, (
        SELECT json_group_array(library_search.rowid) FROM library_search
        WHERE library_search MATCH asked.value ->> 'match'
    ) AS ids
    FROM json_each(:asked) AS asked WHERE :shelf IS NOT NULL
    """,
    weights="""
    WITH weighed AS MATERIALIZED (
        SELECT library_search.rowid AS exercise_id, bm25(library_search, 0.0, 10.0, 5.0, 8.0, 4.0, 3.0, 1.0) AS score
        FROM json_each(:asked) AS asked JOIN library_search ON library_search MATCH asked.value ->> 'match'
        WHERE :shelf IS NOT NULL AND +library_search.rowid IN (SELECT value FROM json_each(:among))
    )
    SELECT exercise_id, sum(score) AS score FROM weighed GROUP BY exercise_id
    """,
    holds="SELECT 1 FROM library_search WHERE library_search MATCH :match AND :shelf IS NOT NULL LIMIT 1",
    any_of=_sqlite_any_of,
)

_EVERY_WORD = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'therapytool' AND pg_ts_config_is_visible(oid)) THEN
        CREATE TEXT SEARCH DICTIONARY therapytool_stem (TEMPLATE = snowball, LANGUAGE = english);
        CREATE TEXT SEARCH CONFIGURATION therapytool (COPY = english);
        ALTER TEXT SEARCH CONFIGURATION therapytool ALTER MAPPING REPLACE english_stem WITH therapytool_stem;
    END IF;
END $$
"""
"""English stems, and no word left out: the usual configuration forgets the "down" of "shuts down"."""

POSTGRESQL = SearchSql(
    create=(
        _EVERY_WORD,
        "CREATE TABLE IF NOT EXISTS library_search (exercise_id integer PRIMARY KEY "
        "REFERENCES exercise (id) ON DELETE CASCADE, shelf integer NOT NULL, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS ix_library_search_words ON library_search USING gin (words)",
    ),
    drop=(
        "DROP TABLE IF EXISTS library_search",
        "DROP TEXT SEARCH CONFIGURATION IF EXISTS therapytool",
        "DROP TEXT SEARCH DICTIONARY IF EXISTS therapytool_stem",
    ),
    obsolete=(
        "DROP VIEW IF EXISTS exercise_vocabulary",
        "DROP TABLE IF EXISTS exercise_words",
        "DROP TABLE IF EXISTS exercise_search",
    ),
    forget="DELETE FROM library_search WHERE exercise_id = :id",
    insert="INSERT INTO library_search (exercise_id, shelf, words) VALUES (:id, :shelf, "
    "setweight(to_tsvector('therapytool', :title), 'A') || "
    "setweight(to_tsvector('therapytool', :keywords), 'B') || "
    "setweight(to_tsvector('therapytool', :summary || ' ' || :aims || ' ' || :themes), 'C') || "
    "setweight(to_tsvector('therapytool', :body), 'D'))",
    hits="""
    SELECT asked.part, (
        SELECT coalesce(json_agg(library_search.exercise_id), '[]') FROM library_search
        WHERE words @@ to_tsquery('therapytool', asked.match) AND shelf IN (0, :shelf)
    ) AS ids
    FROM jsonb_to_recordset(CAST(:asked AS jsonb)) AS asked (part text, match text)
    """,
    weights="""
    SELECT library_search.exercise_id, sum(-ts_rank(words, to_tsquery('therapytool', asked.match))) AS score
    FROM jsonb_to_recordset(CAST(:asked AS jsonb)) AS asked (part text, match text)
    JOIN library_search ON words @@ to_tsquery('therapytool', asked.match) AND shelf IN (0, :shelf)
    WHERE exercise_id IN (SELECT CAST(value AS integer) FROM jsonb_array_elements_text(CAST(:among AS jsonb)))
    GROUP BY library_search.exercise_id
    """,
    holds="SELECT 1 FROM library_search WHERE words @@ to_tsquery('therapytool', :match) "
    "AND shelf IN (0, :shelf) LIMIT 1",
    any_of=_postgresql_any_of,
)

SEARCH_SQL = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
