"""`therapytool render gallery`: every kind of block, blank and filled, as one PDF."""

from __future__ import annotations

from pathlib import Path

import click

from therapytool.cli.print_options import profile_options
from therapytool.cli.printing import out_option, write_pdf
from therapytool.exercises.gallery import TITLE, gallery_documents
from therapytool.rendering.document import PrintProfile


@click.command()
@out_option
@profile_options
def gallery(output: Path, profile: PrintProfile) -> None:
    """Print the gallery of blocks: each kind blank, filled, and as it is written in a file."""
    write_pdf(gallery_documents(), output, profile=profile, title=TITLE, author="")
