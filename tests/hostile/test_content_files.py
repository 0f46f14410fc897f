"""Hostile content files end in a message with file and line, never in a traceback or a hang."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from therapytool.errors import InvalidContent
from therapytool.exercises.content import ExerciseContent
from therapytool.exercises.files.reading import LARGEST_FILE, read_file, read_text

HOSTILE = {
    "nothing": (b"", "must be a mapping"),
    "only a list": (b"- a\n- b\n", "must be a mapping"),
    "only a word": (b"hello", "must be a mapping"),
    "not utf-8": (b"\xff\xfe\x00", "not UTF-8"),
    "control character": (b"a: \x01", "not valid YAML"),
    "broken yaml": (b"a: b: c", "not valid YAML"),
    "unclosed quote": (b"a: 'b", "not valid YAML"),
    "tab indentation": (b"a:\n\t- b", "not valid YAML"),
    "two documents": (b"a: 1\n---\nb: 2\n", "one per file"),
    "alias": (b"a: &x [1]\nb: *x\n", "anchors and aliases"),
    "alias bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "anchors and aliases"),
    "python object": (b"a: !!python/object/apply:os.system [echo]\n", "is not a field here"),
    "key that is a list": (b"? [a]\n: b\n", "a key must be a word"),
    "ten thousand lists deep": (b"a: " + b"[" * 10_000, "nested deeper"),
    "ten thousand mappings deep": (b"{a: " * 10_000, "nested deeper"),
    "ten thousand dashes deep": (b"- " * 10_000, "nested deeper"),
    "indented without end": (b"".join(b" " * depth + b"a:\n" for depth in range(300)), "nested deeper"),
    "duplicate keys": (b"title: a\ntitle: b\n", "title: given twice"),
    "five megabytes": (b"a: " + b"x" * 5_000_000, "larger than"),
    "future yaml": (b"%YAML 9.9\n---\na: 1\n", "not valid YAML"),
    "unknown block": (b"worksheet:\n  blocks:\n    - kind: hologram\n", "'hologram' is not a kind of block"),
    "block without kind": (b"worksheet:\n  blocks:\n    - id: a\n", "'kind' is missing"),
    "misspelled field": (b"tilte: a\n", "tilte: is not a field here; check the spelling"),
    "infinite number": (b"intensity: .inf\n", "intensity"),
    "huge number": (b"intensity: 99999999999999999999\n", "intensity"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_message(name: str) -> None:
    data, message = HOSTILE[name]
    with pytest.raises(InvalidContent) as refused:
        read_text(data, file="evil.yaml", kind=ExerciseContent)
    assert message in str(refused.value)
    assert "evil.yaml" in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent, match="cannot be read"):
        read_file(tmp_path / "none.yaml", ExerciseContent)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(InvalidContent, match="larger than"):
        read_file(path, ExerciseContent)


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    text = b"slug: Bad Slug\nworksheet:\n  purpose: p\n  blocks:\n    - kind: lines\n      id: a\n      lable: z\n"
    with pytest.raises(InvalidContent) as refused:
        read_text(text, file="x.yaml", kind=ExerciseContent)
    told = str(refused.value)
    assert "x.yaml:1: slug:" in told
    assert "x.yaml:5: worksheet.blocks[1]: 'label' is missing" in told
    assert "x.yaml:7: worksheet.blocks[1].lable: is not a field here" in told
    assert len(refused.value.problems) > 10


def test_a_kind_with_a_field_of_its_own_name_is_told_apart_from_it() -> None:
    text = b"worksheet:\n  blocks:\n    - kind: lines\n      id: a\n      lines: 99\n      lable: z\n"
    with pytest.raises(InvalidContent) as refused:
        read_text(text, file="x.yaml", kind=ExerciseContent)
    told = str(refused.value)
    assert "x.yaml:3: worksheet.blocks[1]: 'label' is missing" in told
    assert "x.yaml:5: worksheet.blocks[1].lines: input should be" in told
    assert "x.yaml:6: worksheet.blocks[1].lable: is not a field here" in told


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(InvalidContent):
        read_text(data, file="x.yaml", kind=ExerciseContent)


@given(
    st.recursive(
        st.text(max_size=20) | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
@settings(max_examples=100, deadline=None)
def test_no_structure_raises_anything_else(value: object) -> None:
    with pytest.raises(InvalidContent):
        read_text(json.dumps({"worksheet": value, "steps": value}).encode(), file="x.yaml", kind=ExerciseContent)
