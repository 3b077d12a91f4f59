"""Papers of the panel and the committee to test with; text taken from no real person or office."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from casebase.domain.committee_papers import (
    AdviceOnItem,
    AdvicePaper,
    FileOnPaper,
    IssueOnPaper,
    ItemOnMinutes,
    ItemPaper,
    MinutesPaper,
    SeatOnPaper,
    TallyOnPaper,
)
from casebase.domain.papers import ResolutionOnPaper, RulingPaper
from tests.paper_builders import a_draft, a_letterhead, a_ruling_paper

QUORUM = "재적위원 5명 가운데 4명 출석(과반수 3명 이상), 공공감사에 관한 법률 시행령 제4조 제3항"
RECUSED = "한위원: 회피(대상자와 같은 부서에서 근무), 위원장이 허가"


def an_issue_on_paper(**changes: Any) -> IssueOnPaper:
    issue = IssueOnPaper(
        text="점수가 아니라 득표로 당선작을 정한 것이 운영지침에 어긋나지 않는가?",
        stance="조건부로 그렇다",
        answer="운영지침은 두 방식을 모두 허용한다.\n다만 방식을 바꾸는 까닭을 회의록에 남긴 때에 한한다.",
    )
    return replace(issue, **changes)


def an_advice_paper(**changes: Any) -> AdvicePaper:
    paper = AdvicePaper(
        head=a_letterhead(
            number="2026-자문의견-0001",
            recipient="가람도감사위원회위원장",
            sender="법률자문위원 정자문",
            approvals=(),
            disclosure="비공개(제5호)",
        ),
        request_number="2026-자문-0003",
        title="설계공모 당선작 결정 방식의 변경",
        case_number="2026-면책-0007",
        adviser="정자문",
        affiliation="법률사무소 가온",
        asked_on=date(2026, 11, 2),
        accepted_on=date(2026, 11, 3),
        due_on=date(2026, 11, 9),
        answered_on=date(2026, 11, 8),
        question="심의한 방식과 다른 방식으로 당선작을 정한 데 중대한 과실이 있는지 묻는다.",
        facts="심의에서는 점수가 가장 높은 자를 낙찰자로 정하기로 하였다.\n심사 당일 득표로 당선작을 정하였다.",
        files=(
            FileOnPaper(name="계약심의위원회 회의록.pdf", sha256=hashlib.sha256(b"minutes").hexdigest()),
            FileOnPaper(name="설계공모 운영지침.pdf", sha256=hashlib.sha256(b"guide").hexdigest()),
        ),
        issues=(
            an_issue_on_paper(),
            an_issue_on_paper(
                text="절차의 흠이 중대한가?", stance="아니다", answer="당락이 뒤바뀌지 않았으므로 중대하지 않다."
            ),
        ),
        unasked=("공모비 지급의 적정 여부: 이 사건의 처분과 관계가 없다.",),
        summary="고의나 중대한 과실이 있다고 보기 어렵다.",
        declaration="정자문 위원은 이 사건의 당사자와 이해관계가 없음을 2026. 11. 3. 확인하였다.",
        notice=("이 의견은 자문이며 결정이 아니다.", "결정은 감사위원회가 한다."),
    )
    return replace(paper, **changes)


def an_advice_on_item(**changes: Any) -> AdviceOnItem:
    advice = AdviceOnItem(
        number="2026-자문의견-0001",
        adviser="정자문",
        issues=(
            an_issue_on_paper(),
            an_issue_on_paper(text="절차의 흠이 중대한가?", stance="아니다", answer="당락이 뒤바뀌지 않았다."),
        ),
        summary="고의나 중대한 과실이 있다고 보기 어렵다.",
    )
    return replace(advice, **changes)


def an_item_paper(**changes: Any) -> ItemPaper:
    paper = ItemPaper(
        head=a_letterhead(
            number="2026-안건-0001",
            recipient="위원",
            sender="가람도 감사위원회",
            approvals=(),
            disclosure="비공개(제5호)",
        ),
        meeting_number="2026-회의-0002",
        held_at="2026. 11. 20. 14:00",
        place="감사위원회 회의실",
        position=1,
        members=("박위원(위원장)", "최위원", "조위원", "윤위원", "한위원"),
        ruling=a_draft(a_ruling_paper()),
        advice=(
            an_advice_on_item(),
            an_advice_on_item(
                number="2026-자문의견-0002",
                adviser="서자문",
                issues=(an_issue_on_paper(stance="아니다", answer="심의한 방식을 바꾸려면 다시 심의하여야 한다."),),
                summary="절차를 어긴 과실이 있으나 가볍다.",
            ),
        ),
        excluded=("한위원: 이 사건을 조사한 담당자였다(감사위원회 운영 기준의 제척 사유).",),
    )
    return replace(paper, **changes)


def a_resolution_on_paper(**changes: Any) -> ResolutionOnPaper:
    resolution = ResolutionOnPaper(
        meeting="2026-회의-0002(2026. 11. 20.)",
        seats=5,
        present=4,
        yes=3,
        no=1,
        abstained=0,
        quorum=QUORUM,
        recused=(RECUSED,),
        tallies=(
            ("심의 결과를 반영하지 아니함 - 공익성: 충족", "찬성 4, 반대 0, 기권 0"),
            ("심의 결과를 반영하지 아니함 - 투명성: 충족", "찬성 3, 반대 0, 기권 1"),
        ),
    )
    return replace(resolution, **changes)


def a_resolved_ruling(**changes: Any) -> RulingPaper:
    return replace(a_ruling_paper(resolution=a_resolution_on_paper()), **changes)


def a_re_examination_ruling(**changes: Any) -> RulingPaper:
    paper = a_ruling_paper(
        case_number="2026-재심-0001",
        first_ruling="2026-결정-0004(2026. 8. 3.)",
        re_examination="인용",
        notice=("이 결정은 대상기관의 장에게 지체 없이 알린다.",),
    )
    return replace(paper, **changes)


def a_tally_on_paper(**changes: Any) -> TallyOnPaper:
    tally = TallyOnPaper(question="심의 결과를 반영하지 아니함 - 공익성", result="충족", yes=4, no=0, abstained=0)
    return replace(tally, **changes)


def an_item_on_minutes(**changes: Any) -> ItemOnMinutes:
    item = ItemOnMinutes(
        position=1,
        case_number="2026-면책-0007",
        title="신청사 설계공모 당선작 결정 방식 변경에 관한 면책심사",
        seats=5,
        present=4,
        quorum=QUORUM,
        recused=(RECUSED,),
        hearing="대상자는 심사위원 전원의 동의로 방식을 바꾸었다고 말하였다.",
        discussion="방식을 바꾼 까닭이 기록에 남았는지 물었다.\n간사는 회의록 3쪽에 있다고 답하였다.",
        tallies=(
            a_tally_on_paper(),
            a_tally_on_paper(question="심의 결과를 반영하지 아니함 - 투명성", result="정하지 못함", yes=2, no=2),
            a_tally_on_paper(question="의결안", result="가결", yes=3, no=1),
        ),
        result="면책 인정으로 의결하였다.",
        voters=("박위원", "최위원", "조위원", "윤위원"),
        ruling_number="2026-결정-0009",
    )
    return replace(item, **changes)


def a_minutes_paper(**changes: Any) -> MinutesPaper:
    paper = MinutesPaper(
        head=a_letterhead(
            number="2026-회의록-0002",
            recipient="내부결재",
            sender="가람도 감사위원회",
            approvals=(("간사", "김간사", "2026. 11. 20."), ("위원장", "박위원", "2026. 11. 21.")),
            disclosure="비공개(제5호)",
        ),
        meeting_number="2026-회의-0002",
        form="대면 회의",
        held_on=date(2026, 11, 20),
        held_at="2026. 11. 20. 14:00",
        place="감사위원회 회의실",
        opened_at="2026. 11. 20. 14:03",
        closed_at="2026. 11. 20. 16:10",
        called="2026. 11. 13. 소집하였다(회의 7일 전).",
        presiding="박위원(위원장)",
        presiding_rule="위원장이 주재하였다(공공감사에 관한 법률 시행령 제4조 제2항).",
        seats=(
            SeatOnPaper(name="박위원", post="위원장", attendance="출석"),
            SeatOnPaper(name="최위원", post="위원", attendance="출석"),
            SeatOnPaper(name="조위원", post="위원", attendance="출석"),
            SeatOnPaper(name="윤위원", post="위원", attendance="출석"),
            SeatOnPaper(name="한위원", post="위원", attendance="불출석"),
        ),
        quorum=QUORUM,
        items=(
            an_item_on_minutes(),
            an_item_on_minutes(
                position=2,
                case_number="2026-면책-0008",
                title="하천 점용 허가 기간 연장에 관한 면책심사",
                recused=(),
                hearing="",
                tallies=(),
                result="자료가 더 필요하여 다음 회의로 넘겼다.",
                voters=(),
                ruling_number="",
            ),
        ),
        proceedings="위원장이 개회를 선언하고 안건을 차례로 심의하였다.",
        drafted_by="감사담당자 김간사",
        notice=("표결에서 누가 어떻게 투표하였는지는 적지 아니한다.", "이 회의록은 감사위원회가 보관한다."),
    )
    return replace(paper, **changes)
