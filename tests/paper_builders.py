"""Papers to test with, each with working defaults; text taken from no real person or office."""

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image

from casebase.domain.committee_papers import AdvicePaper, ItemPaper, MinutesPaper
from casebase.domain.papers import (
    ChargeOnPaper,
    DateProofRow,
    FindingOnPaper,
    LaterAnswer,
    Letterhead,
    MatterOnPaper,
    ObservationOnPaper,
    OpinionPaper,
    RulingPaper,
    SuppliedOnPaper,
    VisitRecord,
)

Drafted = TypeVar("Drafted", RulingPaper, OpinionPaper, AdvicePaper, ItemPaper, MinutesPaper)

SIGNATURE = '{"w":300,"h":120,"path":"M 20 60L 80 20L 140 95L 200 30M 230 30L 260 90M 280 100"}'
SENTENCE = "심사위원회는 점수가 가장 높은 작품과 표를 가장 많이 얻은 작품을 모두 당선작으로 정할 수 있다. "


def a_letterhead(**changes: Any) -> Letterhead:
    head = Letterhead(
        office="가람도 감사위원회",
        sender="가람도감사위원회위원장",
        recipient="한울시장",
        approvals=(
            ("감사담당자", "김감사", "2026. 11. 20."),
            ("감사관", "이감사", "2026. 11. 21."),
            ("위원장", "박위원", ""),
        ),
        number="2026-면책-0001",
        issued_on=date(2026, 11, 22),
        address="가람도 한울시 중앙대로 1",
        telephone="055-000-0000",
        disclosure="부분공개(제5호, 제6호)",
        is_demo=False,
        is_draft=False,
    )
    return replace(head, **changes)


def a_finding_on_paper(**changes: Any) -> FindingOnPaper:
    finding = FindingOnPaper(
        question="공익성",
        definition="업무처리의 목적이 특정인에 대한 특혜가 아니라 공공의 이익에 있을 것",
        holds="충족",
        reason="심사의 공정성을 높이려는 목적에서 방식을 바꾸었고 특정 업체에 이익을 주려 한 자료는 없다.",
        evidence=("계약심의위원회 회의록", "설계공모 심사 결과표"),
        source="기관 심사 기준",
    )
    return replace(finding, **changes)


def a_charge_on_paper(**changes: Any) -> ChargeOnPaper:
    charge = ChargeOnPaper(
        observation="심의 결과를 반영하지 아니함",
        subject="한울시 회계과 담당자",
        disposition_before="주의",
        disposition_after="불문",
        conclusion="면책 인정",
        criteria=(
            a_finding_on_paper(),
            a_finding_on_paper(
                question="투명성", definition="과정이 문서로 남았을 것", reason="토론의 경과가 회의록에 있다."
            ),
            a_finding_on_paper(
                question="타당성", definition="당시에 알맞았을 것", reason="운영지침이 두 방식을 모두 허용한다."
            ),
        ),
        exclusions=(
            a_finding_on_paper(
                question="금품을 받은 경우",
                definition="직무와 관련하여 금품을 받은 경우",
                holds="해당 없음",
                reason="금품을 받았다는 자료가 없다.",
                evidence=(),
            ),
        ),
        presumption=(),
    )
    return replace(charge, **changes)


