"""Sealed values open at their own place with the right key, and nowhere else."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from therapytool.keyring import Keyring, KeyringBroken, load_keyring, new_keyring, write_keyring
from therapytool.sealing import CannotOpen, Place, key_id, seal, unseal

HERE = Place("person", "name", "practice-1", "row-1")


@given(st.binary(max_size=2000), st.text(), st.text(), st.text(), st.text())
def test_what_was_sealed_opens_at_its_place(value: bytes, table: str, column: str, owner: str, row: str) -> None:
    ring, place = new_keyring(), Place(table, column, owner, row)
    assert unseal(ring, seal(ring, value, place), place) == value


def test_the_same_value_never_looks_the_same_twice() -> None:
    ring = new_keyring()
    assert len({seal(ring, b"sad", HERE) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("answer", "name", "practice-1", "row-1"),
        Place("person", "pronouns", "practice-1", "row-1"),
        Place("person", "name", "practice-2", "row-1"),
        Place("person", "name", "practice-1", "row-2"),
        Place("personname", "", "practice-1", "row-1"),
    ],
)
def test_a_value_moved_to_another_place_does_not_open(elsewhere: Place) -> None:
    ring = new_keyring()
    with pytest.raises(CannotOpen, match="moved from another place"):
        unseal(ring, seal(ring, b"secret", HERE), elsewhere)


def test_ten_thousand_damaged_values_are_all_refused() -> None:
    ring, chance = new_keyring(), random.Random(1)
    blob = seal(ring, b"the words of a client", HERE)
    for _ in range(10_000):
        damaged = bytearray(blob)
        damaged[chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
        with pytest.raises(CannotOpen):
            unseal(ring, bytes(damaged), HERE)


@pytest.mark.parametrize("length", range(0, 45, 4))
def test_a_value_cut_off_anywhere_is_refused(length: int) -> None:
    ring = new_keyring()
    with pytest.raises(CannotOpen):
        unseal(ring, seal(ring, b"abcdefghijkl", HERE)[:length], HERE)


def test_after_a_rotation_old_values_still_open_and_new_ones_name_the_new_key() -> None:
    old = new_keyring()
    blob = seal(old, b"old", HERE)
    turned = old.with_new_key()
    assert unseal(turned, blob, HERE) == b"old"
    assert key_id(seal(turned, b"new", HERE)) == 2
    with pytest.raises(CannotOpen, match="not on the ring"):
        unseal(turned.without(1), blob, HERE)


def test_the_key_that_seals_cannot_be_dropped() -> None:
    with pytest.raises(ValueError, match="cannot be dropped"):
        new_keyring().without(1)


def test_the_ring_is_made_once_kept_private_and_read_back(tmp_path: Path) -> None:
    ring = load_keyring(tmp_path)
    assert load_keyring(tmp_path) == ring
    assert (tmp_path / "keyring.json").stat().st_mode & 0o077 == 0
    write_keyring(tmp_path, ring.with_new_key())
    assert load_keyring(tmp_path).current == 2


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"1": "short"}', '{"x": "AAAA"}', json.dumps({"1": "AAAA"}), "null"]
)
def test_a_damaged_ring_is_told_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keyring.json"
    path.write_text(content)
    with pytest.raises(KeyringBroken, match="put back the copy"):
        load_keyring(tmp_path)
    assert path.read_text() == content


def test_a_ring_from_another_machine_opens_nothing_of_ours() -> None:
    with pytest.raises(CannotOpen):
        unseal(new_keyring(), seal(new_keyring(), b"x", HERE), HERE)


def test_key_ids_are_read_from_the_blob() -> None:
    assert key_id(seal(Keyring({7: b"k" * 32}), b"x", HERE)) == 7
