"""Figures of the legal panel: how much each adviser took on, how long they took, how often they stood apart."""

from casebase.insight.figures.asking import Column, Figure

PANEL_LOAD = Figure(
    name="panel_load",
    title="자문위원별 배정",
    note=(
        "기간 안에 배정한 자문을 자문위원마다 셉니다. 배정을 취소한 것은 세지 않습니다. ‘수락’은 맡아서 회신했거나 "
        "회신할 것이고, ‘회신’은 그 가운데 의견을 보낸 것입니다. 거절하거나 회피한 배정은 ‘배정’에만 들어갑니다."
    ),
    groups=(Column(name="adviser", label="자문위원"),),
    measures=(
        Column(name="offered", label="배정", unit="건"),
        Column(name="accepted", label="수락", unit="건"),
        Column(name="answered", label="회신", unit="건"),
    ),
    is_of_people=True,
)

PANEL_DAYS = Figure(
    name="panel_days",
    title="자문위원별 회신 일수",
    note=(
        "기간 안에 회신한 자문을 자문위원마다 모아, 배정한 날부터 회신한 날까지 걸린 날수의 가운데 값을 셉니다. "
        "휴일도 들어가며, 배정한 날 바로 회신했으면 0일입니다. 아직 회신하지 않은 배정은 들어가지 않습니다."
    ),
    groups=(Column(name="adviser", label="자문위원"),),
    measures=(
        Column(name="answered", label="회신", unit="건"),
        Column(name="median_days", label="걸린 날(중앙값)", unit="일"),
    ),
    is_of_people=True,
)

PANEL_DISSENT = Figure(
    name="panel_dissent",
    title="자문 의견이 갈린 정도",
    note=(
        "기간 안에 의뢰한 자문에서 자문위원 두 사람 이상이 답한 쟁점의 답을 분야에 따라 셉니다. ‘다른 의견’은 가장 "
        "많은 사람이 고른 답과 다른 답이며, 가장 많은 답이 둘 이상이면 그 쟁점의 답은 모두 다른 의견으로 셉니다. "
        "조건부로 그렇다는 답과 판단 유보도 하나의 답입니다."
    ),
    groups=(Column(name="field", label="분야"),),
    measures=(
        Column(name="answers", label="답", unit="건"),
        Column(name="dissents", label="다른 의견", unit="건"),
    ),
)
