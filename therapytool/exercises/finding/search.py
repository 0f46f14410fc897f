"""Search that finds what a clinician means: any of the words, their stems and synonyms, half-typed or misspelled.

The exercises that answer the most of what was asked come first; among equals those whose words are closest to the ones
typed and said in the most telling place (title, then keywords, then summary, aims and themes, then the text); then by
how often and how prominently they say it. The first two are worked out for all of them at once, as sets of bits; only
what stands on the page shown is weighed one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import or_

from sqlalchemy import ColumnElement, func, select
from sqlalchemy import text as sql

from therapytool.database import db
from therapytool.exercises.finding.ranking import classes_of
from therapytool.exercises.finding.synonyms import read_synonyms
from therapytool.exercises.finding.tallies import Tally
from therapytool.exercises.full_text.index import SHIPPED_SHELF, search_sql, shelf_of
from therapytool.exercises.full_text.sql import Place
from therapytool.exercises.full_text.words import Phrase, Term, edits_forgiven, nearest_word, terms_of, words_of
from therapytool.exercises.models import VocabularyWord

MOST_COMPLETIONS = 12
MOST_WEIGHED = 200
"""Equals that are weighed one by one; more than that are as good as each other and stand by title."""
WIDEST = {3, 1, 0}
"""The closenesses at which a word counts wherever it may stand; weighing looks at these."""
LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Part:
    """Phrases of one term, any of which may match in a place; `closeness` says how near that is to what was typed."""

    concept: int
    closeness: int
    phrases: Sequence[Phrase]
    place: Place

    @property
    def name(self) -> str:
        """What the statements of a search call it."""
        return f"{self.concept}.{self.closeness}"

    def asked(self, shelf: int) -> dict[str, str]:
        """This part as the statements of a search take it."""
        return {"part": self.name, "match": search_sql().any_of(self.phrases, place=self.place, shelf=shelf)}


@dataclass(frozen=True, slots=True)
class Search:
    """A text as searched for: sets of exercises as good as each other, the best first, and how to weigh a set.

    `shown_for` are the words used when those typed are nowhere.
    """

    classes: tuple[int, ...] = ()
    weighed_by: tuple[tuple[Part, int], ...] = ()
    """Parts to weigh by, each with the exercises that answer it."""
    shelf: int = SHIPPED_SHELF
    shown_for: str | None = None

    @property
    def found(self) -> int:
        """Everything found, as one set."""
        return sum(self.classes)

    def page(self, tally: Tally, chosen: int, *, start: int, length: int) -> list[int]:
        """The ids of a stretch of what was found and chosen, the best first."""
        stretches = list(self._stretches(chosen, start=start, length=length))
        weights = self._weights(tally, [equals for equals, _, _ in stretches if equals.bit_count() <= MOST_WEIGHED])
        ids: list[int] = []
        for equals, first, count in stretches:
            if equals.bit_count() > MOST_WEIGHED:
                ids += tally.page(equals, start=first, length=count)
            else:
                among = tally.page(equals, start=0, length=MOST_WEIGHED)
                weighed = sorted(among, key=lambda exercise_id: (weights.get(exercise_id, 0.0), exercise_id))
                ids += weighed[first : first + count]
        return ids

    def _stretches(self, chosen: int, *, start: int, length: int) -> Iterator[tuple[int, int, int]]:
        """Of which equals a page holds how many, from the how manieth on."""
        for members in self.classes:
            equals = members & chosen
            size = equals.bit_count()
            count = min(size - start, length)
            if count > 0:
                yield equals, start, count
                length -= count
            start = max(0, start - size)

    def _weights(self, tally: Tally, sets: Iterable[int]) -> dict[int, float]:
        """How well each matches: the better, the lower. One statement for all of them."""
        together = reduce(or_, sets, 0)
        asked = [part.asked(self.shelf) for part, answering in self.weighed_by if answering & together]
        among = tally.page(together, start=0, length=together.bit_count())
        rows = db.session.execute(
            sql(search_sql().weights), {"asked": json.dumps(asked), "shelf": self.shelf, "among": json.dumps(among)}
        )
        return {row.exercise_id: row.score for row in rows}


def search_for(text: str, tally: Tally, *, practice_id: int | None) -> Search:
    """Search the shipped exercises and those of one practice; never raises, whatever was typed.

    Words are completed and corrected from these two shelves alone: another practice's are never hinted at.
    """
    words, shelf = words_of(text), shelf_of(practice_id)
    terms = terms_of(words, read_synonyms())
    lost = {term.typed[0] for term in terms if not term.related and not _is_known(term, shelf)}
    corrections = {word: near for word in lost if (near := _nearest(word, shelf)) and near != word}
    if not corrections:
        return _search(terms, tally, shelf, shown_for=None)
    corrected = tuple(corrections.get(word, word) for word in words)
    return _search(terms_of(corrected, read_synonyms()), tally, shelf, shown_for=" ".join(corrected))


def _search(terms: Sequence[Term], tally: Tally, shelf: int, *, shown_for: str | None) -> Search:
    parts = [part for number, term in enumerate(terms) for part in _parts(number, term, shelf) if part.phrases]
    asked = json.dumps([part.asked(shelf) for part in parts])
    rows = db.session.execute(sql(search_sql().hits), {"asked": asked, "shelf": shelf})
    hits = {row.part: tally.of(json.loads(row.ids) if isinstance(row.ids, str) else row.ids) for row in rows}
    levels = [[(part.closeness, hits[part.name]) for part in group] for group in _by_term(parts)]
    widest = tuple((part, hits[part.name]) for part in parts if part.closeness in WIDEST)
    return Search(classes_of(levels, everything=(1 << len(tally.ids)) - 1), widest, shelf, shown_for)


def _by_term(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """The parts of each term, the closest first."""
    grouped: dict[int, list[Part]] = {}
    for part in parts:
        grouped.setdefault(part.concept, []).append(part)
    return (sorted(group, key=lambda part: -part.closeness) for group in grouped.values())


def _parts(number: int, term: Term, shelf: int) -> tuple[Part, ...]:
    """The words as typed and completed, wherever they are; related phrases only where an exercise says its subject."""
    synonyms = read_synonyms()
    completions = _completions(term, shelf)
    related = [*term.related, *(phrase for word in completions for phrase in synonyms.get(word, ()))]
    return (
        Part(number, 6, [term.typed], Place.TITLE),
        Part(number, 5, [term.typed], Place.NAME),
        Part(number, 4, [term.typed], Place.SUBJECT),
        Part(number, 3, [term.typed], Place.ANYWHERE),
        Part(number, 2, completions, Place.SUBJECT),
        Part(number, 1, completions, Place.ANYWHERE),
        Part(number, 0, related, Place.SUBJECT),
    )


def _is_known(term: Term, shelf: int) -> bool:
    """Whether any exercise holds the word or a longer one that starts with it."""
    if _completions(term, shelf):
        return True
    match = search_sql().any_of([term.typed], place=Place.ANYWHERE, shelf=shelf)
    return db.session.execute(sql(search_sql().holds), {"match": match, "shelf": shelf}).first() is not None


def _completions(term: Term, shelf: int) -> list[Phrase]:
    """The most used words of the library that begin with an unfinished one, and the synonyms that do."""
    if not term.unfinished:
        return []
    word = term.typed[-1]
    uses = func.sum(VocabularyWord.uses)
    found = db.session.scalars(
        select(VocabularyWord.word)
        .where(_is_on(shelf), VocabularyWord.word > word, VocabularyWord.word < word + LAST_LETTER)
        .group_by(VocabularyWord.word)
        .order_by(uses.desc(), VocabularyWord.word)
        .limit(MOST_COMPLETIONS)
    )
    written = ((completion,) for completion in found)
    said = (phrase for phrase in read_synonyms() if phrase[0].startswith(word) and phrase != (word,))
    return list(dict.fromkeys([*written, *islice(said, MOST_COMPLETIONS)]))


def _nearest(word: str, shelf: int) -> str | None:
    """The word of the library, or of the synonyms, that a misspelled one stands for."""
    forgiven = edits_forgiven(word)
    if not forgiven:
        return None
    of_like_length = func.length(VocabularyWord.word).between(len(word) - forgiven, len(word) + forgiven)
    rows = db.session.execute(
        select(VocabularyWord.word, func.sum(VocabularyWord.uses).label("uses"))
        .where(_is_on(shelf), of_like_length)
        .group_by(VocabularyWord.word)
    )
    spoken = ((part, 0) for phrase in read_synonyms() for part in phrase)
    return nearest_word(word, chain(((row.word, row.uses) for row in rows), spoken))


def _is_on(shelf: int) -> ColumnElement[bool]:
    return VocabularyWord.shelf.in_((SHIPPED_SHELF, shelf))
