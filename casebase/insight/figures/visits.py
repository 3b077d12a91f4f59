"""Figures of visits: where the office went, what was raised there, what it promised and kept."""

from casebase.insight.figures.asking import Column, Figure

VISITS_BY_REGION = Figure(
    name="visits_by_region",
    title="시군별 현장 방문",
    note=(
        "기간 안에 다녀온 방문을 업체가 있는 시군에 따라 셉니다. 한 업체를 여러 번 찾아갔으면 방문은 갈 때마다 세고 "
        "업체는 한 번만 셉니다. 분야를 고르면 그 분야의 애로사항을 들은 방문만 셉니다."
    ),
    groups=(Column(name="region", label="시군"),),
    measures=(Column(name="visits", label="방문", unit="건"), Column(name="businesses", label="업체", unit="곳")),
)

MATTERS_BY_INDUSTRY = Figure(
    name="matters_by_industry",
    title="업종별 애로사항",
    note="기간 안의 방문에서 들은 애로사항을 업체의 업종에 따라 셉니다. 한 방문에서 여럿을 들었으면 하나하나 셉니다.",
    groups=(Column(name="industry", label="업종"),),
    measures=(Column(name="matters", label="애로사항", unit="건"),),
)

MATTERS_BY_FIELD = Figure(
    name="matters_by_field",
    title="분야별 애로사항",
    note="기간 안의 방문에서 들은 애로사항을 분야에 따라 셉니다. 한 방문에서 여럿을 들었으면 하나하나 셉니다.",
    groups=(Column(name="field", label="분야"),),
    measures=(Column(name="matters", label="애로사항", unit="건"),),
)

MATTERS_BY_TRACK = Figure(
    name="matters_by_track",
    title="애로사항의 처리 방법",
    note=(
        "방문한 달마다 애로사항을 현장에서 바로 답한 것, 나중에 답하기로 한 것, 정식 신청으로 돌린 것으로 나누어 "
        "셉니다. 현장 해결률은 모든 애로사항 가운데 현장에서 바로 답한 것의 비율입니다."
    ),
    groups=(Column(name="month", label="월"), Column(name="track", label="처리 방법")),
    measures=(Column(name="matters", label="애로사항", unit="건"),),
)

PROMISES_KEPT = Figure(
    name="promises_kept",
    title="후속 회신 약속 이행",
    note=(
        "기간 안의 방문에서 나중에 답하기로 한 약속이 오늘까지 어떻게 되었는지 셉니다. 약속한 날까지 답했으면 기한 "
        "안에 지킨 것, 그 뒤에 답했으면 늦게 지킨 것입니다. 아직 답하지 않은 것은 약속한 날이 지나기 전이면 진행 중, "
        "지났으면 기한 지남으로 셉니다. 담당자를 고르면 그 사람이 답하기로 한 약속만 셉니다."
    ),
    groups=(Column(name="state", label="이행 상태"),),
    measures=(Column(name="promises", label="약속", unit="건"),),
)
