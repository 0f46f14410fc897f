"""The feeling words of the library: eight families of everyday words, arranged anew, copied from no printed wheel."""

from __future__ import annotations

from typing import NamedTuple


class FeelingFamily(NamedTuple):
    """Words that belong together, under the plainest of them."""

    name: str
    words: tuple[str, ...]


FEELING_FAMILIES = (
    FeelingFamily("glad", ("content", "amused", "proud", "grateful", "hopeful", "playful", "excited", "relieved")),
    FeelingFamily("close", ("warm", "tender", "trusting", "wanted", "moved", "at home", "admiring", "safe")),
    FeelingFamily("calm", ("settled", "rested", "clear", "patient", "steady", "quiet")),
    FeelingFamily(
        "sad", ("low", "lonely", "let down", "missing someone", "grieving", "empty", "discouraged", "homesick")
    ),
    FeelingFamily("afraid", ("uneasy", "nervous", "exposed", "unsure", "panicky", "dreading", "on guard", "jealous")),
    FeelingFamily("angry", ("irritated", "frustrated", "resentful", "insulted", "furious", "bitter", "impatient")),
    FeelingFamily("ashamed", ("embarrassed", "guilty", "small", "not enough", "foolish", "regretful", "like a fraud")),
    FeelingFamily("worn", ("tired", "overloaded", "numb", "restless", "bored", "torn", "under pressure", "flat")),
)
