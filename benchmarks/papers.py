"""The ruling as PDF, against the same words set by plain ReportLab and by WeasyPrint."""

import tempfile
from collections.abc import Callable, Iterator
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import segno
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Image, Paragraph, SimpleDocTemplate, Table, TableStyle

from benchmarks.measuring import Row, at_most, in_turn, processor, timed, times_faster
from benchmarks.ruling_text import Part, a_ruling, code_of, parts_of
from casebase.documents.fonts import use_fonts
from casebase.documents.ruling import ruling_pdf
from casebase.domain.papers import RulingPaper

ROUNDS = 40
GOAL_REPORTLAB = 1.3
GOAL_WEASYPRINT = 4.0
_SIZES = {0: (11, 18), 1: (18, 28), 2: (12.5, 20), 3: (11, 18), 4: (10, 15)}
_TAGS = {0: "p", 1: "h1", 2: "h2", 3: "h3", 4: "td"}
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def measured() -> Iterator[Row]:
    """Yield a row for each peer; WeasyPrint's is left out, with a word, where it cannot run."""
    paper = a_ruling()
    with tempfile.TemporaryDirectory() as folder:
        use_fonts(None, Path(folder))
        things: dict[str, Callable[[], object]] = {
            "ruling_pdf": lambda: ruling_pdf(paper),
            "plain ReportLab": lambda: by_reportlab(paper),
        }
        if (by_weasyprint := _weasyprint()) is not None:
            things["WeasyPrint"] = lambda: by_weasyprint(paper)
        times = in_turn({name: timed(make, processor) for name, make in things.items()}, ROUNDS)
    yield at_most("ruling as PDF/A-3a and PDF/UA-1", times, "ruling_pdf", "plain ReportLab", GOAL_REPORTLAB)
    if "WeasyPrint" in times:
        yield times_faster("ruling as PDF/A-3a and PDF/UA-1", times, "ruling_pdf", "WeasyPrint", GOAL_WEASYPRINT)


def by_reportlab(paper: RulingPaper) -> bytes:
    """Set the ruling by Platypus: neither tagged nor PDF/A."""
    _register_fonts()
    buffer = BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=25 * mm, bottomMargin=20 * mm
    )
    flowables = [_flowable(part) for part in parts_of(paper)]
    code = BytesIO()
    segno.make(code_of(paper), error="m").save(code, kind="png", scale=4)
    template.build([*flowables, Image(code, 25 * mm, 25 * mm)], onFirstPage=_number_page, onLaterPages=_number_page)
    return buffer.getvalue()


def _flowable(part: Part) -> Flowable:
    if part.level < 4:
        return Paragraph(escape(part.text), _style(part.level))
    cells = [[Paragraph(escape(text), _style(4)) for text in row] for row in part.rows]
    widths = [30 * mm, 140 * mm] if len(part.rows[0]) == 2 else None
    return Table(cells, colWidths=widths, style=_GRID)


def _style(level: int) -> ParagraphStyle:
    size, leading = _SIZES[level]
    font = "Bold" if level in {1, 2, 3} else "Regular"
    alignment = {0: 4, 1: 1}.get(level, 0)
    return ParagraphStyle(str(level), fontName=font, fontSize=size, leading=leading, alignment=alignment)


def _number_page(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont("Regular", 9)
    canvas.drawCentredString(A4[0] / 2, 10 * mm, str(template.page))


def _register_fonts() -> None:
    if "Regular" not in pdfmetrics.getRegisteredFontNames():
        for name, file in (("Regular", "NanumGothic.ttf"), ("Bold", "NanumGothicBold.ttf")):
            pdfmetrics.registerFont(TTFont(name, str(_fonts() / file)))


def _fonts() -> Path:
    spec = find_spec("koreanize_matplotlib")
    if spec is None or spec.origin is None:
        raise LookupError("koreanize-matplotlib, which carries the fonts, is not installed")
    return Path(spec.origin).parent / "fonts"


def _weasyprint() -> Callable[[RulingPaper], bytes] | None:
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as missing:
        print(f"WeasyPrint cannot run here and is left out: {missing}")
        return None
    fonts = FontConfiguration()
    looks = CSS(string=_css(), font_config=fonts)
    return lambda paper: bytes(
        HTML(string=_html(paper)).write_pdf(stylesheets=[looks], font_config=fonts, pdf_variant="pdf/a-3a")
    )


def _html(paper: RulingPaper) -> str:
    code = segno.make(code_of(paper), error="m").svg_data_uri(scale=4)
    body = "".join(map(_element, parts_of(paper)))
    return f'<html lang="ko"><title>{escape(paper.title)}</title><body>{body}<img alt="QR" src="{code}"></body></html>'


def _element(part: Part) -> str:
    if part.level < 4:
        return f"<{_TAGS[part.level]}>{escape(part.text)}</{_TAGS[part.level]}>"
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in part.rows)
    return f"<table>{rows}</table>"


def _css() -> str:
    faces = "".join(
        f"@font-face {{ font-family: Nanum; font-weight: {weight}; src: url({(_fonts() / file).as_uri()}) }}"
        for weight, file in ((400, "NanumGothic.ttf"), (700, "NanumGothicBold.ttf"))
    )
    sizes = "".join(
        f"{_TAGS[level]} {{ font-size: {size}pt; line-height: {leading}pt }}"
        for level, (size, leading) in _SIZES.items()
    )
    return (
        f"{faces}{sizes} @page {{ size: A4; margin: 25mm 20mm 20mm; @bottom-center {{ content: counter(page) }} }}"
        " body { font-family: Nanum; word-break: keep-all } h1 { text-align: center } p { text-align: justify }"
        " table { width: 100%; border-collapse: collapse } td { border: 0.5pt solid gray } img { width: 25mm }"
    )
