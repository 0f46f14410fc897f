"""A client's words in an address: sealed, so that no history of a browser, no log and no server between reads them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence

from therapytool.personal_fields import current_keyring
from therapytool.sealing import CannotOpen, Place, seal, unseal

ARGUMENT = "sealed"
"""The value of an address that holds what is sealed."""
PLACE = Place("address", ARGUMENT, "", "")


def with_sealed(values: Mapping[str, object], *names: str) -> dict[str, object]:
    """Values for an address, of which those of these names are sealed, if there are any."""
    hidden = {name: value for name, value in values.items() if name in names and value}
    shown = {name: value for name, value in values.items() if name not in names}
    if not hidden:
        return shown
    blob = seal(current_keyring(), json.dumps(hidden).encode(), PLACE)
    return {**shown, ARGUMENT: urlsafe_b64encode(blob).decode()}


def with_opened(values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The values of an address, those that were sealed among them; what does not open is left out."""
    opened = dict(values)
    for text in opened.pop(ARGUMENT, ()):
        opened.update({name: [said] if isinstance(said, str) else said for name, said in _opened(text).items()})
    return opened


def _opened(text: str) -> dict[str, str | list[str]]:
    try:
        found: dict[str, str | list[str]] = json.loads(unseal(current_keyring(), urlsafe_b64decode(text), PLACE))
    except (CannotOpen, ValueError):
        return {}
    return found
