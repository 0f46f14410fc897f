"""Runs as a program of its own: saves a client's answers one after the other, and says each one that was acknowledged.

Arguments: the instance folder, the response's row, the key of the question. It is killed from outside.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from therapytool import clock
from therapytool.app import create_app
from therapytool.config import Settings
from therapytool.database import db, writing
from therapytool.homework.answers.answering import Typed, save_answer
from therapytool.homework.models import Answer


def main(instance: str, response: str, key: str) -> None:
    app = create_app(Settings.load(instance=Path(instance)))
    ends = clock.now() + timedelta(days=1)
    with app.app_context():
        kept = select(Answer.revision).where(Answer.response_id == int(response), Answer.key == key)
        revision = db.session.scalar(kept) or 0
        for number in count(revision + 1):
            with writing():
                typed = Typed(key, f"answer {number}", number - 1, str(uuid4()), clock.now())
                save_answer(int(response), typed, link_expires_at=ends)
            print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
