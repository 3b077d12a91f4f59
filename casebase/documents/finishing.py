"""From a drawn PDF to the file that leaves the house: PDF/A-3a and PDF/UA-1, with the paper's JSON inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from casebase.documents.tagging import Mark, Node

_LANGUAGE = "ko-KR"
_PRINTED_AND_LOCKED = 132  # flags of an annotation
_PRODUCER = "Casebase"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"


def finished(
    drawn: bytes, document: Node, *, title: str, author: str, dated: date, data: bytes, data_name: str
) -> bytes:
    """Return the file with its structure tree, output intent, metadata and embedded data.

    `dated` stands for every time stamp, so that the same paper always gives the same bytes.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _drop_transitions(pdf)
        _write_structure(pdf, document)
        _embed(pdf, data, data_name, dated)
        _write_root(pdf)
        _write_metadata(pdf, title, author, dated)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _drop_transitions(pdf: pikepdf.Pdf) -> None:
    """ReportLab gives each page an empty transition, which PDF/A does not know."""
    for page in pdf.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]


@dataclass(frozen=True)
class _Tree:
    """The structure tree while it is written: the elements that own each page's marks, and the fields' elements."""

    pdf: pikepdf.Pdf
    pages: Sequence[pikepdf.Object]
    owners: Sequence[dict[int, pikepdf.Object]]
    fields: list[tuple[pikepdf.Object, pikepdf.Object]]


def _write_structure(pdf: pikepdf.Pdf, document: Node) -> None:
    """Write the tree, and for every page and field the way back from it to its elements."""
    pages = [page.obj for page in pdf.pages]
    tree = _Tree(pdf, pages, [{} for _ in pages], [])
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = _element(tree, document, root)
    numbers = Array()
    for number, (page, marks) in enumerate(zip(pages, tree.owners, strict=True)):
        page.StructParents = number
        page.Tabs = Name.S
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array([marks[n] for n in range(len(marks))])))
    for number, (field, element) in enumerate(tree.fields, len(pages)):
        field.StructParent = number
        numbers.append(number)
        numbers.append(element)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages) + len(tree.fields)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    if tree.fields:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field for field, _ in tree.fields])))


def _element(tree: _Tree, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
    element = tree.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
    if node.alt:
        element.Alt = String(node.alt)
    if attributes := _attributes(node):
        element.A = attributes
    if node.field:
        element.K = _field(tree, node, element)  # in no array: there pyHanko looks for the field of a later signature
        return element
    parts = Array()
    for part in node.parts:
        if isinstance(part, Mark):
            tree.owners[part.page][part.number] = element
            parts.append(Dictionary(Type=Name.MCR, Pg=tree.pages[part.page], MCID=part.number))
        else:
            parts.append(_element(tree, part, element))
    if len(parts):
        element.K = parts
    return element


def _field(tree: _Tree, node: Node, element: pikepdf.Object) -> pikepdf.Object:
    """Put an empty signature field on its page, with an appearance of nothing, and return the reference to it."""
    page = tree.pages[node.page]
    left, low, right, high = (round(n, 2) for n in node.box or (0, 0, 0, 0))
    nothing = tree.pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, right - left, high - low]), Resources=Dictionary()
    )
    field = tree.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(node.field),
            TU=String(node.alt),
            F=_PRINTED_AND_LOCKED,
            Rect=Array([left, low, right, high]),
            P=page,
            AP=Dictionary(N=nothing),
        )
    )
    page.Annots = Array([*page.get("/Annots", []), field])
    tree.fields.append((field, element))
    return Dictionary(Type=Name.OBJR, Obj=field, Pg=page)


def _attributes(node: Node) -> pikepdf.Object | None:
    if node.tag in ("TH", "TD"):
        cell = Dictionary(O=Name.Table, RowSpan=node.row_span, ColSpan=node.column_span)
        if node.scope:
            cell.Scope = Name(f"/{node.scope}")
        return cell
    if node.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{node.numbering}"))
    if node.box and not node.field:
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(n, 2) for n in node.box]))
    return None


def _embed(pdf: pikepdf.Pdf, data: bytes, name: str, dated: date) -> None:
    """Attach the JSON as the data that the paper was made from."""
    file = pikepdf.AttachedFileSpec(
        pdf,
        data,
        filename=name,
        description="이 문서의 내용 자료",
        mime_type="application/json",
        creation_date=_pdf_date(dated),
        mod_date=_pdf_date(dated),
    )
    file.obj.AFRelationship = Name.Data
    pdf.attachments[name] = file
    pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[-1]])


def _write_root(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(_srgb(), N=3)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.Root.Lang = String(_LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


@cache
def _srgb() -> bytes:
    return (Path(pikepdf.__file__).parent / "pdfa" / "data" / "sRGB.icc").read_bytes()


def _write_metadata(pdf: pikepdf.Pdf, title: str, author: str, dated: date) -> None:
    """Metadata stand twice: in the old information dictionary, and as XMP, which PDF/A reads."""
    packet = _xmp(escape(title), escape(author), f"{dated.isoformat()}T00:00:00+09:00")
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Producer=String(_PRODUCER),
            CreationDate=String(_pdf_date(dated)),
            ModDate=String(_pdf_date(dated)),
        )
    )


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000+09'00'"


def _xmp(title: str, author: str, instant: str) -> str:
    """PDF/A allows the PDF/UA mark only with a schema that says what it is."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="{_PDFUA}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{_LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{_PRODUCER}</pdf:Producer>
<xmp:CreateDate>{instant}</xmp:CreateDate><xmp:ModifyDate>{instant}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
