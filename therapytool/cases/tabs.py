"""The tabs of a case: each feature adds the page it has about one, so that cases need not know who looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from therapytool.web.navigation import Place

TABS: list[Tab] = []
"""In the order of their rank."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about a case; its endpoint takes the case's public id as `name`. The lowest rank stands first."""

    label: str
    endpoint: str
    rank: int


def add_case_tab(label: str, endpoint: str, *, rank: int = 50) -> None:
    """Add a page to the tabs of every case; asking twice for the same is harmless."""
    if Tab(label, endpoint, rank) not in TABS:
        TABS.append(Tab(label, endpoint, rank))
        TABS.sort(key=lambda tab: tab.rank)


def tabs_of(public_id: str) -> list[Place]:
    """The tabs of one case, the one shown marked."""
    return [Place(tab.label, url_for(tab.endpoint, name=public_id), tab.endpoint == request.endpoint) for tab in TABS]
