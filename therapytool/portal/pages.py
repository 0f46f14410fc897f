"""How a page of the portal is drawn: with its own layout, and with nothing of the clinician's session.

The usual way of rendering asks who is signed in, for every page. Here nobody asks: a client's page is the same whoever
else uses this browser.
"""

from __future__ import annotations

import re

from flask import current_app

from therapytool.accounts.practice.crisis_contacts import own_lines
from therapytool.accounts.queries import get_practice
from therapytool.errors import NotFound
from therapytool.exercises.letterhead import Letterhead, letterhead
from therapytool.portal.form_tokens import DOOR, form_token

AWAY = "https://www.wikipedia.org/"
"""Where the quick exit leads: known everywhere, asks nothing, tracks nobody."""
DIALED = re.compile(r"\+?[0-9][0-9 ()./-]*")


def draw(template: str, *, head: Letterhead | None = None, name: str = "", **values: object) -> str:
    """A page as text. `name` is the homework it is about; `head` the practice it belongs to, if not the one here."""
    page = current_app.jinja_env.get_template(f"portal/{template}")
    return page.render(
        letterhead=head or letterhead_here(),
        name=name,
        form_token=form_token(name or DOOR),
        away=AWAY,
        dial=dial,
        demo=current_app.extensions["settings"].demo,
        **values,
    )


def dial(number: str, how: str = "") -> str:
    """What a phone opens for a printed number: "tel:18007997233", "sms:741741" for one to text; "" for an address."""
    digits = "".join(letter for letter in number if letter.isdigit() or letter == "+")
    scheme = "sms" if how.lower().startswith("text") else "tel"
    return f"{scheme}:{digits}" if DIALED.fullmatch(number) else ""


def letterhead_here() -> Letterhead:
    """Name, contact and crisis contacts of the practice of this installation; worldwide ones before its set-up."""
    try:
        practice = get_practice()
    except NotFound:
        return letterhead("", "", "")
    return letterhead(practice.name, practice.contact, practice.region, own_lines=own_lines(practice))
