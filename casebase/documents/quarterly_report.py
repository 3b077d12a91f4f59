"""적극행정 면책심사 결과 보고: a quarter's exemption decisions as they are reported to the Board of Audit."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.printable import printable
from casebase.documents.report_form import Report, report_pdf
from casebase.documents.typesetting import fields, grid, numbered, prose, whole
from casebase.domain.canonical import canonical_json
from casebase.domain.report_papers import ChangedExemption, ExemptionOnReport, OutcomeTotal, QuarterlyReportPaper
from casebase.korean.dates import official_date, official_span

_INDENT = 11.0
_TOTAL_WIDTHS = (4, 2, 2, 2, 2)
_DECISION_WIDTHS = (30, 70, 88, 50, 90, 36, 46, 86)
_CHANGED_WIDTHS = (70, 32, 84, 92, 54, 50, 94)
_PROOF_WIDTHS = (142, 42, 160, 127)


def quarterly_report_pdf(paper: QuarterlyReportPaper) -> bytes:
    """Return the report as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "exemptions.json". Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return report_pdf(
        Report(
            name=f"적극행정 면책심사 결과 보고({text.quarter})",
            office=text.office,
            notes=_notes(text),
            body=numbered(
                [
                    ("보고 개요", _head(text)),
                    ("결정 총괄", _totals(text.totals)),
                    ("결정 목록", _decisions(text.decisions)),
                    ("정정하거나 취소한 결정", _changed(text.changed)),
                    ("보고 기한 산정 근거", _proof(text)),
                ]
            ),
            dated=text.as_of,
            is_demo=text.is_demo,
            data=canonical_json(paper),
            data_name="exemptions.json",
        )
    )


def _notes(paper: QuarterlyReportPaper) -> list[str]:
    if paper.as_of >= paper.last_on:
        return []
    return [f"분기가 아직 끝나지 않아 {official_date(paper.as_of)}까지의 결정만 담았습니다."]


def _head(paper: QuarterlyReportPaper) -> Sequence[Block]:
    rows = fields(
        [("보고 기관", paper.office), ("받는 기관", "감사원")],
        [("대상 기간", official_span(paper.first_on, paper.last_on))],
        [("기준일", official_date(paper.as_of)), ("보고 기한", official_date(paper.due_on))],
        [("보고 근거", paper.due_basis)],
        indent=_INDENT,
    )
    return whole(rows)


def _totals(totals: Sequence[OutcomeTotal]) -> list[Block]:
    rows = [(one.outcome, one.applied, one.ex_officio, one.re_examined, one.total) for one in totals]
    sums = ("계", *(sum(int(row[column]) for row in rows) for column in range(1, 5)))
    printed = [tuple(str(value) for value in row) for row in [*rows, sums]]
    return [*whole(grid(("결정", "신청", "직권", "재심의", "계"), _TOTAL_WIDTHS, printed, _INDENT))]


def _decisions(decisions: Sequence[ExemptionOnReport]) -> list[Block]:
    if not decisions:
        return [*prose("이 분기에 한 결정이 없다.")]
    headings = ("번호", "결정일", "결정번호(사건번호)", "기관", "지적건명", "구분", "결정", "처분 변화")
    rows = [
        (
            str(n),
            official_date(one.decided_on),
            "\n".join([one.ruling_number, f"({one.case_number})", one.note]),
            one.agency,
            "\n".join([f"[{one.audit_name}]", *one.observations]),
            one.request,
            one.outcome,
            "\n".join(one.changes),
        )
        for n, one in enumerate(decisions, 1)
    ]
    return [*grid(headings, _DECISION_WIDTHS, rows, style=styles.FINE_CELL)]


def _changed(changed: Sequence[ChangedExemption]) -> list[Block]:
    if not changed:
        return [*prose("이 분기에 정정하거나 취소한 앞선 결정이 없고, 이 분기의 결정을 취소한 것도 없다.")]
    headings = ("날짜", "구분", "문서번호", "대상 결정(사건번호, 결정일)", "기관", "결정", "사유")
    rows = [
        (
            official_date(one.changed_on),
            one.kind,
            one.number,
            f"{one.ruling_number}\n({one.case_number}, {official_date(one.decided_on)})",
            one.agency,
            one.outcome or "-",
            one.cause,
        )
        for one in changed
    ]
    return [*grid(headings, _CHANGED_WIDTHS, rows, style=styles.FINE_CELL)]


def _proof(paper: QuarterlyReportPaper) -> list[Block]:
    rows = [(row.period, row.days, row.reason, row.article) for row in paper.proof]
    return [
        *prose(f"보고 기한: {official_date(paper.due_on)}({paper.due_basis})"),
        *grid(("기간", "일수", "사유", "근거"), _PROOF_WIDTHS, rows, _INDENT),
    ]
