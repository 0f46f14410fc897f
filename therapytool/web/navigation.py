"""The bar at the top: each feature says where its pages start."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, has_request_context, request, url_for


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the bar; `current` when the page shown belongs to it."""

    label: str
    url: str
    current: bool


ENTRIES: list[tuple[str, str]] = []
"""Label and endpoint, in the order in which features are set up."""


def add_place(label: str, endpoint: str) -> None:
    """Put an entry into the bar; asking twice for the same is harmless."""
    if (label, endpoint) not in ENTRIES:
        ENTRIES.append((label, endpoint))


def navigation() -> dict[str, object]:
    """What every page template gets: the bar, and whether this is a demo."""
    blueprint = request.blueprint if has_request_context() else None
    may_open = current_app.extensions.get("may_open", lambda endpoint: True)
    places = [
        Place(label, url_for(endpoint), endpoint.partition(".")[0] == blueprint)
        for label, endpoint in ENTRIES
        if may_open(endpoint)
    ]
    return {"navigation": places, "demo": current_app.extensions["settings"].demo}
