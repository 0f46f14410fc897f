"""The chain of the audit trail: no line is changed, taken out or moved unseen, and every action has its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from therapytool.accounts.auditing.actions import IN_WORDS, Action, Group, in_words
from therapytool.accounts.auditing.chain import (
    BEGINNING,
    Broken,
    End,
    Line,
    SealedLine,
    chain_key,
    check_chain,
    seal_line,
)

KEY = chain_key("a secret")


def chain(count: int) -> list[SealedLine]:
    """A whole chain of lines."""
    lines, previous = [], BEGINNING
    for number in range(1, count + 1):
        at = datetime(2026, 3, 2, 12, number, tzinfo=UTC)
        line = Line(number, at, "clinician", "ada", Action.CASE_OPENED.value, "case", f"c{number}", "ada", "", "")
        seal = seal_line(line, previous=previous, key=KEY)
        lines.append(SealedLine(line, previous, seal))
        previous = seal
    return lines


def test_a_whole_chain_is_whole() -> None:
    lines = chain(5)
    assert check_chain(lines, key=KEY) == End(5, lines[-1].seal)
    assert check_chain([], key=KEY) == End(0, BEGINNING)


@pytest.mark.parametrize("field", [name for name in Line.__dataclass_fields__ if name not in {"number", "at"}])
def test_a_changed_field_is_found_at_its_line(field: str) -> None:
    lines = chain(5)
    lines[2] = replace(lines[2], line=replace(lines[2].line, **{field: "other"}))
    found = check_chain(lines, key=KEY)
    assert isinstance(found, Broken)
    assert found.number == 3


def test_a_line_taken_out_put_in_or_moved_is_found() -> None:
    lines = chain(5)
    for tampered in (lines[:2] + lines[3:], lines[1:], [lines[0], lines[2], lines[1], *lines[3:]], lines + lines[-1:]):
        assert isinstance(check_chain(tampered, key=KEY), Broken)


def test_without_the_installations_key_nobody_forges_the_rest() -> None:
    forged, previous = [], BEGINNING
    for each in chain(5):
        seal = seal_line(each.line, previous=previous, key=chain_key("another secret"))
        forged.append(SealedLine(each.line, previous, seal))
        previous = seal
    assert check_chain(forged, key=KEY) == Broken(1, "it was changed, or this is not the installation that wrote it")


def test_every_action_has_words_and_a_group() -> None:
    assert set(IN_WORDS) == set(Action)
    assert {action.value.partition(".")[0] for action in Action} <= set(Group)
    assert in_words("other.cases.new_thing") == "Changed something (cases: new thing)"