def a_ruling_paper(**changes: Any) -> RulingPaper:
    paper = RulingPaper(
        head=a_letterhead(),
        case_number="2026-면책-0007",
        title="신청사 설계공모 당선작 결정 방식 변경에 관한 면책심사",
        applicant="한울시장",
        audit_name="한울시 정기 종합감사",
        filed_on=date(2026, 10, 5),
        timeliness="감사가 끝난 날부터 30일 안에 신청하였다(기관 기준).",
        hearing="2026. 10. 20. 의견 진술 기회를 주었고 대상자는 의견서를 냈다.",
        observations=(
            ObservationOnPaper(
                title="심의 결과를 반영하지 아니함",
                text="낙찰자를 점수가 가장 높은 자로 정하도록 심의하였는데 득표제로 바꾸어 당선작을 정하였다.",
                loss="금113,560원(금일십일만삼천오백육십원)",
            ),
        ),
        request="결정 방식을 바꾼 데 대한 책임을 면제하여 줄 것을 구한다.",
        circumstances="심사위원들은 점수의 편차가 크다는 점을 토론하였다.\n토론 끝에 득표로 당선작을 정하였다.",
        argument="운영지침이 두 방식을 모두 허용하고 전원이 충분히 토론하였다.",
        criteria_set="기관 기준(공익성·투명성·타당성)",
        charges=(a_charge_on_paper(),),
        prior_opinion="",
        outcome="면책 인정",
        dismissal_ground="",
        reasons="운영지침에 근거를 둔 방식이고 절차의 흠이 중대하지 아니하다.",
        evidence=("회의록.pdf(SHA-256 9f86d081884c7d659a2f)", "결과표.pdf(SHA-256 60303ae22b998861bce3)"),
        notice=(
            "이 결정은 대상기관의 장에게 지체 없이 알린다.",
            "통지를 받은 날부터 1개월 안에 재심의를 신청할 수 있다.",
        ),
    )
    return replace(paper, **changes)


def a_draft(paper: Drafted) -> Drafted:
    return replace(paper, head=replace(paper.head, is_draft=True, issued_on=None))


def a_date_proof_row(**changes: Any) -> DateProofRow:
    row = DateProofRow(
        period="2026. 10. 6.~10. 19.",
        days="14일",
        reason="접수한 다음 날부터 셉니다.",
        article="기관 기준, 민법 제157조",
    )
    return replace(row, **changes)


def a_supplied_thing(**changes: Any) -> SuppliedOnPaper:
    thing = SuppliedOnPaper(
        name="농지전용협의서(2009년).pdf",
        supplied_at="2026. 10. 5. 14:05",
        supplied_by="한울시 도시과",
        size="312KB",
        sha256=hashlib.sha256(b"2009").hexdigest(),
    )
    return replace(thing, **changes)


def an_opinion_paper(**changes: Any) -> OpinionPaper:
    paper = OpinionPaper(
        head=a_letterhead(number="2026-의견-0001"),
        title_of_paper="사전컨설팅 의견서",
        case_number="2026-사전-0007",
        title="협의의 효력이 사라진 농지의 새 농지전용협의",
        field="농지전용",
        applicant="한울시(도시과)",
        drafter="감사담당자 김감사",
        filed_on=date(2026, 10, 5),
        supplemented_on=(date(2026, 10, 26),),
        received_on=date(2026, 10, 5),
        outcome="조건부 인용",
        blocks=(
            ("개요", "도시관리계획을 정하면서 농지전용협의를 마쳤으나 계획을 폐지하여 협의의 효력이 사라졌다."),
            (
                "관련 법령",
                "「농지법」 제6조(농지 소유 제한)\n「농지법」 제10조(농업경영에 이용하지 아니하는 농지의 처분)",
            ),
            ("쟁점", "농지처분명령을 하지 않고 새 도시개발사업의 농지전용협의를 할 수 있는지 여부"),
            ("갑설", "취득할 때 적법하였고 곧 다시 전용될 농지이므로 새로 협의할 수 있다."),
            ("을설", "스스로 경작하지 아니하는 농지는 처분하여야 하고 협의의 예외도 사라졌다."),
            ("검토", "처분을 명하더라도 다시 전용 대상이 되어 실익이 없고 법의 취지를 해치지 아니한다."),
            ("의견", "처분명령의 대상이 아니라고 결정하고 새로 협의할 수 있다."),
            ("조건", "협의를 신청하기 전에 농지의 이용 실태를 조사하여야 한다."),
            ("고지", "이 의견은 신청한 사안에 한하여 효력이 있으며 다른 목적으로 쓸 수 없다."),
        ),
        due_on=date(2026, 11, 24),
        due_at="",
        due_basis="기관 기준(30일, 달력에 따름)",
        proof=(
            a_date_proof_row(period="2026. 10. 5.", days="0일", reason="접수한 날은 세지 않습니다."),
            a_date_proof_row(),
            a_date_proof_row(
                period="2026. 10. 20.~10. 26.",
                days="0일",
                reason="보완을 요구한 날부터 보완한 날까지 세지 않습니다.",
                article="기관 기준",
            ),
            a_date_proof_row(period="2026. 10. 27.~11. 11.", days="16일", reason="이어서 셉니다."),
        ),
        supplied=(
            a_supplied_thing(),
            a_supplied_thing(
                name="현장 사진.jpg",
                supplied_at="2026. 10. 26. 9:30",
                size="1.8MB",
                sha256=hashlib.sha256(b"photo").hexdigest(),
            ),
        ),
        effect=(
            "이 의견대로 처리하면 면책 요건을 갖춘 것으로 추정한다(지방공무원 적극행정 운영규정 제15조 제4항 본문).",
            "이 의견대로 처리하면 징계의결을 하지 아니한다(지방공무원 적극행정 운영규정 제16조 제2항 본문).",
            "대상 업무와 사적인 이해관계가 있거나 필요한 정보를 충분히 제공하지 않으면 그러하지 아니하다"
            "(같은 규정 제15조 제4항 단서, 제16조 제2항 단서).",
        ),
        copies_to=("가람도 농업정책과", "한울시 농정과"),
    )
    return replace(paper, **changes)


