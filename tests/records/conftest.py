"""Fixtures of records: a practice with an owner, two clinicians, a supervisor and an assistant."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from flask import Flask

from tests.accounts.visitor import Visitor
from tests.factories import PASSWORD, make_clinician
from tests.homework.practice import Desk
from therapytool.accounts.models import User
from therapytool.accounts.operations import add_clinician, set_password
from therapytool.accounts.permissions.roles import ClinicianRole
from therapytool.accounts.queries import find_clinician
from therapytool.database import db, writing


@dataclass
class Team:
    """Everybody of a practice, each with a browser she is signed in with."""

    app: Flask
    browsers: dict[str, Visitor] = field(default_factory=dict)

    def person(self, name: str) -> User:
        found = find_clinician(f"{name}@example.org")
        assert found is not None
        return found

    def public_id(self, name: str) -> str:
        return self.person(name).public_id

    def desk(self, name: str) -> Desk:
        return Desk(self.person(name).id)

    def __getitem__(self, name: str) -> Visitor:
        if name not in self.browsers:
            db.session.remove()
            self.browsers[name] = Visitor(self.app)
            assert self.browsers[name].sign_in(f"{name}@example.org").status_code == 303
        return self.browsers[name]


@pytest.fixture
def team(library: Flask) -> Team:
    """Olga owns it, Ada and Ben work in it, Sue supervises, Ann assists."""
    make_clinician("olga@example.org", name="Olga Owner")
    roles = {
        "ada": ClinicianRole.CLINICIAN,
        "ben": ClinicianRole.CLINICIAN,
        "sue": ClinicianRole.SUPERVISOR,
        "ann": ClinicianRole.ASSISTANT,
    }
    for name, role in roles.items():
        with writing():
            set_password(add_clinician(email=f"{name}@example.org", name=name.title(), role=role), PASSWORD)
    return Team(library)
