"""Files that come in with a request stay in memory: nothing a client sends is ever written to a temporary file."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request, request
from werkzeug.datastructures import FileStorage


class RequestInMemory(Request):
    """A request whose files are kept in memory; its length is bounded by the settings."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def uploaded(name: str, *, most: int) -> list[bytes]:
    """The contents of the files chosen under a name, at most so many; their names are never looked at."""
    files: list[FileStorage] = request.files.getlist(name)
    return [content for file in files[:most] if (content := file.stream.read())]
