"""Overhears what the server answers to one device: every status, header and body, PDFs as their text too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from tests.pdf import read_pdf


class Overheard:
    """Everything that was answered to a device, told apart by the name it gives itself."""

    def __init__(self, device_name: str) -> None:
        self.device_name = device_name
        self.answers: list[tuple[str, str, list[tuple[str, str]], bytes]] = []

    def words(self) -> str:
        """All of it as one text."""
        return "\n".join(f"{path} {status} {headers} {_text(body)}" for path, status, headers, body in self.answers)


def _text(body: bytes) -> str:
    if not body.startswith(b"%PDF-"):
        return body.decode("utf-8", "replace")
    pdf = read_pdf(body)
    return " ".join(page.text for page in pdf.pages) + body.decode("latin-1")


@contextmanager
def overhearing(app: Flask, device_name: str) -> Iterator[Overheard]:
    """Listen to a device for a while."""
    heard, usual = Overheard(device_name), app.wsgi_app

    def listening(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("HTTP_USER_AGENT") != device_name:
            return usual(environ, start_response)
        told: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told.extend((status, list(headers)))
            return start_response(status, headers, *rest)

        answer = usual(environ, note)
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        heard.answers.append((environ["PATH_INFO"], told[0], told[1], body))
        return [body]

    app.wsgi_app = listening  # type: ignore[method-assign]
    yield heard
    app.wsgi_app = usual  # type: ignore[method-assign]
