"""An outside judge: veraPDF finds nothing that breaks PDF/UA-1, and in what was linked the rules of PDF/UA-2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.rendering.starter_packets import bound_packet, every_sheet, starter_packets
from tests.rendering.verapdf import Rules, objections
from therapytool.rendering.document import Document, Paper, PrintProfile
from therapytool.rendering.linked import print_linked
from therapytool.rendering.printer import Printer
from therapytool.rendering.request import Request, Workshop
from therapytool.rendering.whole import print_whole

PACKETS = starter_packets()
SHEETS = every_sheet()
NAMES = [*PACKETS, "bound on both sides, fillable", "every sheet", "a sheet alone", "laid out whole"]


@pytest.fixture(scope="module")
def found(printer: Printer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What veraPDF objects to in each file. Pages laid out whole, the last, are held to PDF/UA-1 alone."""
    workshop = Workshop(printer.pool, printer.cache, on_disk=True)

    def request(documents: Sequence[Document], paper: Paper) -> Request:
        return Request(documents, PrintProfile(paper), "Packet", "The Practice", workshop)

    made = {name: print_linked(request(documents, Paper.LETTER)).pdf for name, documents in PACKETS.items()}
    made["bound on both sides, fillable"] = print_linked(request(bound_packet(fillable=True), Paper.LETTER)).pdf
    made["every sheet"] = print_linked(request(SHEETS, Paper.LETTER)).pdf
    made["a sheet alone"] = print_linked(request(SHEETS[:1], Paper.A4)).pdf
    made["laid out whole"] = print_whole(request(PACKETS["individual-50"], Paper.LETTER)).pdf
    folder = tmp_path_factory.mktemp("judged")
    paths = [write(folder / f"{name}.pdf", content) for name, content in made.items()]
    return objections(paths[:-1]) | objections(paths[-1:], [Rules.UA_1])


def write(path: Path, content: bytes) -> Path:
    """A file of this content."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_breaks_no_rule_of_pdf_ua(name, found):
    assert found[f"{name}.pdf"] == []


def test_the_judge_does_object_to_a_page_without_tags(tmp_path):
    path = tmp_path / "untagged.pdf"
    with pikepdf.Pdf.new() as file:
        file.add_blank_page().contents_add(b"0 0 9 9 re f")
        file.save(path)
    assert any(problem.startswith("7.1:") for problem in objections([path], [Rules.UA_1])["untagged.pdf"])
