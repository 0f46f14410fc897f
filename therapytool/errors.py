"""What can go wrong, named; every layer may raise these and the web and the terminal know how to say them."""

from __future__ import annotations

from dataclasses import dataclass


class TherapytoolError(Exception):
    """Anything the person can be told in plain words."""


class NotFound(TherapytoolError):
    """What was asked for is not there, or is not this person's; both read the same."""


class NotAllowed(TherapytoolError):
    """The person is known and may not do this."""


class Conflict(TherapytoolError):
    """The thing has changed since the person last saw it; nothing was overwritten."""


class MissingSystemLibrary(TherapytoolError):
    """A library of the operating system is missing; the message is the exact line to type."""


class RenderingFailed(TherapytoolError):
    """A document could not be turned into pages; the message says what to change."""


class RenderingTookTooLong(RenderingFailed):
    """Layout passed its limit of time or memory and was stopped."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a content file: where, which field, and what to do about it."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class InvalidContent(TherapytoolError):
    """A content file or form was refused; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
