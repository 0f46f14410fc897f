"""Fixtures of safekeeping: an installation with a client in it, and the key that opens its backups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import make_clinician
from therapytool.accounts.auditing.trail import TERMINAL
from therapytool.cases.operations import open_case
from therapytool.cases.vocabulary import CaseKind
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.safekeeping.age_keys import KeyPair, new_key_pair
from therapytool.safekeeping.backing_up import Lock, Made, make_backup


@dataclass(frozen=True)
class Installation:
    """An installation, who works in it, and the key of its backups."""

    app: Flask
    clinician_id: int
    pair: KeyPair
    folder: Path

    @property
    def settings(self) -> Settings:
        settings: Settings = self.app.extensions["settings"]
        return settings

    @property
    def instance(self) -> Path:
        return self.settings.instance

    def open_case(self, name: str, *people: str) -> str:
        kind = CaseKind.COUPLE if len(people) == 2 else CaseKind.INDIVIDUAL
        with writing():
            return open_case(kind, name=name, people=people, clinician_id=self.clinician_id)

    def back_up(self, name: str = "backup.age") -> Made:
        return make_backup(self.folder / name, Lock((self.pair.recipient,)), by=TERMINAL)

    def let_go(self) -> None:
        """Hold no connection to the database any more."""
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def here(app: Flask, tmp_path: Path) -> Installation:
    """Ada's installation with one couple in it."""
    installation = Installation(app, make_clinician().id, new_key_pair(), tmp_path)
    installation.open_case("Harbor-12", "Heron", "Finch")
    return installation
