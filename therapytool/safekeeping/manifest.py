"""What a backup says of itself: version, schema, each file with its hash, row counts, keys, end of the trail."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "therapytool-backup-1"
DATABASE = "database.db"
FILES = "files/"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.signature"
CHUNK = 2**20


class PackedFile(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """The whole of it. `trail_count` and `trail_seal` are the end of the audit trail when the backup was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["therapytool-backup-1"] = "therapytool-backup-1"
    made_at: datetime
    version: str
    schema_revision: str
    key_ids: tuple[int, ...]
    trail_count: int
    trail_seal: str
    rows: dict[str, int]
    files: tuple[PackedFile, ...]

    def file(self, name: str) -> PackedFile | None:
        """What is said of one file; None for one that does not belong."""
        return next((file for file in self.files if file.name == name), None)


def packed_file(path: Path, name: str) -> PackedFile:
    """A file on disk as the manifest lists it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return PackedFile(name=name, size=path.stat().st_size, sha256=digest.hexdigest())


def signature_of(manifest: bytes, *, secret: str) -> str:
    """Shows that a backup was made by the installation that has this secret, not by who only knows the recipient."""
    key = hmac.digest(secret.encode(), b"therapytool backup 1", hashlib.sha256)
    return hmac.new(key, manifest, hashlib.sha256).hexdigest()
