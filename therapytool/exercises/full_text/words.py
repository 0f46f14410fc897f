"""What a person typed, as things to look for: words, known phrases, and the word meant by a misspelled one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Phrase = tuple[str, ...]
"""Words that stand next to each other; most phrases are one word."""
SynonymTable = Mapping[Phrase, tuple[Phrase, ...]]
"""For a phrase a clinician types, the phrases our texts use for it."""

LONGEST_TEXT = 200
"""Letters of a search that are read; the rest is left aside."""
MOST_WORDS = 16
LONGEST_WORD = 40
"""Letters of a word that is worth offering."""
WORD = re.compile(r"[^\W_]+")

STOP_WORDS = frozenset(
    """
    a about after again all also always am an and any anything are aren arent as at be been before being but by can
    cannot cant could couldn couldnt did didn didnt do does doesn doesnt doing don dont down each even ever every
    everything for from get gets getting give go goes going got had has hasn hasnt have haven havent having he hed her
    hers hes him his how i if im in into is isn isnt it its ive just keeps let like ll make makes me more most much my
    never no not nothing of off on once only or our out over own re really s she shed shes should shouldn shouldnt so
    some something such t than that the their them then there these they theyre this those through to too up us ve
    very want wants was wasn wasnt way we well were weren werent what whats when where which while who whom whose why
    will with won wont would wouldn wouldnt you your yours exercise exercises worksheet worksheets sheet handout
    """.split()  # noqa: SIM905  # reads as words
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: the words as typed, what our texts may call it, and whether it may still be being typed."""

    typed: Phrase
    related: tuple[Phrase, ...] = ()
    unfinished: bool = False


def words_of(text: str) -> Phrase:
    """The words of a text in small letters without accents; signs of any kind only separate them."""
    return tuple(_folded_words(text[:LONGEST_TEXT])[:MOST_WORDS])


def different_words(texts: Iterable[str]) -> list[str]:
    """The words of some texts, each once and in order of the alphabet, read as those that are typed."""
    return sorted({word for text in texts for word in _folded_words(text) if len(word) <= LONGEST_WORD})


def _folded_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(letter for letter in folded if not unicodedata.combining(letter)))


def terms_of(words: Phrase, synonyms: SynonymTable) -> tuple[Term, ...]:
    """The things asked for, each once: known phrases whole, stop words left out unless there is nothing else."""
    terms = tuple(dict.fromkeys(_read_terms(words, synonyms)))
    return terms or tuple(Term((word,)) for word in dict.fromkeys(words) if len(word) > 1)


def _read_terms(words: Phrase, synonyms: SynonymTable) -> Iterator[Term]:
    longest = max((len(phrase) for phrase in synonyms), default=1)
    position = 0
    while position < len(words):
        is_known, phrase = _phrase_at(words[position : position + longest], synonyms)
        position += len(phrase)
        is_last = position == len(words)
        if is_known:
            yield Term(phrase, synonyms[phrase], unfinished=is_last and len(phrase) == 1)
        elif len(phrase[0]) > 1 and phrase[0] not in STOP_WORDS:
            yield Term(phrase, unfinished=is_last)


def _phrase_at(words: Phrase, synonyms: SynonymTable) -> tuple[bool, Phrase]:
    """The longest phrase with synonyms that starts here, else the one word."""
    for length in range(len(words), 0, -1):
        if words[:length] in synonyms:
            return True, words[:length]
    return False, words[:1]


def has_phrase(words: Phrase, phrase: Phrase) -> bool:
    """Whether the words of a phrase stand next to each other among these."""
    return any(words[start : start + len(phrase)] == phrase for start in range(len(words) - len(phrase) + 1))


def edits_forgiven(word: str) -> int:
    """How many slips of the keyboard a word may hold: none under 4 letters, 1 at 4 and 5, 2 beyond; none in numbers."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2


def nearest_word(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """The known word (given with how often it is used) that was most likely meant; None when none is near enough.

    Fewest edits first, then the same first letter, then the more common word.
    """
    forgiven = edits_forgiven(word)
    if not forgiven:
        return None
    letters = set(word)
    near = (
        (edit_distance(word, candidate), candidate[0] != word[0], -uses, candidate)
        for candidate, uses in known
        if abs(len(candidate) - len(word)) <= forgiven and len(letters ^ set(candidate)) <= 2 * forgiven
    )
    best = min((found for found in near if found[0] <= forgiven), default=None)
    return best[-1] if best else None


def edit_distance(first: str, second: str) -> int:
    """Letters added, dropped, changed or swapped with their neighbor between two words (optimal string alignment)."""
    earlier: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            edits = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                edits = min(edits, earlier[column - 2] + 1)
            current.append(edits)
        earlier, above = above, current
    return above[-1]
