"""Figures of outcomes: how consultations were answered."""

from casebase.insight.figures.asking import Column, Figure

_NOTE = (
    "기간 안에 처리한 사전컨설팅을 처리결과에 따라 셉니다. 반려와 이첩도 처리결과의 하나입니다. 정정한 의견은 정정한 "
    "결과를 처음 낸 날에 세고, 취소한 의견은 다시 낼 때까지 세지 않습니다. 취하한 것과 아직 처리 중인 것은 들어가지 "
    "않습니다."
)

OUTCOMES_BY_FIELD = Figure(
    name="outcomes_by_field",
    title="분야별 처리결과",
    note=_NOTE,
    groups=(Column(name="field", label="분야"), Column(name="outcome", label="처리결과")),
    measures=(Column(name="count", label="사전컨설팅", unit="건"),),
)

OUTCOMES_BY_YEAR = Figure(
    name="outcomes_by_year",
    title="연도별 처리결과",
    note=f"{_NOTE} 연도는 처리한 날로 나눕니다.",
    groups=(Column(name="year", label="연도"), Column(name="outcome", label="처리결과")),
    measures=(Column(name="count", label="사전컨설팅", unit="건"),),
)