def a_matter_on_paper(**changes: Any) -> MatterOnPaper:
    matter = MatterOnPaper(
        field="인허가",
        department="한울시 허가과",
        difficulty="도로 점용 협의가 늦어져 공장 증설이 석 달째 미루어지고 있다.",
        law="「건축법」 제11조",
        track="현장 즉답",
        answer="협의는 신청일부터 10일 안에 끝내야 하므로 담당 부서의 처리 현황을 그 자리에서 확인하였다.",
        promised_on=None,
        owner="",
    )
    return replace(matter, **changes)


def a_visit_record(**changes: Any) -> VisitRecord:
    record = VisitRecord(
        head=a_letterhead(number="2026-방문-0001", recipient="한빛정밀㈜", sender="가람도 감사위원회"),
        business="한빛정밀㈜",
        registration_number="123-45-67891",
        industry="C 제조업",
        region="한울시",
        visited_on=date(2026, 11, 22),
        begins_at="14:05",
        ends_at="15:30",
        place="공장 회의실",
        team=("김감사(책임)", "이감사"),
        met="공장장 최사원",
        consents_to_record=True,
        matters=(
            a_matter_on_paper(),
            a_matter_on_paper(
                field="교통", track="후속 회신", answer="", promised_on=date(2026, 12, 7), owner="이감사"
            ),
        ),
        photos=(),
        signature=SIGNATURE,
    )
    return replace(record, **changes)


def a_later_answer(**changes: Any) -> LaterAnswer:
    answer = LaterAnswer(
        head=a_letterhead(number="2026-회신-0001", recipient="한빛정밀㈜", sender="가람도 감사위원회"),
        visit_number="2026-방문-0001",
        visited_on=date(2026, 11, 22),
        business="한빛정밀㈜",
        matter=a_matter_on_paper(track="후속 회신", answer="", promised_on=date(2026, 12, 7), owner="이감사"),
        answer="진입 도로의 신호 주기를 출근 시간에 한하여 늘리기로 하였다.",
    )
    return replace(answer, **changes)


def a_photo(width: int = 160, height: int = 120, colour: tuple[int, int, int] = (90, 120, 160)) -> tuple[str, bytes]:
    """Return the SHA-256 and the bytes of a JPEG of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG")
    return hashlib.sha256(buffer.getvalue()).hexdigest(), buffer.getvalue()
