"""What this program is, its license, and its very source, as the license asks of everybody who serves it to others."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

import therapytool
from therapytool.shipped import folder
from therapytool.web.access import Access, access

FOLDERS = ("templates", "static", "fonts", "worksheets")
BESIDE = (
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    "pyproject.toml",
    "requirements",
    "scripts",
)
NOT_SOURCE = {"__pycache__", "shipped"}
MOMENT = (1980, 1, 1, 0, 0, 0)


@access(Access.PUBLIC)
def about() -> ResponseReturnValue:
    """Version, license, and where to take the source."""
    return render_template("about.html", version=therapytool.__version__)


@access(Access.PUBLIC)
def source() -> Response:
    """The source as it runs here, as one zip file."""
    name = f"therapytool-{therapytool.__version__}.zip"
    return send_file(BytesIO(packed_source()), mimetype="application/zip", as_attachment=True, download_name=name)


@cache
def packed_source() -> bytes:
    """Every file of the package and its shipped folders; in a checkout also what builds and explains them."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in _files():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _files() -> Iterator[tuple[Path, str]]:
    package = Path(therapytool.__file__).resolve().parent
    roots = [(package, "therapytool"), *((folder(name), name) for name in FOLDERS)]
    roots += [(package.parent / name, name) for name in BESIDE if (package.parent / "pyproject.toml").is_file()]
    for root, name in roots:
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and not NOT_SOURCE & set(inside.parts):
                yield path, "/".join((name, *inside.parts))
