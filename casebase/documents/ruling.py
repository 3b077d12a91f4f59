"""적극행정 면책심사 결정서 and 재심의 결정서: what was alleged, what was found question by question, what follows."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, correction_notes, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.resolution import resolution_told
from casebase.documents.typesetting import Section, ended, fields, grid, item, itemised, numbered, prose
from casebase.domain.canonical import canonical_json
from casebase.domain.papers import ChargeOnPaper, FindingOnPaper, RulingPaper
from casebase.domain.ruling import RULING_KIND_LABELS, RulingKind
from casebase.korean.dates import official_date
from casebase.korean.text import particle

_CORRECTION = RULING_KIND_LABELS[RulingKind.CORRECTION]
_WITHDRAWAL = RULING_KIND_LABELS[RulingKind.WITHDRAWAL]
_ENDINGS = {_CORRECTION: "결정서(정정)", _WITHDRAWAL: "결정 취소서"}
# What a re-examination does to the ruling it looks at, by its result.
_DONE_TO_FIRST = {"인용": "바꾸어", "기각": "그대로 두어", "각하": "다시 심사하지 아니하고"}
_INDENT = 11.0

Step = Callable[[ChargeOnPaper], tuple[FindingOnPaper, ...]]


def ruling_pdf(paper: RulingPaper) -> bytes:
    """Return the ruling as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "ruling.json"; its SHA-256 is printed and stands in the QR code.
    A preview (head.is_draft) has neither number, day, digest nor QR code. Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return sheet_pdf(
        Sheet(
            name=ruling_name(text),
            subject=text.title,
            head=text.head,
            notes=[*demo_notes(text.head, text.source), *ruling_notes(text)],
            body=ruling_body(replace(text, notice=ended(text.notice))),
            dated=text.filed_on,
            data=canonical_json(paper),
            data_name="ruling.json",
        )
    )


def ruling_name(paper: RulingPaper) -> str:
    """Return what the paper is called: "적극행정 면책심사 결정서", "적극행정 면책 재심의 결정 취소서"."""
    matter = "적극행정 면책 재심의" if paper.first_ruling else "적극행정 면책심사"
    return f"{matter} {_ENDINGS.get(paper.kind, '결정서')}"


def ruling_notes(paper: RulingPaper) -> list[str]:
    """Return the sentences that stand above a correction; none above another ruling."""
    return correction_notes("결정서", paper.corrects, paper.cause) if paper.kind == _CORRECTION else []


def ruling_body(paper: RulingPaper) -> list[Block]:
    """Return the numbered sections of a ruling whose text is printable already, without the end mark."""
    return numbered(_withdrawal(paper) if paper.kind == _WITHDRAWAL else _decision(paper))


def decided(paper: RulingPaper) -> str:
    """Return the ruling in one sentence: "면책 인정으로 결정한다."."""
    if paper.kind == _WITHDRAWAL:
        return f"{paper.corrects} 결정을 취소한다."
    sentence = f"{paper.outcome}{particle(paper.outcome, '으로/로')} 결정한다."
    result = paper.re_examination
    if not result:
        return sentence
    return f"재심의 결과는 {result}이다. {paper.first_ruling} 결정을 {_DONE_TO_FIRST[result]} {sentence}"


def _decision(paper: RulingPaper) -> list[Section]:
    return [
        ("사건 개요", _summary(paper)),
        ("지적내용", _observations(paper)),
        ("재심의 신청취지" if paper.first_ruling else "신청취지", prose(paper.request)),
        ("사실관계와 소명", _account(paper)),
        ("증거 목록", itemised(paper.evidence)),
        ("요건별 판단", [*prose(f"심사 기준은 {paper.criteria_set}이다."), *_findings(paper, lambda c: c.criteria)]),
        ("제외사유 검토", _findings(paper, lambda c: c.exclusions)),
        ("사전컨설팅 연계", [*prose(paper.prior_opinion), *_presumption(paper)]),
        ("결론과 처분 변화", _conclusion(paper)),
        ("이유", prose(paper.reasons)),
        *_last_sections(paper),
    ]


