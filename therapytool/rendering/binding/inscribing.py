"""Whether a document's inscriptions are written on its pages once they are compiled, or laid out with it.

Written is the rule: then all copies are one document. Words that the linker cannot set, or for which there is no room
in one line, are laid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from therapytool.rendering.document import Document
from therapytool.rendering.inscriptions import STAND_INS
from therapytool.rendering.linking.lettering import inscribed, is_plain
from therapytool.rendering.linking.numbering import Part


def to_be_inscribed(document: Document) -> Document:
    """The document with something else in the place of words that can be written later; else itself."""
    if not document.inscriptions or not all(map(is_plain, document.inscriptions.values())):
        return document
    return replace(document, inscriptions={name: STAND_INS[name] for name in document.inscriptions})


def words_to_write(wanted: Document, laid_out: Document) -> Mapping[str, str]:
    """What the linker writes on a document that was laid out like this.

    Where its words are on it that is nothing, but for a word that is what stands in for one: the compiler took it out.
    """
    if laid_out is not wanted:
        return wanted.inscriptions
    return {name: words for name, words in wanted.inscriptions.items() if words == STAND_INS[name]}


def can_be_inscribed(part: Part) -> bool:
    """Whether the words of a part can be written in all their places."""
    words, fragment = part.inscriptions, part.fragment
    return words.keys().isdisjoint(fragment.unwritten) and all(
        inscribed(fragment, place, words[place.name]) for place in fragment.inscriptions if place.name in words
    )
