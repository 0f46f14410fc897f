"""Images of the practice: bringing one in for a block, and showing it in the editor."""

from __future__ import annotations

from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from therapytool.accounts.current import current_clinician
from therapytool.exercises.authoring.changes import SetPart, refused
from therapytool.exercises.authoring.images import LARGEST_UPLOAD, keep_image, proportion_of
from therapytool.exercises.authoring.operations import change_draft
from therapytool.exercises.authoring.parts import BLOCK, block_specs
from therapytool.exercises.authoring.queries import get_draft, get_image
from therapytool.exercises.authoring.views.answers import Outcome, done
from therapytool.exercises.authoring.views.blueprint import authoring, printer, read_revision
from therapytool.web.access import Access, access
from therapytool.web.transactions import writes


@authoring.post("/<name>/images")
@access(Access.SIGNED_IN)
@writes
def bring_image(name: str) -> ResponseReturnValue:
    """Take an uploaded picture and show it in the block of key `key`."""
    clinician = current_clinician()
    block = get_draft(name, clinician.practice_id).draft.find(request.form.get("key", ""))
    if block is None or "shows" not in {spec.key for spec in block_specs(block)}:
        raise refused("There is no picture in this block.")
    upload = request.files.get("image")
    content = upload.stream.read(LARGEST_UPLOAD + 1) if upload else b""
    said = request.form.get("alternative", "")
    image = keep_image(content, name=said, clinician=clinician, pool=printer().pool)
    shows = {"asset": image.public_id, "alternative": image.name, "proportion": proportion_of(image)}
    change = SetPart(f"{BLOCK}{block.key}", {**block.content, "shows": shows})
    changed = change_draft(name, change, practice_id=clinician.practice_id, revision=read_revision(request.form))
    return done(name, Outcome("Brought a picture in", offers="undo", part=changed.part))


@authoring.get("/images/<image>")
@access(Access.SIGNED_IN)
def show_image(image: str) -> ResponseReturnValue:
    """An image of the practice."""
    found = get_image(image, current_clinician().practice_id)
    return send_file(BytesIO(found.data), found.media_type)
