"""Figures of the flow of cases: what came in and went out, and what stands open."""

from casebase.insight.figures.asking import Column, Figure

CASES_BY_MONTH = Figure(
    name="cases_by_month",
    title="월별 접수와 처리",
    note=(
        "사전컨설팅과 면책심사는 접수한 달에 ‘접수’로, 의견서·결정서를 낸 달에 ‘처리’로 셉니다. 신청만 하고 아직 "
        "접수하지 않은 것은 세지 않습니다. 반려·이첩도 처리한 것으로 보고, 취하한 사건은 취하한 달에 처리로 셉니다. "
        "정정은 처음 낸 날에 그대로 두고, 낸 의견이나 결정을 취소하면 다시 낼 때까지 처리에서 뺍니다. 현장 방문은 "
        "다녀온 달에 접수로, 약속한 회신을 모두 한 달에 처리로 셉니다."
    ),
    groups=(Column(name="month", label="월"), Column(name="kind", label="종류")),
    measures=(Column(name="count_in", label="접수", unit="건"), Column(name="count_out", label="처리", unit="건")),
)

OPEN_BY_AGE = Figure(
    name="open_by_age",
    title="처리 중인 사건의 상태와 경과일",
    note=(
        "오늘 끝나지 않은 사전컨설팅과 면책심사를 지금 상태와, 접수한 날(접수 전이면 신청한 날)부터 오늘까지 지난 "
        "날수로 나눕니다. 고른 기간과 관계없이 오늘을 기준으로 셉니다. 작성 중인 것과 종결·반려·이첩·취하된 것은 세지 "
        "않습니다. 처리기간이 멈춰 있던 날도 경과일에 들어갑니다."
    ),
    groups=(Column(name="status", label="상태"), Column(name="age_band", label="경과일")),
    measures=(Column(name="count", label="사건", unit="건"),),
)
