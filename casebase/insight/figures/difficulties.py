"""Figures of difficulties that keep coming back: where a rule, rather than one case, may need a second look."""

from casebase.insight.figures.asking import Column, Figure

REPEATED_DIFFICULTIES = Figure(
    name="repeated_difficulties",
    title="여러 업체가 겪는 같은 애로",
    note=(
        "기간 안의 방문에서 서로 다른 업체 두 곳 이상이 같은 분야에서 같은 법령을 들어 말한 애로사항입니다. 관련 "
        "법령란에 적힌 법령 이름으로 묶고 조문은 가리지 않습니다. 한 애로사항에 법령이 둘이면 양쪽에 다 세고, 한 "
        "업체가 여러 번 말했어도 업체는 한 번만 셉니다. 제도를 고쳐야 할 곳을 찾는 데 쓰세요."
    ),
    groups=(Column(name="statute", label="법령"), Column(name="field", label="분야")),
    measures=(
        Column(name="businesses", label="업체", unit="곳"),
        Column(name="matters", label="애로사항", unit="건"),
    ),
)
