"""Figures of the days from receipt to opinion: half took no longer, nine of ten took no longer, net of stops too."""

from casebase.insight.figures.asking import Column, Figure

_NOTE = (
    "기간 안에 의견을 낸 사전컨설팅마다 접수한 다음 날부터 의견을 낸 날까지의 날수를 셉니다. 휴일도 들어가며, 접수한 "
    "날 바로 냈으면 0일입니다. 중앙값은 절반이 그 안에 끝난 날수이고, 90%는 열 가운데 아홉이 그 안에 끝난 날수입니다. "
    "순 처리일은 보완요구나 의견조회처럼 처리기간이 멈춘 날을 뺀 것이며, 멈춘 날이 겹치면 하루로 칩니다. 정정한 "
    "의견은 처음 낸 날까지, 취소하고 다시 낸 의견은 다시 낸 날까지 셉니다. 반려·이첩·취하한 것과 아직 의견을 내지 "
    "않은 것은 들어가지 않습니다."
)
_MEASURES = (
    # The figures of outcomes count what was returned or sent on as well.
    Column(name="count", label="의견", unit="건", is_withheld=True),
    Column(name="median_days", label="걸린 날(중앙값)", unit="일"),
    Column(name="p90_days", label="걸린 날(90%)", unit="일"),
    Column(name="median_net", label="순 처리일(중앙값)", unit="일"),
    Column(name="p90_net", label="순 처리일(90%)", unit="일"),
)

DAYS_BY_FIELD = Figure(
    name="days_by_field",
    title="분야별 처리일수",
    note=_NOTE,
    groups=(Column(name="field", label="분야"),),
    measures=_MEASURES,
)

DAYS_BY_AGENCY = Figure(
    name="days_by_agency",
    title="기관별 처리일수",
    note=f"{_NOTE} 업체나 주민이 신청한 것은 상대 기관에 셉니다.",
    groups=(Column(name="agency", label="기관"),),
    measures=_MEASURES,
)

DAYS_BY_HANDLER = Figure(
    name="days_by_handler",
    title="담당자별 처리일수",
    note=(
        f"{_NOTE} 담당자가 바뀐 사건은 지금 담당자에게 셉니다. 사건의 어려움이 서로 다르므로 이 숫자만으로 사람을 "
        "견주지 마세요."
    ),
    groups=(Column(name="handler", label="담당자"),),
    measures=_MEASURES,
    is_of_people=True,
)
