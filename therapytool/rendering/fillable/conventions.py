"""What is the same in every file that is filled in: where its token stands, and how its fields are typed in."""

from __future__ import annotations

TOKEN_FIELD = "therapytool"  # noqa: S105  # a field's name
"""The hidden field that says which sheet a file is; the file's information says the same under `TOKEN_ENTRY`."""
TOKEN_ENTRY = "Therapytool"  # noqa: S105  # an entry's name
TYPING_NAME = "Wingdings"
"""What fields call the font they are typed in, whatever it is. PDFium, which shows PDFs in Chromium, takes all letters
from the font that a field names only if the name is that of a font of symbols; of any other it takes Latin-1 alone, and
borrows "’", "ł" and "—" from fonts of the machine."""
USUAL_SIZE, SMALL_SIZE = 10.0, 9.0
INK = "0.11 0.169 0.2"


def appearance(size: float = USUAL_SIZE) -> str:
    """How a field is typed in. The size is fixed: left to the readers they choose many, and MuPDF none at all."""
    return f"/{TYPING_NAME} {size:g} Tf {INK} rg"