def _withdrawal(paper: RulingPaper) -> list[Section]:
    reasons: list[Section] = [("이유", prose(paper.reasons))] if paper.reasons else []
    return [
        ("사건 개요", _summary(paper)),
        ("취소하는 결정", prose(decided(paper))),
        ("취소 사유", prose(paper.cause)),
        *reasons,
        *_last_sections(paper),
    ]


def _last_sections(paper: RulingPaper) -> list[Section]:
    resolved: list[Section] = (
        [("위원회 의결", resolution_told(paper.resolution, _outcome(paper)))] if paper.resolution else []
    )
    # A re-examination cannot be re-examined: there is nothing to apply for.
    told = "통지 안내" if paper.first_ruling else "통지와 재심의 안내"
    return [*resolved, (told, itemised(paper.notice))]


def _summary(paper: RulingPaper) -> Sequence[Block]:
    is_withdrawal = paper.kind == _WITHDRAWAL
    result = [("재심의 결과", paper.re_examination)] if paper.re_examination and not is_withdrawal else []
    rows = [
        [("사건번호", paper.case_number), ("신청일", official_date(paper.filed_on))],
        [("신청인", paper.applicant)],
        [("감사명", paper.audit_name)],
        [("재심의 대상", paper.first_ruling)] if paper.first_ruling else [],
        [*result, ("결정", _outcome(paper))],
    ]
    return fields(*filter(None, rows), indent=_INDENT)


def _outcome(paper: RulingPaper) -> str:
    return _WITHDRAWAL if paper.kind == _WITHDRAWAL else paper.outcome


def _observations(paper: RulingPaper) -> list[Block]:
    blocks: list[Block] = []
    for n, observation in enumerate(paper.observations, 1):
        blocks.append(item(2, n, len(paper.observations), observation.title))
        blocks += prose(observation.text, level=2)
        if observation.loss:
            blocks += prose(f"손실액: {observation.loss}", level=2)
    return blocks or [*prose("")]


def _account(paper: RulingPaper) -> list[Block]:
    parts = [
        ("사실관계", paper.circumstances),
        ("재심의 사유" if paper.first_ruling else "소명", paper.argument),
        ("신청 시기", paper.timeliness),
        ("의견 진술", paper.hearing),
    ]
    return [
        block for n, (title, text) in enumerate(parts, 1) for block in (item(2, n, 4, title), *prose(text, level=2))
    ]


def _findings(paper: RulingPaper, step: Step) -> list[Block]:
    """The findings of one step, charge by charge; charges without any are left out."""
    blocks: list[Block] = []
    charges = [charge for charge in paper.charges if step(charge)]
    for n, charge in enumerate(charges, 1):
        blocks.append(item(2, n, len(charges), f"{charge.observation} ({charge.subject})"))
        findings = step(charge)
        for m, finding in enumerate(findings, 1):
            blocks.append(item(3, m, len(findings), f"{finding.question}: {finding.holds}"))
            blocks += _finding(finding)
    return blocks or [*prose("")]


def _finding(finding: FindingOnPaper) -> Sequence[Block]:
    basis = f"근거: {finding.source}" if finding.source else ""
    rows = [
        ("정의", "\n".join(filter(None, (finding.definition, basis)))),
        ("판단 이유", finding.reason),
        ("증거", "\n".join(finding.evidence)),
    ]
    return fields(*[[row] for row in rows if row[1]], indent=2 * _INDENT)


def _presumption(paper: RulingPaper) -> list[Block]:
    has_findings = any(charge.presumption for charge in paper.charges)
    return _findings(paper, lambda charge: charge.presumption) if has_findings else []


def _conclusion(paper: RulingPaper) -> list[Block]:
    changes = [
        (c.subject, c.observation, f"{c.disposition_before} → {c.disposition_after}", c.conclusion)
        for c in paper.charges
    ]
    ground = prose(f"각하 사유: {paper.dismissal_ground}", level=2) if paper.dismissal_ground else []
    return [
        item(2, 1, 2, "결정"),
        *prose(decided(paper), level=2),
        *ground,
        item(2, 2, 2, "처분 변화"),
        *(
            grid(("대상", "지적사항", "처분 변화", "결론"), (3, 4, 3, 3), changes, 2 * _INDENT)
            if changes
            else prose("", level=2)
        ),
    ]
