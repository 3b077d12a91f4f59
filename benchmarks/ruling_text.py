"""One ruling, and its content as plain parts, so that other tools can set the same words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebase.documents.qr import qr_content
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.papers import ChargeOnPaper, FindingOnPaper, RulingPaper
from casebase.korean.dates import official_date
from casebase.law.criteria import criteria_set
from tests.paper_builders import a_charge_on_paper, a_finding_on_paper, a_ruling_paper


@dataclass(frozen=True)
class Part:
    """A heading of a level (1 to 3), a paragraph (0), or a table (4) whose rows are in `rows`."""

    level: int
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def a_ruling() -> RulingPaper:
    """Return a ruling on two charges with eight findings each: three pages or so."""
    criteria = tuple(
        a_finding_on_paper(question=each.label, definition=each.definition, source=each.source)
        for each in criteria_set("trio").criteria
    )
    exclusions = tuple(
        a_finding_on_paper(question=f"제외사유 {n}", definition="직무와 관련하여 금품을 받은 경우", holds="해당 없음")
        for n in range(1, 6)
    )
    charge = a_charge_on_paper(criteria=criteria, exclusions=exclusions)
    return a_ruling_paper(charges=(charge, replace(charge, observation="협의 절차를 거치지 아니함")))


def parts_of(paper: RulingPaper) -> list[Part]:
    """Return all that the ruling says, in order."""
    return [*_opening(paper), *_body(paper), *_closing(paper)]


def code_of(paper: RulingPaper) -> str:
    """Return what the QR code holds."""
    return qr_content(paper.head.number, digest(canonical_json(paper)), paper.head.public_url)


def _opening(paper: RulingPaper) -> Iterator[Part]:
    yield Part(1, paper.head.office)
    yield Part(1, "적극행정 면책심사 결정서")
    yield from (Part(0, line) for line in (f"수신 {paper.head.recipient}", "(경유)", f"제목 {paper.title}"))


def _body(paper: RulingPaper) -> Iterator[Part]:
    yield from _section("1. 사건 개요")
    rows = (("사건번호", paper.case_number), ("신청일", official_date(paper.filed_on)), ("신청인", paper.applicant))
    yield Part(4, rows=(*rows, ("감사명", paper.audit_name), ("결정", paper.outcome)))
    yield from _section("2. 지적내용")
    for observation in paper.observations:
        yield from (Part(3, observation.title), Part(0, observation.text), Part(0, f"손실액: {observation.loss}"))
    yield from _section("3. 신청취지", paper.request)
    yield from _section("4. 사실관계와 소명", paper.circumstances, paper.argument, paper.timeliness, paper.hearing)
    yield from _section("5. 증거 목록", *paper.evidence)
    yield from _section("6. 요건별 판단", f"심사 기준은 {paper.criteria_set}이다.")
    for charge in paper.charges:
        yield from _findings(charge, charge.criteria)
    yield from _section("7. 제외사유 검토")
    for charge in paper.charges:
        yield from _findings(charge, charge.exclusions)
    yield from _section("8. 사전컨설팅 연계", paper.prior_opinion or "해당 없음")
    yield from _section("9. 결론과 처분 변화", f"{paper.outcome}으로 결정한다.")
    yield Part(4, rows=(("대상", "지적사항", "처분 변화", "결론"), *map(_change, paper.charges)))
    yield from _section("10. 이유", paper.reasons)
    yield from _section("11. 통지와 재심의 안내", *paper.notice)


def _section(title: str, *texts: str) -> Iterator[Part]:
    yield Part(2, title)
    yield from (Part(0, line) for text in texts for line in text.split("\n"))


def _findings(charge: ChargeOnPaper, findings: tuple[FindingOnPaper, ...]) -> Iterator[Part]:
    yield Part(3, f"{charge.observation} ({charge.subject})")
    for finding in findings:
        yield Part(3, f"{finding.question}: {finding.holds}")
        meaning = f"{finding.definition} 근거: {finding.source}"
        yield Part(4, rows=(("정의", meaning), ("판단 이유", finding.reason), ("증거", ", ".join(finding.evidence))))


def _change(charge: ChargeOnPaper) -> tuple[str, ...]:
    change = f"{charge.disposition_before} → {charge.disposition_after}"
    return charge.subject, charge.observation, change, charge.conclusion


def _closing(paper: RulingPaper) -> Iterator[Part]:
    head = paper.head
    yield Part(1, head.sender)
    yield Part(4, rows=tuple(zip(*head.approvals, strict=True)))
    yield Part(0, f"등록번호 {head.number} / 시행일 {official_date(head.issued_on) if head.issued_on else ''}")
    yield Part(0, f"주소 {head.address} / 전화 {head.telephone} / 공개구분 {head.disclosure}")
    yield Part(0, f"내용 자료의 SHA-256 값 {digest(canonical_json(paper))}")
