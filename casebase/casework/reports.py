"""Reports that leave the office: the quarter's exemption decisions from the record, and the work in public figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.casework.desk import Desk, Look, look
from casebase.casework.figures import figure_table, figure_words, public_table, published_span
from casebase.casework.papers import is_demo_office
from casebase.casework.report_tables import (
    OFFICE_EMPTY,
    OFFICE_NOTICE,
    OFFICE_READER,
    PUBLIC_EMPTY,
    PUBLIC_NOTICE,
    PUBLIC_READER,
    SECTIONS,
    table_on_report,
)
from casebase.casework.review_sight import sees_deliberation
from casebase.documents.activity_report import activity_report_pdf
from casebase.documents.quarterly_report import quarterly_report_pdf
from casebase.domain.access_log import Shown, Thing
from casebase.domain.approval import ApprovalState
from casebase.domain.document import Document
from casebase.domain.errors import InvalidEntry
from casebase.domain.papers import DateProofRow
from casebase.domain.report_papers import (
    ActivityReportPaper,
    ChangedExemption,
    ExemptionOnReport,
    OutcomeTotal,
    QuarterlyReportPaper,
)
from casebase.domain.review import Origin, Review
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS, Outcome, Ruling, RulingKind
from casebase.insight.figures.asking import Table, Wanted
from casebase.korean.dates import official_date, official_span
from casebase.law.quarterly_report import Quarter, report_period
from casebase.law.values import value_on
from casebase.store import agencies, documents, rulings
from casebase.store.reviews import fetch_review
from casebase.store.settings import list_agency_holidays, list_settings

_APPLIED, _EX_OFFICIO, _RE_EXAMINED = "신청", "직권", "재심의"


@dataclass(frozen=True, kw_only=True)
class QuarterlyReport:
    """적극행정 면책심사 결과 보고 of one quarter."""

    paper: QuarterlyReportPaper

    @property
    def pdf(self) -> bytes:
        """The report as PDF; the same record gives the same bytes. Raises: CharacterNotPrintable."""
        return quarterly_report_pdf(self.paper)


@dataclass(frozen=True, kw_only=True)
class _Decided:
    """One decision with the papers that changed it since, the oldest first."""

    review: Review
    papers: tuple[tuple[Ruling, Document], ...]

    @property
    def first(self) -> Document:
        return self.papers[0][1]

    @property
    def newest(self) -> tuple[Ruling, Document]:
        return self.papers[-1]

    @property
    def stands(self) -> bool:
        return self.newest[0].kind != RulingKind.WITHDRAWAL


@look(Act.SEE_REPORT)
def quarterly_exemptions(asked: Look, year: int, quarter: int) -> QuarterlyReport:
    """Return the exemption decisions of a quarter (공공감사에 관한 법률 시행령 제13조의4 제5항), from the record.

    A decision counts on the day its paper was issued, as corrected by the end of the quarter or, while that lasts, by
    today; one taken back by then is told apart, and so is what was changed of earlier quarters. So a quarter that is
    over gives the same report whenever it is asked for. Who is barred from a decision finds it there once it was
    notified. Raises: SignedOut, NotPermitted, NotInForce before there was
    such a duty; ValueError for a quarter that no year has.
    """
    span = Quarter(year, quarter)
    asked.note(Shown.RULING, Thing.REPORT, span.printed, span.printed)
    as_of = min(span.last_day, asked.today)
    period = report_period(span, list_agency_holidays(asked.con))
    decided = _decided(asked, span.first_day, as_of)
    lines = tuple(_line(asked, one) for one in decided if one.stands and one.first.issued_on >= span.first_day)
    settings = list_settings(asked.con)
    paper = QuarterlyReportPaper(
        office=str(value_on("office.name", as_of, settings).value),
        quarter=span.printed,
        first_on=span.first_day,
        last_on=span.last_day,
        as_of=as_of,
        due_on=period.due_on,
        due_basis=value_on("reports.exemption_report_days", span.last_day).printed_source,
        proof=tuple(
            DateProofRow(
                period=official_span(row.from_on, row.to_on), days=row.counted, reason=row.reason, article=row.article
            )
            for row in period.rows
        ),
        totals=_totals(lines),
        decisions=lines,
        changed=tuple(_changes(asked, decided, span.first_day)),
        is_demo=is_demo_office(settings),
    )
    return QuarterlyReport(paper=paper)


def activity_report(desk: Desk, since: date, until: date) -> bytes:
    """Return the office's work in a span of days for the office alone, as PDF, in figures as the asker sees them.

    Raises: SignedOut, NotPermitted, StorageUnreachable.
    """
    head = replace(_activity(desk, since, until), reader=OFFICE_READER, notice=OFFICE_NOTICE)
    return _drawn(desk, head, figure_table)


def public_activity_report(desk: Desk, since: date, until: date) -> bytes:
    """Return the office's work over the quarters that a span touches and that are over, as PDF, in public figures.

    Raises: SignedOut, NotPermitted, StorageUnreachable; InvalidEntry where no such quarter is over.
    """
    first_on, last_on = published_span(since, until, desk.today)
    if first_on is None or last_on is None:
        raise InvalidEntry("고른 기간에 끝난 분기가 없어 보고서를 만들 수 없습니다. 지난 분기를 고르세요.", "until")
    return _drawn(desk, _activity(desk, first_on, last_on), public_table)


def _drawn(desk: Desk, head: ActivityReportPaper, table: Callable[[Desk, str, Wanted], Table]) -> bytes:
    empty = OFFICE_EMPTY if head.reader == OFFICE_READER else PUBLIC_EMPTY
    words, wanted = figure_words(desk), Wanted(since=head.first_on, until=head.last_on)
    sections = tuple(
        (heading, tuple(table_on_report(table(desk, name, wanted), words, empty) for name in names))
        for heading, names in SECTIONS.items()
    )
    return activity_report_pdf(replace(head, sections=sections))


@look(Act.SEE_REPORT)
def _activity(asked: Look, first_on: date, last_on: date) -> ActivityReportPaper:
    """Return the public report without its figures."""
    settings = list_settings(asked.con)
    return ActivityReportPaper(
        office=str(value_on("office.name", last_on, settings).value),
        first_on=first_on,
        last_on=last_on,
        made_on=asked.today,
        reader=PUBLIC_READER,
        sections=(),
        notice=PUBLIC_NOTICE,
        is_demo=is_demo_office(settings),
    )


def quarterly_rows(desk: Desk, year: int, quarter: int) -> tuple[tuple[str, ...], ...]:
    """Return the decisions of a quarter as a table, its headings first. Raises: as `quarterly_exemptions`."""
    headings = (
        "번호",
        "결정일",
        "결정번호",
        "사건번호",
        "기관",
        "감사명",
        "지적건명",
        "구분",
        "결정",
        "처분 변화",
        "비고",
    )
    decisions = quarterly_exemptions(desk, year, quarter).paper.decisions
    return (headings, *(_row(n, one) for n, one in enumerate(decisions, 1)))


def _decided(asked: Look, since: date, until: date) -> list[_Decided]:
    """Return the decisions that were made or changed from one day to another, the oldest first, as of the last."""
    found = [
        one
        for review_id in rulings.list_reviews_ruled_between(asked.con, since, until)
        for review in [fetch_review(asked.con, review_id)]
        if _may_know(asked, review)
        for one in _decisions_on(asked, review, until)
        if one.newest[1].issued_on >= since
    ]
    return sorted(found, key=lambda one: (one.first.issued_on, one.first.number))


def _may_know(asked: Look, review: Review) -> bool:
    """Say whether a reader may know the decision by now: a chair who is barred from it, once all of it was notified."""
    papers = documents.list_documents_of(asked.con, "review", review.id)
    return sees_deliberation(asked, review) or all(paper.notified_on for paper in papers)


def _decisions_on(asked: Look, review: Review, until: date) -> list[_Decided]:
    """Return each decision on a review with its corrections and withdrawal, as far as issued by a day."""
    papers = {paper.id: paper for paper in documents.list_documents_of(asked.con, "review", review.id)}
    groups: list[list[tuple[Ruling, Document]]] = []
    for ruling in reversed(rulings.list_rulings(asked.con, review.id)):
        paper = papers.get(ruling.document_id or "")
        if ruling.state != ApprovalState.ISSUED or paper is None or paper.issued_on > until:
            continue
        if ruling.kind == RulingKind.DECISION:
            groups.append([])
        groups[-1].append((ruling, paper))
    return [_Decided(review=review, papers=tuple(group)) for group in groups]


def _line(asked: Look, decided: _Decided) -> ExemptionOnReport:
    review, (ruling, paper) = decided.review, decided.newest
    is_corrected = ruling.kind == RulingKind.CORRECTION
    return ExemptionOnReport(
        decided_on=decided.first.issued_on,
        ruling_number=decided.first.number,
        case_number=review.number,
        agency=agencies.fetch_agency(asked.con, review.agency_id).name,
        audit_name=review.audit_name,
        observations=tuple(observation.title for observation in review.observations),
        request=_request(review),
        outcome=OUTCOME_LABELS[ruling.outcome],
        changes=_disposition_changes(review, ruling),
        note=f"{official_date(paper.issued_on)} {paper.number} 정정" if is_corrected else "",
    )


def _request(review: Review) -> str:
    if review.is_re_examination:
        return _RE_EXAMINED
    return _EX_OFFICIO if review.origin == Origin.EX_OFFICIO else _APPLIED


def _disposition_changes(review: Review, ruling: Ruling) -> tuple[str, ...]:
    """Return each disposition before and after with how many, in the order of the charges; no person is named."""
    after = {change.charge_id: change.after for change in ruling.changes}
    pairs = Counter((charge.disposition, after.get(charge.id, charge.disposition)) for charge in review.charges)
    return tuple(f"{before} → {then} {count}건" for (before, then), count in pairs.items())


def _changes(asked: Look, decided: Sequence[_Decided], since: date) -> Iterable[ChangedExemption]:
    """Return what was corrected of earlier quarters, and all that was taken back, paper by paper."""
    for one in decided:
        is_earlier = one.first.issued_on < since
        for ruling, paper in one.papers[1:]:
            is_withdrawal = ruling.kind == RulingKind.WITHDRAWAL
            if paper.issued_on >= since and (is_earlier or is_withdrawal):
                yield ChangedExemption(
                    changed_on=paper.issued_on,
                    kind=RULING_KIND_LABELS[ruling.kind],
                    number=paper.number,
                    decided_on=one.first.issued_on,
                    ruling_number=one.first.number,
                    case_number=one.review.number,
                    agency=agencies.fetch_agency(asked.con, one.review.agency_id).name,
                    outcome="" if is_withdrawal else OUTCOME_LABELS[ruling.outcome],
                    cause=ruling.cause,
                )


def _totals(lines: Sequence[ExemptionOnReport]) -> tuple[OutcomeTotal, ...]:
    counted = Counter((line.outcome, line.request) for line in lines)
    return tuple(
        OutcomeTotal(
            outcome=label,
            applied=counted[label, _APPLIED],
            ex_officio=counted[label, _EX_OFFICIO],
            re_examined=counted[label, _RE_EXAMINED],
        )
        for label in (OUTCOME_LABELS[outcome] for outcome in Outcome)
    )


def _row(position: int, line: ExemptionOnReport) -> tuple[str, ...]:
    return (
        str(position),
        line.decided_on.isoformat(),
        line.ruling_number,
        line.case_number,
        line.agency,
        line.audit_name,
        "\n".join(line.observations),
        line.request,
        line.outcome,
        "\n".join(line.changes),
        line.note,
    )
