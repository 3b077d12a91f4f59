"""The figure of what became of opinions once they were given."""

from casebase.insight.figures.asking import Column, Figure

FOLLOW_UPS = Figure(
    name="follow_ups",
    title="의견의 이행",
    note=(
        "기간 안에 낸 의견 가운데 신청인에게 통보한 것이 어떻게 되었는지, 마지막 이행결과로 셉니다. 감사부서가 확인한 "
        "이행결과만 ‘의견대로’, ‘일부만’, ‘다르게’, ‘아직’으로 나누고, 냈으나 아직 확인하지 않은 것은 ‘확인 전’에 "
        "셉니다. 이행결과를 내지 않았거나 다시 내 달라고 한 것은 ‘결과 없음’에 셉니다. 반려·이첩한 것과 취소한 의견은 "
        "세지 않습니다."
    ),
    groups=(Column(name="state", label="이행"),),
    measures=(Column(name="count", label="의견", unit="건"),),
)
