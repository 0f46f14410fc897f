"""The statements of full-text search for each database; nothing else knows that there are two.

Both keep the same things: `exercise_search`, what is searched, by stems; and `exercise_vocabulary` (`term`, `doc`),
every word as written and how many exercises use it, which completes half-typed words and corrects misspelled ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from therapytool.exercises.search_words import Phrase


class AnyOf(Protocol):
    """Writes phrases of which any may match; outside the body they stand where an exercise says what it is about."""

    def __call__(self, phrases: Sequence[Phrase], *, in_body: bool) -> str: ...


@dataclass(frozen=True, slots=True)
class SearchSql:
    """Statements, and how this database's search language says that any of some phrases may match.

    `insert` takes the id and the columns of an index entry, `forget` the id. `match` takes `asked`, a JSON list of
    objects (concept, closeness, match), and `most`; its rows are exercise ids and how many concepts each answers.
    """

    create: tuple[str, ...]
    drop: tuple[str, ...]
    forget: tuple[str, ...]
    insert: tuple[str, ...]
    match: str
    any_of: AnyOf


def _sqlite_any_of(phrases: Sequence[Phrase], *, in_body: bool) -> str:
    matching = " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    return matching if in_body else f"- body : ({matching})"


def _postgresql_any_of(phrases: Sequence[Phrase], *, in_body: bool) -> str:
    weights = "" if in_body else ":ABC"
    return " | ".join("(" + " <-> ".join(f"'{word}'{weights}" for word in phrase) + ")" for phrase in phrases)


_ALL_COLUMNS = " || ' ' || ".join((":title", ":summary", ":keywords", ":aims", ":themes", ":body"))

_ORDER = """
    answered AS (
        SELECT exercise_id, concept, max(closeness) AS closeness, sum(score) AS score
        FROM hits GROUP BY exercise_id, concept
    )
    SELECT exercise_id, count(*) AS found FROM answered GROUP BY exercise_id
    ORDER BY found DESC, sum(closeness) DESC, sum(score), exercise_id LIMIT :most
"""

SQLITE = SearchSql(
    create=(
        "CREATE VIRTUAL TABLE exercise_search USING fts5"
        "(title, summary, keywords, aims, themes, body, tokenize = 'porter unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE exercise_words USING fts5"
        "(words, detail = none, tokenize = 'unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE exercise_vocabulary USING fts5vocab(exercise_words, row)",
    ),
    drop=(
        "DROP TABLE IF EXISTS exercise_vocabulary",
        "DROP TABLE IF EXISTS exercise_words",
        "DROP TABLE IF EXISTS exercise_search",
    ),
    forget=("DELETE FROM exercise_search WHERE rowid = :id", "DELETE FROM exercise_words WHERE rowid = :id"),
    insert=(
        "INSERT INTO exercise_search (rowid, title, summary, keywords, aims, themes, body) "
        "VALUES (:id, :title, :summary, :keywords, :aims, :themes, :body)",
        f"INSERT INTO exercise_words (rowid, words) VALUES (:id, {_ALL_COLUMNS})",  # noqa: S608  # made of constants alone
    ),
    match=f"""
    WITH hits AS MATERIALIZED (
        SELECT exercise_search.rowid AS exercise_id, value ->> 'concept' AS concept,
               value ->> 'closeness' AS closeness,
               bm25(exercise_search, 10.0, 5.0, 8.0, 4.0, 3.0, 1.0) AS score
        FROM json_each(:asked) JOIN exercise_search ON exercise_search MATCH value ->> 'match'
    ), {_ORDER}""",  # noqa: S608  # made of constants alone
    any_of=_sqlite_any_of,
)

POSTGRESQL = SearchSql(
    create=(
        "CREATE TABLE exercise_search "
        "(exercise_id integer PRIMARY KEY REFERENCES exercise (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_exercise_search_words ON exercise_search USING gin (words)",
        "CREATE TABLE exercise_words (exercise_id integer REFERENCES exercise (id) ON DELETE CASCADE, "
        "word text, PRIMARY KEY (exercise_id, word))",
        "CREATE VIEW exercise_vocabulary AS "
        'SELECT word COLLATE "C" AS term, count(*) AS doc FROM exercise_words GROUP BY word',
    ),
    drop=(
        "DROP VIEW IF EXISTS exercise_vocabulary",
        "DROP TABLE IF EXISTS exercise_words",
        "DROP TABLE IF EXISTS exercise_search",
    ),
    forget=(
        "DELETE FROM exercise_search WHERE exercise_id = :id",
        "DELETE FROM exercise_words WHERE exercise_id = :id",
    ),
    insert=(
        "INSERT INTO exercise_search (exercise_id, words) VALUES (:id, "
        "setweight(to_tsvector('english', :title || ' ' || :keywords), 'A') || "
        "setweight(to_tsvector('english', :summary), 'B') || "
        "setweight(to_tsvector('english', :aims || ' ' || :themes), 'C') || "
        "setweight(to_tsvector('english', :body), 'D'))",
        "INSERT INTO exercise_words (exercise_id, word) SELECT DISTINCT CAST(:id AS integer), found[1] "  # noqa: S608
        f"FROM regexp_matches(lower({_ALL_COLUMNS}), '[[:alnum:]]+', 'g') AS found",
    ),
    match=f"""
    WITH hits AS (
        SELECT exercise_search.exercise_id, asked.concept, asked.closeness,
               -ts_rank(words, to_tsquery('english', asked.match)) AS score
        FROM jsonb_to_recordset(CAST(:asked AS jsonb)) AS asked (concept integer, closeness integer, match text)
        JOIN exercise_search ON words @@ to_tsquery('english', asked.match)
    ), {_ORDER}""",  # noqa: S608  # made of constants alone
    any_of=_postgresql_any_of,
)

SEARCH_SQL = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
