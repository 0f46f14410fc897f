"""A backup before it is encrypted: a zip of the database copy, the instance's other files and the manifest.

Keys are never in it (they travel by `therapytool keys export`), and neither is what can be made again.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from therapytool.errors import TherapytoolError
from therapytool.safekeeping.database_copy import Step
from therapytool.safekeeping.manifest import CHUNK, DATABASE, FILES, MANIFEST, SIGNATURE, Manifest, PackedFile

KEY_FILES = frozenset({"keyring.json", "secrets.json"})
MADE_AGAIN = frozenset({"pages", "kept", "working"})
LARGEST_MANIFEST = 2**24


class BackupDamaged(TherapytoolError):
    """What is inside a backup is not what its manifest says. Nothing was changed."""


def other_files(instance: Path) -> Iterator[tuple[Path, str]]:
    """Files of the instance that belong into a backup beside the database, each with its name there."""
    for path in sorted(instance.rglob("*")):
        inside = path.relative_to(instance)
        if path.is_symlink() or not path.is_file() or not _belongs(inside):
            continue
        yield path, FILES + inside.as_posix()


def pack(target: Path, manifest: Manifest, signature: str, sources: dict[str, Path], *, step: Step | None) -> None:
    """Write the zip: first the manifest, then every file it lists."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest.model_dump_json())
        archive.writestr(SIGNATURE, signature)
        for number, file in enumerate(manifest.files):
            archive.write(sources[file.name], file.name)
            if step is not None:
                step("Packing", number + 1, len(manifest.files))


def read_manifest(archive: zipfile.ZipFile) -> tuple[Manifest, bytes, str]:
    """The manifest of a backup with its raw bytes and signature. Raises BackupDamaged."""
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise BackupDamaged("The list of its files is too long to be true.")
        raw = archive.read(MANIFEST)
        return Manifest.model_validate_json(raw), raw, archive.read(SIGNATURE)[:200].decode("ascii", "replace")
    except (KeyError, ValidationError, zipfile.BadZipFile) as error:
        raise BackupDamaged("This file holds no backup that this version can read.") from error


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path, *, step: Step | None) -> None:
    """Take out every file the manifest lists, counting bytes and checking hashes. Raises BackupDamaged."""
    listed = sorted(file.name for file in manifest.files)
    inside = sorted(info.filename for info in archive.infolist() if info.filename not in {MANIFEST, SIGNATURE})
    if listed != inside or DATABASE not in listed:
        raise BackupDamaged("The files inside are not those its manifest lists.")
    for number, file in enumerate(manifest.files):
        _take_out(archive, file, folder / _safe(file.name))
        if step is not None:
            step("Unpacking", number + 1, len(manifest.files))


def _belongs(inside: Path) -> bool:
    name = inside.name
    if inside.parts[0] in KEY_FILES | MADE_AGAIN or inside.parts[0].startswith("."):
        return False
    return not (len(inside.parts) == 1 and (".db" in name or name.endswith((".new", ".lock", ".age"))))


def _safe(name: str) -> str:
    """A name that stays inside the folder it is taken out into. Raises BackupDamaged."""
    path = PurePosixPath(name)
    is_ours = name == DATABASE or (name.startswith(FILES) and len(path.parts) > 1)
    if not is_ours or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise BackupDamaged("It names a file that would lie outside its folder.")
    if path.parts[-1] in KEY_FILES:
        raise BackupDamaged("It brings keys of its own, which no backup does.")
    return path.as_posix()


def _take_out(archive: zipfile.ZipFile, file: PackedFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(file.name) as packed, target.open("xb") as out:
            while chunk := packed.read(CHUNK):
                size += len(chunk)
                if size > file.size:
                    break
                digest.update(chunk)
                out.write(chunk)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BackupDamaged(f"{file.name} inside is damaged.") from error
    if size != file.size or digest.hexdigest() != file.sha256:
        raise BackupDamaged(f"{file.name} inside is not what the manifest says.")
