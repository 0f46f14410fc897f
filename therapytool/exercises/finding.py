"""Search that finds what a clinician means: any of the words, their stems and synonyms, half-typed or misspelled.

The exercises that answer the most of what was asked come first; among equals those whose words are closest to the ones
typed; then those that say it in a weightier place (title, keywords, summary, aims, themes, text).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from sqlalchemy import text as sql

from therapytool.database import db
from therapytool.exercises.search_index import search_sql
from therapytool.exercises.search_sql import SearchSql
from therapytool.exercises.search_words import (
    Phrase,
    Term,
    edits_forgiven,
    nearest_word,
    terms_of,
    words_of,
)
from therapytool.exercises.synonyms import read_synonyms

MOST_MATCHES = 500
MOST_COMPLETIONS = 12
THE_VERY_WORDS, COMPLETED, RELATED = 2, 1, 0
LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Matches:
    """Exercises found, best first, each with its rank from 1; and the words used when those typed are nowhere."""

    ranked: tuple[tuple[int, int], ...] = ()
    shown_for: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Phrases of one term, any of which may match."""

    phrases: Sequence[Phrase]
    closeness: int
    in_body: bool = True

    def asked(self, concept: int, statements: SearchSql) -> dict[str, object]:
        """This part as the statement of a search takes it."""
        match = statements.any_of(self.phrases, in_body=self.in_body)
        return {"concept": concept, "closeness": self.closeness, "match": match}


def matching_ids(text: str) -> Matches:
    """The exercises a text finds; one without a word in it finds none. Never raises, whatever was typed."""
    words = words_of(text)
    terms = terms_of(words, read_synonyms())
    lost = {term.typed[0] for term in terms if not term.related and not _is_known(term)}
    corrections = {word: correction for word in lost if (correction := _nearest(word))}
    if not corrections:
        return Matches(_ranked(terms))
    corrected = tuple(corrections.get(word, word) for word in words)
    return Matches(_ranked(terms_of(corrected, read_synonyms())), shown_for=" ".join(corrected))


def _ranked(terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Ranks for the exercises that answer at least half as many terms as the best one does."""
    statements = search_sql()
    asked = [
        part.asked(number, statements) for number, term in enumerate(terms) for part in _parts(term) if part.phrases
    ]
    rows = db.session.execute(sql(statements.match), {"asked": json.dumps(asked), "most": MOST_MATCHES}).all()
    enough = [row.exercise_id for row in rows if row.found * 2 >= rows[0].found]
    return tuple((exercise_id, rank) for rank, exercise_id in enumerate(enough, 1))


def _parts(term: Term) -> tuple[_Part, ...]:
    """The words as typed and completed, wherever they are; related phrases only where an exercise says its subject."""
    synonyms = read_synonyms()
    completions = _completions(term)
    related = [*term.related, *(phrase for word in completions for phrase in synonyms.get(word, ()))]
    return (
        _Part([term.typed], THE_VERY_WORDS),
        _Part(completions, COMPLETED),
        _Part(related, RELATED, in_body=False),
    )


def _is_known(term: Term) -> bool:
    """Whether any exercise holds the word or a longer one that starts with it."""
    return bool(_completions(term)) or bool(_ranked([Term(term.typed)]))


def _completions(term: Term) -> list[Phrase]:
    """The most used words of the library that begin with an unfinished one, and the synonyms that do."""
    if not term.unfinished:
        return []
    word = term.typed[-1]
    found = db.session.scalars(
        sql(
            "SELECT term FROM exercise_vocabulary WHERE term > :word AND term < :beyond "
            "ORDER BY doc DESC, term LIMIT :most"
        ),
        {"word": word, "beyond": word + LAST_LETTER, "most": MOST_COMPLETIONS},
    )
    written = ((completion,) for completion in found)
    said = (phrase for phrase in read_synonyms() if phrase[0].startswith(word) and phrase != (word,))
    return list(dict.fromkeys([*written, *islice(said, MOST_COMPLETIONS)]))


def _nearest(word: str) -> str | None:
    """The word of the library, or of the synonyms, that a misspelled one stands for."""
    forgiven = edits_forgiven(word)
    if not forgiven:
        return None
    rows = db.session.execute(
        sql("SELECT term, doc FROM exercise_vocabulary WHERE length(term) BETWEEN :least AND :most"),
        {"least": len(word) - forgiven, "most": len(word) + forgiven},
    )
    spoken = ((part, 0) for phrase in read_synonyms() for part in phrase)
    return nearest_word(word, chain(((row.term, row.doc) for row in rows), spoken))
