"""Reports to test with, each with working defaults; text taken from no real person or office."""

from dataclasses import replace
from datetime import date
from typing import Any

from casebase.domain.canonical import digest
from casebase.domain.report_papers import (
    ActivityReportPaper,
    ActOnRecord,
    AnchorOnRecord,
    ChangedExemption,
    DailyRecordPaper,
    ExemptionOnReport,
    OutcomeTotal,
    QuarterlyReportPaper,
    TableOnReport,
)
from tests.paper_builders import a_date_proof_row


def an_exemption_on_report(**changes: Any) -> ExemptionOnReport:
    line = ExemptionOnReport(
        decided_on=date(2026, 8, 14),
        ruling_number="2026-결정-0003",
        case_number="2026-면책-0007",
        agency="가람군",
        audit_name="2026년 종합감사",
        observations=("협의 절차 누락", "공사비 과다 지급"),
        request="신청",
        outcome="일부 인정",
        changes=("주의 → 불문 2건", "경고 → 경고 1건"),
        note="",
    )
    return replace(line, **changes)


def a_changed_exemption(**changes: Any) -> ChangedExemption:
    changed = ChangedExemption(
        changed_on=date(2026, 9, 1),
        kind="정정",
        number="2026-결정-0005",
        decided_on=date(2026, 5, 20),
        ruling_number="2026-결정-0001",
        case_number="2026-면책-0002",
        agency="한울시",
        outcome="불인정",
        cause="처분 요구를 잘못 적었다.",
    )
    return replace(changed, **changes)


def a_quarterly_report(**changes: Any) -> QuarterlyReportPaper:
    paper = QuarterlyReportPaper(
        office="가람도 감사위원회",
        quarter="2026년 3분기",
        first_on=date(2026, 7, 1),
        last_on=date(2026, 9, 30),
        as_of=date(2026, 9, 30),
        due_on=date(2026, 10, 12),
        due_basis="공공감사에 관한 법률 시행령 제13조의4 제5항",
        proof=(a_date_proof_row(), a_date_proof_row(reason="마지막 날이 쉬는 날이라 다음 날로 늦춥니다.")),
        totals=(
            OutcomeTotal(outcome="면책 인정", applied=1, ex_officio=1, re_examined=0),
            OutcomeTotal(outcome="일부 인정", applied=1, ex_officio=0, re_examined=0),
        ),
        decisions=(
            an_exemption_on_report(),
            an_exemption_on_report(
                ruling_number="2026-결정-0004",
                request="직권",
                outcome="면책 인정",
                note="2026. 9. 4. 2026-결정-0006 정정",
            ),
        ),
        changed=(a_changed_exemption(), a_changed_exemption(kind="취소", outcome="", number="2026-결정-0007")),
        is_demo=False,
    )
    return replace(paper, **changes)


def a_table_on_report(**changes: Any) -> TableOnReport:
    table = TableOnReport(
        title="분야별 사전컨설팅 결과",
        note="기간 안에 회신한 사건을 분야와 결과로 나누어 센다.",
        headings=("분야", "회신", "기한 안"),
        count_names=1,
        rows=(("인허가", "12건", "10건"), ("도로", "7건", "-"), ("건축", "-", "6건")),
        empty="기록이 없거나, 칸마다 5건이 되지 않아 적지 않았다.",
        bars=(("인허가", 12), ("도로", 7), ("건축", None)),
        unit="건",
    )
    return replace(table, **changes)


def an_activity_report(**changes: Any) -> ActivityReportPaper:
    paper = ActivityReportPaper(
        office="가람도 감사위원회",
        first_on=date(2026, 7, 1),
        last_on=date(2026, 9, 30),
        made_on=date(2026, 10, 5),
        reader="누구나",
        sections=(
            ("사전컨설팅", (a_table_on_report(), a_table_on_report(title="접수와 회신", bars=()))),
            ("현장 방문", (a_table_on_report(title="시군별 방문", rows=(), bars=()),)),
        ),
        notice=("5건이 되지 않는 칸은 적지 않았다.", "날은 멈춘 날을 뺀 것이다."),
        is_demo=False,
    )
    return replace(paper, **changes)


def an_anchor_on_record(day: int, seq: int) -> AnchorOnRecord:
    return AnchorOnRecord(day=date(2026, 11, day), seq=seq, hash=digest(b"%d" % seq))


def a_daily_record(**changes: Any) -> DailyRecordPaper:
    anchors = tuple(an_anchor_on_record(day, 1000 + 41 * day) for day in range(22, 15, -1))
    newest = anchors[0]
    paper = DailyRecordPaper(
        office="가람도 감사위원회",
        day=newest.day,
        first_seq=newest.seq - 40,
        last_seq=newest.seq,
        hash=newest.hash,
        taken_at="2026. 11. 23. 00:01",
        count_people=7,
        acts=(
            ActOnRecord(act="방문 완료", count=30, first_seq=newest.seq - 40, last_seq=newest.seq - 1),
            ActOnRecord(act="결정 발행", count=11, first_seq=newest.seq - 35, last_seq=newest.seq),
        ),
        anchors=anchors,
        code=f'{{"day":"2026-11-22","hash":"{newest.hash}","office":"가람도 감사위원회","seq":{newest.seq},'
        '"taken_at":"2026-11-22T15:01:00.000000Z"}',
        is_demo=False,
    )
    return replace(paper, **changes)
