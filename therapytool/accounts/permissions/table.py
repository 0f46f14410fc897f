"""Who may what, as data: what each role may do, and what each part of the site asks for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from therapytool.accounts.permissions.roles import ClinicianRole


class Permission(StrEnum):
    """What a part of the site can ask for. Rows are checked one by one besides."""

    LIBRARY = "library"
    """Look at exercises, print them, write the practice's own."""
    READY = "ready"
    """Put exercises of the practice's own into its library, and take them out; who only writes them leaves drafts."""
    PLANS = "plans"
    """Make plans and programs and print them."""
    CASES = "cases"
    """Have cases of her own, give homework, read what came back."""
    SUPERVISION = "supervision"
    """Be shown cases of colleagues."""
    PRACTICE = "practice"
    """Change what the practice prints, who belongs to it, and make backups."""


PERMISSIONS: dict[ClinicianRole, frozenset[Permission]] = {
    ClinicianRole.OWNER: frozenset(Permission),
    ClinicianRole.CLINICIAN: frozenset({Permission.LIBRARY, Permission.READY, Permission.PLANS, Permission.CASES}),
    ClinicianRole.SUPERVISOR: frozenset(
        {Permission.LIBRARY, Permission.READY, Permission.PLANS, Permission.CASES, Permission.SUPERVISION}
    ),
    ClinicianRole.ASSISTANT: frozenset({Permission.LIBRARY, Permission.PLANS}),
}

NEEDED: dict[str, Permission | None] = {
    "": None,
    "accounts": None,
    "authoring": Permission.LIBRARY,
    "cases": Permission.CASES,
    "exercises": Permission.LIBRARY,
    "homework": Permission.CASES,
    "measures": Permission.LIBRARY,
    "packs": Permission.LIBRARY,
    "people": Permission.PRACTICE,
    "plans": Permission.PLANS,
    "programs": Permission.PLANS,
    "progress": Permission.CASES,
    "records": None,
    "safekeeping": Permission.PRACTICE,
    "search": None,
    "supervision": Permission.CASES,
    "supervision.browse": Permission.SUPERVISION,
    "supervision.show": Permission.SUPERVISION,
}
"""What each feature (blueprint) asks of who is signed in, or one page of it; "" is what belongs to none."""
STRICTEST = Permission.CASES
"""What a feature asks that nobody has put into the table: new features are closed to assistants until somebody says."""


class HasRoles(Protocol):
    """Somebody with an account."""

    @property
    def roles(self) -> Iterable[HasName]:
        """Her roles."""


class HasName(Protocol):
    """A role as a row."""

    name: str


def permissions_of(names: Iterable[str]) -> frozenset[Permission]:
    """What somebody with these roles may do; names that are no roles of ours give nothing."""
    known = [ClinicianRole(name) for name in names if name in set(ClinicianRole)]
    return frozenset().union(*(PERMISSIONS[role] for role in known))


def may(person: HasRoles, permission: Permission) -> bool:
    """Whether somebody may do something."""
    return permission in permissions_of(role.name for role in person.roles)


def needed_by(endpoint: str) -> Permission | None:
    """What an endpoint asks for; None when being signed in is enough."""
    return NEEDED.get(endpoint, NEEDED.get(endpoint.rpartition(".")[0], STRICTEST))
