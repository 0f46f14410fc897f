"""Where the linker finds what it has relocated before."""

from __future__ import annotations

from typing import Protocol

from therapytool.rendering.linking.relocation import Relocated


class Shelf(Protocol):
    """Where relocated objects are kept, in memory and not for long, since they may hold a client's words."""

    def find(self, key: str) -> Relocated | None:
        """What is kept under this key, if anything."""

    def keep(self, key: str, entry: Relocated) -> None:
        """Keep an entry, as long as there is room."""
