"""Figures of lateness: how many answers came after the day they were due, and what those cases waited for."""

from casebase.insight.figures.asking import Column, Figure

LATENESS_BY_MONTH = Figure(
    name="lateness_by_month",
    title="월별 기한 준수",
    note=(
        "의견을 내거나 반려·이첩한 달마다 그 건수와, 그 가운데 기한이 지나서 낸 건수를 셉니다. 기한은 멈춘 기간과 "
        "연장을 넣어 법령과 기관 기준대로 센 날이며, 그날까지 냈으면 늦은 것이 아닙니다. 정정은 처음 낸 날로, "
        "취소하고 다시 낸 것은 다시 낸 날로 봅니다. 기한이 지났어도 아직 내지 않은 사건은 낸 달에 비로소 들어갑니다."
    ),
    groups=(Column(name="month", label="월"),),
    measures=(Column(name="answered", label="처리", unit="건"), Column(name="late", label="늦음", unit="건")),
)

LATE_CAUSES = Figure(
    name="late_causes",
    title="늦은 사건이 기다린 것",
    note=(
        "기간 안에 기한이 지나서 처리한 사전컨설팅이 무엇을 누구에게서 기다렸는지 셉니다. 취소한 대기는 빼고, 한 "
        "사건이 여럿을 기다렸으면 각각에 세므로 합이 사건 수보다 클 수 있습니다. 기다린 날은 접수한 다음 날부터 "
        "처리한 날까지 가운데 그 대기에 든 날이며, 서로 겹친 대기는 각각 셉니다. 아무것도 기다리지 않고 늦은 사건은 "
        "‘대기 없음’에 셉니다. 기다렸다고 해서 그 때문에 늦었다는 뜻은 아닙니다."
    ),
    groups=(Column(name="stop", label="기다린 것"), Column(name="body", label="상대")),
    measures=(
        Column(name="late", label="늦은 사건", unit="건"),
        Column(name="stopped_days", label="기다린 날", unit="일"),
    ),
)
