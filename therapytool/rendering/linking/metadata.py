"""What the file says of itself: title, author, language, and the claim to be readable by everyone."""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.rendering.fillable.conventions import TOKEN_ENTRY
from therapytool.rendering.linking.numbering import Number
from therapytool.rendering.linking.syntax import reference, text_string
from therapytool.rendering.linking.writing import stream

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{declaration}</pdfd:conformsTo></rdf:li>
</rdf:Bag></pdfd:declarations></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{creator}"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
WELL_TAGGED = "http://pdfa.org/declarations/wtpdf#accessibility1.0"
"""What says that a file keeps the rules of PDF/UA-2 beside those of PDF/UA-1, which it names: it can name one only."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a packet says of itself."""

    title: str
    author: str
    language: str
    creator: str = "Therapytool"
    producer: str = "WeasyPrint and the linker of Therapytool"


def information(facts: Facts, *, token: str = "") -> dict[int, bytes]:
    """The old form of the metadata, which most viewers show; `token` is what a form can be known by again."""
    entries = {"Title": facts.title, "Author": facts.author, "Creator": facts.creator, "Producer": facts.producer}
    entries[TOKEN_ENTRY] = token
    written = [b"/%s%s" % (key.encode(), text_string(value)) for key, value in entries.items() if value]
    return {Number.INFORMATION: b"<<%s>>" % b"".join(written)}


def xmp(facts: Facts) -> bytes:
    """The new form, with the claims to be PDF/UA-1 and Well-Tagged PDF; never compressed, so that all tools find it."""
    written = XMP.format(
        declaration=WELL_TAGGED,
        producer=_escaped(facts.producer),
        creator=_escaped(facts.creator),
        title=_escaped(facts.title),
        author=_escaped(facts.author),
    )
    return stream(written.encode("utf-8", "replace"), b"/Type/Metadata/Subtype/XML")


def catalog(facts: Facts, *, has_form: bool, has_outline: bool, has_destinations: bool) -> dict[int, bytes]:
    """The object at which a reader begins. It says that the file uses what PDF 2.0 added; 1.7 suffices to show it."""
    optional = b"/AcroForm " + reference(Number.FORM) if has_form else b""
    if has_outline:
        optional += b"/Outlines " + reference(Number.OUTLINE)
    if has_destinations:
        optional += b"/Names<</Dests %s>>" % reference(Number.DESTINATIONS)
    body = (
        b"<</Type/Catalog/Version/2.0/Pages %s/StructTreeRoot %s/Metadata %s/Lang%s"
        b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>%s>>"
    ) % (
        reference(Number.PAGE_TREE),
        reference(Number.STRUCTURE),
        reference(Number.METADATA),
        text_string(facts.language),
        optional,
    )
    return {Number.CATALOG: body}


def _escaped(text: str) -> str:
    """The text as XML holds it, without what XML cannot hold."""
    printable = "".join(letter for letter in text if letter.isprintable())
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
