"""What makes a password good enough: length, and enough of it that a guesser would not try first.

After NIST SP 800-63B-4: at least 12 characters, any characters, no rules of composition, no forced change. It asks for
breach lists too; a machine without a network has none, so a password is measured by what is left when its guessable
parts count as one character each: common words, the person's name and address, runs and repetitions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

SHORTEST = 12
LONGEST = 256
LEAST_SURPRISE = 8
NORMAL_FORM: Final = "NFKD"

TOO_SHORT = f"Use at least {SHORTEST} characters. Three or four words in a row work well."
TOO_LONG = f"Use at most {LONGEST} characters."
TOO_PLAIN = "Too easy to guess: mostly your name, your address, common words or runs like 1234."

COMMON_WORDS = re.findall(
    r"\w+",
    """
    password passwort letmein welcome iloveyou admin administrator master secret changeme default access login trustno
    starwars pokemon superman batman monkey dragon princess sunshine shadow football baseball basketball soccer hockey
    jordan michael jennifer charlie jessica daniel thomas robert george computer internet samsung google facebook
    whatever freedom flower lovely loveme hello killer summer winter spring autumn january february march april june
    july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas
    therapytool therapist therapy counselor counseling psychology psychologist clinic
    """,
)
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
DISGUISES = str.maketrans("@$013457", "asoleast")


def normalized(password: str) -> str:
    """The one form in which a password is kept and compared, whatever keyboard typed it."""
    return unicodedata.normalize(NORMAL_FORM, password)


def problems_with_password(password: str, *, about: Iterable[str] = ()) -> list[str]:
    """What to change before this password is accepted, if anything; `about` is the person's name and address."""
    if len(password) < SHORTEST:
        return [TOO_SHORT]
    if len(password) > LONGEST:
        return [TOO_LONG]
    return [TOO_PLAIN] if surprise(password, about=about) < LEAST_SURPRISE else []


def surprise(password: str, *, about: Iterable[str] = ()) -> int:
    """How many characters are left when every guessable part counts as one."""
    text = _plain(password)
    own = {_plain(part) for words in about for part in re.findall(r"\w{3,}", words)}
    for word in sorted({*COMMON_WORDS, *own}, key=len, reverse=True):
        text = text.replace(word, "•").replace(word.translate(DISGUISES), "•")
    text = re.sub(r"(.+?)\1+", r"\1", _without_runs(text))
    return len(text)


def _plain(text: str) -> str:
    """Lower case without accents and without the usual disguises: "P@ssw0rd" is "password"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(DISGUISES)


def _without_runs(text: str) -> str:
    """Shorten runs along the alphabet, the digits or a row of the keyboard, either way, to one character."""
    for run in (*RUNS, *(row.translate(DISGUISES) for row in RUNS)):
        for line in (run, run[::-1]):
            for length in range(len(line), 2, -1):
                for start in range(len(line) - length + 1):
                    text = text.replace(line[start : start + length], "•")
    return text
